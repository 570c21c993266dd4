"""Two spellings of one word: British or American, mistyped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from transpipe.stale.inflection import candidates, listed
from transpipe.stale.words import holds, lines
from transpipe.text.similarity import slips

Elsewhere = Callable[[str], bool]
"""Whether a word in small letters stands somewhere else in the project."""


def nowhere(_word: str) -> bool:
    """No project is known."""
    return False


def slip(old: str, new: str, elsewhere: Elsewhere = nowhere) -> bool:
    """Whether the old word is the new one, mistyped.

    One slip of the finger apart (Damerau 1964: a letter added, lost, replaced, or two exchanged),
    the old one known nowhere, the new one known. Two words that are both known are two words.
    """
    a, b = old.lower(), new.lower()
    if a == b or not (a.isascii() and a.isalpha() and b.isalpha()) or slips(a, b) != 1:
        return False
    if len(a) < _SHORT and (b not in _grammatical() or len(b) < _SHORT):
        return False
    formed = _formed(a, b) or _prefixed(a, b)
    return not formed and known(b, elsewhere) and not known(a, elsewhere)


# Shorter words that nobody knows are mostly abbreviations.
_SHORT = 3


def _formed(word: str, base: str) -> bool:
    """Whether a last letter makes a new word of a known one: lossy, parsers, cacher."""
    if word[:-1] != base or base in _grammatical():
        return False
    return word[-1] in ("dr" if base.endswith("e") else "sy")


def _prefixed(a: str, b: str) -> bool:
    """Whether "un-" or its like may be meant: unabled and enabled, imutable and mutable.

    What begins alike was mistyped within its prefix: imutable and immutable.
    """
    if a[0] == b[0] or sorted(a) == sorted(b):
        return False
    return any(
        b.endswith(a[at:]) and _word(a[at:]) and _begun(a[:at]) for at in range(1, _LONGEST + 1)
    )


def _begun(start: str) -> bool:
    """Whether it is a prefix of negation, or one but for its last letter."""
    prefixes = [prefix for line in lines("prefixes.txt") for prefix in line.split()]
    return any(start in (prefix, prefix[:-1]) for prefix in prefixes)


_LONGEST, _STEM = 3, 4


def _word(stem: str) -> bool:
    return len(stem) >= _STEM and any(map(listed, (stem, *candidates(stem))))


def grammatical(word: str) -> bool:
    """Whether a word in small letters stands in one of the files of grammar."""
    return word in _grammatical()


@cache
def _grammatical() -> frozenset[str]:
    names = ("function.txt", "modality.txt", "phrases.txt")
    return frozenset(word for name in names for line in lines(name) for word in line.split())


def known(word: str, elsewhere: Elsewhere = nowhere) -> bool:
    """Whether a word in small letters, or one it is a form of, is a word for somebody."""
    if word in _grammatical() or listed(word) or elsewhere(word):
        return True
    # The English list has all forms of its words.
    return any(holds("technical", base) or elsewhere(base) for base in candidates(word))


def written_alike(a: str, b: str) -> bool:
    """Whether two words in small letters are one, British and American."""
    return american(a) == american(b)


_LEAST = 4


@cache
def american(word: str) -> str:
    """A word in American spelling, where only the side of the ocean decides it."""
    word = word.replace("’", "'")
    whole, endings = _variants()
    if word in whole:
        return whole[word]
    for british, instead in endings if len(word) > _LEAST else ():
        if word.endswith(british):
            return word.removesuffix(british) + instead
    return word


@cache
def _variants() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    pairs = [tuple(line.split("\t")) for line in lines("spelling.tsv")]
    whole = {british[1:]: instead for british, instead in pairs if british.startswith("=")}
    return whole, tuple((a, b) for a, b in pairs if not a.startswith("="))
