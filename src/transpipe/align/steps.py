"""Every bead worth a thought within a band: 1-1, 1-n, n-1 and 2-2, with its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transpipe.align.cost import Scorer
from transpipe.align.features import Item
from transpipe.model import Kind

MOST = 6  # items in one bead, on one side
GROUP = -1.5  # a bead of more than two items
MEMBER = -0.5  # each item beyond the third
CROSS = -9.0  # a bead of two and two
CUT = -6.0  # a pair less likely than that is no step
APART = -18.0  # nor a member of a group, of whose words it holds but a part
SHORT, LONG = 0.5, 2.0  # lengths a group may have beside the other side

Step = tuple[int, int, int, int, float]  # from row, from column, to row, to column, score
Shape = tuple[int, int, float]  # source items, target items, score
Band = Sequence[tuple[int, int]]

_ALONE = frozenset({Kind.HEADING, Kind.DIRECTIVE, Kind.TITLE, Kind.CELL})


def _runs(joined: Sequence[bool]) -> list[int]:
    """For each place, how many from there on belong together, MOST at most.

    `joined` tells of each place but the last whether it belongs to the next.
    """
    runs = [1] * (len(joined) + 1)
    for place in range(len(joined) - 1, -1, -1):
        if joined[place]:
            runs[place] = min(runs[place + 1] + 1, MOST)
    return runs


def _may_join(a: Item, b: Item) -> bool:
    """Whether two neighbours may stand in one bead."""
    prose = not (a.opaque or a.note or b.note) and a.kind not in _ALONE
    return prose and a.kind is b.kind


class Steps:
    """The beads that begin with two items, whatever the order and the band; each scored once."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self._down, self._across = (
            _runs([_may_join(a, b) for a, b in pairwise(side)])
            for side in (scorer.source, scorer.target)
        )
        self._found: list[dict[int, Sequence[Shape]]] = [{} for _ in scorer.source]

    def rows(self, order: Sequence[int], band: Band) -> list[list[Step]]:
        """All steps through a band, by the row in which they end; `order` is the target's."""
        most = _runs([b == a + 1 for a, b in pairwise(order)])
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
            found.extend(self._grouped(i, j, across=True))
        if down and ours[i] + ours[i + 1] <= LONG * theirs[j]:
            found.extend(self._grouped(i, j, across=False))
        if down and across:
            found.extend(self._crossed(i, j))
        return found

    def _grouped(self, i: int, j: int, *, across: bool) -> Iterator[Shape]:
        """One item and several of the other side: of the target (`across`) or of the source."""
        scorer = self.scorer
        size = scorer.source_size[i] if across else scorer.target_size[j]
        sizes = scorer.target_size if across else scorer.source_size
        bases = scorer.base_target if across else scorer.base_source
        first, most = (j, self._across[j]) if across else (i, self._down[i])
        total = sizes[first]
        ceiling = scorer.ceiling(i, j) + GROUP
        ceiling += scorer.base_source[i] if across else scorer.base_target[j]
        ceiling += bases[first] + scorer.hits(i, j)
        for k in range(2, most + 1):
            other = first + k - 1
            row, column = (i, other) if across else (other, j)
            total += sizes[other]
            if total > LONG * size or scorer.pair(row, column) <= APART:
                return
            ceiling += bases[other] + scorer.hits(row, column)
            if total < SHORT * size or ceiling <= 0:
                continue
            group = range(first, first + k)
            left, right = ((i,), group) if across else (group, (j,))
            score = scorer.score(left, right) + GROUP + MEMBER * (k - 2)
            if score > 0:
                yield len(left), len(right), score

    def _crossed(self, i: int, j: int) -> Iterator[Shape]:
        """Two and two, where neither the straight pairs nor the crossed ones are better."""
        scorer = self.scorer
        across = scorer.pair(i, j + 1) + scorer.pair(i + 1, j)
        if scorer.hits(i, j + 1) + scorer.hits(i + 1, j) < -CROSS:
            return
        rival = max(0.0, across, scorer.pair(i, j) + scorer.pair(i + 1, j + 1))
        ceiling = scorer.ceiling(i, j) + CROSS
        ceiling += sum(
            scorer.base_source[n] + scorer.base_target[m] for n, m in ((i, j), (i + 1, j + 1))
        )
        ceiling += sum(scorer.hits(n, m) for n in (i, i + 1) for m in (j, j + 1))
        if ceiling > rival:
            score = scorer.score((i, i + 1), (j, j + 1)) + CROSS
            if score > rival:
                yield (2, 2, score)
