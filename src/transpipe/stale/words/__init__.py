"""The words of English as data: lists with their licences beside them, and lines of grammar."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources


@cache
def packed(name: str) -> bytes:
    """A sorted list of words, a line each, unpacked when it is first asked for."""
    return gzip.decompress(_file(f"{name}.txt.gz"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a file of grammar, without comments and empty ones."""
    text = _file(name).decode("utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))


@cache
def class_of(name: str) -> tuple[str, ...]:
    """The words of one class of grammar, as `function.txt` has them."""
    found = (line.partition(": ") for line in lines("function.txt"))
    return next(tuple(words.split()) for key, _, words in found if key == name)


def holds(name: str, word: str) -> bool:
    """Whether a packed list has a word, by halves: no set of all words is ever built."""
    data, wanted = packed(name), word.encode("utf-8")
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", low, middle) + 1 or low
        end = data.find(b"\n", middle, high)
        end = high if end < 0 else end
        found = data[start:end]
        if found == wanted:
            return True
        low, high = (end + 1, high) if found < wanted else (low, start)
    return False


def _file(name: str) -> bytes:
    return resources.files(__name__).joinpath(name).read_bytes()
