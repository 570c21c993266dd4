"""How the links of all articles are written: in the authored locale, and in derived ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from transpipe.config import Config
from transpipe.editions.cache import Lazily
from transpipe.editions.opening import heading_anchors
from transpipe.links.anchors import renumbered, slugs
from transpipe.links.mapping import Anchors, LinkMap
from transpipe.links.pages import LOCALISED, stands_for_missing
from transpipe.links.targets import Targets
from transpipe.model import Article, Catalogued, Edition, Layout, Locale, Naming, Pair
from transpipe.model.inputs import Shelf, shelved
from transpipe.repository import Workspace


class Articles(Protocol):
    """What is asked of a project."""

    @property
    def files(self) -> Mapping[str, int]:
        """The files of the repository."""

    @property
    def config(self) -> Config:
        """The settings."""

    def article(self, pair: Pair) -> Article:
        """A pair with all that belongs to it."""

    def derived_path(self, target: str, locale: Locale) -> str:
        """Where the file of a derived locale stands."""

    def derived(self, article: Edition, locale: Locale) -> Edition | None:
        """An article in a derived locale."""


@dataclass(frozen=True, eq=False)
class Links:
    """The published translations of the sources, and where those of derived locales stand."""

    pairs: Mapping[str, Pair]
    project: Articles
    is_published: Callable[[Pair], bool]

    @shelved
    def targets(self) -> Targets:
        """The published translation of each source article."""
        there = Lazily(list(self.pairs), lambda source: self.is_published(self.pairs[source]))
        found = {source: pair.target for source, pair in self.pairs.items()}
        return Targets(found, there.__getitem__)

    @shelved
    def _local(self) -> Shelf[Locale, Targets]:
        return Shelf()

    def _targets_in(self, locale: Locale) -> Targets:
        """The same in a locale; of an article that is not there, the authored one.

        A site that has a page for it all the same has it in that locale.
        """

        def made() -> Targets:
            found = {
                source: self._path(pair, locale) or self._instead(source, pair, locale)
                for source, pair in self.pairs.items()
            }
            return Targets(found, self.targets.is_published)

        return self._local.get(locale, made)

    def _path(self, pair: Pair, locale: Locale) -> str:
        """The file of an article in a locale; empty where none is, nor will be once it is built."""
        path = self.project.derived_path(pair.target, locale)
        if path in self.project.files:
            return path
        begun = Workspace.catalogue_path(pair.article, locale) in self.project.files
        return path if begun and self._says_anything(pair) else ""

    def _instead(self, source: str, pair: Pair, locale: Locale) -> str:
        style = self.project.config.naming.style
        of_site = style not in LOCALISED and stands_for_missing(style, source)
        return self.project.derived_path(pair.target, locale) if of_site else pair.target

    def _says_anything(self, pair: Pair) -> bool:
        """Whether an article has words in Chinese: without any, no file is made of it."""
        article = self.project.article(pair)
        return isinstance(article, Catalogued) and any(u.words for u in article.catalogue.active())

    def _beside(self, name: str, locale: Locale) -> tuple[Edition, Edition] | None:
        article = self.project.article(self.pairs[name]) if name in self.pairs else None
        child = self.project.derived(article, locale) if isinstance(article, Edition) else None
        return (article, child) if isinstance(article, Edition) and child else None

    def local(self, edition: Catalogued, links: LinkMap, anchors: Anchors | None) -> LinkMap:
        """How the links of an article are written in a derived locale: `anchors` are those there.

        They are those of the files as they are where none are given.
        """
        there = self._standing(edition.locale, links.anchors) if anchors is None else anchors
        targets, path = self._targets_in(edition.locale), edition.pair.target
        return replace(links, target=path, targets=targets, anchors=there, authored=links)

    def _standing(self, locale: Locale, anchors: Anchors) -> Anchors:
        """The anchors of each article in the files of a locale as they are now."""

        def of(name: str) -> Mapping[str, str]:
            found = self._beside(name, locale)
            if found is None or not found[1].is_written:
                return anchors.get(name, {})
            naming = self.project.config.naming
            names = _names(*found, naming)
            return local_anchors(found[1], anchors.get(name, {}), names, naming)

        return Lazily(list(anchors), of)


def _names(authored: Edition, child: Edition, naming: Naming) -> Mapping[str, str]:
    """The anchors of the headings of an authored file in the derived one, where all are there."""
    return renumbered(slugs(authored.file, naming), slugs(child.file, naming))


def local_anchors(
    child: Edition, anchors: Mapping[str, str], names: Mapping[str, str], naming: Naming
) -> Mapping[str, str]:
    """By source heading, and by authored one, the anchor in a derived file.

    `anchors` are those of the source in the authored file, `names` those of that one in this.
    """
    if child.is_written and child.catalogue.layout is Layout.OWN:
        return heading_anchors(child, naming)
    return {**names, **{name: names.get(anchor, anchor) for name, anchor in anchors.items()}}
