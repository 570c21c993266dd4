"""The cheapest chain of beads through a band, and how much worse the chain without each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from operator import add

from transpipe.align.cost import Scorer
from transpipe.align.steps import GROUP, MEMBER, Band, Step, Steps
from transpipe.model import Kind

NULL = -0.9  # an item without a counterpart
FAR = 50.0  # a margin beyond which nothing is surer
WORST = -1e18

Rows = Sequence[Sequence[Step]]  # steps by the row in which they end
Sums = list[list[float]]  # by row of the band, from its lowest column on


@dataclass(frozen=True, slots=True)
class Forward:
    """Best sums from the beginning: to a cell by a bead, by a gap, and what a bead goes on from."""

    bead: Sums
    gap: Sums
    ready: Sums


@dataclass(frozen=True, slots=True)
class Backward:
    """Best sums to the end, from a cell that was reached by a bead or by a gap."""

    bead: Sums
    gap: Sums


def forward(rows: Rows, band: Band, bonus: Sequence[float]) -> Forward:
    """`bonus` is, by row, what a bead gains that begins right behind another."""
    sums = Forward([], [], [])
    reach: list[float] = []
    for i, (low, high) in enumerate(band):
        wide = high - low + 1
        bead, gap = [WORST] * wide, [WORST] * wide
        if i == 0:
            bead[0] = 0.0
        else:
            above, beyond = band[i - 1]
            end = max(min(high, beyond) + 1, low)
            gap[: end - low] = map(add, reach[low - above : end - above], repeat(NULL))
            for a, b, _i, j, score in rows[i]:
                total = sums.ready[a][b - band[a][0]] + score
                if total > bead[j - low]:
                    bead[j - low] = total
        reach = _across(bead, gap)
        sums.bead.append(bead)
        sums.gap.append(gap)
        more = bonus[i] if i < len(bonus) else 0.0
        sums.ready.append(list(map(max, map(add, bead, repeat(more)), gap)))
    return sums


def _across(bead: list[float], gap: list[float]) -> list[float]:
    """The better of bead and gap, once items of the target alone have been stepped over."""
    reach = []
    before = WORST
    for place, here in enumerate(bead):
        there = gap[place]
        if before + NULL > there:
            there = gap[place] = before + NULL
        before = here if here > there else there
        reach.append(before)
    return reach


def backward(rows: Rows, band: Band, bonus: Sequence[float]) -> Backward:
    """The same from the end."""
    last = len(band) - 1
    best: Sums = [[WORST] * (high - low + 1) for low, high in band]  # of the steps from a cell
    sums = Backward([[] for _ in band], [[] for _ in band])
    for i in range(last, -1, -1):
        low, high = band[i]
        down = [WORST] * (high - low + 1)
        if i == last:
            down[-1] = 0.0
        else:
            below, beyond = band[i + 1]
            start, end = max(low, below), min(high, beyond) + 1
            if start < end:
                under = sums.gap[i + 1][start - below : end - below]
                down[start - low : end - low] = map(add, under, repeat(NULL))
        more = bonus[i] if i < last else 0.0
        bead, sums.gap[i] = _onwards(down, best[i], more)
        sums.bead[i] = bead
        for a, b, _i, j, score in rows[i]:
            start = b - band[a][0]
            total = bead[j - low] + score
            if total > best[a][start]:
                best[a][start] = total
    return sums


def _onwards(
    down: Sequence[float], best: Sequence[float], bonus: float
) -> tuple[list[float], list[float]]:
    """The sums of one row, given what stepping over a source item and the best step bring."""
    bead, gap = list(down), list(down)
    after = WORST
    for place in range(len(down) - 1, -1, -1):
        alone, step = down[place], best[place]
        if after + NULL > alone:
            alone = after + NULL
        after = gap[place] = step if step > alone else alone
        bead[place] = step + bonus if step + bonus > alone else alone
    return bead, gap


def trace(rows: Rows, band: Band, bonus: Sequence[float], sums: Forward) -> list[Step]:
    """The best chain, first bead first; a gap is a step of one item on one side."""
    path: list[Step] = []
    i, j = len(band) - 1, band[-1][1]
    by_bead = sums.bead[i][-1] >= sums.gap[i][-1]
    while (i, j) != (0, 0):
        step = _bead(rows[i], band, sums, j) if by_bead else _gap(band, sums, i, j)
        path.append(step)
        i, j = step[:2]
        start = j - band[i][0]
        more = bonus[i] if by_bead else 0.0
        by_bead = sums.bead[i][start] + more >= sums.gap[i][start]
    return path[::-1]


def _bead(row: Sequence[Step], band: Band, sums: Forward, j: int) -> Step:
    """The step that a cell was reached by."""
    for step in row:
        a, b, i, end, score = step
        if end == j and sums.ready[a][b - band[a][0]] + score == sums.bead[i][j - band[i][0]]:
            return step
    raise AssertionError(j)


def _gap(band: Band, sums: Forward, i: int, j: int) -> Step:
    """The item that was stepped over into a cell."""
    place = j - band[i][0]
    if place > 0:
        left = max(sums.bead[i][place - 1], sums.gap[i][place - 1])
        if left + NULL == sums.gap[i][place]:
            return (i, j - 1, i, j, NULL)
    return (i - 1, j, i, j, NULL)


def margins(
    rows: Rows, band: Band, path: Sequence[Step], before: Forward, after: Backward
) -> list[float]:
    """How much each step of the path gains over the best chain that treats its items otherwise."""
    down: dict[int, Step] = {i: s for s in path for i in range(s[0], s[2])}
    across: dict[int, Step] = {j: s for s in path for j in range(s[1], s[3])}
    rival_row, rival_column = _gap_rivals(before, after, band)
    for i in range(len(rival_row)):
        if down[i][1] == down[i][3]:
            rival_row[i] = WORST
    for j in range(len(rival_column)):
        if across[j][0] == across[j][2]:
            rival_column[j] = WORST
    top = max(before.bead[-1][-1], before.gap[-1][-1])
    for row in rows:
        for step in row:
            a, b, i, j, score = step
            total = before.ready[a][b - band[a][0]] + score + after.bead[i][j - band[i][0]]
            if total <= top - FAR:
                continue
            for r in range(a, i):
                if total > rival_row[r] and down[r] != step:
                    rival_row[r] = total
            for c in range(b, j):
                if total > rival_column[c] and across[c] != step:
                    rival_column[c] = total
    return [
        min(top - max(*rival_row[s[0] : s[2]], *rival_column[s[1] : s[3]], WORST), FAR)
        for s in path
    ]


def _gap_rivals(before: Forward, after: Backward, band: Band) -> tuple[list[float], list[float]]:
    """For each item of both sides, the best chain in which it has no counterpart."""
    rows, columns = [WORST] * (len(band) - 1), [WORST] * band[-1][1]
    for i, (low, high) in enumerate(band):
        best = list(map(max, before.bead[i], before.gap[i]))
        totals = map(add, best, after.gap[i][1:])
        columns[low:high] = map(max, columns[low:high], map(add, totals, repeat(NULL)))
        if i + 1 < len(band):
            below, beyond = band[i + 1]
            start, end = max(low, below), min(high, beyond) + 1
            there = after.gap[i + 1][start - below : end - below]
            rows[i] = max(map(add, best[start - low : end - low], there), default=WORST) + NULL
    return rows, columns


NEXT = 0.6  # a bead right after another one
NEXT_SECTION = 0.2  # the same where a section begins: sections come and go as a whole


@dataclass(frozen=True, slots=True)
class Link:
    """Items of both sides; `score` its log-odds, `margin` how much the best chain loses without."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float


class Chain:
    """The best chain of beads over the source's items and the target's in `order`, each once."""

    def __init__(self, steps: Steps, order: Sequence[int], band: Band) -> None:
        self.scorer, self._order, self._band = steps.scorer, order, band
        self._rows = steps.rows(order, band)
        heads = [item.kind is Kind.HEADING for item in self.scorer.source]
        self._bonus = [NEXT_SECTION if head else NEXT for head in heads]
        self._before = forward(self._rows, band, self._bonus)
        self._path = trace(self._rows, band, self._bonus, self._before)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the chain, as if there were no other: to see what has moved."""
        return self._links([0.0] * len(self._path))

    @cached_property
    def weighed(self) -> tuple[Link, ...]:
        """The links with their margins."""
        after = backward(self._rows, self._band, self._bonus)
        return self._links(margins(self._rows, self._band, self._path, self._before, after))

    def _links(self, gains: Sequence[float]) -> tuple[Link, ...]:
        links = (
            Link(tuple(range(s[0], s[2])), tuple(self._order[s[1] : s[3]]), s[4], margin)
            for s, margin in zip(self._path, gains, strict=True)
        )
        return tuple(link for whole in links for link in pruned(self.scorer, whole))


def _without(scorer: Scorer, link: Link, item: int, is_source: bool) -> Link:
    """The same link less one item; its score bears the gap that the item leaves."""
    source = tuple(i for i in link.source if not (is_source and i == item))
    target = tuple(j for j in link.target if is_source or j != item)
    score = scorer.score(source, target) + NULL
    if max(len(source), len(target)) > 1:
        score += GROUP + MEMBER * (len(source) + len(target) - 3)
    return Link(source, target, score, link.margin)


def pruned(scorer: Scorer, link: Link) -> tuple[Link, ...]:
    """A link without the members inside that only stand between others, and those alone.

    The margin of a group is also what its least needed member brings.
    """
    if max(len(link.source), len(link.target)) < 2:
        return (link,)
    fewer = [(_without(scorer, link, n, True), n, True) for n in link.source[1:-1]]
    fewer += [(_without(scorer, link, n, False), n, False) for n in link.target[1:-1]]
    if not fewer:
        return (link,)
    best, item, is_source = max(fewer, key=lambda less: less[0].score)
    gain = link.score - best.score
    if gain >= 0:
        return (replace(link, margin=min(link.margin, gain)),)
    source, target = ((item,), ()) if is_source else ((), (item,))
    alone = Link(source, target, NULL, min(link.margin, -gain))
    rest = replace(best, score=best.score - NULL, margin=min(link.margin, -gain))
    return (*pruned(scorer, rest), alone)
