"""The lines of code without its comments, and where among them each comment stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from transpipe.model import Block, Document, Kind, Span
from transpipe.text.similarity import opcodes


class Place(NamedTuple):
    """How many lines of code stand before a comment; `beside`: it stands on the next one."""

    at: int
    beside: bool


class Apart(NamedTuple):
    """Lines of code, blanks aside and no blank ones, and the place of each comment."""

    code: tuple[str, ...]
    places: tuple[Place, ...]


def lines_in(code: str) -> list[Span]:
    """The lines of a code whose line ends are newlines."""
    starts = [0, *(n + 1 for n, character in enumerate(code) if character == "\n")]
    return [Span(a, b - 1) for a, b in pairwise([*starts, len(code) + 1])]


def take_apart(text: str, lines: Sequence[Span], comments: Sequence[Span]) -> Apart:
    """The lines of code in a text, less its comments, which stand there in order."""
    code: list[str] = []
    places: list[Place] = []
    for line in lines:
        held = [c for c in comments if c.start <= line.end and c.end > line.start]
        bare = " ".join(_without(text, line, held).split())
        places += [Place(len(code), bool(bare)) for c in held if c.start >= line.start]
        code += [bare] if bare else []
    return Apart(tuple(code), tuple(places))


def _without(text: str, line: Span, comments: Sequence[Span]) -> str:
    left, at = "", line.start
    for comment in comments:
        left += text[at : max(comment.start, at)]
        at = min(comment.end, line.end)
    return left + text[at : line.end]


def counterpart(ours: Sequence[str], theirs: Sequence[str], at: int) -> int | None:
    """The place among other lines that is that place of ours, by the line there or before it."""
    steps = [step for step in opcodes(ours, theirs) if step[0] == "equal"]
    for _tag, a, a_end, b, _b_end in steps:
        if a <= at < a_end:
            return b + at - a
    for _tag, a, a_end, b, _b_end in steps:
        if a < at <= a_end:
            return b + at - a
    return 0 if at == 0 and not (ours and theirs) else None


# ── In an article ───────────────────────────────────────────────────────────────────────────


def comments_of(document: Document, number: int) -> Iterator[int]:
    """The comments that stand in the code of a block, by number."""
    for at in range(number + 1, len(document.blocks)):
        if document.blocks[at].kind is not Kind.COMMENT:
            return
        yield at


def code_without(document: Document, number: int) -> Apart:
    """The code of a block less the comments in it that are blocks of their own."""
    block = document.blocks[number]
    spans = [_whole(document.blocks[at]) for at in comments_of(document, number)]
    return take_apart(document.text, block.code, spans)


def _whole(comment: Block) -> Span:
    """A comment with its marks."""
    return comment.code[0]


def owner(document: Document, number: int) -> int:
    """The block in whose code a comment stands."""
    while number and document.blocks[number].kind is Kind.COMMENT:
        number -= 1
    return number


def place_of(document: Document, number: int) -> Span:
    """A comment with the lines that it has alone, else with the blanks between code and it."""
    text, whole = document.text, _whole(document.blocks[number])
    lines = document.blocks[owner(document, number)].code
    first = next(line for line in lines if line.start <= whole.start <= line.end)
    last = next(n for n, line in enumerate(lines) if line.start <= whole.end <= line.end)
    before, after = text[first.start : whole.start], text[whole.end : lines[last].end]
    if before.strip() or after.strip():
        blanks = 0 if after.strip() else len(before) - len(before.rstrip())
        return Span(whole.start - blanks, whole.end)
    return Span(first.start, lines[last + 1].start if last + 1 < len(lines) else lines[last].end)
