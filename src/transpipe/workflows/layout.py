"""Whether a Chinese file has come to a layout of its own."""

from __future__ import annotations

from transpipe.catalogue.placement import place, signature
from transpipe.model import Catalogue, Document, Edition, MergeBase
from transpipe.text.han import count_han


def is_own(article: Edition, then: Catalogue, base: MergeBase | None, built: Document) -> bool:
    """Whether a file in the source's layout says what no build would write.

    `then` is what file and catalogue agree on, `built` what is built of that. What was the same
    in the state before is no matter of the edits since.
    """
    mine = signature(article.file, place(then, article.file))
    if mine == signature(built, place(then, built)):
        return False
    if base is None or (not base.ours and holds_more(base)):
        return True
    return mine != signature(base.file, base.placement)


def holds_more(base: MergeBase) -> bool:
    """Whether somebody's Chinese stood in the file that no unit accounted for."""
    blocks = zip(base.file.blocks, base.placement.blocks, strict=True)
    return any(b.segment and count_han(b.text) for b, units in blocks if not units)
