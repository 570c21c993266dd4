"""What is said of an article whose translation was adopted: how many pairs, and the doubtful."""

from __future__ import annotations

from transpipe.editions.sides import Side
from transpipe.model import Adoption, Edition, Orphan, Standing, Unsure, standing


def adoption(article: Edition | Orphan) -> Adoption:
    """The units of an article, counted, with each pair that is doubtful."""
    side, pair = Side(article), article.pair
    count = article.catalogue.counts()
    unsure = tuple(
        Unsure(
            unit.source,
            unit.target,
            side.source_lines.get(unit.id, 0),
            side.target_lines.get(unit.id, 0),
            unit.origin.doubt if unit.origin else None,
        )
        for unit in side.units
        if standing(unit) is Standing.DOUBTFUL
    )
    return Adoption(
        pair.article,
        article.locale,
        pair.source or "",
        pair.target,
        len(side.units),
        count[Standing.DONE],
        count[Standing.STALE],
        count[Standing.MISSING],
        unsure,
    )
