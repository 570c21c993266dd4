"""Whether two catalogues say the same, however their text is wrapped."""

from __future__ import annotations

from dataclasses import replace

from transpipe.model import Catalogue
from transpipe.po.header import ASKS, FORMAT, LAYOUT, LINES, own
from transpipe.po.units import undescribed, wrapped_as


def alike(one: Catalogue, other: Catalogue) -> bool:
    """Whether two catalogues say the same of the same units, in whatever words on their places.

    How a tool has wrapped those is no matter.
    """
    if _targets(one) != _targets(other):  # most that differ do so in these
        return False
    there = {unit.id: unit.extracted for unit in other.active() if unit.extracted}
    units = (wrapped_as(unit, there.get(unit.id, ())) for unit in one.units)
    return _nouns(replace(one, units=tuple(units))) == _nouns(other)


def _targets(catalogue: Catalogue) -> list[str]:
    return sorted(unit.target.strip("\n") for unit in catalogue.units)


def _nouns(catalogue: Catalogue) -> Catalogue:
    units = [undescribed(unit.fitted()) for unit in catalogue.units]
    units.sort(key=lambda unit: not unit.active)
    fields = (FORMAT, LINES, LAYOUT, ASKS)
    kept = tuple(sorted(field for field in own(catalogue.headers) if field[0] not in fields))
    return replace(catalogue, units=tuple(units), headers=kept)
