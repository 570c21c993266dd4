"""Fractions and shares: 3/4, two thirds, three quarters, 3 out of 5, 五分之三, 千分之三."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from transpipe.model import Span
from transpipe.text.count_signs import CountSigns
from transpipe.text.numerals import (
    CARDINAL,
    HAN_NUMERAL,
    PARTS,
    english_number,
    han_value,
    scale_of,
)
from transpipe.text.readings import Amount, Reading

FIGURE = (
    r"(?:\d{1,3}(?:,\d{3}){1,13}|\d{1,3}(?:[\u00a0\u202f ]\d{3}){2,13}|\d{1,40})(?:\.\d{1,40})?"
)
_SAID = "|".join(CARDINAL)
_FRACTION = re.compile(
    rf"(?P<n>\d{{1,40}})\s*/\s*(?P<d>\d{{1,40}})(?![/\d])"
    rf"|(?P<zd>[{HAN_NUMERAL}]+|\d{{1,40}})\s*分之\s*"
    rf"(?P<zn>[{HAN_NUMERAL}]+(?:点[{HAN_NUMERAL}]+)?|{FIGURE})"
)
_PART = re.compile(
    rf"(?<!and )\b(?P<n>an?|{'|'.join(CARDINAL)})[\s-]+(?:of\s+a\s+)?(?P<d>{'|'.join(PARTS)})\b",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?P<n>\d{{1,40}}|{_SAID})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<d>\d{{1,40}}|{_SAID})\b",
    re.IGNORECASE,
)


def plainly(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.6f}".rstrip("0")
    return text.rstrip(".")


def _number(text: str) -> Fraction | None:
    if text.lower() in ("a", "an"):
        return Fraction(1)
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    return english_number([text.lower()]) if text.isascii() else han_value(text)


def _fraction(match: re.Match[str]) -> Iterator[Amount]:
    written = (match["n"], match["d"]) if match["n"] else (match["zn"], match["zd"])
    yield from _ratio(match, *written, is_solid=bool(match["zn"]))


def _ratio_in_words(match: re.Match[str]) -> Iterator[Amount]:
    yield from _ratio(match, match["n"], match["d"])


def _part(match: re.Match[str]) -> Iterator[Amount]:
    is_solid = match["n"].lower() not in ("a", "an", "one")
    yield from _ratio(match, match["n"], str(PARTS[match["d"].lower()]), is_solid=is_solid)


def _ratio(
    match: re.Match[str], over: str, under: str, *, is_solid: bool = False
) -> Iterator[Amount]:
    top = _number(over)
    bottom = Fraction(scale_of(under)) if under in ("百", "千", "万") else _number(under)
    if top is None or not bottom:
        return
    value = top / bottom
    shown = f"{top}/{bottom}" if bottom != 100 else f"{plainly(top)}%"
    figures = any(c.isdigit() for c in match[0])
    parts = () if bottom in (100, 1000, 10000) and is_solid else (top, bottom)
    strict = (figures or is_solid) and top < bottom
    readings = (Reading("ratio", value), Reading("fraction", text=f"{over}/{under}"))
    yield Amount(Span(*match.span()), shown, readings, figures, strict, parts)


Read = Callable[[re.Match[str]], Iterator[Amount]]
Ask = Callable[[str, CountSigns], bool]


def _has_bar(text: str, _signs: CountSigns) -> bool:
    return "/" in text or "分之" in text


def _has_part(_text: str, signs: CountSigns) -> bool:
    return not PARTS.keys().isdisjoint(signs.said)


def _has_in(text: str, signs: CountSigns) -> bool:
    return (" in " in text or " out of " in text) and (signs.figured or signs.worded)


# In the order in which they are looked for; before that, whether it is worth while.
FRACTIONS: tuple[tuple[Ask, re.Pattern[str], Read], ...] = (
    (_has_in, _IN, _ratio_in_words),
    (_has_bar, _FRACTION, _fraction),
    (_has_part, _PART, _part),
)
