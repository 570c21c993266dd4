"""What may stand untranslated in a Chinese article, and what is prose in another language."""

from __future__ import annotations

import re
from collections.abc import Collection

from transpipe.markdown import inline
from transpipe.model import Document
from transpipe.text.han import count_han, count_neighbours

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# So many words can be one name; more are a sentence that nobody has translated.
_LONGEST_NAME = 4


def small_words(document: Document) -> frozenset[str]:
    """Words that the article also writes small: these are no names though a title has them."""
    texts = (block.text for block in document.blocks if block.segment is not None)
    words = (word for text in texts for word in _WORD.findall(inline.words(text)))
    return frozenset(w for w in words if w[0].islower() and not any(map(str.isdigit, w)))


def is_name(text: str, small: Collection[str]) -> bool:
    """Whether a text that stands untranslated is fine so: code, numbers and names alone."""
    words = _WORD.findall(inline.words(text))
    return len(words) <= _LONGEST_NAME and all(
        any(c.isupper() or c.isdigit() for c in word) and word.lower() not in small
        for word in words
    )


def is_word(text: str) -> bool:
    """Whether a text is a word, or several without a blank between them."""
    return len(inline.words(text).split()) < 2


def foreign(text: str, small: Collection[str]) -> bool:
    """Whether a text is prose in another language than Chinese, which is nobody's translation."""
    han = count_han(text)
    return 2 * count_neighbours(text) > han if han else not is_name(text, small)
