"""Code and other opaque blocks of a Chinese file that follow their source."""

from __future__ import annotations

import re
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
from transpipe.text.diff import brief, excerpt, word_diff
from transpipe.text.similarity import runs

# The indent and the marks of the quotes that a block stands in.
_LEAD = re.compile(r"[ \t>]*")
# What may go by itself: of HTML the other end of an element could stay behind.
_WHOLE = (Kind.CODE, Kind.MATH)
_CODE = 4  # blanks before a line that is code by them
_KEY = re.compile(r"[\w.-]+:")


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
    """The opaque block that begins at a line."""
    return next((b for b in file.blocks if b.lines[0] == line and b.kind in OPAQUE), None)


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
        raw = block.raw.replace("\r\n", "\n")
        return raw, _front(raw, change)
    before = _bare(change.before)
    lines = file.text.split("\n")[change.target - 1 :][: len(before)]
    had = "\n".join(line.removesuffix("\r") for line in lines)
    if _bare(had) != before or (block is not None and block.lines[1] != _last(change)):
        return had, had
    own, lead = _lead(had), _lead(change.after)
    if len(lead) >= len(_lead(change.before)) + _CODE:
        lead = _lead(change.before)  # the rest makes it code
    now = (own + line if line else own.rstrip() for line in _bare(change.after, lead))
    return had, "\n".join(now)


def _last(change: OpaqueChange) -> int:
    """The last line of a copy that says what the source said."""
    return change.target + change.before.count("\n")


def _front(raw: str, change: OpaqueChange) -> str:
    lines = raw.split("\n")
    old, new = (text.split("\n") for text in (change.before, change.after))
    for went, came in runs(old, new):
        for before, after in zip((old[n] for n in went), (new[n] for n in came), strict=False):
            same_key = _KEY.match(before) and before.split(":")[0] == after.split(":")[0]
            if same_key and lines.count(before) == 1 and old.count(before) == 1:
                lines[lines.index(before)] = after
    return "\n".join(lines)


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
    """The lines of a block less a lead: that of its first line, if no other is given."""
    lead = _lead(raw) if lead is None else lead
    return tuple(_less(line.removesuffix("\r"), lead) for line in raw.split("\n"))


def _lead(raw: str) -> str:
    found = _LEAD.match(raw)
    return found[0] if found else ""


def _less(line: str, lead: str) -> str:
    if line.startswith(lead):
        return line[len(lead) :]
    return "" if not line.strip(" \t>") else line
