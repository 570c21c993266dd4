"""Catalogues that other tools open and save: nothing is lost, stale, or written for nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from tests.conftest import later
from tests.figures.foreign import random_repository
from tests.figures.round_trips import Tally, play, trip
from tests.foreign import path
from tests.repository import Repository
from tests.round_trips import EDITORS, facts

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
FIRST, *OTHERS = (name for name in EDITORS if name != "translate-toolkit")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_repository(tmp_path_factory.mktemp("model"), Random(4)).root


@pytest.fixture
def made(model: Path, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(model, tmp_path / "work", symlinks=True))


@needs_gettext
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("name", [FIRST, "translate-toolkit", *later(*OTHERS)])
def test_a_round_trip(made: Repository, name: str, edited: bool) -> None:
    tally = Tally()
    trip(tally, made, EDITORS[name], name, edited=edited)
    assert tally == Tally(trips=1)


@needs_gettext
def test_what_a_tool_drops_is_no_write_for_nothing(made: Repository) -> None:
    """Babel drops our fields of the header; the facts that polib sees tell it from taste."""
    had = facts(path(made))
    EDITORS["polib"].save(path(made))
    assert facts(path(made)) == had
    EDITORS["Babel"].save(path(made))
    assert facts(path(made)) != had


@needs_gettext
@pytest.mark.long
def test_each_tool_with_sixty_catalogues() -> None:
    assert play(range(60)) == Tally(trips=60 * 2 * len(EDITORS))
