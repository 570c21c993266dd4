"""Numbers as English text writes them: figures, words, Roman figures; with units and months."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DIGITS = re.compile(r"\d+")
_LONGEST = 1000  # digits; what has more is data
_UNITS = """
b kb mb gb tb pb kib mib gib tib bit bits kbit mbit kbps mbps gbps byte bytes kilobyte kilobytes
megabyte megabytes gigabyte gigabytes terabyte terabytes ns us µs ms s sec secs min mins h hr hrs
hz khz mhz ghz px pt em rem mm cm m km kg g mg v mv w kw
"""
UNITS = frozenset(_UNITS.split())
_MONTHS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec
"""
MONTHS = frozenset(_MONTHS.split())
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
NUMBERS = {word: value for value, word in enumerate(_NUMBERS.split())}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
SCALES = {"hundred", "thousand", "million", "billion", "trillion", "dozen", "k"}


def numeral(text: str) -> int | None:
    """The value of a whole number in figures, one English word, or Roman figures; else None."""
    if text.isdecimal() and len(text) <= _LONGEST:
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
