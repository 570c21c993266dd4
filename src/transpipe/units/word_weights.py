"""How alike two source texts are, when a word that few texts have says more than one all have.

Measured on real version pairs: neither characters nor words alone part an edited text from a new
one that is written in the same manner; their mean does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from transpipe.markdown import inline
from transpipe.text.han import count_han
from transpipe.text.similarity import ratio

# The words of a text, each with its weight times its count. Whole numbers: their sum does not
# depend on the order in which a set happens to be walked.
Words = Mapping[str, int]

_WORD = re.compile(r"\w+")
# A tag is no word; a component with words in quotes is left alone.
_TAG = re.compile(
    r"</?[a-z][a-z0-9]{0,9}(?: class=\"[\w -]*\"| target=\"?\w+\"?)*\s*/?>", re.IGNORECASE
)
# Marks of emphasis: underscores within a word are part of a name.
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])")
_QUOTES = str.maketrans("“”„‘’\u00a0\u202f", '"""\'\'  ')
_UNIT = 1000
_LETTERS = re.compile(r"\w")
# How alike two Chinese texts are, and two of few letters, if one is the other rewritten. Strangers
# are so in less than one case of a hundred (measured on real articles).
_SHORT, _RELATED, _SHORT_RELATED = 10, 0.3, 0.6


def seen(text: str) -> str:
    """A text as a reader has it: no link destinations, no emphasis, plain quotes and blanks."""
    if "](" in text:
        text = inline.map_targets(text, lambda target: "")
    return " ".join(_EMPHASIS.sub("", text.translate(_QUOTES)).split())


def words_of(texts: Sequence[str]) -> list[Words]:
    """The weighted words of each text; a word weighs ln(1 + texts / texts that have it).

    Tags that only say how something looks are no words.
    """
    counted = [Counter(_WORD.findall(_TAG.sub(" ", text.lower()))) for text in texts]
    spread: Counter[str] = Counter()
    for words in counted:
        spread.update(words.keys())
    weight = {word: round(_UNIT * log(1 + len(texts) / n)) for word, n in spread.items()}
    return [{word: weight[word] * n for word, n in words.items()} for words in counted]


def total(words: Words) -> int:
    """The weight of all words together."""
    return sum(words.values())


def shared(a: Words, b: Words) -> int:
    """The weight of what both have."""
    return sum(min(a[word], b[word]) for word in a.keys() & b.keys())


def without(words: Words, gone: Words) -> dict[str, int]:
    """The words that are left when those of another text are taken away."""
    left = {word: weight - gone.get(word, 0) for word, weight in words.items()}
    return {word: weight for word, weight in left.items() if weight > 0}


def together(parts: Iterable[Words]) -> dict[str, int]:
    """The words of several texts as of one."""
    joined: dict[str, int] = {}
    for part in parts:
        for word, weight in part.items():
            joined[word] = joined.get(word, 0) + weight
    return joined


def alike(a: str, b: str, a_words: Words, b_words: Words) -> float:
    """0 … 1: the mean of likeness by characters in order and by weighted words in any order."""
    weight = total(a_words) + total(b_words)
    if not weight:
        return ratio(a, b)
    return (ratio(a, b) + 2 * shared(a_words, b_words) / weight) / 2


def kept(pairs: Sequence[tuple[str, str]]) -> float:
    """0 … 1: how much of some Chinese texts is in those that they became, or something like it."""
    chinese = [(len(old), old, new) for old, new in pairs if count_han(old)]
    total = sum(size for size, _old, _new in chinese)
    return sum(n for n, a, b in chinese if a == b or _related(a, b)) / total if total else 1.0


def _related(a: str, b: str) -> bool:
    """Whether one Chinese text can be the other rewritten: short ones share more by chance."""
    left, right = ("".join(_LETTERS.findall(text)) for text in (a, b))
    return ratio(left, right) >= (_RELATED if len(left) >= _SHORT else _SHORT_RELATED)
