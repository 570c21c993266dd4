"""Which piece of an article became which, or is whose copy in the Chinese file."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.model import OPAQUE
from transpipe.source_edits.code_comments import has_same_code
from transpipe.source_edits.opaque_pieces import BARE, LINK, Piece, Row
from transpipe.text.similarity import opcodes, ratio_from, start_alike

# How alike two pieces must be that stand between the same texts, and wherever they stand.
_NEAR, _FAR = 0.4, 0.7
# What code counts as that is the same but for its comments: less than what is the same at all.
_SAME = 0.999
_MOST = 2_000  # pairs that are compared between two texts


def pair(left: Sequence[Row], right: Sequence[Row]) -> dict[int, int]:
    """The piece on the right (its number) that each piece on the left is, or has become.

    Equal ones first, in order, then wherever they stand; then, between the same texts, those alike
    (code that differs in its comments alone before all), the only ones of a kind, and what came in
    the place of another; then those alike elsewhere.
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
        for sort in dict.fromkeys(_sort(left[n]) for n in gap[0]):
            ours = [n for n in gap[0] if _sort(left[n]) == sort]
            _replace(found, ours, [n for n in gap[1] if _sort(right[n]) == sort])
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
    """Pairs pieces of one kind, the most alike first; of those alike, which begin the same.

    What a block of code is about stands in its first lines.
    """
    taken = set(found.values())
    ours = [n for n in within[0] if n not in found]
    theirs = [n for n in within[1] if n not in taken]
    if len(ours) * len(theirs) > _MOST:
        return
    scored = [
        (-score, -_begin(left[a].piece, right[b].piece), a, b)
        for a in ours
        for b in theirs
        if (score := alike(left[a].piece, right[b].piece, least)) >= least
    ]
    for _score, _same, a, b in sorted(scored):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)


def alike(one: Piece | None, other: Piece | None, least: float) -> float:
    """0 … 1: how alike two pieces of one kind are; link definitions by their labels alone."""
    if one is None or other is None or one.kind != other.kind:
        return 0.0
    if one.kind == LINK:
        return float(_label(one) == _label(other))
    if least < 1.0 and one.lines != other.lines and has_same_code(one, other):
        return _SAME
    return ratio_from(least, one.text, other.text)


def _begin(one: Piece | None, other: Piece | None) -> int:
    """How many characters two pieces begin with alike."""
    return start_alike(one.text, other.text) if one and other else 0


def _sort(row: Row) -> str:
    """What a piece may come for: a block for any other one, the words of a cell for such words."""
    kind = row.piece.kind if row.piece else ""
    return "block" if kind in (*OPAQUE, BARE, LINK) else kind


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
