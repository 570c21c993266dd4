"""An article in one locale at one moment: its units and blocks, with their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.editions.opening import find_words
from transpipe.model import (
    Article,
    Block,
    Catalogue,
    Catalogued,
    Document,
    Edition,
    Fresh,
    Layout,
    Sourceless,
    Unit,
    UnitId,
    Unread,
)
from transpipe.source_edits.opaque_pieces import Row, rows
from transpipe.units.build import unit_of

_NOTHING = Document.blank()


@dataclass(frozen=True, eq=False)
class Side:
    """What there is of an article in a locale; blank texts where there is nothing."""

    article: Article

    @property
    def source(self) -> Document:
        """The English."""
        article = self.article
        return article.source if isinstance(article, Edition | Fresh | Unread) else _NOTHING

    @property
    def file(self) -> Document:
        """The Chinese file."""
        article = self.article
        if isinstance(article, Catalogued | Unread | Sourceless):
            return article.file
        return _NOTHING

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, None for none."""
        return self.article.catalogue if isinstance(self.article, Catalogued) else None

    @property
    def is_parents(self) -> bool:
        """Whether code and the like follow by themselves when the file is built."""
        return self.catalogue is not None and self.catalogue.layout is Layout.PARENT

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of the article as it is."""
        return self.catalogue.active() if self.catalogue is not None else ()

    @cached_property
    def held(self) -> Sequence[Sequence[Unit]]:
        """The units whose words stand in each block of the Chinese file."""
        if isinstance(self.article, Catalogued):
            return find_words(self.article).blocks
        return [()] * len(self.file.blocks)

    @cached_property
    def source_lines(self) -> Mapping[UnitId, int]:
        """Where each unit stands first in the source."""
        return {name: block.lines[0] for name, block in self.source_blocks.items()}

    @cached_property
    def target_lines(self) -> Mapping[UnitId, int]:
        """Where the words of each unit stand first."""
        return {name: blocks[0].lines[0] for name, blocks in self.target_blocks.items()}

    def line_saying(self, other: Side, unit: Unit) -> int:
        """The line here of the first block in which another side has a unit's words; 0 for none."""
        for block in other.target_blocks.get(unit.id, ()):
            for here in self.file.blocks:
                if here.text == block.text:
                    return here.lines[0]
        return 0

    def says(self, other: Side, unit: Unit) -> bool:
        """Whether both files here say what they say of a unit on another side, to the letter."""
        sources = other.source_blocks.get(unit.id)
        if sources is not None and sources.text not in self._texts[0]:
            return False
        blocks = other.target_blocks.get(unit.id, ())
        return all(block.text in self._texts[1] for block in blocks)

    @cached_property
    def _texts(self) -> tuple[frozenset[str], frozenset[str]]:
        documents = (self.source, self.file)
        source, file = (frozenset(b.text for b in d.blocks if b.segment) for d in documents)
        return source, file

    @cached_property
    def target_blocks(self) -> Mapping[UnitId, Sequence[Block]]:
        """The blocks in which the words of each unit stand."""
        found: dict[UnitId, list[Block]] = {}
        for block, units in zip(self.file.blocks, self.held, strict=True):
            for unit in units:
                found.setdefault(unit.id, []).append(block)
        return found

    @cached_property
    def source_blocks(self) -> Mapping[UnitId, Block]:
        """The block of the source in which each unit stands first."""
        found: dict[UnitId, Block] = {}
        for number, unit in self._in_source.items():
            found.setdefault(unit.id, self.source.blocks[number])
        return found

    @cached_property
    def source_rows(self) -> tuple[Row, ...]:
        """The opaque pieces of the source among its units."""
        units = self._in_source
        keys = [units[n].id if n in units else None for n in range(len(self.source.blocks))]
        return rows(self.source, keys)

    @cached_property
    def target_rows(self) -> tuple[Row, ...]:
        """The opaque pieces of the Chinese file among its units."""
        return rows(self.file, [units[0].id if units else None for units in self.held])

    @cached_property
    def _in_source(self) -> Mapping[int, Unit]:
        return unit_of(self.source, self.catalogue) if self.catalogue is not None else {}
