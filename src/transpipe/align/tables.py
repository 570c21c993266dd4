"""Rows that were paired, cell by cell: by columns that were paired before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.align.columns import Columns, Row, pair_columns, sampled
from transpipe.align.cost import Scorer
from transpipe.model import Bead, Certainty, Document, Doubt
from transpipe.text.han import count_han

NAMED = 0.99  # the confidence in two rows of one name

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
    trusted = {
        tables: columns[tables]
        for tables, found in rows.items()
        if any(bead.certainty is Certainty.SURE for bead in found)
    }
    again = _found_again(beads, trusted, source, target)
    for bead in beads:
        whole = again.get(bead, bead)
        if whole is None:
            continue
        if tables := _tables(whole, source, target):
            yield from _cells(whole, columns[tables], source, target)
        elif whole.source and whole.target:
            yield whole
        else:
            yield from (Bead((block,), ()) for block in whole.source)
            yield from (Bead((), (block,)) for block in whole.target)


def _found_again(
    beads: Sequence[Bead], columns: Mapping[Tables, Columns], source: Document, target: Document
) -> dict[Bead, Bead | None]:
    """Rows that stand elsewhere in their table, by the name in its first column.

    The bead of the source's row becomes that of both; for the target's alone there is none.
    """
    left = _lone(((bead, bead.source) for bead in beads if not bead.target), source)
    right = _lone(((bead, bead.target) for bead in beads if not bead.source), target)
    ours, theirs = _columns_of(source, left), _columns_of(target, right)
    found: dict[Bead, Bead | None] = {}
    for (one, other), paired in columns.items():
        first = min(paired.partners, default=-1)
        if first < 0 or not (left[one] and right[other] and paired.is_firm(first)):
            continue
        partner = paired.partners[first]
        named = _named(right[other], theirs[other, partner], target, partner)
        for name, bead in _named(left[one], ours[one, first], source, first).items():
            match = named.get(name)
            free = match is not None and bead not in found and match not in found
            if match and free and _agree(bead, match, paired, (source, target)):
                ends = (bead.source, match.target)
                found[bead] = Bead(*ends, NAMED, Certainty.SURE, (("=", NAMED),))
                found[match] = None
    return found


def _agree(bead: Bead, match: Bead, columns: Columns, sides: tuple[Document, Document]) -> bool:
    """Whether two rows are the same wherever neither side is in Chinese."""
    left, right = _row(sides[0], bead.source), _row(sides[1], match.target)
    for column, partner in columns.partners.items():
        one = sides[0].blocks[left[column]].text if column in left else ""
        other = sides[1].blocks[right[partner]].text if partner in right else ""
        if one != other and not count_han(other):
            return False
    return True


def _lone(
    rows: Iterable[tuple[Bead, tuple[int, ...]]], document: Document
) -> Mapping[tuple[int, ...], list[Bead]]:
    """By table, the rows without a counterpart."""
    found: dict[tuple[int, ...], list[Bead]] = defaultdict(list)
    for bead, blocks in rows:
        if blocks and document.blocks[blocks[0]].row is not None:
            found[document.blocks[blocks[0]].container].append(bead)
    return found


def _columns_of(
    document: Document, tables: Container[tuple[int, ...]]
) -> Mapping[tuple[tuple[int, ...], int], list[str]]:
    """By table and column, the texts that stand there."""
    found: dict[tuple[tuple[int, ...], int], list[str]] = defaultdict(list)
    for block in document.blocks:
        if block.column is not None and block.container in tables:
            found[block.container, block.column].append(block.text)
    return found


def _named(
    beads: Iterable[Bead], texts: Sequence[str], document: Document, column: int
) -> Mapping[str, Bead]:
    """Rows of a table by their names in a column; none where a name stands there twice."""
    if len(set(texts)) < len(texts):
        return {}
    rows = ((bead, _row(document, bead.source or bead.target).get(column)) for bead in beads)
    return {document.blocks[n].text: bead for bead, n in rows if n is not None}


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
