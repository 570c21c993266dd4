"""Where a unit's words came from and who owns them, as translator comments that every tool keeps.

    # transpipe: by=mt:google key=… out=…
    # transpipe: reviewed by=NAME of=…
    # transpipe: conflict from=theirs
    # > the other side's words

Extracted comments and flags of our own would be lost by msgmerge; these are not (DESIGN.md,
section 4). All other translator comments are people's notes and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _
from urllib.parse import unquote

from transpipe.model import Conflict, Doubt, Origin, Review, Unit

_MARK = re.compile(r"\s*transpipe:\s*(.*)")
_FIELD = re.compile(r"([a-z]+)=(\S+)")
# Fields of a mark that polib, which wraps comments at 78, put on a line of their own.
_WRAPPED = re.compile(r"(?:(?:key|out|base|from|confidence|why|of)=\S+\s*)+")
_HASH = re.compile(r"[0-9a-f]{12}")
_NAMES = ("by", "key", "out", "base", "from", "confidence", "why")
# The last are bytes of a file name that is no text.
_UNSAFE = re.compile("[%\\s\\x00-\\x1f\\x7f\u2068\u2069\udc80-\udcff]")
# A line that only a mark can have been, though it no longer begins like one.
_BROKEN = re.compile(r"\b(?:key|of|out)=[0-9a-f]{12}\b|\bconflict from=(?:md|theirs)\b")


class BadComment(ValueError):
    """A comment or mark that cannot be read; `index` is the number of its line from 0."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(reason)
        self.index = index


@dataclass(frozen=True, slots=True)
class Marks:
    """What the translator comments of one unit say."""

    notes: tuple[str, ...] = ()
    origin: Origin | None = None
    parent: str | None = None
    review: Review | None = None
    conflict: Conflict | None = None


def quoted(value: str) -> str:
    """A value without blanks: these, `%` and controls percent-encoded."""
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in _bytes(m[0])), value)


def unquoted(value: str) -> str:
    """The inverse of `quoted`."""
    return unquote(value, errors="surrogateescape") if "%" in value else value


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def format_mark(origin: Origin) -> str:
    """An origin as the text of a translator comment (without the `# `)."""
    confidence = "" if origin.confidence is None else f"{origin.confidence:.2f}"
    words = (origin.key, origin.out, origin.base, origin.made_from)
    said = (*words, confidence, origin.doubt or "")
    fields = (f"{n}={quoted(v)}" for n, v in zip(_NAMES[1:], said, strict=True) if v)
    return " ".join(("transpipe:", f"by={_maker(origin.by)}", *fields))


def _maker(by: str) -> str:
    """A sign at the end escapes nothing, and people read "tm:93%"."""
    return f"{quoted(by[:-1])}%" if by.endswith("%") else quoted(by)


def parse_mark(line: str) -> Origin | None:
    """The origin that a translator comment names; None if it is no such mark.

    Raises ValueError for a mark that is there and cannot be read.
    """
    match = _MARK.fullmatch(line)
    if not match or match[1].partition(" ")[0] in ("reviewed", "conflict"):
        return None
    fields = _fields(match[1], _NAMES)
    try:
        made = Origin.of(fields.get("by", ""))
    except ValueError:
        raise ValueError(_("a mark without a known `by=`")) from None
    for name in ("key", "out"):
        if name in fields and not _HASH.fullmatch(fields[name]):
            raise ValueError(_("a mark with a bad `{name}=`").format(name=name))
    try:
        confidence = float(fields["confidence"]) if "confidence" in fields else None
    except ValueError:
        raise ValueError(_("a mark with a bad `{name}=`").format(name="confidence")) from None
    try:
        doubt = Doubt(fields["why"]) if "why" in fields else None
    except ValueError:
        raise ValueError(_("a mark with a bad `{name}=`").format(name="why")) from None
    return replace(
        made,
        key=fields.get("key", ""),
        out=fields.get("out", ""),
        base=fields.get("base", ""),
        made_from=fields.get("from", ""),
        confidence=confidence,
        doubt=doubt,
    )


def _fields(text: str, names: tuple[str, ...]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for word in text.split():
        match = _FIELD.fullmatch(word)
        if not match or match[1] not in names or match[1] in fields:
            raise ValueError(_("a mark with an unknown field: {word}").format(word=word))
        fields[match[1]] = unquoted(match[2])
    return fields


def read_comments(lines: Iterable[str]) -> Marks:
    """What translator comments (texts after `# `) say: marks, and people's notes in order.

    `> ` lines belong to the origin or conflict right above them; anywhere else they are notes.
    """
    marks, notes = Marks(), []
    for index, line, quotes in _grouped(lines):
        match = _MARK.fullmatch(line)
        if match is None:
            if is_broken(line):
                raise BadComment(index, _("a broken mark"))
            notes.append(line)
            continue
        try:
            marks = _read(marks, match, quotes)
        except ValueError as fault:
            raise BadComment(index, str(fault)) from None
    return replace(marks, notes=tuple(notes)) if notes else marks


def _grouped(lines: Iterable[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Each comment line with its number and the `> ` texts that belong to it."""
    head: tuple[int, str, list[str]] | None = None
    for index, line in enumerate(lines):
        if head and _WRAPPED.fullmatch(line) and not head[2]:
            head = (head[0], f"{head[1]} {line}", [])
        elif head and _is_quote(head[1], line):
            head[2].append(line[2:])
        else:
            if head:
                yield head
            head = (index, line, []) if _MARK.fullmatch(line) else None
            if head is None:
                yield index, line, []
    if head:
        yield head


def _is_quote(mark: str, line: str) -> bool:
    match = _MARK.fullmatch(mark)
    return bool(match and not match[1].startswith("reviewed")) and (
        line == ">" or line.startswith("> ")
    )


def _read(marks: Marks, match: re.Match[str], quotes: list[str]) -> Marks:
    """The marks with one more of them."""
    kind, _blank, rest = match[1].partition(" ")
    if kind == "reviewed" and marks.review is None:
        return replace(marks, review=_review(rest))
    if kind == "conflict" and marks.conflict is None:
        side = _fields(rest, ("from",)).get("from", "")
        if side not in ("md", "theirs"):
            raise ValueError(_("a conflict mark without a known `from=`"))
        return replace(marks, conflict=Conflict(side, "\n".join(quotes)))
    if marks.origin is not None or kind in ("reviewed", "conflict"):
        raise ValueError(_("the same mark twice"))
    return replace(marks, origin=parse_mark(match[0]), parent="\n".join(quotes) if quotes else None)


def _review(text: str) -> Review:
    fields = _fields(text, ("by", "of"))
    if "by" not in fields or not _HASH.fullmatch(fields.get("of", "")):
        raise ValueError(_("a review without `by=` and `of=`"))
    return Review(fields["by"], fields["of"])


def is_broken(line: str) -> bool:
    """Whether a line that is no mark must have been one."""
    return "=" in line and bool(_BROKEN.search(line))


def write_comments(unit: Unit) -> Iterator[str]:
    """The translator comments of a unit: notes, origin, review, conflict; texts after `# `."""
    yield from unit.notes
    if unit.origin is not None:
        yield format_mark(unit.origin)
        if unit.parent is not None:
            yield from _quotes(unit.parent)
    if unit.review is not None:
        yield f"transpipe: reviewed by={quoted(unit.review.by)} of={unit.review.of}"
    if unit.conflict is not None:
        yield f"transpipe: conflict from={unit.conflict.side}"
        if unit.conflict.text:
            yield from _quotes(unit.conflict.text)


def _quotes(text: str) -> Iterator[str]:
    return (f"> {line}" if line else ">" for line in text.split("\n"))
