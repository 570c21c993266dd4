"""Units without words in whose place the Chinese file says something already."""

from __future__ import annotations

from collections.abc import Collection

from transpipe.model import Edition, UnitId
from transpipe.text.han import count_han
from transpipe.units.build import unit_of
from transpipe.units.placement import place


def in_place(article: Edition, added: Collection[int]) -> frozenset[UnitId]:
    """The units without words that stand where somebody added Chinese blocks to the file.

    `added` are their numbers. Whose words they are is perhaps in doubt; words from elsewhere they
    are not.
    """
    chinese = [n for n in added if count_han(article.file.blocks[n].text)]
    held = place(article.catalogue, article.file).blocks if chinese else ()
    free = [n for n in chinese if not held[n]]
    if not free:
        return frozenset()
    first: dict[UnitId, int] = {}
    for number, units in enumerate(held):
        for unit in units:
            first.setdefault(unit.id, number)
    found: set[UnitId] = set()
    last, waiting = -1, list[UnitId]()
    for unit in unit_of(article.source, article.catalogue).values():
        if not unit.words:
            waiting.append(unit.id)
        elif unit.id in first:
            found |= set(waiting) if any(last < n < first[unit.id] for n in free) else set()
            last, waiting = max(last, first[unit.id]), []
    return frozenset(found | (set(waiting) if any(n > last for n in free) else set()))
