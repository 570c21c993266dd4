"""Every bead worth a thought within a band: 1-1, 1-n, n-1 and 2-2, with its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
Shape = tuple[int, int, float]  # source items, target items, score
Band = Sequence[tuple[int, int]]

_ALONE = frozenset({Kind.HEADING, Kind.DIRECTIVE, Kind.TITLE, Kind.CELL})


def _runs(items: Sequence[Item]) -> list[int]:
    """For each item, how many from there on may stand in one bead."""
    runs = [1] * len(items)
    for place in range(len(items) - 2, -1, -1):
        a, b = items[place], items[place + 1]
        prose = not (a.opaque or a.note or b.note) and a.kind not in _ALONE
        if prose and a.kind is b.kind:
            runs[place] = min(runs[place + 1] + 1, MOST)
    return runs


def _unbroken(order: Sequence[int]) -> list[int]:
    """For each place, how many items from there on stand as in their article, MOST at most."""
    found = [1] * len(order)
    for place in range(len(order) - 2, -1, -1):
        if order[place + 1] == order[place] + 1:
            found[place] = min(found[place + 1] + 1, MOST)
    return found


class Steps:
    """The beads that begin with two items, whatever the order and the band; each scored once."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self._down, self._across = _runs(scorer.source), _runs(scorer.target)
        self._found: list[dict[int, Sequence[Shape]]] = [{} for _ in scorer.source]

    def rows(self, order: Sequence[int], band: Band) -> list[list[Step]]:
        """All steps through a band, by the row in which they end; `order` is the target's."""
        most = _unbroken(order)
        rows: list[list[Step]] = [[] for _ in band]
        for i, found in enumerate(self._found):
            low, high = band[i]
            items = order[low : high + 1]
            scores = self.scorer.row(i, items)
            for j, item in enumerate(items, low):
                shapes = found.get(item)
                if shapes is None:
                    shapes = found[item] = self._from(i, item, scores[item])
                for down, across, score in shapes:
                    end = j + across
                    least, beyond = band[i + down]
                    if across <= most[j] and least <= end <= beyond:
                        rows[i + down].append((i, j, i + down, end, score))
        return rows

    def _from(self, i: int, j: int, score: float) -> Sequence[Shape]:
        if score <= APART:
            return ()
        found: list[Shape] = [(1, 1, score)] if score > CUT else []
        ours, theirs = self.scorer.source_size, self.scorer.target_size
        down, across = self._down[i] > 1, self._across[j] > 1
        if across and theirs[j] + theirs[j + 1] <= LONG * ours[i]:
            found.extend(self._split(i, j))
        if down and ours[i] + ours[i + 1] <= LONG * theirs[j]:
            found.extend(self._merged(i, j))
        if down and across:
            found.extend(self._crossed(i, j))
        return found

    def _split(self, i: int, j: int) -> Iterator[Shape]:
        """One source item, several of the target."""
        scorer = self.scorer
        whole, total = scorer.source_size[i], scorer.target_size[j]
        ceiling = scorer.ceiling(i, j) + GROUP + scorer.base_source[i]
        ceiling += scorer.base_target[j] + scorer.hits(i, j)
        for k in range(2, self._across[j] + 1):
            other = j + k - 1
            total += scorer.target_size[other]
            if total > LONG * whole or scorer.pair(i, other) <= APART:
                return
            ceiling += scorer.base_target[other] + scorer.hits(i, other)
            if total < SHORT * whole or ceiling <= 0:
                continue
            score = scorer.score((i,), range(j, j + k)) + GROUP + MEMBER * (k - 2)
            if score > 0:
                yield (1, k, score)

    def _merged(self, i: int, j: int) -> Iterator[Shape]:
        """Several source items, one of the target."""
        scorer = self.scorer
        whole, total = scorer.target_size[j], scorer.source_size[i]
        ceiling = scorer.ceiling(i, j) + GROUP + scorer.base_target[j]
        ceiling += scorer.base_source[i] + scorer.hits(i, j)
        for k in range(2, self._down[i] + 1):
            other = i + k - 1
            total += scorer.source_size[other]
            if total > LONG * whole or scorer.pair(other, j) <= APART:
                return
            ceiling += scorer.base_source[other] + scorer.hits(other, j)
            if total < SHORT * whole or ceiling <= 0:
                continue
            score = scorer.score(range(i, i + k), (j,)) + GROUP + MEMBER * (k - 2)
            if score > 0:
                yield (k, 1, score)

    def _crossed(self, i: int, j: int) -> Iterator[Shape]:
        """Two and two, where neither the straight pairs nor the crossed ones are better."""
        scorer = self.scorer
        across = scorer.pair(i, j + 1) + scorer.pair(i + 1, j)
        if scorer.hits(i, j + 1) + scorer.hits(i + 1, j) < -CROSS:
            return
        rival = max(0.0, across)
        rival = max(rival, scorer.pair(i, j) + scorer.pair(i + 1, j + 1))
        ceiling = scorer.ceiling(i, j) + CROSS
        ceiling += sum(
            scorer.base_source[n] + scorer.base_target[m] for n, m in ((i, j), (i + 1, j + 1))
        )
        ceiling += sum(scorer.hits(n, m) for n in (i, i + 1) for m in (j, j + 1))
        if ceiling > rival:
            score = scorer.score((i, i + 1), (j, j + 1)) + CROSS
            if score > rival:
                yield (2, 2, score)
