"""Where the links and pictures of an article are, seen from its page."""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from transpipe.editions.project import Project
from transpipe.model import Locale
from transpipe.model.text import digest

Hrefs = Mapping[tuple[str, Locale], str]

# What a browser shows as a picture and nothing else; whatever it is, a page asks for it as one.
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
_FILES = "files"
_OUTSIDE = ("#", "/", "?")


def quoted(path: str) -> str:
    """A path as an address."""
    return quote(path, errors="surrogateescape")


def relative(path: str, page_path: str) -> str:
    """The address of a file of the site, seen from one of its pages."""
    return quoted(posixpath.relpath(path, posixpath.dirname(page_path) or "."))


@dataclass(slots=True)
class Placed:
    """The addresses of one page; `pictures` are those that it shows, by their place on the site."""

    project: Project
    article: tuple[str, str]  # the paths of its source and of its translation
    page: tuple[str, Locale]
    hrefs: Hrefs
    pictures: dict[str, str] = field(default_factory=dict)

    @property
    def _authored(self) -> Locale:
        return self.project.config.authored

    def link(self, link: str) -> str | None:
        """Another page, or the file at the repository's host; None for what is not there."""
        if not link or ":" in link.partition("/")[0] or link.startswith(_OUTSIDE):
            return link
        path, hash_, anchor = link.partition("#")
        path = path.partition("?")[0]
        for there in self._candidates(path):
            known = self.hrefs.get((there, self.page[1])) or self.hrefs.get((there, self._authored))
            if known:
                return relative(known, self.page[0]) + hash_ + anchor
        found = self._file(path)
        if found is None or self.project.workspace.is_mounted(found):
            return None
        template = self.project.config.pages.source
        if template:
            return template.replace("{path}", quoted(found)) + hash_ + anchor
        return relative(f"../{found}", self.page[0]) + hash_ + anchor

    def page_of(self, link: str, sources: Mapping[str, str]) -> str:
        """The page of the article that a link leads to, or to whose translation; '' for others."""
        path = link.partition("#")[0]
        for there in self._candidates(path) if path and ":" not in path else ():
            name = sources.get(there, there)
            known = self.hrefs.get((name, self.page[1])) or self.hrefs.get((name, self._authored))
            if known:
                return relative(known, self.page[0])
        return ""

    def image(self, source: str) -> str | None:
        """A picture in the site, which is shared by all pages with the same one."""
        if not source or ":" in source.partition("/")[0] or source.startswith("//"):
            return source
        path = source.partition("#")[0].partition("?")[0]
        found = self._file(path.lstrip("/") if source.startswith("/") else path)
        if found is None:
            return source
        data = self.project.workspace.read_bytes(found)
        ending = posixpath.splitext(found)[1].lower()
        if ending in PICTURES and len(data) <= self.project.config.pages.inline_images:
            return f"data:{PICTURES[ending]};base64,{base64.b64encode(data).decode()}"
        name = digest(base64.b64encode(data).decode())
        place = f"{_FILES}/{name}{ending if ending in PICTURES else '.bin'}"
        self.pictures.setdefault(place, found)
        return relative(place, self.page[0])

    def _candidates(self, path: str) -> list[str]:
        """The paths that an address may mean: seen from the source, then from the translation."""
        folders = dict.fromkeys(posixpath.dirname(each) for each in self.article)
        bare = unquote(path)
        return [posixpath.normpath(posixpath.join(folder, bare)) for folder in folders]

    def _file(self, path: str) -> str | None:
        there = self.project.files
        return next((each for each in self._candidates(path) if there.get(each, -1) >= 0), None)
