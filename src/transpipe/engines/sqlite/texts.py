"""The source texts of the memory, in order, to be kept and read as a whole.

Texts that begin alike have most words in common: side by side they are indexed in three quarters of
the time that any other order takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transpipe.text.rarity import parts_of_each

_BETWEEN = b"\xff"  # no text has that in UTF-8


def small(words: str) -> bytes:
    """Words as they are looked for: Latin capitals make no difference."""
    return words.encode("utf-8", "surrogatepass").lower()


def packed(texts: Iterable[str]) -> bytes:
    """The texts as a file keeps them."""
    return _BETWEEN.join(text.encode("utf-8", "surrogatepass") for text in texts)


def parts(data: bytes) -> Iterator[set[bytes]]:
    """What each of the texts that were packed like this is made of, to be indexed."""
    return parts_of_each(data, _BETWEEN)


def unpacked(data: bytes) -> tuple[str, ...]:
    """The texts that were packed like this, one at least."""
    return tuple(part.decode("utf-8", "surrogatepass") for part in data.split(_BETWEEN))
