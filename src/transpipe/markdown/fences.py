"""The lines of code between fences, and where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transpipe.markdown.source import Page
from transpipe.markdown.structure import Node
from transpipe.model import Block, Span

_FENCE = re.compile(r"[ \t>]*(?P<marks>```+|~~~+)(?P<rest>[^\n]*)")
_TAG = re.compile(r" {0,3}</?[A-Za-z][\w-]*[\s/>]")
_TAGS = re.compile(rf"(?m)^{_TAG.pattern}")


def lines_in_tags(text: str) -> Iterator[int]:
    """The lines, from 1, between fences that stand in HTML, and are none to a parser.

    HTML goes on to the next empty line: code below `<details>` shows as text, and is code still.
    """
    if ("```" not in text and "~~~" not in text) or not _TAGS.search(text):
        return
    html, opened, lines, marks = False, False, list[int](), ""
    for number, row in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(row)
        if marks:
            lines.append(number)
            if fence and fence["marks"].startswith(marks) and not fence["rest"].strip():
                yield from lines if opened else ()
                marks = ""
        elif fence:
            marks, opened, lines = fence["marks"], html, [number]
        else:
            html = bool(row.strip()) and (html or bool(_TAG.match(row)))


def info_of(node: Node) -> str:
    """What stands behind the mark of a fence; '' for any other block."""
    return str(node.mark[2]) if _is_fence(node) else ""


def _is_fence(node: Node) -> bool:
    return node.type == "block_code" and node.mark[0] == "fenced"


def lines_of_code(node: Node, sheet: Page) -> tuple[Span, ...]:
    """The lines of a fence, less what they begin with in their container.

    None for any other block, or where a line does not stand in the file as it is (a tab that is
    in part an indent).
    """
    if node.code or not _is_fence(node) or not node.raw:
        return node.code
    found: list[Span] = []
    for number, line in enumerate(node.raw.removesuffix("\n").split("\n"), node.first + 1):
        if number >= len(sheet.ends):
            return ()
        span = Span(sheet.ends[number] - len(line), sheet.ends[number])
        if span.start < sheet.start(number) or span.of(sheet.text) != line:
            return ()
        found.append(span)
    return tuple(found)


def code_of(block: Block, text: str) -> str:
    """The code of a block as one text, its line ends newlines."""
    return joined_code(block.code, text)


def joined_code(lines: tuple[Span, ...], text: str) -> str:
    """Lines of code as one text, their ends newlines."""
    return "\n".join(span.of(text) for span in lines)


def in_file(lines: tuple[Span, ...], span: Span) -> Span:
    """Where a span of the code of a fence stands in the file; it does not leave its line."""
    start = 0
    for line in lines:
        size = line.end - line.start
        if span.start <= start + size:
            return Span(line.start + span.start - start, line.start + span.end - start)
        start += size + 1
    return Span(lines[-1].end, lines[-1].end)
