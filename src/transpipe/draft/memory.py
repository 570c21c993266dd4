"""What the memory has for a text: the same, or what is most like it, and how much so.

There is one measure of likeness. Two texts are as like as their characters are, or as much of one
as the other covers: a sentence is found in the paragraph that it stood in. Words weigh by how rare
they are, so that what all texts have in common covers nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from heapq import nlargest

from transpipe.model import Similar
from transpipe.ports import Memory
from transpipe.text.rarity import Rarity, pieces, shared, weight
from transpipe.text.similarity import ratios

# Of one half of the labelled queries (draft-dev) no new text reaches .69, and of the edited texts
# whose unit is the closest one all but one (.731) reach this.
_LEAST = 0.735
# Sharing this much is as good as being a fifth more alike; more adds nothing.
_PLENTY = 40.0
_A_FIFTH = 0.2
# What is covered counts for little where it says little: "returns the result of". It always counts
# for less than a whole text that is as like.
_LITTLE = 4.0
_OF_A_PART = 0.8
# How many candidates are compared word by word: the most alike, and those that share most.
_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: by their `characters`, and by what `covers` the one or the other.

    `evidence` is how much they share.
    """

    characters: float
    covers: float = 0.0
    evidence: float = 0.0

    @property
    def value(self) -> float:
        """The one measure, 0 … 1."""
        return max(self.characters, self.covers)

    @property
    def enough(self) -> bool:
        """Whether the texts have to do with each other."""
        return self.value + _A_FIFTH * min(self.evidence / _PLENTY, 1.0) >= _LEAST


@dataclass(frozen=True, slots=True)
class Nearest:
    """The source text of the memory that is most like another."""

    source: str
    likeness: Likeness


def nearest(text: str, memory: Memory) -> Nearest | None:
    """The text most like this one, if any is like it; this one itself where it is known."""
    found = closest(text, memory)
    return found if found is not None and found.likeness.enough else None


def closest(text: str, memory: Memory) -> Nearest | None:
    """The text most like this one, be it hardly like it."""
    rows: list[tuple[Similar, float]] = []
    for found in memory.similar(text):
        rows = list(zip(found, _characters(text, found), strict=True))
        first = min(rows, key=lambda row: (-row[1], row[0].source), default=None)
        if first is not None and first[1] >= _OF_A_PART:
            return Nearest(first[0].source, Likeness(first[1]))
    # Candidates have most words in common.
    compare = partial(_likeness, _Weighed.of(text, cache(memory.rarity)))
    return min(
        (Nearest(row[0].source, compare(row)) for row in _promising(rows)),
        key=lambda near: (-near.likeness.value, -near.likeness.characters, near.source),
        default=None,
    )


def _characters(text: str, found: Sequence[Similar]) -> list[float]:
    return ratios(text, [similar.source for similar in found])


def _promising(rows: Sequence[tuple[Similar, float]]) -> list[tuple[Similar, float]]:
    alike = nlargest(_COMPARED, rows, key=lambda row: (row[1], row[0].source))
    sharing = nlargest(_COMPARED, rows, key=lambda row: (row[0].shared, row[0].source))
    return [*alike, *(row for row in sharing if row not in alike)]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A text in pieces, and how much they say by how `rare` they are."""

    pieces: Sequence[str]
    weight: float
    rare: Rarity

    @classmethod
    def of(cls, text: str, rare: Rarity) -> _Weighed:
        found = pieces(text)
        return cls(found, weight(found, rare), rare)


def _likeness(asked: _Weighed, row: tuple[Similar, float]) -> Likeness:
    """How like a text a candidate is; of a part of the text it must be half for that to count."""
    theirs = pieces(row[0].source)
    common = shared(asked.pieces, theirs, asked.rare)
    if common <= 0:
        return Likeness(row[1])
    whole, other = asked.weight, weight(theirs, asked.rare)
    of_mine, of_theirs = common / whole, common / other * min(1.0, 2 * other / whole)
    certain = _OF_A_PART * common / (common + _LITTLE)
    return Likeness(row[1], certain * max(of_mine, of_theirs), common)
