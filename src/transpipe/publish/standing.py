"""How a unit stands, in one word for a reader: done, derived, doubtful, stale, a draft, missing."""

from __future__ import annotations

from transpipe.model import Owner, Standing, Unit
from transpipe.publish.language import Speak


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
