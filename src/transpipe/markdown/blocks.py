"""Text into a tree of blocks with exact spans; the one module that knows mistune.

mistune's block parser runs alone, without its inline parser. Two facts about its containers give
every leaf its place in the file: a container cuts prefixes off whole lines, so line i of a child
is line `base + i` of the file; and a child's line less its leading blanks is the end of that line.
`SpanState.place` checks the second, so that a wrong place gives no span rather than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mistune.block_parser import BlockParser
from mistune.core import BlockState

from transpipe.markdown.jsx import Scanner
from transpipe.markdown.source import Page
from transpipe.markdown.structure import Node, nodes
from transpipe.model import Span

Token = dict[str, Any]

MAX_DEPTH = 20
# Lines that end a quote or list item although its paragraph could go on (CommonMark 5.1, 5.2).
BREAKS = ("thematic_break", "fenced_code", "atx_heading", "list", "block_html")
CONTAINERS = frozenset({"list", "block_quote", "admonition", "footnote", "definition"})

_MARKER_ONLY = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])\s*$")
_RAW_TEXT = re.compile(r" {0,3}</(?:pre|script|style|textarea)", re.IGNORECASE)


class _Definitions(dict[str, object]):
    """Link definitions are not collected: mistune fails at an address with bytes in it."""

    def __contains__(self, key: object) -> bool:
        return True


class SpanState(BlockState):
    """mistune's state of one container, which knows where its lines stand in the file."""

    page: Page
    base = 0
    rule = ""
    mark = 0
    starts: list[int]
    items: list[int]
    scanner: Scanner

    def process(self, src: str) -> None:
        """Take the text of a container."""
        super().process(src)
        self.starts = [0, *(match.end() for match in re.finditer("\n", src))]
        self.items = []
        self.scanner = Scanner(src)
        # Its own table: mistune looks for blank lines anew whenever two containers share one.
        self.env = {"ref_links": _Definitions()}

    def number(self, position: int) -> int:
        """The line of the container in which a position of its text is."""
        return bisect_right(self.starts, position) - 1

    def file_line(self, position: int) -> int:
        """The line of the file in which a position is."""
        return self._in_file(self.number(position))

    def _in_file(self, line: int) -> int:
        return min(self.base + line, len(self.page.starts) - 1)

    def place(self, start: int, end: int) -> Span | None:
        """Where some characters of one line stand in the file; None where they don't."""
        return self._placed(self.number(start), start, end)

    def _placed(self, line: int, start: int, end: int) -> Span | None:
        stop = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.src)
        if end > stop or self.base + line >= len(self.page.ends):
            return None
        eol = self.page.ends[self.base + line]
        span = Span(eol - (stop - start), eol - (stop - end))
        ours = span.start >= self.page.start(self.base + line)
        return span if ours and span.of(self.page.text) == self.src[start:end] else None

    def inside(self, src: str, line: int, lazy: set[int] | None = None) -> SpanState:
        """The state of a container whose first line is `line` of this one."""
        child = SpanState(self)
        child.page = self.page
        child.base = self.base + line
        child.process(src)
        child.lazy_line_starts = lazy or set()
        return child

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> SpanState:
        """The state of a list item; mistune asks after it has read the next item's first line."""
        line = self.number(self.mark)
        self.items.append(self.base + line)
        empty = _MARKER_ONLY.match(self.src, self.mark, self.find_line_end_at(self.mark))
        child = self.inside(src, line + 1 if empty else line)
        child.lazy_line_starts = self.lazy_lines(child, line + 1 if empty else line)
        self.mark = self.starts[self.number(max(self.cursor - 1, 0))]
        return child

    def lazy_lines(self, child: SpanState, line: int) -> set[int]:
        """Where lines of an item begin that lack its indent: they only go on with a paragraph."""
        ours = self.starts[line : line + len(child.starts)]
        return {
            cut
            for number, (cut, whole) in enumerate(zip(child.starts[:-1], ours, strict=False))
            if (number and _indent(child.src, cut) >= _indent(self.src, whole))
            or whole in self.lazy_line_starts
        }

    def append_token(self, token: Token) -> None:
        """Add a token, and the line at which it begins."""
        token.setdefault("first", self.file_line(self.mark))
        super().append_token(token)

    def prepend_token(self, token: Token) -> None:
        """Add a quote that another block has ended; that block is still to be read."""
        self.append_token(token)

    def add_paragraph(self, text: str) -> None:
        """Add the lines at the cursor to the last paragraph, or to a new one."""
        start, end = self.cursor, self.cursor + len(text)
        last, number = self.last_token(), self.number(start)
        while start < end:
            stop = min(self.find_line_end_at(start), end)
            line = self.src[start:stop]
            if words := line.strip(" \t\n"):
                here = self._in_file(number)
                if not last or last["type"] != "paragraph":
                    last = {"type": "paragraph", "text": "", "spans": [], "first": here}
                    self.tokens.append(last)
                begin = start + line.index(words)
                last["spans"].append(self._placed(number, begin, begin + len(words)))
                last["last"] = here
            start, number = stop, number + 1

    def append_paragraph(self) -> int | None:
        """Add the line at the cursor to an open paragraph, if there is one."""
        last = self.last_token()
        if not last or last["type"] != "paragraph":
            return None
        end = self.find_line_end()
        self.add_paragraph(self.get_text(end))
        return end


def _indent(text: str, start: int) -> int:
    """The columns of blanks at a line's start."""
    line = text[start : start + 400].expandtabs(4)
    return len(line) - len(line.lstrip(" "))


Action = Callable[["SpanParser", re.Match[str], SpanState], int | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of block that CommonMark does not have; asked before the rule `before`."""

    name: str
    pattern: str
    action: Action
    before: str


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules of a grammar beyond CommonMark's, less those of it that are none there."""

    rules: tuple[Rule, ...]
    without: frozenset[str] = frozenset()
    html: bool = True  # whether `<` at a line's start begins what CommonMark calls HTML


class SpanParser(BlockParser):
    """mistune's block parser, with the rules that need another answer for exact places."""

    state_cls = SpanState

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(max_nested_level=MAX_DEPTH)
        self.html = ruleset.html
        html = self.specification["block_html"]
        # `<div>` ends a quote as `<div ` does.
        self.specification["block_html"] = html.replace(r"(?:[ \t]+|\n|$)", r"(?:[ \t]|/?>|\n|$)")
        for rule in ruleset.rules:
            self.register(rule.name, rule.pattern, rule.action, before=rule.before)  # type: ignore[arg-type]
        self.rules = [name for name in self.rules if name not in ruleset.without]
        self.block_quote_rules = self.list_rules = list(self.rules)

    def within(self, state: SpanState) -> list[str]:
        """The rules inside a container of `state`; at the limit no further container."""
        deep = state.depth() >= self.max_nested_level - 1
        return [name for name in self.rules if not (deep and name in CONTAINERS)]

    def parse_method(self, m: re.Match[str], state: BlockState) -> int | None:
        """Run one rule. A block that ends a list or quote is left for the loop to read next."""
        assert isinstance(state, SpanState)
        if state.rule in CONTAINERS:
            return m.start() if self.interrupts(m, state) else None
        before = (state.rule, state.mark, state.items)
        state.rule, state.mark, state.items = m.lastgroup or "", m.start(), []
        count = len(state.tokens)
        try:
            end = super().parse_method(m, state)
            for token in state.tokens[count:]:
                if "last" not in token:
                    token["last"] = state.file_line(max((end or 0) - 1, m.start()))
                if token["type"] == "list" and "items" not in token:
                    token["items"] = state.items
        finally:
            state.rule, state.mark, state.items = before
        return end

    def interrupts(self, m: re.Match[str], state: SpanState) -> bool:
        """Whether a line that looks like a new block is one, even beside a paragraph."""
        if m.lastgroup == "fenced_code":
            return m["fenced_2"][0] == "~" or "`" not in m["fenced_3"]
        if m.lastgroup == "block_html" and not self.html:
            return state.scanner.line(m.end() - 1) is not None
        return m.lastgroup != "block_html" or not _RAW_TEXT.match(m[0])

    def broken(self, state: SpanState, position: int) -> bool:
        """Whether a line that lacks a container's prefix begins a block of its own."""
        m = self.compile_sc(list(BREAKS)).match(state.src, position)
        return bool(m and self.interrupts(m, state))

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        assert isinstance(state, SpanState)
        state.mark, count = state.cursor, len(state.tokens)
        if state.src[state.cursor] not in " \t":  # most lines: nothing to measure
            return None
        end = super()._parse_indent_code_fast(state)
        if end and len(state.tokens) > count:
            state.tokens[-1]["last"] = state.file_line(end - 1)
        return end

    def parse_atx_heading(self, m: re.Match[str], state: BlockState) -> int:
        """An ATX heading (CommonMark 4.2); mistune's own way to trim it is quadratic."""
        assert isinstance(state, SpanState)
        text = m["atx_2"].strip(" \t")
        start = m.start("atx_2") + len(m["atx_2"]) - len(m["atx_2"].lstrip(" \t"))
        bare = text.rstrip("#")
        if not bare or bare[-1] in " \t":
            text = bare.rstrip(" \t")
        spans = [state.place(start, start + len(text))] if text else []
        closing = m["atx_2"].strip(" \t")[len(text) :].strip(" \t")
        mark = (len(m["atx_1"]), "atx", len(closing))
        state.append_token({"type": "heading", "spans": spans, "mark": mark})
        return m.end() + 1

    def parse_setex_heading(self, m: re.Match[str], state: BlockState) -> int | None:
        """A setext heading (CommonMark 4.3) makes a paragraph a heading."""
        assert isinstance(state, SpanState)
        last = state.last_token()
        end = super().parse_setex_heading(m, state)
        if end and last and last.get("style") == "setext" and "mark" not in last:
            last["mark"] = (last["attrs"]["level"], "setext", 0)
            last["last"] = state.file_line(m.start())
        return end

    def parse_ref_link(self, m: re.Match[str], state: BlockState) -> int | None:
        """A link definition: no block, but part of the structure."""
        last = state.last_token()
        end = super().parse_ref_link(m, state)
        if end and not (last and last["type"] == "paragraph"):
            state.append_token({"type": "reference", "raw": state.src[m.start() : end].strip()})
        return end


@lru_cache
def _parser(ruleset: Ruleset) -> SpanParser:
    return SpanParser(ruleset)


def _lines(page: Page, skip: int) -> str:
    """The text of a page after some lines; each line ends as mistune wants it."""
    if "\r" in page.text:
        return "".join(page.line(n) + "\n" for n in range(skip, len(page.starts)))
    rest = page.text[page.start(skip) :]
    return rest if rest.endswith("\n") else f"{rest}\n"


def tree(page: Page, ruleset: Ruleset, skip: int = 0) -> tuple[Node, ...]:
    """The blocks of a page in order, after its first `skip` lines."""
    state = SpanState()
    state.page, state.base = page, skip
    state.process(_lines(page, skip))
    _parser(ruleset).parse(state)
    return nodes(state.tokens)
