"""Adoption is quiet on real pairs; the figures over all of them are those of `make score`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures import adoption

pytestmark = pytest.mark.first(1)

QUICK = ("fa-stale-websockets", "asz-12factor-1", "sdp-sol-mint", "fa-old-custom-response")


@pytest.mark.parametrize("name", QUICK)
def test_a_real_pair(data: Path, tmp_path: Path, name: str) -> None:
    repository = adoption.pair(data / "align-dev" / name, tmp_path / name)
    assert adoption.adopts_quietly(repository)
    right, tried = adoption.changes_one_block(repository, most=2)
    assert right == tried > 0
    assert adoption.relayout_loses_nothing(repository)


@pytest.mark.long
def test_every_figure_of_adoption(data: Path) -> None:
    missed = [row for row in adoption.figures(data) if not row[3]]
    assert missed == []
