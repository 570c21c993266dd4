"""Whether a Chinese file has come to a layout of its own."""

from __future__ import annotations

from transpipe.catalogue.placement import place, signature
from transpipe.model import Catalogue, Document
from transpipe.workflows.merge_base import MergeBase
from transpipe.workflows.project import Article


def is_own(article: Article, then: Catalogue, base: MergeBase | None, built: Document) -> bool:
    """Whether a file in the source's layout says what no build would write.

    `then` is what file and catalogue agree on, `built` what is built of that. What was the same
    in the state before is no matter of the edits since.
    """
    assert article.file is not None
    mine = signature(article.file, place(then, article.file))
    if mine == signature(built, place(then, built)):
        return False
    if base is None or (not base.ours and base.holds_more()):
        return True
    return mine != signature(base.file, base.placement)
