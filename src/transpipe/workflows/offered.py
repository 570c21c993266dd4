"""Nouns of what is offered to agents, and of what they hand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transpipe.model import Known, Wording


class WaitsFor(StrEnum):
    """What is asked for: what a draft may be made of, or what only a person can settle."""

    DRAFT = "draft"
    PERSON = "person"


@dataclass(frozen=True)
class Offered:
    """A unit as an agent is shown it.

    `ticket` names the unit and all of it that a draft depends on: its source, its words, the terms.
    `target` are the words that stand there, `was` the source that they were made for, `terms` what
    is to be called how; `alike` is the most similar text of the memory. `reason` says why a pair
    is doubtful. What is proposed becomes a draft only where it is `open`; where other words wait
    for a person, it stands beside them as a suggestion.
    """

    ticket: str
    place: str
    state: str
    open: bool
    source: str
    target: str
    was: str
    reason: str
    before: str
    after: str
    terms: tuple[Wording, ...]
    alike: tuple[Known, ...]


@dataclass(frozen=True)
class Task:
    """So many units of an article in one go, and how many more there are of the kind.

    `claimed` names those who are at work on the article.
    """

    article: str
    units: tuple[Offered, ...]
    left: int
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Which units: of an article, None for the first that has any; behind that of a ticket."""

    article: str | None = None
    kind: WaitsFor = WaitsFor.DRAFT
    most: int = 5
    after: str = ""


@dataclass(frozen=True)
class Proposal:
    """A draft for the unit of a ticket."""

    ticket: str
    text: str


@dataclass(frozen=True)
class Judged:
    """What became of a proposal: the text as it stands now, or the reason why it does not.

    `ticket` is that of the unit from now on. What is `suggested` stands beside the words of a unit.
    """

    ticket: str
    drafted: bool
    text: str = ""
    reason: str = ""
    suggested: bool = False
