"""Blocks of MDX: `import` and `export`, and lines of nothing but tags and expressions.

What stands between the line that opens an element and the one that closes it is a container, whose
lines may be indented (MDX has no code by indent). Tags beside words belong to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transpipe.markdown.blocks import Rule, SpanParser, SpanState, Token
from transpipe.markdown.jsx import Piece, Tag
from transpipe.model import Span

_BEGIN = re.compile(r"^(?:[ \t]*+(?:[-+*]|\d{1,9}[.)]|>)(?=[ \t]))*+[ \t]*+(?=[<{])", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*+(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_BLANK = " \t\n"
_BLOCK = re.compile(r"`{3}|~{3}|\#{1,6}[ \t]|>|(?:[-+*]|1[.)])[ \t]+\S|[<{]|:{3}|\|")


def _statements(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """`import` and `export` at the very begin of a line of the file, to an empty line."""
    span, last = state.place(m.start(), m.end()), state.last_token()
    if span is None or state.page.start(state.file_line(m.start())) != span.start:
        return None
    if last and last["type"] == "paragraph":
        return None
    end = state.find_line_end_at(state.scanner.statements(m.start()))
    state.append_token({"type": "template", "raw": state.src[m.start() : end].strip()})
    return end


def _tags(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """A line of tags and expressions, with what stands in the element that it opens."""
    found = state.scanner.line(m.end() - 1)
    if found is None or m.start() in state.lazy_line_starts:
        return None
    pieces, end = found
    end = state.find_line_end_at(end)
    state.append_token(_token(state, m.start(), end, pieces))
    closing = _closings(state).get(m.start())
    if closing is None or "list" not in parser.within(state):
        return end
    first, last = state.number(end), state.number(closing)
    lines = [state.get_line(state.starts[number]) for number in range(first, last)]
    if not any(line.strip() for line in lines):
        return end
    child = state.inside("".join(_dedented(lines)), first)
    parser.parse(child, parser.within(state))
    token = {"type": "element", "children": child.tokens, "first": state.base + first}
    state.append_token({**token, "last": state.base + max(first, last - 1)})
    return closing


def _token(state: SpanState, start: int, end: int, pieces: Sequence[Piece]) -> Token:
    """The line itself, opaque; where the values of its attributes stand in it and in the file."""
    tags = [piece for piece in pieces if isinstance(piece, Tag)]
    raw = state.src[start:end]
    token: Token = {"type": "tags" if tags else "template", "raw": raw.rstrip(_BLANK)}
    token |= {"first": state.file_line(start), "last": state.file_line(end - 1)}
    found = [attribute for tag in tags for attribute in tag.attributes]
    marks = tuple((a.name, Span(a.value.start - start, a.value.end - start)) for a in found)
    spans = tuple(state.place(a.value.start, a.value.end) for a in found)
    return token | ({"mark": marks, "spans": spans} if tags else {})


def _indented(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """Lines that are indented as code would be: in MDX they are what they are without that."""
    if m.start() in state.lazy_line_starts or "list" not in parser.within(state):
        return None
    last, ours = state.last_token(), _columns(m[0])
    begins = _BLOCK.match(state.src, m.end())
    if last and last["type"] == "paragraph" and not begins:
        return state.append_paragraph()
    first, fence, lines = state.number(m.start()), "", list[str]()
    for number in range(first, len(state.starts)):
        line = state.get_line(state.starts[number])
        if not fence and line.strip(_BLANK) and _columns(line) < ours:
            break
        lines.append(line)
        fence = _open_fence(line, fence)
    child = state.inside("".join(_cut(line, ours) for line in lines), first)
    parser.parse(child, parser.within(state))
    state.tokens += child.tokens
    return state.starts[first] + sum(map(len, lines))


def _columns(line: str) -> int:
    """How many columns of blanks a line begins with."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _cut(line: str, width: int) -> str:
    """A line without so many columns of blanks, or without those it has."""
    if not line.strip(_BLANK):
        return line[-1:]
    return " " * max(_columns(line) - width, 0) + line.lstrip(" \t")


def _dedented(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the blanks that all of them begin with, those of code left aside."""
    fence, widths = "", list[int]()
    for line in lines:
        if not fence and line.strip(_BLANK):
            widths.append(_columns(line))
        fence = _open_fence(line, fence)
    width = min(widths, default=0)
    return (_cut(line, width) for line in lines)


def _open_fence(line: str, fence: str) -> str:
    """The fence of code that is open behind a line; `fence` is the one before it."""
    found = _FENCE.match(line)
    if not fence:
        return found[1] if found else ""
    closes = found and found[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def _closings(state: SpanState) -> dict[int, int]:
    """By the begin of a line that opens an element, the begin of the line that closes it."""
    known: dict[int, int] | None = state.env.get("elements")
    if known is None:
        known = state.env["elements"] = dict(_elements(state))
    return known


def _elements(state: SpanState) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int | None]] = []
    for start, tags in _lines_of_tags(state):
        here = len(opened)
        for tag in tags:
            if not tag.closing and not tag.empty:
                opened.append((tag.name, start if state.src[start] in " \t<{" else None))
            elif tag.closing and opened and opened[-1][0] == tag.name:
                begin = opened.pop()[1]
                here = min(here, len(opened))
                if begin is not None and begin != start:
                    yield begin, start


def _lines_of_tags(state: SpanState) -> Iterator[tuple[int, list[Tag]]]:
    """The lines outside code that hold tags alone, perhaps behind the marks of a list or quote."""
    fence, position = "", 0
    while position < len(state.src):
        line, start = state.get_line(position), position
        position += len(line)
        before, fence = fence, _open_fence(line, fence)
        begin = None if before or fence else _BEGIN.match(state.src, start)
        found = state.scanner.line(begin.end()) if begin else None
        if found:
            yield start, [piece for piece in found[0] if isinstance(piece, Tag)]
            position = max(position, state.find_line_end_at(found[1]))


# The name of the second is mistune's: a list or quote ends at such a line.
RULES = (
    Rule("statements", r"^(?:import|export) ", _statements, "atx_heading"),
    Rule("block_html", r"^[ \t]*+[<{]", _tags, "fenced_directive"),
    Rule("indented", r"^(?: {4}| {0,3}\t)[ \t]*+(?=[^\s])", _indented, "blank_line"),
)
