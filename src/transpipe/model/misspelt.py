"""Characters of the wrong script, and those that could be several, where they stand."""

from __future__ import annotations

from dataclasses import dataclass

_FEW = 8  # so many traditional characters may be names, or a quotation


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A character that readers in Taiwan take for a mistake, and what it should be.

    `at` is where it stands in its text. It is `certain` where no other reading is left: the
    character is simplified and nothing else, or the word that it stands in is known.
    """

    at: int
    character: str
    expected: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Undecided:
    """A simplified character with several traditional ones, where two ways of reading differ.

    `chosen` is what conversion writes, since a word ends beside it; `other` is what a phrase that
    reaches over that border would make of it.
    """

    at: int
    character: str
    chosen: str
    other: str


@dataclass(frozen=True, slots=True)
class Scripts:
    """How many characters of a text are simplified and nothing else, and how many traditional."""

    simplified: int = 0
    traditional: int = 0

    @property
    def is_traditional(self) -> bool:
        """Whether a text is written in traditional characters, a few left-over ones aside."""
        return self.traditional > 2 * self.simplified

    @property
    def is_surely_traditional(self) -> bool:
        """The same, where so few characters are no names or quotation."""
        return self.is_traditional and self.traditional > _FEW

    @property
    def is_simplified(self) -> bool:
        """Whether a text is written in simplified characters, a few others aside."""
        return self.simplified > 2 * self.traditional

    def __add__(self, other: Scripts) -> Scripts:
        return Scripts(self.simplified + other.simplified, self.traditional + other.traditional)
