"""Texts as they are compared with each other."""

from __future__ import annotations

from functools import lru_cache

from transpipe.markdown import inline
from transpipe.text.published_marks import without_marks


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A text without link destinations, our marks and blanks at its ends, for comparison."""
    text = without_marks(text.strip())
    linked = "](" in text or "<" in text
    return (inline.map_targets(text, lambda target: "") if linked else text).strip()
