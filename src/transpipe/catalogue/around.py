"""Which of several equal texts is which: by what stands around each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

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
