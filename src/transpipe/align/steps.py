"""Every bead worth a thought within a band: 1-1, 1-n, n-1 and 2-2, with its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.align.cost import Scorer
from transpipe.align.features import Item
from transpipe.model import Kind

MOST = 6  # items in one bead, on one side
GROUP = -1.0  # a bead of more than two items
MEMBER = -0.5  # each item beyond the third
CROSS = -9.0  # a bead of two and two
CUT = -6.0  # a pair less likely than that is no step
APART = -18.0  # nor a member of a group, of whose words it holds but a part
SHORT, LONG = 0.5, 2.0  # lengths a group may have beside the other side

Step = tuple[int, int, int, int, float]  # from row, from column, to row, to column, score
Band = Sequence[tuple[int, int]]

_ALONE = frozenset({Kind.HEADING, Kind.DIRECTIVE, Kind.TITLE, Kind.CELL})


def _runs(items: Sequence[Item], order: Sequence[int]) -> list[int]:
    """For each place, how many items from there on may stand in one bead."""
    runs = [1] * len(order)
    for place in range(len(order) - 2, -1, -1):
        a, b = items[order[place]], items[order[place + 1]]
        prose = not (a.opaque or a.note or b.note) and a.kind not in _ALONE
        if prose and a.kind is b.kind and order[place + 1] == order[place] + 1:
            runs[place] = min(runs[place + 1] + 1, MOST)
    return runs


@dataclass(frozen=True, slots=True)
class Table:
    """Both sides in the order in which they are walked, and the band they are walked in."""

    scorer: Scorer
    source: Sequence[int]
    target: Sequence[int]
    band: Band

    def rows(self) -> list[list[Step]]:
        """All steps, by the row in which they end."""
        down = _runs(self.scorer.source, self.source)
        across = _runs(self.scorer.target, self.target)
        rows: list[list[Step]] = [[] for _ in range(len(self.source) + 1)]
        last, pair = len(self.target), self.scorer.pair
        for i, item in enumerate(self.source):
            low, high = self.band[i]
            into = rows[i + 1]
            below, beyond = self.band[i + 1]
            for j in range(low, min(high, last - 1) + 1):
                score = pair(item, self.target[j])
                if score <= APART:
                    continue
                if score > CUT and below <= j + 1 <= beyond:
                    into.append((i, j, i + 1, j + 1, score))
                if across[j] > 1:
                    into.extend(self._split(i, j, across[j]))
                if down[i] > 1:
                    for step in self._merged(i, j, down[i]):
                        rows[step[2]].append(step)
                    if across[j] > 1:
                        rows[i + 2].extend(self._crossed(i, j))
        return rows

    def _split(self, i: int, j: int, most: int) -> Iterator[Step]:
        """One source item, several of the target."""
        scorer, item, first = self.scorer, self.source[i], self.target[j]
        whole, total = scorer.source_size[item], scorer.target_size[first]
        ceiling = scorer.ceiling(item, first) + GROUP + scorer.base_source[item]
        ceiling += scorer.base_target[first] + scorer.hits(item, first)
        low, high = self.band[i + 1]
        for k in range(2, most + 1):
            other = first + k - 1
            total += scorer.target_size[other]
            if total > LONG * whole or j + k > high or scorer.pair(item, other) <= APART:
                return
            ceiling += scorer.base_target[other] + scorer.hits(item, other)
            if total < SHORT * whole or j + k < low or ceiling <= 0:
                continue
            score = scorer.group(item, 1, first, k) + GROUP + MEMBER * (k - 2)
            if score > 0:
                yield (i, j, i + 1, j + k, score)

    def _merged(self, i: int, j: int, most: int) -> Iterator[Step]:
        """Several source items, one of the target."""
        scorer, first, item = self.scorer, self.source[i], self.target[j]
        whole, total = scorer.target_size[item], scorer.source_size[first]
        ceiling = scorer.ceiling(first, item) + GROUP + scorer.base_target[item]
        ceiling += scorer.base_source[first] + scorer.hits(first, item)
        for k in range(2, most + 1):
            other = first + k - 1
            total += scorer.source_size[other]
            if total > LONG * whole or scorer.pair(other, item) <= APART:
                return
            ceiling += scorer.base_source[other] + scorer.hits(other, item)
            low, high = self.band[i + k]
            if total < SHORT * whole or ceiling <= 0 or not low <= j + 1 <= high:
                continue
            score = scorer.group(first, k, item, 1) + GROUP + MEMBER * (k - 2)
            if score > 0:
                yield (i, j, i + k, j + 1, score)

    def _crossed(self, i: int, j: int) -> Iterator[Step]:
        """Two and two, where neither the straight pairs nor the crossed ones are better."""
        scorer, a, b = self.scorer, self.source[i], self.target[j]
        low, high = self.band[i + 2]
        if not low <= j + 2 <= high:
            return
        across = scorer.pair(a, b + 1) + scorer.pair(a + 1, b)
        if scorer.hits(a, b + 1) + scorer.hits(a + 1, b) < -CROSS:
            return
        rival = max(0.0, across)
        rival = max(rival, scorer.pair(a, b) + scorer.pair(a + 1, b + 1))
        ceiling = scorer.ceiling(a, b) + CROSS
        ceiling += sum(
            scorer.base_source[n] + scorer.base_target[m] for n, m in ((a, b), (a + 1, b + 1))
        )
        ceiling += sum(scorer.hits(n, m) for n in (a, a + 1) for m in (b, b + 1))
        if ceiling > rival:
            score = scorer.group(a, 2, b, 2) + CROSS
            if score > rival:
                yield (i, j, i + 2, j + 2, score)
