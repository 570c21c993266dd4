"""What links can lead to in the files of a repository, articles or not."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial

from transpipe.editions import cache
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.links.anchors import all_anchors
from transpipe.model import Cut, Naming
from transpipe.model.inputs import Shelf
from transpipe.pairs import SUFFIXES

# So many files are held, each with the names of its headings.
_HELD = 1 << 13


@dataclass(frozen=True)
class LinkedNames:
    """The names in each file, read when they are asked for."""

    project: Project
    _known: Shelf[str, Collection[str] | None] = field(
        default_factory=Shelf, init=False, compare=False
    )

    def of(self, path: str) -> Collection[str] | None:
        """The names in a file that a link can lead to; None of what is no Markdown."""
        return self._known.get(path, partial(self._read, path))

    def _read(self, path: str) -> Collection[str] | None:
        if path not in self.project.files or not path.endswith(SUFFIXES):
            return None
        with suppress(TranspipeError):  # said elsewhere
            config, text = self.project.config, self.project.workspace.read_text(path)
            return _names(text, config.cut_of(path), config.naming)
        return None


@lru_cache(maxsize=_HELD)
def _names(text: str, cut: Cut, naming: Naming) -> Collection[str]:
    return all_anchors(cache.document(text, cut, source=False), naming)
