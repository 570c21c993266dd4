"""The cheapest chain of beads through a band, and how much worse the chain without each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transpipe.align.cost import Scorer
from transpipe.align.features import Item
from transpipe.model import Kind

MOST = 6
NULL = -1.2
GROUP = (-1.0, -0.5)  # a group at all, and each member beyond two
CROSS = -9.0
WORST = -1e18


@dataclass(frozen=True, slots=True)
class Link:
    """Items of both sides; `score` its log-odds, `margin` how much the best chain loses without."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float


def _runs(items: Sequence[Item], order: Sequence[int]) -> list[int]:
    """For each place, how many items from there on may stand in one bead."""
    runs = [1] * len(order)
    for place in range(len(order) - 2, -1, -1):
        a, b = items[order[place]], items[order[place + 1]]
        joins = (
            a.kind is b.kind
            and a.kind not in (Kind.HEADING, Kind.DIRECTIVE, Kind.CELL)
            and not a.opaque
            and not a.note
            and not b.note
            and order[place + 1] == order[place] + 1
        )
        if joins:
            runs[place] = min(runs[place + 1] + 1, MOST)
    return runs


Step = tuple[int, int, int, int, float]  # from i, from j, to i, to j, score


def steps(
    scorer: Scorer,
    source: Sequence[int],
    target: Sequence[int],
    band: Sequence[tuple[int, int]],
) -> list[list[Step]]:
    """Every bead within the band, by the row in which it ends."""
    down, across = _runs(scorer.source, source), _runs(scorer.target, target)
    sizes = [scorer.source[i].size * scorer.ratio + 6 for i in source]
    widths = [scorer.target[j].size + 6 for j in target]
    n, m = len(source), len(target)
    rows: list[list[Step]] = [[] for _ in range(n + 1)]
    group, pair = scorer.group, scorer.pair
    for i in range(n + 1):
        low, high = band[i]
        for j in range(low, high + 1):
            if j < m and j + 1 <= high:
                rows[i].append((i, j, i, j + 1, NULL))
            if i == n:
                continue
            nlow, nhigh = band[i + 1]
            if nlow <= j <= nhigh:
                rows[i + 1].append((i, j, i + 1, j, NULL))
            if j == m:
                continue
            if nlow <= j + 1 <= nhigh:
                score = pair(source[i], target[j])
                if score > CUT:
                    rows[i + 1].append((i, j, i + 1, j + 1, score))
            if across[j] > 1:
                total = widths[j]
                for k in range(2, min(across[j], m - j) + 1):
                    total += widths[j + k - 1]
                    if total > 2.2 * sizes[i] or not nlow <= j + k <= nhigh:
                        break
                    if total < 0.5 * sizes[i]:
                        continue
                    score = group((source[i],), tuple(target[j : j + k]))
                    score += GROUP[0] + GROUP[1] * (k - 2)
                    if score > 0:
                        rows[i + 1].append((i, j, i + 1, j + k, score))
            if down[i] > 1:
                total = sizes[i]
                for k in range(2, min(down[i], n - i) + 1):
                    total += sizes[i + k - 1]
                    if total > 2.2 * widths[j]:
                        break
                    blow, bhigh = band[i + k]
                    if total < 0.5 * widths[j] or not blow <= j + 1 <= bhigh:
                        continue
                    score = group(tuple(source[i : i + k]), (target[j],))
                    score += GROUP[0] + GROUP[1] * (k - 2)
                    if score > 0:
                        rows[i + k].append((i, j, i + k, j + 1, score))
            if down[i] > 1 and across[j] > 1:
                blow, bhigh = band[i + 2]
                if blow <= j + 2 <= bhigh:
                    score = group(tuple(source[i : i + 2]), tuple(target[j : j + 2])) + CROSS
                    if score > 0 and score > pair(source[i], target[j + 1]) + pair(
                        source[i + 1], target[j]
                    ):
                        rows[i + 2].append((i, j, i + 2, j + 2, score))
    return rows


CUT = -6.0


def chain(
    scorer: Scorer,
    source: Sequence[int],
    target: Sequence[int],
    band: Sequence[tuple[int, int]],
) -> tuple[Link, ...]:
    """The best chain of beads over items of both sides in the order given, each item once."""
    n, m = len(source), len(target)
    rows = steps(scorer, source, target, band)
    # Steps that stay in a row must come after those that reach it, from left to right.
    best: list[dict[int, float]] = [{} for _ in range(n + 1)]
    came: list[dict[int, Step]] = [{} for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        here, step_to = best[i], came[i]
        inner = []
        for step in rows[i]:
            if step[0] == i:
                inner.append(step)
                continue
            before = best[step[0]].get(step[1])
            if before is not None:
                total = before + step[4]
                if total > here.get(step[3], WORST):
                    here[step[3]], step_to[step[3]] = total, step
        for step in inner:
            before = here.get(step[1])
            if before is not None:
                total = before + step[4]
                if total > here.get(step[3], WORST):
                    here[step[3]], step_to[step[3]] = total, step
    after: list[dict[int, float]] = [{} for _ in range(n + 1)]
    after[n][m] = 0.0
    for i in range(n, -1, -1):
        here = after[i]
        for step in reversed(rows[i]):
            if step[0] == i:
                beyond = here.get(step[3])
                if beyond is not None and beyond + step[4] > here.get(step[1], WORST):
                    here[step[1]] = beyond + step[4]
        for step in rows[i]:
            if step[0] != i:
                beyond = here.get(step[3])
                if beyond is not None:
                    there = after[step[0]]
                    if beyond + step[4] > there.get(step[1], WORST):
                        there[step[1]] = beyond + step[4]
    path: list[Step] = []
    i, j = n, m
    while (i, j) != (0, 0):
        step = came[i][j]
        path.append(step)
        i, j = step[0], step[1]
    path.reverse()
    top = best[n][m]
    chosen_source = {}
    chosen_target = {}
    for step in path:
        for i in range(step[0], step[2]):
            chosen_source[i] = step
        for j in range(step[1], step[3]):
            chosen_target[j] = step
    other_source = [WORST] * n
    other_target = [WORST] * m
    for row in rows:
        for step in row:
            before = best[step[0]].get(step[1])
            beyond = after[step[2]].get(step[3])
            if before is None or beyond is None:
                continue
            total = before + step[4] + beyond
            for i in range(step[0], step[2]):
                if total > other_source[i] and not _same(chosen_source[i], step):
                    other_source[i] = total
            for j in range(step[1], step[3]):
                if total > other_target[j] and not _same(chosen_target[j], step):
                    other_target[j] = total
    links = []
    for step in path:
        rival = max(
            [other_source[i] for i in range(step[0], step[2])]
            + [other_target[j] for j in range(step[1], step[3])]
        )
        links.append(
            Link(
                tuple(source[step[0] : step[2]]),
                tuple(target[step[1] : step[3]]),
                step[4],
                min(top - rival, 50.0),
            )
        )
    return tuple(links)


def _same(a: Step, b: Step) -> bool:
    """Whether two steps are one bead; an item without a counterpart is so wherever it stands."""
    if a[0] == a[2] and b[0] == b[2]:
        return a[1] == b[1]
    if a[1] == a[3] and b[1] == b[3]:
        return a[0] == b[0]
    return a[:4] == b[:4]
