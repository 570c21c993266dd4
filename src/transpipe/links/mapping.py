"""Links between articles: a catalogue holds the source's, a published file the translation's."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from urllib.parse import unquote

from transpipe.links.pages import (
    LOCALISED,
    Page,
    Start,
    address_of,
    from_content,
    page_named,
    stands_for_missing,
)
from transpipe.links.targets import Targets
from transpipe.markdown.attributes import InTag
from transpipe.markdown.inline import spelt
from transpipe.model import AnchorStyle

# By source article, each heading's anchor in the translation.
Anchors = Mapping[str, Mapping[str, str]]
SCHEMES = ("http:", "https:", "mailto:", "ftp:", "data:", "//")


@dataclass(frozen=True)
class LinkMap:
    """How links of one article are written in its translation, and back.

    `targets` gives each source article its published translation; `anchors` gives, by source
    article, each heading's anchor in the translation. `files` are the repository's files. Of a
    derived locale `authored` says how the authored file has them. `style` is the site's.
    """

    source: str
    target: str
    targets: Targets = field(default_factory=Targets)
    anchors: Anchors = field(default_factory=dict)
    files: Collection[str] = ()
    authored: LinkMap | None = None
    style: AnchorStyle = AnchorStyle.GITHUB

    def forward(self, link: str) -> str:
        """A link of the source as the translation has it; what maps to nothing stays."""
        parts = self._parts(link)
        if parts is None or self._is_plain(link):
            return link
        path, hash_, anchor = parts
        article = self._resolve(path, self.source) if path else self.source
        page = None if article in self.targets.of else self._page(path, self.source)
        there = self._to_page(page, path) if page else self._path(path, article)
        if there is None:
            return link
        return there + hash_ + self._anchor(page.article if page else article, anchor)

    def _anchor(self, article: str, anchor: str) -> str:
        names, named = self.anchors.get(article, {}), unquote(anchor)
        return names.get(named) or names.get(named.lower()) or anchor

    def back(self, link: str) -> str:
        """A link of the translation as the source has it: what `forward` makes into it."""
        parts = self._parts(link)
        if parts is None:
            return link
        path, hash_, anchor = parts
        file = self._file(path) + hash_ + anchor
        # A path that is the same from both folders stays as it is spelt.
        kept = link if _same(file, link) else file
        pages = self._pages(path, hash_, anchor)
        candidates = chain(self._articles(path, hash_, anchor), pages, (kept, link))
        fitting = (candidate for candidate in candidates if _same(self.forward(candidate), link))
        found = next(fitting, link)
        if found == link and self.authored is not None:
            # A file that was built before its locale had links of its own.
            return replace(self.authored, target=self.target).back(link)
        return found

    def localised(self, link: str, local: LinkMap) -> str:
        """A link of the authored file as a derived one has it; one to a source stays one."""
        parts = self._parts(link)
        if parts is None:
            return link
        path, hash_, anchor = parts
        named = self._resolve(path, self.target) if path else self.target
        if self.targets.sources(named) or not path or self.back(link) != link:
            return local.forward(self.back(link))
        there = self._from(path, self.target, local.target)
        return there + hash_ + anchor if there else link

    def _from(self, path: str, here: str, there: str) -> str:
        """The file or page that a path names in the file `here`, as `there` has it; '' for none."""
        named = self._resolve(path, here)
        if named in self.files:
            return self._relative(named, there, path)
        names_page = self.style not in LOCALISED and path.strip("./")
        page = self._named(path, here, self.files) if names_page else None
        alone = page is not None and not self.targets.named(page.article)
        found = address_of(page, page.article, there, path) if page and alone else None
        return _like(found, path) if found else ""

    def _pages_of_ours(self, path: str, hash_: str, anchor: str) -> Iterator[str]:
        page = self._named(path, self.target, self.targets.all_files)
        if page is None:
            return
        for article in self.targets.named(page.article):
            found = address_of(page, article, self.source, path)
            if found is not None:
                yield _like(found, path) + hash_ + self._anchor_back(article, anchor)

    def file_of_source(self, link: str) -> str:
        """The file that a link of the source leads to, '' for none that is known."""
        path = (self._parts(link) or ("", "", ""))[0]
        named = self._resolve(path, self.source)
        if not path or named in self.files:
            return named if path else self.source
        page = self._page(path, self.source)
        return page.article if page else ""

    def file_of(self, link: str) -> str:
        """The file that a link of the translation leads to, '' for none that is known.

        Of a page that is made of the source, as nobody has translated it, that is the source.
        """
        path = (self._parts(link) or ("", "", ""))[0]
        named = self._resolve(path, self.target)
        if not path or named in self.files:
            return named if path else self.target
        if self._is_plain(link):
            return self.file_of_source(link)
        if self.style in LOCALISED:
            page = self._page(path, self.source)
            articles = [page.article] if page else list(self._from_top(path))
        else:
            like = self._page(path, self.source)
            page = self._named(path, self.target, self.targets.either, like.start if like else None)
            articles = self.targets.named(page.article) if page else []
            if page and not articles:
                return page.article
        found = [self.targets.get(article) or article for article in articles]
        return found[0] if found else ""

    def _from_top(self, path: str) -> Iterator[str]:
        """The articles that Docusaurus finds by a path from the top of its contents."""
        return iter(self.targets.missing(path) if self.style is AnchorStyle.DOCUSAURUS else ())

    def _articles(self, path: str, hash_: str, anchor: str) -> Iterator[str]:
        """Links to the sources whose translation a link of ours leads to."""
        articles = self.targets.sources(self._resolve(path, self.target) if path else self.target)
        if not path and not articles:
            articles = [self.source]
        for article in articles:
            start = self._relative(article, self.source, path) if path else ""
            yield start + hash_ + self._anchor_back(article, anchor)

    def _anchor_back(self, article: str, anchor: str) -> str:
        names = self.anchors.get(article, {}) if anchor else {}
        back = {to: name for name, to in names.items()}
        return back.get(unquote(anchor), anchor)

    def _is_plain(self, link: str) -> bool:
        """Whether nobody leads it to the reader's language: it names the page of the source."""
        return isinstance(link, InTag) and link.startswith("/") and self.style in LOCALISED

    def _page(self, path: str, here: str) -> Page | None:
        return self._named(path, here, self.targets.of) if path else None

    def _named(
        self, path: str, here: str, articles: Container[str], first: Start | None = None
    ) -> Page | None:
        from_top = self.style is AnchorStyle.DOCSIFY
        return page_named(path, here, articles, from_top=from_top, first=first)

    def _parts(self, link: str) -> tuple[str, str, str] | None:
        """Path, `#` and anchor of a link within the repository or its site; None for others."""
        if not link or link.lower().startswith(SCHEMES):
            return None
        in_query = self.style is AnchorStyle.DOCSIFY and "#" not in link
        return link.partition("?id=" if in_query else "#")

    def _to_page(self, page: Page, path: str) -> str | None:
        """The address of the translation's page; that of the source's where no other is.

        None where a translation stands beside its source, and nobody knows what it is called.
        """
        if self.style in LOCALISED:
            return path
        file = self.targets.get(page.article)
        if file is None and stands_for_missing(self.style, self.source):
            file = self.targets.of[page.article]
        if file and self.style is not AnchorStyle.VITEPRESS and page.is_tagged(file):
            return None
        found = address_of(page, file or page.article, self.target, path)
        return found if found is None or found == path else _like(found, path)

    def _pages(self, path: str, hash_: str, anchor: str) -> Iterator[str]:
        """Links to sources whose page, or that of whose translation, a link of ours names."""
        if page := self._page(path, self.source):
            yield path + hash_ + self._anchor_back(page.article, anchor)
        if path and self.style not in LOCALISED:
            yield from self._pages_of_ours(path, hash_, anchor)
        for article in self._from_top(path) if path else ():
            yield self._relative(article, self.source, "./") + hash_ + anchor

    def _file(self, path: str) -> str:
        return self._relative(self._resolve(path, self.target), self.source, path) if path else ""

    def _path(self, path: str, article: str) -> str:
        if not path:
            return ""
        target = self.targets.get(article)
        if target is not None:
            return self._relative(target, self.target, path)
        if self._from(path, self.target, self.target):
            return path
        if self.style is AnchorStyle.DOCUSAURUS and article in self.targets.of:
            return self._from_content(path, article)
        near = self._from(path, self.authored.target, self.target) if self.authored else ""
        return near or self._from(path, self.source, self.target) or path

    def _from_content(self, path: str, article: str) -> str:
        """Docusaurus has the source's page for an article that nobody has translated."""
        named = from_content(article, self.targets.of[article])
        return spelt(named) if named else self._relative(article, self.target, path)

    @staticmethod
    def _resolve(path: str, article: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(article), unquote(path)))

    @staticmethod
    def _relative(path: str, article: str, like: str) -> str:
        """A path from an article's folder, written as `like` is: with `./`, percent-encoded."""
        relative = posixpath.relpath(path, posixpath.dirname(article) or ".")
        if like.startswith("./") and not relative.startswith("."):
            relative = f"./{relative}"
        return spelt(relative)


def _like(path: str, like: str) -> str:
    """A path, written as `like` is."""
    dotted = like.startswith("./") and not path.startswith((".", "/"))
    return spelt(f"./{path}" if dotted else path)


def _same(a: str, b: str) -> bool:
    return unquote(a).removeprefix("./") == unquote(b).removeprefix("./")
