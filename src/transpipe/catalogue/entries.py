"""Entries of a PO file as units of a catalogue, and what the entry at the end is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transpipe.catalogue import marks
from transpipe.catalogue.strict import Entry
from transpipe.errors import CatalogueDamaged
from transpipe.model import Maker, State, Unit

END = ("transpipe", "(end of the catalogue)", "(end)")
_LINE_NUMBER = re.compile(r":\d+$")
_ISOLATED = re.compile("\u2068([^\u2069]*)\u2069")


def is_end(entry: Entry) -> bool:
    """Whether an entry is the last one of a catalogue, which some tools bring to life."""
    if (entry.context, entry.source) == END[:2]:
        return True
    return entry.context is None and (entry.source, entry.target) == END[1:]


@dataclass(frozen=True, slots=True)
class Heard:
    """An entry as a unit; `tidy` where every tool reads the same in it, `marked` with a mark."""

    unit: Unit
    tidy: bool
    marked: bool


def heard(entry: Entry, path: str) -> Heard:
    """An entry as a unit.

    A mark that belongs to another entry makes it fuzzy. Whoever took the fuzzy flag from a
    conflict has seen both texts, and settled it.
    """
    notes = entry.comments.get("note", [])
    try:
        said = marks.read_comments(text for _number, text in notes)
    except marks.BadMark as fault:
        raise CatalogueDamaged(path, notes[fault.index][0], str(fault)) from None
    flags = entry.flags()
    state = _state(entry, flags)
    conflict = None if state is State.TRANSLATED else said.conflict
    unit = Unit(
        source=entry.source,
        target=entry.target,
        state=state,
        context=entry.context,
        previous=entry.previous,
        previous_context=entry.previous_context,
        origin=said.origin,
        review=said.review,
        conflict=conflict,
        parent=said.parent,
        notes=said.notes,
        extracted=entry.texts("extracted"),
        references=tuple(_references(entry)),
        flags=flags if entry.obsolete else tuple(f for f in flags if f != "fuzzy"),
    )
    unit = _own(unit)
    tidy = len(entry.texts("flags")) < 2 and not entry.texts("sticky")
    tidy = tidy and unit.state is state and conflict == said.conflict
    return Heard(unit, tidy, bool(said.origin or said.review or said.conflict))


def _own(unit: Unit) -> Unit:
    """The unit, doubted where its mark was copied from another entry."""
    origin = unit.origin
    if origin is None or origin.key in ("", unit.key) or unit.state is not State.TRANSLATED:
        return unit
    # Whoever cleared the flag stands for the words: the hash that gave them to a machine goes.
    if origin.maker.owns and origin.maker is not Maker.CONVERT:
        origin = replace(origin, out="")
    return unit.doubted(origin)


def _state(entry: Entry, flags: tuple[str, ...]) -> State:
    if entry.obsolete:
        return State.OBSOLETE
    if not entry.target:
        return State.EMPTY
    return State.FUZZY if "fuzzy" in flags else State.TRANSLATED


def _references(entry: Entry) -> Iterator[str]:
    """File names as they are; gettext 0.22 isolates those with blanks, we percent-encode them."""
    found: dict[str, None] = {}
    for line in entry.texts("reference"):
        safe = _ISOLATED.sub(lambda match: marks.quoted(match[1]), line)
        found.update(dict.fromkeys(marks.unquoted(word) for word in safe.split()))
    yield from found


def article_of(units: Iterable[Unit]) -> str:
    names = (name for unit in units for name in unit.references)
    return _LINE_NUMBER.sub("", next(names, ""))


def comments_of(head: Entry) -> tuple[str, ...]:
    """People's comments at the head of the file; polib's and msgmerge's bare `#` is none."""
    lines = (*head.texts("note"), *head.texts("extracted"), *head.texts("reference"))
    return lines if any(line.strip() for line in lines) else ()
