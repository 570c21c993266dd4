"""The repository as it is on disk: its pairs, and one article with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from transpipe.config import Config
from transpipe.editions import cache, opening
from transpipe.editions.adopted import Adopted
from transpipe.editions.catalogues import Catalogues
from transpipe.editions.completing import Completing
from transpipe.editions.copies import Copies
from transpipe.editions.kept import Kept, world
from transpipe.editions.mounted import by_own_name
from transpipe.editions.noted import NoHistory, Noted
from transpipe.editions.outcome import Outcome, refused
from transpipe.editions.pairing import Faults, underived
from transpipe.editions.past import last_sound_article, versions
from transpipe.editions.project_links import Links
from transpipe.editions.soundness import Soundness
from transpipe.editions.successor import Heirs
from transpipe.editions.termbase import Terms
from transpipe.errors import ArticleNotFound
from transpipe.links.mapping import Anchors, LinkMap
from transpipe.model import (
    Article,
    Catalogue,
    Catalogued,
    Cut,
    Document,
    Edition,
    Finding,
    LeftAlone,
    Locale,
    Orphan,
    Pair,
    PairKind,
    Pairs,
)
from transpipe.model.inputs import Shelf, shelved
from transpipe.pairs.derived import DerivedNames
from transpipe.ports import Converter, Executor, Here, History, Speller, Witness
from transpipe.repository import Workspace
from transpipe.stale.slips import Vocabulary
from transpipe.text.similarity import nearest

Known = TypeVar("Known", bound=Catalogued)


@dataclass(frozen=True)
class Project:
    """A workspace with its settings, its pairs and its past.

    An article with a file that cannot be read is left alone by all commands; links lead to it.
    """

    workspace: Workspace
    config: Config
    pairs: Pairs
    files: Mapping[str, int] = field(default_factory=dict)
    history: History = field(default_factory=NoHistory)
    step: Callable[[str], None] = lambda _text: None
    witness: Witness | None = None
    speller: Speller | None = None
    converter: Converter | None = None  # what completes catalogues that hold overrides alone
    only: frozenset[str] | None = None  # the articles that a wish for all is for
    executor: Executor = field(default_factory=Here)
    effects: int = 0  # how much had been written when it was read
    _read: Shelf[Pair, Article] = field(default_factory=Shelf, init=False, compare=False)
    _sound: Shelf[None, tuple[Pair, ...]] = field(default_factory=Shelf, init=False, compare=False)
    synced: cache.Synced = field(default_factory=Shelf, init=False, compare=False)

    @cached_property
    def copies(self) -> Copies:
        """What knows a Chinese file that is another article's."""
        return Copies(self.workspace, self.pairs, self.files)

    @cached_property
    def terms(self) -> Terms:
        """The terms of the project."""
        return Terms(self.workspace, quotes=self.config.quotes, authored=self.config.authored)

    def authored(self, name: str | None = None) -> tuple[Pair, ...]:
        """The pairs that have a source, less those left alone; or that one, or raises its fault."""
        return tuple(pair for pair in self.named(name) if pair.source is not None or name)

    def named(self, name: str | None = None) -> tuple[Pair, ...]:
        """The same, with those that have no source too."""
        if name is None:
            wanted = (p for p in self.pairs.pairs if self.only is None or p.article in self.only)
            return self._sound.get(None, lambda: tuple(p for p in wanted if not self.faults(p)))
        for fault in self.faults(pair := self.find(name)):
            raise fault
        return (pair,)

    def left_alone(self, name: str | None = None) -> Outcome:
        """What is said of the articles that are left alone; nothing where one was named."""
        return refused(f for pair in self.pairs.pairs if name is None for f in self.faults(pair))

    def faults(self, pair: Pair) -> Faults:
        """Why no command may touch an article now; empty for most."""
        return self._soundness.faults(pair)

    @shelved
    def _soundness(self) -> Soundness:
        return Soundness(self.workspace, self.config, self.kept, self.translations, self._reads)

    @shelved
    def kept(self) -> Kept:
        """What is known of articles from the last time."""
        return Kept(self.workspace, world(self.config, self.pairs, self.files))

    def _reads(self, pair: Pair) -> Iterator[Callable[[], object]]:
        """The reading of each file of an article, in every locale."""
        for path in filter(None, (pair.source, *self.translations(pair))):
            yield partial(self._text, path)
        for locale in self.config.locales:
            yield partial(self._held, pair, locale)

    def translations(self, pair: Pair) -> tuple[str, ...]:
        """The paths of an article's Chinese files, the authored one first."""
        return (pair.target, *(self.derived_path(pair.target, x) for x in self.config.derived))

    def find(self, name: str) -> Pair:
        """The pair with that source or target, or end of one. Raises ArticleNotFound."""
        wanted = name.removeprefix("./")
        if found := self._by_name.get(wanted) or self.pairs.shortened(wanted):
            return found
        raise ArticleNotFound(name, nearest(wanted, list(self._by_name)))

    @cached_property
    def _by_name(self) -> Mapping[str, Pair]:
        return by_own_name(self.config, self.pairs) | self.pairs.by_name()

    def article(self, pair: Pair) -> Article:
        """What there is of a pair, read and cut; read once."""
        return self._read.get(pair, partial(self._article, pair))

    def vocabulary(self, pair: Pair, source: Document | None) -> Vocabulary:
        """What the project writes beside a unit of this source; read when it is asked for."""
        return self._words.beside(pair.article, source)

    @cached_property
    def _words(self) -> cache.SourceWords:
        return cache.SourceWords.of(self.pairs, self.workspace.read_text)

    def _article(self, pair: Pair) -> Article:
        faults = self.faults(pair)
        return LeftAlone(pair, faults) if faults else self._files_of(pair)

    def _files_of(self, pair: Pair) -> Article:
        catalogue = self._held(pair, pair.authored)
        source = self.source(pair, catalogue)
        cut = source.cut if source else self._cut(pair, catalogue)
        file = self._document(pair.target, cut, source=False)
        return opening.classify(pair, source, file, catalogue)

    def source(self, pair: Pair, catalogue: Catalogue | None) -> Document | None:
        """The source of a pair, cut as its catalogue was; None where it is empty or absent."""
        cut = self._cut(pair, catalogue)
        return self._document(pair.source, cut, source=True) if pair.source else None

    def _cut(self, pair: Pair, catalogue: Catalogue | None = None) -> Cut:
        return catalogue.cut if catalogue else self.config.cut_of(pair.article)

    def articles(self, name: str | None = None) -> Iterator[Article]:
        """The articles that have a source, one after the other."""
        return (self.article(pair) for pair in self.authored(name))

    def catalogued(self, name: str | None = None) -> Iterator[Edition | Orphan]:
        """Those of them that have a catalogue, be their source emptied by now."""
        return (each for each in self.articles(name) if isinstance(each, Edition | Orphan))

    def catalogue(self, pair: Pair, locale: Locale) -> Catalogue | None:
        """The catalogue of a pair with all its units, None where there is none yet."""
        return (held := self._held(pair, locale)) and self.whole(pair, held)

    def whole(self, pair: Pair, held: Catalogue) -> Catalogue:
        """A catalogue as its file holds it, with what follows from that of another locale."""
        pair = self._by_name.get(pair.article, pair)
        return self.completing.whole(held, partial(self._files_of, pair))

    @cached_property
    def completing(self) -> Completing:
        """What completes catalogues that hold overrides alone."""
        past = self.workspace, self.history, self.derived_path
        return Completing(self.converter, self.terms, *past)

    def _held(self, pair: Pair, locale: Locale) -> Catalogue | None:
        text = self._text(self.workspace.catalogue_path(pair.article, locale))
        return None if text is None else self.catalogues.open(self._opening(pair, locale), text)

    @cached_property
    def catalogues(self) -> Catalogues:
        """What reads and writes catalogues."""
        return Catalogues(self.workspace, self.history)

    @cached_property
    def adopted(self) -> Adopted:
        """What knows the sources that articles have had since their words were made."""
        return Adopted(self.workspace, self.history)

    def _opening(self, pair: Pair, locale: Locale) -> opening.Opening:
        target = pair.target if locale is pair.authored else self.derived_path(pair.target, locale)
        return opening.opening_of(replace(pair, target=target), locale, self._cut(pair), self._text)

    def told(self, name: str | None = None) -> tuple[Finding, ...]:
        """What other tools took out of the catalogues that were read, of one article or of all."""
        return self.catalogues.told({pair.article for pair in self.named(name)})

    def _document(self, path: str, cut: Cut, *, source: bool) -> Document | None:
        return opening.document_in(self._text(path), cut, source=source)

    def _text(self, path: str) -> str | None:
        return opening.read(self.workspace, path, lambda: self._unmerged)

    @shelved
    def _unmerged(self) -> frozenset[str]:
        return frozenset(self.history.unmerged())

    def anchors(self) -> Anchors:
        """By article, the anchor of each source heading in its translation, when last sound."""
        pairs = {pair.article: pair for pair in self.pairs.pairs if pair.source is not None}
        sound, naming, made = self._as_it_was_sound, self.config.naming, opening.heading_anchors
        return cache.Lazily(list(pairs), lambda name: made(sound(pairs[name]), naming))

    def _as_it_was_sound(self, pair: Pair) -> Article:
        """A pair, or, if it is left alone, what its files said when they were last sound."""
        texts = partial(versions, self.workspace, self.history, pair, pair.authored)
        return last_sound_article(self.article(pair), pair, texts, partial(self._cut, pair))

    def derived_path(self, target: str, locale: Locale) -> str:
        """Where the file of a derived locale stands: 译文/zh_TW/X.md, docs/zh-TW/x.md."""
        return self._names.path(target, locale)

    @cached_property
    def _names(self) -> DerivedNames:
        return DerivedNames(self.files, self.config)

    def derived(self, article: Known, locale: Locale) -> Known | None:
        """An article in a derived locale, None where it has no catalogue there."""
        return self.beside(article, own) if (own := self.catalogue(article.pair, locale)) else None

    def beside(self, article: Known, catalogue: Catalogue) -> Known:
        """An article in the derived locale of a catalogue, with that one and the file there."""
        path = self.derived_path(article.pair.target, catalogue.locale)
        cut = article.source.cut if isinstance(article, Edition) else catalogue.cut
        file = self._document(path, cut, source=False) or Document.blank(cut)
        there = replace(article, pair=replace(article.pair, target=path))
        return replace(there, file=file, catalogue=catalogue)

    def reopened(self) -> Project:
        """The same repository, read again after something was written."""
        new = opened(self.workspace, self.config, self.history, self.step, self.witness)
        return replace(self.with_engines_for(new), only=self.only, executor=self.executor)

    def with_engines_for(self, other: Project) -> Project:
        """Another repository, asked with what this one is asked with."""
        return replace(other, speller=self.speller, converter=self.converter)

    def up_to_date(self) -> Project:
        """The same repository, read again if anything was written since it was read."""
        return self if self.workspace.answers.effects == self.effects else self.reopened()

    @cached_property
    def all_links(self) -> Links:
        """How links are written in every locale."""
        pairs = {pair.source: pair for pair in self.pairs.pairs if pair.source}
        return Links(pairs, self, self._is_published)

    def _is_published(self, pair: Pair) -> bool:
        """Whether a translation is there, or will be, by its catalogue as it was read first."""
        there = None if pair.kind is PairKind.BOTH else self._as_it_was_sound(pair)
        found = there.catalogue.units if isinstance(there, Catalogued) else ()
        return there is None or any(unit.words for unit in found)

    def links(self, pair: Pair, anchors_of: Anchors) -> LinkMap:
        """How links of one article are written in its translation; no file lies in two trees."""
        files = () if self.workspace.is_mounted(pair.article) else self.files
        targets, style = self.all_links.targets, self.config.naming.style
        return LinkMap(pair.article, pair.target, targets, anchors_of, files, style=style)


def opened(
    workspace: Workspace,
    config: Config,
    history: History | None = None,
    step: Callable[[str], None] = lambda _text: None,
    witness: Witness | None = None,
) -> Project:
    """The repository with its pairs. Raises BadSetting; BadLink where an index row leads out."""
    effects, files = workspace.answers.look_again(), workspace.files()
    history = history if isinstance(history, Noted) else Noted(history or NoHistory(), workspace)
    heirs = Heirs(workspace, history, config.authored)
    found = underived(files, workspace.read_text, config, heirs)
    return Project(workspace, config, found, files, history, step, witness, effects=effects)
