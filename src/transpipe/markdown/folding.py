"""The lines of a block as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transpipe.markdown.structure import anchor_start, comment_anchor, marked_anchor
from transpipe.model import Grammar, Span, Syntax
from transpipe.text import han

# A tag that does nothing but give an id, and the blanks after it.
_ID_TAG = re.compile(
    r"""<a[ \t]++(?:id|name)[ \t]*+=[ \t]*+["']?([^"'\s<>/]++)["']?[ \t]*+"""
    r"""(?:/>|>[ \t]*+</a>)[ \t]*+""",
    re.IGNORECASE,
)


def fold(text: str, spans: Sequence[Span]) -> str:
    """The lines of a paragraph as one text: soft breaks folded, hard breaks as newlines."""
    folded: list[str] = []
    for number, span in enumerate(spans):
        line, last = span.of(text), number == len(spans) - 1
        before = folded[-1] if folded else ""
        folded += [line] if before.endswith("\n") else [han.joint(before, line), line]
        if not last and text.startswith("  ", span.end):
            folded.append("\n")
        elif not last and _is_escaping(line):
            folded[-1] = line[:-1]
            _trim(folded)
            folded.append("\n")
    return "".join(folded)


def _trim(parts: list[str]) -> None:
    """Takes the blanks off the end of a text in parts."""
    while parts and not (kept := parts.pop().rstrip(" \t")):
        pass
    parts += [kept] if kept else []


def _is_escaping(line: str) -> bool:
    """Whether a line ends with a backslash that makes its end a hard break."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def unanchored(
    text: str, spans: list[Span], syntax: Syntax
) -> tuple[list[Span], str, tuple[str, ...]]:
    """A heading's lines without an explicit id at their end, that id, and those of tags in them."""
    ids: list[str] = []
    if syntax.ids and spans:
        spans = [*spans[:-1], *_at_end(text, spans[-1], ids)]
    end, anchor = anchor_start(spans[-1].of(text)) if spans else (0, "")
    if spans and not anchor and (syntax.ids or syntax.grammar is Grammar.MDX):
        end, anchor = comment_anchor(spans[-1].of(text))
    if spans and not anchor and syntax.ids:
        end, anchor = marked_anchor(spans[-1].of(text))
    if anchor:
        last = spans[-1].start
        spans = [*spans[:-1], *([Span(last, last + end)] if end else [])]
    if syntax.ids and spans:
        spans = [*_at_start(text, spans[0], ids), *spans[1:]]
    if syntax.ids and spans and anchor:
        spans = [*spans[:-1], *_at_end(text, spans[-1], ids)]
    return spans, anchor, tuple(ids)


def _at_start(text: str, span: Span, ids: list[str]) -> list[Span]:
    """A line without the tags at its start that only give an id."""
    start = span.start
    while found := _ID_TAG.match(text, start, span.end):
        ids.append(found[1])
        start = found.end()
    return [Span(start, span.end)] if start < span.end else []


def _at_end(text: str, span: Span, ids: list[str]) -> list[Span]:
    """The same of those at its end."""
    line = span.of(text)
    while line.endswith(("</a>", "/>")) and (start := line.rfind("<a")) >= 0:
        found = _ID_TAG.fullmatch(line, start)
        if found is None:
            break
        ids.append(found[1])
        line = line[:start].rstrip(" \t")
    return [Span(span.start, span.start + len(line))] if line else []
