"""Where derived files stand, and which files are such, are one rule."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layouts import article
from tests.repository import Repository
from transpipe.config import Config
from transpipe.editions.project import opened
from transpipe.model import Locale, PairPattern
from transpipe.pairs.derived import DerivedNames, authored_path, used
from transpipe.pairs.tags import others
from transpipe.repository import Workspace

NAMES = st.text("a文.-_ ", min_size=1, max_size=8)
TAGS = st.sampled_from(["zh", "zh-CN", "zh_CN", "zh-cn", "zh-Hans", "cn", "CN", "chs", "chinese"])
PATHS = st.one_of(
    st.builds("译文/{}.md".format, NAMES),
    st.builds("译文/{}/{}.md".format, NAMES, NAMES),
    st.builds("{}.md".format, NAMES),
    st.builds("docs/{}.rst".format, NAMES),
    NAMES,
)
TAGGED = st.one_of(
    st.builds("docs/{}/{}.md".format, TAGS, NAMES),
    st.builds("{}.{}.md".format, NAMES, TAGS),
    st.builds("docs-{}/{}.md".format, TAGS, NAMES),
)
DERIVED = ZH_TW, ZH_HK = others(Locale.ZH_CN)


def names(*files: str, pairs: tuple[PairPattern, ...] = ()) -> DerivedNames:
    return DerivedNames(frozenset(files), Config(pairs=pairs))


@given(PATHS, st.sampled_from(DERIVED))
def test_what_is_derived_leads_back(path: str, locale: Locale) -> None:
    made = names().path(path, locale)
    assert made != path
    assert authored_path(made, locale, "译文") == path
    assert names().is_derived(made, [locale])


@given(st.one_of(PATHS, TAGGED), st.sampled_from(DERIVED))
def test_a_derived_file_is_known_and_stays_where_it_is(path: str, locale: Locale) -> None:
    made = names().path(path, locale)
    assert made != path
    assert names(path).is_derived(made, [locale])
    assert not names(path).is_derived(path, [locale])
    assert names(path, made).path(path, locale) == made


@pytest.mark.parametrize("path", ["src/20-tc/README.md", "src/20-tc/README.zh.md", "net-hk/a.md"])
def test_a_folder_that_only_happens_to_end_so_is_of_no_locale(path: str) -> None:
    assert not names(path, "src/1-eth/README.zh.md", "docs-cn/a.md").is_derived(path, DERIVED)
    assert names("docs-cn/a.md").is_derived("docs-tw/a.md", [ZH_TW])


@given(TAGGED)
def test_no_two_locales_share_a_file(path: str) -> None:
    assert len({path, *(names().path(path, locale) for locale in DERIVED)}) == 3


@pytest.mark.parametrize("path", ["译文/a.md", "README.md", "docs/zh-CN/a.md", "a/b", "x.zh.md"])
def test_other_files_are_not(path: str) -> None:
    assert not names().is_derived(path, DERIVED)


@pytest.mark.parametrize(
    ("target", "there", "wanted"),
    [
        ("译文/a.md", (), "译文/zh_TW/a.md"),
        ("README.md", (), "README.zh_TW.md"),
        ("README.md", ("README_zh-TW.md",), "README_zh-TW.md"),
        ("README_zh-CN.md", (), "README_zh-TW.md"),
        ("b/README-zh-Hans.md", (), "b/README-zh-Hant.md"),
        ("b/README-zh-Hans.md", ("README-zh-Hans.md", "README-zh-TW.md"), "b/README-zh-TW.md"),
        ("README_CN.md", (), "README_TW.md"),
        ("README-zh_CN.md", (), "README-zh_TW.md"),
        ("docs/zh/t.md", (), "docs/zh-TW/t.md"),
        ("docs/zh/t.md", ("docs/zh-hant/u.md",), "docs/zh-TW/t.md"),
        ("docs/zh/t.md", ("docs/zh-hant/t.md",), "docs/zh-hant/t.md"),
        ("docs/zh/t.md", ("docs/zh-hk/t.md",), "docs/zh-TW/t.md"),
        ("docs/zh-cn/t.md", (), "docs/zh-tw/t.md"),
        ("docs/zh-Hans/t.md", (), "docs/zh-Hant/t.md"),
        ("content/chinese/t.md", (), "content/traditional-chinese/t.md"),
        ("intro.zh.md", (), "intro.zh-TW.md"),
        ("intro.zh.md", ("intro.zh.zh_TW.md",), "intro.zh.zh_TW.md"),
        ("docs-zh/t.md", (), "docs-zh-TW/t.md"),
        ("index.zh-CN.md", (), "index.zh-TW.md"),
        (
            "i18n/zh-CN/docusaurus-plugin-content-docs/current/t.md",
            (),
            "i18n/zh-TW/docusaurus-plugin-content-docs/current/t.md",
        ),
    ],
)
def test_derived_names_follow_the_layout(target: str, there: Collection[str], wanted: str) -> None:
    assert names(target, *there).path(target, ZH_TW) == wanted


def test_a_pattern_says_where_derived_files_stand() -> None:
    own = PairPattern("docs/**", "cn/**", ((ZH_TW, "tw-site/**"),), 0)
    asked = names("docs/a/b.md", "cn/a/b.md", pairs=(own,))
    assert asked.path("cn/a/b.md", ZH_TW) == "tw-site/a/b.md"
    assert asked.path("cn/a/b.md", ZH_HK) == "hk/a/b.md"
    assert asked.is_derived("tw-site/a/b.md", [ZH_TW])
    assert not asked.is_derived("tw-site/a/b.md", [ZH_HK])


def test_the_locale_of_a_pattern_is_that_of_the_file() -> None:
    own = PairPattern("books/**", "out/{locale}-books/**", number=0)
    asked = names("out/zh_CN-books/b.md", pairs=(own,))
    assert asked.path("out/zh_CN-books/b.md", ZH_TW) == "out/zh_TW-books/b.md"
    assert asked.is_derived("out/zh_TW-books/b.md", [ZH_TW])


def test_a_locale_that_is_no_longer_set_is_known_by_its_catalogues() -> None:
    files = ["locales/zh_TW/LC_MESSAGES/a.po", "译文/zh_TW/a.md", "locales/zh_CN/LC_MESSAGES/a.po"]
    assert used(files, Config()) == (ZH_TW,)
    assert used([], Config(derived=(ZH_HK,))) == (ZH_HK,)


@pytest.mark.parametrize("english", ["docs/en/", "docs/"])
def test_what_is_called_like_a_locale_is_no_derived_file(english: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    names = ("a.md", "tw/setup.md", "notes-tw.md")
    for number, name in enumerate(names):
        repository.write(f"{english}{name}", article(name, "en", number))
        repository.write(f"docs/zh/{name}", article(name, "zh", number))
    repository.steps("init", "align", "convert --add zh_TW", "build")
    assert {name for name in names if (tmp_path / "docs/zh-TW" / name).exists()} == set(names)
    repository.steps("sync", "build")
    workspace = Workspace(tmp_path)
    assert {pair.source for pair in opened(workspace, workspace.config()).pairs.pairs} == {
        f"{english}{name}" for name in names
    }


def test_a_translation_that_is_in_a_locale_is_not_derived_into_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("en/a.md", article("a.md", "en", 1))
    repository.write("zh-TW/a.md", article("a.md", "tw", 1))
    repository.steps("init", "align")
    ran = repository.transpipe("convert", "--add", "zh_TW")
    assert ran.code == 2
    assert "zh_TW: that is what people write" in ran.err
    assert "derived = []" in repository.read("transpipe.toml")
