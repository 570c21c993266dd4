"""Pairs of two rows of things: in their order, unless another one brings enough."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

JUMP = 2.0  # log-odds that things must bring to stand in another order
LONE = -1.5  # one without a counterpart

Odds = Mapping[tuple[int, int], float]
Partners = Mapping[int, int]


def settled(odds: Odds, left: Sequence[int], right: Sequence[int]) -> Partners:
    """The partner of each of `left` that has one, given the log-odds of any two being a pair."""
    return _rearranged(odds, _in_order(odds, left, right))


def _in_order(odds: Odds, left: Sequence[int], right: Sequence[int]) -> Partners:
    """The likeliest pairs that do not cross."""
    above: list[tuple[float, dict[int, int]]] = [
        (LONE * count, {}) for count in range(len(right) + 1)
    ]
    for c in left:
        row = [(above[0][0] + LONE, above[0][1])]
        for place, d in enumerate(right):
            ways = (
                (above[place + 1][0] + LONE, above[place + 1][1]),
                (row[place][0] + LONE, row[place][1]),
                (above[place][0] + odds[c, d], {**above[place][1], c: d}),
            )
            row.append(max(ways, key=lambda way: way[0]))
        above = row
    return above[-1][1]


def _rearranged(odds: Odds, partners: Partners) -> Partners:
    """The pairs after every exchange that brings enough, the best one first."""
    while True:
        gain, better = max(
            _exchanges(odds, partners), key=lambda way: way[0], default=(0.0, partners)
        )
        if gain < JUMP:
            return partners
        partners = better


def _exchanges(odds: Odds, partners: Partners) -> Iterator[tuple[float, Partners]]:
    """What it brings that one thing has another partner, or none, and the pairs as they are then.

    Where the new partner has one itself, that one gets the old partner, or none.
    """
    taken = {d: c for c, d in partners.items()}
    for c, d in odds:
        now = partners.get(c)
        if now == d:
            yield 2 * LONE - odds[c, d], {a: b for a, b in partners.items() if a != c}
            continue
        other = taken.get(d)
        gain, new = odds[c, d], {**partners, c: d}
        gain -= LONE if now is None else odds[c, now]
        gain -= LONE if other is None else odds[other, d]
        if other is not None:
            del new[other]
            if now is not None and odds[other, now] > 2 * LONE:
                gain += odds[other, now]
                new[other] = now
            else:
                gain += LONE + (LONE if now is not None else 0.0)
        elif now is not None:
            gain += LONE
        yield gain, new


def margins(odds: Odds, partners: Partners) -> Mapping[int, float]:
    """What each pair brings beside the best exchange that parts it."""
    margins = dict.fromkeys(partners, math.inf)
    for gain, other in _exchanges(odds, partners):
        for c, d in partners.items():
            if other.get(c) != d:
                margins[c] = min(margins[c], -gain)
    return margins
