"""The source texts of the memory, in the order of their numbers, to be kept and read as a whole.

A row a text took as long to write as all the rest of it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BETWEEN = b"\xff"  # no text has that in UTF-8

Packed = tuple[bytes, bytes]


@dataclass(frozen=True)
class Texts:
    """The `sources`, in order, and the `numbers` of each."""

    numbers: array[int]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, sources: Mapping[int, str]) -> Texts:
        """Some texts, by their numbers."""
        order = sorted(sources)
        return cls(array("q", order), tuple(map(sources.__getitem__, order)))

    @classmethod
    def unpacked(cls, packed: Packed) -> Texts:
        """The texts that were packed like this."""
        numbers = array("q", packed[0])
        parts = packed[1].split(_BETWEEN) if numbers else []
        return cls(numbers, tuple(part.decode("utf-8", "surrogatepass") for part in parts))

    @property
    def packed(self) -> Packed:
        """The texts as a file keeps them."""
        parts = [source.encode("utf-8", "surrogatepass") for source in self.sources]
        return self.numbers.tobytes(), _BETWEEN.join(parts)

    @property
    def by_number(self) -> dict[int, str]:
        """Each text by its number."""
        return dict(zip(self.numbers, self.sources, strict=True))

    def has(self, number: int, source: str) -> bool:
        """Whether a number is that of this text here."""
        place = bisect_left(self.numbers, number)
        return place < len(self.sources) and self.sources[place] == source

    def quoting(self, words: str) -> Iterator[int]:
        """The numbers of the texts that have these words; Latin capitals make no difference."""
        wanted = words.encode("utf-8", "surrogatepass").lower()
        for number, part in zip(self.numbers, self.packed[1].lower().split(_BETWEEN), strict=False):
            if wanted in part:
                yield number
