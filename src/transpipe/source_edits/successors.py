"""Which new texts are the old ones edited, split or merged.

Only a text that vanished can have become a new one. Pairs are made one to one, the surest first;
each pair that is made says more about where the others belong, and standing between the same
neighbours lets a pair be less alike. What a pair leaves over of the longer text may then be found
in the texts beside the shorter one: the parts of a split, or of a merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transpipe.text.similarity import contained
from transpipe.units.neighbours import Neighbours, candidates
from transpipe.units.word_weights import (
    Words,
    alike,
    seen,
    shared,
    together,
    total,
    without,
    words_of,
)

Pair = tuple[int, int]

# How alike a pair must be that has neither, one or both of its neighbours in common.
_FLOORS = (0.6, 0.52, 0.42)
_NEAR = 0.1
# What is this alike is paired first, wherever it stands.
_SURE = 0.75
# How well a part must be found in its whole, the mean of characters in order and of words that the
# other parts do not account for; the least share of the whole that it must make up. A text that
# stands there word for word may be smaller.
_PART, _OF_WHOLE, _VERBATIM_PART = 0.75, 0.08, 0.8
_SHORTEST, _BLANKS = 12, 2
_HAIR = 1e-6  # what rounding may cost
# So many texts beside a pair may be none of its parts before the search ends.
_MISSES = 3


@dataclass(frozen=True, slots=True)
class Heir:
    """Old texts and the new ones they became, by number; the main one first, one side has one."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def heirs(
    old: Sequence[str], new: Sequence[str], known: Mapping[int, int], *, sure: bool = False
) -> tuple[Heir, ...]:
    """What became of the old texts that `known` (new number → old number) does not account for.

    No text is in more than one answer; empty ones are in none. An old text in none is gone, a new
    one in none is new. `sure`: only pairs that need no neighbours to be believed.
    """
    search = _search(old, new, known)
    _pair_seen(search)
    if not sure:
        _pair_verbatim(search)
        _find_parts(search, verbatim=True)
    search.take(
        (score + _NEAR * near, pair) for pair, score, near in search.open() if score >= _SURE
    )
    for _round in range(0 if sure else 2):
        rows = [
            (score + _NEAR * near, pair)
            for pair, score, near in search.open()
            if score >= _FLOORS[near]
        ]
        search.take(rows)
    if not sure:
        _find_parts(search, verbatim=False)
    return search.found()


@dataclass(slots=True)
class _Side:
    """One of the two lists: its texts, the words of those that have no counterpart yet."""

    texts: Sequence[str]
    words: Mapping[int, Words]
    taken: set[int] = field(default_factory=set)

    def is_free(self, number: int) -> bool:
        return number in self.words and number not in self.taken


@dataclass(slots=True)
class _Search:
    """What is found so far: pairs (new → old), and the further parts of either's other side."""

    old: _Side
    new: _Side
    known: Mapping[int, int]
    scores: Mapping[Pair, float]
    pairs: dict[int, int] = field(default_factory=dict)
    split: dict[int, list[int]] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)

    def open(self) -> list[tuple[Pair, float, int]]:
        """The pairs that can still be made: how alike, how many neighbours in common."""
        around = Neighbours({**self.known, **self.pairs})
        return [
            ((i, j), score, around.common(i, j))
            for (i, j), score in self.scores.items()
            if self.old.is_free(i) and self.new.is_free(j)
        ]

    def take(self, rows: Iterable[tuple[float, Pair]]) -> None:
        """Makes pairs one to one, the best first; equals in order."""
        for _score, (i, j) in sorted(rows, key=lambda row: (-row[0], row[1])):
            if self.old.is_free(i) and self.new.is_free(j):
                self.pairs[j] = i
                self.old.taken.add(i)
                self.new.taken.add(j)

    def found(self) -> tuple[Heir, ...]:
        heirs = (
            Heir((i, *self.merged.get(j, ())), (j, *self.split.get(i, ())))
            for j, i in self.pairs.items()
        )
        return tuple(sorted(heirs, key=lambda heir: heir.new))


def _search(old: Sequence[str], new: Sequence[str], known: Mapping[int, int]) -> _Search:
    """The texts without a counterpart, and how alike those are that may belong together."""
    used = set(known.values())
    left = [i for i, text in enumerate(old) if text and i not in used]
    right = [j for j, text in enumerate(new) if text and j not in known]
    if not left or not right:
        left, right = [], []
    words = words_of([*(old[i] for i in left), *(new[j] for j in right)])
    before = dict(zip(left, words, strict=False))
    after = dict(zip(right, words[len(left) :], strict=True))
    scores = {
        (i, j): alike(old[i], new[j], before[i], after[j])
        for i, j in candidates(before, after, Neighbours(known))
    }
    return _Search(_Side(old, before), _Side(new, after), known, scores)


# ── Texts that read the same ────────────────────────────────────────────────────────────────


def _pair_seen(search: _Search) -> None:
    """Pairs texts that differ in marks, quotes, blanks or addresses only, equals in order."""
    before: dict[str, list[int]] = {}
    for i in search.old.words:
        before.setdefault(seen(search.old.texts[i]), []).append(i)
    rows: list[tuple[float, Pair]] = []
    for j in search.new.words:
        there = before.get(seen(search.new.texts[j]))
        rows += [(1.0, (there.pop(0), j))] if there else []
    search.take(rows)


# ── Texts that stand in another word for word ───────────────────────────────────────────────


def _stands_in(part: str, whole: str) -> bool:
    """Whether a text is more than a phrase and is found in another as it is, but for its end."""
    core = part.strip(" .:")
    return len(core) >= _SHORTEST and core.count(" ") >= _BLANKS and core in whole


def _pair_verbatim(search: _Search) -> None:
    """Pairs a text with the one it stands in, unless something is even more like the latter.

    These come first: a near copy of a text, put in somewhere, is more like it than the paragraph
    that the text itself was merged into.
    """
    kinds: list[tuple[Pair, bool]] = []
    for i, j in search.scores:
        a, b = search.old.texts[i], search.new.texts[j]
        if _stands_in(*sorted((a, b), key=len)):
            kinds.append(((i, j), len(a) < len(b)))
    inside = {pair for pair, _of_new in kinds}
    best_of_old, best_of_new = _best(search.scores, 0), _best(search.scores, 1)
    around = Neighbours(search.known)
    rows: list[tuple[float, Pair]] = []
    for (i, j), of_new in kinds:
        best = best_of_new[j] if of_new else best_of_old[i]
        near, score = around.common(i, j), search.scores[i, j]
        if best in inside and (near or score >= _FLOORS[0]):
            rows.append((score + _NEAR * near, (i, j)))
    search.take(rows)


def _best(scores: Mapping[Pair, float], side: int) -> dict[int, Pair]:
    """The pair in which each number of one side is most alike."""
    best: dict[int, Pair] = {}
    for pair, score in scores.items():
        if pair[side] not in best or score > scores[best[pair[side]]]:
            best[pair[side]] = pair
    return best


# ── Parts ───────────────────────────────────────────────────────────────────────────────────


def _find_parts(search: _Search, *, verbatim: bool) -> None:
    """The further parts of old texts that were split, and of new ones that were merged."""
    for j, i in sorted(search.pairs.items(), key=lambda pair: pair[1]):
        if j not in search.merged:
            _add_parts((i, j), search.old, search.new, search.split, verbatim)
    for j, i in sorted(search.pairs.items()):
        if i not in search.split:
            _add_parts((j, i), search.new, search.old, search.merged, verbatim)


def _add_parts(
    pair: tuple[int, int],
    side: _Side,
    other: _Side,
    parts: dict[int, list[int]],
    verbatim: bool,
) -> None:
    """Looks around the main part of a whole, its pair, for what the whole has beyond its parts."""
    whole, main = pair
    mine = {main, *parts.get(whole, ())}
    left = without(side.words[whole], together(other.words[n] for n in mine))
    for step in (1, -1):
        number, misses = main + step, 0
        # Behind what is another text's counterpart only what stands there word for word is a part.
        fits = _verbatim_fits if verbatim else _fits
        while misses < _MISSES and 0 <= number < len(other.texts):
            if number not in mine:
                fits = fits if other.is_free(number) else _verbatim_fits
                if other.is_free(number) and fits(whole, number, side, other, left):
                    parts.setdefault(whole, []).append(number)
                    other.taken.add(number)
                    left = without(left, other.words[number])
                else:
                    misses += 1
            number += step


def _share(part: Words, left: Words) -> float:
    weight = total(part)
    return shared(left, part) / weight if weight else 0.0


def _verbatim_fits(whole: int, part: int, side: _Side, other: _Side, left: Words) -> bool:
    if not _stands_in(other.texts[part], side.texts[whole]):
        return False
    return _share(other.words[part], left) >= _VERBATIM_PART


def _fits(whole: int, part: int, side: _Side, other: _Side, left: Words) -> bool:
    if _verbatim_fits(whole, part, side, other, left):
        return True
    words = other.words[part]
    if shared(left, words) < _OF_WHOLE * total(side.words[whole]):
        return False
    share = _share(words, left)
    least = 2 * _PART - share - _HAIR
    if least > 1:
        return False
    return (share + contained(other.texts[part], side.texts[whole], least)) / 2 >= _PART
