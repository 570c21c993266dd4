"""Which texts share the rarest words of another: what a memory answers, wherever it is kept.

Words are looked up, the rarest first, until enough texts have been met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

# How many texts are met by their words before a first and a second answer, and how many are in it.
_STEPS = ((1200, 60), (7000, 300))
# Of a few words even the rarest may be common.
_FEW, _OF_FEW = 6, ((1200, 60), (8000, 300), (40000, 400))

W = TypeVar("W")


def sharing(
    rarest: Sequence[tuple[int, W]], places: Callable[[Sequence[W]], Iterable[Sequence[int]]]
) -> Iterator[Sequence[tuple[int, int]]]:
    """The places of texts that share the rarest words, and how many; then those of more.

    `rarest` are the words, each behind the count of its texts; `places` says which those are.
    """
    met: list[Sequence[int]] = []
    again = _Again()
    done = looked_up = 0
    for most, likely in _OF_FEW if len(rarest) <= _FEW else _STEPS:
        wanted: list[W] = []
        for count, word in rarest[done:]:
            if looked_up and looked_up + count > most:
                break
            looked_up += count
            wanted.append(word)
        for found in places(wanted):
            met.append(found)
            again.meet(found)
        done += len(wanted)
        yield again.first(met, likely)
        if done == len(rarest):
            return


class _Again:
    """The texts that were met, and how often those that were met again.

    Most are met but once, and most of the time went into counting those.
    """

    def __init__(self) -> None:
        self._met: set[int] = set()
        self._again: Counter[int] = Counter()

    def meet(self, places: Sequence[int]) -> None:
        """Meets each of these, none of which is there twice."""
        self._again.update(filter(self._met.__contains__, places))
        self._met.update(places)

    def first(self, met: Sequence[Sequence[int]], most: int) -> list[tuple[int, int]]:
        """The texts met most often, the first ones among equals; each with how often."""
        least, left = 0, most
        for more, texts in sorted(Counter(self._again.values()).items(), reverse=True):
            if texts >= left:
                least = more
                break
            left -= texts
        found = [(place, more + 1) for place, more in self._again.items() if more > least]
        if least:
            alike = {place for place, more in self._again.items() if more == least}
            first = (place for places in met for place in _taken(alike, places))
        else:
            first = (place for places in met for place in places if place not in self._again)
        return [*found, *((place, least + 1) for place in islice(first, left))]


def _taken(left: set[int], places: Sequence[int]) -> list[int]:
    """Those of the places that are left; they are so no longer."""
    taken = [*filter(left.__contains__, places)]
    left.difference_update(taken)
    return taken
