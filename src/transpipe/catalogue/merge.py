"""A new source and an old catalogue: what is kept, what is to be looked at, what has gone.

Texts that did not change keep their units wherever they moved. Of the rest, only what vanished can
have become what is new: the most alike pairs, one to one (Indel ratio), neighbours deciding
between equals. This is the plain version: a paragraph that was split counts as edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.catalogue import marks
from transpipe.catalogue.build import new_unit
from transpipe.catalogue.contexts import Place, at, places
from transpipe.model import Carried, Carry, Catalogue, Document, Merged, State, Unit
from transpipe.text.digest import digest
from transpipe.text.similarity import scores

Id = tuple[str | None, str]
_ALIKE = 0.6
_NEIGHBOUR = 0.1


@dataclass(frozen=True, slots=True)
class _Match:
    """The old unit that a place takes over, and the msgctxt it will have there."""

    how: Carry
    old: Unit
    context: str | None


# The matches so far, by the index of their place.
Matches = dict[int, _Match]


def merge(document: Document, old: Catalogue) -> Merged:
    """The catalogue for the source as it is now; merged again it stays as it is.

    A unit whose text is still there keeps everything. One whose text was edited keeps its words,
    fuzzy, with the text they were made for. One whose text has gone becomes obsolete if it has
    words: no words of a person are dropped.
    """
    here = places(document)
    matches: Matches = {}
    for step in (_same, _renamed, _revived, _edited):
        matches |= step(here, old, matches)
    units, carried = _live(here, matches, old.article)
    kept = {match.old.id for match in matches.values()}
    gone = [_obsolete(unit) for unit in old.units if unit.active and unit.id not in kept]
    left = [unit for unit in old.units if not unit.active and unit.id not in kept]
    retired = _named_apart((*left, *(unit for unit in gone if _holds_words(unit))), units)
    return Merged(
        replace(old, units=(*units, *retired), lines=document.lines),
        (*carried, *(Carried(Carry.GONE, u.source, u.source, u.context) for u in gone)),
    )


# ── Matching, surest first ──────────────────────────────────────────────────────────────────


def _same(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Places whose text has a unit."""
    active = old.find()
    found = ((index, at(place, active)) for index, place in enumerate(here))
    return {index: _Match(Carry.SAME, unit, unit.context) for index, unit in found if unit}


def _renamed(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Units of one place alone, whose heading was renamed: the place is known by the new one."""
    used = {match.old.id for match in matches.values()}
    first = {place.text: index for index, place in reversed(list(enumerate(here)))}
    left = [u for u in old.units if u.active and u.context and u.id not in used]
    free = [
        index
        for index, place in enumerate(here)
        if index not in matches or (matches[index].context is None and index != first[place.text])
    ]
    alike = scores([u.context or "" for u in left], [here[i].context for i in free], _ALIKE)
    rows = [
        (score, a, b)
        for a, line in enumerate(alike)
        for b, score in enumerate(line)
        if score >= _ALIKE and left[a].source == here[free[b]].text
    ]
    return {free[b]: _Match(Carry.EDITED, left[a], here[free[b]].context) for a, b in _best(rows)}


def _revived(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts that are back: their words were kept as obsolete."""
    asleep: dict[str, list[Unit]] = {}
    for unit in old.units:
        if not unit.active:
            asleep.setdefault(unit.source, []).append(unit)
    found: Matches = {}
    met: set[str] = set()
    for index, place in enumerate(here):
        if index in matches or place.text not in asleep:
            continue
        own = [unit for unit in asleep[place.text] if unit.context == place.context]
        if own:
            found[index] = _Match(Carry.REVIVED, own[0], place.context)
            asleep[place.text].remove(own[0])
        elif place.text not in met and asleep[place.text]:
            shared = sorted(asleep[place.text], key=lambda unit: unit.context is not None)[0]
            found[index] = _Match(Carry.REVIVED, shared, None)
            asleep[place.text].remove(shared)
        met.add(place.text)
    return found


def _edited(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts that are new, beside texts that vanished and are much like them."""
    used = {match.old.id for match in matches.values()}
    known = {here[index].text for index in matches}
    new = _first([(i, p) for i, p in enumerate(here) if p.text not in known])
    active = [unit for unit in old.units if unit.active]
    vanished = [
        (number, unit)
        for number, unit in enumerate(active)
        if unit.id not in used and (_holds_words(unit) or unit.notes)
    ]
    before = {number: unit.id for number, unit in enumerate(active)}
    around = {index: match.old.id for index, match in matches.items()}
    alike = scores([u.source for _n, u in vanished], [p.text for _i, p in new], _ALIKE)
    rows = [
        (score + _NEIGHBOUR * _neighbours(before, vanished[a][0], around, new[b][0]), a, b)
        for a, line in enumerate(alike)
        for b, score in enumerate(line)
        if score >= _ALIKE
    ]
    return {new[b][0]: _Match(Carry.EDITED, vanished[a][1], None) for a, b in _best(rows)}


def _first(rows: Iterable[tuple[int, Place]]) -> list[tuple[int, Place]]:
    found: dict[str, tuple[int, Place]] = {}
    for index, place in rows:
        found.setdefault(place.text, (index, place))
    return list(found.values())


def _neighbours(before: Mapping[int, Id], a: int, around: Mapping[int, Id], b: int) -> int:
    """How many neighbours of the old unit `a` stand on the same side of the new place `b`."""
    return sum(before.get(a + side, side) == around.get(b + side) for side in (-1, 1))


def _best(rows: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs one to one, the highest score first; equals in order."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, a, b in sorted(rows, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1:])):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return list(found.items())


# ── Units ───────────────────────────────────────────────────────────────────────────────────


def _live(
    here: Sequence[Place], matches: Matches, article: str
) -> tuple[list[Unit], list[Carried]]:
    """The units of the source in order, and where each has its words from."""
    units: dict[Id, Unit] = {}
    carried: list[Carried] = []
    for index, place in enumerate(here):
        match = matches.get(index)
        unit = _carried(match, place, article) if match else new_unit(place, article)
        if unit.id in units:
            continue
        units[unit.id] = unit
        how, source = (match.how, match.old.source) if match else (Carry.NEW, None)
        carried.append(Carried(how, unit.source, source, unit.context))
    return list(units.values()), carried


def _carried(match: _Match, place: Place, article: str) -> Unit:
    new = new_unit(place, article)
    old = replace(match.old, extracted=new.extracted, references=new.references)
    unit = replace(old, source=place.text, context=match.context)
    if match.how is Carry.SAME:
        return unit
    if match.how is Carry.REVIVED:
        unit = _woken(unit)
    elif unit.target:
        unit = _stale(unit, old)
    origin = unit.origin
    if origin and origin.key == marks.key(old):
        unit = replace(unit, origin=replace(origin, key=marks.key(unit)))
    return replace(unit, owner=marks.owner(unit))


def _stale(unit: Unit, old: Unit) -> Unit:
    """Words for another source: `previous` says for which, also after the second edit."""
    source, context = old.source, old.context
    if old.state is State.FUZZY and old.previous is not None:
        source, context = old.previous, old.previous_context
    previous = None if source == unit.source and context == unit.context else source
    return replace(
        unit,
        state=State.FUZZY,
        previous=previous,
        previous_context=context if previous is not None else None,
        review=None,
    )


def _woken(unit: Unit) -> Unit:
    state = State.FUZZY if marks.is_fuzzy(unit) else State.TRANSLATED
    flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
    return replace(unit, state=state if unit.target else State.EMPTY, flags=flags)


def _holds_words(unit: Unit) -> bool:
    return bool(unit.target or (unit.conflict and unit.conflict.text))


def _obsolete(unit: Unit) -> Unit:
    flags = ("fuzzy", *unit.flags) if unit.state is State.FUZZY else unit.flags
    unit = replace(unit, state=State.OBSOLETE, flags=flags, references=(), extracted=())
    return replace(unit, owner=marks.owner(unit))


def _named_apart(retired: Iterable[Unit], live: Iterable[Unit]) -> list[Unit]:
    """Obsolete units whose name a live one has get one of their own."""
    taken = {unit.id for unit in live}
    found: list[Unit] = []
    for unit in retired:
        context, count = unit.context, 1
        while (context, unit.source) in taken:
            suffix = f" #{count}" if count > 1 else ""
            context, count = f"old {digest(unit.target)}{suffix}", count + 1
        taken.add((context, unit.source))
        found.append(replace(unit, context=context))
    return found
