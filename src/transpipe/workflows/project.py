"""The repository as it is on disk: its pairs, and one article with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import place
from transpipe.config import Config
from transpipe.errors import ArticleNotFound
from transpipe.model import (
    Catalogue,
    Document,
    Finding,
    Kind,
    Layout,
    Lines,
    Locale,
    Pair,
    PairKind,
    Pairs,
    Placement,
    Unit,
)
from transpipe.pairs import find
from transpipe.ports import History
from transpipe.publish.article import anchors
from transpipe.publish.links import Anchors, LinkMap
from transpipe.text.similarity import nearest
from transpipe.workflows import once
from transpipe.workflows.derived_files import derived_path, is_derived, used
from transpipe.workflows.once import Lazily
from transpipe.workspace import Workspace

AUTHORED = Locale.ZH_CN


@dataclass(frozen=True)
class Article:
    """One pair with its texts cut into blocks; `file` is None where nothing is translated yet."""

    pair: Pair
    source: Document | None
    file: Document | None
    catalogue: Catalogue | None

    @property
    def name(self) -> str:
        """The path that names it."""
        return self.pair.article

    @cached_property
    def units(self) -> dict[int, Unit]:
        """The unit of each source block."""
        if self.source is None or self.catalogue is None:
            return {}
        return dict(unit_of(self.source, self.catalogue))

    @cached_property
    def placement(self) -> Placement | None:
        """Where the catalogue's words stand in the file now."""
        if self.file is None or self.catalogue is None:
            return None
        return place(self.catalogue, self.file)

    def heading_anchors(self) -> dict[str, str]:
        """The anchor of each source heading in the Chinese file, as it is or will be built."""
        if self.source is None or self.catalogue is None:
            return {}
        headings = [n for n, b in enumerate(self.source.blocks) if b.kind is Kind.HEADING]
        if self.catalogue.layout is Layout.SOURCE:
            return anchors(self.source, self._worded(), {n: n for n in headings})
        if self.file is None or self.placement is None:
            return {}
        places = self.placement.places()
        found = {n: self.units[n].id for n in headings if n in self.units}
        there = {n: places[key][0] for n, key in found.items() if key in places}
        return anchors(self.source, self.file, there)

    def _worded(self) -> Document:
        """The source's blocks with the words of their units, for the headings' sake."""
        assert self.source is not None
        blocks = [
            replace(block, segment=replace(block.segment, text=self.units[number].words))
            if block.segment and number in self.units and self.units[number].words
            else block
            for number, block in enumerate(self.source.blocks)
        ]
        return replace(self.source, blocks=tuple(blocks))


@dataclass(frozen=True)
class Outcome:
    """What a wish led to: files written (or, in a dry run, to be written), and findings.

    `refused` says that something was left alone, to protect someone's work.
    """

    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.written + other.written,
            self.findings + other.findings,
            self.refused or other.refused,
        )


@dataclass(frozen=True)
class Project:
    """A workspace with its settings, its pairs and its past.

    The pairs `left_alone` are those whose files no command may touch now; links lead to them.
    """

    workspace: Workspace
    config: Config
    pairs: Pairs
    files: frozenset[str] = field(default_factory=frozenset)
    history: History | None = None
    step: Callable[[str], None] = lambda _text: None
    left_alone: frozenset[Pair] = frozenset()

    def authored(self, name: str | None = None) -> tuple[Pair, ...]:
        """The pairs that have a source: all, or the one of that name."""
        pairs = [pair for pair in self.pairs.pairs if pair.source is not None]
        pairs = [pair for pair in pairs if pair not in self.left_alone]
        return tuple(pairs if name is None else [self._named(name)])

    def named(self, name: str | None = None) -> tuple[Pair, ...]:
        """All pairs, those without a source too, or the one of that name."""
        return self.pairs.pairs if name is None else (self._named(name),)

    def _named(self, name: str) -> Pair:
        """The pair with that source, target, or end of one. Raises ArticleNotFound."""
        known: dict[str, Pair] = {}
        for pair in self.pairs.pairs:
            for path in filter(None, (pair.source, pair.target)):
                known[path] = pair
                known.setdefault(path.rpartition("/")[2], pair)
                known.setdefault(path.rpartition("/")[2].removesuffix(".md"), pair)
        wanted = name.removeprefix("./")
        if wanted not in known:
            raise ArticleNotFound(name, nearest(wanted, list(known)))
        return known[wanted]

    def article(self, pair: Pair) -> Article:
        """A pair, read and cut; read once. Raises NotText, CatalogueDamaged."""
        if pair not in self._read:
            self._read[pair] = self._article(pair)
        return self._read[pair]

    @cached_property
    def _read(self) -> dict[Pair, Article]:
        return {}

    def _article(self, pair: Pair) -> Article:
        catalogue = self.catalogue(pair, AUTHORED)
        source = self.source(pair, catalogue)
        lines = source.lines if source else self._lines(pair, catalogue)
        file = self._document(pair.target, lines, source=False)
        return Article(pair, source, file, catalogue)

    def source(self, pair: Pair, catalogue: Catalogue | None) -> Document | None:
        """The source of a pair, cut as its catalogue was; None where it is empty or absent."""
        lines = self._lines(pair, catalogue)
        return self._document(pair.source, lines, source=True) if pair.source else None

    def _lines(self, pair: Pair, catalogue: Catalogue | None) -> Lines | None:
        return catalogue.lines if catalogue else self.config.lines_of(pair.article)

    def articles(self, name: str | None = None) -> Iterator[Article]:
        """The articles that have a source, one after the other."""
        return (self.article(pair) for pair in self.authored(name))

    def catalogue(self, pair: Pair, locale: Locale) -> Catalogue | None:
        """The catalogue of a pair, None where there is none yet."""
        path = self.workspace.catalogue_path(pair.article, locale)
        if not self.workspace.exists(path):
            return None
        return once.catalogue(self.workspace.read_text(path), path, pair.article, locale)

    def _document(self, path: str, lines: Lines | None, *, source: bool) -> Document | None:
        if not self.workspace.exists(path):
            return None
        text = self.workspace.read_text(path)
        return once.document(text, lines, source=source) if text.strip("\ufeff \t\r\n") else None

    def anchors(self) -> Anchors:
        """By article, the anchor of each source heading in its translation."""
        pairs = {pair.article: pair for pair in self.pairs.pairs if pair.source is not None}
        return Lazily(list(pairs), lambda name: self.article(pairs[name]).heading_anchors())

    def derived_path(self, target: str, locale: Locale) -> str:
        """Where the file of a derived locale stands: 译文/zh_TW/X.md, README.zh_TW.md."""
        return derived_path(target, locale, self.config.target_dir)

    def derived(
        self, article: Article, locale: Locale, fresh: Catalogue | None = None
    ) -> Article | None:
        """An article in a derived locale, with `fresh` where it has no catalogue there, if any."""
        catalogue = self.catalogue(article.pair, locale) or fresh
        if catalogue is None:
            return None
        pair = replace(article.pair, target=self.derived_path(article.pair.target, locale))
        lines = article.source.lines if article.source else catalogue.lines
        file = self._document(pair.target, lines, source=False)
        return Article(pair, article.source, file, catalogue)

    def reopened(self) -> Project:
        """The same repository, read again after something was written."""
        return opened(self.workspace, self.config, self.history, self.step)

    @cached_property
    def targets(self) -> dict[str, str]:
        """The published translation of each source article."""
        return {
            pair.source: pair.target
            for pair in self.pairs.pairs
            if pair.source and (pair.kind is PairKind.BOTH or self._will_be(pair))
        }

    def _will_be(self, pair: Pair) -> bool:
        catalogue = self.catalogue(pair, AUTHORED)
        return catalogue is not None and any(unit.words for unit in catalogue.units)

    def links(self, pair: Pair, anchors_of: Anchors) -> LinkMap:
        """How links of one article are written in its translation."""
        return LinkMap(pair.article, pair.target, self.targets, anchors_of, self.files)


def opened(
    workspace: Workspace,
    config: Config,
    history: History | None = None,
    step: Callable[[str], None] = lambda _text: None,
) -> Project:
    """The repository with its pairs. Raises BadLink where an index row leads out of it."""
    files = workspace.files()
    locales, folder = used(files, config.locales), config.target_dir
    templates = {config.head, config.foot, config.stale_banner}
    ours = {
        path: size
        for path, size in files.items()
        if path not in templates and not is_derived(path, folder, locales)
    }
    found = find(ours, workspace.read_text, config)
    return Project(workspace, config, found, frozenset(files), history, step)
