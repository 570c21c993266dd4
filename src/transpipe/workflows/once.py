"""What is worked out at most once in a command, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from transpipe import po
from transpipe.markdown import segments
from transpipe.model import Document, Lines, Locale

T = TypeVar("T")
# So many texts of either kind are held: those of a few thousand articles, which are held anyway.
_HELD = 1 << 13


@lru_cache(maxsize=_HELD)
def document(text: str, lines: Lines | None, *, source: bool) -> Document:
    """The text of an article, cut into blocks."""
    return segments.parse(text, lines, source=source)


@lru_cache(maxsize=_HELD)
def read(text: str, path: str, article: str, locale: Locale) -> po.Read:
    """The text of a catalogue, and what a tool took out of it. Raises CatalogueDamaged."""
    return po.read(text, path, article, locale)


class Lazily(Mapping[str, T]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
