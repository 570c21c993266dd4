"""Texts as they are compared with each other."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from transpipe.markdown import inline
from transpipe.model import Block, Kind
from transpipe.text.han import has_han
from transpipe.text.published_marks import without_marks
from transpipe.text.sentences import paragraphs

_WORD = re.compile(r"\w")


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A text without link destinations, our marks and blanks at its ends, for comparison."""
    text = without_marks(text.strip())
    linked = "](" in text or "<" in text
    return (inline.map_targets(text, lambda target: "") if linked else text).strip()


def stands(words: str, there: Collection[str]) -> bool:
    """Whether a text has paragraphs, and all of them are among those of a file."""
    return bool(words) and all(bare(part) in there for part in paragraphs(words))


def is_wordless(block: Block) -> bool:
    """Whether a block has no unit in any source, but says something: an image, a name in code.

    Chinese is prose, and a comment in code is the code's.
    """
    segment = block.segment
    if segment is None or segment.translatable or block.kind is Kind.COMMENT:
        return False
    return bool(_WORD.search(segment.text)) and not has_han(segment.text)
