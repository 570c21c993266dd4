"""Numbers as English text writes them: figures, words, Roman figures."""

from __future__ import annotations

import re

from transpipe.stale.wordforms import NUMBERS

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DIGITS = re.compile(r"\d+")


def numeral(text: str) -> int | None:
    """The value of a whole number in figures, one English word, or Roman figures; else None."""
    if text.isdecimal():
        return int(text)
    if text.lower() in NUMBERS:
        return NUMBERS[text.lower()]
    if not _ROMAN.match(text):
        return None
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = _VALUES[sign]
        total += -value if following and _VALUES[following] > value else value
    return total


def figures(old: str, new: str) -> bool:
    """Whether two pieces of code differ in figures alone, and not in a name or an address."""
    if _DIGITS.sub("0", old) != _DIGITS.sub("0", new) or "://" in old:
        return False
    changed = [
        (a, b) for a, b in zip(_DIGITS.finditer(old), _DIGITS.finditer(new), strict=True)
        if a[0] != b[0]
    ]  # fmt: skip
    return all(not old[max(0, a.start() - 1) : a.start()].isalpha() for a, _ in changed)
