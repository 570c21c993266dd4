"""A Chinese file read again after a change; the same text is read once by all that follow."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from transpipe.markdown import segments
from transpipe.model import Cut, Document
from transpipe.rules import Context

_KEPT = 8  # texts: those of one round of repairs and mends


@lru_cache(maxsize=_KEPT)
def read(text: str, cut: Cut) -> Document:
    """A Chinese text, cut into blocks."""
    return segments.parse(text, cut, source=False)


def reading(context: Context, text: str) -> Context:
    """The same of a file that says something else."""
    article = context.article
    if article is None or article.text == text:
        return context
    return replace(context, article=read(text, article.cut))
