"""Words that conversion goes by, as data: Taiwan's terms, and where words of Chinese end.

Each file says at its top where its lines come from.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from transpipe.text.cutting import Cutter
from transpipe.text.word_table import WordTable, read_table


@cache
def taiwan() -> WordTable:
    """The shipped terms of technical text with the forms that they have in Taiwan."""
    return read_table(_read("zh_TW.tsv"), "zh_TW.tsv")


@cache
def spellings() -> WordTable:
    """How words are written in Taiwan's characters that are other words there."""
    return read_table(_read("spelling.tsv"), "spelling.tsv")


@cache
def cutter() -> Cutter:
    """What cuts a text into words, terms and their contexts among them."""
    counts = dict[str, int]()
    for line in _read("words.txt").split("\n"):
        if line and line[0] != "#":
            number, *words = line.split(" ")
            counts.update(dict.fromkeys(words, int(number)))
    table = taiwan()
    return Cutter.of(counts, (*table.becomes, *table.contexts))


@cache
def name() -> str:
    """The name of what the tables say that conversion goes by; another one where that changes."""
    said = "".join(map(_read, ("zh_TW.tsv", "words.txt")))
    return blake2b(said.encode(), digest_size=4).hexdigest()


@cache
def either() -> frozenset[tuple[str, str]]:
    """Pairs of characters of which the first is no mistake where the second could stand."""
    found = set[tuple[str, str]]()
    for line in _read("either.txt").split("\n"):
        if line and line[0] != "#":
            first, second = line[0], line[-1]
            found |= {(first, second)} if ">" in line else {(first, second), (second, first)}
    return frozenset(found)


def _read(name: str) -> str:
    # importlib.resources loads more than this whole package.
    return (Path(__file__).parent / name).read_text("utf-8")
