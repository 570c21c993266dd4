"""What stands around a text: which of several equal ones is which, and whose edit a new one is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from transpipe.units.word_weights import Words

# How far around a text one looks.
_FAR = 4
# What counts of what stands around: a text that stands in many places, one of another part.
_COMMON, _OUTSIDE = 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Spot:
    """A text where it stands; `part` is the section or the table row that it belongs to."""

    text: Hashable
    part: Hashable = None


_NOWHERE = Spot(None)


@dataclass(frozen=True, slots=True)
class Around:
    """Two sides on which the same texts stand; `single` are those that stand once on either."""

    old: Sequence[Spot]
    new: Sequence[Spot]
    single: frozenset[Hashable]

    def alike(self, i: int, j: int) -> float:
        """How much of what stands around two spots is the same: the nearest first, texts that
        stand once before those that stand everywhere, the own part before others."""
        found = 0.0
        for far in range(1, _FAR + 1):
            for step in (-far, far):
                a, b = _at(self.old, i + step), _at(self.new, j + step)
                if a.text == b.text:
                    inside = a.part == self.old[i].part and b.part == self.new[j].part
                    weight = 1.0 if a.text in self.single else _COMMON
                    found += weight * (1.0 if inside else _OUTSIDE) / far
        return found


def around(old: Sequence[Spot], new: Sequence[Spot]) -> Around:
    """Two sides to be compared."""
    counts = [Counter(spot.text for spot in side) for side in (old, new)]
    single = (text for text, n in counts[0].items() if n == counts[1][text] == 1)
    return Around(old, new, frozenset(single))


def _at(spots: Sequence[Spot], number: int) -> Spot:
    return spots[number] if 0 <= number < len(spots) else _NOWHERE


def best(rows: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs one to one, the highest score first; equals in order."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, a, b in sorted(rows, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1:])):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return list(found.items())


# Old texts compared with a new one: by weight of shared words, and beside a common neighbour.
_BY_WORDS, _BY_PLACE = 5, 16
# A word that more than one text in so many has leads to none of them, if these are not few.
_ONE_IN, _FEW, _MANY = 10, 8, 40


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
    most = min(max(_FEW, len(old) // _ONE_IN), _MANY)
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
