"""What a reader sees of a block of raw HTML: its text between the tags of blocks, its attributes.

Takes the tree of blocks, gives it with that text as leaves of their own behind the block, which has
it no more. For projects that ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.source import Page
from transpipe.markdown.structure import Node
from transpipe.markdown.tags import attribute_node
from transpipe.model import Span

# HTML's own phrasing elements with words in them: they stand within a text. Any other tag ends it.
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_NO_TEXT = frozenset({"script", "style", "pre", "textarea", "svg", "template", "math"})
_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][\w-]*+)"
    r"(?P<rest>(?:\s++(?:[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+|/))*+\s*+/?)>"
)
_VALUE = re.compile(r"(?<![^\s])([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)')")


@dataclass(slots=True)
class _Reader:
    """Reads one block; `runs` are its texts, `values` the attributes that are wanted."""

    text: str
    names: Collection[str]
    runs: list[Span] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Finds all of them."""
        position = begin = 0
        while (start := self.text.find("<", position)) >= 0:
            tag = _TAG.match(self.text, start)
            if self.text.startswith("<!--", start):
                end = self._after("-->", start)
            elif tag and tag["name"].lower() in _NO_TEXT and tag[0][1] != "/":
                end = self._after(f"</{tag['name']}", start)
            elif tag:
                end = position = tag.end()
                if tag["name"].lower() in _INLINE:
                    continue
                self._attributes(tag)
            else:
                position = start + 1
                continue
            self.runs.append(Span(begin, start))
            position = begin = end
        self.runs.append(Span(begin, len(self.text)))

    def _after(self, mark: str, start: int) -> int:
        """Where a mark ends, the text where it is not to be found."""
        end = -1 if mark in self.missing else self.text.find(mark, start + 1)
        if end < 0:
            self.missing.add(mark)
            return len(self.text)
        return end + len(mark)

    def _attributes(self, tag: re.Match[str]) -> None:
        for value in _VALUE.finditer(self.text, tag.start("rest"), tag.end("rest")):
            if value[1].lower() in self.names:
                number = 2 if value[2] is not None else 3
                self.values.append(Span(*value.span(number)))


def shown(
    nodes: Sequence[Node], sheet: Page, names: Collection[str], judge: Callable[[str], bool]
) -> tuple[Node, ...]:
    """The tree with what is seen of its HTML; `judge` says whether a text has any words."""
    return tuple(new for node in nodes for new in _shown(node, sheet, names, judge))


def _shown(
    node: Node, sheet: Page, names: Collection[str], judge: Callable[[str], bool]
) -> Iterator[Node]:
    if node.type != "block_html":
        inner = shown(node.children, sheet, names, judge)
        yield replace(node, children=inner) if inner else node
        return
    start = sheet.start(node.first)
    text = sheet.text[start : sheet.ends[node.last]]
    if text.strip().splitlines() != node.raw.strip().splitlines():
        yield node  # within a quote or list: its lines are no text of their own
        return
    reader = _Reader(text, names)
    reader.read()
    runs = [run for run in reader.runs if judge(run.of(text))]
    values = {span for span in reader.values if span.of(text).strip()}
    left = replace_spans(text, [(span, "") for span in (*map(_bare(text), runs), *values)])
    yield replace(node, raw=left)
    for span in sorted((*runs, *values)):
        moved = Span(start + span.start, start + span.end)
        yield attribute_node(moved, sheet) if span in values else _text_node(moved, sheet)


def _bare(text: str) -> Callable[[Span], Span]:
    """A span without the blanks at its ends."""

    def bare(span: Span) -> Span:
        said = span.of(text)
        start = span.start + len(said) - len(said.lstrip())
        return Span(start, start + len(said.strip()))

    return bare


def _text_node(span: Span, sheet: Page) -> Node:
    first, last = sheet.number(span.start), sheet.number(max(span.end - 1, span.start))
    lines = (
        Span(max(span.start, sheet.start(n)), min(span.end, sheet.ends[n]))
        for n in range(first, last + 1)
    )
    found = [line for line in map(_bare(sheet.text), lines) if line.start < line.end]
    first, last = sheet.number(found[0].start), sheet.number(found[-1].start)
    return Node("shown", first, last, tuple(found))
