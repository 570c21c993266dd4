"""Days, times of day, decades and centuries as both languages write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from transpipe.model import Span
from transpipe.text.count_signs import MONTHS, CountSigns
from transpipe.text.numerals import HAN_NUMERAL, han_value
from transpipe.text.readings import PLAIN, Amount, Reading

_MONTH = {word[:3]: number for number, word in enumerate(MONTHS, 1)}
_NAMES = "|".join(f"{w[:3]}(?:t?{w[3:]}|t)?" if w[3:] else w for w in MONTHS)
_N = rf"(?:\d{{1,2}}|[{HAN_NUMERAL}]{{1,3}})"
_Y = r"(?:\d{4}|[零〇一二三四五六七八九]{4})"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?P<y1>{_Y})\s*年\s*(?:的\s*)?(?P<m1>{_N})\s*月(?:\s*(?P<d1>{_N})\s*[日号號])?"
    r"|(?<!\d)(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d|\.\d)"
    rf"|\b(?P<n3>{_NAMES})\b\.?\s+(?:{_DAY.format('d3')},?\s+|of\s+)?(?P<y3>\d{{4}})\b"
    rf"|\b(?:the\s+)?{_DAY.format('d4')}\s+(?:of\s+)?(?P<n4>{_NAMES})\b\.?,?\s+(?P<y4>\d{{4}})\b"
    rf"|\b(?P<n5>{_NAMES})\b\.?\s+(?:the\s+)?{_DAY.format('d5')}(?!\d|[:.]\d|%)"
    rf"|\b(?:the\s+)?{_DAY.format('d6')}\s+(?:of\s+)?(?P<n6>{_NAMES})\b\.?"
    rf"|(?P<m7>{_N})\s*月\s*(?P<d7>{_N})\s*[日号號]|(?P<m8>{_N})\s*月(?:份|(?=[初底中下上]|$|[^{HAN_NUMERAL}\d]))"
    r"|(?<![\d/])(?P<m9>\d{1,2})/(?P<d9>\d{1,2})/(?P<y9>\d{4})(?![\d/])",
    re.IGNORECASE | re.ASCII,
)
_MONTH_ALONE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_TIME = re.compile(
    rf"(?P<day>凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|晚|早)?\s*"
    rf"(?:(?<![\d:.A-Za-z_])(?P<h1>\d{{1,2}}):(?P<min1>\d\d)(?::(?P<s1>\d\d))?(?![\d:])"
    rf"|(?<![\d.:A-Za-z_{HAN_NUMERAL}])(?P<h2>{_N})\s*[点點时時](?!间|候|区|序|刻(?!钟)|钟[头]|[{HAN_NUMERAL}]*(?:个|倍|%))"
    rf"(?:(?P<half>半)|\s*(?P<min2>{_N})\s*分(?!之)|\s*(?P<quarter>[一三])刻|\s*(?P<sharp>整|钟|鐘))?)"
    r"|\b(?P<h3>\d{1,2})(?::(?P<min3>\d\d))?\s?(?:(?P<half_day>[ap])\.?m\b\.?|o['’]clock\b)",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\s*(?:(?P<ap>[ap])\.?m\b\.?|(?:in the|at)\s+(?P<part>morning|afternoon|evening|night))", re.I
)
_DECADE = re.compile(
    rf"(?<![\d,])(?P<y1>1[5-9]\d0|20\d0)['’]?s\b|(?<![\d])['’](?P<y2>\d0)s\b|\b(?P<y3>[2-9]0)s\b"
    rf"|(?P<c4>\d{{1,2}}|[{HAN_NUMERAL}]{{1,3}})\s*世纪\s*(?P<y4>\d0|[二三四五六七八九]十)\s*年代"
    r"|(?P<last>上世纪|上个世纪)?\s*(?P<y5>\d{2}|\d{4}|[二三四五六七八九]十)\s*年代",
)
_CENTURY = re.compile(
    rf"\b(?P<e>\d{{1,2}})(?:st|nd|rd|th)[\s-]centur(?:y|ies)\b|(?:第\s*)?(?P<z>\d{{1,2}}|[{HAN_NUMERAL}]{{1,3}})\s*世纪",
    re.IGNORECASE,
)

# Numbers with a mark of dates between them; the end of a decade.
_DATED = re.compile(r"\d[-/.]\d{1,2}[-/.]\d")
_ENDED = re.compile(r"0['’]?s\b")
_MONTH_NAMES = frozenset(
    name for word in MONTHS for name in (word, word[:3], f"{word[:3]}t", f"{word[:3]}t{word[3:]}")
)
_WHOLE_NAMES = frozenset(MONTHS)
_TIMED = re.compile(r"\d:\d|[点點时時]|\d\s?[ap]\.?m\b|o.clock", re.IGNORECASE)
Read = Callable[[re.Match[str], str], Iterator[Amount]]


def days_and_hours(text: str, signs: CountSigns) -> tuple[str, list[Amount]]:
    """What a text, of these signs, names of them, and the text without it."""
    found: list[Amount] = []
    for form, read in _asked(text, signs):
        left = text
        for match in form.finditer(text):
            for amount in read(match, text):
                found.append(amount)
                start, end = amount.span.start, amount.span.end
                left = left[:start] + "\0" * (end - start) + left[end:]
        text = left
    return text, found


def _asked(text: str, signs: CountSigns) -> Iterator[tuple[re.Pattern[str], Read]]:
    """The forms that a text may have, each with what reads it."""
    figured, said = signs.figured, signs.said
    if (
        "月" in text
        or (figured and not _MONTH_NAMES.isdisjoint(said))
        or (figured and _DATED.search(text))
    ):
        yield _DATE, _date
    if "年代" in text or (figured and _ENDED.search(text)):
        yield _DECADE, _decade
    if "centur" in text or "世纪" in text:
        yield _CENTURY, _century
    if (figured or not text.isascii()) and _TIMED.search(text):
        yield _TIME, _time
    if not _WHOLE_NAMES.isdisjoint(said):
        yield _MONTH_ALONE, _month


def _int(text: str) -> int:
    value = Fraction(text) if text.isdigit() else han_value(text)
    return int(value) if value is not None else -1


def _date(match: re.Match[str], _text: str) -> Iterator[Amount]:
    part = {key[0]: value for key, value in match.groupdict().items() if value}
    month = _int(part["m"]) if "m" in part else _MONTH[part["n"][:3].lower()]
    day = _int(part["d"]) if "d" in part else 0
    if (match["n5"] and match["n5"].islower()) or (match["n6"] and match["n6"].islower()):
        return  # "may 5", "in march 3": a verb
    if not 1 <= month <= 12 and not (match["m9"] and 1 <= day <= 12):
        return
    if day > 31:
        return
    year = str(_int(part["y"])) if "y" in part else ""
    shown = _iso(year, month, day)
    readings = [Reading("date", text=shown)]
    if match["m9"]:
        readings.append(Reading("date", text=_iso(year, day, month)))
    figures = any(character.isdigit() for character in match[0])
    yield Amount(Span(*match.span()), shown, tuple(readings), figures, strict=figures or bool(day))


def _iso(year: str, month: int, day: int) -> str:
    return "-".join(filter(None, (year, f"{month:02}", f"{day:02}" if day else "")))


def _month(match: re.Match[str], _text: str) -> Iterator[Amount]:
    month = _MONTH[match[0][:3].lower()]
    yield Amount(Span(*match.span()), f"{month:02}", (Reading("date", text=f"{month:02}"),))


def _time(match: re.Match[str], text: str) -> Iterator[Amount]:
    written = match["h1"] or match["h2"] or match["h3"]
    hour = _int(written)
    minute = _int(match["min1"] or match["min2"] or match["min3"] or "0")
    minute = 30 if match["half"] else {"一": 15, "三": 45}.get(match["quarter"] or "", minute)
    behind = _PART_OF_DAY.match(text, match.end()) if match["h1"] or match["h3"] else None
    if not 0 <= hour <= 24 or minute > 59:
        return
    start = match.start() if match["day"] else match.start("h1" if match["h1"] else "h2")
    start = match.start("h3") if match["h3"] else start
    end = behind.end() if behind else match.end()
    late = _is_late(match, behind, hour)
    hours = [hour, hour + 12] if late is None and hour < 12 and not match["h1"] else [hour]
    if late is not None:
        hours = [hour % 12 + 12 * late]
    bare = match["h2"] and late is None and not (minute or match["sharp"])
    readings = [Reading("clock", Fraction(each * 60 + minute)) for each in hours]
    readings += [Reading(PLAIN, Fraction(hour))] if bare else []
    shown = f"{hours[0]}:{minute:02}" if not bare else str(hour)
    strict = any(c.isdigit() for c in match[0]) or bool(match["day"])
    if bare and not written.isdigit():
        return
    yield Amount(Span(start, end), shown, tuple(readings), strict, strict)


def _is_late(match: re.Match[str], behind: re.Match[str] | None, hour: int) -> bool | None:
    """Whether it is after noon; None where nothing says."""
    half = match["half_day"] or (behind["ap"] if behind else "")
    part = behind["part"] if behind else ""
    if half or part:
        return half.lower() == "p" if half else part.lower() != "morning"
    if not match["day"] or hour > 12:
        return None
    if match["day"] in ("中午", "正午"):
        return hour == 12 or hour < 4
    if match["day"] in ("晚上", "夜里", "晚间", "夜间", "晚") and hour == 12:
        return False
    return match["day"][0] in "下午傍晚夜" and match["day"] != "早上"


def _decade(match: re.Match[str], _text: str) -> Iterator[Amount]:
    figures = any(character.isdigit() for character in match[0])
    if match["y1"] or (match["y5"] and len(match["y5"]) == 4):
        years = [int(match["y1"] or match["y5"])]
    elif match["c4"]:
        years = [(_int(match["c4"]) - 1) * 100 + _int(match["y4"])]
    else:
        decade = _int(match["y2"] or match["y3"] or match["y5"])
        years = [1900 + decade] if match["last"] else [1900 + decade, 2000 + decade]
    readings = [Reading("decade", Fraction(year)) for year in years]
    if match["y1"] and years[0] % 100 == 0:
        readings.append(Reading("century", Fraction(years[0] // 100 + 1)))
    shown = match[0].strip() if match[0].isascii() else f"{years[0]}s"
    yield Amount(Span(*match.span()), shown, tuple(readings), figures, True)


def _century(match: re.Match[str], _text: str) -> Iterator[Amount]:
    number = Fraction(_int(match["e"] or match["z"]))
    figures = any(character.isdigit() for character in match[0])
    yield Amount(Span(*match.span()), str(number), (Reading("century", number),), figures, True)
