"""Tables as GitHub reads them (GFM 4.10): rows may have more or fewer cells than the header."""

from __future__ import annotations

import re
from itertools import pairwise

from transpipe.markdown.blocks import Rule, SpanParser, SpanState, Token
from transpipe.model import Span

_DELIMITER = re.compile(r" {0,3}+\|?+[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_PIPE = re.compile(r"\\.|\|", re.DOTALL)
_BLANK = " \t\n"


def cells(line: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row are, without the blanks around them; `\\|` divides nothing."""
    pipes = [found.start() for found in _PIPE.finditer(line) if found[0] == "|"]
    end = len(line.rstrip(_BLANK))
    start = len(line) - len(line.lstrip(_BLANK))
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        edges.pop(0)
    if pipes and pipes[-1] == end - 1 and len(edges) > 2:
        edges.pop()
    return tuple(_trimmed(line, left + 1, right) for left, right in pairwise(edges))


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    cell = line[start:end]
    start += len(cell) - len(cell.lstrip(_BLANK))
    return start, start + len(cell.strip(_BLANK))


def _alignment(line: str) -> tuple[str, ...]:
    """The marks of a delimiter row: `:-`, `-:`, `:-:` or `-` a column; none where it is none."""
    line = line.rstrip("\n")
    if not _DELIMITER.match(line) or ("|" not in line and ":" not in line):
        return ()
    texts = [line[start:end] for start, end in cells(line)]
    return tuple(re.sub("-+", "-", text) for text in texts)


def _table(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """A table; None where the lines are none after all."""
    head = state.get_line(m.start())
    second = m.start() + len(head)
    alignment = _alignment(state.get_line(second))
    if len(cells(head)) != len(alignment) or second in state.lazy_line_starts:
        return None
    position, rows = second + len(state.get_line(second)), [_row(state, m.start())]
    while position < state.cursor_max:
        line = state.get_line(position)
        lazy = position in state.lazy_line_starts or not line.strip(_BLANK)
        if lazy or line.startswith("    ") or parser.broken(state, position):
            break
        if re.match(r" {0,3}>", line):
            break
        rows.append(_row(state, position))
        position += len(line)
    state.append_token({"type": "table", "children": rows, "mark": alignment})
    return position


def _row(state: SpanState, position: int) -> Token:
    line = state.get_line(position)
    spans: list[Span | None] = [
        state.place(position + start, position + end) for start, end in cells(line)
    ]
    number = state.file_line(position)
    filled = tuple(span is not None and span.start < span.end for span in spans)
    return {"type": "row", "spans": spans, "first": number, "last": number, "mark": filled}


TABLE = Rule(
    "table",
    r"^ {0,3}(?=[^\n]*\|)[^\n]+(?=\n {0,3}[|:-][-|: \t]*(?:\n|$))",
    _table,
    before="blank_line",
)
