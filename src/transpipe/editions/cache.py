"""What is worked out at most once in a command, however often it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from transpipe import po
from transpipe.errors import CatalogueDamaged, TranspipeError
from transpipe.markdown import segments
from transpipe.model import OPAQUE, Catalogue, Cut, Document, Locale, Pair, Pairs, Publication
from transpipe.model.inputs import Shelf, shelved
from transpipe.stale.slips import Vocabulary, words

T = TypeVar("T")
# Catalogues as they are for the source of now, behind what they were, by the pair and the id of
# that: it stays as long as it is held here.
Synced = Shelf[tuple[Pair, int], tuple[Catalogue, Catalogue]]
# So many texts of either kind are held: those of a few thousand articles, which are held anyway.
_HELD = 1 << 13


# What was cut as it had to be found out, by the cut that was found: nearly always asked for next.
_FOUND: dict[tuple[str, Cut, bool], Document] = {}


@lru_cache(maxsize=_HELD)
def document(text: str, cut: Cut, *, source: bool) -> Document:
    """The text of an article, cut into blocks."""
    made = _FOUND.pop((text, cut, source), None)
    if made is None:
        made = segments.parse(text, cut, source=source)
        if made.cut != cut and len(_FOUND) < _HELD:
            _FOUND[text, made.cut, source] = made
    return made


def written(made: Publication, cut: Cut) -> Document:
    """A Chinese text that is to be written: as it was read back, where it was."""
    know(made.read, made.text)
    return document(made.text, cut, source=False)


def know(made: Document | None, text: str) -> None:
    """Takes a Chinese text as it was read already, by whoever wrote it; nothing for another one."""
    if made is not None and made.text == text and len(_FOUND) < _HELD:
        _FOUND[text, made.cut, False] = made


@lru_cache(maxsize=_HELD)
def read(text: str, path: str, article: str, locale: Locale) -> po.Read:
    """The text of a catalogue, and what a tool took out of it. Raises CatalogueDamaged."""
    return po.read(text, path, article, locale)


def readable(text: str, path: str, article: str, locale: Locale) -> po.Read | None:
    """The same, None where nobody can read it."""
    with suppress(CatalogueDamaged):
        return read(text, path, article, locale)
    return None


class Lazily(Mapping[str, T]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: Shelf[str, T] = Shelf()

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        return self._made.get(key, lambda: self._make(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class SourceWords:
    """The words of all source files, read at most once."""

    paths: tuple[str, ...]
    read: Callable[[str], str]

    @classmethod
    def of(cls, pairs: Pairs, read: Callable[[str], str]) -> SourceWords:
        """Those of the sources of some pairs."""
        return cls(tuple(p.source for p in pairs.pairs if p.source is not None), read)

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

    @shelved
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
