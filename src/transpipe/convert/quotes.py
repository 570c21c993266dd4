"""Plain text, and quotation marks: 「」 and 『』 in Taiwan and Hong Kong, “” and ‘’ in zh_CN."""

from __future__ import annotations

import re

from transpipe.model import Locale
from transpipe.ports import Converter
from transpipe.text.han import count_han

_DOUBLE = str.maketrans("“”", "「」")
_CURLY = str.maketrans("「」『』", "“”‘’")
# An apostrophe stands behind a letter (don’t, users’) and closes nothing.
_SINGLE = re.compile(r"‘((?:[^‘’\n]|(?<=[A-Za-z])’(?=[A-Za-z]))*)’")


def requoted(text: str, locale: Locale) -> str:
    """The text with corner brackets for its curly quotes, in zh_CN the other way round.

    One without Chinese stays.

    >>> requoted("“这是‘默认’值”", Locale.ZH_TW)
    '「这是『默认』值」'
    """
    if locale is Locale.ZH_CN:
        corner = any(mark in text for mark in "「『") and count_han(text)
        return text.translate(_CURLY) if corner else text
    if not any(mark in text for mark in "“”‘") or not count_han(text):
        return text
    return _SINGLE.sub(r"『\1』", text).translate(_DOUBLE)


def convert_text(text: str, converter: Converter, locale: Locale) -> str:
    """Plain text: everything in it is prose."""
    return requoted(converter.convert([text], locale)[0], locale)
