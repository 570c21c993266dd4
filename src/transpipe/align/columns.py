"""Tables: the columns of both sides are paired before any cell is.

What two columns hold (words, numbers, code, their headers, which cells are alike) fixes those
that have something in common, wherever they stand; the others stay in their order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transpipe.align import exchange
from transpipe.align.cost import Scorer

ROWS = 60  # of a long table that are looked at
_WIDEST = 60  # columns that are compared each with each
FIRM = 4.0  # the margin of a pair of columns that nobody need look at
EVEN, UNEVEN = 3.0, 1.0  # what it says that both tables have as many columns, or have not
_MOST, _LEAST = 5.0, -2.0  # what the words of one pair of cells can say
_LENGTH = 2.0  # the weight of the usual length
_SLIP = 0.05  # how often a cell is not translated like its equals

Row = Mapping[int, int]  # the item of each column; an empty cell has none


@dataclass(frozen=True, slots=True)
class Columns:
    """For each column of a source table the one of the target, where it has one, and its margin."""

    partners: Mapping[int, int]
    margins: Mapping[int, float]

    def is_firm(self, column: int) -> bool:
        """Whether nobody need look at the column."""
        return self.margins[column] >= FIRM


def sampled(rows: Sequence[tuple[Row, Row]]) -> Sequence[tuple[Row, Row]]:
    """The first row and ROWS others at most, evenly."""
    step = -(-len(rows) // ROWS) or 1
    return rows[::step]


def pair_columns(scorer: Scorer, rows: Sequence[tuple[Row, Row]]) -> Columns:
    """The columns of two tables, of which some rows are paired already, the headers first.

    Those of tables that are too wide to compare each with each are paired in order, none firmly.
    """
    left = sorted({column for row, _ in rows for column in row})
    right = sorted({column for _, row in rows for column in row})
    if len(left) * len(right) > _WIDEST**2:
        return Columns(dict(zip(left, right, strict=False)), dict.fromkeys(left, 0.0))
    each = EVEN if len(left) == len(right) else UNEVEN
    odds = {(c, d): each + _odds(scorer, rows, c, d) for c in left for d in right}
    partners = exchange.settled(odds, left, right)
    return Columns(partners, exchange.margins(odds, partners))


# ── Evidence ────────────────────────────────────────────────────────────────────────────────


def _odds(scorer: Scorer, rows: Sequence[tuple[Row, Row]], c: int, d: int) -> float:
    """How likely it is that two columns are a pair, by what their cells hold."""
    cells = [(row[c], other[d]) for row, other in rows if c in row and d in other]
    if not cells:
        return _LEAST
    return (
        sum(words(scorer, i, j) for i, j in cells)
        + _LENGTH * sum(_length(scorer, i, j) for i, j in cells) / len(cells)
        + _alike(scorer, [(row.get(c), other.get(d)) for row, other in rows])
    )


def words(scorer: Scorer, i: int, j: int) -> float:
    """What two cells hold says for their being a pair, within bounds."""
    return min(max(scorer.held(i, j), _LEAST), _MOST)


def _length(scorer: Scorer, i: int, j: int) -> float:
    return scorer.length(scorer.source_size[i], scorer.target_size[j])


def _alike(scorer: Scorer, cells: Sequence[tuple[int | None, int | None]]) -> float:
    """Whether cells that are equal in one column are equal in the other: 是 wherever Yes stands."""
    texts = [
        (
            "" if i is None else scorer.source[i].text,
            "" if j is None else scorer.target[j].text,
        )
        for i, j in cells[1:]
    ]
    return min(_follows(texts), _follows([(b, a) for a, b in texts]))


def _follows(texts: Sequence[tuple[str, str]]) -> float:
    """The log-odds of the second texts given the first, beside those of any such texts."""
    here, there, both = (
        Counter(a for a, _ in texts),
        Counter(b for _, b in texts),
        Counter(texts),
    )
    odds = -len(here) * math.log(max(len(there), 1))  # any of them may be what a text becomes
    for text in here:
        usual = max((b for a, b in both if a == text), key=lambda b: (both[text, b], b))
        for other in there:
            likely = 1 - _SLIP if other == usual else _SLIP
            odds += both[text, other] * math.log(likely * len(texts) / there[other])
    return odds
