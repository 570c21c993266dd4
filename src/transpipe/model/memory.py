"""Nouns of the memory: what was translated before, and what it offers for a new text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Remembered:
    """A confirmed pair of texts, and the article and msgctxt that it stands in.

    `after` is the digest of the source text before it, '' where it is not known.
    """

    source: str
    target: str
    article: str = ""
    context: str | None = None
    after: str = ""


class Similar(NamedTuple):
    """A source text of the memory that has words in common with another; `shared` counts those."""

    source: str
    shared: int


class Match(StrEnum):
    """How a text of the memory answers a question, the best first."""

    EXACT = "exact"
    ADAPTED = "adapted"  # exact but for what a machine carries over: numbers, links, code
    FUZZY = "fuzzy"
    PART = "part"  # one of the two is a part of the other


@dataclass(frozen=True, slots=True)
class Hit:
    """The text of the memory that is most like another, from 0 to 1; `target` is what is offered.

    `source` is the text that was translated, `differs` what a reader must not overlook.
    """

    source: str
    target: str
    match: Match
    likeness: float
    article: str = ""
    differs: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """The likeness as people read it; 100 is for what is equal."""
        return 100 if self.match is Match.EXACT else min(99, int(100 * self.likeness))
