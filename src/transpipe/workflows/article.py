"""One article with all that belongs to it: its texts cut into blocks, and its catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import place
from transpipe.links.anchors import anchors
from transpipe.model import Catalogue, Document, Kind, Layout, Pair, Placement, Unit


@dataclass(frozen=True)
class Article:
    """One pair with its texts cut into blocks; `file` is None where nothing is translated yet."""

    pair: Pair
    source: Document | None
    file: Document | None
    catalogue: Catalogue | None

    @property
    def name(self) -> str:
        """The path that names it."""
        return self.pair.article

    @cached_property
    def units(self) -> dict[int, Unit]:
        """The unit of each source block."""
        if self.source is None or self.catalogue is None:
            return {}
        return dict(unit_of(self.source, self.catalogue))

    @cached_property
    def placement(self) -> Placement | None:
        """Where the catalogue's words stand in the file now."""
        if self.file is None or self.catalogue is None:
            return None
        return place(self.catalogue, self.file)

    def heading_anchors(self) -> dict[str, str]:
        """The anchor of each source heading in the Chinese file, as it is or will be built."""
        if self.source is None or self.catalogue is None:
            return {}
        headings = [n for n, b in enumerate(self.source.blocks) if b.kind is Kind.HEADING]
        if self.catalogue.layout is Layout.PARENT:
            return anchors(self.source, self._worded(), {n: n for n in headings})
        if self.file is None or self.placement is None:
            return {}
        places = self.placement.places()
        found = {n: self.units[n].id for n in headings if n in self.units}
        there = {n: places[key][0] for n, key in found.items() if key in places}
        return anchors(self.source, self.file, there)

    def _worded(self) -> Document:
        """The source's blocks with the words of their units, for the headings' sake."""
        assert self.source is not None
        blocks = [
            replace(block, segment=replace(block.segment, text=self.units[number].words))
            if block.segment and number in self.units and self.units[number].words
            else block
            for number, block in enumerate(self.source.blocks)
        ]
        return replace(self.source, blocks=tuple(blocks))
