"""Links between articles: a catalogue holds the source's, a published file the translation's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote, unquote

# By source article, each heading's anchor in the translation.
Anchors = Mapping[str, Mapping[str, str]]
_SCHEME = ("http:", "https:", "mailto:", "ftp:", "data:", "//")


@dataclass(frozen=True, eq=False)
class Targets:
    """The translation of each source article, as far as it `is_published`; asked when needed."""

    of: Mapping[str, str] = field(default_factory=dict)
    is_published: Callable[[str], bool] = lambda _source: True

    def get(self, source: str) -> str | None:
        """The published translation of an article, None where there is none."""
        target = self.of.get(source)
        return target if target is not None and self.is_published(source) else None

    def sources(self, target: str) -> list[str]:
        """The articles whose published translation a file is."""
        return [source for source in self._sources.get(target, ()) if self.is_published(source)]

    @cached_property
    def _sources(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, target in self.of.items():
            found.setdefault(target, []).append(source)
        return found


@dataclass(frozen=True)
class LinkMap:
    """How links of one article are written in its translation, and back.

    `targets` gives each source article its published translation; `anchors` gives, by source
    article, each heading's anchor in the translation. `files` are the repository's files. Of a
    derived locale `authored` says how the authored file has them.
    """

    source: str
    target: str
    targets: Targets = field(default_factory=Targets)
    anchors: Anchors = field(default_factory=dict)
    files: Collection[str] = ()
    authored: LinkMap | None = None

    def forward(self, link: str) -> str:
        """A link of the source as the translation has it; what maps to nothing stays."""
        parts = _parts(link)
        if parts is None:
            return link
        path, hash_, anchor = parts
        article = self._resolve(path, self.source) if path else self.source
        if anchor:
            anchor = self.anchors.get(article, {}).get(unquote(anchor), anchor)
        return self._path(path, article) + hash_ + anchor

    def back(self, link: str) -> str:
        """A link of the translation as the source has it: what `forward` makes into it."""
        parts = _parts(link)
        if parts is None:
            return link
        path, hash_, anchor = parts
        file = self._file(path) + hash_ + anchor
        # A path that is the same from both folders stays as it is spelt.
        kept = link if _same(file, link) else file
        candidates = (*self._articles(path, hash_, anchor), kept, link)
        fitting = (candidate for candidate in candidates if _same(self.forward(candidate), link))
        found = next(fitting, link)
        if found == link and self.authored is not None:
            # A file that was built before its locale had links of its own.
            return replace(self.authored, target=self.target).back(link)
        return found

    def localised(self, link: str, local: LinkMap) -> str:
        """A link of the authored file as a derived one has it; one to a source stays one."""
        parts = _parts(link)
        if parts is None:
            return link
        path, hash_, anchor = parts
        named = self._resolve(path, self.target) if path else self.target
        if self.targets.sources(named) or not path:
            return local.forward(self.back(link))
        if named not in self.files:
            return link
        return self._relative(named, local.target, path) + hash_ + anchor

    def _articles(self, path: str, hash_: str, anchor: str) -> Iterator[str]:
        """Links to the sources whose translation a link of ours leads to."""
        articles = self.targets.sources(self._resolve(path, self.target) if path else self.target)
        if not path and not articles:
            articles = [self.source]
        for article in articles:
            names = self.anchors.get(article, {}) if anchor else {}
            back = {to: name for name, to in names.items()}
            start = self._relative(article, self.source, path) if path else ""
            yield start + hash_ + back.get(unquote(anchor), anchor)

    def _file(self, path: str) -> str:
        return self._relative(self._resolve(path, self.target), self.source, path) if path else ""

    def _path(self, path: str, article: str) -> str:
        if not path:
            return ""
        target = self.targets.get(article)
        if target is not None:
            return self._relative(target, self.target, path)
        if self._resolve(path, self.target) in self.files:
            return path
        near = self._resolve(path, self.authored.target) if self.authored else ""
        named = next((file for file in (near, article) if file in self.files), "")
        return self._relative(named, self.target, path) if named else path

    @staticmethod
    def _resolve(path: str, article: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(article), unquote(path)))

    @staticmethod
    def _relative(path: str, article: str, like: str) -> str:
        """A path from an article's folder, written as `like` is: with `./`, percent-encoded."""
        relative = posixpath.relpath(path, posixpath.dirname(article) or ".")
        if like.startswith("./") and not relative.startswith("."):
            relative = f"./{relative}"
        return _UNSAFE.sub(lambda match: quote(match[0]), relative)


# What would end a link's destination or mean something else; Chinese may stand as it is.
_UNSAFE = re.compile(r"[\x00-\x20()<>\"\\%?#]")


def _parts(link: str) -> tuple[str, str, str] | None:
    """Path, `#` and anchor of a link within the repository; None for all others."""
    if not link or link.lower().startswith(_SCHEME) or link.startswith("/"):
        return None
    return link.partition("#")


def _same(a: str, b: str) -> bool:
    return unquote(a).removeprefix("./") == unquote(b).removeprefix("./")
