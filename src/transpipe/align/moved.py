"""Sections and items that stand elsewhere in the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from transpipe.align import anchors
from transpipe.align.chain import Link
from transpipe.align.cost import Scorer

JUMP = 6.0  # log-odds that a run must bring to be taken out of its order
BRIDGE = 2.0  # a link below that does not hold its blocks where they are


def _zones(free: Sequence[bool]) -> list[int]:
    """For each place the number of its run of free places, -1 where it is not free."""
    zones, number = [], -1
    for place, is_free in enumerate(free):
        if is_free and (place == 0 or not free[place - 1]):
            number += 1
        zones.append(number if is_free else -1)
    return zones


def reordered(
    scorer: Scorer,
    links: Sequence[Link],
    order: Sequence[int],
    found: Sequence[tuple[float, int, int]],
) -> tuple[int, ...] | None:
    """An order of the target items in which moved runs stand where the source has them.

    None when nothing is found that was moved.
    """
    n, m = len(scorer.source), len(order)
    held = [link for link in links if link.source and link.target and link.score >= BRIDGE]
    free_source, free_place = [True] * n, [True] * m
    place_of = {j: place for place, j in enumerate(order)}
    partner: dict[int, int] = {}
    for link in held:
        for i in link.source:
            free_source[i] = False
            partner[i] = max(place_of[j] for j in link.target)
        for j in link.target:
            free_place[place_of[j]] = False
    left, right = _zones(free_source), _zones(free_place)
    buckets: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    for score, i, j in found:
        if left[i] < 0 or right[place_of[j]] < 0:
            continue
        buckets[left[i], right[place_of[j]]].append((score, i, place_of[j]))
    runs = []
    for pairs in buckets.values():
        run = anchors.rising(pairs)
        worth = {(i, p): score for score, i, p in pairs}
        weight = sum(worth[pair] for pair in run)
        if weight >= JUMP:
            runs.append((weight, run))
    runs.sort(key=lambda r: (-r[0], r[1]))
    return _moved(runs, order, right, partner)


def _moved(
    runs: Sequence[tuple[float, list[tuple[int, int]]]],
    order: Sequence[int],
    zones: Sequence[int],
    partner: dict[int, int],
) -> tuple[int, ...] | None:
    owner: dict[int, int] = {}
    for number, (_weight, run) in enumerate(runs):
        for _i, place in run:
            owner.setdefault(place, number)
    # What stands between two places of one run, or beside its ends, goes with it.
    last = -1
    for place in range(len(order)):
        if zones[place] < 0:
            last = -1
        elif place in owner:
            last = owner[place]
        elif last >= 0:
            owner[place] = last
    last = -1
    for place in range(len(order) - 1, -1, -1):
        if zones[place] < 0:
            last = -1
        elif place in owner:
            last = owner[place]
        elif last >= 0:
            owner[place] = last
    after: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, (_weight, run) in enumerate(runs):
        places = [p for p in range(len(order)) if owner.get(p) == number]
        if not places:
            continue
        first = run[0][0]
        held = [i for i in partner if i < first]
        spot = partner[max(held)] if held else -1
        after[spot].append((first, places))
    new: list[int] = []
    for place in range(-1, len(order)):
        if place >= 0 and place not in owner:
            new.append(order[place])
        for _first, places in sorted(after.get(place, ())):
            new.extend(order[p] for p in places)
    return None if new == list(order) else tuple(new)
