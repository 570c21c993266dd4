"""Where a sentence ends, in English and in Chinese."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from transpipe.text.ticks import Ticks

# Nothing ends inside these: code, link targets, bare addresses; roughly, for sentences are strings
# to which Markdown, and its scanner, lie above.
_SOLID = re.compile(
    r"(?P<ticks>`++)|\]\([^()\s]*+\)|<[^<>\s]++>"
    r"|https?://[^\s。，；！？（）]*[^\s。，；！？（）.,;:!?)]"
)
_MAY_BE_SOLID = re.compile(r"`|\]\(|<|://")
# An end, the quotes and brackets that close with it, the blanks behind it. A Chinese mark ends
# anywhere; an English one only before a blank.
_END = re.compile(
    r"(?=[。！？….!?\n])(?:(?:[。！？]++[”’」』）】》*_~]*+|(?:…{1,2}|(?<![.!?])[.!?]++)[\"'”’)\]*_~]*+(?=\s|$))\s*+"
    r"|\n\s*\n)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|Mr|Mrs|Ms|Dr|Prof|Inc|Ltd|Co|Corp|Fig|No|St|approx|Jr|Sr)"
    r"|\b[A-Z])\.$"
)
_LONGEST = 8  # characters of an abbreviation and of what stands before it
_OPEN, _CLOSE = "([（【「『《“", ")]）】」』》”"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with the blanks behind them; joined they are the text.

    Full stops in code, addresses, numbers and abbreviations end nothing, and nothing ends inside
    brackets or quotes that are still open. After UAX #29's sentence boundaries, much reduced.
    """
    ends = [match for match in _END.finditer(text) if match.end() < len(text)]
    if not ends:
        return (text,) if text else ()
    solid = list(_solid(text))
    found: list[str] = []
    sentence = _Sentence(text)
    for match in ends:
        place = bisect_right(solid, match.start(), key=lambda span: span[1])
        inside = place < len(solid) and solid[place][0] < match.end() - 1
        if not inside and _ends(text, match, sentence):
            found.append(text[sentence.start : match.end()])
            sentence = _Sentence(text, match.end())
    return tuple(filter(None, (*found, text[sentence.start :])))


def _solid(text: str) -> Iterator[tuple[int, int]]:
    """The spans inside which nothing ends, in order."""
    if not _MAY_BE_SOLID.search(text):
        return
    ticks, at = Ticks(text), 0
    while match := _SOLID.search(text, at):
        start, at = match.span()
        if match["ticks"]:
            closing = ticks.closing(start, at - start)
            if closing is None:
                continue
            at += closing - start
        yield start, at


class _Sentence:
    """What a sentence says so far, read once from its start on."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = self._read = start
        self._open = [0] * len(_OPEN)

    def is_open(self, end: int) -> bool:
        """Whether more brackets or quotes of a kind are opened up to a place than closed."""
        for bracket in _BRACKET.finditer(self.text, self._read, end):
            kind = _OPEN.find(bracket[0])
            self._open[kind if kind >= 0 else _CLOSE.find(bracket[0])] += 1 if kind >= 0 else -1
        self._read = max(self._read, end)
        return any(count > 0 for count in self._open)

    def is_short(self, end: int) -> bool:
        """Whether a full stop that ends at a place is that of an abbreviation or a number."""
        if _ABBREVIATION.search(self.text, max(self.start, end - _LONGEST), end):
            return True
        digits = end - 1
        while digits > self.start and self.text[digits - 1].isdecimal():
            digits -= 1
        before = self.text[max(self.start, digits - _LONGEST) : digits].rstrip("*_~")
        begun = not before or before[-1].isspace()
        return begun and digits < end - 1


def _ends(text: str, match: re.Match[str], sentence: _Sentence) -> bool:
    end = match.end()
    while end > sentence.start and text[end - 1].isspace():
        end -= 1
    if text.startswith(".", end - 1) and end > sentence.start and sentence.is_short(end):
        return False
    if sentence.is_open(end):
        return False
    # "etc. and", "Yahoo! is": a sentence does not begin with a small letter.
    after = text[match.end() : match.end() + 1]
    return not (after.islower() and match[0].rstrip()[-1:] in ".!?…")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a target, which stand in blocks of their own: an empty line is between."""
    return tuple(part for part in _EMPTY_LINES.split(text.strip("\n")) if part.strip())
