"""Whether a Chinese file has come to a layout of its own."""

from __future__ import annotations

from transpipe.catalogue.placement import place, spoken
from transpipe.model import Catalogue, Document, Kind, Placement
from transpipe.workflows.agreed import Agreed
from transpipe.workflows.project import Article

UnitId = tuple[str | None, str]
# What a block is, and whose words stand in it; its own text where no unit's do.
Signature = list[tuple[Kind, tuple[UnitId, ...] | str]]


def is_own(article: Article, then: Catalogue, base: Agreed | None, built: Document) -> bool:
    """Whether a file in the source's layout says what no build would write.

    `then` is what file and catalogue agree on, `built` what is built of that. What was the same
    in the state before is no matter of the edits since.
    """
    assert article.file is not None
    mine = _signature(article.file, place(then, article.file))
    if mine == _signature(built, place(then, built)):
        return False
    if base is None or (not base.ours and base.holds_more()):
        return True
    return mine != _signature(base.file, base.placement)


def _signature(document: Document, placement: Placement) -> Signature:
    return [
        (kind, tuple(unit.id for unit in held) or text)
        for (kind, text), held in zip(spoken(document), placement.blocks, strict=True)
    ]
