"""Two branches' versions of a Markdown file into one, block by block.

Blocks that follow each other (rows of a table, items, wrapped lines) never conflict for standing
side by side. Only where both branches changed one block, or put something in one place, both
versions stand between git's marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown import segments
from transpipe.model import Cut, Kind
from transpipe.text.similarity import opcodes

Pieces = Sequence[str]
_OURS, _BETWEEN, _THEIRS = "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """The merged text, and how many places of it stand between marks."""

    text: str
    conflicts: int = 0


def join(base: str, ours: str, theirs: str, cut: Cut) -> Joined:
    r"""What `ours` and `theirs` changed since `base`, together.

    The method is that of diff3, over blocks in place of lines.

    >>> from transpipe.model import WRAPPED
    >>> base = "- a\n- b\n- c\n"
    >>> join(base, "- a\n- B\n- c\n", "- a\n- b\n- C\n", WRAPPED).text
    '- a\n- B\n- C\n'
    >>> join(base, "- a\n- B\n- c\n", "- a\n- ß\n- c\n", WRAPPED).conflicts
    1
    """
    found = list(_merged(*(_pieces(text, cut) for text in (base, ours, theirs))))
    return Joined("".join(map(_written, found)), sum(isinstance(each, tuple) for each in found))


def _written(found: str | tuple[str, str]) -> str:
    if isinstance(found, str):
        return found
    ours, theirs = (text if text.endswith("\n") or not text else f"{text}\n" for text in found)
    return f"{_OURS}{ours}{_BETWEEN}{theirs}{_THEIRS}"


def _pieces(text: str, cut: Cut) -> list[str]:
    """A text by the lines of its blocks; lines of no block, or of a front matter, one by one."""
    *whole, rest = text.split("\n")
    lines = [*(f"{line}\n" for line in whole), *filter(None, [rest])]
    pieces: list[str] = []
    at = 0
    for first, last in _blocks(text, cut):
        if last <= at:
            continue
        pieces += lines[at : max(at, first - 1)]
        pieces.append("".join(lines[max(at, first - 1) : last]))
        at = last
    return [*pieces, *lines[at:]]


def _blocks(text: str, cut: Cut) -> Iterator[tuple[int, int]]:
    """The first and the last line of each block, from 1; those that share lines as one."""
    last = 0
    for block in segments.parse(text, cut, source=False).blocks:
        if block.lines[0] > last and block.kind is not Kind.FRONT_MATTER:
            yield block.lines
            last = block.lines[1]


def _merged(base: Pieces, ours: Pieces, theirs: Pieces) -> Iterator[str | tuple[str, str]]:
    """The pieces of all three together; two texts where they cannot be."""
    here, there = _same(base, ours), _same(base, theirs)
    o = a = b = 0
    for number in range(len(base)):
        if number in here and number in there:
            yield from _region(base[o:number], ours[a : here[number]], theirs[b : there[number]])
            yield base[number]
            o, a, b = number + 1, here[number] + 1, there[number] + 1
    yield from _region(base[o:], ours[a:], theirs[b:])


def _same(base: Pieces, other: Pieces) -> dict[int, int]:
    """The pieces of `base` that stand in another text, and where."""
    equal = (step for step in opcodes(base, other) if step[0] == "equal")
    return {a + n: b + n for _tag, a, a_end, b, _end in equal for n in range(a_end - a)}


def _region(base: Pieces, ours: Pieces, theirs: Pieces) -> Iterator[str | tuple[str, str]]:
    """Pieces between two that nobody changed."""
    if ours == theirs or theirs == base:
        yield from ours
    elif ours == base:
        yield from theirs
    elif len(base) == len(ours) == len(theirs) > 1:
        for each in zip(base, ours, theirs, strict=True):
            yield from _region(*([piece] for piece in each))
    else:
        yield "".join(ours), "".join(theirs)
