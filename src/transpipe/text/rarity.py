"""The words of a text, and how much two texts have in common by how rare their words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from math import log

from transpipe.text.han import HAN
from transpipe.text.similarity import opcodes

Rarity = Callable[[str], float]

_WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
_PIECE = re.compile(rf"[{HAN}]|[^\W{HAN}]+|[^\w\s]")
# What a byte of UTF-8 is among words: a small letter, a blank, or a part of another character.
_BYTES = bytes(
    n if n >= 128 else ord(chr(n).lower()) if _WORD.match(chr(n)) else ord(" ") for n in range(256)
)
# In fewer texts than this a word that stands once need not be common elsewhere.
_FEW = 1000
# Fewer pieces in a row stand in any two texts.
_RUN = 3


def words(text: str) -> list[str]:
    """The words and Chinese characters of a text, in small letters.

    >>> words("Pour 2 cups of 普洱, s'il vous plaît!")
    ['pour', '2', 'cups', 'of', '普', '洱', 's', 'il', 'vous', 'plaît']
    """
    found = parts(text)
    if text.isascii():
        return b" ".join(found).decode().split()
    return [word for part in found for word in words_of(part)]


def parts(text: str) -> list[bytes]:
    """A text in parts, each of which is a word or has some.

    Most words are ASCII, and most of the time went into finding those one by one.
    """
    return text.encode("utf-8", "surrogatepass").translate(_BYTES).split()


def parts_of_each(texts: bytes, between: bytes) -> Iterator[set[bytes]]:
    """The different parts of each of many texts, in UTF-8, with a byte between them that is none.

    As parts of one text a hundred thousand of them took half as long again.
    """
    return map(set, map(bytes.split, texts.translate(_BYTES).split(between)))


def words_of(part: bytes) -> Sequence[str]:
    """The words of one of the parts of a text."""
    said = part.decode("utf-8", "surrogatepass")
    return (said,) if part.isascii() else _WORD.findall(said.lower())


def pieces(text: str) -> list[str]:
    """The same with the signs between them."""
    return _PIECE.findall(text.lower())


def rarity(found: int, texts: int) -> float:
    """How much it says that two texts share a word which `found` of so many texts have."""
    return log((max(texts, _FEW) + 1) / (found + 0.5))


def weight(text: Sequence[str], rare: Rarity) -> float:
    """How much all pieces of a text say."""
    return sum(map(rare, text))


def shared(a: Sequence[str], b: Sequence[str], rare: Rarity) -> float:
    """How much the runs say that two texts have in common."""
    return sum(
        weight(a[start:end], rare)
        for tag, start, end, _from, _to in opcodes(a, b)
        if tag == "equal" and end - start >= _RUN
    )
