"""A catalogue per derived locale from its parent.

A person's words stay (P4): an override is kept whatever the conversion would say, and doubted
where the parent's words have changed since it was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from transpipe.convert.prose import convert_prose
from transpipe.model import Catalogue, Locale, Maker, Origin, Owner, State, Unit, UnitId
from transpipe.model.text import digest
from transpipe.po.header import ACCEPTED, CONVERTER, converted_by
from transpipe.ports import Converter

# What was made, by unit and by the name of its parent's words.
Standing = Mapping[tuple[UnitId, str], str]
NOTHING: Standing = {}

# The conversion that the mark of a derived unit names.
BY = {Locale.ZH_TW: "s2twp", Locale.ZH_HK: "s2hkp", Locale.ZH_CN: "tw2sp"}


def derive(
    parent: Catalogue,
    old: Catalogue | None,
    converter: Converter,
    locale: Locale,
    labels: Collection[str] = (),
) -> Catalogue:
    """The catalogue of `locale`: every active unit of the parent, converted or overridden.

    What this made carries a mark whose `base` names the parent's words. A machine's draft stays
    one: it keeps its maker and is fuzzy. Overrides whose unit has left the parent stay as
    obsolete units; what was derived from it goes. Layout PARENT means here that the file follows
    the parent's.

    What another release of the converter made of the same words stays until an upgrade; the header
    names the release that made them all, and does not change alone.
    """
    known = {unit.id: unit for unit in (old.units if old else ()) if _override(unit)}
    active = parent.active()
    texts = convert_prose([unit.target for unit in active], converter, locale, labels)
    alone, standing = _alone(known.values(), parent), _standing(old, converter.version)
    notes = _notes(old)
    units: list[Unit] = []
    is_new = True
    for unit, text in zip(active, texts, strict=True):
        own = known.get(unit.id)
        said = standing.get((unit.id, base(unit)), text) if text else text
        if own and not _says_nothing_else(own, unit, said):
            units.append(_overridden(unit, own, locale))
        else:
            units.append(replace(_derived(unit, said, BY[locale]), notes=notes.get(unit.id, ())))
            is_new &= said == text
        units += (_overridden(unit, override, locale) for override in alone.get(unit.id, ()))
    made = replace(
        old or _fresh(parent, locale),
        units=(*units, *_gone(known, {unit.id for unit in units})),
        cut=parent.cut,
    )
    is_same = old is not None and old.units == made.units
    return converted_by(made, converter.version) if is_new and not is_same else made


def complete(
    parent: Catalogue,
    held: Catalogue,
    converter: Converter,
    labels: Collection[str] = (),
    standing: Standing = NOTHING,
) -> Catalogue:
    """A catalogue that holds overrides alone, with all units that follow from its parent.

    `standing` is what another release made of the parent's words, which stays until an upgrade.
    What it holds stays as it is: doubts are for a sync to raise and to tell. Words whose unit had
    left the parent and is back are in doubt.
    """
    known = {unit.id: unit for unit in held.units if _override(unit)}
    active = parent.active()
    texts = convert_prose([unit.target for unit in active], converter, held.locale, labels)
    alone, notes = _alone(known.values(), parent), _notes(held)
    units: list[Unit] = []
    for unit, text in zip(active, texts, strict=True):
        own = known.get(unit.id)
        if own is not None and not own.active:
            own = _overridden(unit, own, held.locale)
        said = standing.get((unit.id, base(unit)), text) if text else text
        made = replace(_derived(unit, said, BY[held.locale]), notes=notes.get(unit.id, ()))
        units.append(own or made)
        units += alone.get(unit.id, ())
    there = {unit.id for unit in units}
    rest = [unit for key, unit in known.items() if key not in there]
    return replace(held, units=(*units, *sorted(rest, key=lambda unit: not unit.active)))


def overrides(catalogue: Catalogue) -> Catalogue:
    """What of a derived catalogue does not follow from its parent: all that `derive` asks it for.

    That is people's words, what is in conflict, and what people note beside derived words.
    """
    noted = _notes(catalogue)
    units = (unit for unit in catalogue.units if unit.id in noted or _override(unit))
    return replace(catalogue, units=tuple(units))


def _notes(old: Catalogue | None) -> Mapping[UnitId, tuple[str, ...]]:
    """What people note beside words that are derived."""
    units = old.active() if old else ()
    return {unit.id: unit.notes for unit in units if unit.notes and not _override(unit)}


def is_of_another(catalogue: Catalogue, version: str) -> bool:
    """Whether another release of the converter made the words of a catalogue."""
    return catalogue.header(CONVERTER) != version


def _standing(old: Catalogue | None, version: str) -> Standing:
    """What another release of the converter made."""
    return made_of(old) if old is not None and is_of_another(old, version) else NOTHING


def made_of(old: Catalogue) -> Standing:
    """What was made of the words of the parent, whatever these are by now."""
    made = (unit for unit in old.active() if unit.target and unit.owner is not Owner.PERSON)
    return {(unit.id, unit.origin.base): unit.target for unit in made if unit.origin}


def _alone(overrides: Iterable[Unit], parent: Catalogue) -> Mapping[UnitId, list[Unit]]:
    """Overrides of one place alone, by the parent's unit for all places of their text."""
    active = parent.find()
    found: dict[UnitId, list[Unit]] = {}
    for unit in overrides:
        if unit.active and unit.id not in active and (None, unit.source) in active:
            found.setdefault(UnitId(None, unit.source), []).append(unit)
    return found


def _override(unit: Unit) -> bool:
    """Whether a unit holds a person's words, or may: in a conflict both texts stay."""
    return unit.conflict is not None or (unit.owner is Owner.PERSON and bool(unit.target))


def _says_nothing_else(override: Unit, unit: Unit, text: str) -> bool:
    """Whether words without any mark are those that are derived: nobody has overridden anything."""
    if override.origin or override.parent or override.conflict or override.notes:
        return False
    return (override.target, override.state) == (text, unit.state)


def _derived(unit: Unit, text: str, engine: str) -> Unit:
    """The parent's unit with converted words."""
    made = replace(
        unit, target=text, review=None, conflict=None, parent=None, notes=(), origin=None
    )
    if not text:
        return replace(made, state=State.EMPTY)
    origin = Origin(Maker.CONVERT, engine, base=base(unit))
    if unit.origin and unit.owner is Owner.MACHINE:
        made, draft = replace(made, state=State.FUZZY), unit.origin
        origin = replace(origin, maker=draft.maker, engine=draft.engine)
    return made.marked(origin)


def base(unit: Unit) -> str:
    """The name of the words that a unit of another locale is derived from."""
    return digest(unit.target)


def _overridden(unit: Unit, override: Unit, locale: Locale) -> Unit:
    """A person's words beside the parent's.

    They are doubted once when the parent's words change; a person who clears `fuzzy` has agreed.
    `parent` goes on showing the words that were seen last, which the mark's `base` names; those
    that were new to it then are its `from`.
    """
    kept = replace(
        override,
        extracted=unit.extracted,
        references=unit.references,
        flags=unit.flags,
        state=State.FUZZY if override.state is State.OBSOLETE else override.state,
    )
    origin, now = override.origin, base(unit)
    if origin is None:
        if digest(override.parent or unit.target) != now:
            return _with_parent(kept.doubted(), unit)
        return kept if kept.state is not State.TRANSLATED else _first_seen(kept, unit, locale)
    seen, doubted = _seen(origin, override.parent)
    if now not in (seen, doubted):
        return replace(kept.doubted(), origin=replace(origin, base=seen, made_from=now))
    if now != seen and kept.state is not State.TRANSLATED:
        return kept
    kept = replace(kept, origin=replace(origin, base=now, made_from=""))
    return _with_parent(kept, unit) if kept.state is State.TRANSLATED else kept


def _first_seen(override: Unit, unit: Unit, locale: Locale) -> Unit:
    """Words that nothing says what they were made beside: it is the parent's words of now.

    Without a mark that names these nobody would be told once they change.
    """
    origin = Origin(Maker.CONVERT, BY[locale], override.key, base=base(unit))
    return _with_parent(replace(override, origin=origin), unit)


def _seen(origin: Origin, parent: str | None) -> tuple[str, str]:
    """The names of the parent's words that were seen last, and of those that raised a doubt.

    Once `base` named the latter, beside the text of the former.
    """
    seen = digest(parent) if parent else origin.base
    return seen, origin.made_from or (origin.base if origin.base != seen else "")


def agreed(override: Unit, unit: Unit) -> Unit:
    """A person's words that stand beside the parent's of now, as whoever sees both has said."""
    if override.origin is not None and override.origin.maker is Maker.CONVERT:
        origin = replace(override.origin, base=base(unit), made_from="")
        override = replace(override, origin=origin)
    return _with_parent(override, unit)


def _with_parent(override: Unit, unit: Unit) -> Unit:
    return replace(override, parent=unit.target or None)


def _gone(known: Mapping[UnitId, Unit], active: set[UnitId]) -> list[Unit]:
    return [
        replace(unit, state=State.OBSOLETE, references=())
        for name, unit in known.items()
        if name not in active
    ]


def _fresh(parent: Catalogue, locale: Locale) -> Catalogue:
    headers = tuple(
        (name, locale.value if name == "Language" else value)
        for name, value in parent.headers
        if name != ACCEPTED
    )
    return Catalogue(parent.article, locale, headers=headers)
