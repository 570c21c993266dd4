"""Nouns of what is found and shown: findings, pairs, progress, changes, drafts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from transpipe.model.locale import Locale
from transpipe.model.unit import Unit


class Severity(StrEnum):
    """How much a finding matters; errors alone make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a reviewer should look at. `line` from 1 (0: unknown), `column` from 1."""

    code: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    source: str = ""
    target: str = ""


class PairKind(StrEnum):
    """What is there of a pair."""

    BOTH = "both"
    UNTRANSLATED = "untranslated"  # the target is absent or empty
    SOURCELESS = "none"  # a Chinese article without any English


@dataclass(frozen=True, slots=True)
class Pair:
    """A source article and its target; `source` is None for a Chinese article without English.

    `index` is the line (from 1) of the index row that says so, 0 where names did; `title` and
    `url` are the row's own link.
    """

    source: str | None
    target: str
    kind: PairKind
    index: int = 0
    title: str = ""
    url: str = ""

    @property
    def article(self) -> str:
        """The path that names the pair: its source, else its target."""
        return self.source or self.target


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a repository, and what seemed wrong while they were found."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...] = ()

    def by_name(self) -> dict[str, Pair]:
        """The pairs by their paths, and by the last part of these, with `.md` and without."""
        known: dict[str, Pair] = {}
        for pair in self.pairs:
            for path in filter(None, (pair.source, pair.target)):
                known[path] = pair
                known.setdefault(path.rpartition("/")[2], pair)
                known.setdefault(path.rpartition("/")[2].removesuffix(".md"), pair)
        return known


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of a word diff: `op` is `=`, `-` or `+`."""

    op: str
    text: str


class Weight(StrEnum):
    """How much a change of the source means for its translation, the mildest first."""

    SAME = "same"
    MARKUP = "markup"
    LINK = "link"
    SPELLING = "spelling"
    CODE = "code"
    NUMBER = "number"
    MODALITY = "modality"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class StaleUnit:
    """A unit that is stale, and how much its source has changed since its words were made.

    `before` is the source that the words were made for; `file` and `line` (from 1) say where the
    words stand, or the source where they stand nowhere; `edits` lead from `before` to `source`.
    """

    weight: Weight
    file: str
    line: int
    before: str
    source: str
    target: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """How far an article's stale words are behind its source, by the commits of the source.

    `since` is the first commit that they do not know, '' where it is not committed yet; `commits`
    counts from that one on; `days` lie between that one and the newest. `at_least` says that the
    history here does not go back far enough to tell.
    """

    since: str = ""
    commits: int = 0
    days: int = 0
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Units of one article in one locale, counted.

    `worst` is the most pressing weight of the stale ones, `worst_count` how many have it;
    `current` says that none is staler than the settings allow. `units` are the stale ones, worst
    first, where they were asked for. `kept` counts the confirmed units that were kept although the
    words of their source changed, `kept_units` are those, where they were asked for.
    `findings` say why an article is left alone.
    """

    article: str
    locale: Locale
    target: str
    total: int = 0
    confirmed: int = 0
    derived: int = 0
    doubtful: int = 0
    stale: int = 0
    draft: int = 0
    conflict: int = 0
    empty: int = 0
    obsolete: int = 0
    note: str = ""
    worst: Weight | None = None
    worst_count: int = 0
    current: bool = True
    behind: Behind | None = None
    units: tuple[StaleUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    kept: int = 0
    kept_units: tuple[StaleUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that differs between two catalogues, for a reviewer."""

    article: str
    before: Unit | None
    after: Unit | None
    source: tuple[Edit, ...] = ()
    target: tuple[Edit, ...] = ()


class Action(StrEnum):
    """What is to be done with the translation, the least first."""

    KEEP = "keep"
    PATCH = "patch"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an edit of a source text means; `target` is the patched translation, where one is.

    `reason` shows what weighs most, as `before → after`.
    """

    weight: Weight
    action: Action
    target: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's answer for one source text; `text` is empty where it was refused."""

    source: str
    text: str
    engine: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as a commit has it."""

    commit: str
    time: int
    path: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A file as it should stand on disk, and what could not be put into it."""

    text: str
    findings: tuple[Finding, ...] = ()
    published: int = 0
    blocks: tuple[int, ...] = field(default=())
