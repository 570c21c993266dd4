"""The comments of two pieces of code, paired by where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transpipe.markdown.code_lines import Place, code_without, counterpart
from transpipe.model import Bead, Certainty, Document, Doubt, Kind
from transpipe.text.numbers import quantities

# The confidence in a pair for which its place alone speaks.
_BY_PLACE = 0.6


def part(bead: Bead, source: Document, target: Document) -> Iterator[Bead]:
    """A bead of code comment by comment, the code before them; any other bead as it is.

    Comments are sure where both sides have the same code, and as many comments in that place.
    """
    ours, theirs = _comments(source, bead.source), _comments(target, bead.target)
    if not (ours or theirs):
        yield bead
        return
    code = tuple(n for n in bead.source if n not in ours)
    other = tuple(n for n in bead.target if n not in theirs)
    if code or other:
        yield replace(bead, source=code, target=other)
    found = list(_pairs(code[0], other[0], source, target)) if code and other else []
    yield from found
    paired = {n for pair in found for n in pair.source}, {n for pair in found for n in pair.target}
    yield from (Bead((n,), ()) for n in ours if n not in paired[0])
    yield from (Bead((), (n,)) for n in theirs if n not in paired[1])


def _comments(document: Document, numbers: Sequence[int]) -> list[int]:
    return [n for n in numbers if document.blocks[n].kind is Kind.COMMENT]


def _pairs(code: int, other: int, source: Document, target: Document) -> Iterator[Bead]:
    """The comments of two blocks that stand in one place; in it they are paired in order."""
    ours, theirs = code_without(source, code), code_without(target, other)
    same = ours.code == theirs.code and bool(ours.code)
    here, there = ({p: _all(apart.places, p) for p in apart.places} for apart in (ours, theirs))
    taken: set[Place] = set()
    for place, mine in here.items():
        at = counterpart(ours.code, theirs.code, place.at)
        to = Place(at, place.beside) if at is not None else None
        if to is None or to in taken or to not in there:
            continue
        taken.add(to)
        sure = same and len(mine) == len(there[to])
        for one, two in zip(mine, there[to], strict=False):
            first, second = code + 1 + one, other + 1 + two  # a comment follows its code
            doubt = _doubt(source.blocks[first].text, target.blocks[second].text, sure=sure)
            certainty = Certainty.DOUBTFUL if doubt else Certainty.SURE
            trust = _BY_PLACE if doubt else 1.0
            yield Bead((first,), (second,), trust, certainty, reason=doubt)


def _all(places: Sequence[Place], place: Place) -> list[int]:
    return [n for n, other in enumerate(places) if other == place]


def _doubt(source: str, target: str, *, sure: bool) -> Doubt | None:
    """Why two comments in one place may not say the same."""
    ours, theirs = set(quantities(source)), set(quantities(target))
    if ours - theirs and theirs - ours:
        return Doubt.NUMBERS
    return None if sure else Doubt.PLACE
