"""What sync promises of articles that move on, in figures: small edits, other writers, years."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.figures import MODULES, of

pytestmark = pytest.mark.first(1)

QUICK, LONG = ("small_edits", "reclipped"), ("replay", "lives")


@pytest.mark.more
@pytest.mark.parametrize("part", QUICK)
def test_figures(data: Path, part: str) -> None:
    assert [row for row in of(part, data) if not row[-1]] == []


@pytest.mark.long
@pytest.mark.parametrize("part", LONG)
def test_figures_of_long_histories(data: Path, part: str) -> None:
    assert [row for row in of(part, data) if not row[-1]] == []


@pytest.mark.parametrize("part", MODULES)
def test_every_part_of_the_scoreboard_can_be_asked(part: str) -> None:
    assert callable(import_module(f"tests.figures.{part}").figures)
