"""Nouns of what became of a text or a unit, and how much that matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    words stand, or the source where they stand nowhere; `edits` lead from `before` to `source`;
    `unit` is the unit's key.
    """

    weight: Weight
    file: str
    line: int
    before: str
    source: str
    target: str
    edits: tuple[Edit, ...] = ()
    unit: str = ""


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
class Revision:
    """A file as a commit has it."""

    commit: str
    time: int
    path: str


class OpaqueFate(StrEnum):
    """What became of an opaque block of the source that the translation does not follow."""

    CHANGED = "changed"
    COMMENT = "comment"  # only a comment in the code is another
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class OpaqueChange:
    """An opaque block (or a link definition) that changed in the source, but not in the Chinese.

    `before` is what it was there, `after` what it is, '' for none. `source` and `target` are the
    lines (from 1) where it stands on either side; 0 where it is gone; of a new one `target` is the
    line of what it is to follow, 0 for nothing. `last` is the last line of it in the source, 0 for
    none. `edits` lead from `before` to `after`. `names` are those of the pairs of texts that it is
    made of: they change when either text does. `copy` is the name of the Chinese text alone, ''
    where there is none.
    """

    how: OpaqueFate
    before: str
    after: str
    source: int = 0
    target: int = 0
    last: int = 0
    edits: tuple[Edit, ...] = ()
    names: tuple[str, ...] = ()
    copy: str = ""
