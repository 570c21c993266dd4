"""Emphasis that stands between what was to be emphasised: one mark too many, or too few, before it.

What its edges touch is then no evidence of anything, and is left as it is.
"""

from __future__ import annotations

import re

from transpipe.markdown.emphasis import emphases, unrendered_emphasis
from transpipe.model import Span

_CONJUNCTION = re.compile(r"\s*[和與与及或]\s*")
_GOES_ON = re.compile(r"[。！？].*[^\s。！？!?”’」』）)】]\s*$", re.DOTALL)
_BRACKETS = ("()", "（）", "[]", "【】", "《》", "“”", "「」")


def is_flipped(text: str) -> bool:
    """Whether something is emphasised that no one emphasises.

    That is half a pair of brackets; a sentence and a part of the next one in the midst of others;
    where the marks do not pair, a conjunction alone.

    >>> is_flipped("用**甲（像**乙**一样）**丙"), is_flipped("用**甲**和**乙**")
    (True, False)
    """
    if "*" not in text:
        return False
    found = [each.inner for each in emphases(text)]
    meant = list(unrendered_emphasis(text))
    if any(_is_half(text, inner) for inner in (*found, *meant)):
        return True
    return text.count("**") % 2 == 1 and any(_CONJUNCTION.fullmatch(i.of(text)) for i in found)


def _is_half(text: str, span: Span) -> bool:
    inner = span.of(text).strip("*_")
    if any(inner.count(pair[0]) != inner.count(pair[1]) for pair in _BRACKETS):
        return True
    before, behind = text[: span.start].rstrip("*_")[-1:], text[span.end :].lstrip("*_")[:1]
    return bool(_GOES_ON.search(inner)) and (before.isalnum() or behind.isalnum())
