"""Sections and items that stand elsewhere in the target."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from transpipe.align import anchors
from transpipe.align.chain import Link
from transpipe.align.cost import Scorer

JUMP = 6.0  # log-odds that a run must bring to be taken out of its order
BRIDGE = 2.0  # a link below that does not hold its blocks where they are


def _zones(free: Sequence[bool]) -> list[int]:
    """For each place the number of its run of free places, -1 where it is not free."""
    zones: list[int] = []
    for number, (is_free, run) in enumerate(groupby(free)):
        zones += [number if is_free else -1 for _place in run]
    return zones


@dataclass(frozen=True, slots=True)
class _Run:
    """Pairs that rise on both sides: (source item, place in the target's order)."""

    weight: float
    pairs: tuple[tuple[int, int], ...]


def reordered(
    scorer: Scorer,
    links: Sequence[Link],
    order: Sequence[int],
    found: Sequence[tuple[float, int, int]],
) -> tuple[int, ...] | None:
    """An order of the target items in which moved runs stand where the source has them.

    `found` are the surest pairs (`anchors.candidates`). None when nothing was moved.
    """
    place_of = {j: place for place, j in enumerate(order)}
    partner: dict[int, int] = {}
    free_source, free_place = [True] * len(scorer.source), [True] * len(order)
    for link in links:
        if link.source and link.target and link.score >= BRIDGE:
            places = [place_of[j] for j in link.target]
            for i in link.source:
                free_source[i] = False
                partner[i] = max(places)
            for place in places:
                free_place[place] = False
    left, right = _zones(free_source), _zones(free_place)
    pairs = [(score, i, place_of[j]) for score, i, j in found]
    runs = _runs([p for p in pairs if left[p[1]] >= 0 and right[p[2]] >= 0], left, right)
    new = _with_moved(runs, order, _owners(runs, right), partner)
    return None if new == tuple(order) else new


def _runs(
    pairs: Sequence[tuple[float, int, int]], left: Sequence[int], right: Sequence[int]
) -> list[_Run]:
    """The runs within two free zones that weigh enough, heaviest first."""
    buckets: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    for pair in pairs:
        buckets[left[pair[1]], right[pair[2]]].append(pair)
    runs = []
    for bucket in buckets.values():
        worth = {(i, place): score for score, i, place in bucket}
        run = anchors.rising(bucket)
        runs.append(_Run(sum(worth[pair] for pair in run), tuple(run)))
    return sorted((r for r in runs if r.weight >= JUMP), key=lambda r: (-r.weight, r.pairs))


def _owners(runs: Sequence[_Run], zones: Sequence[int]) -> dict[int, int]:
    """Which run each place goes with: its own, or the nearest one before (else after) it."""
    owner: dict[int, int] = {}
    for number, run in enumerate(runs):
        for _i, place in run.pairs:
            owner.setdefault(place, number)
    places = range(len(zones))
    for way in (places, reversed(places)):
        last = -1
        for place in way:
            if zones[place] < 0:
                last = -1
            elif place in owner:
                last = owner[place]
            elif last >= 0:
                owner[place] = last
    return owner


def _with_moved(
    runs: Sequence[_Run], order: Sequence[int], owner: dict[int, int], partner: dict[int, int]
) -> tuple[int, ...]:
    """The order with each run put behind what the source has before it."""
    held = sorted(partner)
    after: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    places_of: dict[int, list[int]] = defaultdict(list)
    for place in sorted(owner):
        places_of[owner[place]].append(place)
    for number, places in sorted(places_of.items()):
        first = runs[number].pairs[0][0]
        before = bisect.bisect_left(held, first)
        after[partner[held[before - 1]] if before else -1].append((first, places))
    new: list[int] = []
    for place in range(-1, len(order)):
        if place >= 0 and place not in owner:
            new.append(order[place])
        for _first, places in sorted(after.get(place, ())):
            new.extend(order[p] for p in places)
    return tuple(new)
