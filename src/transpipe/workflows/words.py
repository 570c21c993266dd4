"""Which words the sources of a project have: read only when a slip of the finger is in question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from transpipe.errors import TranspipeError
from transpipe.model import OPAQUE, Document
from transpipe.stale.slips import Vocabulary, words


@dataclass(frozen=True)
class SourceWords:
    """The words of all source files, read at most once."""

    paths: tuple[str, ...]
    read: Callable[[str], str]

    def beside(self, path: str, source: Document | None) -> Vocabulary:
        """What a unit of one article is judged against: its other units, its code, other files."""
        return Vocabulary(
            lambda: () if source is None else [segment.text for _n, segment in source.segments()],
            lambda word: self._others(word, path) or (source is not None and _coded(source, word)),
        )

    def _others(self, word: str, path: str) -> bool:
        """Whether a word stands in another file."""
        own = path in self.paths and word in words(self._text(path))
        return self._files[word] > own

    @cached_property
    def _files(self) -> Counter[str]:
        return Counter(word for path in self.paths for word in words(self._text(path)))

    def _text(self, path: str) -> str:
        try:
            return self.read(path)
        except TranspipeError:  # what cannot be read says nothing
            return ""


def _coded(source: Document, word: str) -> bool:
    return any(word in words(text) for text in _code(source) if word in text.lower())


def _code(source: Document) -> Iterator[str]:
    return (block.raw for block in source.blocks if block.kind in OPAQUE)
