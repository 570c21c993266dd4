"""Units that a tool has filled with their own source: `msgen`, "copy source", an export.

A text in English is no translation, and nobody's confirmed words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from transpipe.model import Conflict, Maker, Owner, State, Unit, UnitId
from transpipe.po import Read
from transpipe.target_edits.stripped import MANY
from transpipe.text.han import count_han
from transpipe.units.names import foreign, is_word
from transpipe.units.placement import bare


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


def in_doubt(found: Read, small: Collection[str], base: Read) -> tuple[Read, int]:
    """The catalogue with English where `base` has Chinese beside that, and in how many units.

    It may be a note, or meant for another field; who takes the conflict away has decided.
    """
    had = base.catalogue.find()

    def asked(unit: Unit) -> Unit:
        before = had.get(unit.id)
        if before is None or not is_english(unit) or not foreign(unit.target, small):
            return unit
        held = before.conflict.text if before.conflict else ""
        if before.owner is Owner.MACHINE or not count_han(before.target) or held == unit.target:
            return unit
        return replace(before.doubted(), conflict=Conflict("theirs", unit.target))

    units = tuple(map(asked, found.catalogue.units))
    count = sum(new is not old for new, old in zip(units, found.catalogue.units, strict=True))
    return replace(found, catalogue=replace(found.catalogue, units=units)), count


def is_english(unit: Unit) -> bool:
    """Whether a unit has words for which a person answers, and none of them Chinese."""
    if not unit.active or unit.owner is not Owner.PERSON or unit.review or unit.conflict:
        return False
    return bool(unit.target) and not count_han(unit.target) and not is_word(unit.target)


def _is_copy(unit: Unit) -> bool:
    if not unit.active or not unit.target or unit.owner is not Owner.PERSON or unit.review:
        return False
    on_purpose = unit.origin is not None and unit.origin.maker is Maker.KEEP
    return not on_purpose and bare(unit.target).split() == bare(unit.source).split()
