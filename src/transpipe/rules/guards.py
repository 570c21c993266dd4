"""Whether a look at a text is worth while: what no text is without in which a rule finds something.

Each is asked once of a text, for all the rules that name it as their `where`.
"""

from __future__ import annotations

import re

from transpipe.markdown.inline import may_link

_BRACKET = re.compile("[［【〔]")
_HALF_WIDTH = re.compile(r"[,;:?!.]")
_LATIN = re.compile("[A-Za-z0-9À-ɏΑ-Ωα-ω]")
_DASH = re.compile("[-–—]")

__all__ = [
    "has_blank",
    "has_bracket",
    "has_code",
    "has_dash",
    "has_emphasis",
    "has_half_width",
    "has_latin",
    "has_line_end",
    "has_placeholder",
    "has_round_bracket",
    "has_tilde",
    "may_address",
    "may_link",
    "may_touch_code",
]


def may_address(text: str) -> bool:
    """Whether it may name an address: in a link, a tag, a shortcode, or by itself."""
    return may_link(text) or "{{" in text


def has_bracket(text: str) -> bool:
    """Whether it has an opening square bracket, or what stands for one in Chinese."""
    return "[" in text or (not text.isascii() and _BRACKET.search(text) is not None)


def has_code(text: str) -> bool:
    """Whether it has the mark of code."""
    return "`" in text


def has_emphasis(text: str) -> bool:
    """Whether it has a mark of emphasis, or one that is as wide as a Chinese character."""
    return "*" in text or "_" in text or "＊" in text


def has_placeholder(text: str) -> bool:
    """Whether it has the beginning of a placeholder."""
    return "{" in text or "%" in text or "⟦" in text


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


def has_round_bracket(text: str) -> bool:
    """Whether it has a half-width bracket that opens."""
    return "(" in text


def has_dash(text: str) -> bool:
    """Whether it has a dash, or what may stand for one."""
    return _DASH.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether it has a letter or digit beside which Chinese has a blank."""
    return _LATIN.search(text) is not None


def may_touch_code(text: str) -> bool:
    """Whether it may have code, mathematics or a link."""
    return "`" in text or "$" in text or may_link(text)
