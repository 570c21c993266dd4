"""A character of the wrong script, where it stands."""

from __future__ import annotations

from dataclasses import dataclass


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
class Scripts:
    """How many characters of a text are simplified and nothing else, and how many traditional."""

    simplified: int = 0
    traditional: int = 0

    @property
    def is_traditional(self) -> bool:
        """Whether a text is written in traditional characters, a few left-over ones aside."""
        return self.traditional > 2 * self.simplified

    def __add__(self, other: Scripts) -> Scripts:
        return Scripts(self.simplified + other.simplified, self.traditional + other.traditional)
