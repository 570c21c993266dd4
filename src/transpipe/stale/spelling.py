"""The same word in another form or spelling: inflected, British or American, in parts, mistyped."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from transpipe.stale.nouns import Sort, Token, letters
from transpipe.stale.words import class_of, holds, lines
from transpipe.text.similarity import slips

# An ending, and what stands in its place in the base (after Morphy, WordNet's own lemmatizer). A
# base counts only if it is a word.
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"),
)  # fmt: skip
_VOWELS = "aeiou"
# A base that doubles its last letter: hop, hopping; "hoping" is another word's.
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def listed(word: str) -> bool:
    """Whether a word in small letters stands in one of the lists that come with the package."""
    return holds("english", word) or holds("technical", word)


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """The bases of the forms that no rule of endings gives."""
    found = (line.partition("\t") for line in lines("irregular.tsv"))
    return {form: tuple(bases.split()) for form, _tab, bases in found}


def candidates(word: str) -> set[str]:
    """What a word may be a regular form of, whether or not that is a word."""
    found: set[str] = set()
    for ending, instead in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < 2 or (ending == "s" and rest[-1] in "su"):
            continue
        if instead or ending in ("es", "s") or not _DOUBLING.fullmatch(rest):
            found.add(rest + instead)
        if ending in ("ed", "ing") and rest[-1] == rest[-2] and rest[-1] not in _VOWELS + "s":
            found.add(rest[:-1])
    return found


@cache
def bases(word: str) -> frozenset[str]:
    """The words that a word may be a form of, itself included."""
    regular = {base for base in candidates(word) if listed(base)}
    return frozenset({word, *regular, *irregular().get(word, ())})


def one_word(a: str, b: str) -> bool:
    """Whether two words in small letters are forms of one word."""
    if a == b:
        return True
    short = min(len(a), len(b), 2)
    apart = a[:short] != b[:short] and not {a, b} & irregular().keys()
    return not apart and bool(bases(a) & bases(b))


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


def respelt(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether tokens with the same letters are the same words: "data base" and "database".

    "We're" and "were" are two, and so are "in valid" and "invalid", "any one" and "anyone".
    """
    return all(_one_word(x, y) for x, y in _groups(a, b))


def _groups(a: Sequence[Token], b: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """The words of either side that share their letters, as few as can be."""
    left, right = (deque(t for t in side if t.sort is Sort.WORD) for side in (a, b))
    while left and right:
        x, y = [left.popleft()], [right.popleft()]
        more = len(letters(x)) - len(letters(y))
        while more:
            side, words, sign = (right, y, -1) if more > 0 else (left, x, 1)
            words.append(side.popleft())
            more += sign * len(letters(words[-1:]))
        yield x, y


def _one_word(x: Sequence[Token], y: Sequence[Token]) -> bool:
    parts, whole = (y, x) if len(x) == 1 else (x, y)
    if len(whole) > 1:
        return [t.text for t in parts] == [t.text for t in whole]
    word = whole[0].text.casefold().replace("’", "'")
    if len(parts) == 1:
        return _apostrophe(word, parts[0].text.casefold().replace("’", "'"))
    apart = not all(t.glued for t in parts[1:])
    grammar = grammatical(parts[0].text.casefold()) and word not in class_of("preposition")
    return not (apart and grammar)


def _apostrophe(a: str, b: str) -> bool:
    """ "Dont" is "don't" and "users" may be "user's"; "ill", "well", "were" are words."""
    bare, other = sorted((a, b), key=len)
    alike = a == b or written_alike(a, b) or other.endswith(("n't", "'s"))
    return alike or not listed(bare)
