"""Tables, cell by cell: first their columns are paired, then their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.align.columns import Columns, Row, pair_columns, sampled
from transpipe.align.rows import Compare, Tables, row, settle
from transpipe.model import Bead, Certainty, Document, Doubt

Container = tuple[int, ...]


def cut(
    beads: Sequence[Bead], source: Document, target: Document, compare: Compare
) -> Iterator[Bead]:
    """The beads of table rows cell by cell, what has no counterpart block by block."""
    columns: dict[tuple[Container, Container], Columns] = {}
    settled: dict[Bead, tuple[Bead, ...]] = {}
    alone = _alone(beads, source, target)
    for ends, rows in _by_tables(beads, source, target).items():
        columns[ends] = _columns(rows, source, target, compare)
        all_rows = (*rows, *alone[0].pop(ends[0], ()), *alone[1].pop(ends[1], ()))
        settled |= settle(Tables(source, target, all_rows, columns[ends]), compare)
    for bead in beads:
        for whole in settled.get(bead, (bead,)):
            if tables := _ends(whole, source, target):
                yield from _cells(whole, columns[tables], source, target)
            elif whole.source and whole.target:
                yield whole
            else:
                yield from (Bead((block,), ()) for block in whole.source)
                yield from (Bead((), (block,)) for block in whole.target)


def apart(document: Document, cells: Sequence[int]) -> Document:
    """Some cells of an article, none of them in a row with others."""
    blocks = tuple(replace(document.blocks[cell], row=None) for cell in cells)
    return replace(document, blocks=blocks)


def _ends(bead: Bead, source: Document, target: Document) -> tuple[Container, Container] | None:
    """The tables of a bead of two rows."""
    if not (bead.source and bead.target):
        return None
    one, other = source.blocks[bead.source[0]], target.blocks[bead.target[0]]
    return None if one.row is None or other.row is None else (one.container, other.container)


def _by_tables(
    beads: Sequence[Bead], source: Document, target: Document
) -> Mapping[tuple[Container, Container], list[Bead]]:
    """The pairs of rows by their tables, those with most rows first."""
    found: dict[tuple[Container, Container], list[Bead]] = defaultdict(list)
    for bead in beads:
        if ends := _ends(bead, source, target):
            found[ends].append(bead)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _alone(
    beads: Sequence[Bead], source: Document, target: Document
) -> tuple[dict[Container, list[Bead]], dict[Container, list[Bead]]]:
    """The rows without a counterpart, by their table, of the source and of the target."""
    left: dict[Container, list[Bead]] = defaultdict(list)
    right: dict[Container, list[Bead]] = defaultdict(list)
    for bead in beads:
        if bead.source and bead.target:
            continue
        document, side = (source, left) if bead.source else (target, right)
        first = document.blocks[(bead.source or bead.target)[0]]
        if first.row is not None:
            side[first.container].append(bead)
    return left, right


def _columns(
    beads: Sequence[Bead], source: Document, target: Document, compare: Compare
) -> Columns:
    """The columns of two tables, given their rows."""
    rows = sampled([(row(source, b.source), row(target, b.target)) for b in beads])
    ours = [block for one, _ in rows for block in one.values()]
    theirs = [block for _, other in rows for block in other.values()]
    sides = [{block: n for n, block in enumerate(side)} for side in (ours, theirs)]

    def numbered(blocks: Row, side: int) -> Row:
        return {column: sides[side][block] for column, block in blocks.items()}

    return pair_columns(compare(ours, theirs), [(numbered(a, 0), numbered(b, 1)) for a, b in rows])


def _cells(bead: Bead, columns: Columns, source: Document, target: Document) -> Iterator[Bead]:
    """The cells of two rows."""
    left, right = row(source, bead.source), row(target, bead.target)
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
