"""The words that a project writes, for telling a slip from a word that no list has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from transpipe.stale.reading import Sort, read
from transpipe.stale.spelling import Elsewhere, nowhere

# The words of prose and of names in code alike: readLines, read_lines, HTTPServer.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Vocabulary:
    """The words of an article, `units` being its source texts, and of what is around it.

    The texts are asked for once, and `around` at all, only where a slip is in question.
    """

    units: Callable[[], Iterable[str]] = tuple
    around: Elsewhere = nowhere

    def beside(self, old: str, new: str) -> Elsewhere:
        """Whether a word stands in code, or in another unit than the one that was `old`."""

        def elsewhere(word: str) -> bool:
            own = new in self._texts and word in words(new)
            return word in _coded(old, new) or self._met[word] > own or self.around(word)

        return elsewhere

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(self.units())

    @cached_property
    def _met(self) -> Counter[str]:
        """In how many units each word stands; a text that is repeated counts once."""
        return Counter(word for text in self._texts for word in words(text))


NO_PROJECT = Vocabulary()
"""Of texts that belong to no project."""


def words(text: str) -> set[str]:
    """The words of a text in small letters, those of names in code one by one."""
    return {word.lower() for word in _WORD.findall(text)}


def _coded(*texts: str) -> set[str]:
    """The words in the code of some units."""
    return {word for text in texts for part in _code(text) for word in words(part)}


def _code(text: str) -> Iterator[str]:
    return (token.text for token in read(text).tokens if token.sort is Sort.CODE)
