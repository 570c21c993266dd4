"""Which kind of article its texts make, and where the words of an edition stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import place
from transpipe.links.anchors import anchors
from transpipe.model import (
    Article,
    Catalogue,
    Catalogued,
    Document,
    Edition,
    Fresh,
    Kind,
    Layout,
    Orphan,
    Pair,
    Placement,
    Sourceless,
    Unit,
    Unread,
)

# So many placements are held: of the articles that a command has just looked at.
_HELD = 8


def classify(
    pair: Pair, source: Document | None, file: Document | None, catalogue: Catalogue | None
) -> Article:
    """The article that these texts make; None for one that is not there, or says nothing."""
    if catalogue is not None:
        said = file or Document.blank(source.lines if source else catalogue.lines)
        return Edition(pair, said, catalogue, source) if source else Orphan(pair, said, catalogue)
    if source is None:
        return Sourceless(pair, file or Document.blank())
    return Unread(pair, source, file) if file else Fresh(pair, source)


@lru_cache(maxsize=_HELD)
def find_words(article: Catalogued) -> Placement:
    """Where the catalogue's words stand in the file now."""
    return place(article.catalogue, article.file)


def heading_anchors(article: Article) -> dict[str, str]:
    """The anchor of each source heading in the Chinese file, as it is or will be built."""
    if not isinstance(article, Edition):
        return {}
    source, units = article.source, unit_of(article.source, article.catalogue)
    headings = [n for n, b in enumerate(source.blocks) if b.kind is Kind.HEADING]
    if article.catalogue.layout is Layout.PARENT:
        return anchors(source, _worded(source, units), {n: n for n in headings})
    places = find_words(article).places()
    found = {n: units[n].id for n in headings if n in units}
    there = {n: places[key][0] for n, key in found.items() if key in places}
    return anchors(source, article.file, there)


def _worded(source: Document, units: Mapping[int, Unit]) -> Document:
    """The source's blocks with the words of their units, for the headings' sake."""
    blocks = [
        replace(block, segment=replace(block.segment, text=units[number].words))
        if block.segment and number in units and units[number].words
        else block
        for number, block in enumerate(source.blocks)
    ]
    return replace(source, blocks=tuple(blocks))
