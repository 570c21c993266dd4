"""Nouns of a catalogue: its units, and where their words came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from transpipe.model.article import Lines
from transpipe.model.locale import Locale


class State(Enum):
    """gettext's four states of an entry."""

    EMPTY = "empty"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Owner(Enum):
    """Whose words a target is: this decides what a machine may touch (DESIGN.md, section 4)."""

    PERSON = "person"
    MACHINE = "machine"  # a draft of memory or engine that nobody has confirmed
    DERIVED = "derived"  # made by conversion and unchanged since


class Layout(StrEnum):
    """Where the targets stand in the Chinese file: in the source's blocks, or in its own."""

    SOURCE = "source"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit's words came from: the mark `# transpipe: by=… key=… …`.

    `key` names msgctxt+msgid, `out` the words as the machine wrote them, `base` the text they
    were derived from, `made_from` (`from=`) the source they were made for.
    """

    by: str
    key: str = ""
    out: str = ""
    base: str = ""
    made_from: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """`# transpipe: reviewed by=NAME of=…`; void unless `of` names the unit as it stands."""

    by: str
    of: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The other side's words of a unit that both sides changed; `side` is `md` or `theirs`."""

    side: str
    text: str


# How the msgctxt begins of what a unit said in a place that it has lost, and of what it said where
# its text was split or merged: no heading begins so.
DISPLACED, DIVIDED = "\n", "\n\n"


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalogue.

    `context` is None where the entry has no msgctxt. `previous` is the source that a stale
    target was written for. `notes` are translator comments of people, a line each; `parent` is
    the text an override was made beside (`# > `). `flags` are those beside `fuzzy`.
    """

    source: str
    target: str = ""
    state: State = State.EMPTY
    context: str | None = None
    previous: str | None = None
    previous_context: str | None = None
    owner: Owner = Owner.PERSON
    origin: Origin | None = None
    review: Review | None = None
    conflict: Conflict | None = None
    parent: str | None = None
    notes: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> tuple[str | None, str]:
        """What makes a unit unique in its catalogue."""
        return (self.context, self.source)

    @property
    def displaced(self) -> bool:
        """Whether it stands for a place that is no longer in the source (in a merge base only)."""
        return self.context is not None and self.context.startswith(DISPLACED)

    @property
    def divided(self) -> bool:
        """Whether its text was split or merged in that place."""
        return self.context is not None and self.context.startswith(DIVIDED)

    @property
    def confirmed(self) -> bool:
        """Translated, not fuzzy and not derived."""
        return self.state is State.TRANSLATED and self.owner is Owner.PERSON

    @property
    def active(self) -> bool:
        """In the article as it is now."""
        return self.state is not State.OBSOLETE

    @property
    def words(self) -> str:
        """What may be published without asking: a person's or derived words, never a draft."""
        if self.owner is Owner.MACHINE or self.state in (State.EMPTY, State.OBSOLETE):
            return ""
        return self.target

    def changed(self, target: str) -> Unit:
        """A person's new words: confirmed where there are any, else empty."""
        state = State.TRANSLATED if target else State.EMPTY
        return replace(
            self,
            target=target,
            state=state,
            owner=Owner.PERSON,
            origin=None,
            previous=None,
            previous_context=None,
            conflict=None,
        )

    def doubted(self, origin: Origin | None = None) -> Unit:
        """The same words, which a person must look at again; once they have a place again."""
        if not self.active:
            flags = self.flags if "fuzzy" in self.flags else ("fuzzy", *self.flags)
            return replace(self, flags=flags, origin=origin or self.origin)
        state = State.FUZZY if self.target else State.EMPTY
        return replace(self, state=state, origin=origin or self.origin)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All units of one article in one locale, in document order, the obsolete ones last.

    `article` is the path of the source (of the Chinese file where there is none); `headers` are
    the header's fields in order, as read.
    """

    article: str
    locale: Locale
    units: tuple[Unit, ...] = ()
    layout: Layout = Layout.SOURCE
    lines: Lines = Lines.WRAP
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()

    def active(self) -> tuple[Unit, ...]:
        """The units of the article as it is now."""
        return tuple(unit for unit in self.units if unit.active)

    def find(self) -> dict[tuple[str | None, str], Unit]:
        """The active units by (context, source)."""
        return {unit.id: unit for unit in self.units if unit.active}

    def header(self, name: str) -> str:
        """One header field, empty where absent."""
        return dict(self.headers).get(name, "")


class Carry(StrEnum):
    """How a unit of a new source got its words from an old catalogue."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    REVIVED = "revived"
    MOVED = "moved"  # from another article's catalogue
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Carried:
    """One step of a merge: from which old source the unit with `source` has its words.

    `context` and `old_context` are the msgctxt of either.
    """

    how: Carry
    source: str
    old: str | None = None
    context: str | None = None
    old_context: str | None = None


@dataclass(frozen=True, slots=True)
class Displaced:
    """A place that a unit has lost while it has others still; the unit is named by it.

    `after` is the unit that stands before it; `divided` says that the text was split or merged
    there, and did not go.
    """

    unit: Unit
    after: tuple[str | None, str] | None = None
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue for a new source, and what became of each unit."""

    catalogue: Catalogue
    carried: tuple[Carried, ...] = ()
    displaced: tuple[Displaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Which units' words stand in which block of a Chinese file.

    `blocks` has an entry for each block: the units in it, in order (several where one block holds
    the words of many; the same unit again where its words fill many blocks), none for an addition.
    `lost` are the units whose words stand nowhere in the file.
    """

    blocks: tuple[tuple[Unit, ...], ...]
    lost: tuple[Unit, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the file says all that the catalogue says."""
        return not self.lost

    def places(self) -> dict[tuple[str | None, str], list[int]]:
        """The blocks of each unit, by its id."""
        found: dict[tuple[str | None, str], list[int]] = {}
        for number, units in enumerate(self.blocks):
            for unit in units:
                found.setdefault(unit.id, []).append(number)
        return found


class Missing(StrEnum):
    """What a `source` article shows where there are no words: the source, nothing, or a mark."""

    SOURCE = "source"
    OMIT = "omit"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Policy:
    """What `build` publishes: the settings and options that decide (DESIGN.md, section 3)."""

    missing: Missing = Missing.SOURCE
    drafts: bool = False
    fill: bool = False
    keep: float = 0.0
    draft_mark: str = ""
    missing_mark: str = ""

    def words(self, unit: Unit | None) -> str:
        """The words of a unit as they are published, '' for none; a draft carries its mark."""
        if unit is None or not unit.active:
            return ""
        if unit.words or not self.drafts or not unit.target:
            return unit.words
        return unit.target + self.draft_mark
