"""Which texts have a word: the index of the memory, in one piece, to be kept and read as a whole.

A text is known by its place among all; the words are in order, and so are the places of each.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

from transpipe.engines.rarest import sharing
from transpipe.text import rarity
from transpipe.text.rarity import words, words_of

Packed = tuple[str, bytes, bytes]


@dataclass(frozen=True)
class Index:
    """The `words` of so many `texts`, the `places` of one word after the other, `ends` of each."""

    texts: int
    words: Mapping[str, int]
    ends: array[int]
    places: array[int]

    @classmethod
    def of(cls, count: int, texts: Iterable[set[bytes]]) -> Index:
        """The index of so many texts, each of which is the parts that it has."""
        found = _places(texts)
        names = sorted(found)
        places = array("I")
        for word in names:
            places.extend(found[word])
        ends = array("I", accumulate(len(found[word]) for word in names))
        return cls(count, {word: number for number, word in enumerate(names)}, ends, places)

    @classmethod
    def unpacked(cls, texts: int, packed: Packed) -> Index:
        """The index that was packed like this."""
        names = packed[0].split()
        ends, places = array("I", packed[1]), array("I", packed[2])
        return cls(texts, {word: number for number, word in enumerate(names)}, ends, places)

    @property
    def packed(self) -> Packed:
        """The index as a file keeps it."""
        return " ".join(self.words), self.ends.tobytes(), self.places.tobytes()

    @cached_property
    def _rarities(self) -> dict[int, float]:
        return {}

    def rarity(self, word: str) -> float:
        """How much it says that two texts have a word in common; 0 for a sign."""
        number = self.words.get(word)
        found = 0 if number is None else self._count(number)
        if not found and not word.isalnum():
            return 0.0
        if found not in self._rarities:
            self._rarities[found] = rarity.rarity(found, self.texts)
        return self._rarities[found]

    def sharing(self, text: str) -> Iterator[Sequence[tuple[int, int]]]:
        """The places of texts that share its rarest words, and how many; then those of more."""
        numbers = (self.words.get(word) for word in set(words(text)))
        rarest = sorted((self._count(number), number) for number in numbers if number is not None)
        return sharing(rarest, self._found)

    def _found(self, numbers: Sequence[int]) -> Iterator[Sequence[int]]:
        """The places of each of these words."""
        for number in numbers:
            end = self.ends[number]
            yield self.places[end - self._count(number) : end]

    def _count(self, number: int) -> int:
        return self.ends[number] - (self.ends[number - 1] if number else 0)


def _places(texts: Iterable[set[bytes]]) -> Mapping[str, array[int]]:
    """The places of the texts that have a word, in order, of each word.

    What stands in a text between blanks is looked at once, in whatever many texts it stands.
    """
    met: defaultdict[bytes, array[int]] = defaultdict(partial(array, "I"))
    of_part = met.__getitem__
    for place, parts in enumerate(texts):
        for places in map(of_part, parts):
            places.append(place)
    found: dict[str, array[int]] = {}
    mixed: defaultdict[str, set[int]] = defaultdict(set)
    for part, places in met.items():
        if part.isascii():
            found[part.decode()] = places
        else:
            for word in words_of(part):
                mixed[word].update(places)
    for word, there in mixed.items():
        found[word] = array("I", sorted(there.union(found.get(word, ()))))
    return found
