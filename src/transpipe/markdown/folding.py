"""The lines of a block as one text."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.markdown.structure import anchor_start, comment_anchor
from transpipe.model import Grammar, Span
from transpipe.text import han


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


def unanchored(text: str, spans: list[Span], grammar: Grammar) -> tuple[list[Span], str]:
    """A heading's lines without an explicit id at their end, and that id."""
    end, anchor = anchor_start(spans[-1].of(text)) if spans else (0, "")
    if spans and not anchor and grammar is Grammar.MDX:
        end, anchor = comment_anchor(spans[-1].of(text))
    if not anchor:
        return spans, ""
    last = spans[-1].start
    return [*spans[:-1], *([Span(last, last + end)] if end else [])], anchor
