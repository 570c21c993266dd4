"""A text before and after an edit, and what went and came with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from transpipe.stale.changed_runs import changed_runs, count_sentences
from transpipe.stale.nouns import Reading
from transpipe.stale.reading import read, verbatim
from transpipe.text.numbers import quantities

# Of a text that was written anew so much of its length went, and of the new one's came.
_ANEW, _WHOLLY, _LONG = 1 / 3, 1 / 2, 12  # and so many characters


@dataclass(frozen=True)
class Edited:
    """A text before and after an edit, and what it was made of."""

    before: str
    after: str

    @cached_property
    def readings(self) -> tuple[Reading, Reading]:
        """Both texts, read."""
        return read(self.before), read(self.after)

    @cached_property
    def gone(self) -> Counter[str]:
        """What stands in every language as it is, and left."""
        return self.had - self.has

    @cached_property
    def come(self) -> Counter[str]:
        """What stands in every language as it is, and came."""
        return self.has - self.had

    @cached_property
    def had(self) -> Counter[str]:
        """What stood there in every language as it is."""
        return verbatim(self.readings[0])

    @cached_property
    def has(self) -> Counter[str]:
        """What stands there now in every language as it is."""
        return verbatim(self.readings[1])

    @property
    def anew(self) -> bool:
        """Whether most of what stood there went, and most of what stands there came."""
        return self._replaced[0] >= _ANEW and self._replaced[1] >= _LONG

    @property
    def wholly_anew(self) -> bool:
        """Whether it is another text."""
        return self.anew and self._replaced[0] >= _WHOLLY

    @cached_property
    def _replaced(self) -> tuple[float, int]:
        """How much of both texts the other has not (0 … 1), and how many characters at least."""
        runs = changed_runs(self.before, self.after)
        gone, come = sum(b - a for a, b, _c, _d in runs), sum(d - c for _a, _b, c, d in runs)
        least = min(gone / max(1, len(self.before)), come / max(1, len(self.after)))
        return least, min(gone, come)

    @cached_property
    def growth(self) -> int:
        """How many sentences more there are."""
        return count_sentences(self.after) - count_sentences(self.before)

    @cached_property
    def counted(self) -> tuple[Counter[str], Counter[str]]:
        """The quantities that left, and those that came."""
        old, new = (Counter(quantities(text)) for text in (self.before, self.after))
        return old - new, new - old
