"""Units of a new source, made from the old ones whose words they take over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transpipe.model import (
    Carried,
    Carry,
    Catalogue,
    Layout,
    Origin,
    Owner,
    State,
    Unit,
    UnitId,
    made_for,
)
from transpipe.text.han import joined
from transpipe.units.build import new_unit, renamed
from transpipe.units.places import Place


@dataclass(frozen=True, slots=True)
class Match:
    """The old units that a place has its words from, and the msgctxt it will have there.

    A msgctxt of None is that of the unit for all places of the text; where others have that one,
    the place has its own. `share` is the part of the words that a place gets which is one of
    several; `main` is false for all of these but one. `seats` are the numbers of the places that
    the old units had.
    """

    how: Carry
    old: tuple[Unit, ...]
    context: str | None = None
    share: str = ""
    main: bool = True
    seats: tuple[int, ...] = ()

    @property
    def words(self) -> object:
        """What tells the words of one match from those of another."""
        return self.how, tuple(unit.id for unit in self.old), self.share


def live(
    here: Sequence[Place], matches: dict[int, Match], old: Catalogue
) -> tuple[list[Unit], list[Carried]]:
    """The units of the source in order, and where each has its words from.

    Places of one text share a unit, unless their words are others.
    """
    shared = _shared(here, matches)
    units: dict[UnitId, Unit] = {}
    carried: list[Carried] = []
    for index, place in enumerate(here):
        match = matches.get(index, shared.get(place.text))
        if match is not None and match.context is None:
            own = match.words != shared[place.text].words
            match = replace(match, context=place.context if own else None)
        unit = _carried(match, place, old) if match else new_unit(place, old.article)
        if unit.id in units:
            continue
        units[unit.id] = unit
        if match is None:
            carried.append(Carried(Carry.NEW, unit.source, None, unit.context))
            continue
        steps = ((u.source, unit.context, u.context) for u in match.old)
        carried += (Carried(match.how, unit.source, *step) for step in steps)
    return list(units.values()), carried


def _shared(here: Sequence[Place], matches: dict[int, Match]) -> dict[str, Match]:
    """The match whose words are those of all places of a text: one that was so, else the first."""
    found: dict[str, Match] = {}
    rows = [(here[j].text, match) for j, match in sorted(matches.items()) if match.context is None]
    for text, match in sorted(rows, key=lambda row: row[1].how is not Carry.SAME):
        found.setdefault(text, match)
    return found


def holds_words(unit: Unit) -> bool:
    """Whether anything would be lost with the unit."""
    return bool(unit.target or (unit.conflict and unit.conflict.text))


def obsolete(unit: Unit) -> Unit:
    """The unit as one whose text has left the article."""
    flags = ("fuzzy", *unit.flags) if unit.state is State.FUZZY else unit.flags
    return replace(unit, state=State.OBSOLETE, flags=flags, references=(), extracted=())


# ── One unit ────────────────────────────────────────────────────────────────────────────────


def _carried(match: Match, place: Place, before: Catalogue) -> Unit:
    if match.how is Carry.SPLIT:
        return _part(match, place, before.article)
    if match.how is Carry.MERGED:
        return _whole(match, place, before)
    new = new_unit(place, before.article)
    old = replace(match.old[0], extracted=new.extracted, references=new.references)
    unit = replace(old, source=place.text, context=match.context)
    if match.how is Carry.SAME and unit.context == old.context:
        return unit
    if not old.active:
        unit = _woken(unit)
    if match.how is Carry.EDITED and unit.target:
        unit = _stale(unit, old)
    return renamed(unit, old)


def _stale(unit: Unit, old: Unit) -> Unit:
    """Words for another source: `previous` says for which, also after the second edit."""
    source, context = made_for(old)
    previous = None if source == unit.source and context == unit.context else source
    return replace(
        unit,
        state=State.FUZZY,
        previous=previous,
        previous_context=context if previous is not None else None,
        review=None,
    )


def _woken(unit: Unit) -> Unit:
    state = State.FUZZY if unit.fuzzy else State.TRANSLATED
    flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
    return replace(unit, state=state if unit.target else State.EMPTY, flags=flags)


def _part(match: Match, place: Place, article: str) -> Unit:
    """One of the texts that an old one was split into, with its share of the words."""
    old = match.old[0]
    return _put_together(match, place, article, match.share, (old,))


def _whole(match: Match, place: Place, before: Catalogue) -> Unit:
    """A text that old ones were merged into, with the words of all; a person's come first.

    A machine's words beside a person's would become that person's: they are left out. In a file
    of its own layout the words still stand in their own blocks: they stay paragraphs.
    """
    persons = tuple(u for u in match.old if u.target and u.owner is Owner.PERSON)
    givers = persons or tuple(u for u in match.old if u.target)
    texts = [unit.target for unit in givers]
    words = "\n\n".join(texts) if before.layout is Layout.OWN else joined(texts)
    return _put_together(match, place, before.article, words, match.old)


def _put_together(
    match: Match, place: Place, article: str, words: str, olds: tuple[Unit, ...]
) -> Unit:
    """A fuzzy unit with words that no unit had as they are; they stay whose they were."""
    unit = new_unit(place, article)
    if match.main:
        notes = tuple(dict.fromkeys(note for old in olds for note in old.notes))
        conflict = next((old.conflict for old in olds if old.conflict), None)
        unit = replace(unit, notes=notes, conflict=conflict)
    if not words:
        return unit
    previous = "\n\n".join(made_for(old)[0] for old in olds)
    unit = replace(unit, target=words, state=State.FUZZY, previous=previous)
    givers = [old for old in olds if old.target]
    made = next((u.origin for u in givers if u.origin and u.owner is not Owner.PERSON), None)
    if made and all(old.owner is not Owner.PERSON for old in givers):
        return unit.marked(Origin(made.maker, made.engine))
    return unit
