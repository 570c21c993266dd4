"""A person's words in a derived locale: typed into its file or its catalogue, they stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transpipe.convert.variants import BY
from transpipe.convert.variants import base as name_of
from transpipe.model import Catalogue, Maker, MergeBase, Origin, Owner, Unit, UnitId, Words


def mark_overrides(
    current: Catalogue, before: Catalogue, words: Words, base: MergeBase | None
) -> Catalogue:
    """Overrides that are new since `before` say which words of the parent they were made beside."""
    old, parents = before.find(), _parents(words)
    had = base.catalogue.find() if base else {}

    def said(unit: Unit) -> Unit:
        was = old.get(unit.id) or old.get(UnitId(None, unit.source))
        same = was is not None and was.target == unit.target
        over = parents.get(unit.id) or parents.get(UnitId(None, unit.source), ())
        if not unit.active or not unit.target or not over or same:
            return unit
        seen = had.get(unit.id) or had.get(UnitId(None, unit.source), was)
        mark = (seen and seen.origin) or (was and was.origin) or None
        derived_from = mark.base if mark and was and was.owner is Owner.DERIVED else ""
        name = derived_from or name_of(over[0])
        texts = (parent.target for parent in over if name_of(parent) == name)
        engine, out = BY[current.locale], mark.out if mark else ""
        made = Origin(Maker.CONVERT, engine, unit.key, out, name)
        return replace(unit, origin=made, parent=next(texts, None) or None)

    return replace(current, units=tuple(said(unit) for unit in current.units))


def _parents(words: Words) -> Mapping[UnitId, Sequence[Unit]]:
    """The parent's units by id, as they are and as they were."""
    found: dict[UnitId, list[Unit]] = {}
    for catalogue in filter(None, (words.edition.catalogue, words.before)):
        for unit in catalogue.active():
            found.setdefault(unit.id, []).append(unit)
    return found
