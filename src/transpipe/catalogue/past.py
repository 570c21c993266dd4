"""A catalogue of the past under the names that its units have now."""

from __future__ import annotations

from dataclasses import replace

from transpipe.catalogue.merge import merge
from transpipe.model import Carry, Catalogue, Document, Merged, State


def renamed(document: Document, past: Catalogue) -> Catalogue:
    """The active units of `past`, named by the texts of the source as it is now.

    Those whose text has left the source keep their names: their words may still stand in a file.
    """
    merged = merge(document, past)
    gone = {(step.context, step.source) for step in merged.carried if step.how is Carry.GONE}
    stay = [unit for unit in past.units if unit.active and unit.id in gone]
    return replace(past, units=(*merged.catalogue.active(), *stay), lines=document.lines)


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
