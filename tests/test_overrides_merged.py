"""Derived catalogues that hold overrides alone, on two branches that git merges."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.figures.two_branches import DRIVER, tried
from tests.repository import Repository
from tests.test_overrides_only import CATALOGUE, FILE, FULL, OVERRIDES, TW, entries
from tests.test_upgrades import ARTICLE, SETTINGS, begun
from transpipe.model import Owner, State

pytestmark = pytest.mark.more
OPEN, CLOSE = "Open the file.", "Close it again."


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    made = begun(tmp_path / "r", OVERRIDES)
    made.git("config", "merge.transpipe.driver", DRIVER)
    made.commit()
    return made


def on_branch(here: Repository, name: str, source: str, words: str) -> None:
    here.git("switch", "-q", "-c", name, "main")
    here.translate(ARTICLE, {source: words}, TW)
    here.steps("run")
    here.commit()


def merged(here: Repository, name: str, *, fresh: bool = False) -> None:
    ran = tried(here, "merge", "-q", "--no-edit", name)
    assert ran.code == 0, ran.out + ran.err
    if fresh:
        shutil.rmtree(here.root / ".transpipe")
    here.steps("run")


def test_overrides_of_both_sides_stand(here: Repository) -> None:
    on_branch(here, "one", OPEN, "請打開檔案。")
    on_branch(here, "two", CLOSE, "再闔上它。")
    merged(here, "one")
    assert len(entries(here)) == 2
    assert all(words in here.read(FILE) for words in ("請打開檔案。", "再闔上它。"))


def test_one_that_was_taken_out_on_one_side_is_gone(here: Repository) -> None:
    on_branch(here, "one", OPEN, "請打開檔案。")
    here.git("switch", "-q", "-c", "out")
    here.write(CATALOGUE, here.git("show", f"main:{CATALOGUE}"))
    here.steps("run")
    here.commit()
    here.git("switch", "-q", "-c", "more", "one")
    here.translate(ARTICLE, {CLOSE: "再闔上它。"}, TW)
    here.steps("run")
    here.commit()
    merged(here, "out")
    assert entries(here) == [f'msgid "{CLOSE}"']
    assert "開啟檔案。" in here.read(FILE)


def test_one_unit_with_words_of_both_sides_is_a_conflict(here: Repository) -> None:
    on_branch(here, "one", OPEN, "請打開檔案。")
    on_branch(here, "two", OPEN, "打開該檔案。")
    here.git("checkout", "-q", "one", "--", FILE)
    here.commit()
    tried(here, "merge", "-q", "--no-edit", "one")
    unit = here.units(ARTICLE, TW)[OPEN]
    assert unit.conflict is not None
    assert {unit.target, unit.conflict.text} == {"請打開檔案。", "打開該檔案。"}


@pytest.mark.parametrize("fresh", [False, True])
def test_words_go_with_a_text_that_the_other_side_edited(here: Repository, fresh: bool) -> None:
    on_branch(here, "one", CLOSE, "再闔上它。")
    here.git("switch", "-q", "main")
    here.write(ARTICLE, here.read(ARTICLE).replace(CLOSE, "Close it once again."))
    here.steps("run")
    here.commit()
    merged(here, "one", fresh=fresh)
    unit = here.units(ARTICLE, TW)["Close it once again."]
    assert (unit.target, unit.state, unit.owner) == ("再闔上它。", State.FUZZY, Owner.PERSON)


def test_a_side_that_holds_every_unit_loses_none_of_its_overrides(here: Repository) -> None:
    here.git("switch", "-q", "-c", "full")
    here.write(SETTINGS, here.read(SETTINGS).replace(f'"{OVERRIDES}"', f'"{FULL}"'))
    here.steps("convert --upgrade")
    here.translate(ARTICLE, {OPEN: "請打開檔案。"}, TW)
    here.steps("run")
    here.commit()
    on_branch(here, "two", CLOSE, "再闔上它。")
    merged(here, "full")
    assert all(words in here.read(FILE) for words in ("請打開檔案。", "再闔上它。"))
    assert len(entries(here)) == 3


def test_an_override_behind_its_base_stands_once_somebody_accepts_it(here: Repository) -> None:
    here.translate(ARTICLE, {CLOSE: "再闔上它。"}, TW)
    here.steps("run")
    here.write("译文/a.md", here.read("译文/a.md").replace("再关上它", "然后关上它"))
    here.steps("run")
    assert here.units(ARTICLE, TW)[CLOSE].state is State.FUZZY
    line = here.read(FILE).splitlines().index("再闔上它。") + 1
    here.steps(f"accept {FILE}:{line}", "run")
    unit = here.units(ARTICLE, TW)[CLOSE]
    assert (unit.target, unit.state, unit.parent) == (
        "再闔上它。",
        State.TRANSLATED,
        "然后关上它。",
    )
