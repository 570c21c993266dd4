"""One catalogue per locale from one parent.

A person's words stay (P4): an override is kept whatever the conversion would say, and doubted
where the parent's words have changed since it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from transpipe.convert.script import convert_prose
from transpipe.model import Catalogue, Locale, Origin, Owner, State, Unit
from transpipe.ports import Converter
from transpipe.text.digest import digest

# What the mark of a derived unit says made it.
BY = {Locale.ZH_TW: "convert:s2twp", Locale.ZH_HK: "convert:s2hk", Locale.ZH_CN: "convert:tw2sp"}

Id = tuple[str | None, str]


def derive(
    parent: Catalogue, old: Catalogue | None, converter: Converter, locale: Locale
) -> Catalogue:
    """The catalogue of `locale`: every active unit of the parent, converted or overridden.

    What this made carries an Origin of `by` and `base` alone (`base` names the parent's words):
    the caller completes it with key and out, as for every mark. A machine's draft stays one: it
    keeps its `by`, its owner and is fuzzy. Overrides whose unit has left the parent stay as
    obsolete units; what was derived from it goes. Layout SOURCE means here that the file follows
    the parent's.
    """
    known = {unit.id: unit for unit in (old.units if old else ()) if _override(unit)}
    active = parent.active()
    texts = convert_prose([unit.target for unit in active], converter, locale)
    units = [
        _overridden(unit, known[unit.id]) if unit.id in known else _derived(unit, text, BY[locale])
        for unit, text in zip(active, texts, strict=True)
    ]
    return replace(
        old or _fresh(parent, locale),
        units=(*units, *_gone(known, {unit.id for unit in active})),
        lines=parent.lines,
    )


def _override(unit: Unit) -> bool:
    """Whether a unit holds a person's words, or may: in a conflict both texts stay."""
    return unit.conflict is not None or (unit.owner is Owner.PERSON and bool(unit.target))


def _derived(unit: Unit, text: str, by: str) -> Unit:
    """The parent's unit with converted words."""
    made = replace(
        unit, target=text, review=None, conflict=None, parent=None, notes=(), origin=None
    )
    if not text:
        return replace(made, state=State.EMPTY, owner=Owner.PERSON)
    if unit.owner is Owner.MACHINE:
        engine = unit.origin.by if unit.origin else by
        return replace(made, state=State.FUZZY, origin=Origin(engine, base=base(unit)))
    return replace(made, owner=Owner.DERIVED, origin=Origin(by, base=base(unit)))


def base(unit: Unit) -> str:
    """The name of the words that a unit of another locale is derived from."""
    return digest(unit.target)


def _overridden(unit: Unit, override: Unit) -> Unit:
    """A person's words beside the parent's.

    They are doubted once when the parent's words change; a person who clears `fuzzy` has agreed.
    Which words were seen last, the mark's `base` says, else `parent`.
    """
    kept = replace(
        override,
        extracted=unit.extracted,
        references=unit.references,
        flags=unit.flags,
        state=State.FUZZY if override.state is State.OBSOLETE else override.state,
    )
    now = base(unit)
    seen = (override.origin and override.origin.base) or digest(override.parent or unit.target)
    if override.origin:
        kept = replace(kept, origin=replace(override.origin, base=now))
    if seen != now:
        # With a mark that remembers what was seen, `parent` can go on showing the older words.
        return kept.doubted() if override.origin else _beside(kept.doubted(), unit)
    return _beside(kept, unit) if kept.state is State.TRANSLATED else kept


def _beside(override: Unit, unit: Unit) -> Unit:
    return replace(override, parent=unit.target or None)


def _gone(known: Mapping[Id, Unit], active: set[Id]) -> list[Unit]:
    return [
        replace(unit, state=State.OBSOLETE, references=())
        for name, unit in known.items()
        if name not in active
    ]


def _fresh(parent: Catalogue, locale: Locale) -> Catalogue:
    headers = tuple(
        (name, locale.value if name == "Language" else value) for name, value in parent.headers
    )
    return Catalogue(parent.article, locale, headers=headers)
