"""Units that have fallen behind, and articles counted."""

from __future__ import annotations

import pytest

from transpipe.model import (
    Catalogue,
    Conflict,
    Locale,
    Maker,
    Origin,
    Progress,
    State,
    Unit,
    Weight,
    stale,
)
from transpipe.stale.progress import progress, share, worst_first

STALE = Unit("Two.", "一。", State.FUZZY, previous="One.")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (STALE, True),
        (Unit("Two.", "二。", State.TRANSLATED, previous="One."), False),
        (Unit("Two.", "二。", State.FUZZY), False),
        (Unit("Two.", "二。", State.FUZZY, previous="Two."), False),
        (Unit("Two.", "", State.EMPTY, previous="One."), False),
        (Unit("Two.", "一。", State.OBSOLETE, previous="One."), False),
    ],
)
def test_stale(unit: Unit, expected: bool) -> None:
    assert stale(unit) is expected


def test_every_unit_is_counted_once() -> None:
    units = (
        Unit("a"),
        Unit("b", "乙", State.TRANSLATED),
        Unit("c", "丙", State.TRANSLATED).marked(Origin.of("convert:s2twp")),
        Unit("d", "丁", State.FUZZY),
        STALE,
        Unit("e", "戊", State.FUZZY).marked(Origin(Maker.TM)),
        Unit("f", "己", State.FUZZY, conflict=Conflict("md", "庚")),
        Unit("g", "辛", State.FUZZY).marked(Origin.of("convert:s2twp")),
        Unit("h", "壬", State.OBSOLETE),
    )
    row = progress(Catalogue("原文/x.md", Locale.ZH_CN, units), "译文/x.md", "a note")
    assert row == Progress(
        "原文/x.md", Locale.ZH_CN, "译文/x.md", total=8, confirmed=1, derived=1, doubtful=2,
        stale=1, draft=1, conflict=1, empty=1, obsolete=1, note="a note", worst=Weight.NUMBER,
        worst_count=1, weights=((Weight.NUMBER, 1),),
    )  # fmt: skip
    assert share(row) == 0.25


def test_an_article_without_units_is_done() -> None:
    assert share(progress(Catalogue("原文/x.md", Locale.ZH_CN), "译文/x.md")) == 1.0


def test_the_worst_comes_first() -> None:
    def row(article: str, **counts: int) -> Progress:
        return Progress(article, Locale.ZH_CN, "", **counts)

    done = row("a", total=4, confirmed=4)
    half = row("b", total=4, confirmed=2, empty=2)
    behind = row("c", total=4, confirmed=3, stale=1)
    conflict = row("d", total=4, confirmed=3, conflict=1)
    same = row("aa", total=4, confirmed=2, empty=2)
    rows = (done, half, behind, conflict, same)
    assert worst_first(rows) == (conflict, behind, same, half, done)
    assert worst_first(reversed(rows)) == worst_first(rows)
