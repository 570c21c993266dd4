"""A Chinese version in another folder than what it translates: found, and never of another text."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.layouts import article
from transpipe.config import Config
from transpipe.model import Locale
from transpipe.pairs import find
from transpipe.pairs.derived import DerivedNames
from transpipe.pairs.naming import take_apart
from transpipe.repository import Workspace

_KEPT = "`pump start`, `pump stop`, `pump log` https://example.org/pump\n"
_OTHER = "`tank fill`, `tank drain`, `tank log` https://example.org/tank\n"


def pairs(root: Path, texts: dict[str, str]) -> set[tuple[str | None, str]]:
    """(source, target) of what is found among these texts."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    workspace = Workspace(root)
    found = find(workspace.files(), workspace.read_text, workspace.config())
    return {(pair.source, pair.target) for pair in found.pairs}


def texts(**languages: str) -> dict[str, str]:
    """An article for each path, in the language that is named: `en="README.md docs/a.md"`."""
    return {
        path: article(path, language, 1)
        for language, paths in languages.items()
        for path in paths.split()
    }


@pytest.mark.parametrize(
    ("en", "zh", "tw", "expected"),
    [
        # The traditional version of an article whose simplified one has its English elsewhere.
        (
            "README.md en/README.md en/a.md",
            "zh/README.md zh/a.md",
            "zh-TW/README.md zh-TW/a.md",
            {("en/README.md", "zh/README.md"), ("en/a.md", "zh/a.md")},
        ),
        # The simplified version, whatever stands first by name.
        (
            "README.md",
            "translations/zh-CN/README.md",
            "docs/README.zh-TW.md",
            {("README.md", "translations/zh-CN/README.md")},
        ),
        # Below a language's folder a path is the same as below the source's.
        ("README.md", "zh/graphs/chinese.md", "", {(None, "zh/graphs/chinese.md")}),
        (
            "docs/_index.md",
            "docs/zh/new/_index.md",
            "",
            {(None, "docs/zh/new/_index.md")},
        ),
        # The article of that name that is nearest has a translation already.
        (
            "README.md pump/README.md",
            "pump/README.zh.md pump/docs/README.zh.md",
            "",
            {("pump/README.md", "pump/README.zh.md")},
        ),
        # Without English its traditional version is no second article.
        ("", "zh/pump.md", "zh-TW/pump.md", {(None, "zh/pump.md")}),
    ],
)
def test_what_is_no_translation(
    en: str, zh: str, tw: str, expected: set[tuple[str | None, str]], tmp_path: Path
) -> None:
    assert pairs(tmp_path, texts(en=en, zh=zh, tw=tw)) == expected


def test_a_text_that_keeps_nothing_of_another_is_not_its_translation(tmp_path: Path) -> None:
    files = texts(en="README.md", zh="rules/zh-cn.md docs/zh/README.md")
    files["README.md"] += _KEPT
    files["docs/zh/README.md"] += _KEPT
    files["rules/zh-cn.md"] += _OTHER
    assert pairs(tmp_path, files) == {
        ("README.md", "docs/zh/README.md"),
        (None, "rules/zh-cn.md"),
    }


def test_the_nearest_that_it_does_not_translate_bars_no_other(tmp_path: Path) -> None:
    files = texts(en="README.md docs/i18n/README.md", zh="docs/i18n/zh-CN/README.md")
    files["README.md"] += _KEPT
    files["docs/i18n/README.md"] += _OTHER
    files["docs/i18n/zh-CN/README.md"] += _KEPT
    assert pairs(tmp_path, files) == {("README.md", "docs/i18n/zh-CN/README.md")}


def test_a_pair_with_a_catalogue_stays_one_whatever_is_written_anew(tmp_path: Path) -> None:
    files = texts(en="README.md", zh="docs/zh/README.md")
    files["README.md"] += _OTHER
    files["docs/zh/README.md"] += _KEPT
    files["locales/zh_CN/LC_MESSAGES/README.po"] = ""
    assert pairs(tmp_path, files) == {("README.md", "docs/zh/README.md")}


def test_a_post_in_a_folder_of_its_own_is_told_by_that_folder(tmp_path: Path) -> None:
    zh = "i18n/zh/docusaurus-plugin-content-blog/2023-pumps/index.md"
    files = texts(en="blog/2023-pumps/index.md", zh=zh)
    files["blog/2023-pumps/index.md"] += _OTHER
    files[zh] += _KEPT
    assert pairs(tmp_path, files) == {("blog/2023-pumps/index.md", zh)}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("target", ["docs/zh/café.md", "docs/café.zh.md"])
def test_a_name_is_the_same_in_either_normal_form(target: str, form: str, tmp_path: Path) -> None:
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    source, target = normalize(form, "docs/café.md"), normalize(other, target)
    files = texts(en=f"{source} docs/b.md", zh=f"{target} docs/zh/b.md")
    assert pairs(tmp_path, files) == {(source, target), ("docs/b.md", "docs/zh/b.md")}


def test_twins_in_two_normal_forms_are_two_articles(tmp_path: Path) -> None:
    both = [
        tuple(normalize(form, path) for path in ("docs/café.md", "docs/zh/café.md"))
        for form in ("NFC", "NFD")
    ]
    files = texts(en=" ".join(s for s, _t in both), zh=" ".join(t for _s, t in both))
    assert pairs(tmp_path, files) == set(both)


def test_the_tag_of_a_name_that_small_letters_make_longer() -> None:
    named = take_apart("docs/Straße.zh-CN.md")
    assert (named.stem, named.ending) == ("strasse", ".zh-CN")
    names = DerivedNames((), Config())
    assert names.path("docs/Straße.zh-CN.md", Locale.ZH_TW) == "docs/Straße.zh-TW.md"


@pytest.mark.parametrize("english", ["docs/en/", "docs/"])
@pytest.mark.parametrize("settings", ["", '[[pairs]]\nsource = "{}**"\ntarget = "docs/zh/**"\n'])
def test_what_both_sides_share_names_no_language(
    english: str, settings: str, tmp_path: Path
) -> None:
    # Taiwan, computer science and information technology; the last is Japanese on one side alone.
    names = ("a.md", "b.md", "tw/setup.md", "cs/graphs.md", "notes-it.md")
    files = texts(
        en=" ".join(english + name for name in names),
        zh=" ".join(f"docs/zh/{name}" for name in (*names, "ja/fans.md")),
        ja=f"{english}ja/fans.md {english}ja/a.md",
    )
    if settings:
        files["transpipe.toml"] = settings.format(english)
    expected = {(english + name, f"docs/zh/{name}") for name in names}
    assert {pair for pair in pairs(tmp_path, files) if pair[0]} == expected


def test_an_english_word_that_is_a_language_s_tag_too(tmp_path: Path) -> None:
    # The first is offered, as all in a folder of English is; names beside each other say the same.
    files = texts(en="docs/en/request-id.md docs/en/a.md", zh="docs/zh/a.md", ja="docs/en/a.ja.md")
    files |= texts(en="made-it.md made.md", zh="made-it.zh.md made.zh.md", ja="made-ja.md")
    assert pairs(tmp_path, files) == {
        ("docs/en/request-id.md", "docs/zh/request-id.md"),
        ("docs/en/a.md", "docs/zh/a.md"),
        ("made-it.md", "made-it.zh.md"),
        ("made.md", "made.zh.md"),
    }


def test_the_ending_of_an_article_may_be_another_one(tmp_path: Path) -> None:
    files = texts(en="en/a.mdx en/b.md en/b.mdx", zh="zh/a.md zh/b.md zh/b.mdx")
    assert pairs(tmp_path, files) == {
        ("en/a.mdx", "zh/a.md"),
        ("en/b.md", "zh/b.md"),
        ("en/b.mdx", "zh/b.mdx"),
    }
