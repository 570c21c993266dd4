"""A catalogue of the past under the names that its units have now."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from transpipe.catalogue.merge import merge
from transpipe.model import (
    DISPLACED,
    DIVIDED,
    Carry,
    Catalogue,
    Document,
    Merged,
    State,
    Unit,
    UnitId,
)

_NOBODY = UnitId(None, "")  # the name of no unit


def renamed(
    document: Document, past: Catalogue, before: Document | None = None
) -> tuple[Catalogue, frozenset[UnitId]]:
    """The active units of `past`, named by the texts of the source as it is now.

    Those whose text has left the source, or was split or merged in it, keep their names: their
    words may still stand in a file. So do those of single places, where the source that `past` was
    made for is known (`before`). What was split or merged is the second answer.
    """
    merged = merge(document, past, before=before, each=True)
    gone = {(step.context, step.source) for step in merged.carried if step.how is Carry.GONE}
    copied = {step.old for step in merged.carried if step.how in (Carry.SPLIT, Carry.MERGED)}
    active = merged.catalogue.active()
    here = {unit.id for unit in active}
    shared = {u.id for u in past.active() if u.source in copied and u.id not in here}
    stay = [unit for unit in past.active() if unit.id in gone | shared]
    # Where a text is still there, the name of a place that is gone may be another one's by now.
    stay = [_left(unit, here) if (None, unit.source) in here else unit for unit in stay]
    units = {unit.id: unit for unit in (*active, *stay)}
    left: dict[UnitId | None, list[Unit]] = {}
    for place in merged.displaced:
        unit = _left(place.unit, units, DIVIDED if place.divided else DISPLACED)
        units[unit.id] = unit
        shared |= {unit.id} if place.divided else set()
        left.setdefault(place.after, []).append(unit)
    ordered = left.pop(None, [])
    for unit in (*_in_order(active, _names_before(merged), past), *stay):
        ordered += [unit, *left.pop(unit.id, ())]
    return replace(past, units=tuple(ordered), lines=document.lines), frozenset(shared)


def _names_before(merged: Merged) -> dict[UnitId, UnitId]:
    """What each unit was called; but not where it lost a place, which may have been its first."""
    lost = {place.unit.source for place in merged.displaced}
    return {
        UnitId(step.context, step.source): UnitId(step.old_context, step.old)
        for step in merged.carried
        if step.old is not None and step.how is not Carry.GONE and step.old not in lost
    }


def _in_order(
    units: Iterable[Unit], before: Mapping[UnitId, UnitId], past: Catalogue
) -> list[Unit]:
    """Units in the order of the past, which its file has; a new one behind the one before it."""
    ranks = {unit.id: rank for rank, unit in enumerate(past.units)}
    rows: list[tuple[int, Unit]] = []
    for unit in units:
        last = rows[-1][0] if rows else -1
        rows.append((ranks.get(before.get(unit.id, _NOBODY), last), unit))
    return [unit for _rank, unit in sorted(rows, key=lambda row: row[0])]


def _left(unit: Unit, taken: Collection[UnitId], sign: str = DISPLACED) -> Unit:
    """A unit in a place that it has lost, under a name that no place has."""
    name = unit.context if unit.displaced and unit.context else f"{sign}{unit.context or ''}"
    names = (name if count == 1 else f"{name} ({count})" for count in itertools.count(1))
    return replace(unit, context=next(n for n in names if (n, unit.source) not in taken))


def still_stale(
    catalogue: Catalogue, merged: Merged, settled: Collection[UnitId] = ()
) -> Catalogue:
    """The catalogue with those units fuzzy that this very merge made stale, less some.

    Who edited their words meanwhile has not seen the new source yet.
    """
    kept = {(step.context, step.source) for step in merged.carried if step.how is Carry.SAME}
    found = merged.catalogue.find()

    def doubted(unit: Unit) -> Unit:
        # A place that has got a unit of its own only now was one of those that shared one.
        fresh = found.get(unit.id) or found.get(UnitId(None, unit.source))
        if unit.state is not State.TRANSLATED or fresh is None or fresh.id in kept:
            return unit
        if fresh.state is not State.FUZZY or unit.id in settled:
            return unit
        before, context = fresh.previous, fresh.previous_context
        return replace(unit, state=State.FUZZY, previous=before, previous_context=context)

    return replace(catalogue, units=tuple(map(doubted, catalogue.units)))
