r"""What `\n`, `\"`, `\302\240` and `\xa0` in a quoted string of a PO file stand for."""

from __future__ import annotations

import re

_NAMED = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}
_CODE = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2})"
_CODES, _ESCAPE = re.compile(_CODE), re.compile(rf"((?:{_CODE})+)|\\(.)")


def unescape(text: str) -> str:
    """The characters that a quoted string stands for.

    Codes are bytes, as `msgcat --escape` writes them: of UTF-8, several of them for one character.
    """
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return _NAMED.get(match[2], match[2])
    codes = [code[1:] for code in _CODES.findall(match[1])]
    values = bytes(int(code[1:], 16) if code[0] == "x" else int(code, 8) & 0xFF for code in codes)
    try:
        return values.decode()
    except UnicodeDecodeError:  # what only an older encoding can mean
        return values.decode("latin-1")
