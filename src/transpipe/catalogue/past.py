"""A catalogue of the past under the names that its units have now."""

from __future__ import annotations

from dataclasses import replace

from transpipe.catalogue.merge import merge
from transpipe.model import Carry, Catalogue, Document, Merged, State

UnitId = tuple[str | None, str]


def renamed(document: Document, past: Catalogue) -> tuple[Catalogue, frozenset[UnitId]]:
    """The active units of `past`, named by the texts of the source as it is now.

    Those whose text has left the source, or was split or merged in it, keep their names: their
    words may still stand in a file. The latter are the second answer.
    """
    merged = merge(document, past)
    gone = {(step.context, step.source) for step in merged.carried if step.how is Carry.GONE}
    copied = {step.old for step in merged.carried if step.how in (Carry.SPLIT, Carry.MERGED)}
    here = {unit.id for unit in merged.catalogue.active()}
    shared = frozenset(u.id for u in past.active() if u.source in copied and u.id not in here)
    stay = [unit for unit in past.active() if unit.id in gone | shared]
    units = (*merged.catalogue.active(), *stay)
    return replace(past, units=units, lines=document.lines), shared


def still_stale(catalogue: Catalogue, merged: Merged) -> Catalogue:
    """The catalogue with those units fuzzy that this very merge made stale.

    Who edited their words meanwhile has not seen the new source yet.
    """
    kept = {(step.context, step.source) for step in merged.carried if step.how is Carry.SAME}
    fresh = {unit.id: unit for unit in merged.catalogue.active() if unit.id not in kept}
    stale = {key: unit for key, unit in fresh.items() if unit.state is State.FUZZY}
    units = [
        replace(
            unit,
            state=State.FUZZY,
            previous=stale[unit.id].previous,
            previous_context=stale[unit.id].previous_context,
        )
        if unit.id in stale and unit.state is State.TRANSLATED
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))
