"""How likely two blocks are a pair by their kinds: heading, item, bold paragraph, note."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from transpipe.align.features import Item
from transpipe.model import Kind

SAME = 0.9
LEVEL = 0.8  # lost by a heading of another level
BOLD, PLAIN = 0.5, -2.5  # a heading and a paragraph, all bold or not
NEAR, FAR, OPAQUE = -1.0, -3.0, -6.0
NOTE = -3.0  # a translator's note is nobody's translation
_NEAR = {
    frozenset({Kind.HEADING, Kind.PARAGRAPH}),
    frozenset({Kind.ITEM, Kind.PARAGRAPH}),
    frozenset({Kind.QUOTE, Kind.PARAGRAPH}),
    frozenset({Kind.ITEM, Kind.CELL}),
    frozenset({Kind.TITLE, Kind.PARAGRAPH}),
    frozenset({Kind.TITLE, Kind.HEADING}),
    frozenset({Kind.TERM, Kind.PARAGRAPH}),
    frozenset({Kind.DEFINITION, Kind.PARAGRAPH}),
    frozenset({Kind.TEMPLATE, Kind.CODE}),
    frozenset({Kind.TEMPLATE, Kind.PARAGRAPH}),
    frozenset({Kind.TEMPLATE, Kind.DIRECTIVE}),
}


def _sort(item: Item) -> tuple[object, ...]:
    """What of an item its kind's log-odds depend on."""
    return item.kind, item.level, item.bold, item.note


def _kind(a: Item, b: Item, same: float, shift: int) -> float:
    """Log-odds of two kinds; `shift` is how much deeper the target's headings are."""
    if b.note and not a.note:
        return NOTE + (same if a.kind is b.kind else _unlike(a, b))
    if a.kind is not b.kind:
        return _unlike(a, b)
    off = a.kind is Kind.HEADING and b.level - a.level != shift
    return same - LEVEL if off else same


def _unlike(a: Item, b: Item) -> float:
    kinds = frozenset({a.kind, b.kind})
    if a.opaque != b.opaque and kinds != {Kind.TEMPLATE, Kind.PARAGRAPH}:
        return OPAQUE
    if kinds == {Kind.HEADING, Kind.PARAGRAPH}:
        return BOLD if a.bold or b.bold else PLAIN
    return NEAR if kinds in _NEAR else FAR


class Kinds:
    """A table of log-odds by which sorts of items meet."""

    def __init__(self, source: Sequence[Item], target: Sequence[Item]) -> None:
        same = _same(source, target)
        tops = [min((i.level for i in side if i.level), default=1) for side in (source, target)]
        sorts = [{_sort(item): item for item in side} for side in (source, target)]
        numbers = [{sort: number for number, sort in enumerate(found)} for found in sorts]
        self._row = [numbers[0][_sort(item)] for item in source]
        self.column = [numbers[1][_sort(item)] for item in target]
        self._table = [
            [_kind(a, b, same.get(a.kind, 0.0), tops[1] - tops[0]) for b in sorts[1].values()]
            for a in sorts[0].values()
        ]

    def row(self, i: int) -> list[float]:
        """The log-odds of source item `i` with the items of each sort, see `column`."""
        return self._table[self._row[i]]

    def odds(self, i: int, j: int) -> float:
        """Log-odds of source item `i` and target item `j` by their kinds alone."""
        return self._table[self._row[i]][self.column[j]]


def _same(source: Sequence[Item], target: Sequence[Item]) -> dict[Kind, float]:
    """What it says that two items are of one kind: the rarer, the more."""
    sides = [Counter(item.kind for item in side) for side in (source, target)]
    n, m = len(source) + 1, len(target) + 1
    return {
        kind: SAME * math.log(0.95 / max(count / n, sides[1][kind] / m))
        for kind, count in sides[0].items()
    }
