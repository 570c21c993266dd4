"""Blocks into segments: what a translator sees of an article, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from transpipe.markdown import inline
from transpipe.markdown.blocks import tree
from transpipe.markdown.comment_units import commented, said
from transpipe.markdown.encode import ATTRIBUTE, HTML
from transpipe.markdown.fences import info_of, lines_of_code
from transpipe.markdown.folding import fold, unanchored
from transpipe.markdown.front import Front, front
from transpipe.markdown.grammars import RULESETS
from transpipe.markdown.html_text import shown
from transpipe.markdown.index_rows import without_suffix
from transpipe.markdown.source import Page, page
from transpipe.markdown.structure import Node, alert, frame, lines_of, shape, task
from transpipe.markdown.tags import ATTRIBUTES, outside_tags, tagged, unquoted
from transpipe.model import Block, Cut, Document, Frame, Grammar, Kind, Lines, Segment, Span
from transpipe.text import han

_OPAQUE = {
    "block_code": Kind.CODE,
    "block_html": Kind.HTML,
    "math": Kind.MATH,
    "directive": Kind.DIRECTIVE,
    "template": Kind.TEMPLATE,
    "tags": Kind.HTML,
}
_CONTAINERS = {
    "list": "list",
    "item": "item",
    "block_quote": "quote",
    "table": "table",
    "admonition": "admonition",
    "footnote": "footnote",
    "definition": "definition",
    "element": "element",
}
_BY_PARENT = {"quote": Kind.QUOTE, "footnote": Kind.FOOTNOTE, "definition": Kind.DEFINITION}
UNSAID = Cut()
_COMMANDS = re.compile(
    r"(?:<!--|\{/\*)\s*i18n:(skip-start|skip-end|skip|comment:)(.*?)(?:-->|\*/\})", re.DOTALL
)


def parse(text: str, cut: Cut = UNSAID, source: bool = True) -> Document:
    """An article cut into blocks, its prose into segments; any text is allowed.

    `cut.lines` None: found out (`structure.lines_of`). `source` false: a Chinese article, whose
    Chinese prose is to be seen as such.
    """
    return _cut(text, cut, lambda words: is_translatable(words, source))


def outline(text: str, cut: Cut = UNSAID) -> Document:
    """What `parse` gives, faster: every segment counts as translatable."""
    return _cut(text, cut, lambda words: True)


def _cut(text: str, cut: Cut, judge: Callable[[str], bool]) -> Document:
    sheet = page(text)
    head = front(sheet, cut.syntax)
    skip = head.last + 1 if head else 0
    ruleset = RULESETS[cut.syntax.grammar]
    nodes = tree(sheet, ruleset, skip) if skip < len(sheet.starts) else ()
    if cut.syntax.grammar is Grammar.MDX:
        nodes, judge = tagged(nodes, sheet, cut.syntax), outside_tags(judge)
    elif cut.syntax.html:
        names = {*ATTRIBUTES, *cut.syntax.attributes}
        nodes = shown(nodes, sheet, names, lambda words: han.has_letters(inline.words(words)))
    if cut.syntax.comments:
        nodes = commented(nodes, sheet)
    mode = cut.lines or lines_of(nodes, text)
    cutter = _Cutter(sheet, replace(cut, lines=mode), judge)
    if head:
        cutter.front(head)
    frames = cutter.walk(nodes)
    return Document(
        text=text,
        blocks=tuple(cutter.blocks),
        shape=shape(nodes, sheet, mode, head),
        cut=replace(cut, lines=mode),
        meta=tuple((s.key, s.value) for s in head.scalars) if head else (),
        frames=frames,
    )


def is_translatable(text: str, source: bool) -> bool:
    """Whether there are words outside code, link targets and HTML; in a source, not yet Chinese."""
    words = inline.words(text)
    return han.has_letters(words) and not (source and han.mostly_han(words))


class _Within(NamedTuple):
    """The containers that a node stands in, outermost first, and their numbers."""

    path: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


class _Traits(NamedTuple):
    """What only some kinds of blocks have."""

    segment: Segment | None = None
    level: int = 0
    column: int | None = None
    anchor: str = ""
    ids: tuple[str, ...] = ()
    info: str = ""
    code: tuple[Span, ...] = ()


_TOP, _NONE = _Within(), _Traits()


@dataclass(slots=True)
class _Cutter:
    """The blocks of a document as they are found, and what was said about the next ones."""

    sheet: Page
    cut: Cut
    judge: Callable[[str], bool]
    blocks: list[Block] = field(default_factory=list)
    trail: list[tuple[int, str]] = field(default_factory=list)
    containers: int = 0
    rows: int = 0
    comment: str = ""
    skip: bool = False
    skipped: bool = False  # of the last opaque block, and so of the comments in it
    skipping: bool = False

    def front(self, head: Front) -> None:
        """The front matter as one opaque block, its titles after it."""
        self.add(Kind.FRONT_MATTER, Node("front", 0, head.last), _TOP)
        for scalar in head.titles():
            node = Node("title", scalar.line, scalar.line)
            segment = Segment(scalar.value, (scalar.span,), self.wanted(scalar.value))
            self.add(Kind.TITLE, node, _Within(("front",), (0,)), _Traits(segment))

    def walk(self, nodes: Sequence[Node], within: _Within = _TOP) -> tuple[Frame, ...]:
        """The blocks of these nodes, in order; what stands in what."""
        first, frames = True, list[Frame]()
        for node in nodes:
            begin, parts = len(self.blocks), tuple[Frame, ...]()
            if node.type in _CONTAINERS:
                self.containers += 1
                path = (*within.path, _CONTAINERS[node.type])
                inside = _Within(path, (*within.numbers, self.containers))
                parts = self.walk(node.children, inside)
                self.skip = self.skip and node.type != "table"
            elif node.type == "row":
                self.row(node, within)
            elif node.type in _OPAQUE:
                self.opaque(node, within)
            elif node.type == "attribute":
                self.attribute(node, within)
            elif node.type == "shown":
                self.shown(node, within)
            elif node.type == "comment":
                self.beside_code(node, within)
            elif node.spans and node.type in ("paragraph", "heading", "title", "term"):
                self.prose(node, self.kind(node, within.path, first), within)
                first = first and node.type != "paragraph"
            frames.append(frame(node, begin, len(self.blocks), parts, self.sheet.text))
        return tuple(frames)

    def kind(self, node: Node, path: tuple[str, ...], first: bool) -> Kind:
        """What a leaf of prose is, by where it stands."""
        if node.type != "paragraph":
            return Kind(node.type)
        parent = path[-1] if path else ""
        if parent == "item" and first:
            return Kind.ITEM
        return _BY_PARENT.get(parent, Kind.PARAGRAPH)

    def prose(self, node: Node, kind: Kind, within: _Within) -> None:
        """The block of a leaf of prose; a block a line where lines are kept, or are terms."""
        spans = [span for span in node.spans if span]
        whole = len(spans) == len(node.spans)
        first = self.sheet.number(spans[0].start) if spans else node.first
        if whole and within.path[-1:] == ("quote",) and alert(spans[0].of(self.sheet.text)):
            del spans[0]
        if kind is Kind.ITEM and whole and spans:
            spans[0] = task(self.sheet.text, spans[0])
            spans = without_suffix(self.sheet.text, spans)
        if kind is Kind.TERM or (self.cut.lines is Lines.KEEP and kind is not Kind.HEADING):
            for number, span in enumerate(spans if whole else ()):
                line = self.sheet.number(span.start)
                self.leaf(kind, Node("", line if number else first, line), within, [span])
                kind = Kind.PARAGRAPH if kind is Kind.ITEM else kind
            return
        self.leaf(kind, node, within, spans if whole else [])

    def leaf(self, kind: Kind, node: Node, within: _Within, spans: list[Span]) -> None:
        """One block with the segment that these spans hold; a heading's id is no part of it."""
        level, anchor, ids = 0, "", tuple[str, ...]()
        if kind is Kind.HEADING:
            assert isinstance(node.mark[0], int)
            level = node.mark[0]
            self.trail = [above for above in self.trail if above[0] < level]
            spans, anchor, ids = unanchored(self.sheet.text, spans, self.cut.syntax)
        words = fold(self.sheet.text, spans)
        segment = Segment(words, tuple(spans), self.wanted(words)) if words else None
        self.add(kind, node, within, _Traits(segment, level, None, anchor, ids))
        if kind is Kind.HEADING:
            self.trail.append((level, words))

    def row(self, node: Node, within: _Within) -> None:
        """A block a cell; an empty cell is none."""
        for column, span in enumerate(node.spans):
            if span and span.start < span.end:
                words = span.of(self.sheet.text)
                segment = Segment(words, (span,), self.wanted(words, keep=True))
                self.add(Kind.CELL, node, within, _Traits(segment, column=column))
        self.rows += 1

    def attribute(self, node: Node, within: _Within) -> None:
        """The value of an attribute of the tag before it."""
        spans = [span for span in node.spans if span]
        if len(spans) == len(node.spans):
            self.containers += 1
            words = unquoted(spans[0].of(self.sheet.text))
            segment = Segment(words, (spans[0],), self.wanted(words, keep=True))
            inside = _Within((*within.path, ATTRIBUTE), (*within.numbers, self.containers))
            self.add(Kind.TITLE, node, inside, _Traits(segment))

    def shown(self, node: Node, within: _Within) -> None:
        """A text in the HTML block before it."""
        self.containers += 1
        spans = [span for span in node.spans if span]
        inside = _Within((*within.path, HTML), (*within.numbers, self.containers))
        self.leaf(Kind.PARAGRAPH, node, inside, spans)

    def beside_code(self, node: Node, within: _Within) -> None:
        """A comment in the code before it."""
        self.containers += 1
        whole, *lines = (span for span in node.spans if span)
        words = said(self.sheet.text, lines)
        segment = Segment(words, tuple(lines), not self.skipped and self.wanted(words))
        inside = _Within((*within.path, "code"), (*within.numbers, self.containers))
        self.add(Kind.COMMENT, node, inside, _Traits(segment, code=(whole,)))

    def opaque(self, node: Node, within: _Within) -> None:
        """A block without prose; a comment may say something about the blocks after it."""
        last = node.last
        while last > node.first and node.type != "tags" and not self.sheet.line(last).strip(" \t>"):
            last -= 1
        traits = _Traits(info=info_of(node), code=lines_of_code(node, self.sheet))
        self.add(_OPAQUE[node.type], replace(node, last=last), within, traits)
        closed = node.raw if node.type == "template" else ""
        closed = node.raw[: node.raw.rfind("-->") + 3] if node.type == "block_html" else closed
        commands = list(_COMMANDS.finditer(closed))
        self.skipped, self.skip = self.skip, bool(commands) and self.skip
        for found in commands:
            match found[1]:
                case "skip":
                    self.skip = True
                case "skip-start" | "skip-end":
                    self.skipping = found[1] == "skip-start"
                case _:
                    self.comment = (self.comment + "\n" + found[2].strip()).strip()

    def wanted(self, words: str, keep: bool = False) -> bool:
        """Whether a segment is to be translated; a skip is used up by it, unless kept."""
        skipped = self.skip or self.skipping
        self.skip = self.skip and keep
        return not skipped and self.judge(words)

    def add(self, kind: Kind, node: Node, within: _Within, traits: _Traits = _NONE) -> None:
        """One more block."""
        span, segment = self.sheet.span(node.first, node.last), traits.segment
        if kind is Kind.CELL and segment:
            span = segment.fragments[0]
        if segment and segment.translatable and self.comment:
            segment, self.comment = replace(segment, comment=self.comment), ""
        self.blocks.append(
            Block(
                kind=kind,
                span=span,
                lines=(node.first + 1, node.last + 1),
                raw=span.of(self.sheet.text),
                level=traits.level or within.path.count("list") + within.path.count("quote"),
                path=within.path,
                container=within.numbers,
                trail=tuple(words for _, words in self.trail),
                segment=segment,
                row=self.rows if kind is Kind.CELL else None,
                column=traits.column,
                anchor=traits.anchor,
                ids=traits.ids,
                info=traits.info,
                code=traits.code,
            )
        )
