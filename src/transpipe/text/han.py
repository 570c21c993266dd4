"""Which characters are Chinese, how wide they are, and which marks belong to Chinese text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# CJK ideographs (Unicode 15: unified, extensions, compatibility), 〇 and 々; not kana, not hangul.
# By number: an editor that normalises a text makes another character of a compatibility one.
HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks and letters a Chinese typesetter sets full-width: no blank belongs between two of these.
WIDE = HAN + r"\u3000-\u303f\u3040-\u30ff\uff00-\uff60\uffe0-\uffe6“”‘’…—·"

_HAN = re.compile(f"[{HAN}]")
_WIDE = re.compile(f"[{WIDE}]")
# The letters of languages that write Chinese characters beside their own: kana, jamo, hangul.
_NEIGHBOUR = re.compile("[\u3041-\u3096\u30a1-\u30fa\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
# Of what is wide: CJK brackets, trigrams and monograms aside, all else in these blocks.
_EMOJI = re.compile("[\u231a-\u2328\u232b-\u2629\u2638-\u2689\u2690-\u2b55\U0001f000-\U0001ffff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_han(character: str) -> bool:
    """Whether this is a Chinese character."""
    return bool(_HAN.match(character))


def is_wide(character: str) -> bool:
    """Whether this is a Chinese character or a full-width mark."""
    return bool(_WIDE.match(character))


def is_cjk(character: str) -> bool:
    """Whether this is a character or mark of Chinese, Japanese or Korean, as wide as one of these.

    Quotes and dashes that other languages have, too, are none, nor are emoji.
    """
    if unicodedata.east_asian_width(character) not in "WFH":
        return False
    return not _EMOJI.match(character)


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


def count_han(text: str) -> int:
    """How many Chinese characters a text holds."""
    return 0 if text.isascii() else len(_HAN.findall(text))


def only_han(text: str) -> str:
    """The Chinese characters of a text, without all else."""
    return "".join(_HAN.findall(text))


def count_neighbours(text: str) -> int:
    """How many letters of Japanese or Korean a text holds, which are never Chinese."""
    return len(_NEIGHBOUR.findall(text))


def mostly_han(text: str) -> bool:
    """Whether a text is Chinese: at least a third of its letters are (a word counts as two).

    One with half as much kana or hangul is Japanese or Korean.
    """
    han = count_han(text)
    if not han:
        return False
    words = len(re.findall(r"[A-Za-z]+", text))
    return han >= (han + 2 * words) / 3 and han >= 2 * count_neighbours(text)


def has_letters(text: str) -> bool:
    """Whether there is anything to translate: a letter of any script."""
    return bool(_LETTER.search(text))


def columns(text: str) -> int:
    """The width of a text on a terminal: a Chinese character takes two columns."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=1 << 14)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def joint(before: str, after: str) -> str:
    """What a line end between two texts is read as: nothing between two Chinese characters."""
    if not before or not after:
        return ""
    return "" if is_wide(before[-1]) and is_wide(after[0]) else " "


def joined(texts: Iterable[str]) -> str:
    """Texts as one line: a blank between two where Chinese wants one; empty ones leave no trace."""
    line = ""
    for text in texts:
        line += joint(line, text) + text
    return line
