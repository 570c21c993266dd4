"""The structure of an article without its words: what a translation must leave as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transpipe.markdown.front import Front
from transpipe.markdown.nodes import Node
from transpipe.markdown.source import Page
from transpipe.model import Lines, Span

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_ALERT = re.compile(r"\[!\w+\][-+]?$")
_ANCHOR = re.compile(r"\{[ \t]*+(?::[ \t]*+)?\#([^\s{}]++)[^{}]*+\}$")


def task(text: str, span: Span) -> Span:
    """A list item without its box, `[ ] ` or `[x] `."""
    box = _TASK.match(span.of(text))
    return Span(span.start + box.end(), span.end) if box else span


def alert(line: str) -> bool:
    """Whether the first line of a quote is GitHub's `[!NOTE]`."""
    return bool(_ALERT.match(line))


def anchor_start(line: str) -> tuple[int, str]:
    """Where the words of a heading end before an explicit id `{#id}`, and that id."""
    start = line.rfind("{")
    escaped = line[max(start - 1, 0) : start] == "\\"
    found = None
    if start >= 0 and line.endswith("}") and not escaped:
        found = _ANCHOR.match(line, start)
    return (len(line[:start].rstrip(" \t")), found[1]) if found else (len(line), "")


def shape(
    nodes: Sequence[Node], sheet: Page, lines: Lines, head: Front | None = None, inside: str = ""
) -> tuple[object, ...]:
    """Containers, kinds, levels, markers, table columns and opaque text, in order."""
    inner = tuple(_shape(node, n, sheet, lines, inside) for n, node in enumerate(nodes))
    return (("front", *_around(head, sheet)), *inner) if head else inner


def _shape(node: Node, number: int, sheet: Page, lines: Lines, inside: str) -> tuple[object, ...]:
    if node.children or node.type in ("list", "item", "block_quote", "table"):
        return (node.type, node.mark, shape(node.children, sheet, lines, inside=node.type))
    if not node.spans or node.type == "row":
        return (node.type, node.mark, node.raw.strip())
    texts = [span.of(sheet.text) if span else "" for span in node.spans]
    marks: list[object] = []
    box = _TASK.match(texts[0])
    if box and number == 0 and inside == "item":
        marks.append(box[0][:3])
    if alert(texts[0]) and inside == "block_quote":
        marks.append(texts[0])
    if node.type == "heading":
        marks.append(anchor_start(texts[-1])[1])
    if node.type == "term" or (node.type == "paragraph" and lines is Lines.KEEP):
        marks.append(len(texts))
    return (node.type, node.mark, *marks)


def _around(head: Front, sheet: Page) -> list[str]:
    """The front matter without the titles in it and the quotes around them."""
    pieces, start = [], 0
    for scalar in head.titles():
        around = len(scalar.quote)
        pieces.append(sheet.text[start : scalar.span.start - around])
        start = scalar.span.end + around
    return [*pieces, sheet.text[start : sheet.ends[head.last]]]


def differs_by_paragraphs(old: Sequence[object], new: Sequence[object], count: int) -> bool:
    """Whether a shape is another one with `count` more paragraphs in one place."""
    before, after = list(_flat(old, 0)), list(_flat(new, 0))
    first = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    first = len(before) if first is None else first
    if len(after) == len(before):
        # Where lines are paragraphs, they are counted.
        lines = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        return len(lines) == 1 and lines[0][0][1] == lines[0][1][1] == "paragraph"
    more = after[first : first + count]
    return (
        len(after) == len(before) + count
        and after[first + count :] == before[first:]
        and all(row[1] == "paragraph" for row in more)
    )


def _flat(shape: Sequence[object], depth: int) -> Iterator[tuple[object, ...]]:
    for node in shape:
        assert isinstance(node, tuple)
        if len(node) == 3 and isinstance(node[2], tuple):
            yield (depth, *node[:2])
            yield from _flat(node[2], depth + 1)
        else:
            yield (depth, *node)
