"""Nouns of a review: what changed between two states of a repository, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transpipe.model.bead import Doubt
from transpipe.model.change import Edit, Weight
from transpipe.model.finding import Finding, Severity
from transpipe.model.text import Kind, Locale
from transpipe.model.unit import Owner, Standing, Unit, standing


class Concern(StrEnum):
    """Why a reviewer should look at a change, the gravest first."""

    MODALITY = "modality"  # a "not" or a "must" that one side has changed alone
    NUMBER = "number"  # a number that one side has changed alone
    OPAQUE = "opaque"  # code, or the like, that one side has changed alone
    FINDING = "finding"  # a check finds a mistake that was not there
    CONFLICT = "conflict"
    LOST = "lost"  # words are gone whose source is there
    PATCHED = "patched"  # a machine has followed the source in a person's words
    STALE = "stale"  # the source says something else
    DOUBTFUL = "doubtful"
    DRAFT = "draft"
    MISSING = "missing"
    TRANSLATED = "translated"  # what had no words has some
    WORDING = "wording"  # words were written anew, by people
    FOLLOWED = "followed"  # the source changed, and the words followed
    MARKUP = "markup"
    STATE = "state"  # all words are as they were
    MOVED = "moved"

    @property
    def severity(self) -> Severity:
        """How much it matters: as an error where the translation says what is not so."""
        if self in _WRONG:
            return Severity.ERROR
        return Severity.WARNING if self in _LACKING else Severity.INFO


_WRONG = (Concern.MODALITY, Concern.NUMBER, Concern.FINDING, Concern.CONFLICT, Concern.LOST)
_LACKING = (Concern.OPAQUE, Concern.STALE, Concern.DOUBTFUL, Concern.DRAFT, Concern.MISSING)


class ChangeKind(StrEnum):
    """What became of a change's texts."""

    NEW = "new"
    REMOVED = "removed"
    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"
    STATE = "state"
    MOVED = "moved"


class Subject(StrEnum):
    """What has changed: a unit, an opaque block, or what the translator alone says."""

    UNIT = "unit"
    OPAQUE = "opaque"
    ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Version:
    """What one place of an article says at one time, with its lines (from 1; 0: nowhere).

    `unit` is None for what is no unit. An opaque block that is not there says ''.
    """

    source: str = ""
    target: str = ""
    unit: Unit | None = None
    source_line: int = 0
    target_line: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of a unit beside its texts: its standing, and whose its words are.

    `standing` is None for what is no unit, or is gone; `before` is what it was, where that is
    another. `by` is the machine or memory whose words they are, '' for a person's. `drafted` says
    that a machine (`engine`, where that is known) had written there, `left` that this stands.
    """

    standing: Standing | None = None
    before: Standing | None = None
    by: str = ""
    drafted: bool = False
    left: bool = False
    engine: str = ""
    reviewer: str = ""

    @classmethod
    def of(cls, before: Unit | None, unit: Unit | None, draft: str) -> Facts:
        """What there is to tell of a unit, as it is and as it was."""
        if unit is None:
            return cls()
        now = standing(unit)
        was = standing(before) if before is not None else now
        by = unit.origin.by if unit.origin is not None else ""
        return cls(
            now,
            was if was is not now else None,
            by if unit.owner is not Owner.PERSON else "",
            bool(draft),
            draft == unit.target,
            by,
            unit.review.by if unit.review is not None else "",
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One unit or block that differs, with both its texts before and after.

    `before` is None for what is new, `after` for what is gone. `source_file` and `target_file` are
    the paths that the lines are of. `draft` is what a machine had written where a person has made
    something else of it, or left it; `final` leads from there to the words. `weight` is that of the
    source's edit. `findings` are new with this change. `origin` is the article that it came from.
    `told` are the facts of one whose units are not at hand.
    """

    article: str
    locale: Locale
    how: ChangeKind
    before: Version | None
    after: Version | None
    subject: Subject = Subject.UNIT
    kind: Kind | None = None
    concern: Concern = Concern.WORDING
    source_file: str = ""
    target_file: str = ""
    source: tuple[Edit, ...] = ()
    target: tuple[Edit, ...] = ()
    draft: str = ""
    final: tuple[Edit, ...] = ()
    weight: Weight | None = None
    findings: tuple[Finding, ...] = ()
    moved: bool = False
    origin: str = ""
    told: Facts | None = None

    @property
    def facts(self) -> Facts:
        """What is told of its unit beside the texts."""
        before, after = (each.unit if each else None for each in (self.before, self.after))
        return self.told or Facts.of(before, after, self.draft)

    @property
    def now(self) -> Version:
        """What it says now; what it said, where it is gone."""
        return self.after or self.before or Version()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A pair of texts that the adoption of an article is not sure of, with its lines."""

    source: str
    target: str
    source_line: int = 0
    target_line: int = 0
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """An article whose translation has a catalogue now, and had none: its units, counted.

    `more` counts doubtful pairs that are not listed.
    """

    article: str
    locale: Locale
    source_file: str
    target_file: str
    units: int = 0
    confirmed: int = 0
    stale: int = 0
    missing: int = 0
    doubtful: tuple[Unsure, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file of an article that has another name than it had."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units of an article in a locale are as they were."""

    article: str
    locale: Locale
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two states of a repository; `head` is '' for the work tree.

    `changes` stand in groups of one article and locale, each worst first; the groups too, by their
    worst. `adoptions` are told of in a few lines, `tallies` count what is unchanged in each group.
    `renamed` are files that have other names, and say the same but for the changes. `findings` say
    what is left alone, and why; `refused` that something is. `more` counts changes
    that are not among these, and come after them.
    """

    base: str = ""
    head: str = ""
    changes: tuple[Change, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    more: int = 0
    renamed: tuple[Renamed, ...] = ()

    def groups(self) -> dict[tuple[str, Locale], tuple[Change, ...]]:
        """The changes of each article and locale, in their order."""
        found: dict[tuple[str, Locale], list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.article, change.locale), []).append(change)
        return {key: tuple(group) for key, group in found.items()}

    def unchanged(self, article: str, locale: Locale) -> int:
        """How many units of an article are as they were."""
        counts = (t.unchanged for t in self.tallies if (t.article, t.locale) == (article, locale))
        return next(counts, 0)
