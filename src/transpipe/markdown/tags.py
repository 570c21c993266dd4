"""Which words in and around the tags of MDX are prose: attributes that a table names, and children.

Takes the tree of blocks, gives it with the attributes as leaves of their own, before the words that
stand within the same tag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.jsx_prose import elements, inside, unwrapped
from transpipe.markdown.source import Page
from transpipe.markdown.structure import Node
from transpipe.model import Span, Syntax

# What a reader of the page sees, or hears.
ATTRIBUTES = (
    *("title", "label", "summary", "alt", "description", "caption", "heading", "subtitle"),
    *("placeholder", "tooltip", "aria-label"),
)
_QUOTES = re.compile("&(?:quot|#34|#x22);"), re.compile("&(?:apos|#39|#x27);")


def unquoted(value: str) -> str:
    """What an attribute says that has its own quotes as entities."""
    return _QUOTES[1].sub("'", _QUOTES[0].sub('"', value))


def outside_tags(judge: Callable[[str], bool]) -> Callable[[str], bool]:
    """Judges the words of a text without its tags and expressions."""
    return lambda text: judge(replace_spans(text, [(s, " ") for s in inside(text).spans()]))


def tagged(nodes: Sequence[Node], sheet: Page, syntax: Syntax) -> tuple[Node, ...]:
    """The tree with the attributes that are prose, and paragraphs without the tags around them."""
    names = {*ATTRIBUTES, *syntax.attributes}
    return tuple(new for node in nodes for new in _tagged(node, sheet, names))


def _tagged(node: Node, sheet: Page, names: Collection[str]) -> Iterator[Node]:
    if node.type == "tags":
        yield from _attributes(node, sheet, names)
    elif node.type == "paragraph" and node.spans:
        yield from _children(node, sheet, names)
    else:
        inner = (new for child in node.children for new in _tagged(child, sheet, names))
        yield replace(node, children=tuple(inner)) if node.children else node


def _attributes(node: Node, sheet: Page, names: Collection[str]) -> Iterator[Node]:
    """A line of tags, and the attributes in it that are prose; their values are none of it."""
    chosen: list[tuple[Span, Span]] = []
    for mark, span in zip(node.mark, node.spans, strict=True):
        assert isinstance(mark, tuple)
        name, within = mark
        if name in names and span and within.of(node.raw).strip():
            chosen.append((within, span))
    raw = replace_spans(node.raw, [(within, "") for within, _span in chosen])
    yield replace(node, raw=raw, spans=(), mark=())
    yield from (attribute_node(span, sheet) for _within, span in chosen)


def attribute_node(span: Span, sheet: Page) -> Node:
    """The leaf of an attribute whose value stands there."""
    line = sheet.number(span.start)
    return Node("attribute", line, line, (span,))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a paragraph as one text, a newline between each two; where each begins in it."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    def within(self, part: Span) -> Iterator[Span]:
        """Where the lines of a part of the text stand in the file."""
        for number in range(bisect_right(self.starts, part.start) - 1, len(self.spans)):
            span, begin = self.spans[number], self.starts[number]
            start = max(part.start - begin, 0)
            end = min(part.end - begin, span.end - span.start)
            if begin >= part.end:
                return
            if start < end:
                yield Span(span.start + start, span.start + end)


def _lines(node: Node) -> _Lines:
    spans = tuple(span for span in node.spans if span)
    sizes = (span.end - span.start + 1 for span in spans)
    return _Lines(spans, tuple(accumulate(sizes, initial=0))[:-1])


def _children(node: Node, sheet: Page, names: Collection[str]) -> Iterator[Node]:
    """A paragraph without the tags that enclose all of it, after the attributes of these.

    Elements each with lines of their own are paragraphs each.
    """
    lines = _lines(node)
    text = _text(lines.spans, sheet)
    if len(lines.spans) < len(node.spans) or not text.startswith("<"):
        yield node
        return
    for element in elements(text):
        yield from _child(replace(node, spans=tuple(lines.within(element))), sheet, names)


def _child(node: Node, sheet: Page, names: Collection[str]) -> Iterator[Node]:
    """What stands in one element, or the words of none."""
    lines = _lines(node)
    within, tags = unwrapped(_text(lines.spans, sheet))
    shown = tuple(_trimmed(lines.within(within), sheet))
    if not tags or not shown:
        tags, shown = (), lines.spans
    for attribute in (attribute for tag in tags for attribute in tag.attributes):
        value = tuple(lines.within(attribute.value))
        if attribute.name in names and len(value) == 1:
            yield attribute_node(value[0], sheet)
    around = tuple((tag.name, *(a.name for a in tag.attributes)) for tag in tags)
    numbers = [sheet.number(span.start) for span in shown]
    yield replace(node, spans=shown, mark=around, first=numbers[0], last=numbers[-1])


def _text(spans: Sequence[Span], sheet: Page) -> str:
    return "\n".join(span.of(sheet.text) for span in spans)


def _trimmed(spans: Iterable[Span], sheet: Page) -> Iterator[Span]:
    """The spans without blanks around them, those that are nothing else left out."""
    for span in spans:
        text = span.of(sheet.text)
        start = span.start + len(text) - len(text.lstrip())
        if text.strip():
            yield Span(start, start + len(text.strip()))
