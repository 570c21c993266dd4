"""Words of a hunk without a counterpart: did they only move within their sentence?"""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.stale.grammar import MODAL, class_of, functional
from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.inflection import listed
from transpipe.stale.place import Place
from transpipe.stale.reading import Sort
from transpipe.stale.spelling import american
from transpipe.stale.terms import Term


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
    return american(term.words.lower()) if term.sort is Sort.WORD else term.key


def unmoved(gone: list[Stray], come: list[Stray]) -> tuple[list[Stray], list[Stray]]:
    """The strays that did not just move within their sentence."""
    if len(gone) * len(come) > MANY:
        return gone, come
    left, right = [], list(come)
    linked: tuple[set[int], set[int]] = set(), set()
    for stray in gone:
        partner = next((s for s in right if _moved(stray, s)), None)
        if partner is None:
            left.append(stray)
            continue
        right.remove(partner)
        linked[0].add(_link(partner.place, stray.place))
        linked[1].add(_link(stray.place, partner.place))
    return (
        [s for s in left if s.place.at not in linked[0]],
        [s for s in right if s.place.at not in linked[1]],
    )


_FAR = 6
_FREQUENT = {"usually", "sometimes", "occasionally", "rarely", "seldom", "always"}


def _moved(old: Stray, new: Stray) -> bool:
    """Whether a word moved without a difference: an adverb, or a noun before a noun."""
    if old.term.sentence != new.term.sentence:
        return False
    if same(old.term, new.term) and (_adverb(old.term) or (_focal(old) and _focal(new))):
        return _free(old, new)
    return _compound(old.place, new.place) or _compound(new.place, old.place)


def _adverb(term: Term) -> bool:
    """Whether it is an adverb of time or manner: usually, automatically."""
    rest = term.key.removesuffix("ly")
    made = (rest, rest + "e", rest + "le", rest.removesuffix("i") + "y", rest.removesuffix("al"))
    mannered = rest != term.key and len(rest) >= len("auto") and any(map(listed, made))
    return term.force in _FREQUENT or (mannered and not term.force)


def _focal(stray: Stray) -> bool:
    """ "Can only do it once" = "can do it only once"; not the "only" of "only I can"."""
    verbs = {*class_of("be"), *class_of("have"), *class_of("do"), *class_of("future"), *MODAL}
    return stray.term.key == "~only" and any(t.key in verbs for t in stray.place.before())


def _free(old: Stray, new: Stray) -> bool:
    """Whether nothing lies between its places that it could bear upon: no "not", no "and"."""
    between = new.place.text[min(old.at, new.place.at) : max(old.at, new.place.at)]
    barred = {*class_of("coordinator"), *class_of("conjunction")}
    return not any((t.force or t.key in barred) and t is not new.term for t in between)


def _compound(first: Place, last: Place) -> bool:
    """Whether "constant naming convention" became "naming convention for constants"."""
    return _link(first, last) >= 0


def _link(first: Place, last: Place) -> int:
    """The place of the "for" in "naming convention for constants", -1 where it is something else.

    `first` stands right before some words, and `last` is the same noun right behind the same
    words and a preposition that ties it to them.
    """
    article = last.beside(-1)
    back = 2 if article is not None and article.key in class_of("article") else 1
    link = last.beside(-back)
    if link is None or link.key not in class_of("linking"):
        return -1
    head, end = [term.key for term in first.behind()], last.at - back
    for size in range(1, min(_FAR, end + 1)):
        run = last.text[end - size : end]
        alike = [term.key for term in run] == head[:size] and not functional(run[0])
        if alike and run[0].sentence == last.term.sentence:
            return end if _one_noun(first.term, last.term) else -1
    return -1


def _one_noun(a: Term, b: Term) -> bool:
    if a.force or b.force or not a.sort is b.sort is Sort.WORD or functional(a):
        return False
    short, long = sorted((a.key, b.key), key=len)
    return long in (short, short + "s", short + "es")
