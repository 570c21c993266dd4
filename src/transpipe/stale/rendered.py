"""How words of a source are said in Chinese, before and after an edit there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.stale.changed_runs import Run
from transpipe.stale.grammar import functional
from transpipe.stale.nouns import Term
from transpipe.text.han import HAN, only_han

# What a word is denied with, in either language: only to ask for more.
_NOT = re.compile("[不没沒未无無非勿别別莫]")
_CHINESE = re.compile(f"[{HAN}]+")
_DENYING = frozenset(
    ("not", "no", "cannot", "never", "none", "nothing", "nobody", "neither", "nor")
)


@dataclass(frozen=True)
class Dictionary:
    """What words of the source may be in Chinese, all of it in one script (`fold` makes it so)."""

    renderings: Callable[[Sequence[str]], Collection[str]]
    fold: Callable[[str], str]


@dataclass(frozen=True)
class Rendered:
    """What of the words of a hunk is said in Chinese, before and after the edit there.

    That other words say the same is no answer: what came must be what the new words may be.
    `denied` is how many "not" came with all hunks of the source, less those that went.
    """

    before: str
    after: str
    runs: tuple[Run, ...]
    dictionary: Dictionary
    denied: int = 0

    def few(self, old: Sequence[Term], new: Sequence[Term]) -> bool | None:
        """Whether one or two words that became others did so in Chinese; None if it is not known.

        Words that were taken out must have gone, and nothing may have come in their place.
        """
        if not self._denies_alike(old, new):
            return False
        were, are = self._renderings(old), self._renderings(new)
        if any(map(self._came, were - are)):
            return False
        if are - were:
            return any(map(self._came, are - were))
        if any(not functional(t) or t.force for t in new):
            return None
        return any(map(self._went, were)) and self._only_shrank() if were else None

    def with_force(self, old: Sequence[Term], new: Sequence[Term]) -> bool:
        """Whether each "must", "may" or "not" that one side of a hunk has alone came or went."""
        here, there = ({t.key for t in side} for side in (old, new))
        then, now = self._texts
        gone = (t for t in old if t.force and t.key not in there)
        came = (t for t in new if t.force and t.key not in here)
        return all(self._fewer(t, then, now) for t in gone) and all(
            self._fewer(t, now, then) for t in came
        )

    def as_forceful(self, hunks: Iterable[tuple[Sequence[Term], Sequence[Term]]]) -> bool:
        """Whether each "must", "may" or "not" of some hunks came or went, and no other "not"."""
        return self._denies_alike((), ()) and all(self.with_force(*sides) for sides in hunks)

    def _fewer(self, term: Term, before: str, after: str) -> bool:
        """Whether a text says a word of force less often than another."""
        if _denies(term):
            return len(_NOT.findall(after)) < len(_NOT.findall(before))
        return any(after.count(word) < before.count(word) for word in self._renderings([term]))

    def _denies_alike(self, old: Sequence[Term], new: Sequence[Term]) -> bool:
        """Whether a "not" came or went on both sides, or on neither.

        Where these words have none, it may be that of other words of the text.
        """
        ours = denials(old, new) or self.denied
        theirs = len(_NOT.findall(self.after)) - len(_NOT.findall(self.before))
        return (ours > 0) == (theirs > 0) and (ours < 0) == (theirs < 0)

    def _renderings(self, terms: Sequence[Term]) -> frozenset[str]:
        return frozenset(self.dictionary.renderings([t.words for t in terms]))

    @cached_property
    def _texts(self) -> tuple[str, str]:
        fold = self.dictionary.fold
        return fold(self.before), fold(self.after)

    @cached_property
    def _alone(self) -> frozenset[str]:
        """What the runs hold: a character is a word only where it alone is Chinese that changed."""
        runs = ((self.before[a:b], self.after[c:d]) for a, b, c, d in self.runs)
        parts = (part for run in runs for text in run for part in (text, *_CHINESE.findall(text)))
        return frozenset(map(self.dictionary.fold, parts))

    def _came(self, word: str) -> bool:
        then, now = self._texts
        return now.count(word) > then.count(word) and (len(word) > 1 or word in self._alone)

    def _went(self, word: str) -> bool:
        """Whether it is said less often, and no part of it was left."""
        then, now = self._texts
        whole = all(then.count(part) > now.count(part) for part in {word, *word})
        return whole and (len(word) > 1 or word in self._alone)

    def _only_shrank(self) -> bool:
        return not any(only_han(self.after[c:d]) for _a, _b, c, d in self.runs)


def denials(old: Sequence[Term], new: Sequence[Term]) -> int:
    """How many "not" came with an edit, less those that went."""
    return sum(map(_denies, new)) - sum(map(_denies, old))


def _denies(term: Term) -> bool:
    return not _DENYING.isdisjoint(term.force.split())
