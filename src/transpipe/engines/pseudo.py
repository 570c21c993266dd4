"""An engine that needs no network: Chinese that says nothing, to see how pages come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from transpipe.model import Locale, Question
from transpipe.text.han import joint
from transpipe.text.numbers import quantities

# The ten stems and more: characters of both scripts that count nothing.
_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_CUT = re.compile(
    r"⟦/?\d+⟧|&\w+;|[A-Za-z](?:[A-Za-z0-9_.@/'’-]*[A-Za-z0-9])?|\d[\d.,:%]*|\s+|.", re.DOTALL
)
_SMALL = re.compile(r"[A-Za-z]?[a-z'’-]*")
_MARKS = {",": "，", ".": "。", ":": "：", ";": "；", "!": "！", "?": "？"}
_LATIN = re.compile(r"[A-Za-z0-9]")


class Pseudo:
    """Answers every text with Chinese signs of about its length; names and numbers stay."""

    name = "pseudo"
    heeds = False

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        """The same for the same text."""
        return [_said(each.text) for each in questions]


def _said(text: str) -> str:
    answer, gap = "", ""
    for piece in _CUT.findall(text):
        if piece.isspace():
            gap = "\n" if "\n" in piece else piece
            continue
        word = _word(piece)
        apart = gap if gap == "\n" or not answer else (gap and joint(answer, word))
        answer += apart + word
        gap = ""
    return answer


def _counts(word: str) -> bool:
    """Whether a word says a number, or makes another one of it."""
    return quantities(f"two {word}") != quantities("two") or bool(quantities(word))


def _word(piece: str) -> str:
    if piece in _MARKS:
        return _MARKS[piece]
    if not _LATIN.match(piece) or not _SMALL.fullmatch(piece) or _counts(piece):
        return piece
    digest = blake2b(piece.lower().encode()).digest()
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest[: max(1, len(piece) // 3)])
