"""Nouns of two articles: the beads between them, and what became of a block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transpipe.model.text import Document


class Certainty(StrEnum):
    """How far a bead can be trusted; `none` says that one side is missing."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


class Doubt(StrEnum):
    """Why a bead is doubtful: the first of these that holds of it."""

    STRANGERS = "strangers"  # the two articles have little in common at all
    SPLIT = "split"  # several blocks on a side
    MOVED = "moved"  # it stands elsewhere in the translation
    NUMBERS = "numbers"  # each side has a number that the other lacks
    LINKS = "links"  # the same of addresses
    PLACE = "place"  # nothing but order and kind speaks for it
    RIVAL = "rival"  # another pair is nearly as likely
    KIND = "kind"  # a heading and a paragraph, or the like
    LITTLE = "little"  # too little in common
    INSIDE = "inside"  # the source's own words stand in the Chinese
    COLUMN = "column"  # cells of a table whose columns could not be told apart
    BACK = "back"  # of a unit: its words were changed beside an edit that has gone back since


@dataclass(frozen=True, slots=True)
class Bead:
    """Source blocks and target blocks (their numbers) that say the same; one side may be empty.

    `reason` says why a doubtful bead is doubtful; no other has one. `witness` names who made one
    sure that was doubtful. `behind`: both stand in one file, the target behind its source.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 0.0
    certainty: Certainty = Certainty.NONE
    evidence: tuple[tuple[str, float], ...] = ()
    reason: Doubt | None = None
    witness: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two articles as they are aligned."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]


class Fate(StrEnum):
    """What became of a block between two versions of an article."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Followed:
    """Blocks of a new version (numbers: one, or the cells of a row) and those they came from.

    `old` is empty where the blocks are new. A block with several origins has one Followed for each.
    """

    new: tuple[int, ...]
    old: tuple[int, ...]
    fate: Fate
