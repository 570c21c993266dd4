"""Texts so long that the exact comparison, which grows with the square, is out of the question.

They are compared by the pieces of some characters that they have in common.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

_PIECE = 8  # characters of a piece

# A run that both sides have: from where in each, and how long.
Run = tuple[int, int, int]


def alike(a: str, b: str) -> float:
    """0 … 1: twice the pieces in common over those of both."""
    mine, theirs = Counter(_pieces(a, _PIECE)), Counter(_pieces(b, _PIECE))
    return 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)


def within(part: str, whole: str) -> float:
    """0 … 1: how many of a part's pieces the whole has."""
    mine = Counter(_pieces(part, _PIECE))
    return (mine & Counter(_pieces(whole, _PIECE))).total() / max(mine.total(), 1)


def runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Run]:
    """Runs that both sides have in this order, around pieces that stand but once in each.

    What both begin and end with is no part of them (after patience diff).
    """
    size = _PIECE if isinstance(a, str) else 1
    there = _single(b, size)
    places = [(i, there[piece]) for piece, i in _single(a, size).items() if piece in there]
    found: list[Run] = []
    for i, j in _rising(places):
        done = found[-1] if found else (0, 0, 0)
        if i < done[0] + done[2] or j < done[1] + done[2]:
            continue
        before, behind = 0, 0
        while i - before > done[0] + done[2] and j - before > done[1] + done[2]:
            if a[i - before - 1] != b[j - before - 1]:
                break
            before += 1
        while i + behind < len(a) and j + behind < len(b) and a[i + behind] == b[j + behind]:
            behind += 1
        found.append((i - before, j - before, before + behind))
    return found


def _pieces(text: Sequence[Hashable], size: int) -> Iterator[Hashable]:
    if size == 1:
        return iter(text)
    return (text[start : start + size] for start in range(max(len(text) - size + 1, 1)))


def _single(text: Sequence[Hashable], size: int) -> dict[Hashable, int]:
    """Where each piece begins that stands but once in a text, in order."""
    count = Counter(_pieces(text, size))
    return {piece: n for n, piece in enumerate(_pieces(text, size)) if count[piece] == 1}


def _rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of places that rises on the other side too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(places):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(places[at])
        at = before[at]
    return chain[::-1]
