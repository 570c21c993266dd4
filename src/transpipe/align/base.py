"""From which revision of an article a translation was made.

All revisions are scored cheaply, each of their blocks beside the likest of the translation
whatever the order; the best few are aligned. Both count what one side has and the other lacks.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.align.differences import Traits, difference, traits, united
from transpipe.align.features import grouped, length_ratio
from transpipe.model import Bead, Document
from transpipe.text.han import mostly_han

EXACT = 6  # revisions that are aligned
RARE = 8  # blocks of the translation a thing may stand in to be followed
HOPELESS = 1.5  # times the lowest cheap cost,
BLOCKS = 30.0  # and this much more: what costs more is not aligned
MOVED = 1.0  # a block that stands elsewhere
NEAR = 6  # blocks at the same height of the article that are looked at
LIKELY = 8  # and those with most in common

Aligner = Callable[[Document, Document], Sequence[Bead]]
Text = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Base:
    """The revision (its place in what was asked) a translation was made from.

    `beads` and `costs` are those of the revisions that were aligned, by their places; the others
    were only scored cheaply.
    """

    revision: int
    beads: Mapping[int, tuple[Bead, ...]]
    costs: Mapping[int, float]


def base(
    revisions: Sequence[Document],
    target: Document,
    align: Aligner,
    fold: Callable[[str], str],
) -> Base | None:
    """The revision with the lowest exact alignment cost; of equals the first.

    At most EXACT are aligned; revisions with the same text are one. None without any.
    """
    theirs = traits(target, fold)
    chosen = shortlist(revisions, target, fold)
    beads = {number: tuple(align(revisions[number], target)) for number in chosen}
    costs = {
        n: summed(traits(revisions[n], str), theirs, beads[n], revisions[n], target) for n in chosen
    }
    if not costs:
        return None
    best = min(costs, key=lambda number: (costs[number], number))
    return Base(best, beads, costs)


def text_of(document: Document) -> Text:
    """What makes two revisions one: kinds and texts of the blocks."""
    return tuple((block.kind.value, block.text) for block in document.blocks)


def shortlist(
    revisions: Sequence[Document], target: Document, fold: Callable[[str], str], most: int = EXACT
) -> tuple[int, ...]:
    """The places of the likeliest revisions, the likeliest first; none that is hopeless."""
    first: dict[Text, int] = {}
    for number, document in enumerate(revisions):
        first.setdefault(text_of(document), number)
    if len(first) <= 1:
        return tuple(first.values())
    costs = _Costs(traits(target, fold))
    scored = sorted((costs.of(revisions[number]), number) for number in first.values())
    worst = scored[0][0] * HOPELESS + BLOCKS
    return tuple(number for score, number in scored[:most] if score <= worst)


# ── Exactly ─────────────────────────────────────────────────────────────────────────────────


def summed(
    ours: Sequence[Traits],
    theirs: Sequence[Traits],
    beads: Sequence[Bead],
    source: Document,
    target: Document,
) -> float:
    """The cost of every bead; `ours` and `theirs` are the traits of both articles."""
    left, right = _by_block(source), _by_block(target)
    groups = [
        (
            [ours[n] for n in sorted({left[b] for b in bead.source})],
            [theirs[n] for n in sorted({right[b] for b in bead.target})],
        )
        for bead in beads
    ]
    pairs = [(united(a), united(b)) for a, b in groups if a and b]
    ratio = _ratio(pairs)
    alone = sum(w.alone() for a, b in groups if not (a and b) for w in (*a, *b))
    ends = sorted((bead.source[0], bead.target[0]) for bead in beads if bead.source and bead.target)
    return alone + sum(difference(a, b, ratio) for a, b in pairs) + moved([b for _a, b in ends])


def moved(places: Sequence[int]) -> float:
    """What it costs that the blocks of the target stand in this order and not in the source's."""
    # The longest rising run (Fredman, 1975): all others have been moved.
    ends: list[int] = []
    for place in places:
        at = bisect.bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return MOVED * (len(places) - len(ends))


def _by_block(document: Document) -> list[int]:
    """The item of each block."""
    return [number for number, group in enumerate(grouped(document)) for _block in group]


def _ratio(pairs: Sequence[tuple[Traits, Traits]]) -> float:
    """The length of the target for a letter of the source, drawn towards the usual."""
    prose = [(a.size, b.size) for a, b in pairs if not a.opaque]
    return length_ratio(sum(a for a, _b in prose), sum(b for _a, b in prose))


# ── Cheaply ─────────────────────────────────────────────────────────────────────────────────


class _Costs:
    """The blocks of one translation, beside which those of any revision are put, each once."""

    def __init__(self, theirs: Sequence[Traits]) -> None:
        self.theirs = theirs
        self.alone = [block.alone() for block in theirs]
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, block in enumerate(theirs):
            for key in (*block.kept, *block.terms):
                self._places[key].append(number)
        self._numbers: dict[object, int] = {}  # of the different blocks of all revisions
        self._ours: list[Traits] = []
        self._likely: list[tuple[int, ...]] = []
        self._differences: dict[tuple[int, int], float] = {}

    def of(self, revision: Document) -> float:
        """The cost of a revision, each block beside the likest, in whatever order."""
        ours = self._read(revision)
        left = [self._ours[number].alone() for number in ours]
        right = list(self.alone)
        order: list[int] = []
        for place, number in enumerate(ours):
            height = place * len(self.theirs) // len(ours)
            near = range(max(height - NEAR, 0), min(height + NEAR + 1, len(self.theirs)))
            alone = self._ours[number].alone()
            beside = {*self._likely[number], *near}
            costs = {other: self._between(number, other) for other in beside}
            for other, between in costs.items():
                if between < alone + self.alone[other]:
                    left[place] = min(left[place], between / 2)
                    right[other] = min(right[other], between / 2)
            best = min(costs, key=lambda n: (costs[n], abs(n - height)), default=None)
            if best is not None and costs[best] < alone:
                order.append(best)
        return sum(left) + sum(right) + moved(order)

    def _read(self, revision: Document) -> list[int]:
        """The numbers of a revision's items; those not met before are read now."""
        groups = [[block for _number, block in group] for group in grouped(revision)]
        keys = [tuple((b.kind, b.level, b.text) for b in group) for group in groups]
        there = dict(zip(keys, groups, strict=True))
        new = {key: group for key, group in there.items() if key not in self._numbers}
        blocks = tuple(block for group in new.values() for block in group)
        for key, block in zip(new, traits(replace(revision, blocks=blocks), str), strict=True):
            self._numbers[key] = len(self._ours)
            self._ours.append(block)
            self._likely.append(self._like(block))
        return [self._numbers[key] for key in keys]

    def _between(self, number: int, other: int) -> float:
        """What parts two blocks. The ratio of lengths is the usual one, the same for all."""
        known = self._differences.get((number, other))
        if known is None:
            ours, theirs = self._ours[number], self.theirs[other]
            known = difference(ours, theirs, 1.0) if ours.opaque == theirs.opaque else math.inf
            self._differences[number, other] = known
        return known

    def _like(self, block: Traits) -> tuple[int, ...]:
        """The blocks that share most of what is rare."""
        met: dict[int, int] = defaultdict(int)
        for key in (*block.kept, *block.renderings):
            places = self._places.get(key, ())
            if len(places) <= RARE:
                for number in places:
                    met[number] += 1
        return tuple(sorted(met, key=lambda number: (-met[number], number))[:LIKELY])


# ── Without parsing ─────────────────────────────────────────────────────────────────────────

MANY, FEW = 100, 2 * EXACT  # texts that are parsed, of an article of any length
LETTERS = 1_000_000  # and of a long one, as many as have so many letters
_KEPT = re.compile(r"https?://[^\s)>\]]+|`[^`\n]+`|\d[\d.,]*|\b[A-Z]\w*[A-Z_]\w*\b")


def thinned(texts: Sequence[str], target: str) -> tuple[str, ...]:
    """The texts that have most of what a translation keeps, in order; of a short history all.

    A line that is Chinese already counts as lost: nobody translated it from there.
    """
    most = min(max(LETTERS // (len(target) + 1), FEW), MANY)
    if len(texts) <= most:
        return tuple(texts)
    wanted = Counter(_KEPT.findall(target))
    costs = []
    for number, text in enumerate(texts):
        there = Counter(_KEPT.findall(text))
        chinese = sum(mostly_han(line) for line in text.split("\n"))
        lost = (wanted - there).total() + (there - wanted).total()
        costs.append((lost + 2 * chinese, number))
    return tuple(texts[number] for number in sorted(n for _cost, n in sorted(costs)[:most]))
