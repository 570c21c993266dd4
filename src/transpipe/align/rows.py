"""The rows of two tables whose columns are known: those that stay open are paired once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.align import exchange
from transpipe.align.columns import Columns, Row, words
from transpipe.align.cost import EQUAL, Scorer
from transpipe.align.features import whole
from transpipe.model import Bead, Certainty, Document, Doubt
from transpipe.text.han import count_han

MOST = 40  # open rows of a side that are compared with each other
OTHER_NAME = -6.0  # log-odds of two rows that neither side names in Chinese, and otherwise
NEW = 1.0  # log-odds of two rows that were no pair before
NAMED = 0.99  # the confidence in two rows of one name

Compare = Callable[[Sequence[int], Sequence[int]], Scorer]  # of some blocks of both articles


def row(document: Document, blocks: Iterable[int]) -> Row:
    """The block of each column."""
    columns = ((document.blocks[block].column, block) for block in blocks)
    return {column: block for column, block in columns if column is not None}


@dataclass(frozen=True)
class Tables:
    """Two tables: all their rows as they were paired, or alone, and their columns."""

    source: Document
    target: Document
    beads: Sequence[Bead]
    columns: Columns

    def name(self) -> int:
        """The first column, where it tells all rows apart on both sides; -1 where it does not."""
        first = min(self.columns.partners, default=-1)
        if first < 0 or not self.columns.is_firm(first):
            return -1
        other = self.columns.partners[first]
        sides = (
            [self.text(self.source, b.source, first) for b in self.beads if b.source],
            [self.text(self.target, b.target, other) for b in self.beads if b.target],
        )
        return first if all(len(set(side)) == len(side) for side in sides) else -1

    def text(self, document: Document, blocks: Sequence[int], column: int) -> str:
        """What stands in a cell, '' where nothing does."""
        cell = row(document, blocks).get(column)
        return "" if cell is None else document.blocks[cell].text

    def differs(self, bead: Bead, column: int) -> bool:
        """Whether both sides have something else in a column that neither has in Chinese."""
        if column < 0:
            return False
        one = self.text(self.source, bead.source, column)
        other = self.text(self.target, bead.target, self.columns.partners[column])
        return whole(one) != whole(other) and bool(one and other) and not count_han(other)


def settle(tables: Tables, compare: Compare) -> Mapping[Bead, tuple[Bead, ...]]:
    """What becomes of the beads of two tables' rows that are no sure pairs; others are absent.

    Rows with different names are no sure pair.
    """
    name = tables.name()
    pairs = [bead for bead in tables.beads if bead.source and bead.target]
    kept = {b for b in pairs if b.certainty is Certainty.SURE and not tables.differs(b, name)}
    open_beads = [bead for bead in tables.beads if bead not in kept]
    left = [bead.source for bead in open_beads if bead.source]
    right = [bead.target for bead in open_beads if bead.target]
    if not (left and right) or max(len(left), len(right)) > MOST or not kept:
        return {b: (_doubted(b),) for b in open_beads if b.certainty is Certainty.SURE}
    partners = _paired(tables, (left, right), name, compare)
    known = {(bead.source, bead.target): bead for bead in open_beads}
    found = {s: _bead(tables, known, (s, t), name) for s, t in partners.items()}
    taken = set(partners.values())
    return {
        bead: (
            *([found.get(bead.source, Bead(bead.source, ()))] if bead.source else []),
            *([Bead((), bead.target)] if bead.target and bead.target not in taken else []),
        )
        for bead in open_beads
    }


Blocks = tuple[int, ...]


def _paired(
    tables: Tables, sides: tuple[Sequence[Blocks], Sequence[Blocks]], name: int, compare: Compare
) -> Mapping[Blocks, Blocks]:
    """The open rows of both sides that go together best."""
    ours, theirs = ([block for blocks in side for block in blocks] for side in sides)
    scorer = compare(ours, theirs)
    left, right = ({block: n for n, block in enumerate(side)} for side in (ours, theirs))
    odds = {}
    for a, blocks in enumerate(sides[0]):
        one = row(tables.source, blocks)
        for b, others in enumerate(sides[1]):
            other = row(tables.target, others)
            cells = [
                (left[one[c]], right[other[d]])
                for c, d in tables.columns.partners.items()
                if c in one and d in other
            ]
            odds[a, b] = sum(
                words(scorer, i, j) + EQUAL * scorer.is_same_text((i,), (j,)) for i, j in cells
            )
            if tables.differs(Bead(blocks, others), name):
                odds[a, b] += OTHER_NAME
    partners = exchange.settled(odds, range(len(sides[0])), range(len(sides[1])))
    pairs = {(sides[0][a], sides[1][b]): odds[a, b] for a, b in partners.items()}
    known = {(bead.source, bead.target) for bead in tables.beads}
    return dict(ends for ends, value in pairs.items() if ends in known or value >= NEW)


def _bead(
    tables: Tables,
    known: Mapping[tuple[Blocks, Blocks], Bead],
    ends: tuple[Blocks, Blocks],
    name: int,
) -> Bead:
    """The bead of two open rows: as it was, or for rows that were found elsewhere."""
    if ends in known:
        return _doubted(known[ends])
    new = Bead(*ends, NAMED, Certainty.SURE, (("=", NAMED),))
    if name >= 0 and not any(tables.differs(new, column) for column in tables.columns.partners):
        one = tables.text(tables.source, ends[0], name)
        if one and one == tables.text(tables.target, ends[1], tables.columns.partners[name]):
            return new
    return replace(_doubted(new), confidence=0.5, reason=Doubt.MOVED)


def _doubted(bead: Bead) -> Bead:
    if bead.certainty is not Certainty.SURE:
        return bead
    return replace(bead, certainty=Certainty.DOUBTFUL, reason=Doubt.LITTLE)
