"""Catalogues that a tool has filled with their own source: that is English, and no translation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, adopted, after
from tests.test_workflows import run, steady
from transpipe.model import Locale, State

pytestmark = pytest.mark.first(2)

ARTICLE, FILE, TW = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"
ONE, TWO, THREE = "A cache keeps answers.", "Old entries are dropped.", "Errors are never kept."
ENGLISH = f"# Caches of GitHub\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n- GitHub Actions\n- timeout\n"
CHINESE = "# GitHub 的缓存\n\n缓存保存答案。\n\n丢弃旧条目。\n\n错误从不保存。\n\n- 动作\n- 超时\n"
ENTRY = re.compile(r'^msgid "([^"\n]+)"\nmsgstr "[^"\n]*"$', re.MULTILINE)


@pytest.fixture(params=["own", "source"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    files = {ARTICLE: ENGLISH, FILE: CHINESE}
    return adopted(tmp_path / "work", files, (ARTICLE,), relaid=request.param == "source")


def filled(repository: Repository, *sources: str) -> None:
    """Each of these units, or each of all, says its source."""

    def copy(match: re.Match[str]) -> str:
        same = f'msgid "{match[1]}"\nmsgstr "{match[1]}"'
        return same if not sources or match[1] in sources else match[0]

    repository.write(PO, ENTRY.sub(copy, repository.read(PO)))


@pytest.mark.parametrize("cloned", [False, True])
def test_all_at_once_have_their_words_again(made: Repository, cloned: bool) -> None:
    if cloned:
        shutil.rmtree(made.root / ".transpipe")
    before = made.units(ARTICLE)
    filled(made)
    said = run(made, "run")
    assert f"the words of {len(before)} units" in said
    assert f"{len(before)} units say only their own source" in said
    assert made.read(FILE) == CHINESE
    assert {k: (u.target, u.state) for k, u in made.units(ARTICLE).items()} == {
        k: (u.target, u.state) for k, u in before.items()
    }
    steady(made, "sync", "build", "run")


def test_one_alone_is_asked_about(made: Repository) -> None:
    filled(made, TWO)
    assert "1 unit says only its own source" in run(made, "run")
    unit = made.units(ARTICLE)[TWO]
    assert (unit.target, unit.confirmed) == ("丢弃旧条目。", False)
    assert made.read(FILE) == CHINESE
    steady(made, "sync", "build", "run")


def test_a_word_or_name_alone_may_stand_as_it_is(made: Repository) -> None:
    filled(made, "timeout", "GitHub Actions")
    assert "only" not in run(made, "run")
    for name in ("timeout", "GitHub Actions"):
        unit = made.units(ARTICLE)[name]
        assert (unit.target, unit.confirmed) == (name, True)
        assert f"- {name}\n" in made.read(FILE)
    steady(made, "sync", "build", "run")


@pytest.mark.parametrize("command", ["run", "build", "sync"])
def test_what_was_never_translated_is_not_confirmed(tmp_path: Path, command: str) -> None:
    fresh = after(tmp_path / "work", {ARTICLE: ENGLISH}, "init", "sync")
    filled(fresh)
    run(fresh, command)
    assert not (fresh.root / FILE).exists()
    run(fresh, "sync")
    assert {unit.state for unit in fresh.units(ARTICLE).values()} == {State.EMPTY}
    steady(fresh, "sync", "build")


def test_what_stood_so_before_stays(made: Repository) -> None:
    """A catalogue of before is read as it is: only what is new is doubted."""
    filled(made, TWO)
    made.commit()
    shutil.rmtree(made.root / ".transpipe")
    made.write(FILE, CHINESE.replace("丢弃旧条目。", TWO))
    made.commit()
    filled(made, "timeout")
    run(made, "sync")
    assert made.units(ARTICLE)[TWO].target == TWO


@pytest.mark.parametrize("cloned", [False, True])
def test_other_english_in_the_catalogue_is_asked_about(made: Repository, cloned: bool) -> None:
    """Whoever takes the conflict away has decided; a name is as good as any."""
    if cloned:
        shutil.rmtree(made.root / ".transpipe")
    english = "Errors are not stored in it at all."
    made.translate(ARTICLE, {THREE: english, "timeout": "Timeout"})
    assert "1 unit is in English" in run(made, "run")
    unit = made.units(ARTICLE)[THREE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("错误从不保存。", english)
    assert "错误从不保存。" in made.read(FILE)
    assert made.units(ARTICLE)["timeout"].target == "Timeout"
    steady(made, "sync", "build", "run")
    made.translate(ARTICLE, {THREE: english})
    run(made, "run")
    unit = made.units(ARTICLE)[THREE]
    assert (unit.target, unit.confirmed) == (english, True)
    steady(made, "sync", "build", "run")


def test_english_over_derived_words_is_asked_about(made: Repository) -> None:
    """Who types it once more has chosen it for that locale."""
    made.write("transpipe.toml", 'derived_catalogues = "full"\n' + made.read("transpipe.toml"))
    run(made, "convert", "--add", "zh_TW")
    run(made, "build")
    made.commit()
    before, file = made.units(ARTICLE, Locale.ZH_TW)[THREE], made.read(TW)
    english = "Errors are not stored in it at all."
    made.translate(ARTICLE, {THREE: english}, Locale.ZH_TW)
    assert "1 unit is in English" in run(made, "run")
    unit = made.units(ARTICLE, Locale.ZH_TW)[THREE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == (before.target, english)
    assert made.read(TW) == file
    steady(made, "sync", "build", "run")
    made.translate(ARTICLE, {THREE: english}, Locale.ZH_TW)
    run(made, "run")
    assert made.units(ARTICLE, Locale.ZH_TW)[THREE].target == english
    assert english in made.read(TW)
    steady(made, "sync", "build", "run")
