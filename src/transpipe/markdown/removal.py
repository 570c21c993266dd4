"""Blocks taken out of an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from transpipe.markdown.code_lines import code_without, owner, place_of
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.segments import outline
from transpipe.markdown.source import Page, page
from transpipe.model import Block, Document, Kind, Span

# Containers whose marker stands on their first line only: it goes when nothing is left in them.
_MARKED = ("item", "footnote", "definition")
_FENCE = re.compile(r"[ \t>]*(:{3,})[ \t]*([^\n]*)")


def is_blank(line: str) -> bool:
    """Whether a line parts blocks: nothing but blanks and the marks of quotes."""
    return not line.strip(" \t>")


def remove(document: Document, numbers: Collection[int]) -> str:
    """The article without some blocks and the blank lines that belonged to them.

    A list item goes with its marker when nothing else is left in it, a table row when all its
    cells go, a container (`:::`) with both its fences; where something stays in one, so does its
    title. A block that can't be taken out without changing others stays.
    """
    gone = {number for number in numbers if 0 <= number < len(document.blocks)}
    for first, last in _fenced(document):
        within = set(range(first + 1, last))
        wordless = document.blocks[first].kind is Kind.DIRECTIVE
        if within and within <= gone and (wordless or first in gone):
            gone |= {first, last}
        else:
            gone -= {first, last}
    for blanks in (True, False):
        text = _without(document, gone, blanks)
        if _left(document, gone, text):
            return text
    kept: set[int] = set()
    for number in sorted(gone):
        if _left(document, {*kept, number}, _without(document, {*kept, number}, True)):
            kept.add(number)
    return _without(document, kept, True)


def _fenced(document: Document) -> list[tuple[int, int]]:
    """The first and the last block of each container between fences of colons, inner ones first."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []
    sheet = page(document.text)
    for number, block in enumerate(document.blocks):
        if block.kind not in (Kind.DIRECTIVE, Kind.TITLE):
            continue
        fence = _FENCE.match(sheet.line(block.lines[0] - 1))
        if fence is None:
            continue
        colons, ends = len(fence[1]), not fence[2]
        if not ends:
            opened.append((number, colons))
        elif any(count <= colons for _n, count in opened):
            while opened[-1][1] > colons:
                opened.pop()
            found.append((opened.pop()[0], number))
    return found


def _left(document: Document, gone: set[int], text: str) -> bool:
    """Whether the blocks that stay are what they were."""
    rest = [each for n, each in enumerate(said(document)) if n not in gone]
    return list(said(outline(text, document.cut))) == rest


def said(document: Document) -> Iterator[tuple[Kind, str]]:
    """The blocks as they are compared: code without the comments that are blocks of their own."""
    for number, block in enumerate(document.blocks):
        if block.code and block.kind is Kind.CODE and document.cut.syntax.comments:
            yield block.kind, "\n".join(code_without(document, number).code)
        else:
            yield block.kind, block.text


def _without(document: Document, gone: set[int], blanks: bool) -> str:
    sheet = page(document.text)
    lines: set[int] = set()
    spans: list[Span] = []
    kept = [block for n, block in enumerate(document.blocks) if n not in gone]
    held = {block.container[:depth] for block in kept for depth in range(len(block.container) + 1)}
    begun: set[tuple[int, ...]] = set()
    for number, block in enumerate(document.blocks):
        opened = [
            block.container[:depth]
            for depth in range(1, len(block.container) + 1)
            if block.container[:depth] not in begun and block.path[depth - 1] in _MARKED
        ]
        begun.update(opened)
        if number not in gone:
            continue
        if block.kind is Kind.COMMENT:
            spans += [] if owner(document, number) in gone else [place_of(document, number)]
            continue
        shared = any(container in held for container in opened)
        if (shared or _in_kept_row(block, kept)) and block.segment:
            fragments = block.segment.fragments
            if block.kind is not Kind.CELL:
                spans.append(Span(fragments[0].start, fragments[-1].end))
        else:
            lines.update(range(block.lines[0] - 1, block.lines[1]))
            whole = block.kind is Kind.CELL and block.container not in held
            lines.update([block.lines[1]] if whole and _is_head(document, block) else [])
            if opened and _is_bare_marker(sheet, block.lines[0] - 2):
                lines.add(block.lines[0] - 2)
    spans += [_cut_out(sheet, first, last, blanks) for first, last in _runs(sheet, lines)]
    return replace_spans(document.text, [(span, "") for span in spans])


def _in_kept_row(block: Block, kept: Sequence[Block]) -> bool:
    return block.kind is Kind.CELL and any(other.row == block.row for other in kept)


def _is_head(document: Document, block: Block) -> bool:
    """Whether a cell is in the first row of its table."""
    rows = [b.row or 0 for b in document.blocks if b.container == block.container]
    return block.row == min(rows)


def _is_bare_marker(sheet: Page, line: int) -> bool:
    return line >= 0 and bool(re.match(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]*$", sheet.line(line)))


def _runs(sheet: Page, lines: Collection[int]) -> list[tuple[int, int]]:
    """First and last of lines that follow each other, or have only blank ones between them."""
    runs: list[tuple[int, int]] = []
    for line in sorted(lines):
        first = line
        if runs and all(is_blank(sheet.line(n)) for n in range(runs[-1][1] + 1, line)):
            first = runs.pop()[0]
        runs.append((first, line))
    return runs


def _cut_out(sheet: Page, first: int, last: int, blanks: bool) -> Span:
    """The characters of some lines, and of the blank lines on one side of them."""
    count = len(sheet.starts)
    before = first > 0 and is_blank(sheet.line(first - 1))
    at_end = last + 1 >= count
    while blanks and last + 1 < count and is_blank(sheet.line(last + 1)) and (before or not first):
        if ">" in sheet.line(first - 1) and ">" not in sheet.line(last + 1):
            break
        last += 1
    ends = last + 1 >= count or ">" not in sheet.line(last + 1)
    while blanks and first > 0 and is_blank(sheet.line(first - 1)):
        if not (at_end or last + 1 >= count or (">" in sheet.line(first - 1) and ends)):
            break
        first -= 1
    if last + 1 < count:
        return Span(sheet.start(first), sheet.starts[last + 1])
    if sheet.ends[last] < len(sheet.text) or not first:
        return Span(sheet.start(first), len(sheet.text))
    return Span(sheet.ends[first - 1], len(sheet.text))
