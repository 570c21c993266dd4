"""Which amounts two texts, one a translation of the other, do not share."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from transpipe.text.amounts import amounts
from transpipe.text.count_signs import may_count
from transpipe.text.numerals import HAN_NUMERAL, SCALES, scale_of
from transpipe.text.readings import PLAIN, Amount

_FEW = 100  # amounts among which the one is looked for that differs
_NAME = re.compile(r"(?<![\w./-])[A-Za-z]+\d+[A-Za-z\d]*(?![\w/-])", re.ASCII)
_ANY_DIGIT = re.compile(r"[0-9０-９]")
_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])", re.ASCII)
_TWO = r"twice|doubl\w+|both|pair|couple|second|alternat\w+|every\s+other|bi-?weekly|fortnight\w*"
# Nought, and not the 零 of 零售 or 零件, where it is what is small or single.
_HAN_ZERO = "零(?![售件散星食钱碎工花用乱落])"
# Amounts that the other side may have said in a word.
_WORDED = (
    (Fraction(0), re.compile(rf"\b(?:zero|from\s+scratch)\b|{_HAN_ZERO}|〇", re.IGNORECASE)),
    (Fraction(1), re.compile(r"\b(?:one|an?|single|once|first)\b|[一单單首唯每]", re.IGNORECASE)),
    (Fraction(2), re.compile(rf"\b(?:{_TWO})\b|[双雙倍]", re.I)),
    (Fraction(3), re.compile(r"\btripl\w+\b", re.IGNORECASE)),
    (Fraction(12), re.compile(r"\b(?:a|one)\s+dozen\b|一打", re.IGNORECASE)),
    (Fraction(24), re.compile(r"\btwo\s+dozen\b|两打", re.IGNORECASE)),
)
_SHARES = (
    (Fraction(1, 2), re.compile(r"\bhal(?:f|ves|ved|ving)\b|半", re.IGNORECASE)),
    (Fraction(1, 4), re.compile(r"\bquarter|四分之一", re.IGNORECASE)),
    (
        Fraction(1),
        re.compile(
            r"\b(?:all|every|full|fully|whole|entire\w*|doubl\w+)\b|[全满滿倍番]|百分百", re.I
        ),
    ),
    (Fraction(2), re.compile(r"\b(?:twice|doubl\w+|tripl\w+)\b|[双雙两兩]", re.IGNORECASE)),
)
_HOURS = (
    (Fraction(720), re.compile(r"\b(?:noon|midday)\b|正午|中午", re.IGNORECASE)),
    (Fraction(0), re.compile(r"\bmidnight\b|午夜|零点|半夜", re.IGNORECASE)),
    (Fraction(1440), re.compile(r"\bmidnight\b|午夜|零点", re.IGNORECASE)),
)
# A scale that stands alone: millions, hundreds of thousands, 百万, 千万.
_PLURAL = re.compile(
    r"\b(?:(?P<of>tens|hundreds|thousands|millions)\s+of\s+)?"
    r"(?P<scale>hundreds|thousands|millions|billions|trillions)\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![{HAN_NUMERAL}\d数几上好成])(?P<han>[十百千]?[万萬亿億]+)(?![别別不要])")
_LEAST_BARE = 10**6
_WORDS_FOR = {PLAIN: _WORDED, "ratio": _SHARES, "clock": _HOURS}


def differing(source: str, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Amounts of the source that the target lacks, and of the target that the source lacks.

    Only those count that somebody would look up: in figures, with a unit, or above ten; words for
    small numbers come and go in a translation. They may be written in any way on the other side,
    and as often. Names with figures in them (OAuth2) count where only the figures differ.

    >>> differing("It runs from 5 pm, 60 seconds.", "下午 5 点起运行 60,000 毫秒。")
    ((), ())
    >>> differing("10 trillion rows", "10 亿行")
    (('10000000000000',), ('1000000000',))
    """
    if not (may_count(target) or may_count(source)):
        return (), ()
    before, after = amounts(source), amounts(target)
    mine, theirs = _alone(before, after, target), _alone(after, before, source)
    lost = {each.text for each in mine if not _is_written(each, source, target)}
    new = {each.text for each in theirs if not _is_written(each, target, source)}
    lost, new = _less_dashes(lost, new, source, target)
    if not lost and not new and len(before) + len(after) <= _FEW:
        lost, new = _small(before, after)
    figured = _ANY_DIGIT.search(source) and _ANY_DIGIT.search(target)
    for literal in (_names, _zeros) if figured else ():
        more_lost, more_new = literal(source, target)
        lost, new = lost | more_lost, new | more_new
    return tuple(sorted(lost)), tuple(sorted(new))


def _alone(mine: Sequence[Amount], theirs: Sequence[Amount], text: str) -> Iterator[Amount]:
    """The strict amounts of one side that the other, whose text is given, says in no way."""
    plain = [r.value for each in theirs for r in each.readings if r.kind == PLAIN]
    parts = {part for each in theirs for part in each.parts}
    same = {(each.text, each.readings) for each in theirs}
    for amount in mine:
        if (
            not amount.is_strict
            or (amount.text, amount.readings) in same
            or any(amount.says(other) for other in theirs)
        ):
            continue
        if amount.parts and all(part in plain or part == 1 for part in amount.parts):
            continue
        if any(r.kind == PLAIN and r.value in parts for r in amount.readings):
            continue
        if not _is_worded(amount, text):
            yield amount


def _is_written(amount: Amount, text: str, other: str) -> bool:
    """Whether a figure only counts off (`(2)`), or is part of a name on the other side.

    That is one that begins with the word before it: `Vue 2` and `Vue2`.
    """
    start = amount.span.start
    if _counts_off(text, amount):
        return True
    word, figures = _WORD_BEFORE.search(text, 0, start), _FIGURES.match(text, start)
    if not figures:
        return False
    # `Step1` is 步骤 1, and `L7` 第 7 层.
    names = [name for name in _NAME.findall(other) if name not in text]
    if all(reading.kind == PLAIN for reading in amount.readings) and any(
        name.rstrip(string.ascii_letters).endswith(figures[0]) for name in names
    ):
        return True
    name = f"{word[0].strip()}{figures[0]}" if word else ""
    return bool(name) and bool(
        re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![\d.]*\d)", other, re.IGNORECASE)
    )


def _counts_off(text: str, amount: Amount) -> bool:
    """Whether a figure stands before an item: （2）, `1)` or 3、, this where a text begins."""
    start, end = amount.span.start, amount.span.end
    before, behind = text[:start].rstrip("*_ "), text[end : end + 2]
    if not _SMALL_FIGURE.fullmatch(text[start:end]):
        return False
    if behind[:1] in (")", "）"):
        return not before or before[-1] in "(（。；：，;:.\n"
    return not before and behind[:1] in ("、", ".", "．") and not behind[1:].isdigit()


_SMALL_FIGURE = re.compile(r"\d{1,2}")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]{0,40}[ -]?\Z")
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


def _less_dashes(
    lost: set[str], new: set[str], source: str, target: str
) -> tuple[set[str], set[str]]:
    """Without what has a dash before it that one side takes for a sign: ` - 7` and ` -7个`."""

    def dashed(signs: set[str], plain: set[str], text: str) -> set[str]:
        figures = {sign[1:] for sign in signs if sign.startswith("-")} & plain
        return {n for n in figures if re.search(rf"\s[-–—]\s+{re.escape(n)}(?!\d)", text)}

    for_lost, for_new = dashed(new, lost, source), dashed(lost, new, target)
    return (
        lost - for_lost - {f"-{n}" for n in for_new},
        new - for_new - {f"-{n}" for n in for_lost},
    )


def _is_worded(amount: Amount, text: str) -> bool:
    for reading in amount.readings:
        number = reading.value if reading.written is None else reading.written
        kind = reading.kind if reading.kind in _WORDS_FOR else PLAIN
        if any(number == size and form.search(text) for size, form in _WORDS_FOR[kind]):
            return True
        if kind == PLAIN and number >= 10 and number in set(_scales(text)):
            return True
    return False


def _scales(text: str) -> Iterator[int]:
    """What the scales of a text are that no numeral stands before."""
    for found in _PLURAL.finditer(text):
        sizes = [found[part].lower().rstrip("s") for part in ("of", "scale") if found[part]]
        yield prod(10 if size == "ten" else SCALES[size] for size in sizes)
    for found in _BARE.finditer(text):
        if (size := scale_of(found["han"])) >= _LEAST_BARE:
            yield size


def _small(before: Sequence[Amount], after: Sequence[Amount]) -> tuple[set[str], set[str]]:
    """The one small number in words that is another one on the other side."""
    lost, new = (
        [a for a in mine if a.counts and not any(a.says(b) for b in theirs)]
        for mine, theirs in ((before, after), (after, before))
    )
    if len(lost) == len(new) == 1:
        return {lost[0].text}, {new[0].text}
    return set(), set()


def _names(source: str, target: str) -> tuple[set[str], set[str]]:
    """Names that are the same but for their figures."""
    before, after = set(_NAME.findall(source)), set(_NAME.findall(target))

    def letters(names: set[str]) -> set[str]:
        return {_ANY_DIGIT.sub("", name) for name in names}

    shared = letters(before - after) & letters(after - before)
    lost = {name for name in before - after if _ANY_DIGIT.sub("", name) in shared}
    return lost, {name for name in after - before if _ANY_DIGIT.sub("", name) in shared}


def _zeros(source: str, target: str) -> tuple[set[str], set[str]]:
    """3.10 and 3.1: one number and two versions."""
    before, after = set(_DECIMAL.findall(source)), set(_DECIMAL.findall(target))

    def shortened(longer: set[str], shorter: set[str]) -> set[str]:
        return {n for n in longer - shorter if n.endswith("0") and n.rstrip("0") in shorter}

    return shortened(before, after - before), shortened(after, before - after)
