"""Words of a hunk without a counterpart: did they only move within their sentence?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from transpipe.stale.grammar import MODAL, participle
from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.inflection import listed
from transpipe.stale.order import reordered
from transpipe.stale.place import Place
from transpipe.stale.reading import Sort
from transpipe.stale.spelling import american
from transpipe.stale.terms import Term
from transpipe.stale.words import class_of


@dataclass(frozen=True, slots=True)
class Stray:
    """A word that has no counterpart in its hunk; `at` is where that is in the other text."""

    place: Place
    at: int
    hunk: Hunk

    @property
    def term(self) -> Term:
        """The word itself."""
        return self.place.term


def same(a: Term, b: Term) -> bool:
    """Whether two terms say the same, with the same force: one word, British or American."""
    if a.force or b.force:
        return a.force == b.force
    return a.sort is b.sort and (a.key == b.key or _spelt(a) == _spelt(b))


def _spelt(term: Term) -> str:
    return american(term.key) if term.sort is Sort.WORD else term.key


def unmoved(gone: list[Stray], come: list[Stray]) -> tuple[list[Stray], list[Stray]]:
    """The strays that did not just move within their sentence."""
    if len(gone) * len(come) > MANY:
        return gone, come
    turned = _turned([*gone, *come])
    left: list[Stray] = []
    right = [stray for stray in come if stray.term.sentence not in turned]
    for stray in gone:
        if stray.term.sentence in turned:
            continue
        partner = next((other for other in right if _moved(stray, other)), None)
        if partner is None:
            left.append(stray)
        else:
            right.remove(partner)
    return left, right


def _turned(strays: Sequence[Stray]) -> set[int]:
    """The sentences in which two parts changed places, and no more."""
    if not strays:
        return set()
    hunk = strays[0].hunk
    sentences = {stray.term.sentence for stray in strays}
    return {number for number in sentences if reordered(hunk.before, hunk.after, number)}


_FREQUENT = {"usually", "sometimes", "occasionally", "rarely", "seldom", "always"}


def _moved(old: Stray, new: Stray) -> bool:
    """Whether a word moved without a difference: an adverb, or "however" between commas."""
    if old.term.sentence != new.term.sentence or not same(old.term, new.term):
        return False
    if _focal(old) and _focal(new):
        return not _barred(old, new, ())
    if old.term.key in class_of("conjunct"):
        return _parted(old.place) and _parted(new.place)
    if not (_adverb(old.place) and _adverb(new.place)):
        return False
    return len(_between(old, new)) <= _FAR and not _barred(old, new, class_of("be"))


_FAR = 2


def _parted(place: Place) -> bool:
    """Whether signs stand on both sides of a word, or the end of the sentence."""
    previous, following = place.beside(-1), place.beside(1)
    before = previous is None or previous.last + 1 < place.term.first
    return before and (following is None or following.first > place.term.last + 1)


def _adverb(place: Place) -> bool:
    """Whether an adverb of time or manner stands beside its verb: usually, automatically.

    That of "automatically failed jobs" belongs to them.
    """
    previous = place.beside(-1)
    verbs = {*class_of("be"), *class_of("have"), *class_of("future"), *MODAL}
    owned = participle(place.beside(1)) and (previous is None or previous.key not in verbs)
    return not owned and (place.term.force in _FREQUENT or _mannered(place.term))


def _mannered(term: Term) -> bool:
    rest = term.key.removesuffix("ly")
    made = (rest, rest + "e", rest + "le", rest.removesuffix("i") + "y", rest.removesuffix("al"))
    plain = rest != term.key and not term.force and len(rest) >= len("auto")
    return plain and any(map(listed, made))


def _focal(stray: Stray) -> bool:
    """ "Can only do it once" = "can do it only once"; not the "only" of "only I can"."""
    verbs = {*class_of("be"), *class_of("have"), *class_of("do"), *class_of("future"), *MODAL}
    return stray.term.key == "~only" and any(t.key in verbs for t in stray.place.before())


def _between(old: Stray, new: Stray) -> list[Term]:
    """The words that it passed."""
    passed = new.place.text[min(old.at, new.place.at) : max(old.at, new.place.at)]
    return [term for term in passed if term is not new.term]


def _barred(old: Stray, new: Stray, verbs: Collection[str]) -> bool:
    """Whether something lies between its places that it would bear upon: "not", "and", a verb."""
    names = ("coordinator", "conjunction", "relative")
    barred = {*verbs, *(word for name in names for word in class_of(name))}
    return any(term.force or term.key in barred for term in _between(old, new))
