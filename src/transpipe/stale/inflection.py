"""Two forms of one English word: plural, person, tense, participle."""

from __future__ import annotations

import re
from functools import cache

from transpipe.stale.words import holds, lines

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
