"""Which blocks of a Chinese file each of its blocks now was before people edited it.

Equal texts are found wherever they went. What lies between them is compared run by run: edited,
split in some, or merged from some (an alignment of least edits, as for bitexts: Gale and Church
1993, with the distance of the texts themselves, since both sides are in one language).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from transpipe.model import Block, Document, Kind
from transpipe.text.similarity import contained, opcodes, ratio, ratio_from
from transpipe.units.placement import spoken

# How alike an edited block is at least to the one it was, in its place and elsewhere.
_ALIKE, _ELSEWHERE = 0.4, 0.6
# The parts of a split block, together and one by one, and each beside the others; what a split or
# merge costs, in characters.
_WHOLE, _PART, _OWN, _EXTRA = 0.5, 0.6, 0.5, 2.0
# So many blocks may have been one, or become one.
_MOST = 4
_DIVISIBLE = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.DEFINITION, Kind.FOOTNOTE})

Descent = Mapping[int, tuple[int, ...]]


def descent(before: Document, now: Document) -> Descent:
    """For each block now the blocks it was before, in order; new blocks are absent.

    A block before may be in many answers (it was split), or one answer name many (they were
    merged); never both.
    """
    old, new = ([text for _kind, text in spoken(side)] for side in (before, now))
    found: dict[int, tuple[int, ...]] = {}
    runs = _runs(old, new, found)
    left = _unmoved(old, new, [n for olds, _news in runs for n in olds], found)
    sides = _Sides(before.blocks, now.blocks)
    gaps: list[tuple[list[int], list[int]]] = []
    for before_run, run in runs:
        free = [n for n in before_run if n in left], [n for n in run if n not in found]
        gaps += _edited(*free, sides, found)
    _far([n for olds, _ in gaps for n in olds], [n for _, news in gaps for n in news], sides, found)
    used = {n for olds in found.values() for n in olds}
    for olds, news in gaps:
        _in_turn(
            [n for n in olds if n not in used], [n for n in news if n not in found], sides, found
        )
    return found


def _runs(
    old: Sequence[str], new: Sequence[str], found: dict[int, tuple[int, ...]]
) -> list[tuple[range, range]]:
    """Equal texts in order go into `found`; answers with the runs between them."""
    runs: list[tuple[range, range]] = []
    a_at = b_at = 0
    for tag, a, a_end, b, b_end in opcodes(old, new):
        if tag == "equal":
            runs.append((range(a_at, a), range(b_at, b)))
            found.update((b + n, (a + n,)) for n in range(b_end - b))
            a_at, b_at = a_end, b_end
    return [*runs, (range(a_at, len(old)), range(b_at, len(new)))]


def _unmoved(
    old: Sequence[str], new: Sequence[str], left: list[int], found: dict[int, tuple[int, ...]]
) -> set[int]:
    """Follows blocks that were moved without a change; answers with those `left` that were not."""
    places: dict[str, deque[int]] = {}
    for number in left:
        places.setdefault(old[number], deque()).append(number)
    for number, text in enumerate(new):
        if number not in found and places.get(text):
            found[number] = (places[text].popleft(),)
    return {number for numbers in places.values() for number in numbers}


@dataclass(frozen=True)
class _Sides:
    """The blocks before and now."""

    before: Sequence[Block]
    now: Sequence[Block]

    @cached_property
    def _texts(self) -> tuple[list[str], list[str]]:
        """The blocks' texts without blanks."""
        old, new = (["".join(b.text.split()) for b in side] for side in (self.before, self.now))
        return old, new

    def distance(self, olds: Sequence[int], news: Sequence[int]) -> float | None:
        """How many characters were put in or taken out; None where one is not made of the other."""
        blocks = [self.before[n] for n in olds], [self.now[n] for n in news]
        if len({block.segment is None for side in blocks for block in side}) > 1:
            return None
        left, right = [self._texts[0][n] for n in olds], [self._texts[1][n] for n in news]
        size = sum(map(len, (*left, *right)))
        if len(olds) == len(news) == 1:
            alike = ratio_from(_ALIKE, left[0], right[0])
            return (1 - alike) * size if alike >= _ALIKE else None
        return self._divided(blocks, left, right, size)

    def _divided(
        self,
        blocks: tuple[list[Block], list[Block]],
        left: list[str],
        right: list[str],
        size: int,
    ) -> float | None:
        """The same for one block that became many, or many that became one."""
        parts, (whole,) = (right, left) if len(left) == 1 else (left, right)
        divisible = all(b.segment and b.kind in _DIVISIBLE for side in blocks for b in side)
        if not divisible or len(whole) < size / 4 or len(whole) > 3 * size / 4:
            return None
        alike = ratio("".join(parts), whole)
        if alike < _WHOLE or any(contained(part, whole, _PART) < _PART for part in parts):
            return None
        if min(_held(parts, whole)) < _OWN:  # what one part has of it the other has not, too
            return None
        return (1 - alike) * size + _EXTRA * len(parts)


def _held(parts: Sequence[str], whole: str) -> list[float]:
    """How much of each part stands in the whole where all of them do, one behind the other."""
    ends = list(accumulate(map(len, parts)))
    equal = [0] * len(parts)
    for tag, start, end, _from, _to in opcodes("".join(parts), whole):
        if tag == "equal":
            for n, part_end in enumerate(ends):
                part_start = part_end - len(parts[n])
                equal[n] += max(0, min(end, part_end) - max(start, part_start))
    return [got / max(len(part), 1) for got, part in zip(equal, parts, strict=True)]


_SHAPES = ((1, 1), *((1, n) for n in range(2, _MOST + 1)), *((n, 1) for n in range(2, _MOST + 1)))


def _edited(
    olds: list[int], news: list[int], sides: _Sides, found: dict[int, tuple[int, ...]]
) -> list[tuple[list[int], list[int]]]:
    """Follows the blocks of a run that was replaced; answers with the gaps that are left."""
    gaps: list[tuple[list[int], list[int]]] = [([], [])]
    for before, after in _beads(olds, news, sides):
        if before and after:
            found.update((n, before) for n in after)
            gaps.append(([], []))
        else:
            gaps[-1][0].extend(before)
            gaps[-1][1].extend(after)
    return gaps


def _beads(
    olds: list[int], news: list[int], sides: _Sides
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The cheapest chain from one run to the other; one side of a step may be empty."""
    if not olds or not news:
        return [((n,), ()) for n in olds] + [((), (n,)) for n in news]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(olds) + 1):
        for j in range(len(news) + 1):
            steps = list(_steps((i, j), olds, news, sides, best))
            if steps:
                best[i, j] = min(steps)
    chain: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    i, j = len(olds), len(news)
    while i or j:
        a, b = best[i, j][1]
        chain.append((tuple(olds[i - a : i]), tuple(news[j - b : j])))
        i, j = i - a, j - b
    return chain[::-1]


def _steps(
    place: tuple[int, int],
    olds: list[int],
    news: list[int],
    sides: _Sides,
    best: Mapping[tuple[int, int], tuple[float, tuple[int, int]]],
) -> Iterator[tuple[float, tuple[int, int]]]:
    """What it costs to come to a place in both runs, by the last step."""
    i, j = place
    if i:
        yield best[i - 1, j][0] + len(sides.before[olds[i - 1]].text) + 1, (1, 0)
    if j:
        yield best[i, j - 1][0] + len(sides.now[news[j - 1]].text) + 1, (0, 1)
    for a, b in _SHAPES:
        if a <= i and b <= j:
            cost = sides.distance(olds[i - a : i], news[j - b : j])
            if cost is not None:
                yield best[i - a, j - b][0] + cost, (a, b)


def _far(
    olds: list[int], news: list[int], sides: _Sides, found: dict[int, tuple[int, ...]]
) -> None:
    """Follows blocks that were moved and edited at once, the most alike first."""
    rows = [
        (ratio_from(_ELSEWHERE, sides.before[o].text, sides.now[n].text), o, n)
        for o in olds
        for n in news
        if sides.before[o].segment and sides.now[n].segment
    ]
    taken: set[int] = set()
    for score, o, n in sorted(rows, key=lambda row: (-row[0], row)):
        if score >= _ELSEWHERE and o not in taken and n not in found:
            found[n] = (o,)
            taken.add(o)


def _in_turn(
    olds: list[int], news: list[int], sides: _Sides, found: dict[int, tuple[int, ...]]
) -> None:
    """Follows blocks that were rewritten wholly: as many as before, in order, of one sort each."""
    sorts = [[sides.before[n].segment is None for n in olds]]
    sorts.append([sides.now[n].segment is None for n in news])
    if sorts[0] == sorts[1]:
        found.update((n, (o,)) for o, n in zip(olds, news, strict=True))
