"""The slips of the finger that a new version of a block mends, and the words of a project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from transpipe.model import Action, Weight
from transpipe.stale.nouns import MANY, Difference, Reading, Sort
from transpipe.stale.reading import read
from transpipe.stale.spelling import Elsewhere, nowhere, slip
from transpipe.text.similarity import runs

# The words of prose and of names in code alike: readLines, read_lines, HTTPServer.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@dataclass(frozen=True)
class Vocabulary:
    """The words of an article, `units` being its source texts, and of what is around it.

    The texts are asked for once, and `around` at all, only where a slip is in question.
    """

    units: Callable[[], Iterable[str]] = tuple
    around: Elsewhere = nowhere

    def beside(self, old: str, new: str) -> Elsewhere:
        """Whether a word stands in code, or in another unit than the one that was `old`."""

        def elsewhere(word: str) -> bool:
            own = new in self._texts and word in words(new)
            return word in _coded(old, new) or self._met[word] > own or self.around(word)

        return elsewhere

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(self.units())

    @cached_property
    def _met(self) -> Counter[str]:
        """In how many units each word stands; a text that is repeated counts once."""
        return Counter(word for text in self._texts for word in words(text))


NO_PROJECT = Vocabulary()
"""Of texts that belong to no project."""


def words(text: str) -> set[str]:
    """The words of a text in small letters, those of names in code one by one."""
    return {word.lower() for word in _WORD.findall(text)}


def _coded(*texts: str) -> set[str]:
    """The words in the code of some units."""
    tokens = (token for text in texts for token in read(text).tokens if token.sort is Sort.CODE)
    return {word for token in tokens for word in words(token.text)}


def mended(
    old: Reading, new: Reading, elsewhere: Elsewhere
) -> tuple[Reading, tuple[Difference, ...]]:
    """The old text without the slips that are none in the new one, and what they mean.

    A word that no translation copies is kept; a misspelt name is to be patched.
    """
    pairs = dict(_slips(old, new, elsewhere))
    if not pairs:
        return old, ()
    tokens = list(old.tokens)
    found: list[Difference] = []
    for at, there in pairs.items():
        before, after = old.tokens[at], new.tokens[there]
        action = Action.PATCH if _name(old, at, new, there) else Action.KEEP
        found.append(Difference(Weight.SPELLING, action, before.text, after.text))
        tokens[at] = replace(before, text=after.text)
    return replace(old, tokens=tuple(tokens)), tuple(found)


def _slips(old: Reading, new: Reading, elsewhere: Elsewhere) -> Iterator[tuple[int, int]]:
    """The tokens of the old text and of the new one that are slips and what was meant."""
    texts = ([token.text for token in reading.tokens] for reading in (old, new))
    for a, b in runs(*texts):
        if len(a) * len(b) > MANY:
            continue
        free = [j for j in b if new.tokens[j].sort is Sort.WORD]
        for i in a:
            if old.tokens[i].sort is not Sort.WORD or _unit(old, i):
                continue
            word = old.tokens[i].text
            partner = next((j for j in free if slip(word, new.tokens[j].text, elsewhere)), None)
            if partner is not None:
                free.remove(partner)
                yield i, partner


def _unit(reading: Reading, at: int) -> bool:
    """Whether a word is as short as a unit and stands behind a number: 5 GiB."""
    counted = at > 0 and reading.tokens[at - 1].sort is Sort.NUMBER
    return counted and len(reading.tokens[at].text) <= _LONGEST


# The longest unit that a slip would make of another: KiB of KB.
_LONGEST = 3


def _name(old: Reading, at: int, new: Reading, there: int) -> bool:
    """Whether a misspelt word is a proper name: a capital inside a sentence, no title's."""
    before, after = old.tokens[at].text, new.tokens[there].text
    if not (before[0].isupper() and after[0].isupper() and there > 0):
        return False
    if any(after.lower() in target.value.lower() for target in new.targets):
        return True
    others = [t for t in new.tokens if t.sort is Sort.WORD and len(t.text) > 3]
    capitals = sum(t.text[0].isupper() for t in others)
    return not _begins(new, there) and 2 * capitals <= len(others)


def _begins(reading: Reading, at: int) -> bool:
    """Whether a word begins a sentence; a sign or emoji may stand before it."""
    for token in reversed(reading.tokens[:at]):
        if token.sort is not Sort.SIGN or token.text in ".!?:":
            return token.sort is Sort.SIGN
    return True
