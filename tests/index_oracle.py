"""Reading lists compared in another way: line by line, addresses counted, orders by brute force."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
_LABELS = ("原文", "译文")


@dataclass(frozen=True)
class Compared:
    """The addresses that one list lacks, those it has besides, and the least that are moved."""

    missing: Counter[str]
    extra: Counter[str]
    moved: int


def addresses(text: str) -> list[str]:
    """The first address on the web of each item."""
    return [found for line in text.splitlines() if _ITEM.match(line) and (found := _first(line))]


def compared(english: str, chinese: str) -> Compared:
    theirs, ours = addresses(english), addresses(chinese)
    missing, extra = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
    shared = (Counter(theirs) & Counter(ours)).total()
    return Compared(missing, extra, shared - longest(theirs, ours))


def longest(one: list[str], other: list[str]) -> int:
    """How many of two lists can stand in one order, by the table of all beginnings."""
    row = [0] * (len(other) + 1)
    for each in one:
        above, row = row, [0]
        for at, there in enumerate(other):
            row.append(above[at] + 1 if each == there else max(above[at + 1], row[at]))
    return row[-1]


def plain(url: str) -> str:
    """An address without what does not tell two pages apart."""
    url = url.split("#")[0].split("?utm_")[0]
    return re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).rstrip("/").lower()


def _first(line: str) -> str:
    for found in re.finditer(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\s*[(（](https?://)", line):
        if found[1] not in _LABELS:
            return plain(_balanced(line[found.start(2) :]))
    return ""


def _balanced(text: str) -> str:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "(（") - (sign in ")）")
        if depth < 0 or sign.isspace():
            return text[:at]
    return text
