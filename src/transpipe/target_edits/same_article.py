"""Whether a Chinese file that says other words by now is of the same article still."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transpipe.model import Document

_NAME = re.compile(r"[A-Za-z][\w.-]{2,}")
# So many names say something, and so many of them must be known.
_LEAST, _KNOWN = 5, 0.5


def is_same_article(before: Document, now: Document, source: Document) -> bool:
    """Whether a rewritten file begins as it did, and names what it named, or its source names.

    Who overhauls a translation leaves its title; what was put there by mistake has one of its own,
    or speaks of other things.
    """
    was, says = ([block.text for block in side.blocks if block.segment] for side in (before, now))
    if not was or was[:1] != says[:1]:
        return False
    names, known = _names(says), _names([*was, source.text])
    return len(names) >= _LEAST and len(names & known) >= _KNOWN * len(names)


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAME.findall(text)}
