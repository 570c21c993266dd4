"""The layouts that repositories have: what is whose translation, quietly adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts import LAYOUTS, article, lay, pairs_of, read
from tests.repository import Repository
from transpipe.model import Locale, Owner, Pair, PairKind

pytestmark = pytest.mark.first(1)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_pairs_of_a_layout(path: Path, tmp_path: Path) -> None:
    layout = read(path)
    assert len(layout.pairs) >= 8 or layout.settings
    found = pairs_of(lay(layout, tmp_path))
    of_kind = {
        kind: sorted((p.source or "", p.target) for p in found.pairs if p.kind is kind)
        for kind in PairKind
    }
    assert of_kind[PairKind.BOTH] == sorted(layout.pairs)
    assert of_kind[PairKind.UNTRANSLATED] == sorted(layout.offered)
    chinese = sorted(("", path) for language, path in layout.others if language == "zh")
    assert of_kind[PairKind.SOURCELESS] == chinese


def pairs(repository: Repository) -> set[Pair]:
    """What is found in a repository now."""
    return set(pairs_of(repository).pairs)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_is_adopted_quietly(path: Path, tmp_path: Path) -> None:
    layout = read(path)
    repository = lay(layout, tmp_path)
    before = pairs(repository)
    repository.steps("init")
    assert pairs(repository) == before  # what init writes down says the same
    repository.steps("align", "build")
    changed = {
        line[3:].split("/")[0].strip('"')
        for line in repository.git("status", "--porcelain", "-z").split("\0")
    }
    assert changed <= {"", "transpipe.toml", ".gitattributes", "locales"}
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "adopted")
    repository.steps("sync")  # which makes the catalogues of what is offered
    repository.git("add", "-A")
    repository.git("commit", "-q", "--allow-empty", "-m", "offered")
    for command in ("init", "align", "sync", "check", "status", "build", "run", "pages"):
        ran = repository.transpipe(command)
        assert ran.code in (0, 1), ran.err
        assert not repository.git("status", "--porcelain"), command


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("siblings-of-components", "components/card/index.zh-TW.md"),
        ("hexo", "source/zh-tw/docs/setup.md"),
        ("translations", "translations/zh-TW/1-start/README.md"),
        ("vitepress", "docs/zh-TW/guide/start.md"),
        (
            "docusaurus",
            "website/i18n/zh-TW/docusaurus-plugin-content-docs/current/guides/pumps.md",
        ),
        ("custom-locale", "out/zh_TW-air/fans.md"),
    ],
)
def test_a_derived_locale_follows_the_layout(name: str, made: str, tmp_path: Path) -> None:
    layout = read(next(path for path in LAYOUTS if path.stem == name))
    repository = lay(layout, tmp_path)
    people = [path for language, path in layout.others if language == "tw"]
    said = {path: repository.read(path) for path in people}
    repository.steps("init", "align", "sync", "convert --add zh_TW", "build")
    assert {path: repository.read(path) for path in people} == said
    assert (repository.root / made).is_file()
    before = pairs(repository)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "derived")
    for command in ("align", "convert", "sync", "build", "run"):
        assert repository.transpipe(command).code == 0
        assert not repository.git("status", "--porcelain"), command
    assert pairs(repository) == before


def test_words_of_people_in_a_derived_locale_are_overrides(tmp_path: Path) -> None:
    layout = read(next(path for path in LAYOUTS if path.stem == "hexo"))
    repository = lay(layout, tmp_path)
    source, target, people = (f"source/{part}docs/index.md" for part in ("", "zh-cn/", "zh-tw/"))
    repository.write(people, article(people, "tw", 1))
    assert repository.read(target) == article(target, "zh", 1)
    repository.steps("init", "align", "convert --add zh_TW")
    units = repository.units(source, Locale.ZH_TW)
    of = {owner: [u for u in units.values() if u.owner is owner] for owner in Owner}
    assert {unit.target for unit in of[Owner.PERSON]} == {
        "切勿同時關閉兩個閥門。",
        "控制器每秒向日誌寫入一行。",
    } - {unit.target for unit in of[Owner.DERIVED]}
    assert all(unit.parent for unit in of[Owner.PERSON])
    assert of[Owner.DERIVED]


def test_versions_are_written_down_as_one_pattern(tmp_path: Path) -> None:
    layout = read(next(path for path in LAYOUTS if path.stem == "docusaurus"))
    repository = lay(layout, tmp_path)
    repository.steps("init")
    said = repository.read("transpipe.toml")
    assert said.count("versioned_docs") == 1
    assert 'source = "website/versioned_docs/{version}/**"' in said
