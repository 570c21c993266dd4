"""Nouns of a catalogue: its units together, where they stand, and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from transpipe.model.text import WRAPPED, Cut, Lines, Locale
from transpipe.model.unit import Standing, Unit, UnitId, standing


class Layout(StrEnum):
    """Where the targets stand in the Chinese file: in the blocks of its parent, or in its own."""

    PARENT = "source"  # as it is called in the header
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All units of one article in one locale, in document order, the obsolete ones last.

    `article` is the path of the source (of the Chinese file where there is none); `headers` are
    the header's fields in order, as read.
    """

    article: str
    locale: Locale
    units: tuple[Unit, ...] = ()
    layout: Layout = Layout.PARENT
    cut: Cut = WRAPPED
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def lines(self) -> Lines:
        """How the article uses line ends."""
        return self.cut.lines or Lines.WRAP

    def active(self) -> tuple[Unit, ...]:
        """The units of the article as it is now."""
        return tuple(unit for unit in self.units if unit.active)

    def find(self) -> dict[UnitId, Unit]:
        """The active units by (context, source)."""
        return {unit.id: unit for unit in self.units if unit.active}

    def counts(self) -> Counter[Standing]:
        """How many units have each standing: what all that counts them goes by."""
        return Counter(map(standing, self.units))

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
    after: UnitId | None = None
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue for a new source, and what became of each unit.

    `replaced` are the units with words whose text is gone where others came in its place.
    """

    catalogue: Catalogue
    carried: tuple[Carried, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    replaced: tuple[Unit, ...] = ()


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

    def places(self) -> dict[UnitId, list[int]]:
        """The blocks of each unit, by its id."""
        found: dict[UnitId, list[int]] = {}
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


@dataclass(frozen=True, slots=True)
class Held:
    """One text by which a person stands.

    `text` is it as texts are compared, `unit` the source of its unit ('' for a translator's own),
    `place` the file, with a line (from 1) where that is known. `beside`: it is the file's side of
    a conflict.
    """

    text: str
    unit: str
    place: str
    beside: bool = False
