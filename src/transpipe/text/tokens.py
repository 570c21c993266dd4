"""A text cut into words, for what compares texts: no word, number or character is ever cut."""

from __future__ import annotations

import re
import unicodedata

from transpipe.text.han import HAN

_LETTER = rf"[^\W_{HAN}]"
# Chinese figures that stand together are one number.
_FIGURES = "〇零一二三四五六七八九十百千万亿萬億两兩"
_TOKEN = re.compile(
    # A word: with its apostrophes and low lines, with the points of 3.14 and 1,000, and its sign.
    rf"(?:(?<![\w)\]])[-+−](?=\d))?{_LETTER}+"
    rf"(?:(?:['’](?=[^\W\d_])|_+|(?<=\d)[.,:](?=\d)){_LETTER}+)*"
    rf"|[{_FIGURES}]{{2,}}|[{HAN}]|\s+|([^\w\s])\1*|.",
    re.DOTALL,
)
# Whatever may be a part of the character before it, or of the one behind.
_JOINING = re.compile(rf"[^\x00-\u02ff\u2010-\u2027\u3000-\u3029\uff00-\uff5e{HAN}]")
_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)


def tokens(text: str) -> list[str]:
    """A text cut into words, Chinese characters, blanks and signs; joined again it is the text.

    >>> tokens("3.14 wasn't 三十 秒")
    ['3.14', ' ', "wasn't", ' ', '三十', ' ', '秒']
    """
    found = [match[0] for match in _TOKEN.finditer(text)]
    return _whole(found) if _JOINING.search(text) else found


def _whole(found: list[str]) -> list[str]:
    """The tokens with those joined that a reader sees as one character, or as one word."""
    whole: list[str] = []
    for token in found:
        if whole and _goes_on(whole[-1], token):
            whole[-1] += token
        else:
            whole.append(token)
    return whole


def _goes_on(before: str, token: str) -> bool:
    first, last = token[0], before[-1]
    if _extends(first) or last == _JOINER:
        return True
    if ord(first) in _FLAGS and ord(last) in _FLAGS:
        flags = len(before) - len(before.rstrip("".join(map(chr, _FLAGS))))
        return flags % 2 == 1
    # "e" with an accent of its own, and the letters behind it.
    return _extends(last) and first.isalpha() and before[0].isalpha()


def _extends(character: str) -> bool:
    code = ord(character)
    if code < 0x300:
        return False
    if character == _JOINER or code in _SKINS or code in _TAGS:
        return True
    return unicodedata.category(character)[0] == "M"
