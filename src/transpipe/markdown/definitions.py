"""The link definitions of an article, `[label]: address "title"`: in no block, but clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transpipe.model import Document, Span

# CommonMark 4.7; within a quote each line begins with its mark.
_GAP = r"[ \t]*(?:\r?\n[ \t>]*)?"
_FORM = re.compile(
    r"[ \t>]*(?P<opening>\[)(?P<label>(?!\^)(?:[^\[\]\\]|\\.){1,999})\]:"
    rf"{_GAP}(?:<(?P<angled>(?:[^<>\n\\]|\\.)*+)>|(?P<bare>[^\s<]\S*+))"
    rf"(?:(?=[ \t\r\n]){_GAP}"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'"
    r"|\((?P<round>(?:[^()\\]|\\.)*+)\)))?[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_NO_TITLE = re.compile(
    r"[ \t>]*(?P<opening>\[)(?P<label>(?!\^)(?:[^\[\]\\]|\\.){1,999})\]:"
    rf"{_GAP}(?:<(?P<angled>(?:[^<>\n\\]|\\.)*+)>|(?P<bare>[^\s<]\S*+))[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_START = re.compile(r"^[ \t>]*\[(?!\^)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition: `label` folded, `name` where it is written; the title has no quotes here."""

    label: str
    span: Span
    name: Span
    target: Span
    title: Span | None
    line: int


def folded(label: str) -> str:
    """A label as labels are compared: whatever its blanks and capitals (CommonMark 6.3)."""
    return " ".join(label.split()).casefold()


def definitions(document: Document) -> tuple[Definition, ...]:
    """Every definition outside blocks, in order; of several for one label the first one holds."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Definition]:
    text, end = document.text, 0
    within = [block.span for block in document.blocks]
    at, line, counted = 0, 1, 0
    for start in _START.finditer(text):
        while at < len(within) and within[at].end <= start.start():
            at += 1
        inside = at < len(within) and within[at].start <= start.end()
        if inside or start.start() < end:
            continue
        found = _FORM.match(text, start.start()) or _NO_TITLE.match(text, start.start())
        if found:
            end = found.end()
            line += text.count("\n", counted, start.start())
            counted = start.start()
            yield _definition(found, line)


def _definition(found: re.Match[str], line: int) -> Definition:
    groups = found.groupdict()
    target = "angled" if groups["angled"] is not None else "bare"
    quoted = (name for name in ("double", "single", "round") if groups.get(name) is not None)
    title = next((Span(*found.span(name)) for name in quoted), None)
    return Definition(
        folded(found["label"]),
        Span(found.start("opening"), found.end()),
        Span(*found.span("label")),
        Span(*found.span(target)),
        title,
        line,
    )
