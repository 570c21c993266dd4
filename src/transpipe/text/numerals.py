"""Numerals in words: what English and Chinese say a number is.

三点五 = 3.5, 一百五 = 150, 3千5百 = 3500, two and a half = 2.5, 10 万亿 = 10 trillion.
"""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
CARDINAL = {
    **{word: number for number, word in enumerate(_ONES.split())},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
ORDINAL = {
    **{word: number for number, word in enumerate(_ORDINALS.split())},
    **{word[:-1] + "ieth": number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
# What a part of a whole is called: two thirds, a quarter, three tenths.
PARTS = {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
    **{word + s: n for word, n in ORDINAL.items() if n > 2 for s in ("", "s")},
}  # fmt: skip

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN_NUMERAL = "零〇一二三四五六七八九十百千万萬亿億两兩"
HAN_SCALE = "[十百千万萬亿億]"
_PIECE = re.compile(rf"(?P<figure>[\d,]+(?:\.\d+)?)?\s*(?P<scale>{HAN_SCALE}*)")
_MOST = 10**60  # no text counts so many


def english_number(words: list[str]) -> Fraction | None:
    """The value of English number words, less "and"; None where they are none."""
    total = part = 0
    free = 10**9  # what a word must stay below to be added to those before it
    for word in words:
        if word in CARDINAL or word in ORDINAL:
            value = CARDINAL.get(word, ORDINAL.get(word, 0))
            if value >= free:
                return None
            part, free = part + value, 10 if value >= 20 else 0
        elif word == "hundred":
            part, free = max(part, 1) * 100, 100
        elif word in SCALES:
            total, part, free = total + max(part, 1) * SCALES[word], 0, 1000
        else:
            return None
        if total + part > _MOST:
            return None
    return Fraction(total + part)


def han_value(numeral: str) -> Fraction | None:
    """The value of a Chinese numeral, with 点 or without; None where it is none.

    >>> [str(han_value(each)) for each in ("三点五亿", "一百五", "一万五", "二〇二四", "一百零五")]
    ['350000000', '150', '15000', '2024', '105']
    """
    whole, point, rest = numeral.partition("点")
    if point:
        decimals = rest.rstrip("十百千万萬亿億")
        scale = scale_of(rest[len(decimals) :])
        before = han_value(whole)
        if before is None or not decimals or any(c not in DIGITS for c in decimals):
            return None
        digits = "".join(str(DIGITS[c]) for c in decimals)
        return (before + Fraction(int(digits), 10 ** len(digits))) * scale
    if all(c in DIGITS for c in whole):
        return Fraction(int("".join(str(DIGITS[c]) for c in whole))) if len(whole) < 60 else None
    return Fraction(_counted(whole))


def _counted(numeral: str) -> int:
    total = section = digit = 0
    last = 1
    for n, character in enumerate(numeral):
        if character in DIGITS:
            digit = DIGITS[character]
            last = 1 if not digit else last
            # 一百五, 一万五: the last digit is one of the next smaller step.
            if n == len(numeral) - 1 and last > 10 and n and numeral[n - 1] not in DIGITS:
                digit *= last // 10
        elif character in _STEPS:
            section, digit, last = section + (digit or 1) * _STEPS[character], 0, _STEPS[character]
        else:
            size = _MYRIADS[character]
            if size > 10**4 and total:
                total = (total + section + digit) * size
            else:
                total += (section + digit or 1) * size
            section, digit, last = 0, 0, size
    return total + section + digit


def scale_of(text: str) -> int:
    """What some scales make together: 百万, 万亿; 1 for none."""
    product = 1
    for character in text:
        product *= _STEPS.get(character) or _MYRIADS[character]
    return product


def mixed_value(text: str) -> Fraction:
    """The value of figures with Chinese scales: 3千5百, 2亿3千万, 10 万亿, 1.5 万.

    >>> [str(mixed_value(each)) for each in ("3千5百", "2 亿 3 千万", "10 万亿", "1 万 5 千")]
    ['3500', '230000000', '10000000000000', '15000']
    """
    total = Fraction(0)
    for found in _PIECE.finditer(text):
        if found["figure"]:
            total += Fraction(found["figure"].replace(",", "")) * scale_of(found["scale"])
    return total
