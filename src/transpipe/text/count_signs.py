"""What numbers are written with in a text: which of its amounts are worth looking for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transpipe.text.numerals import CARDINAL, HAN_NUMERAL, ORDINAL, PARTS, SCALES

_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(f"[{HAN_NUMERAL}]")
_MORE_THAN_ONE = re.compile(f"[{HAN_NUMERAL.replace('一', '')}半]")
_WORD = re.compile("[a-z]+")
_COUNTING = frozenset((*CARDINAL, *ORDINAL, *SCALES))
_MORE = frozenset((*_COUNTING, "half", "quarter", "percent")) - {"one", "first"}
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
"""The names of months, small."""

SPANS = (
    *("second", "minute", "hour", "day", "week", "month"),
    *("quarter", "year", "decade", "century"),
)
"""The words of spans of time, of which one alone may be an amount: "an hour"."""

_SPAN = re.compile("|".join(SPANS))
# The words that an amount may begin with, or be.
_TELLING = frozenset((*_COUNTING, *PARTS, *MONTHS, "half"))
# The texts of a pair are asked for by several checks one after the other.
_REMEMBERED = 64


class CountSigns(NamedTuple):
    """Whether a text has digits, Chinese numerals and words that count; `said` are all its words.

    These are of Latin letters alone, made small. `spanned` says that one begins as a span of time,
    `telling` that the text has something that every amount has one of.
    """

    figured: bool
    numeral: bool
    said: frozenset[str]
    spanned: bool
    telling: bool

    @property
    def worded(self) -> bool:
        """Whether a word says a number."""
        return not _COUNTING.isdisjoint(self.said)


@lru_cache(maxsize=_REMEMBERED)
def count_signs(text: str) -> CountSigns:
    """The signs of a text."""
    numeral = not text.isascii() and _NUMERAL.search(text) is not None
    small = text.lower()
    said = frozenset(_WORD.findall(small))
    # Few texts have the letters of one at all, which is soon known.
    spanned = _SPAN.search(small) is not None and any(word.startswith(SPANS) for word in said)
    figured = _DIGIT.search(text) is not None
    signed = figured or numeral or spanned or "半" in text or "每" in text
    return CountSigns(figured, numeral, said, spanned, signed or not _TELLING.isdisjoint(said))


def may_count(text: str) -> bool:
    """Whether a text may hold an amount that says more than "one"."""
    if _DIGIT.search(text) or (not text.isascii() and _MORE_THAN_ONE.search(text)):
        return True
    return not _MORE.isdisjoint(_WORD.findall(text.lower()))
