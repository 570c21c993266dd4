"""Units that a tool has filled with their own source: `msgen`, "copy source", an export.

A text in English is no translation, and nobody's confirmed words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from transpipe.catalogue.names import foreign, is_word
from transpipe.catalogue.placement import bare
from transpipe.catalogue.taken import MANY
from transpipe.model import Owner, State, Unit, UnitId
from transpipe.po import Read


def copies(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units whose target is their source, as far as a person answers for it."""
    return tuple(unit for unit in units if _is_copy(unit))


def without_copies(
    found: Read, small: Collection[str], known: Iterable[Read]
) -> tuple[Read, frozenset[UnitId]]:
    """The catalogue with those units empty that only say their source, and which they are.

    What a `known` state says so already may stand as it is, and so may code, a word and a name,
    but not where whole sentences around it are in English again.
    """
    kept = {unit.id for state in known for unit in copies(state.catalogue.units)}
    new = [unit for unit in copies(found.catalogue.units) if unit.id not in kept]
    prose = [unit for unit in new if foreign(unit.target, small)]
    sentences = [unit for unit in prose if not is_word(unit.target)]
    emptied = frozenset(u.id for u in (new if len(sentences) >= MANY else sentences))

    def empty(unit: Unit) -> Unit:
        if not unit.active or unit.id not in emptied:
            return unit
        return replace(unit, target="", state=State.EMPTY)

    units = tuple(map(empty, found.catalogue.units))
    return replace(found, catalogue=replace(found.catalogue, units=units)), emptied


def _is_copy(unit: Unit) -> bool:
    if not unit.active or not unit.target or unit.owner is not Owner.PERSON or unit.review:
        return False
    on_purpose = unit.origin is not None and unit.origin.by == "keep"
    return not on_purpose and bare(unit.target).split() == bare(unit.source).split()
