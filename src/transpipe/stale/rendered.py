"""How words of a source are said in Chinese, before and after an edit there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.stale.changed_runs import Run
from transpipe.stale.edited import Edited
from transpipe.stale.grammar import functional
from transpipe.stale.nouns import Term
from transpipe.text.han import HAN, only_han

# What a word is denied with, in either language: only to ask for more.
_NOT = re.compile("[不没沒未无無非勿别別莫]")
_CHINESE = re.compile(f"[{HAN}]+")
_LETTERS = re.compile(r"[A-Za-z]\w*")
# What by itself says nothing: to ask for more than that, so many characters.
_PARTICLES = frozenset(
    "的了着过地得之和与或及在于是有为把被将对从到给让使就也都还又再才只而且但并其该此这那个些种一"
    "可以会能要我你他它您们时后前中里上下們個過這將對從給讓還為與會時後裡"
)
_SAYS_SOMETHING = 2
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

    source: Edited
    target: Edited
    runs: tuple[Run, ...]
    dictionary: Dictionary
    denied: int = 0

    def few(self, old: Sequence[Term], new: Sequence[Term]) -> bool | None:
        """Whether one or two words that became others did so in Chinese; None if it is not known.

        What the new words may be must have come; that the old ones are said in other words is no
        answer. Where words were only put in, or only taken out, they were there, too.
        """
        if not self.denies_alike(old, new):
            return False
        were, are = self._renderings(old), self._renderings(new)
        if any(map(self._came, were - are)):
            return False
        if any(map(self._came, are - were)):
            return self._came_in_force(old, new)
        if self._only_grew_or_shrank(old, new):
            return True
        if are - were:
            return False
        if any(not functional(t) or t.force for t in new):
            return None
        return any(map(self._went, were)) and not self._said(after=True) if were else None

    def with_force(self, old: Sequence[Term], new: Sequence[Term], *, anew: bool = False) -> bool:
        """Whether each "must", "may" or "not" that one side of a hunk has alone came or went.

        Of words that were written `anew` a "may" need not be seen to go: with the rest it did.
        """
        there = {term.key for term in new}
        gone = (t for t in old if t.force and t.key not in there and (not anew or _denies(t)))
        return all(map(self._is_left_out, gone)) and self._came_in_force(old, new)

    def _came_in_force(self, old: Sequence[Term], new: Sequence[Term]) -> bool:
        """Whether each "must", "may" or "not" that only the new words have came."""
        here = {term.key for term in old}
        return all(self._is_put_in(t) for t in new if t.force and t.key not in here)

    def as_forceful(
        self, hunks: Iterable[tuple[Sequence[Term], Sequence[Term]]], *, anew: bool = False
    ) -> bool:
        """Whether each "must", "may" or "not" of some hunks came or went, and no other "not"."""
        alike = self.denies_alike((), ()) or (anew and not self.denied)
        return alike and all(self.with_force(*sides, anew=anew) for sides in hunks)

    def _is_left_out(self, term: Term) -> bool:
        """Whether a word of force is said less often, or never was said."""
        then, now = self._texts
        if _denies(term):
            return self._denied[1] < self._denied[0]
        words = self._renderings([term])
        had = any(word in then for word in words)
        return bool(words) and (
            not had or any(now.count(word) < then.count(word) for word in words)
        )

    def _is_put_in(self, term: Term) -> bool:
        """Whether a word of force is said more often."""
        then, now = self._texts
        if _denies(term):
            return self._denied[1] > self._denied[0]
        return any(now.count(word) > then.count(word) for word in self._renderings([term]))

    def denies_alike(self, old: Sequence[Term], new: Sequence[Term]) -> bool:
        """Whether a "not" came or went on both sides, or on neither.

        Where these words have none, it may be that of other words of the text.
        """
        ours = denials(old, new) or self.denied
        then, now = self._denied
        return (ours > 0) == (now > then) and (ours < 0) == (now < then)

    @cached_property
    def _denied(self) -> tuple[int, int]:
        """How often a text denies, before and after: 不同 is no "not" where it is "different"."""
        said = (self.source.before, self.target.before), (self.source.after, self.target.after)
        then, now = (len(_NOT.findall(self._without_words(*side))) for side in said)
        return then, now

    def _without_words(self, source: str, target: str) -> str:
        """The translation less the words that deny nothing in the source."""
        words = [word for word in _LETTERS.findall(source) if word.lower() not in _DENYING]
        spoken = (word for word in self.dictionary.renderings(words) if len(word) > 1)
        for word in sorted(filter(_NOT.search, spoken), key=lambda word: (-len(word), word)):
            target = target.replace(word, "")
        return target

    def _renderings(self, terms: Sequence[Term]) -> frozenset[str]:
        return frozenset(self.dictionary.renderings([t.words for t in terms]))

    @cached_property
    def _texts(self) -> tuple[str, str]:
        fold = self.dictionary.fold
        return fold(self.target.before), fold(self.target.after)

    @cached_property
    def _alone(self) -> frozenset[str]:
        """What the runs hold: a character is a word only where it alone is Chinese that changed."""
        texts = (*self._said(after=False), *self._said(after=True))
        parts = (part for text in texts for part in (text, *_CHINESE.findall(text)))
        return frozenset(map(self.dictionary.fold, parts))

    def _came(self, word: str) -> bool:
        then, now = self._texts
        return now.count(word) > then.count(word) and (len(word) > 1 or word in self._alone)

    def _went(self, word: str) -> bool:
        """Whether it is said less often, and no part of it was left."""
        then, now = self._texts
        whole = all(then.count(part) > now.count(part) for part in {word, *word})
        return whole and (len(word) > 1 or word in self._alone)

    def _only_grew_or_shrank(self, old: Sequence[Term], new: Sequence[Term]) -> bool:
        """Whether words of content were only put in, or only taken out, on both sides."""
        left, came = (any(not functional(term) for term in side) for side in (old, new))
        gone, new_words = (_content(self._said(after=after)) for after in (False, True))
        if left == came or bool(gone) == bool(new_words):
            return False
        return left == bool(gone) and max(gone, new_words) >= _SAYS_SOMETHING

    def _said(self, *, after: bool) -> list[str]:
        """What Chinese the runs hold, before or after."""
        target = self.target
        texts = (target.after[c:d] if after else target.before[a:b] for a, b, c, d in self.runs)
        return [text for text in texts if _CHINESE.search(text)]


def _content(texts: Sequence[str]) -> int:
    """How many characters say something, particles and the like aside."""
    return sum(sign not in _PARTICLES for text in texts for sign in only_han(text))


def denials(old: Sequence[Term], new: Sequence[Term]) -> int:
    """How many "not" came with an edit, less those that went."""
    return sum(map(_denies, new)) - sum(map(_denies, old))


def _denies(term: Term) -> bool:
    return not _DENYING.isdisjoint(term.force.split())
