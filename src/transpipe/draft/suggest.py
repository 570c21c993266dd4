"""What can be suggested for a catalogue. A person's words are never replaced."""

from __future__ import annotations

from transpipe.draft.machine import drafts
from transpipe.model import Catalogue, Draft, State, Unit
from transpipe.ports import Translator


def open_units(catalogue: Catalogue) -> tuple[Unit, ...]:
    """The units that have no words at all: the only ones a draft is made for."""
    return tuple(unit for unit in catalogue.units if unit.state is State.EMPTY and not unit.target)


def suggest(
    catalogue: Catalogue, translator: Translator, limit: int | None = None
) -> tuple[Draft, ...]:
    """Drafts for the empty units of a catalogue, the first `limit` of them.

    The catalogue is not touched: who puts a draft into it marks it as a machine's, and fuzzy.
    """
    return drafts(open_units(catalogue)[:limit], translator, catalogue.locale)
