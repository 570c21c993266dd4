"""What some houses want of Chinese as slips: quotes, full-width letters, units, blanks at links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from transpipe.rules.seen import NARROW_LETTERS, Seen
from transpipe.rules.slip import CHINESE, Find, Slip
from transpipe.text.han import HAN

_STRAIGHT = re.compile(r'(?<!\d)"(?P<words>[^"\n]{1,200})"')
_CURLY = re.compile(r"“(?P<words>[^“”\n]{1,200})”")
_INNER = re.compile(r"‘(?P<words>[^‘’\n]{1,200})’(?![A-Za-z])")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_REPEATED = re.compile(r"！{2,}|？{2,}|[！？]{3,}")
_PREFIX = "[KMGTPE]i?"
# Of one letter alone none is sure: 5G, 3D, 10s.
_UNIT = (
    rf"(?:{_PREFIX}(?:B|b|bps|bit|B/s|b/s)|[kMGT]?Hz|[mnμµ]s|[kcmnμµ]m|[kmμµ]g|m[lL]|k?Pa|[kM]W)"
)
_TOGETHER = re.compile(rf"(?<![\w.,-])\d+(?:[.,]\d+)*(?={_UNIT}(?![\w/-]))")
_APART = re.compile(r"(?<=\d)[ \t]+(?=[%‰°℃℉](?:\W|$|C\b|F\b))")
_AT_LINK = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
_WIDE_BESIDE = re.compile(rf"[{HAN}，。、；：？！（）《》]")


def _is_chinese_pair(shown: str, found: re.Match[str]) -> bool:
    """Whether quotes hold Chinese, or stand right beside it."""
    around = shown[: found.start()].rstrip(" ")[-1:] + shown[found.end() :].lstrip(" ")[:1]
    return bool(CHINESE.search(found["words"]) or _WIDE_BESIDE.search(around))


def _pairs(text: Seen, form: re.Pattern[str], opening: str, closing: str) -> Iterator[Slip]:
    for found in form.finditer(text.shown):
        if _is_chinese_pair(text.shown, found):
            yield Slip(found.start(), found.start() + 1, opening)
            yield Slip(found.end() - 1, found.end(), closing)


def straight_quotes(text: Seen) -> Iterator[Slip]:
    """Straight quotes around or beside Chinese."""
    yield from _pairs(text, _STRAIGHT, "“", "”")


def curly_quotes(text: Seen) -> Iterator[Slip]:
    """The quotes of the mainland where Taiwan's are wanted."""
    yield from _pairs(text, _CURLY, "「", "」")
    yield from _pairs(text, _INNER, "『", "』")


def full_width_letters(text: Seen) -> Iterator[Slip]:
    """Letters and digits that are as wide as Chinese characters."""
    for found in _FULL_WIDTH.finditer(text.shown):
        yield Slip(*found.span(), found[0].translate(NARROW_LETTERS))


def repeated_marks(text: Seen) -> Iterator[Slip]:
    """Marks said more than once; of both kinds one of each is left."""
    for found in _REPEATED.finditer(text.shown):
        kinds = set(found[0])
        yield Slip(*found.span(), "？！" if len(kinds) > 1 else found[0][0])


def unit_blanks(text: Seen) -> Iterator[Slip]:
    """A number and its unit without a blank; a number and % or ° with one."""
    for found in _TOGETHER.finditer(text.shown):
        yield Slip(found.end(), found.end(), " ")
    for found in _APART.finditer(text.shown):
        yield Slip(*found.span(), "")


def blanks_at_links(text: Seen) -> Iterator[Slip]:
    """Blanks between Chinese and the Chinese words of a link."""
    for found in _AT_LINK.finditer(text.shown):
        edges = (*text.before(found.start()), *text.before(found.end()))
        if edges and all(mark.link for mark in edges):
            yield Slip(*found.span(), "")


FINDS: Mapping[str, Find] = MappingProxyType(
    {
        "straight-quotes": straight_quotes,
        "curly-quotes": curly_quotes,
        "fullwidth-alphanumeric": full_width_letters,
        "repeated-mark": repeated_marks,
        "unit-space": unit_blanks,
        "space-at-link": blanks_at_links,
    }
)
"""What is found of each code."""
