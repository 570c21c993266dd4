"""What speaks for two groups of blocks being the same, counted: what one has and the other lacks.

The unit is one thing that a translation keeps (a link, a number, a name) and that is missing. It
does not depend on how often a thing stands in an article, so that sums of different revisions
of one article can be compared; the log-odds by which blocks are aligned cannot.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from transpipe.align.features import Item, items
from transpipe.align.lexicon import Lexicon, segmented, starter
from transpipe.model import Document, Kind

# What a thing of each class counts that the other side lacks: addresses, code, quantities,
# images, lines of code, Latin words that are names.
WEIGHTS = {"u": 1.0, "c": 1.0, "n": 1.0, "i": 0.6, "l": 0.6, "w": 0.8}
PHRASE = 0.25  # an English phrase without any of its usual translations
TERM = 0.25  # a Chinese term without its English
BLOCK = 1.5  # a block that is missing at all
LETTER = 0.02  # and each of its letters
OTHER_KIND, OTHER_LEVEL = 1.0, 0.5
LENGTH = 0.5
_SPREAD = 0.06  # variance of the logarithm of the lengths' ratio, of long blocks


@dataclass(frozen=True, slots=True)
class Traits:
    """One item as it is compared: `kept` must be in the other; `words` may be."""

    kind: Kind
    level: int
    opaque: bool
    size: float
    kept: frozenset[str]
    words: frozenset[str]
    phrases: frozenset[str]
    renderings: frozenset[str]  # of a source: all Chinese that its phrases can be
    terms: frozenset[str]  # of a target: the Chinese terms in it
    within: frozenset[str]  # the same, overlapping ones too

    def alone(self) -> float:
        """What it costs that the other side has nothing like it."""
        said = PHRASE * len(self.phrases) + TERM * len(self.terms)
        return BLOCK + LETTER * self.size + said + _weight(self.kept)


def traits(document: Document, fold: Callable[[str], str]) -> tuple[Traits, ...]:
    """The items of an article as they are compared, in order."""
    return tuple(_traits_of(item, starter()) for item in items(document, fold))


def _traits_of(item: Item, lexicon: Lexicon) -> Traits:
    words = frozenset(t for t in item.tokens if t.startswith("w:"))
    phrases = frozenset() if item.opaque else frozenset(lexicon.phrases(item.words))
    # In Chinese prose every Latin word is a name; in English those that look like one are.
    names = words if item.chinese else frozenset(f"w:{name}" for name in item.names)
    others = frozenset(t for t in item.tokens if t[0] in WEIGHTS and t[0] != "w")
    terms = [] if item.opaque else [lexicon.chinese.contained(run) for run in item.chinese]
    return Traits(
        item.kind,
        item.level,
        item.opaque,
        item.size,
        others | (frozenset() if item.opaque else names),
        words,
        frozenset() if item.chinese else phrases,
        frozenset(term for phrase in phrases for term in lexicon.entries[phrase]),
        frozenset(term for found in terms for term in segmented(found)),
        frozenset(term for found in terms for _start, term in found),
    )


def united(parts: Sequence[Traits]) -> Traits:
    """Several items of one side as one."""
    first = parts[0]
    if len(parts) == 1:
        return first
    none: frozenset[str] = frozenset()
    return Traits(
        first.kind,
        first.level,
        first.opaque,
        sum(part.size for part in parts),
        none.union(*(part.kept for part in parts)),
        none.union(*(part.words for part in parts)),
        none.union(*(part.phrases for part in parts)),
        none.union(*(part.renderings for part in parts)),
        none.union(*(part.terms for part in parts)),
        none.union(*(part.within for part in parts)),
    )


def difference(source: Traits, target: Traits, ratio: float) -> float:
    """How much speaks against a source and a target saying the same, 0 for nothing.

    `ratio` is the usual length of a target for a letter of its source.
    """
    cost = _weight(source.kept - target.kept - target.words)
    cost += _weight(target.kept - source.kept - source.words)
    entries = starter().entries
    unsaid = (phrase for phrase in source.phrases if _unsaid(phrase, target))
    cost += PHRASE * sum(entries[phrase].isdisjoint(target.within) for phrase in unsaid)
    cost += TERM * len(target.terms - source.renderings)
    if source.kind is not target.kind:
        cost += OTHER_KIND
    elif source.level != target.level:
        cost += OTHER_LEVEL
    return cost + length(source.size * ratio, target.size)


def _unsaid(phrase: str, target: Traits) -> bool:
    """Whether a phrase does not stand in the target as it is, in English."""
    return any(f"w:{word}" not in target.words for word in phrase.split())


def length(expected: float, found: float) -> float:
    """What two lengths cost that should be equal."""
    delta = math.log((found + 6) / (expected + 6))
    return LENGTH * delta * delta / (2 * (_SPREAD + 3.0 / (expected + found + 12)))


def _weight(tokens: Iterable[str]) -> float:
    # Sets have no order of their own, and sums of floats depend on one.
    return math.fsum(WEIGHTS[token[0]] for token in tokens)
