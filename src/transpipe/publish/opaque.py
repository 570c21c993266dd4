"""Code and other opaque blocks of a Chinese file that follow their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.markdown import segments
from transpipe.markdown.code_lines import comments_of
from transpipe.model import (
    OPAQUE,
    Block,
    Document,
    Finding,
    Kind,
    OpaqueChange,
    OpaqueFate,
    Placement,
    Severity,
)
from transpipe.publish.article import without
from transpipe.publish.front_matter import follow_values
from transpipe.text.diff import brief, excerpt, word_diff
from transpipe.units.bare import is_wordless

# The indent and the marks of the quotes that a block stands in.
_BLANK = " \t>\r"
# What may go by itself: of HTML the other end of an element could stay behind.
_WHOLE = (Kind.CODE, Kind.MATH)
# Between these an indent is that of the first line; elsewhere it may be a part of what is said.
_FENCES = ("```", "~~~", "$$")


@dataclass(frozen=True)
class Followed:
    """A Chinese file whose opaque blocks have followed, where its words stand, and what is said."""

    file: Document
    placement: Placement
    findings: tuple[Finding, ...] = ()


def follow(
    file: Document, placement: Placement, changes: Sequence[OpaqueChange], path: str
) -> Followed:
    """The file with the blocks that say just what their source said saying what it says now.

    What differs in a character stays as it is, and so does what could not be changed without
    changing what another block is. Indents and the marks of quotes are those of the file.
    """
    found: list[Finding] = []
    gone: dict[int, OpaqueChange] = {}
    for change in sorted(changes, key=lambda each: -each.target):  # the lines before it stay
        if change.how in (OpaqueFate.CHANGED, OpaqueFate.COMMENT):
            had, now = _changed(file, change)
            grown = _with(file, change.target, had, now) if had != now else None
            if grown is not None:
                file = grown
                found.append(_told(change, _("follows its source: {edits}"), path, (had, now)))
        elif (number := _whole(file, change)) is not None:
            gone[number] = change
    inside = {at for number in gone for at in comments_of(file, number)}
    less, numbers = without(file, {*gone, *inside})
    said = _("its source is gone: taken out: {edits}")
    taken = [change for number, change in gone.items() if number not in numbers]
    found += [_told(change, said, path, (change.before, "")) for change in taken]
    blocks = tuple(held for n, held in enumerate(placement.blocks) if n in numbers)
    found.sort(key=lambda finding: finding.line)
    return Followed(less, replace(placement, blocks=blocks), tuple(found))


def _told(change: OpaqueChange, message: str, path: str, texts: tuple[str, str]) -> Finding:
    had, now = texts
    said = message.format(edits=excerpt(word_diff(had, now)) if now else brief(had))
    place = change.target
    return Finding("opaque-patched", Severity.INFO, said, path, place, source=now, target=had)


def _at(file: Document, line: int) -> Block | None:
    """The opaque block that begins at a line, or one that has nothing to translate."""
    here = (b for b in file.blocks if b.lines[0] == line and b.kind is not Kind.CELL)
    return next((b for b in here if b.kind in OPAQUE or is_wordless(b)), None)


def _whole(file: Document, change: OpaqueChange) -> int | None:
    """The number of a block that says just what is gone from the source."""
    block = _at(file, change.target)
    if block is None or block.kind not in _WHOLE or _bare(block.raw) != _bare(change.before):
        return None
    return file.blocks.index(block)


def _changed(file: Document, change: OpaqueChange) -> tuple[str, str]:
    """What stands in a file of a block or a link definition, and what is to; the same if nothing.

    Of a front matter the values that are the source's follow, each by itself.
    """
    block = _at(file, change.target)
    if block is not None and block.kind is Kind.FRONT_MATTER:
        texts = (block.raw, change.before, change.after)
        raw, old, new = (text.replace("\r", "") for text in texts)
        return raw, follow_values(raw, old, new)
    within = _within(file, change)
    if within is not None:
        return within
    before = _bare(change.before)
    lines = file.text.split("\n")[change.target - 1 :][: len(before)]
    had = "\n".join(line.removesuffix("\r") for line in lines)
    if _bare(had) != before or (block is not None and block.lines[1] != _last(change)):
        return had, had
    now = _led(change, _lead(had))
    return had, had if now is None else now


def _within(file: Document, change: OpaqueChange) -> tuple[str, str] | None:
    """The line of a block that has nothing to translate, and what it is to be; None elsewhere.

    The marks of its container stand before it, those of a table around it.
    """
    here = [b for b in file.blocks if b.lines == (change.target,) * 2 and b.text == change.before]
    spans = [block.segment.fragments for block in here if block.segment]
    if len(spans) != 1 or len(spans[0]) != 1 or "\n" in change.after:
        return None
    line, span = file.text.split("\n")[change.target - 1].removesuffix("\r"), spans[0][0]
    start = span.start - (file.text.rfind("\n", 0, span.start) + 1)
    return line, line[:start] + change.after + line[start + span.end - span.start :]


def _led(change: OpaqueChange, own: str) -> str | None:
    """What a block says now, with the indents and marks of its copy; None where nobody knows it."""
    raw, lead = change.after, _lead(change.before)
    if _is_fenced(raw) and _is_fenced(change.before):
        lead = _lead(raw)
    elif not all(line.startswith(lead) for line in _said(raw)):
        return raw.replace("\r", "") if own == lead else None
    return "\n".join(own + line if line else own.rstrip() for line in _bare(raw, lead))


def _last(change: OpaqueChange) -> int:
    """The last line of a copy that says what the source said."""
    return change.target + change.before.count("\n")


def _with(file: Document, line: int, had: str, now: str) -> Document | None:
    """A file with other text from a line on; None where more than a block there would change."""
    lines = file.text.split("\n")
    last = line + had.count("\n")
    end = "\r" if lines[line - 1].endswith("\r") else ""
    final = "\r" if lines[last - 1].endswith("\r") else ""
    middle = f"{end}\n".join(now.split("\n")) + final
    text = "\n".join([*lines[: line - 1], middle, *lines[last:]])
    grown = segments.parse(text, file.cut, source=False)
    if len(grown.blocks) != len(file.blocks):
        return None
    pairs = zip(file.blocks, grown.blocks, strict=True)
    others = ((a.kind, a.text) == (b.kind, b.text) for a, b in pairs if a.lines[0] != line)
    return grown if _may_become(_at(file, line), _at(grown, line)) and all(others) else None


def _may_become(before: Block | None, after: Block | None) -> bool:
    """Whether a block may have come for another; of HTML the other end may stand elsewhere."""
    if before is None or after is None:
        return before is after
    return before.kind is after.kind or Kind.HTML not in (before.kind, after.kind)


def _bare(raw: str, lead: str | None = None) -> tuple[str, ...]:
    """The lines of a block less a lead: that which it has, if no other is given."""
    lead = _lead(raw) if lead is None else lead
    lines = (line.removesuffix("\r") for line in raw.split("\n"))
    marks = _before(raw).count(">")
    return tuple(
        line[len(lead) :] if line.startswith(lead) else "" if _is_empty(line, marks) else line
        for line in lines
    )


def _lead(raw: str) -> str:
    """What the lines of a block begin with that may be that of its container."""
    first, *rest = map(_before, _said(raw) or [""])
    while not _is_fenced(raw) and not all(line.startswith(first) for line in rest):
        first = first[:-1]
    return first


def _said(raw: str) -> list[str]:
    """The lines of a block that are not empty."""
    marks = _before(raw).count(">")
    return [line for line in raw.split("\n") if not _is_empty(line, marks)]


def _is_empty(line: str, marks: int) -> bool:
    """Whether a line says nothing in as many quotes; a mark more may be the end of a tag."""
    return not line.strip(_BLANK) and line.count(">") <= marks


def _before(line: str) -> str:
    return line[: len(line) - len(line.lstrip(_BLANK))]


def _is_fenced(raw: str) -> bool:
    return raw.lstrip(_BLANK).startswith(_FENCES)
