"""Whether the words of a translation were edited with those of its source.

Hunks of the source that the same runs of the translation may answer are looked at one by one, and,
where that does not show it, as one: who writes a sentence anew does so with all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from transpipe.stale.changed_runs import NOTE, Run, changed_runs, is_near
from transpipe.stale.edited import Edited
from transpipe.stale.grammar import functional
from transpipe.stale.nouns import Hunk, Sort, Term
from transpipe.stale.rendered import Dictionary, Rendered
from transpipe.text.han import HAN

# What a word of the source is in the translation, in Chinese characters; a word of grammar less.
_WORD, _SMALL_WORD, _LATIN_WORD = 1.8, 0.8, 2.0
# What somebody rewrote changed so many characters, and so much of what the source did.
_REWRITTEN, _AS_MUCH = 5.0, 0.35
# Where a side hardly lost or gained anything, the other did neither; of so many characters.
_ONE_WAY, _MUCH = 0.2, 5.0
# One or two words of a source.
_FEW = 2 * _WORD
_CHINESE = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z][\w.-]*|\d+")
_LETTERS = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True)
class Rewording:
    """Both edits; `denied` is how many "not" came with all hunks, less those that went."""

    source: Edited
    target: Edited
    dictionary: Dictionary
    denied: int

    def holds(self, hunks: Sequence[Hunk]) -> bool:
        """Whether the translation of all these words was edited with them."""
        parts = [_Part.of(hunk, self) for hunk in hunks]
        return all(
            all(map(self._is_reworded, group)) or self._is_reworded(_Part.joined(group))
            for group in _groups(parts)
        )

    def rendered(self, runs: Sequence[Run]) -> Rendered:
        """What is said in the runs of the translation."""
        return Rendered(self.source, self.target, tuple(runs), self.dictionary, self.denied)

    def _is_reworded(self, part: _Part) -> bool:
        old, new = part.old, part.new
        less = _less(old, self._has_gone), _less(new, self._has_come)
        if less != (old, new):  # what stands in Chinese as it is has followed; the rest must too
            old, new = less
            if not any(_size(*s) >= _WORD for s in (less, less[::-1])) and not _forces(*less):
                return True
        sizes = _size(old, new), _size(new, old)
        if not part.runs or not self._keeps_up(*sizes):
            return False
        rendered = self.rendered(part.runs)
        if max(sizes) <= _FEW:
            few = rendered.few(old, new)
            if few is not None:
                return few
        if not rendered.denies_alike(old, new):
            return False
        # In a sentence that came or went as a whole they did so with it.
        whole = _way(*sizes) and self.source.growth != 0
        if not whole and not rendered.with_force(old, new, anew=min(sizes) >= _MUCH):
            return False
        return _as_much(*sizes, self.target, part.runs)

    def _has_gone(self, thing: str) -> bool:
        """Whether what stands in Chinese as it is went, or stands there no oftener than here."""
        source, target = self.source, self.target
        return target.gone[thing] > 0 or (
            target.had[thing] > 0 and target.has[thing] <= source.has[thing]
        )

    def _has_come(self, thing: str) -> bool:
        """Whether what stands in Chinese as it is came, or stands there as often as here."""
        source, target = self.source, self.target
        return target.come[thing] > 0 or target.has[thing] >= source.has[thing] > 0

    def _keeps_up(self, left: float, came: float) -> bool:
        """Whether a translation gained or lost a sentence for each of its source, and no word."""
        return (self.target.growth - self.source.growth) * _way(left, came) >= 0


@dataclass(frozen=True)
class _Part:
    """Words of the source before and after, and the runs of the translation that may be theirs."""

    old: Sequence[Term]
    new: Sequence[Term]
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, hunk: Hunk, both: Rewording) -> _Part:
        """Those of a hunk."""
        return cls(*sides(hunk), tuple(_beside(hunk, both.source, both.target)))

    @classmethod
    def joined(cls, parts: Sequence[_Part]) -> _Part:
        """Those of many, as one."""
        runs = sorted({run for part in parts for run in part.runs})
        old = tuple(term for part in parts for term in part.old)
        return cls(old, tuple(term for part in parts for term in part.new), tuple(runs))


def _groups(parts: Iterable[_Part]) -> list[list[_Part]]:
    """The parts, those together that have a run in common."""
    found: list[list[_Part]] = []
    for part in parts:
        mine = [group for group in found if any(set(p.runs) & set(part.runs) for p in group)]
        found = [group for group in found if group not in mine]
        found.append([*(p for group in mine for p in group), part])
    return found


def sides(hunk: Hunk) -> tuple[Sequence[Term], Sequence[Term]]:
    """The words of a hunk before and after."""
    return (
        tuple(hunk.before[hunk.a_at : hunk.a_to]),
        tuple(hunk.after[hunk.b_at : hunk.b_to]),
    )


def _less(parts: Sequence[Term], followed: Callable[[str], bool]) -> Sequence[Term]:
    """The terms of a hunk less those that came or went in the Chinese text as they are."""
    left = tuple(term for term in parts if not _has_followed(term, followed))
    return parts if len(left) == len(parts) else left


def _has_followed(term: Term, followed: Callable[[str], bool]) -> bool:
    if term.sort is not Sort.WORD and followed(term.words):
        return True
    return any(followed(f"~{word.lower()}") for word in _LETTERS.findall(term.words))


def _forces(old: Sequence[Term], new: Sequence[Term]) -> bool:
    """Whether a "must", "may" or "not" stands on one side alone."""
    return {t.key for t in old if t.force} != {t.key for t in new if t.force}


def _size(mine: Sequence[Term], theirs: Sequence[Term]) -> float:
    """How many Chinese characters the words make that one side of a hunk has alone."""
    alone = Counter(t.key for t in mine) - Counter(t.key for t in theirs)
    small = {t.key for t in mine if functional(t)}
    return sum(count * (_SMALL_WORD if w in small else _WORD) for w, count in alone.items())


def _as_much(left: float, came: float, target: Edited, runs: Sequence[Run]) -> bool:
    """Whether a translation was rewritten by as much as its source, and grew or shrank with it."""
    gone = sum(_weight(target.before[a:b]) for a, b, _c, _d in runs)
    new = sum(_weight(target.after[c:d]) for _a, _b, c, d in runs)
    if gone + new < max(_REWRITTEN, _AS_MUCH * (left + came)):
        return False
    if (left >= _MUCH and not gone) or (came >= _MUCH and not new):
        return False  # what went from the source must go here too, and what came there must come
    way = _way(left, came)
    return not way or (new - gone) * way > 0


def _way(left: float, came: float) -> int:
    """1 where a text only grew, -1 where it only shrank, else 0."""
    if came >= _MUCH and left <= _ONE_WAY * came:
        return 1
    return -int(left >= _MUCH and came <= _ONE_WAY * left)


def _weight(text: str) -> float:
    return len(_CHINESE.findall(text)) + _LATIN_WORD * len(_LATIN.findall(text))


def _beside(hunk: Hunk, source: Edited, target: Edited) -> Iterator[Run]:
    """The runs of words of a translation that changed in the sentence of a hunk."""
    old, new = _at(hunk.before, hunk.a_at, source, 0), _at(hunk.after, hunk.b_at, source, 1)
    noted = len(NOTE.findall(target.after)) > len(NOTE.findall(target.before))
    for run in changed_runs(target.before, target.after):
        a, b, c, d = run
        said = target.after[c:d]
        if not _CHINESE.search(target.before[a:b] + said) or (noted and NOTE.search(said)):
            continue
        gone = b > a and is_near((source.before, old), (target.before, a))
        if gone or (d > c and is_near((source.after, new), (target.after, c))):
            yield run


def _at(parts: Sequence[Term], number: int, source: Edited, side: int) -> int:
    """Where the term of a number stands; of a gap behind the last one, where that ends."""
    tokens = source.readings[side].tokens
    if number < len(parts):
        return tokens[parts[number].first].span.start
    return tokens[parts[-1].last].span.end - 1 if parts else 0
