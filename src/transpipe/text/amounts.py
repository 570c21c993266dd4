"""Which quantities two texts, one a translation of the other, do not share."""

from __future__ import annotations

import re
from collections import Counter

from transpipe.text.numbers import quantities

_DIGIT = re.compile(r"[0-9０-９]")
_FIGURE = re.compile(
    r"[0-9０-９][0-9０-９.,]*(?:\s?(?:hundred|thousand|million|billion|trillion|dozen)s?\b)?",
    re.IGNORECASE,
)
# "200+ billion", "2000 多亿": about as many, between a figure and its unit.
_ABOUT = re.compile(r"(?<=\d)(?:\+|\s?[多余餘])(?=\s*[a-z万亿萬億])", re.IGNORECASE)
_TWELVE_HOURS = re.compile(r"\b(\d{1,2})(:\d\d)?\s?([ap])\.?m\b\.?", re.IGNORECASE | re.ASCII)
_NAME = re.compile(r"(?<![\w./-])[A-Za-z]+\d+[A-Za-z\d]*(?![\w/-])", re.ASCII)
_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])", re.ASCII)
_BYTES = re.compile(r"(?<=[\d\s])[KMGTP]i?B(?![A-Za-z])", re.ASCII)
# Figures that the other side may have said in a word.
_SAID = {
    "50%": re.compile(r"\bhal(?:f|ves|ved)\b|半", re.IGNORECASE),
    "25%": re.compile(r"\bquarter|四分之一", re.IGNORECASE),
    "12": re.compile(r"\bdozen|一打", re.IGNORECASE),
    "2": re.compile(r"\b(?:twice|double|both|pair|couple)|[双雙倍]", re.IGNORECASE),
    "1": re.compile(r"\b(?:one|an?|single|once)\b|[一单單]", re.IGNORECASE),
}


def differing(source: str, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Quantities of the source that the target lacks, and of the target that the source lacks.

    Only those written in figures count ("3 亿" does, 三 does not): words for small numbers come
    and go in a translation. They may be written in any way on the other side. Names with figures
    in them (OAuth2) count where only the figures differ.
    """
    source, target = _plainly(source), _plainly(target)
    before, after = Counter(quantities(source)), Counter(quantities(target))
    lost = {q for q in _in_figures(source, before) - after if not _said(q, target)}
    new = {q for q in _in_figures(target, after) - before if not _said(q, source)}
    for literal in (_names, _zeros, _units):
        more_lost, more_new = literal(source, target)
        lost, new = lost | more_lost, new | more_new
    return tuple(sorted(lost)), tuple(sorted(new))


def _in_figures(text: str, found: Counter[str]) -> Counter[str]:
    return found - Counter(quantities(_FIGURE.sub("\0", text)))


def _said(quantity: str, text: str) -> bool:
    return quantity in _SAID and bool(_SAID[quantity].search(text))


def _plainly(text: str) -> str:
    """7:30 PM as 19:30, and no "about"."""

    def hour(match: re.Match[str]) -> str:
        return f"{int(match[1]) % 12 + (12 if match[3] in 'pP' else 0)}{match[2] or ':00'}"

    return _ABOUT.sub("", _TWELVE_HOURS.sub(hour, text))


def _names(source: str, target: str) -> tuple[set[str], set[str]]:
    """Names that are the same but for their figures."""
    before, after = set(_NAME.findall(source)), set(_NAME.findall(target))

    def letters(names: set[str]) -> set[str]:
        return {_DIGIT.sub("", name) for name in names}

    shared = letters(before - after) & letters(after - before)
    lost = {name for name in before - after if _DIGIT.sub("", name) in shared}
    return lost, {name for name in after - before if _DIGIT.sub("", name) in shared}


def _zeros(source: str, target: str) -> tuple[set[str], set[str]]:
    """3.10 and 3.1: one number and two versions."""
    before, after = set(_DECIMAL.findall(source)), set(_DECIMAL.findall(target))

    def shortened(longer: set[str], shorter: set[str]) -> set[str]:
        return {n for n in longer - shorter if n.endswith("0") and n.rstrip("0") in shorter}

    lost, new = shortened(before, after - before), shortened(after, before - after)
    return lost, new


def _units(source: str, target: str) -> tuple[set[str], set[str]]:
    """TB for GB."""
    before, after = Counter(_BYTES.findall(source)), Counter(_BYTES.findall(target))
    lost, new = before - after, after - before
    return (set(lost), set(new)) if lost and new else (set(), set())
