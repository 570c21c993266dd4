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

from transpipe.model import Conflict, Origin, Owner, Review, State, Unit, is_fuzzy
from transpipe.text.digest import digest

_MARK = re.compile(r"\s*transpipe:\s*(.*)")
_FIELD = re.compile(r"([a-z]+)=(\S+)")
# Fields of a mark that polib, which wraps comments at 78, put on a line of their own.
_WRAPPED = re.compile(r"(?:(?:key|out|base|from|confidence|of)=\S+\s*)+")
_HASH = re.compile(r"[0-9a-f]{12}")
_BY = re.compile(r"align|tm|patch|keep|fix|(?:mt|convert):.+", re.DOTALL)
_NAMES = ("by", "key", "out", "base", "from", "confidence")
# The last are bytes of a file name that is no text.
_UNSAFE = re.compile("[%\\s\\x00-\\x1f\\x7f\u2068\u2069\udc80-\udcff]")
# A line that only a mark can have been, though it no longer begins like one.
_BROKEN = re.compile(r"\b(?:key|of|out)=[0-9a-f]{12}\b|\bconflict from=(?:md|theirs)\b")


class BadMark(ValueError):
    """A mark that cannot be read; `index` is the number of its comment line from 0."""

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


def key(unit: Unit) -> str:
    """The hash of msgctxt and msgid that a unit's own mark carries."""
    return digest(unit.context, unit.source)


def owner(unit: Unit) -> Owner:
    """Whose words the target is, by origin, state and target alone."""
    origin = unit.origin
    if origin is None or not origin.out or digest(unit.target) != origin.out:
        return Owner.PERSON
    if origin.by.startswith("convert:"):
        return Owner.DERIVED
    machine = origin.by == "tm" or origin.by.startswith("mt:")
    return Owner.MACHINE if machine and is_fuzzy(unit) else Owner.PERSON


def owns(by: str) -> bool:
    """Whether words of this origin can be a machine's, so that their hash is noted."""
    return by == "tm" or by.startswith(("mt:", "convert:"))


def marked(
    unit: Unit,
    by: str,
    *,
    base: str = "",
    made_from: str = "",
    confidence: float | None = None,
) -> Unit:
    """The unit with a mark that says where its words, as they stand now, came from."""
    unit = fitted(unit)
    out = digest(unit.target) if owns(by) else ""
    origin = Origin(by, key(unit), out, base, made_from, confidence)
    unit = replace(unit, origin=origin)
    return replace(unit, owner=owner(unit))


def fitted(unit: Unit) -> Unit:
    """A translated unit's target with line ends at its ends only as its source has them.

    msgfmt insists on that. Words that a person has to look at anyway stay as they are.
    """
    words = unit.target.strip("\n")
    if unit.state is not State.TRANSLATED or not words:
        return unit
    before, after = unit.source.startswith("\n"), unit.source.endswith("\n")
    return replace(unit, target="\n" * before + words + "\n" * after)


def reviewed(unit: Unit, name: str) -> Unit:
    """The unit with `name` as the one who looked at it as it stands."""
    return replace(unit, review=Review(name, _reviewed_as(unit)))


def review_holds(unit: Unit) -> bool:
    """Whether somebody reviewed the unit, and it has not changed since."""
    return unit.review is not None and unit.review.of == _reviewed_as(unit)


def _reviewed_as(unit: Unit) -> str:
    return digest(unit.context, unit.source, unit.target)


# ── Marks as text ───────────────────────────────────────────────────────────────────────────


def quoted(value: str) -> str:
    """A value without blanks: these, `%` and controls percent-encoded."""
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in _bytes(m[0])), value)


def unquoted(value: str) -> str:
    """The inverse of `quoted`."""
    return unquote(value, errors="surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def format_mark(origin: Origin) -> str:
    """An origin as the text of a translator comment (without the `# `)."""
    confidence = "" if origin.confidence is None else f"{origin.confidence:.2f}"
    values = (origin.by, origin.key, origin.out, origin.base, origin.made_from, confidence)
    fields = (f"{n}={quoted(v)}" for n, v in zip(_NAMES, values, strict=True) if v)
    return "transpipe: " + " ".join(fields)


def parse_mark(line: str) -> Origin | None:
    """The origin that a translator comment names; None if it is no such mark.

    Raises ValueError for a mark that is there and cannot be read.
    """
    match = _MARK.fullmatch(line)
    if not match or match[1].startswith(("reviewed", "conflict")):
        return None
    fields = _fields(match[1], _NAMES)
    by = fields.get("by", "")
    if not _BY.fullmatch(by):
        raise ValueError(_("a mark without a known `by=`"))
    for name in ("key", "out"):
        if name in fields and not _HASH.fullmatch(fields[name]):
            raise ValueError(_("a mark with a bad `{name}=`").format(name=name))
    try:
        confidence = float(fields["confidence"]) if "confidence" in fields else None
    except ValueError:
        raise ValueError(_("a mark with a bad `{name}=`").format(name="confidence")) from None
    return Origin(
        by,
        fields.get("key", ""),
        fields.get("out", ""),
        fields.get("base", ""),
        fields.get("from", ""),
        confidence,
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
    marks = Marks()
    for index, line, quotes in _grouped(lines):
        try:
            marks = _read(marks, line, quotes)
        except ValueError as fault:
            raise BadMark(index, str(fault)) from None
    return marks


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


def _read(marks: Marks, line: str, quotes: list[str]) -> Marks:
    """The marks with one more line."""
    match = _MARK.fullmatch(line)
    if not match:
        if is_broken(line):
            raise ValueError(_("a broken mark"))
        return replace(marks, notes=(*marks.notes, line))
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
    return replace(marks, origin=parse_mark(line), parent="\n".join(quotes) if quotes else None)


def _review(text: str) -> Review:
    fields = _fields(text, ("by", "of"))
    if "by" not in fields or not _HASH.fullmatch(fields.get("of", "")):
        raise ValueError(_("a review without `by=` and `of=`"))
    return Review(fields["by"], fields["of"])


def is_broken(line: str) -> bool:
    """Whether a line that is no mark must have been one."""
    return bool(_BROKEN.search(line))


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
