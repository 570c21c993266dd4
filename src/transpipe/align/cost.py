"""How likely it is that two groups of items say the same, as a log-odds sum of evidence.

Every token that both sides can share is a *key*: a Latin word, a quantity, an address, an English
phrase with one of its translations. A key that both sides hold speaks for the pair by its
pointwise mutual information, one that only one side holds against it, the more so the rarer it
is (naive Bayes); each class of keys has a weight, since neighbours of a key are no independent
witnesses.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from transpipe.align.features import Item, length_ratio
from transpipe.align.keys import keys
from transpipe.align.lexicon import Lexicon
from transpipe.model import Kind

SAME = 0.9
LEVEL = 0.8  # lost by a heading of another level
BOLD, PLAIN = 0.5, -2.5  # a heading and a paragraph, all bold or not
TITLED = 0.5  # an admonition with a title of its own and one without
NEAR, FAR, OPAQUE = -1.0, -3.0, -6.0
NOTE = -3.0  # a translator's note is nobody's translation
_NEAR = {
    frozenset({Kind.HEADING, Kind.PARAGRAPH}),
    frozenset({Kind.ITEM, Kind.PARAGRAPH}),
    frozenset({Kind.QUOTE, Kind.PARAGRAPH}),
    frozenset({Kind.ITEM, Kind.CELL}),
    frozenset({Kind.TITLE, Kind.PARAGRAPH}),
    frozenset({Kind.TITLE, Kind.HEADING}),
    frozenset({Kind.TERM, Kind.PARAGRAPH}),
    frozenset({Kind.DEFINITION, Kind.PARAGRAPH}),
    frozenset({Kind.TEMPLATE, Kind.CODE}),
    frozenset({Kind.TEMPLATE, Kind.PARAGRAPH}),
    frozenset({Kind.TEMPLATE, Kind.DIRECTIVE}),
}


def _sort(item: Item) -> tuple[object, ...]:
    """What of an item its kind's log-odds depend on."""
    return item.kind, item.level, item.bold, item.note


def _kind(a: Item, b: Item, same: float, shift: int) -> float:
    """Log-odds of two kinds; `shift` is how much deeper the target's headings are."""
    if b.note and not a.note:
        return NOTE + (same if a.kind is b.kind else _unlike(a, b))
    if a.kind is not b.kind:
        return _unlike(a, b)
    off = a.kind is Kind.HEADING and b.level - a.level != shift
    return same - LEVEL if off else same


def _unlike(a: Item, b: Item) -> float:
    kinds = frozenset({a.kind, b.kind})
    if a.opaque != b.opaque and kinds != {Kind.TEMPLATE, Kind.PARAGRAPH}:
        return OPAQUE
    if kinds == {Kind.HEADING, Kind.PARAGRAPH}:
        return BOLD if a.bold or b.bold else PLAIN
    if kinds == {Kind.DIRECTIVE, Kind.TITLE}:
        return TITLED
    return NEAR if kinds in _NEAR else FAR


class Kinds:
    """A table of log-odds by which sorts of items meet."""

    def __init__(self, source: Sequence[Item], target: Sequence[Item]) -> None:
        same = _same(source, target)
        tops = [min((i.level for i in side if i.level), default=1) for side in (source, target)]
        sorts = [{_sort(item): item for item in side} for side in (source, target)]
        numbers = [{sort: number for number, sort in enumerate(found)} for found in sorts]
        self._row = [numbers[0][_sort(item)] for item in source]
        self.column = [numbers[1][_sort(item)] for item in target]
        self._table = [
            [_kind(a, b, same.get(a.kind, 0.0), tops[1] - tops[0]) for b in sorts[1].values()]
            for a in sorts[0].values()
        ]

    def row(self, i: int) -> list[float]:
        """The log-odds of source item `i` with the items of each sort, see `column`."""
        return self._table[self._row[i]]

    def odds(self, i: int, j: int) -> float:
        """Log-odds of source item `i` and target item `j` by their kinds alone."""
        return self._table[self._row[i]][self.column[j]]


def _same(source: Sequence[Item], target: Sequence[Item]) -> dict[Kind, float]:
    """What it says that two items are of one kind: the rarer, the more."""
    sides = [Counter(item.kind for item in side) for side in (source, target)]
    n, m = len(source) + 1, len(target) + 1
    return {
        kind: SAME * math.log(0.95 / max(count / n, sides[1][kind] / m))
        for kind, count in sides[0].items()
    }


# Class: how often it survives translation, seen from the source and from the target; the
# weights of a hit, of a miss in the source, of a miss in the target.
CLASSES: dict[str, tuple[float, float, float, float, float]] = {
    "w": (0.6, 0.93, 0.32, 0.8, 0.75),
    "t": (0.55, 0.5, 0.15, 1.0, 0.0),
    "z": (0.5, 0.5, 0.38, 0.0, 0.85),
    "n": (0.75, 0.8, 0.38, 1.4, 1.2),
    "u": (0.85, 0.9, 1.2, 0.65, 1.2),
    "i": (0.9, 0.9, 1.6, 0.35, 0.35),
    "c": (0.85, 0.9, 0.15, 0.3, 0.5),
    "l": (0.8, 0.8, 0.15, 0.6, 0.6),
    "=": (0.95, 0.95, 0.45, 0.0, 0.0),
    "k": (0.95, 0.95, 0.45, 0.0, 0.0),
}
LENGTH = 0.6
BIAS = 2.0
MISS = 0.5
EQUAL = 2.0  # the same text on both sides, beside what its keys say
KNOWN = 12.0  # the same for a translation that a catalogue holds
CLOSE = 0.18
SPREAD, WIDE = 0.08, 1.2  # variance of the log ratio of two lengths, of a pair and of any two
LEAST = -8.0
CLOSEST = CLOSE * math.log(WIDE / SPREAD)  # the most that lengths can say for a pair


def _worth(cls: str, f: float, g: float) -> tuple[float, float, float]:
    """A key's gain where both sides hold it, and its loss where only the source or target does.

    `f` and `g` are the parts of source and target items that hold it. A key that the other side
    holds nowhere says nothing: it may be written otherwise throughout. But a Latin word must
    come from somewhere.
    """
    survive, back, hit, lost, extra = CLASSES[cls]
    if not f or not g:
        alien = g > 0 and cls == "w"
        return 0.0, 0.0, MISS * extra * math.log(1 - back) if alien else 0.0
    gain = hit * max(math.log(0.95 / max(f, g)), 0.0) + (KNOWN if cls == "k" else 0.0)
    return (
        gain,
        MISS * lost * math.log((1 - survive) / (1 - min(g, survive))),
        MISS * extra * math.log((1 - back) / (1 - min(f, back))),
    )


class Scorer:
    """Scores groups of items of two articles against each other."""

    def __init__(self, source: Sequence[Item], target: Sequence[Item], lexicon: Lexicon) -> None:
        self.source, self.target = source, target
        self.keys = keys(source, target, lexicon)
        self._weigh()
        self._kinds = Kinds(source, target)
        sizes = [[item.size for item in side if not item.opaque] for side in (source, target)]
        ratio = length_ratio(sum(sizes[0]), sum(sizes[1]))
        self.source_size = [item.size * ratio + 6 for item in source]
        self.target_size = [item.size + 6 for item in target]
        sides = self.keys.source, self.keys.target
        self._sets = [[frozenset(held) for held in side] for side in sides]
        self._pairs: list[dict[int, float]] = [{} for _ in source]
        self._hits: list[dict[int, float]] = [{} for _ in source]

    # Keys

    def _weigh(self) -> None:
        """The worth of each key, and of each item with none of its keys found again."""
        n, m = len(self.source) + 1, len(self.target) + 1
        source, target = self.keys.source, self.keys.target
        count, there = (Counter(chain.from_iterable(side)) for side in (source, target))
        names = {name for item in self.source for name in item.names}
        worths: dict[tuple[str, int, int], tuple[float, float, float]] = {}
        self.gain: list[float] = []
        self.miss_source: list[float] = []
        self.miss_target: list[float] = []
        for k, name in enumerate(self.keys.names):
            seen = name[0], count[k], there[k]
            if seen not in worths:
                worths[seen] = _worth(name[0], seen[1] / n, seen[2] / m)
            gain, lost, extra = worths[seen]
            kept = name[0] != "w" or name[2:] in names
            self.gain.append(gain)
            self.miss_source.append(lost if kept else 0.0)
            self.miss_target.append(extra)
        parts = zip(self.gain, self.miss_source, self.miss_target, strict=True)
        self.value = [gain - lost - extra for gain, lost, extra in parts]
        self.base_source = [sum(map(self.miss_source.__getitem__, held)) for held in source]
        self.base_target = [sum(map(self.miss_target.__getitem__, held)) for held in target]

    # Length

    def length(self, a: float, b: float) -> float:
        """Log-odds of two lengths being those of a pair."""
        delta = math.log(b / a)
        spread = SPREAD + 4.0 / (a + b)
        odds = delta * delta * (0.5 / WIDE - 0.5 / spread)
        return max(LENGTH * odds + CLOSE * math.log(WIDE / spread), LEAST)

    # Scores

    def pair(self, i: int, j: int) -> float:
        """Log-odds of source item `i` and target item `j` being a pair."""
        score = self._pairs[i].get(j)
        return self.row(i, (j,))[j] if score is None else score

    def row(self, i: int, targets: Iterable[int]) -> Mapping[int, float]:
        """The log-odds of source item `i` and each of some target items, at least."""
        scores, found = self._pairs[i], self._hits[i]
        kinds, sorts = self._kinds.row(i), self._kinds.column
        held, sets, value = self._sets[0][i], self._sets[1], self.value.__getitem__
        here, size, text = BIAS + self.base_source[i], self.source_size[i], self.source[i].text
        for j in targets:
            if j in scores:
                continue
            score = kinds[sorts[j]]
            if score > OPAQUE:
                hits = found[j] = sum(map(value, held & sets[j]))
                score += here + self.base_target[j] + hits + self.length(size, self.target_size[j])
                if text == self.target[j].text:
                    score += EQUAL
            scores[j] = score
        return scores

    def hits(self, i: int, j: int) -> float:
        """The part of a pair's log-odds that its common keys bring; after `pair` only."""
        return self._hits[i].get(j, 0.0)

    def held(self, i: int, j: int) -> float:
        """What the keys of two items say for their being a pair, or against it."""
        self.pair(i, j)
        return self.hits(i, j) + self.base_source[i] + self.base_target[j]

    def ceiling(self, i: int, j: int) -> float:
        """What a group that begins with `i` and `j` reaches at most, without keys and bases."""
        return BIAS + CLOSEST + self._kinds.odds(i, j)

    def score(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Log-odds of any items of the source and any of the target saying the same."""
        ours, theirs = self._sets
        held = frozenset().union(*(ours[n] for n in left))
        there = frozenset().union(*(theirs[n] for n in right))
        score = BIAS + self._kinds.odds(left[0], right[0])
        score += sum(self.base_source[n] for n in left) + sum(self.base_target[n] for n in right)
        score += sum(map(self.value.__getitem__, sorted(held & there)))
        return score + self.length(
            sum(self.source_size[n] for n in left), sum(self.target_size[n] for n in right)
        )

    def parts(self, source: tuple[int, ...], target: tuple[int, ...]) -> dict[str, float]:
        """The same, by kind of evidence."""
        held = frozenset().union(*(self.keys.source[i] for i in source))
        there = frozenset().union(*(self.keys.target[j] for j in target))
        names = self.keys.names
        found: dict[str, float] = defaultdict(float)
        for k in sorted(held & there):
            found[names[k][0]] += self.gain[k]
            found["miss " + names[k][0]] -= self.miss_source[k]
            found["extra " + names[k][0]] -= self.miss_target[k]
        for i in source:
            for k in self.keys.source[i]:
                found["miss " + names[k][0]] += self.miss_source[k]
        for j in target:
            for k in self.keys.target[j]:
                found["extra " + names[k][0]] += self.miss_target[k]
        found["length"] = self.length(
            sum(self.source_size[i] for i in source), sum(self.target_size[j] for j in target)
        )
        found["kind"] = self._kinds.odds(source[0], target[0])
        found["bias"] = BIAS
        if self.is_same_text(source, target):
            found["same text"] = EQUAL
        return dict(found)

    def is_same_text(self, source: tuple[int, ...], target: tuple[int, ...]) -> bool:
        """Whether both groups are one item, with the same text."""
        alone = len(source) == len(target) == 1
        return alone and self.source[source[0]].text == self.target[target[0]].text
