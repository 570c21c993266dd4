"""Entries of a PO file as units of a catalogue, and what the entry at the end is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from transpipe.errors import CatalogueDamaged
from transpipe.model import Maker, State, Unit
from transpipe.po import marks
from transpipe.po.comments import comments_of
from transpipe.po.grammar import Entry

END = ("transpipe", "(end of the catalogue)", "(end)")
_LINE_NUMBER = re.compile(r":\d+$")
_NO_MARKS = marks.Marks()


def is_end(entry: Entry) -> bool:
    """Whether an entry is the last one of a catalogue, which some tools bring to life."""
    context, source = entry.key
    if source != END[1]:
        return False
    return context == END[0] or (context is None and entry.target == END[2])


class Found(NamedTuple):
    """An entry as a unit; `tidy` where every tool reads the same in it, `marked` with a mark."""

    unit: Unit
    tidy: bool
    marked: bool


def unit_of(entry: Entry, path: str) -> Found:
    """An entry as a unit.

    A mark that belongs to another entry makes it fuzzy. Whoever took the fuzzy flag from a
    conflict has seen both texts, and settled it.
    """
    comments = comments_of(entry, path)
    try:
        said = marks.read_comments(comments.notes) if comments.notes else _NO_MARKS
    except marks.BadMark as fault:
        line = entry.numbers[comments.rows[fault.index]]
        raise CatalogueDamaged(path, line, str(fault)) from None
    target = entry.target
    state, flags = _state(entry, target, comments.flags)
    settled = said.conflict is not None and state is State.TRANSLATED
    unit = Unit(
        source=entry.key[1],
        target=target,
        state=state,
        context=entry.key[0],
        previous=comments.previous,
        previous_context=comments.previous_context,
        origin=said.origin,
        review=said.review,
        conflict=None if settled else said.conflict,
        parent=said.parent,
        notes=said.notes,
        extracted=comments.extracted,
        references=comments.references,
        flags=flags,
    )
    unit = _settled(unit) if said.origin is not None else unit
    tidy = comments.tidy and unit.state is state and not settled
    return Found(unit, tidy, bool(said.origin or said.review or said.conflict))


def _settled(unit: Unit) -> Unit:
    """The unit as it is, or doubted where its mark was copied from another entry."""
    origin = unit.origin
    if origin is None or origin.key in ("", unit.key) or unit.state is not State.TRANSLATED:
        return unit
    # Whoever cleared the flag stands for the words: the hash that gave them to a machine goes.
    if origin.maker.owns and origin.maker is not Maker.CONVERT:
        origin = replace(origin, out="")
    return unit.doubted(origin)


def _state(entry: Entry, target: str, flags: tuple[str, ...]) -> tuple[State, tuple[str, ...]]:
    """The state of an entry, and its flags beside it."""
    if entry.obsolete:
        return State.OBSOLETE, flags
    fuzzy = "fuzzy" in flags
    rest = tuple(flag for flag in flags if flag != "fuzzy") if fuzzy else flags
    if not target:
        return State.EMPTY, rest
    return State.FUZZY if fuzzy else State.TRANSLATED, rest


def article_of(units: Iterable[Unit]) -> str:
    """The article that the first reference names, '' for none."""
    names = (name for unit in units for name in unit.references)
    return _LINE_NUMBER.sub("", next(names, ""))
