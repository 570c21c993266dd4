"""The words that a project writes, for telling a slip from a word that no list has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from transpipe.stale.reading import Sort, read
from transpipe.stale.spelling import Elsewhere

_WORD = re.compile(r"[^\W\d_]+")
# The words of a name in code: readLines, read_lines, HTTPServer.
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a project: `units` are its source texts, `code` what stands in its code.

    Both are asked for once, and only where a slip is in question.
    """

    units: Callable[[], Iterable[str]]
    code: Callable[[], Iterable[str]]

    def beside(self, old: str, new: str) -> Elsewhere:
        """Whether a word stands in code, or in another unit than the one that was `old`."""

        def elsewhere(word: str) -> bool:
            here = (word in _words(new)) if new in self._texts else False
            return word in self._coded or word in _coded(old, new) or self._met[word] > here

        return elsewhere

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(self.units())

    @cached_property
    def _met(self) -> Counter[str]:
        """In how many units each word stands; a text that is repeated counts once."""
        return Counter(word for text in self._texts for word in _words(text))

    @cached_property
    def _coded(self) -> frozenset[str]:
        return frozenset(word for text in self.code() for word in _parts(text))


NO_PROJECT = Vocabulary(tuple, tuple)
"""Of texts that belong to no project."""


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _parts(code: str) -> Iterator[str]:
    for part in _PART.findall(code):
        yield part.lower()


def _coded(*texts: str) -> set[str]:
    """The words in the code of some units."""
    tokens = (token for text in texts for token in read(text).tokens)
    return {part for token in tokens if token.sort is Sort.CODE for part in _parts(token.text)}
