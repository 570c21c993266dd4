"""What numbers are written with in a text: which of its amounts are worth looking for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transpipe.text.numerals import CARDINAL, HAN_NUMERAL, ORDINAL, SCALES

_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(f"[{HAN_NUMERAL}]")
_MORE_THAN_ONE = re.compile(f"[{HAN_NUMERAL.replace('一', '')}半]")
_WORD = re.compile("[a-z]+")
_COUNTING = frozenset((*CARDINAL, *ORDINAL, *SCALES))
_MORE = frozenset((*_COUNTING, "half", "quarter", "percent")) - {"one", "first"}
# The texts of a pair are asked for by several checks one after the other.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class CountSigns:
    """Whether a text has digits, Chinese numerals and words that count; `said` are all its words.

    These are of Latin letters alone, made small.
    """

    figured: bool
    numeral: bool
    said: frozenset[str]

    @property
    def worded(self) -> bool:
        """Whether a word says a number."""
        return not _COUNTING.isdisjoint(self.said)


@lru_cache(maxsize=_REMEMBERED)
def count_signs(text: str) -> CountSigns:
    """The signs of a text."""
    numeral = not text.isascii() and _NUMERAL.search(text) is not None
    said = frozenset(_WORD.findall(text.lower()))
    return CountSigns(_DIGIT.search(text) is not None, numeral, said)


def may_count(text: str) -> bool:
    """Whether a text may hold an amount that says more than "one"."""
    if _DIGIT.search(text) or (not text.isascii() and _MORE_THAN_ONE.search(text)):
        return True
    return not _MORE.isdisjoint(count_signs(text).said)
