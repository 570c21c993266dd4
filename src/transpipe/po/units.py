"""Entries of a PO file as units of a catalogue: what their comments say, and what may be hidden.

A line whose end was lost, a flag misspelt or a mark that no longer begins like one would make a
draft look confirmed. So whatever could be such a line is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import gettext as _
from typing import NamedTuple

from transpipe.errors import CatalogueDamaged
from transpipe.model import Maker, State, Unit
from transpipe.po import marks
from transpipe.po.grammar import Entry
from transpipe.po.spelling import QUOTED, text_of
from transpipe.text.similarity import ratio

_KINDS = {
    ".": "extracted",
    ":": "reference",
    ",": "flags",
    "=": "sticky",
    "|": "previous",
}
# `#=` is gettext's line since 2025 for flags that stay.
_FLAGS = ("flags", "sticky")
_PREVIOUS = re.compile(rf"#\|[ \t]*(?:(?P<word>[a-z_]+)[ \t]*)?(?P<string>{QUOTED})[ \t]*")
# A line whose end was lost, or a flag line whose second character was: both would hide a flag.
_SWALLOWED = re.compile(r"#(?:[,=] ?fuzzy|\| ?msg|~\|? ?msg)")
_FLAG_LIKE = re.compile(r"(?:\S|\W{2})?\s*fuzzy\s*(?:,.*)?")
# A previous text that Babel took for a comment.
_REMARK = re.compile(r"# \|(?= (?:msg[a-z]+ )?\".*\"$)")
_ISOLATED = re.compile("\u2068([^\u2069]*)\u2069")
END = ("transpipe", "(end of the catalogue)", "(end)")
_LINE_NUMBER = re.compile(r":\d+$")
_NO_MARKS = marks.Marks()
# How the extracted comment begins that says where a unit stands: people's begin otherwise.
PLACE = "§ "


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comments of an entry say, by their kind.

    `rows` are the numbers of the notes' lines, from 0; `located` are the lines of the references.
    `tidy`: all flags are in gettext's one line.
    """

    notes: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    extracted: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tidy: bool = True
    previous: str | None = None
    previous_context: str | None = None

    def people(self) -> tuple[str, ...]:
        """What people say at the head of a file; polib's and msgmerge's bare `#` is nothing."""
        lines = (*self.notes, *self.extracted, *self.located)
        return lines if any(line.strip() for line in lines) else ()


def comments_of(entry: Entry, path: str) -> Comments:
    """What the comments of an entry say. Raises CatalogueDamaged."""
    try:
        return _read(entry.comments)
    except marks.BadComment as fault:
        raise CatalogueDamaged(path, entry.numbers[fault.index], str(fault)) from None


@lru_cache(maxsize=1 << 10)  # neighbours often have the same references, and nothing else
def _read(raw: str) -> Comments:
    """What comment lines say. Raises BadComment."""
    texts: dict[str, list[str]] = {}
    rows: list[int] = []
    previous: list[tuple[int, str]] = []
    for index, line in enumerate(raw.split("\n")[:-1]):
        if line.startswith("# |"):
            line = _REMARK.sub("#|", line, count=1)
        kind = _KINDS.get(line[1:2], "note")
        if kind == "previous":
            previous.append((index, line))
            continue
        text = line[1:] if kind == "note" else line[2:]
        _check(line, text, kind, index)
        texts.setdefault(kind, []).append(text.removeprefix(" "))
        if kind == "note":
            rows.append(index)
    located = tuple(texts.get("reference", ()))
    flags = [*texts.get("flags", ()), *texts.get("sticky", ())]
    before = _previous(previous) if previous else {}
    return Comments(
        tuple(texts.get("note", ())),
        tuple(rows),
        tuple(texts.get("extracted", ())),
        located,
        _paths(located),
        tuple(dict.fromkeys(name for line in flags for name in _names(line) if name)),
        len(flags) < 2 and "sticky" not in texts,
        before.get("msgid"),
        before.get("msgctxt"),
    )


def _names(line: str) -> list[str]:
    return [flag.strip() for flag in line.split(",")]


def _check(line: str, text: str, kind: str, index: int) -> None:
    like = "fuzzy" in text and kind not in _FLAGS and _FLAG_LIKE.fullmatch(text)
    if like or ("#" in text and _SWALLOWED.search(line, 1)):
        raise marks.BadComment(index, _("a broken comment: it hides another line"))
    if kind != "note" and marks.is_broken(text):
        raise marks.BadComment(index, _("a broken mark"))
    for name in _names(text) if kind in _FLAGS else ():
        if name != "fuzzy" and _is_fuzzy_misspelt(name):
            reason = _("an unknown flag: {flag}; is it `fuzzy`?").format(flag=name)
            raise marks.BadComment(index, reason)


def _is_fuzzy_misspelt(name: str) -> bool:
    return "fuzzy" in name or ratio(name.lower(), "fuzzy") >= 0.75


def _previous(rows: Iterable[tuple[int, str]]) -> dict[str, str]:
    """The previous texts, by their keywords."""
    found: dict[str, str] = {}
    word, above = "", -1
    for index, line in rows:
        match = _PREVIOUS.fullmatch(line)
        if match is None:
            raise marks.BadComment(index, _("not a line of a PO file"))
        if match["word"] is None and (not word or index != above + 1):
            raise marks.BadComment(index, _("a string without a keyword"))
        word, above = match["word"] or word, index
        if word == "msgid_plural":
            raise marks.BadComment(index, _("plural forms, which no article has"))
        if word not in ("msgid", "msgctxt"):
            raise marks.BadComment(index, _("an unknown keyword: {word}").format(word=word))
        found[word] = ("" if match["word"] else found[word]) + match["string"] + "\n"
    return {name: text_of(strings) for name, strings in found.items()}


@lru_cache(maxsize=1 << 10)  # all units of an article name it
def _paths(references: tuple[str, ...]) -> tuple[str, ...]:
    """File names as they are; gettext 0.22 isolates those with blanks, we percent-encode them."""
    found: dict[str, None] = {}
    for line in references:
        safe = _ISOLATED.sub(lambda match: marks.quoted(match[1]), line)
        found.update(dict.fromkeys(marks.unquoted(word) for word in safe.split()))
    return tuple(found)


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
        marked = marks.read_comments(comments.notes) if comments.notes else _NO_MARKS
    except marks.BadComment as fault:
        line = entry.numbers[comments.rows[fault.index]]
        raise CatalogueDamaged(path, line, str(fault)) from None
    target = entry.target
    state, flags = _state(entry, target, comments.flags)
    settled = marked.conflict is not None and state is State.TRANSLATED
    unit = Unit(
        source=entry.key[1],
        target=target,
        state=state,
        context=entry.key[0],
        previous=comments.previous,
        previous_context=comments.previous_context,
        origin=marked.origin,
        review=marked.review,
        conflict=None if settled else marked.conflict,
        parent=marked.parent,
        notes=marked.notes,
        extracted=comments.extracted,
        references=comments.references,
        flags=flags,
    )
    unit = _settled(unit)
    tidy = comments.tidy and unit.state is state and not settled
    return Found(unit, tidy, bool(marked.origin or marked.review or marked.conflict))


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


def undescribed(unit: Unit) -> Unit:
    """A unit without what we say of its place."""
    if not any(line.startswith(PLACE) for line in unit.extracted):
        return unit
    people = tuple(line for line in unit.extracted if not line.startswith(PLACE))
    return replace(unit, extracted=people)


def wrapped_as(unit: Unit, lines: tuple[str, ...]) -> Unit:
    """A unit with what stands beside it on these lines, where they say the same."""
    other = len(lines) != len(unit.extracted)
    return (
        replace(unit, extracted=lines) if other and _bare(lines) == _bare(unit.extracted) else unit
    )


def _bare(lines: Iterable[str]) -> str:
    return "".join("".join(lines).split())
