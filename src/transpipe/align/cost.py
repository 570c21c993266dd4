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
from collections.abc import Sequence

from transpipe.align.features import Item
from transpipe.align.kinds import OPAQUE, Kinds
from transpipe.align.lexicon import Lexicon, contained, segmented

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
        self._ids: dict[str, int] = {}
        self.source_keys, self.target_keys = self._keys(lexicon)
        self._weigh()
        self._ratio()
        self._kinds = Kinds(source, target)
        self.source_size = [item.size * self.ratio + 6 for item in source]
        self.target_size = [item.size + 6 for item in target]
        self._pairs: dict[int, float] = {}
        self._hits: dict[int, float] = {}
        self._groups: dict[tuple[int, int, int, int], float] = {}

    # Keys

    def _key(self, name: str) -> int:
        return self._ids.setdefault(name, len(self._ids))

    def _keys(self, lexicon: Lexicon) -> tuple[list[frozenset[int]], list[frozenset[int]]]:
        phrases = [
            lexicon.phrases(item.words) if not item.opaque else set() for item in self.source
        ]
        entries = lexicon.entries
        used = set().union(*phrases) if phrases else set()
        by_term: dict[str, list[str]] = defaultdict(list)
        for phrase in used:
            for term in entries[phrase]:
                by_term[term].append(phrase)
        wanted, known = frozenset(by_term), lexicon.chinese()
        target = []
        for item in self.target:
            names = set(item.tokens)
            for run in item.chinese:
                for term in contained(run, wanted):
                    names.update("t:" + phrase for phrase in by_term[term])
                names.update("z:" + term for term in segmented(run, known))
            target.append(names)
        cut = set().union(*target) if target else set()
        source = []
        for item, found in zip(self.source, phrases, strict=True):
            names = set(item.tokens)
            for phrase in found:
                names.add("t:" + phrase)
                names.update(z for term in entries[phrase] if (z := "z:" + term) in cut)
            source.append(names)
        key = self._key
        return (
            [frozenset(key(name) for name in sorted(names)) for names in source],
            [frozenset(key(name) for name in sorted(names)) for names in target],
        )

    def _weigh(self) -> None:
        """The worth of each key, and of each item with none of its keys found again."""
        n, m = len(self.source) + 1, len(self.target) + 1
        self.in_source = Counter(k for keys in self.source_keys for k in keys)
        self.in_target = Counter(k for keys in self.target_keys for k in keys)
        names = {name for item in self.source for name in item.names}
        self.classes = [name[0] for name in self._ids]
        self.gain: list[float] = []
        self.miss_source: list[float] = []
        self.miss_target: list[float] = []
        for name, k in self._ids.items():
            gain, lost, extra = _worth(name[0], self.in_source[k] / n, self.in_target[k] / m)
            kept = name[0] != "w" or name[2:] in names
            self.gain.append(gain)
            self.miss_source.append(lost if kept else 0.0)
            self.miss_target.append(extra)
        parts = zip(self.gain, self.miss_source, self.miss_target, strict=True)
        self.value = [gain - lost - extra for gain, lost, extra in parts]
        self.base_source = [sum(self.miss_source[k] for k in sorted(s)) for s in self.source_keys]
        self.base_target = [sum(self.miss_target[k] for k in sorted(s)) for s in self.target_keys]

    # Length and kind

    def _ratio(self) -> None:
        """How long the target is for a letter of the source, drawn towards the usual."""
        source = sum(i.size for i in self.source if not i.opaque)
        target = sum(i.size for i in self.target if not i.opaque)
        self.ratio = (target + 500 * 1.0) / (source + 500)
        self.ratio = min(max(self.ratio, 0.7), 1.4)

    def length(self, a: float, b: float) -> float:
        """Log-odds of two lengths being those of a pair."""
        delta = math.log(b / a)
        spread = SPREAD + 4.0 / (a + b)
        odds = delta * delta * (0.5 / WIDE - 0.5 / spread)
        return max(LENGTH * odds + CLOSE * math.log(WIDE / spread), LEAST)

    def kind(self, i: int, j: int) -> float:
        """Log-odds of the kinds of two items."""
        return self._kinds.odds(i, j)

    # Scores

    def pair(self, i: int, j: int) -> float:
        """Log-odds of source item `i` and target item `j` being a pair."""
        place = i * len(self.target) + j
        score = self._pairs.get(place)
        if score is None:
            score = self._pairs[place] = self._pair(i, j)
        return score

    def _pair(self, i: int, j: int) -> float:
        score = self.kind(i, j)
        if score <= OPAQUE:
            return score
        value, hits = self.value, 0.0
        for k in self.source_keys[i] & self.target_keys[j]:
            hits += value[k]
        self._hits[i * len(self.target) + j] = hits
        score += BIAS + self.base_source[i] + self.base_target[j] + hits
        if self._equal(i, j):
            score += EQUAL
        return score + self.length(self.source_size[i], self.target_size[j])

    def _equal(self, i: int, j: int) -> bool:
        return self.source[i].text == self.target[j].text

    def hits(self, i: int, j: int) -> float:
        """The part of a pair's log-odds that its common keys bring; after `pair` only."""
        return self._hits.get(i * len(self.target) + j, 0.0)

    def ceiling(self, i: int, j: int) -> float:
        """What a group that begins with `i` and `j` reaches at most, without keys and bases."""
        return BIAS + CLOSEST + self.kind(i, j)

    def group(self, i: int, rows: int, j: int, columns: int) -> float:
        """Log-odds of `rows` source items from `i` on and `columns` target items from `j` on."""
        place = (i, rows, j, columns)
        score = self._groups.get(place)
        if score is None:
            score = self.score(range(i, i + rows), range(j, j + columns))
            self._groups[place] = score
        return score

    def score(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Log-odds of any items of the source and any of the target saying the same."""
        keys = frozenset().union(*(self.source_keys[n] for n in left))
        there = frozenset().union(*(self.target_keys[n] for n in right))
        value = self.value
        score = BIAS + self.kind(left[0], right[0])
        score += sum(self.base_source[n] for n in left) + sum(self.base_target[n] for n in right)
        for k in keys & there:
            score += value[k]
        return score + self.length(
            sum(self.source_size[n] for n in left), sum(self.target_size[n] for n in right)
        )

    def parts(self, source: tuple[int, ...], target: tuple[int, ...]) -> dict[str, float]:
        """The same, by kind of evidence."""
        keys = frozenset().union(*(self.source_keys[i] for i in source))
        there = frozenset().union(*(self.target_keys[j] for j in target))
        found: dict[str, float] = defaultdict(float)
        for k in sorted(keys & there):
            found[self.classes[k]] += self.gain[k]
            found["miss " + self.classes[k]] -= self.miss_source[k]
            found["extra " + self.classes[k]] -= self.miss_target[k]
        for i in source:
            for k in sorted(self.source_keys[i]):
                found["miss " + self.classes[k]] += self.miss_source[k]
        for j in target:
            for k in sorted(self.target_keys[j]):
                found["extra " + self.classes[k]] += self.miss_target[k]
        found["length"] = self.length(
            sum(self.source_size[i] for i in source), sum(self.target_size[j] for j in target)
        )
        found["kind"] = self.kind(source[0], target[0])
        found["bias"] = BIAS
        if len(source) == len(target) == 1 and self._equal(source[0], target[0]):
            found["same text"] = EQUAL
        return dict(found)
