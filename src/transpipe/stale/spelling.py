"""Two spellings of one word: inflected, British or American, mistyped, mixed up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from transpipe.stale.synonyms import SYNONYMS
from transpipe.stale.vocabulary import FORCE, NEUTRAL
from transpipe.stale.wordforms import BRITISH, IRREGULAR, LOOKALIKE, SLIPS

_VOWELS = "aeiouy"
_BASE = {form: group.split()[0] for group in IRREGULAR.split("|") for form in group.split()}
_SLIPS = {frozenset(pair.split()) for pair in SLIPS.split("|")}
_FORCE_WORDS = {word for line in FORCE.values() for word in line.split("|") if " " not in word}


@cache
def stem(word: str) -> str:
    """A word less its inflection: plural, tense, adverb's -ly; and in American spelling.

    Far less than Porter's stemmer (1980), since what it makes equal counts as said alike.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _BASE:
        return _BASE[word]
    word = american(word)
    word = _less(word, _PLURALS)
    if not word.endswith("eed"):
        word = _less(american(word), _ENDINGS)
    word = american(_BASE.get(word, word)).removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _less(word: str, endings: Iterable[tuple[str, str, int]]) -> str:
    """A word without the first of these endings, if enough of it is left to be a word."""
    for ending, instead, least in endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= least and any(c in _VOWELS for c in rest):
            return rest + instead
    return word


# The plural goes first: settings, setting, set.
_PLURALS = (
    ("sses", "ss", 2), ("ies", "y", 2), ("xes", "x", 2), ("ches", "ch", 2), ("shes", "sh", 2),
    ("zes", "z", 2), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("s", "", 2),
)  # fmt: skip
_ENDINGS = (
    ("ied", "y", 2), ("ed", "", 2), ("ing", "", 3), ("ation", "", 5), ("ion", "", 5),
    ("ably", "able", 3), ("ibly", "ible", 3), ("ically", "ic", 3), ("ily", "y", 3), ("ly", "", 4),
)  # fmt: skip


def american(word: str) -> str:
    """A word in American spelling, where only the side of the ocean decides it."""
    if len(word) > 4:
        for british, instead in BRITISH:
            if word.endswith(british):
                return word.removesuffix(british) + instead
    return word


@cache
def _groups(base: str) -> frozenset[int]:
    return _MEANINGS.get(base, frozenset())


_MEANINGS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(SYNONYMS.splitlines()):
    for _word in _line.split():
        _key = stem(_word.replace("_", " "))
        _MEANINGS[_key] = _MEANINGS.get(_key, frozenset()) | {_number}


def alike(old: str, new: str) -> bool:
    """Whether two words say the same: one stem, or synonyms."""
    a, b = stem(old), stem(new)
    return a == b or bool(_groups(a) & _groups(b))


def slip(old: str, new: str) -> bool:
    """Whether one of two real words is a well-known slip for the other (its, it's)."""
    return frozenset((old.lower().replace("’", "'"), new.lower().replace("’", "'"))) in _SLIPS


def typo(old: str, new: str) -> bool:
    """Whether one word looks like the other, mistyped.

    One slip of the finger inside the word (Damerau 1964: a letter added, lost, replaced, or two
    exchanged), where no two real words are known to differ like this. Without a dictionary the
    shape must vouch for it: the first letter stays, the ending is not an inflection, and a
    consonant for a consonant is a different word.
    """
    a, b = old.lower(), new.lower()
    if a == b or not (a.isalpha() and b.isalpha()):
        return False
    if b in NEUTRAL and not _known(a) and b in (a + b[-1], b[0] + a):  # yo, rom
        return len(a) > 1
    known = [_known(a), _known(b)]
    if all(known) or (min(len(a), len(b)) < 5 and not any(known)):
        return False
    if len(a) == len(b):
        return _exchanged(a, b) or _vowel(a, b)
    short, long = sorted((a, b), key=len)
    return _inserted(short, long)


def _known(word: str) -> bool:
    """Whether it is a word for certain."""
    return (
        word in LOOKALIKE
        or word in NEUTRAL
        or word in _FORCE_WORDS
        or word in _BASE
        or stem(word) in _MEANINGS
        or stem(word) in LOOKALIKE
    )


def _exchanged(a: str, b: str) -> bool:
    """Two letters side by side have changed places."""
    at = [i for i in range(len(a)) if a[i] != b[i]]
    return len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def _vowel(a: str, b: str) -> bool:
    """One vowel stands for another inside a long word."""
    at = [i for i in range(len(a)) if a[i] != b[i]]
    inside = len(at) == 1 and 0 < at[0] < len(a) - 1 and len(a) >= 6
    return inside and a[at[0]] in _VOWELS and b[at[0]] in _VOWELS


def _inserted(short: str, long: str) -> bool:
    """One or two letters too many inside; two only where they repeat what stands before them."""
    extra = len(long) - len(short)
    if extra > 2 or short[0] != long[0]:
        return False
    same = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    # Of a doubled letter either may be the one too many: the later one is taken.
    if long[same + extra :] != short[same:] or same == len(short):
        doubled = extra == 1 and same == len(short) and long[-1] == long[-2]
        return doubled and long[-1] not in "s"
    return extra == 1 or long[same : same + 2] in long[max(0, same - 3) : same + 1]
