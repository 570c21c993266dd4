"""The cheapest chain of beads through a band, and how much worse the chain without each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transpipe.align.cost import Scorer
from transpipe.align.steps import GROUP, MEMBER, Band, Step, Table
from transpipe.model import Kind

NULL = -0.9  # an item without a counterpart
NEXT = 0.6  # a bead right after another one
NEXT_SECTION = 0.2  # the same where a section begins: sections come and go as a whole
FAR = 50.0  # a margin beyond which nothing is surer
WORST = -1e18


@dataclass(frozen=True, slots=True)
class Link:
    """Items of both sides; `score` its log-odds, `margin` how much the best chain loses without."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float


@dataclass(slots=True)
class _Field:
    """Best sums to (or from) each cell of a band; a cell is reached by a bead or by a gap."""

    band: Band
    bead: list[list[float]] = field(init=False)
    gap: list[list[float]] = field(init=False)

    def __post_init__(self) -> None:
        self.bead = [[WORST] * (high - low + 1) for low, high in self.band]
        self.gap = [[WORST] * (high - low + 1) for low, high in self.band]


def _forward(rows: Sequence[Sequence[Step]], band: Band, bonus: Sequence[float]) -> _Field:
    sums = _Field(band)
    for i, (low, high) in enumerate(band):
        bead, gap = sums.bead[i], sums.gap[i]
        if i == 0:
            bead[0] = 0.0
        else:
            above = band[i - 1][0]
            for j in range(low, min(high, band[i - 1][1]) + 1):
                before = max(sums.bead[i - 1][j - above], sums.gap[i - 1][j - above])
                gap[j - low] = before + NULL
            for a, b, _i, j, score in rows[i]:
                start = b - band[a][0]
                total = max(sums.gap[a][start], sums.bead[a][start] + bonus[a]) + score
                if total > bead[j - low]:
                    bead[j - low] = total
        for place in range(1, high - low + 1):
            before = max(bead[place - 1], gap[place - 1]) + NULL
            if before > gap[place]:
                gap[place] = before
    return sums


def _backward(rows: Sequence[Sequence[Step]], band: Band, bonus: Sequence[float]) -> _Field:
    """Best sums from each cell to the end, by how the cell was reached."""
    sums = _Field(band)
    last = len(band) - 1
    for i in range(last, -1, -1):
        low, high = band[i]
        bead, gap = sums.bead[i], sums.gap[i]
        if i == last:
            bead[-1] = gap[-1] = 0.0
        else:
            below, beyond = band[i + 1]
            for j in range(max(low, below), min(high, beyond) + 1):
                after = sums.gap[i + 1][j - below] + NULL
                bead[j - low] = max(bead[j - low], after)
                gap[j - low] = max(gap[j - low], after)
        for place in range(high - low - 1, -1, -1):
            after = gap[place + 1] + NULL
            gap[place] = max(gap[place], after)
            bead[place] = max(bead[place], after)
        for a, b, _i, j, score in rows[i]:
            start = b - band[a][0]
            after = sums.bead[i][j - low] + score
            sums.gap[a][start] = max(sums.gap[a][start], after)
            sums.bead[a][start] = max(sums.bead[a][start], after + bonus[a])
    return sums


def _trace(
    rows: Sequence[Sequence[Step]], band: Band, bonus: Sequence[float], sums: _Field
) -> list[Step]:
    """The best chain, first bead first; a gap is a step of one item on one side."""
    path: list[Step] = []
    i, j = len(band) - 1, band[-1][1]
    by_bead = sums.bead[i][j - band[i][0]] >= sums.gap[i][j - band[i][0]]
    while (i, j) != (0, 0):
        low = band[i][0]
        step: Step | None = None
        if by_bead:
            for step in rows[i]:
                a, b = step[0], step[1]
                start = b - band[a][0]
                total = max(sums.gap[a][start], sums.bead[a][start] + bonus[a]) + step[4]
                if step[3] == j and total == sums.bead[i][j - low]:
                    by_bead = sums.bead[a][start] + bonus[a] >= sums.gap[a][start]
                    break
        else:
            now = sums.gap[i][j - low]
            left = (
                j > low and max(sums.bead[i][j - low - 1], sums.gap[i][j - low - 1]) + NULL == now
            )
            step = (i, j - 1, i, j, NULL) if left else (i - 1, j, i, j, NULL)
            start = step[1] - band[step[0]][0]
            by_bead = sums.bead[step[0]][start] >= sums.gap[step[0]][start]
        assert step is not None
        path.append(step)
        i, j = step[0], step[1]
    return path[::-1]


def _gap_rivals(before: _Field, after: _Field, band: Band) -> tuple[list[float], list[float]]:
    """For each item of both sides, the best chain in which it has no counterpart."""
    rows, columns = [WORST] * (len(band) - 1), [WORST] * band[-1][1]
    for i, (low, high) in enumerate(band):
        best = [max(pair) for pair in zip(before.bead[i], before.gap[i], strict=True)]
        here = after.gap[i]
        for j in range(low, high):
            total = best[j - low] + NULL + here[j - low + 1]
            if total > columns[j]:
                columns[j] = total
        if i + 1 < len(band):
            below, beyond = band[i + 1]
            there = after.gap[i + 1]
            for j in range(max(low, below), min(high, beyond) + 1):
                total = best[j - low] + NULL + there[j - below]
                if total > rows[i]:
                    rows[i] = total
    return rows, columns


def _margins(
    rows: Sequence[Sequence[Step]],
    path: Sequence[Step],
    sums: tuple[_Field, _Field],
    band: Band,
    bonus: Sequence[float],
) -> list[float]:
    """How much each step of the path gains over the best chain that treats its items otherwise."""
    before, after = sums
    down: dict[int, Step] = {i: s for s in path for i in range(s[0], s[2])}
    across: dict[int, Step] = {j: s for s in path for j in range(s[1], s[3])}
    rival_row, rival_column = _gap_rivals(before, after, band)
    for i in range(len(rival_row)):
        if down[i][1] == down[i][3]:
            rival_row[i] = WORST
    for j in range(len(rival_column)):
        if across[j][0] == across[j][2]:
            rival_column[j] = WORST
    for row in rows:
        for step in row:
            a, b, i, j, score = step
            start = b - band[a][0]
            total = max(before.gap[a][start], before.bead[a][start] + bonus[a])
            total += score + after.bead[i][j - band[i][0]]
            for r in range(a, i):
                if total > rival_row[r] and down[r] != step:
                    rival_row[r] = total
            for c in range(b, j):
                if total > rival_column[c] and across[c] != step:
                    rival_column[c] = total
    top = max(before.bead[-1][-1], before.gap[-1][-1])
    return [
        min(top - max([*rival_row[s[0] : s[2]], *rival_column[s[1] : s[3]]]), FAR) for s in path
    ]


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


def chain(
    scorer: Scorer, source: Sequence[int], target: Sequence[int], band: Band
) -> tuple[Link, ...]:
    """The best chain of beads over items of both sides in the order given, each item once."""
    rows = Table(scorer, source, target, band).rows()
    heads = [scorer.source[i].kind is Kind.HEADING for i in source]
    bonus = [NEXT_SECTION if head else NEXT for head in heads]
    before, after = _forward(rows, band, bonus), _backward(rows, band, bonus)
    path = _trace(rows, band, bonus, before)
    margins = _margins(rows, path, (before, after), band, bonus)
    links = [
        Link(tuple(source[s[0] : s[2]]), tuple(target[s[1] : s[3]]), s[4], margin)
        for s, margin in zip(path, margins, strict=True)
    ]
    return tuple(link for whole in links for link in pruned(scorer, whole))
