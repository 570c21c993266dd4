"""Nouns of what happened in a repository since a commit."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.model.change import OpaqueChange, StaleUnit
from transpipe.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Work:
    """Texts that were translated, and how many Chinese characters they have."""

    units: int = 0
    characters: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(self.units + other.units, self.characters + other.characters)


@dataclass(frozen=True, slots=True)
class Course:
    """How many units there were at a `time` (seconds since 1970), each counted once.

    `doubted` are those that a person must look at: stale, doubtful or in conflict.
    """

    time: int = 0
    done: int = 0
    doubted: int = 0
    draft: int = 0
    empty: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.doubted + self.draft + self.empty

    def __add__(self, other: Course) -> Course:
        counts = (
            self.done + other.done,
            self.doubted + other.doubted,
            self.draft + other.draft,
            self.empty + other.empty,
        )
        return Course(self.time, *counts)


@dataclass(frozen=True, slots=True)
class ArticleNews:
    """What happened to one article: what became stale, worst first, and who translated what.

    `people` are those who wrote the commits, '' for what nobody has committed yet. `came` counts
    the texts that are new in the source and have no words yet, `code` is what changed there of code
    and the like that the Chinese file does not follow.
    """

    article: str
    target: str
    stale: tuple[StaleUnit, ...] = ()
    translated: Work = Work()
    people: tuple[tuple[str, Work], ...] = ()
    came: int = 0
    code: tuple[OpaqueChange, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything happened."""
        return bool(self.stale or self.translated.units or self.came or self.code)


@dataclass(frozen=True, slots=True)
class News:
    """What happened since a commit, in the articles in which anything did.

    `stale` are the units of all of them that became stale, worst first. `turned` are the places
    where a "not" came or went in the Chinese alone.
    """

    since: str
    articles: tuple[ArticleNews, ...]
    stale: tuple[StaleUnit, ...] = ()
    turned: tuple[Finding, ...] = ()
