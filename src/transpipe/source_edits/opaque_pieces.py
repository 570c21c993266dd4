"""What an article says beside its prose, piece by piece, and which piece became which."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from transpipe.model import OPAQUE, Block, Document, Kind
from transpipe.text.similarity import opcodes, ratio_from

LINK = "link"  # the kind of a link definition, which is in no block
# How alike two pieces must be that stand between the same texts, and wherever they stand.
_NEAR, _FAR = 0.4, 0.7
_MOST = 2_000  # pairs that are compared between two texts
_LEAD = re.compile(r"[\s>]*")
_LABEL = re.compile(r"\[(?!\^)(?:[^\[\]\\]|\\.)+\]:")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """An opaque block or a link definition: `lines` are its lines less indents and blank ones."""

    kind: str
    line: int
    raw: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines, as they are compared."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in an article, one after the other: a piece, or the key of a block of prose."""

    key: Hashable
    piece: Piece | None = None


def prose(key: Hashable) -> Hashable:
    """The key of a row of prose."""
    return "prose", key


NO_UNIT = prose(None)


def rows(document: Document, keys: Sequence[Hashable]) -> tuple[Row, ...]:
    """The pieces of an article among its blocks of prose, for each of which `keys` has a key."""
    titles = {b.lines[0] for b in document.blocks if b.kind is Kind.TITLE and "front" in b.path}
    found = [(b.lines[0], _of_block(b, titles, key)) for b, key in _keyed(document, keys)]
    found += [(piece.line, Row(piece, piece)) for piece in definitions(document)]
    ordered = sorted((row for row in found if row[1] is not None), key=lambda row: row[0])
    return tuple(row for _line, row in ordered if row is not None)


def _keyed(document: Document, keys: Sequence[Hashable]) -> Iterator[tuple[Block, Hashable]]:
    return zip(document.blocks, keys, strict=True)


def _of_block(block: Block, titles: set[int], key: Hashable) -> Row | None:
    if block.kind not in OPAQUE or block.kind is Kind.DIRECTIVE:
        return Row(prose(key))
    raw = block.raw
    first = block.lines[0]
    if block.kind is Kind.FRONT_MATTER:
        said = enumerate(raw.split("\n"), first)
        raw = "\n".join(line for number, line in said if number not in titles)
    lines = bare_lines(raw)
    if not _WORD.search("".join(lines)):
        return None
    return Row((block.kind, lines), Piece(block.kind, first, raw, lines))


def bare_lines(raw: str) -> tuple[str, ...]:
    """The lines of a piece as they are compared: whatever their indents, quote marks and ends."""
    lines = (" ".join(_LEAD.sub("", line, count=1).split()) for line in raw.split("\n"))
    return tuple(filter(None, lines))


def definitions(document: Document) -> Iterator[Piece]:
    """The link definitions: lines of no block that begin with a label, and those that go on."""
    within = {n for b in document.blocks for n in range(b.lines[0], b.lines[1] + 1)}
    held: list[str] = []
    first = 0
    for number, line in enumerate([*document.text.split("\n"), ""], 1):
        bare = _LEAD.sub("", line, count=1).rstrip()
        starts = number not in within and _LABEL.match(bare)
        if held and (starts or not bare or number in within):
            yield Piece(LINK, first, "\n".join(held), tuple(held))
            held = []
        if starts:
            first = number
        if starts or (held and bare and number not in within):
            held.append(bare)


def pair(left: Sequence[Row], right: Sequence[Row]) -> dict[int, int]:
    """The piece on the right (its number) that each piece on the left is, or has become.

    Equal ones first, in order, then wherever they stand; then, between the same texts, those alike,
    the only ones of a kind, and what came in the place of another; then those alike elsewhere.
    """
    found: dict[int, int] = {}
    gaps: list[tuple[list[int], list[int]]] = []
    a_at = b_at = 0
    steps = opcodes([row.key for row in left], [row.key for row in right])
    ends = (len(left), len(left), len(right), len(right))
    for tag, a, a_end, b, b_end in [*steps, ("equal", *ends)]:
        if tag != "equal":
            continue
        gaps.append((_pieces(left, a_at, a), _pieces(right, b_at, b)))
        found.update((a + n, b + n) for n in range(a_end - a) if left[a + n].piece)
        a_at, b_at = a_end, b_end
    everywhere = _pieces(left, 0, len(left)), _pieces(right, 0, len(right))
    _match(left, right, found, everywhere, 1.0)
    for gap in gaps:
        _match(left, right, found, gap, _NEAR)
        _only(left, right, found, gap)
        _replace(found, *gap)
    _match(left, right, found, everywhere, _FAR)
    return found


def _pieces(rows: Sequence[Row], start: int, end: int) -> list[int]:
    return [n for n in range(start, end) if rows[n].piece is not None]


def _match(
    left: Sequence[Row],
    right: Sequence[Row],
    found: dict[int, int],
    within: tuple[list[int], list[int]],
    least: float,
) -> None:
    """Pairs pieces of one kind, the most alike first."""
    taken = set(found.values())
    ours = [n for n in within[0] if n not in found]
    theirs = [n for n in within[1] if n not in taken]
    if len(ours) * len(theirs) > _MOST:
        return
    scored = [
        (-score, a, b)
        for a in ours
        for b in theirs
        if (score := alike(left[a].piece, right[b].piece, least)) >= least
    ]
    for _score, a, b in sorted(scored):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)


def alike(one: Piece | None, other: Piece | None, least: float) -> float:
    """0 … 1: how alike two pieces of one kind are; link definitions by their labels alone."""
    if one is None or other is None or one.kind != other.kind:
        return 0.0
    if one.kind == LINK:
        return float(_label(one) == _label(other))
    return ratio_from(least, one.text, other.text)


def _label(piece: Piece) -> str:
    return piece.raw.partition("]:")[0].casefold()


def _only(
    left: Sequence[Row],
    right: Sequence[Row],
    found: dict[int, int],
    within: tuple[list[int], list[int]],
) -> None:
    """Pairs the only piece of a kind that is left on either side."""
    taken = set(found.values())
    ours = [n for n in within[0] if n not in found]
    theirs = [n for n in within[1] if n not in taken]
    kinds = {piece.kind for n in ours if (piece := left[n].piece) and piece.kind != LINK}
    for kind in kinds:
        one = [n for n in ours if (piece := left[n].piece) and piece.kind == kind]
        other = [n for n in theirs if (piece := right[n].piece) and piece.kind == kind]
        if len(one) == len(other) == 1:
            found[one[0]] = other[0]


def _replace(found: dict[int, int], ours: list[int], theirs: list[int]) -> None:
    """Pairs what is left on either side, in order: one kind of piece came for another."""
    taken = set(found.values())
    rest = [[n for n in ours if n not in found], [n for n in theirs if n not in taken]]
    found.update(zip(*rest, strict=False))
