"""Which new texts are the old ones edited, split or merged.

Only a text that vanished can have become a new one. Pairs are made one to one, the surest first;
each pair that is made says more about the places of the others. Standing between the same
neighbours lets a pair be less alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transpipe.catalogue.likeness import Words, alike, shared, together, total, without, words_of

# How alike a pair must be with none, one or both of its neighbours in common.
_FLOORS = (0.6, 0.52, 0.42)
_NEAR = 0.1
# What is this alike is matched first, wherever it stands.
_SURE = 0.75
# Old texts looked at for each new one, by weight of shared words; places to either side of it.
_CHOICES, _REACH = 5, 4
# A part's share of words that must be found in what its whole has beyond the other parts, and
# the share of the whole that it must account for.
_PART, _OF_WHOLE = 0.55, 0.08

Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Heir:
    """New texts and the old ones they came from (numbers, ascending); one side has one only."""

    new: tuple[int, ...]
    old: tuple[int, ...]


def heirs(old: Sequence[str], new: Sequence[str], known: Mapping[int, int]) -> tuple[Heir, ...]:
    """What became of the old texts that `known` (new number → old number) does not account for.

    Each old and each new text is in one Heir at most; what is in none is gone, or new.
    """
    side = _Sides(old, new, known)
    pairs = _paired(side)
    found = _split(side, pairs)
    return tuple(sorted(found, key=lambda heir: heir.new))
