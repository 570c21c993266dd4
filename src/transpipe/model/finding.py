"""Nouns of what is found and shown: findings, progress, drafts, what is published."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from transpipe.model.change import Behind, OpaqueChange, StaleUnit, Weight
from transpipe.model.memory import Match
from transpipe.model.text import Document, Locale
from transpipe.model.unit import Maker, State


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


@dataclass(frozen=True, slots=True)
class Progress:
    """Units of one article in one locale, counted.

    `worst` is the most pressing weight of the stale ones, `worst_count` how many have it,
    `weights` how many have which;
    `current` says that none is staler than the settings allow. `units` are the stale ones, worst
    first, where they were asked for. `kept` counts the confirmed units that were kept although the
    words of their source changed, `kept_units` are those, where they were asked for. `opaque`
    counts the opaque changes of the source that the file does not follow, `opaque_changes` are
    those, where they were asked for. `findings` say why an article is left alone. `authored` says
    that it is the locale in which people write.
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
    opaque: int = 0
    opaque_changes: tuple[OpaqueChange, ...] = ()
    weights: tuple[tuple[Weight, int], ...] = ()
    authored: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What is suggested for one source text; `text` is empty where it was refused.

    `engine` says which machine it was, or of what comes from the memory how like it is (`93%`);
    `match` says in which way. `differs` is what a reader must not overlook; `previous` the source
    that the words were made for where a stale unit has them: its own stay as they are.
    """

    source: str
    text: str
    engine: str = ""
    reason: str = ""
    match: Match | None = None
    maker: Maker = Maker.MT
    state: State = State.FUZZY
    differs: tuple[str, ...] = ()
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that may be taken for a unit.

    `origin` says where they come from: `tm`, `follows` (the change of the source), `mt:` and an
    engine, or a side of a conflict. `score` is how like a text of the memory is to the unit's
    (`93%`), '' elsewhere.
    """

    text: str
    origin: str
    score: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Suggestion:
        """A draft, as it is offered."""
        if draft.maker is not Maker.TM:
            return cls(draft.text, f"{Maker.MT.value}:{draft.engine}")
        if draft.previous is not None:
            return cls(draft.text, "follows")
        return cls(draft.text, Maker.TM.value, draft.engine)


@dataclass(frozen=True, slots=True)
class Publication:
    """A file as it should stand on disk, and what could not be put into it.

    `read` is the text as it was read back; None where nobody did.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    published: int = 0
    blocks: tuple[int, ...] = field(default=())
    read: Document | None = None
