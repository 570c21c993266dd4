"""Links between articles: a catalogue holds the source's, a published file the translation's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

_SCHEME = ("http:", "https:", "mailto:", "ftp:", "data:", "//")


@dataclass(frozen=True)
class LinkMap:
    """How links of one article are written in its translation, and back.

    `targets` gives each source article its published translation; `anchors` gives, by source
    article, each heading's anchor in the translation. `files` are the repository's files.
    """

    source: str
    target: str
    targets: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Collection[str] = ()

    def forward(self, link: str) -> str:
        """A link of the source as the translation has it; what maps to nothing stays."""
        parts = _parts(link)
        if parts is None:
            return link
        path, anchor = parts
        article = self._resolve(path, self.source) if path else self.source
        anchor = self.anchors.get(article, {}).get(unquote(anchor), anchor)
        return self._path(path, article) + (f"#{anchor}" if anchor else "")

    def back(self, link: str) -> str:
        """A link of the translation as the source has it: what `forward` makes into it."""
        parts = _parts(link)
        if parts is None:
            return link
        for candidate in self._candidates(*parts):
            if candidate != link and _same(self.forward(candidate), link):
                return candidate
        return link

    def _candidates(self, path: str, anchor: str) -> list[str]:
        resolved = self._resolve(path, self.target) if path else self.target
        articles = [s for s, t in self.targets.items() if t == resolved]
        if not path and not articles:
            articles = [self.source]
        found: list[str] = []
        for article in articles:
            back = {to: to_source for to_source, to in self.anchors.get(article, {}).items()}
            end = back.get(unquote(anchor), anchor)
            start = self._relative(article, self.source, path) if path else ""
            found.append(start + (f"#{end}" if end else ""))
        if path:
            start = self._relative(resolved, self.source, path)
            found.append(start + (f"#{anchor}" if anchor else ""))
        return found

    def _path(self, path: str, article: str) -> str:
        if not path:
            return ""
        if article in self.targets:
            return self._relative(self.targets[article], self.target, path)
        beside = self._resolve(path, self.target)
        if beside in self.files or article not in self.files:
            return path
        return self._relative(article, self.target, path)

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


def _parts(link: str) -> tuple[str, str] | None:
    """Path and anchor of a link within the repository; None for all others."""
    if not link or link.lower().startswith(_SCHEME) or link.startswith("/"):
        return None
    path, _, anchor = link.partition("#")
    return path, anchor


def _same(a: str, b: str) -> bool:
    return unquote(a).removeprefix("./") == unquote(b).removeprefix("./")
