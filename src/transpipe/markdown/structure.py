"""The tree of blocks, and the structure in it that a translation must leave as it is.

Whether line ends wrap paragraphs or part them is a rule of the whole file, found out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from transpipe.markdown.front import Front
from transpipe.markdown.source import Page
from transpipe.model import Frame, Lines, Span
from transpipe.text.han import columns

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_ALERT = re.compile(r"\[!\w+\][-+]?$")
_ANCHOR = re.compile(r"\{[ \t]*+(?::[ \t]*+)?\#([^\s{}]++)[^{}]*+\}$")
_COMMENT_ANCHOR = re.compile(r"(?:\{/\*|<!--)[ \t]*+\#([^\s{}*<>]+?)[ \t]*+(?:\*/\}|-->)$")
_MARKED_ANCHOR = re.compile(r"%\{[ \t]*+\#([^\s{}%]++)[ \t]*+\}%$")
# A line that ends a sentence, whatever closes after the full stop.
_ENDED = re.compile(r"(?:[.!?…。！？：；]|:)[\"'”’」』）)\]*_`]*$")
# Wrapped prose has a median line of 75 columns and ends every fifth line with a sentence; lines
# that are paragraphs have a median of 110, and end with one four times of five.
_BREAKS = 4
_ENDED_SHARE = 0.6
_PARTED_SHARE = 0.25
_LONG_COLUMNS = 100
_LONG_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Node:
    """A block or container; `first` and `last` are lines of the file from 0.

    `spans` is the prose of a leaf, a line each; None where it has no place of its own. `mark` is
    what belongs to the structure: level, bullet, tightness, alignment. `raw` is opaque text. Where
    that is less than what stands in a fence, `code` is where its lines stand.
    """

    type: str
    first: int
    last: int
    spans: tuple[Span | None, ...] = ()
    mark: tuple[object, ...] = ()
    raw: str = ""
    children: tuple[Node, ...] = ()
    code: tuple[Span, ...] = ()


def nodes(tokens: Iterable[Mapping[str, Any]]) -> tuple[Node, ...]:
    """mistune's tokens as our own."""
    return tuple(_node(token) for token in tokens if token["type"] != "blank_line")


def _node(token: Mapping[str, Any]) -> Node:
    kind = "paragraph" if token["type"] == "block_text" else token["type"]
    if kind == "list":
        children = tuple(
            Node("item", first, first, children=nodes(item["children"]))
            for first, item in zip(token["items"], token["children"], strict=True)
        )
    else:
        children = nodes(token.get("children", ()))
    first = token["items"][0] if kind == "list" else token["first"]
    return Node(
        type=kind,
        first=first,
        last=token.get("last", first),
        spans=tuple(token.get("spans", ())),
        mark=_mark(token),
        raw=token.get("raw", ""),
        children=children,
    )


def _mark(token: Mapping[str, Any]) -> tuple[object, ...]:
    if token["type"] == "list":
        start = token["attrs"].get("start", 1) if token["attrs"]["ordered"] else None
        return (token["bullet"], start, token["tight"])
    if token["type"] == "block_code":
        return (token["style"], token.get("marker", ""), token.get("attrs", {}).get("info", ""))
    return tuple(token.get("mark", ()))


def task(text: str, span: Span) -> Span:
    """A list item without its box, `[ ] ` or `[x] `."""
    box = _TASK.match(span.of(text))
    return Span(span.start + box.end(), span.end) if box else span


def alert(line: str) -> bool:
    """Whether the first line of a quote is GitHub's `[!NOTE]`."""
    return bool(_ALERT.match(line))


def frame(node: Node, first: int, end: int, parts: tuple[Frame, ...], text: str) -> Frame:
    """A node with its blocks; the mark of a quote is GitHub's `[!NOTE]` in it."""
    begin = node.children[0] if node.type == "block_quote" and node.children else node
    spans = begin.spans if begin is not node else ()
    line = spans[0].of(text) if spans and spans[0] else ""
    return Frame(node.type, (line,) if alert(line) else node.mark, first, end, parts)


def anchor_start(line: str) -> tuple[int, str]:
    """Where the words of a heading end before an explicit id `{#id}`, and that id."""
    start = line.rfind("{")
    escaped = line[max(start - 1, 0) : start] == "\\"
    found = None
    if start >= 0 and line.endswith("}") and not escaped:
        found = _ANCHOR.match(line, start)
    return (len(line[:start].rstrip(" \t")), found[1]) if found else (len(line), "")


def comment_anchor(line: str) -> tuple[int, str]:
    """The same of an id in a comment, `{/* #id */}` or `<!-- #id -->`."""
    return _anchor_at(max(line.rfind("{"), line.rfind("<!--")), _COMMENT_ANCHOR, line)


def marked_anchor(line: str) -> tuple[int, str]:
    """The same of an id as the translations of Vue's documents have it, `%{#id}%`."""
    return _anchor_at(line.rfind("%{"), _MARKED_ANCHOR, line)


def _anchor_at(start: int, form: re.Pattern[str], line: str) -> tuple[int, str]:
    found = form.match(line, start) if start >= 0 else None
    return (len(line[:start].rstrip(" \t")), found[1]) if found else (len(line), "")


def shape(
    nodes: Sequence[Node], sheet: Page, lines: Lines, head: Front | None = None, inside: str = ""
) -> tuple[object, ...]:
    """Containers, kinds, levels, markers, table columns and opaque text, in order."""
    inner = tuple(_shape(node, n, sheet, lines, inside) for n, node in enumerate(nodes))
    return (("front", *_without_titles(head, sheet)), *inner) if head else inner


def _shape(node: Node, number: int, sheet: Page, lines: Lines, inside: str) -> tuple[object, ...]:
    if node.children or node.type in ("list", "item", "block_quote", "table", "element"):
        return (node.type, node.mark, shape(node.children, sheet, lines, inside=node.type))
    if not node.spans or node.type in ("row", "tags"):
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


def _without_titles(head: Front, sheet: Page) -> list[str]:
    """The front matter without the titles in it and the quotes around them."""
    pieces, start = [], 0
    for scalar in head.titles():
        marks = len(scalar.quote)
        pieces.append(sheet.text[start : scalar.span.start - marks])
        start = scalar.span.end + marks
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


def lines_of(nodes: Sequence[Node], text: str) -> Lines:
    """KEEP for an article whose lines are paragraphs, with hardly a blank line between two.

    Wrapped prose stays WRAP, also with one sentence a line: its paragraphs are parted by blank
    lines.
    """
    runs = [run for run in _paragraphs(nodes) if None not in run]
    wrapped = [[span.of(text) for span in run if span] for run in runs if len(run) > 1]
    ends = [line for run in wrapped for line in run[:-1]]
    if len(ends) < _BREAKS:
        return Lines.WRAP
    every = [line for run in wrapped for line in run]
    ended = sum(bool(_ENDED.search(line[-12:])) for line in ends)
    if ended < _ENDED_SHARE * len(ends) or _parted(nodes) > _PARTED_SHARE * len(ends):
        return Lines.WRAP
    long = sum(columns(line) > _LONG_COLUMNS for line in every)
    return Lines.KEEP if long >= _LONG_SHARE * len(every) else Lines.WRAP


def _paragraphs(nodes: Sequence[Node]) -> Iterator[Sequence[Span | None]]:
    for node in nodes:
        if node.type == "paragraph":
            yield node.spans
        yield from _paragraphs(node.children)


def _parted(nodes: Sequence[Node]) -> int:
    """How many paragraphs follow another one after a blank line."""
    pairs = sum(a.type == b.type == "paragraph" for a, b in pairwise(nodes))
    return pairs + sum(_parted(node.children) for node in nodes)
