"""How a unit stands, by its state, its owner and the source that its words were made for."""

from __future__ import annotations

from enum import StrEnum

from transpipe.model.unit import Maker, Owner, State, Unit


class Standing(StrEnum):
    """What a reader or reviewer must know about a target before believing it."""

    DONE = "done"
    DERIVED = "derived"
    DOUBTFUL = "fuzzy"
    STALE = "stale"
    DRAFT = "mt"
    CONFLICT = "conflict"
    MISSING = "missing"
    REMOVED = "removed"


def standing(unit: Unit | None) -> Standing:
    """The one word for a unit, the most pressing; `removed` for one no longer in the article."""
    if unit is None or not unit.active:
        return Standing.REMOVED
    if unit.state is State.EMPTY or not unit.target:
        return Standing.MISSING
    if unit.conflict is not None:
        return Standing.CONFLICT
    if unit.owner is Owner.MACHINE:
        return Standing.DRAFT
    if unit.state is State.FUZZY:
        return Standing.STALE if stale(unit) else Standing.DOUBTFUL
    return Standing.DERIVED if unit.owner is Owner.DERIVED else Standing.DONE


def stale(unit: Unit) -> bool:
    """The words were written for a source that has changed since, and nobody has looked yet."""
    behind = unit.previous is not None and unit.previous != unit.source
    return behind and unit.state is State.FUZZY and bool(unit.target)


def made_for(unit: Unit) -> tuple[str, str | None]:
    """The source that a unit's words were made for, and its msgctxt.

    The mark of a kept edit says so before all else: small edits in a row must not add up unseen.
    """
    if unit.origin is not None and unit.origin.maker is Maker.KEEP and unit.origin.made_from:
        return unit.origin.made_from, unit.context if unit.active else None
    if unit.fuzzy and unit.previous is not None:
        return unit.previous, unit.previous_context
    return unit.source, unit.context if unit.active else None
