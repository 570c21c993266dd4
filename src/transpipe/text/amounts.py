"""The amounts that a text names, each with everything that it may say in either language.

5 pm is 17:00 and 下午 5 点; 10–20 million are 10 and 20 million; 90 年代 may be the 1990s or the
1890s. Two amounts say the same where one reading of each does. Start in `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from transpipe.model import Span
from transpipe.text.calendar import days_and_hours
from transpipe.text.count_signs import SPANS, CountSigns, count_signs
from transpipe.text.fractions import FIGURE, FRACTIONS, plainly
from transpipe.text.measures import Measure, unit_before, unit_behind
from transpipe.text.numerals import (
    CARDINAL,
    HAN_NUMERAL,
    HAN_SCALE,
    ORDINAL,
    SCALES,
    english_number,
    han_value,
    mixed_value,
)
from transpipe.text.readings import PLAIN, Amount, Reading

_FULL_WIDTH = tuple(zip("０１２３４５６７８９．，％：～／", "0123456789.,%:~/", strict=True))
_VERSION = re.compile(
    r"(?<![\w.])(?:[vV]\.?)?(\d+(?:\.\d+){2,}|(?:(?<=[vV])|(?<=[vV]\.))\d+(?:\.\d+)*)(?![\w])",
    re.ASCII,
)
_MIXED = re.compile(
    rf"(?<![A-Za-z_\d.])(?P<sign>(?:(?<=[\s(（为是])|^)[-−]|零下\s?|负\s?)?(?P<number>{FIGURE})"
    rf"(?P<about>\+|\s?[多余餘](?=\s*[万亿萬億]))?"
    rf"(?P<han>(?:\s*{HAN_SCALE}{{1,4}}(?:\s?\d{{1,12}}\s?[十百千万萬]){{0,4}})(?!分之))?"
    r"(?:\s?(?P<word>(?:hundred|thousand|million|billion|trillion|quadrillion|dozen)s?\b)"
    r"|(?P<letter>mm|bn|[kmb])(?![A-Za-z0-9])|(?P<nth>st|nd|rd|th)(?![A-Za-z]))?",
    re.IGNORECASE | re.ASCII,
)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_SCALED = re.compile(rf"\s+(?P<scale>{'|'.join(SCALES)})\b", re.IGNORECASE)
_TENS_OF = re.compile(r"\b10{1,2}s\s+of\b", re.IGNORECASE)  # "100s of users" are no seconds
_LONG = 20
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "mm": 10**6, "bn": 10**9}
_WORD = "|".join(sorted([*CARDINAL, *SCALES], key=len, reverse=True))
_NTH = "|".join(sorted(ORDINAL, key=len, reverse=True))
_WORDS = re.compile(
    rf"\b(?:(?:an?\s+)?(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*+"
    rf"(?:[\s-]+(?:{_NTH})\b)?|(?:{_NTH}))\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s?[个個种種台次条條名份项項层步行列张件组类章节段页篇轮批座款只根颗间家句人天年周秒]"
)
_AND_HALF = re.compile(r"\s+and\s+a\s+half\b|个半(?=[^\s径])|[半](?=[年天小])", re.IGNORECASE)
_SPAN = f"(?:{'|'.join(SPANS)})"
_ONE = re.compile(
    rf"\b(?:an?|one|each|every|per)\s(?={_SPAN})|[一每](?:个)?(?=[小分秒天周星礼年月])",
    re.IGNORECASE,
)
_HALF_UNIT = re.compile(r"\bhalf\s+(?:an?\s+)?|[半](?:个)?(?=小时|年|天|月)", re.IGNORECASE)
_HAN = re.compile(
    rf"(?P<of>[{HAN_NUMERAL}\d]+分之)?(?P<nth>第)?"
    rf"(?P<number>[{HAN_NUMERAL}]+(?:点[{HAN_NUMERAL}]+)?)(?P<tenths>[成折](?![为功立长果员本熟就因交分型]))?"
)
_PERCENT = re.compile(r"\s?%|\s+per\s?cent\b|\s?‰|\s?(?:个)?百分点|\s+percentage\s+points?\b", re.I)
_TIMES = re.compile(r"\s?倍|\s?x(?![A-Za-z0-9])|\s?×|[\s-]?fold\b|\s+times\b", re.I)
# Words in which a Chinese numeral counts nothing.
_NO_COUNT = re.compile(
    r"十分(?!之)|千万(?=[别不要])|万一|百度|(?<!第)三方|两者|二进制|八进制|十进制|十六进制|四处|"
    r"十足|九宫|三角|四舍五入|万能|千差万别|成千上万|百科|零散|七牛|一[些般样致直旦定切起并同一]|统一|唯一|"
    r"(?:[数几上好]|成)[十百千万亿]+|[十百千万亿]几|百分百|单[一]|之一|万物|三位一体|二元|千兆|百万(?=级)"
)
_NEIGHBOURS = re.compile(r"^(十)?([一二两三四五六七八九])([二两三四五六七八九])([十百千万亿]*)$")
_JOINT = re.compile(
    r"\s*(?:-|–|—|~|～|to|and|or|through|到|至|或|和|与|、|,|，)\s*(?:about|约)?\s*",
    re.I,
)


# The texts of a pair are asked for by several checks one after the other.
_REMEMBERED = 64


def _in_words(_text: str, signs: CountSigns) -> bool:
    return signs.worded


def _in_figures(_text: str, signs: CountSigns) -> bool:
    return signs.figured


def _in_chinese(_text: str, signs: CountSigns) -> bool:
    return signs.numeral


def _halves(text: str, signs: CountSigns) -> bool:
    return "half" in signs.said or "半" in text


def _each(text: str, signs: CountSigns) -> bool:
    return "一" in text or "每" in text or signs.spanned


@lru_cache(maxsize=_REMEMBERED)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of a text, in order; a range gives both its ends what stands behind the last."""
    if not count_signs(text).telling:
        return ()
    reader = _Reader(text if text.isascii() else _narrow(text))
    return tuple(_ranged(reader.text, reader.read()))


def _narrow(text: str) -> str:
    for wide, narrow in _FULL_WIDTH:
        text = text.replace(wide, narrow)
    return text


@dataclass(slots=True)
class _Reader:
    """A text whose amounts are taken out one kind after the other."""

    text: str

    def read(self) -> list[Amount]:
        signs = count_signs(self.text)
        left, found = days_and_hours(self.text, signs)
        for asked, form, reading in (
            (_in_figures, _TENS_OF, _nothing), (_in_figures, _VERSION, _version), *FRACTIONS,
            (_in_figures, _MIXED, self.mixed), (_halves, _HALF_UNIT, self.half_unit),
            (_each, _ONE, self.one), (_in_words, _WORDS, self.worded),
            (_in_chinese, _NO_COUNT, _nothing), (_in_chinese, _HAN, self.han),
        ):  # fmt: skip
            if not asked(self.text, signs):
                continue
            hidden = left
            for match in form.finditer(left):
                taken = list(reading(match))
                end = max([match.end(), *(each.span.end for each in taken)])
                if taken or reading is _nothing:
                    hidden = hidden[: match.start()] + "\0" * (end - match.start()) + hidden[end:]
                found += taken
            left = hidden
        return sorted(found, key=lambda amount: amount.span)

    def mixed(self, match: re.Match[str]) -> Iterator[Amount]:
        """Figures, with scales of either language, a unit, a sign of money."""
        number = _BLANKS.sub("", match["number"])
        value = mixed_value(number + (match["han"] or "").strip())
        extra: list[Reading] = []
        if match["word"]:
            word = match["word"].lower().rstrip("s")
            value *= 12 if word == "dozen" else SCALES[word]
        elif match["letter"]:
            extra = [Reading(PLAIN, value * _LETTERS[match["letter"].lower()])]
        elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number) and not match["han"]:
            extra = [Reading(PLAIN, Fraction(number.replace(".", "")))]
        if match["sign"]:
            value = -value
        end = match.start("letter") if match["letter"] else match.end()
        amount = self.measured(value, Span(match.start(), end), figures=True)
        amount = replace(amount, readings=(*amount.readings, *extra))
        if match["letter"] and amount.span.end == end:
            amount = replace(amount, span=Span(match.start(), match.end()))
        yield amount

    def worded(self, match: re.Match[str]) -> Iterator[Amount]:
        words = [w for w in re.split(r"[\s-]+", match[0].lower()) if w not in ("and", "a", "an")]
        value, end = english_number(words), match.end()
        if value is None and len(words) > 1:  # "a ten-second delay", "the two first"
            words, end = words[:-1], end - len(words[-1]) - 1
            value = english_number(words)
        if (
            value is None
            or (match[0].lower() in SCALES)
            or (words == ["one"] and not _AND_HALF.match(self.text, end))
        ):
            return
        one = words[-1] in ORDINAL and len(words) == 1
        yield self.measured(value, Span(match.start(), end), figures=False, ordinal=one)

    def one(self, match: re.Match[str]) -> Iterator[Amount]:
        """ "An hour", "per minute", 一小时: one of a unit, which need not be said."""
        end, units = unit_behind(self.text, match.end())
        if units and any(kind in ("time", "month") for kind, _size in units):
            value = Fraction(1)
            if self.text[end : end + 1] == "半":
                value, end = value + Fraction(1, 2), end + 1
            said = tuple(Reading(kind, value * size, value) for kind, size in units)
            yield Amount(Span(match.start(), end), plainly(value), said)

    def han(self, match: re.Match[str]) -> Iterator[Amount]:
        numeral = match["number"]
        neighbours = _NEIGHBOURS.match(numeral)
        if neighbours and not match["nth"] and _is_next(neighbours[2], neighbours[3]):
            for digit in (neighbours[2], neighbours[3]):
                value = han_value((neighbours[1] or "") + digit + neighbours[4])
                if value is not None:
                    yield self.measured(value, Span(*match.span()), figures=False)
            return
        value = han_value(numeral) if numeral[0] not in "百千万萬亿億" else None
        if value is None or (numeral in "零〇一" and not match["nth"] and not match["tenths"]):
            if value == 1 and self.text[match.end() : match.end() + 1] == "倍":
                yield Amount(Span(*match.span()), "1", (Reading("ratio", Fraction(1)),))
            return
        if match["tenths"]:
            span = Span(*match.span())
            yield Amount(span, match[0], (Reading("ratio", value / 10),), strict=True)
            return
        one = bool(match["nth"])
        yield self.measured(value, Span(*match.span()), figures=False, ordinal=one)

    def half_unit(self, match: re.Match[str]) -> Iterator[Amount]:
        end, units = unit_behind(self.text, match.end())
        if not units and match[0].endswith(("半", "个")):
            return
        half = Fraction(1, 2)
        found = [Reading(kind, half * size, half) for kind, size in units]
        yield Amount(Span(match.start(), end), "0.5", (*found, Reading("ratio", half)))

    def measured(
        self, value: Fraction, where: Span, *, figures: bool, ordinal: bool = False
    ) -> Amount:
        """An amount with what stands behind it: half as much again, percents, times, a unit."""
        start, end = where.start, where.end
        if half := _AND_HALF.match(self.text, end):
            value, end = value + Fraction(1, 2), half.end()
            if scale := _SCALED.match(self.text, end):
                value, end = value * SCALES[scale["scale"].lower()], scale.end()
        text = plainly(value)
        if percent := _PERCENT.match(self.text, end):
            size = 1000 if "‰" in percent[0] else 100
            span, ratio = Span(start, percent.end()), Reading("ratio", value / size)
            return Amount(span, text + percent[0].strip(), (ratio,), figures, strict=True)
        extra: list[Reading] = []
        if _TIMES.match(self.text, end):
            extra.append(Reading("ratio", value))
        if 0 < value < 1:
            extra.append(Reading("ratio", value))
        units: tuple[Measure, ...] = ()
        if not ordinal:
            behind, units = unit_behind(self.text, end)
            text += f" {self.text[end:behind].lstrip(' -')}" if units else ""
            if units and self.text[behind : behind + 1] == "半":
                value, behind = value + Fraction(1, 2), behind + 1
            end, units = behind, (*units, *unit_before(self.text, start))
        said = [Reading(kind, value * size, value) for kind, size in units]
        if not said:
            said.append(Reading(PLAIN, value))
        named = not figures and not units and self.text[end : end + 1] == "-"  # twelve-factor
        strict = (
            figures or (bool(units) and value > 1 and not ordinal) or (value > 10 and not named)
        )
        chinese = not self.text[start].isascii()
        counts = not (figures or ordinal) and value > 1
        counts = counts and (not chinese or bool(units or _MEASURED.match(self.text, end)))
        return Amount(Span(start, end), text, (*said, *extra), figures, strict, counts=counts)


def _is_next(first: str, second: str) -> bool:
    order = "一二三四五六七八九"
    second = "二" if second == "两" else second
    return order.index(second) == order.index("二" if first == "两" else first) + 1


def _nothing(_match: re.Match[str]) -> Iterator[Amount]:
    return iter(())


def _version(match: re.Match[str]) -> Iterator[Amount]:
    readings = [Reading("version", text=match[1])]
    if match[1].count(".") < 2 and len(match[1]) < _LONG:
        readings.append(Reading(PLAIN, Fraction(match[1])))
    yield Amount(Span(*match.span()), match[1], tuple(readings), figures=True)


def _ranged(text: str, found: Iterable[Amount]) -> Iterator[Amount]:
    """The amounts, the first of a range with the scale and unit of the last as well."""
    there = list(found)
    for number, amount in enumerate(there):
        following = there[number + 1] if number + 1 < len(there) else None
        if following is not None and following.span.start >= amount.span.end:
            gap = text[amount.span.end : following.span.start]
            if _JOINT.fullmatch(gap):
                amount = amount.beside(following, text)
        yield amount
