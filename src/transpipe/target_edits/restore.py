"""What another tool took out of a catalogue, put back from what the catalogue was before.

An entry that is gone while its text stands in the source is no removal, nor is a comment that all
units lost at once a decision about each. Words that differ are a person's: there nothing is put
back but what other people wrote beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transpipe.model import Catalogue, Conflict, Maker, Owner, State, Unit, UnitId, made_for
from transpipe.po import Read
from transpipe.po.header import own
from transpipe.target_edits.stripped import (
    MANY,
    Around,
    Restored,
    Taken,
    asks,
    is_saved,
    same_words,
    taken,
    unchanged,
)
from transpipe.target_edits.take_in import obsolete


def put_back(so_far: Restored, found: Read, base: Read, around: Around) -> Restored:
    """The catalogue with what it lost since `base`; what a newer state knew is left as it is."""
    so_far, found = _named(so_far, found, base)
    so_far = _with_header(_with_units(so_far, found, base.catalogue, around), base)
    return entries_put_back(so_far, found, base, around)


def overrides_put_back(found: Read, base: Read | None, around: Around) -> Restored:
    """A whole catalogue of overrides with what its entries have lost since `base`.

    What is not there follows its parent: somebody has taken an override back. So does what is
    empty, unless many are so at once.
    """
    restored = unchanged(found)
    if base is None:
        return restored
    empty = {unit.id for unit in found.catalogue.active() if not unit.target}
    if len(empty) < MANY:
        units = tuple(unit for unit in base.catalogue.units if unit.id not in empty)
        base = replace(base, catalogue=replace(base.catalogue, units=units))
    restored, found = _named(restored, found, base)
    return _with_header(_with_units(restored, found, base.catalogue, around), base)


def _named(so_far: Restored, found: Read, base: Read) -> tuple[Restored, Read]:
    if found.contexts:
        return so_far, found
    mine, theirs = (_in_context(c, base.catalogue) for c in (so_far.catalogue, found.catalogue))
    return replace(so_far, catalogue=mine), replace(found, catalogue=theirs)


def entries_put_back(so_far: Restored, found: Read, base: Read, around: Around) -> Restored:
    """The catalogue with the entries that it lost since `base`, each as it was."""
    so_far = _with_entries(so_far, found, base.catalogue, around)
    ids = frozenset(unit.id for unit in base.catalogue.units)
    return replace(so_far, known=so_far.known | ids)


def _in_context(catalogue: Catalogue, base: Catalogue) -> Catalogue:
    """The units by their names of before, known by what they say, where a tool lost msgctxt."""
    names = {unit.id for unit in base.units}
    said = {(unit.source, unit.target): unit for unit in reversed(base.units) if unit.context}
    plain = {(unit.source, unit.target) for unit in base.units if unit.context is None}

    def named(unit: Unit) -> Unit:
        old = said.get((unit.source, unit.target))
        if unit.context is not None or old is None or (unit.source, unit.target) in plain:
            return unit
        return replace(unit, context=old.context) if old.id in names else unit

    return replace(catalogue, units=tuple(map(named, catalogue.units)))


def _with_header(so_far: Restored, base: Read) -> Restored:
    """Our header fields as they were, where the file has not all of them."""
    if so_far.decided or base.missing:
        return so_far
    old, new = base.catalogue, so_far.catalogue
    names = {name for name, _value in new.headers}
    back = tuple(field for field in own(old.headers) if field[0] not in names)
    new = replace(new, layout=old.layout, cut=old.cut, headers=(*new.headers, *back))
    return replace(so_far, catalogue=new, header=True, decided=True)


# ── Units that are there ────────────────────────────────────────────────────────────────────


def _with_units(so_far: Restored, found: Read, base: Catalogue, around: Around) -> Restored:
    """Marks, flags and words of the units that are there."""
    old = {unit.id: unit for unit in base.units if unit.id not in so_far.known}
    gone = taken(found, base)
    emptied = _emptied(found.catalogue.units, old)
    many = gone.bare or sum(old[key].active for key in emptied) >= MANY
    units: list[Unit] = []
    for unit in so_far.catalogue.units:
        before = old.get(unit.id)
        if before is None:
            units.append(unit)
        elif unit.id in emptied:
            so_far, back = _refilled(so_far, unit, before, around, many or not before.active)
            units += back
        else:
            units.append(_as_before(unit, before, gone, around))
            so_far = replace(so_far, marks=so_far.marks + _differ(unit, units[-1]))
    comments = so_far.catalogue.comments or (base.comments if gone.bare else ())
    catalogue = replace(so_far.catalogue, units=tuple(units), comments=comments)
    return replace(so_far, catalogue=catalogue)


def _differ(unit: Unit, other: Unit) -> bool:
    """Whether two units differ in anything that a sync would not write again of itself."""
    return (
        unit is not other
        and replace(unit, references=other.references, extracted=other.extracted) != other
    )


def _as_before(unit: Unit, before: Unit, gone: Taken, around: Around) -> Unit:
    """A unit with what it lost beside its words."""
    if gone.bare:
        unit = replace(unit, references=before.references, extracted=before.extracted)
    if gone.notes and before.notes and not unit.notes:
        unit = replace(unit, notes=before.notes)
    if before.conflict and (gone.fuzzy or (gone.marks and (unit.fuzzy or gone.bare))):
        unit = replace(unit, conflict=before.conflict)
        unit = unit.doubted()
    if not same_words(before, unit):
        return unit
    if unit.active and not before.active and around.texts and unit.source not in around.texts:
        return before  # brought to life
    unit = _flagged(unit, before, gone)
    if gone.marks and _wants_mark(unit, before, gone):
        parent = before.parent if unit.origin is None else unit.parent
        unit = replace(unit, origin=before.origin, parent=parent, review=before.review)
    return _previous(unit, before)


def _flagged(unit: Unit, before: Unit, gone: Taken) -> Unit:
    if gone.fuzzy and before.fuzzy and not unit.fuzzy:
        unit = unit.doubted()
    if gone.flags:
        flags = dict.fromkeys((*unit.flags, *(f for f in before.flags if f != "fuzzy")))
        unit = replace(unit, flags=tuple(flags))
    return unit


def _wants_mark(unit: Unit, before: Unit, gone: Taken) -> bool:
    """Few marks come back only where something hangs on them: what is fuzzy, derived, or beside it.

    That of an override says which words it was made beside.
    """
    if unit.origin or unit.review or not unit.target:
        return False
    beside = before.origin is not None and before.origin.maker is Maker.CONVERT
    return not gone.few or unit.fuzzy or beside


def _previous(unit: Unit, before: Unit) -> Unit:
    """The text that stale words were made for; what a confirmed unit kept of it is not one."""
    if not unit.fuzzy:
        return unit
    if before.fuzzy and unit.previous is None and before.previous is not None:
        context = before.previous_context
        return replace(unit, previous=before.previous, previous_context=context)
    if before.state is State.TRANSLATED and unit.active and made_for(before)[0] == unit.source:
        return replace(unit, previous=None, previous_context=None)
    return unit


# ── Emptied units ───────────────────────────────────────────────────────────────────────────


def _emptied(units: Iterable[Unit], old: dict[UnitId, Unit]) -> set[UnitId]:
    """The units whose words are gone from the catalogue altogether."""
    return {unit.id for unit in units if not unit.target and unit.id in old and old[unit.id].target}


def _refilled(
    so_far: Restored, unit: Unit, before: Unit, around: Around, many: bool
) -> tuple[Restored, tuple[Unit, ...]]:
    """An emptied unit: with its words again where it is one of many, else as a question.

    Emptied again, or taken out of the file too, it is empty, and the words stay obsolete.
    """
    back = before
    if before.active:
        notes = unit.notes or before.notes
        back = replace(before, notes=notes, references=unit.references)
    if many:
        return replace(so_far, words=so_far.words + 1), (back,)
    if around.says is None:
        return so_far, (unit,)
    if before.owner is not Owner.PERSON:
        return so_far, (replace(unit, conflict=None),)
    if asks(before) or not around.says(before):
        kept: tuple[Unit, ...] = (obsolete(replace(before, conflict=None)),)
        other = _other(before)
        if other is not None and around.says(other):
            asked = replace(other.doubted(), notes=back.notes, references=unit.references)
            return replace(so_far, asked=(*so_far.asked, asked)), (asked, *kept)
        if other is not None:
            kept = (*kept, obsolete(replace(other, conflict=None)))
        so_far = replace(so_far, let_go=(*so_far.let_go, unit))
        return so_far, (replace(unit, conflict=None, origin=None, review=None), *kept)
    asked = replace(back.doubted(), conflict=before.conflict or Conflict("md", before.target))
    return replace(so_far, asked=(*so_far.asked, asked)), (asked,)


def _other(unit: Unit) -> Unit | None:
    """A unit in conflict with the other side's words, as if it had these on both."""
    held = unit.conflict
    if held is None or held.text in ("", unit.target):
        return None
    return replace(unit, target=held.text, conflict=Conflict("md", held.text), origin=None)


# ── Entries that are gone ───────────────────────────────────────────────────────────────────


def _with_entries(so_far: Restored, found: Read, base: Catalogue, around: Around) -> Restored:
    """The entries that are not there any more, though nobody can have meant that."""
    now = so_far.catalogue.units
    ids = {u.id for u in now}
    gone = [u for u in base.units if u.id not in ids | so_far.known]
    unflagged = {u.id for u in gone} == {u.id for u in base.units if u.fuzzy}
    gone = _unsaid(gone, now, base)
    nowhere = [u for u in gone if u.active and _is_nowhere(u, now)]
    if around.texts is not None:
        standing = [u for u in gone if u.active and u.source in around.texts]
    else:
        dropped = len(nowhere) >= MANY and is_saved(found, base)
        standing = nowhere if dropped or not found.ended else []
    tool = bool(standing) or not found.ended or unflagged
    alive = {u.source for u in now if u.active} - {u.source for u in base.active()}
    asleep = [u for u in gone if not u.active and u.source not in alive]
    if asleep and not tool:
        many = len(asleep) >= MANY or is_saved(found, base)
        if not many or any(not u.active for u in now):
            asleep = []
    back = list(dict.fromkeys((*standing, *asleep, *(nowhere if tool else ()))))
    units = _in_order(now, back, base.units)
    return replace(
        so_far,
        catalogue=replace(so_far.catalogue, units=units),
        units=so_far.units + sum(u.active and (bool(u.target) or bool(u.notes)) for u in back),
        obsolete=so_far.obsolete + sum(not u.active for u in back),
        back=so_far.back | {u.id for u in back if u.active},
    )


def _unsaid(gone: Iterable[Unit], now: Sequence[Unit], base: Catalogue) -> list[Unit]:
    """Those of the entries that are gone whose words, or other text, no other entry has.

    What has stood beside a live one as obsolete all the time has not come of that.
    """
    beside = {u.id for u in base.units if not u.active}
    worded = [u for u in now if u.target]
    said = {(u.source, u.target) for u in worded}
    come = {(u.source, u.target) for u in worded if u.active or u.id not in beside}

    def is_said(unit: Unit) -> bool:
        return not unit.conflict and (unit.source, unit.target) in (come if unit.active else said)

    return [u for u in gone if not is_said(u)]


def _is_nowhere(unit: Unit, now: Sequence[Unit]) -> bool:
    """Whether words are in no unit, nor has another one taken the place of theirs."""
    if not unit.target:
        return False
    heirs = {made_for(u)[0] for u in now if u.source != made_for(u)[0]}
    return unit.source not in heirs and all(u.target != unit.target for u in now)


def _in_order(now: Sequence[Unit], back: Sequence[Unit], base: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units with those that came back, each behind the one that it followed."""
    if not back:
        return tuple(now)
    ids, here = {unit.id for unit in back}, {unit.id for unit in now}
    after: dict[UnitId | None, list[Unit]] = {}
    last: UnitId | None = None
    for unit in base:
        if unit.id in ids:
            after.setdefault(last, []).append(unit)
        elif unit.id in here:
            last = unit.id
    units = [*after.get(None, ())]
    for unit in now:
        units += (unit, *after.get(unit.id, ()))
    return (*(u for u in units if u.active), *(u for u in units if not u.active))
