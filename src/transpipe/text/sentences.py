"""Where a sentence ends, in English and in Chinese."""

from __future__ import annotations

import re

# Nothing ends inside these: code, link targets, bare addresses.
_SOLID = re.compile(
    r"(`+)(?!`).*?(?<!`)\1(?!`)|\]\([^()\s]*\)|<[^<>\s]+>|https?://[^\s。，；！？（）]*[^\s。，；！？（）.,;:!?)]",
    re.DOTALL,
)
# An end, the quotes and brackets that close with it, the blanks behind it. A Chinese mark ends
# anywhere; an English one only before a blank.
_END = re.compile(
    r"(?:[。！？]+[”’」』）】》*_~]*|(?:…{1,2}|[.!?]+)[\"'”’)\]*_~]*(?=\s|$))\s*|\n\s*\n"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|Mr|Mrs|Ms|Dr|Prof|Inc|Ltd|Co|Corp|Fig|No|St|approx|Jr|Sr)"
    r"|\b[A-Z]|(?:^|\s)\d+)\.$"
)
_OPEN, _CLOSE = "([（【「『《“", ")]）】」』》”"

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with the blanks behind them; joined they are the text.

    Full stops in code, addresses, numbers and abbreviations end nothing, and nothing ends inside
    brackets or quotes that are still open. After UAX #29's sentence boundaries, much reduced.
    """
    solid = [match.span() for match in _SOLID.finditer(text)]
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, start, match, solid):
            found.append(text[start : match.end()])
            start = match.end()
    return tuple(filter(None, (*found, text[start:])))


def _ends(text: str, start: int, match: re.Match[str], solid: list[tuple[int, int]]) -> bool:
    if any(a < match.end() - 1 and match.start() < b for a, b in solid):
        return False
    said = text[start : match.end()].rstrip()
    if said.endswith(".") and _ABBREVIATION.search(said):
        return False
    if _is_open(said):
        return False
    # "etc. and", "Yahoo! is": a sentence does not begin with a small letter.
    after = text[match.end() : match.end() + 1]
    return not (after.islower() and match[0].rstrip()[-1:] in ".!?…")


def _is_open(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in zip(_OPEN, _CLOSE, strict=True))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a target, which stand in blocks of their own: an empty line is between."""
    return tuple(part for part in _EMPTY_LINES.split(text.strip("\n")) if part.strip())
