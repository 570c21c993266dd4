"""One article in one locale: a type for what there is of it, and where file and catalogue met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from transpipe.model.catalogue import Catalogue, Placement
from transpipe.model.finding import Finding
from transpipe.model.pattern import PairPattern
from transpipe.model.text import Document, Locale
from transpipe.model.unit import UnitId


class PairKind(StrEnum):
    """What is there of a pair."""

    BOTH = "both"
    UNTRANSLATED = "untranslated"  # the target is absent or empty
    SOURCELESS = "none"  # a Chinese article without any English


class ReadFrom(StrEnum):
    """Where the English of a translation is: what it shows itself, beside it, or inside it."""

    AUTO = "auto"
    SOURCE = "source"
    BILINGUAL = "bilingual"


@dataclass(frozen=True, slots=True)
class Pair:
    """A source article and its target; `source` is None for a Chinese article without English.

    `index` is the line (from 1) of the index row that says so, 0 where names did; `title` and
    `url` are the row's own link. `authored` is the locale in which people write the project's
    translations: that of the target, unless it is one that is derived.
    """

    source: str | None
    target: str
    kind: PairKind
    index: int = 0
    title: str = ""
    url: str = ""
    authored: Locale = Locale.ZH_CN

    @property
    def article(self) -> str:
        """The path that names the pair: its source, else its target."""
        return self.source or self.target


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a repository, and what seemed wrong while they were found.

    `recognised` are the patterns of layouts that no setting names, where what is missing is known
    by what is there.
    """

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...] = ()
    recognised: tuple[PairPattern, ...] = ()

    def by_name(self) -> dict[str, Pair]:
        """The pairs by their paths, and by the last part of these, with `.md` and without."""
        known: dict[str, Pair] = {}
        for pair in self.pairs:
            for path in filter(None, (pair.source, pair.target)):
                known[path] = pair
                known.setdefault(path.rpartition("/")[2], pair)
                known.setdefault(path.rpartition("/")[2].removesuffix(".md"), pair)
        return known

    def shortened(self, name: str) -> Pair | None:
        """The one pair with a path that a screen shortens to `begin…end`; None for several."""
        begin, cut, end = name.partition("…")
        found = [
            pair
            for pair in self.pairs
            for path in (pair.source, pair.target)
            if cut and path and path.startswith(begin) and path[len(begin) :].endswith(end)
        ]
        return found[0] if len(set(found)) == 1 else None


@dataclass(frozen=True, eq=False)
class _Named:
    """What is one of a pair of files."""

    pair: Pair

    @property
    def name(self) -> str:
        """The path that names the article."""
        return self.pair.article


@dataclass(frozen=True, eq=False)
class Fresh(_Named):
    """A source of which nothing is translated: no catalogue, and no Chinese file."""

    source: Document


@dataclass(frozen=True, eq=False)
class Unread(_Named):
    """A source with a Chinese file that no catalogue has taken in yet."""

    source: Document
    file: Document


@dataclass(frozen=True, eq=False)
class Catalogued(_Named):
    """A catalogue and the Chinese file in its locale: a blank one where nothing is written."""

    file: Document
    catalogue: Catalogue

    @property
    def locale(self) -> Locale:
        """The locale of both."""
        return self.catalogue.locale

    @property
    def is_derived(self) -> bool:
        """Whether its words are made from those of the authored locale."""
        return self.locale is not self.pair.authored

    @property
    def is_written(self) -> bool:
        """Whether there is a Chinese file that says anything."""
        return bool(self.file.text)

    def holding(self, catalogue: Catalogue) -> Self:
        """The same with another catalogue."""
        return replace(self, catalogue=catalogue)


@dataclass(frozen=True, eq=False)
class Edition(Catalogued):
    """A source with all that is made of it in one locale: what is kept current and built."""

    source: Document

    def unread(self) -> Unread:
        """The same files as if no catalogue had taken them in."""
        return Unread(self.pair, self.source, self.file)


@dataclass(frozen=True, eq=False)
class Orphan(Catalogued):
    """A catalogue whose source is gone, or was emptied."""


@dataclass(frozen=True, eq=False)
class Sourceless(_Named):
    """A Chinese file alone, perhaps a blank one: neither English nor a catalogue."""

    file: Document


@dataclass(frozen=True, eq=False)
class LeftAlone(_Named):
    """An article that no command may touch: a merge is unfinished, or a file is damaged.

    `faults` say why.
    """

    faults: tuple[Exception, ...]


# One article in one locale, whatever there is of it.
Article = Fresh | Unread | Edition | Orphan | Sourceless | LeftAlone


@dataclass(frozen=True, eq=False)
class Words:
    """The edition whose words a derived one takes: with its catalogue as it is now, and `before`.

    That is how it was when it last agreed with its own file, None if unknown.
    """

    edition: Edition
    before: Catalogue | None = None


@dataclass(frozen=True)
class Snapshot:
    """What a Chinese file and its catalogue say alike, for a source: the next merge base.

    `strange` where the file is perhaps another one's. `follows` where its code is that of the
    source too, but for what is the translator's own.
    """

    file: str
    catalogue: Catalogue
    source: str
    strange: bool = False
    follows: bool = False


@dataclass(frozen=True)
class MergeBase:
    """A Chinese file and its catalogue as they were when they said the same.

    The units have the names they have for the source of now; those whose text left the source
    are still in it, since their words still stand in the file, and so are the `shared` ones, whose
    text was split or merged there. `ours` where a sync or build of this clone left them so, which
    has looked at the layout. `strange` where the file is perhaps another one's. `seen` is the
    catalogue with the words that a sync saw last, where a build has published others since beside
    an edit of the source. `at` is the commit that was checked out, '' where nobody knows.
    """

    file: Document
    catalogue: Catalogue
    placement: Placement
    shared: frozenset[UnitId] = frozenset()
    ours: bool = False
    strange: bool = False
    seen: Catalogue | None = None
    at: str = ""

    @property
    def settled(self) -> Placement:
        """The placement less the units that were split or merged: their blocks stay as they are."""
        blocks = tuple(
            () if any(unit.id in self.shared for unit in held) else held
            for held in self.placement.blocks
        )
        return replace(self.placement, blocks=blocks)
