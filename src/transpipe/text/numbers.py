"""Quantities in both languages, in one spelling: 300 million = 3 亿, 第三 = third = 3."""

from __future__ import annotations

import re
from decimal import Decimal
from math import prod

from transpipe.text.han import HAN

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_SMALL = {
    **{word: number for number, word in enumerate(_UNITS.split())},
    **{word: number for number, word in enumerate(_ORDINALS.split())},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
    **{word[:-1] + "ieth": number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
_LARGE = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_MOST = 10**60  # no text counts so many
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "mm": 10**6, "bn": 10**9}
_MONTH = {word[:3]: number for number, word in enumerate(_MONTHS.split(), 1)}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SINGLE = set("零一二三四五六七八九十百千万萬亿億两兩〇")
_MONTH_NAMES = "|".join(
    f"{word[:3]}(?:{word[3:]})?" if word[3:] else word for word in _MONTHS.split()
)
_WORD = "|".join(sorted([*_SMALL, *_LARGE], key=len, reverse=True))
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?P<y1>\d{4})\s*年\s*(?P<m1>\d{1,2})\s*月(?:\s*(?P<d1>\d{1,2})\s*[日号號])?"
    r"|(?<!\d)(?P<y2>\d{4})[-/](?P<m2>\d{1,2})[-/](?P<d2>\d{1,2})(?!\d)"
    rf"|\b(?P<n3>{_MONTH_NAMES})\.?\s+(?:{_DAY.format('d3')},?\s+)?(?P<y3>\d{{4}})\b"
    rf"|\b{_DAY.format('d4')}\s+(?P<n4>{_MONTH_NAMES})\.?,?\s+(?P<y4>\d{{4}})\b",
    re.IGNORECASE | re.ASCII,
)
_VERSION = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+){2,}|(?<=v)\d+(?:\.\d+)*)(?![\w])", re.ASCII)
_FIGURE = re.compile(
    r"(?<![A-Za-z_\d.])(?P<sign>-(?=\d)(?<=[\s(（]-))?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s*(?P<han>[百千]?[万萬亿億]|[百千](?![{HAN}]))"
    r"|\s?(?P<word>hundred|thousand|million|billion|trillion|dozen)s?\b"
    r"|(?P<letter>mm|bn|[kmb])(?![A-Za-z])|(?:st|nd|rd|th)(?![A-Za-z]))?"
    r"(?P<percent>\s?[%％]|\s+percent\b)?",
    re.IGNORECASE | re.ASCII,
)
_WORDS = re.compile(
    rf"\b(?:{_WORD})s?(?:(?:\s+and\s+|[\s-]+)(?:{_WORD})s?)*\b(?P<percent>\s+percent\b)?",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?P<of>百分之)?(?P<ordinal>第)?(?P<number>[零〇一二三四五六七八九十百千万萬亿億两兩]+)"
)
# Words in which a Chinese numeral counts nothing.
_NO_COUNT = re.compile(
    r"十分(?!之)|千万(?=[别不要])|万一|百度|三方|两者|二进制|八进制|十进制|十六进制|四处|"
    r"十足|九宫|三角|四舍五入|万能|千差万别|成千上万|百科|零散|七牛"
)
_DIGIT = re.compile("[0-9]")
_LETTERS_ONLY = re.compile("[a-z]+")
_COUNTING = frozenset(word + s for word in (*_SMALL, *_LARGE) for s in ("", "s"))
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(match: re.Match[str]) -> str:
    """The date as ISO 8601 writes it, as far as it is told."""
    part = {key[0]: value for key, value in match.groupdict().items() if value}
    month = int(part["m"]) if "m" in part else _MONTH[part["n"][:3].lower()]
    day = f"-{int(part['d']):02}" if "d" in part else ""
    return f"{part['y']}-{month:02}{day}"


def _han_scale(text: str) -> int:
    return prod(_SCALES.get(character) or _MYRIADS[character] for character in text)


def _figure(match: re.Match[str]) -> str:
    number = Decimal(match["figure"].replace(",", ""))
    if match["han"]:
        number *= _han_scale(match["han"])
    elif match["word"]:
        number *= _LARGE[match["word"].lower()]
    elif match["letter"]:
        number *= _LETTERS[match["letter"].lower()]
    sign = "-" if match["sign"] else ""
    return sign + _plain(number) + ("%" if match["percent"] else "")


def _words(match: re.Match[str]) -> str | None:
    """The value of English number words; None for a lone "one", which mostly counts nothing.

    Hundreds of hundreds of hundreds are no number either.
    """
    words = [w for w in re.split(r"[\s-]+", match[0].lower()) if w not in ("and", "percent")]
    total = part = 0
    for word in words:
        word = word if word in _SMALL or word in _LARGE else word.removesuffix("s")
        if word in _SMALL:
            part += _SMALL[word]
        elif _LARGE[word] <= 100:
            part = max(part, 1) * _LARGE[word]
        else:
            total, part = total + max(part, 1) * _LARGE[word], 0
        if part > _MOST:
            return None
    if words in (["one"], ["ones"]) or (len(words) == 1 and words[0].rstrip("s") in _LARGE):
        return None
    return str(total + part) + ("%" if match["percent"] else "")


def han_number(numeral: str) -> int:
    """The value of a Chinese numeral: 二十一 = 21, 三百万 = 3000000, 二〇二四 = 2024."""
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total = myriads = section = digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SCALES:
            section, digit = section + (digit or 1) * _SCALES[character], 0
        elif _MYRIADS[character] == 10**4:
            myriads, section, digit = (section + digit or 1) * 10**4, 0, 0
        else:
            total += (myriads + section + digit or 1) * 10**8
            myriads = section = digit = 0
    return total + myriads + section + digit


def _numeral(match: re.Match[str]) -> str | None:
    numeral = match["number"]
    bare = not match["ordinal"] and not match["of"]
    if numeral[0] in "百千万萬亿億" or (bare and numeral in ("零", "〇", "一")):
        return None
    return _spelt(numeral) + ("%" if match["of"] else "")


def _spelt(numeral: str) -> str:
    """A Chinese numeral in digits, however many it has."""
    if all(character in _DIGITS for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral).lstrip("0") or "0"
    return str(han_number(numeral))


def quantities(text: str) -> tuple[str, ...]:
    """Every quantity of a text in one spelling, in no promised order.

    Integers and decimals without separators (`1234.5`), `50%` for percentages, dates as ISO 8601
    (`2020-01-05`, `2020-01`), versions as they stand without `v`. Number words of English (two
    and up, ordinals) and Chinese numerals count; `one`, 一 and 一个 do not.
    """
    found: list[str] = []

    def take(match: re.Match[str], value: str | None) -> str:
        if value is not None:
            found.append(value)
        return "\0" * len(match[0]) if value is not None else match[0]

    text = text.translate(_FULL_WIDTH)
    if _DIGIT.search(text):
        text = _DATE.sub(lambda m: take(m, _date(m)), text)
        text = _VERSION.sub(lambda m: take(m, m[1]), text)
        text = _FIGURE.sub(lambda m: take(m, _figure(m)), text)
    if not _COUNTING.isdisjoint(_LETTERS_ONLY.findall(text.lower())):
        text = _WORDS.sub(lambda m: take(m, _words(m)), text)
    if not _SINGLE.isdisjoint(text):
        text = _NO_COUNT.sub("\0", text)
        _HAN.sub(lambda m: take(m, _numeral(m)), text)
    return tuple(found)
