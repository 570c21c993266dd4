"""The files of a repository that links may lead to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from posixpath import dirname
from urllib.parse import unquote

from transpipe.links.address import parts

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, eq=False)
class Files:
    """The files of a repository by path, with their sizes in bytes where these are known."""

    paths: Collection[str]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that a file is in, at any depth."""
        found = {"."} if self.paths else set()
        for folder in map(dirname, self.paths):
            while folder and folder not in found:
                found.add(folder)
                folder = dirname(folder)
        return frozenset(found)

    def holds(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        return path in self.paths or path in self.folders

    def is_empty(self, path: str) -> bool:
        """Whether it is a file that is known to hold nothing."""
        return isinstance(self.paths, Mapping) and self.paths.get(path) == 0


def file_of(address: str) -> str:
    """The path an address names: no query, escapes resolved."""
    return unquote(unescape(_ESCAPE.sub(r"\1", address.partition("?")[0])))


def is_inside(target: str) -> bool:
    """Whether a link is relative to the file it stands in."""
    found = parts(target)
    return bool(found.path) and not found.scheme and not found.netloc and target[0] not in "/<{"
