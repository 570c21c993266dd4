"""Pairs that cannot be wrong, and the band around the chain of them."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from transpipe.align.cost import Scorer

RARE = 8  # items a key may stand in to be followed
COMMON, WITNESSES = 64, 6  # the same in a text that repeats itself; keys of an item then
SURE = 4.0
MARGIN = 6
WIDTH = 50
WIDE = 4 * WIDTH * WIDTH  # pairs between two anchors of which not all can be looked at
WINDOW = 100  # and from how many on more anchors are looked for


def candidates(
    scorer: Scorer, source: Sequence[int], target: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Pairs that are each other's best by far, by what is rare in both: (score, i, j)."""
    postings = _rare(scorer, source, target)
    row: dict[int, list[tuple[float, int]]] = {}
    column: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for i in source:
        near: dict[int, float] = defaultdict(float)
        for k in postings.keys() & scorer.keys.source[i]:
            for j in postings[k]:
                near[j] += scorer.value[k]
        top = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:4]
        row[i] = sorted(((scorer.pair(i, j), j) for j, _ in top), reverse=True)
        for score, j in row[i]:
            column[j].append((score, i))
    found = []
    for i, scored in row.items():
        if not scored:
            continue
        score, j = scored[0]
        rivals = [s for s, other in scored[1:]] + [s for s, other in column[j] if other != i]
        if score >= SURE and score - max(rivals, default=0.0) >= SURE / 2:
            found.append((score, i, j))
    return found


def _rare(
    scorer: Scorer, source: Iterable[int], target: Iterable[int], most: int = RARE
) -> dict[int, list[int]]:
    """The keys that few items of both sides hold, with those of the target."""
    keys = scorer.keys
    count = Counter(chain.from_iterable(keys.source[i] for i in source))
    places: dict[int, list[int]] = defaultdict(list)
    for j in target:
        for k in keys.target[j]:
            places[k].append(j)
    return {k: at for k, at in places.items() if len(at) <= most and 0 < count[k] <= most}


def rising(pairs: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The heaviest chain of pairs that rises on both sides (Fenwick tree, n log n)."""
    ordered = sorted(pairs, key=lambda p: (p[1], -p[2]))
    places = sorted({p[2] for p in ordered})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for number, (score, _i, j) in enumerate(ordered):
        place = bisect.bisect_left(places, j)
        total, last = 0.0, -1
        at = place
        while at > 0:
            if tree[at][0] > total:
                total, last = tree[at]
            at -= at & -at
        before.append(last)
        total += score
        at = place + 1
        while at < len(tree):
            if total > tree[at][0]:
                tree[at] = (total, number)
            at += at & -at
    at, last, best = len(places), -1, 0.0
    while at > 0:
        if tree[at][0] > best:
            best, last = tree[at]
        at -= at & -at
    chain = []
    while last >= 0:
        chain.append((ordered[last][1], ordered[last][2]))
        last = before[last]
    return chain[::-1]


def likely(
    scorer: Scorer, source: Sequence[int], target: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Pairs that are good, if not the only ones: of equals those at about the same height.

    Where a text repeats itself nothing is rare, and only the chain of all such pairs can tell.
    """
    postings = _rare(scorer, source, target, COMMON)
    place = {j: p for p, j in enumerate(target)}
    found: list[tuple[float, int, int]] = []
    for at, i in enumerate(source):
        near: dict[int, float] = defaultdict(float)
        rarest = sorted((len(postings[k]), k) for k in postings.keys() & scorer.keys.source[i])
        for _count, k in rarest[:WITNESSES]:
            for j in postings[k]:
                near[j] += scorer.value[k]
        height = at * len(target) // len(source)
        top = sorted((-value, abs(place[j] - height), j) for j, value in near.items())[:4]
        pairs = ((scorer.pair(i, j), i, j) for _value, _far, j in top)
        found.extend(pair for pair in pairs if pair[0] >= SURE)
    return found


def refined(
    scorer: Scorer, chain: Sequence[tuple[int, int]], order: Sequence[int]
) -> list[tuple[int, int]]:
    """The chain with what is rare between two of its pairs, however common elsewhere.

    So the way between two anchors does not grow with the article (after patience diff).
    """
    return _between(scorer, _between(scorer, chain, order, candidates, WINDOW), order, likely, WIDE)


def _between(
    scorer: Scorer,
    chain: Sequence[tuple[int, int]],
    order: Sequence[int],
    find: Callable[[Scorer, Sequence[int], Sequence[int]], list[tuple[float, int, int]]],
    least: int,
) -> list[tuple[int, int]]:
    """The chain with more pairs wherever `least` or more are between two of its own."""
    corners = [(-1, -1), *chain, (len(scorer.source), len(order))]
    found: list[tuple[int, int]] = []
    for (a, c), (b, d) in itertools.pairwise(corners):
        if (b - a - 1) * (d - c - 1) >= least:
            place = {order[p]: p for p in range(c + 1, d)}
            near = find(scorer, range(a + 1, b), tuple(place))
            found.extend(rising([(score, i, place[j]) for score, i, j in near]))
        found.append((b, d))
    return found[:-1]


def band(chain: Sequence[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """For 0 … n items of the source, the least and the most items of the target beside them."""
    corners = [(0, 0), *((i, j) for i, j in chain), (n, m)]
    low, high = [m] * (n + 1), [0] * (n + 1)
    for (a, c), (b, d) in itertools.pairwise(corners):
        wide = (d - c) * (b - a) > WIDE
        for i in range(max(a - MARGIN, 0), min(b + 1 + MARGIN, n) + 1):
            if wide:
                middle = c + (d - c) * (i - a) // max(b - a, 1)
                least, most = max(c, middle - WIDTH), min(d, middle + WIDTH)
            else:
                least, most = c, d
            low[i] = min(low[i], max(least - MARGIN, 0))
            high[i] = max(high[i], min(most + 1 + MARGIN, m))
    low[0], high[n] = 0, m
    for i in range(n - 1, -1, -1):
        low[i] = min(low[i], low[i + 1])
    for i in range(1, n + 1):
        high[i] = max(high[i], high[i - 1])
    return list(zip(low, high, strict=True))
