"""Whether a look at a text is worth while: what no text is without in which a rule finds something.

Each is asked once of a text, for all the rules that name it as their `where`.
"""

from __future__ import annotations

import re

from transpipe.markdown.inline import may_link
from transpipe.text.han import has_han

_BRACKET = re.compile(r"[\[［【〔]")
_PLACEHOLDER = re.compile(r"[{%⟦]")
_EMPHASIS = re.compile(r"[*_＊]")
_HALF_WIDTH = re.compile(r"[,;:?!.]")

__all__ = [
    "has_blank",
    "has_bracket",
    "has_code",
    "has_emphasis",
    "has_half_width",
    "has_han",
    "has_line_end",
    "has_placeholder",
    "has_tilde",
    "may_address",
    "may_link",
]


def may_address(text: str) -> bool:
    """Whether it may name an address: in a link, a tag, a shortcode, or by itself."""
    return may_link(text) or "{{" in text


def has_bracket(text: str) -> bool:
    """Whether it has an opening square bracket, or what stands for one in Chinese."""
    return _BRACKET.search(text) is not None


def has_code(text: str) -> bool:
    """Whether it has the mark of code."""
    return "`" in text


def has_emphasis(text: str) -> bool:
    """Whether it has a mark of emphasis, or one that is as wide as a Chinese character."""
    return _EMPHASIS.search(text) is not None


def has_placeholder(text: str) -> bool:
    """Whether it has the beginning of a placeholder."""
    return _PLACEHOLDER.search(text) is not None


def has_tilde(text: str) -> bool:
    """Whether it has a mark of what is struck out."""
    return "~" in text


def has_line_end(text: str) -> bool:
    """Whether it has more than one line."""
    return "\n" in text


def has_blank(text: str) -> bool:
    """Whether it has a blank within a line."""
    return " " in text or "\t" in text


def has_half_width(text: str) -> bool:
    """Whether it has a half-width mark."""
    return _HALF_WIDTH.search(text) is not None
