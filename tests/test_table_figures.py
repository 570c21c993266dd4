"""Made tables inside real pages, a share of those that the figures count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.tables import read_as_bilingual, total


@pytest.mark.more
def test_no_cell_is_wrong_and_confirmed(data: Path) -> None:
    found = total(data, range(0, 200, 7), held_out=False)
    assert found.wrong_and_sure == 0
    assert found.f1 >= 0.99
    assert found.bilingual == 0


def test_pages_with_the_english_inside_are_read_as_such(data: Path) -> None:
    assert read_as_bilingual(data, range(12)) >= 0.98
