"""Rows that were paired, cell by cell: by columns that were paired before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.align.columns import Columns, Row, pair_columns, sampled
from transpipe.align.cost import Scorer
from transpipe.model import Bead, Certainty, Document, Doubt

Compare = Callable[[Sequence[int], Sequence[int]], Scorer]  # of some blocks of both articles
Tables = tuple[tuple[int, ...], tuple[int, ...]]  # the containers of two tables


def cut(
    beads: Sequence[Bead], source: Document, target: Document, compare: Compare
) -> Iterator[Bead]:
    """The beads of table rows cell by cell, what has no counterpart block by block."""
    rows: dict[Tables, list[Bead]] = defaultdict(list)
    for bead in beads:
        if tables := _tables(bead, source, target):
            rows[tables].append(bead)
    columns = {tables: _columns(found, source, target, compare) for tables, found in rows.items()}
    for bead in beads:
        if tables := _tables(bead, source, target):
            yield from _cells(bead, columns[tables], source, target)
        elif bead.source and bead.target:
            yield bead
        else:
            yield from (Bead((block,), ()) for block in bead.source)
            yield from (Bead((), (block,)) for block in bead.target)


def apart(document: Document, cells: Sequence[int]) -> Document:
    """Some cells of an article, none of them in a row with others."""
    blocks = tuple(replace(document.blocks[cell], row=None) for cell in cells)
    return replace(document, blocks=blocks)


def _tables(bead: Bead, source: Document, target: Document) -> Tables | None:
    """The tables of a bead of two rows."""
    if not (bead.source and bead.target):
        return None
    one, other = source.blocks[bead.source[0]], target.blocks[bead.target[0]]
    return None if one.row is None or other.row is None else (one.container, other.container)


def _row(document: Document, blocks: Iterable[int]) -> Mapping[int, int]:
    """The block of each column."""
    columns = ((document.blocks[block].column, block) for block in blocks)
    return {column: block for column, block in columns if column is not None}


def _columns(
    beads: Sequence[Bead], source: Document, target: Document, compare: Compare
) -> Columns:
    """The columns of two tables, given their rows."""
    rows = sampled([(_row(source, b.source), _row(target, b.target)) for b in beads])
    ours = [block for row, _ in rows for block in row.values()]
    theirs = [block for _, row in rows for block in row.values()]
    sides = [{block: n for n, block in enumerate(side)} for side in (ours, theirs)]

    def numbered(row: Row, side: int) -> Row:
        return {column: sides[side][block] for column, block in row.items()}

    return pair_columns(compare(ours, theirs), [(numbered(a, 0), numbered(b, 1)) for a, b in rows])


def _cells(bead: Bead, columns: Columns, source: Document, target: Document) -> Iterator[Bead]:
    """The cells of two rows."""
    left, right = _row(source, bead.source), _row(target, bead.target)
    paired = set()
    for column, block in left.items():
        other = right.get(columns.partners.get(column, -1))
        if other is None:
            yield Bead((block,), ())
            continue
        paired.add(other)
        cell = replace(bead, source=(block,), target=(other,))
        if columns.is_firm(column) or bead.certainty is not Certainty.SURE:
            yield cell
        else:
            yield replace(cell, certainty=Certainty.DOUBTFUL, reason=Doubt.COLUMN)
    yield from (Bead((), (block,)) for block in right.values() if block not in paired)
