"""How a unit stands, in one word for a reader: done, derived, doubtful, stale, a draft, missing."""

from __future__ import annotations

from enum import StrEnum

from transpipe.model import Owner, State, Unit
from transpipe.publish.language import Speak


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
    """The one word for a unit; `removed` for one that is no longer in the article."""
    if unit is None or not unit.active:
        return Standing.REMOVED
    if unit.state is State.EMPTY or not unit.target:
        return Standing.MISSING
    if unit.conflict is not None:
        return Standing.CONFLICT
    if unit.owner is Owner.MACHINE:
        return Standing.DRAFT
    if unit.state is State.FUZZY:
        return Standing.STALE if unit.previous not in (None, unit.source) else Standing.DOUBTFUL
    return Standing.DERIVED if unit.owner is Owner.DERIVED else Standing.DONE


def word(how: Standing, speak: Speak) -> str:
    """The standing in the language of what is written."""
    _ = speak
    return {
        Standing.DONE: _("confirmed"),
        Standing.DERIVED: _("derived"),
        Standing.DOUBTFUL: _("doubtful"),
        Standing.STALE: _("stale"),
        Standing.DRAFT: _("machine draft"),
        Standing.CONFLICT: _("conflict"),
        Standing.MISSING: _("untranslated"),
        Standing.REMOVED: _("removed"),
    }[how]


def origin(unit: Unit | None) -> str:
    """The engine or memory that wrote a draft (`mt:google`), '' for a person's words."""
    if unit is None or unit.origin is None or unit.owner is Owner.PERSON:
        return ""
    return unit.origin.by
