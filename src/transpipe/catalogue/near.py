"""Which neighbours two texts have in common, and which texts are worth comparing at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import nsmallest

from transpipe.catalogue.likeness import Words

# Old texts compared with a new one: by weight of shared words, and beside a common neighbour.
_BY_WORDS, _BY_PLACE = 5, 16
# A word that more than one text in so many has leads to none of them, if these are not few.
_COMMON, _FEW, _MANY = 10, 8, 40


class Neighbours:
    """The nearest text on either side whose counterpart is known."""

    def __init__(self, known: Mapping[int, int]) -> None:
        self.known = known
        self.new = sorted(known)
        self.old = sorted(set(known.values()))

    def of_old(self, number: int) -> tuple[int, int]:
        """The old numbers before and after an old text; -1 and -2 at the ends."""
        place = bisect_left(self.old, number)
        before = self.old[place - 1] if place else -1
        return before, self.old[place] if place < len(self.old) else -2

    def of_new(self, number: int) -> tuple[int, int]:
        """The old numbers of the counterparts before and after a new text."""
        place = bisect_left(self.new, number)
        before = self.known[self.new[place - 1]] if place else -1
        return before, self.known[self.new[place]] if place < len(self.new) else -2

    def common(self, old: int, new: int) -> int:
        """How many neighbours an old and a new text have in common: 0, 1 or 2."""
        a, b = self.of_old(old), self.of_new(new)
        return (a[0] == b[0]) + (a[1] == b[1])


def candidates(
    old: Mapping[int, Words], new: Mapping[int, Words], around: Neighbours
) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare word or a neighbour: all that can be edits of each other."""
    holders: dict[str, list[int]] = defaultdict(list)
    beside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, words in old.items():
        for word in words:
            holders[word].append(i)
        for side, number in enumerate(around.of_old(i)):
            beside[side, number].append(i)
    most = min(max(_FEW, len(old) // _COMMON), _MANY)
    rare = {word: numbers for word, numbers in holders.items() if len(numbers) <= most}
    for j, words in new.items():
        found = set(_by_words(words, rare))
        before, after = around.of_new(j)
        found.update(beside.get((0, before), ())[:_BY_PLACE])
        found.update(beside.get((1, after), ())[-_BY_PLACE:])
        for i in sorted(found):
            yield i, j


def _by_words(words: Words, rare: Mapping[str, list[int]]) -> list[int]:
    """The old texts that have most of a new one's words."""
    weights: dict[int, int] = {}
    for word in words.keys() & rare.keys():
        weight = words[word]
        for i in rare[word]:
            weights[i] = weights.get(i, 0) + weight
    return nsmallest(_BY_WORDS, weights, key=lambda i: (-weights[i], i))
