"""Words of a hunk without a counterpart: did they only move, or are they said beside anyway?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.reading import Sort
from transpipe.stale.spelling import alike
from transpipe.stale.terms import Term, neutral
from transpipe.stale.vocabulary import ALSO, GENERIC, LOOSE, MOVABLE, OPENERS, PARTICLES, POINTING


@dataclass(frozen=True, slots=True)
class Stray:
    """A word that has no counterpart in its hunk: `place` in `before` or `after`; `at` is where
    that is in the other text."""

    term: Term
    place: int
    at: int
    hunk: Hunk


def same(a: Term, b: Term) -> bool:
    if a.force or b.force:
        return a.force == b.force or ALSO.get(a.force) == b.force or ALSO.get(b.force) == a.force
    return a.sort is b.sort and (a.key == b.key or alike(_saying(a), _saying(b)))


def unmoved(
    gone: list[Stray], come: list[Stray], before: Sequence[Term], after: Sequence[Term]
) -> tuple[list[Stray], list[Stray]]:
    """The strays that did not just move a little within their sentence."""
    if len(gone) * len(come) > MANY:
        return gone, come
    left, right = [], list(come)
    for stray in gone:
        partner = next((s for s in right if _moved(stray, s, after)), None)
        if partner is None:
            left.append(stray)
        else:
            right.remove(partner)
    return left, right


def _saying(term: Term) -> str:
    """A phrase by its key, a word as it is written."""
    return term.key if " " in term.words else term.words


_FAR = 6
_LINKING = {"of", "for", "in", "on", "to", "'s", "from", "with", "by", "at"}
_ADVERBS = {
    *("usually", "sometimes", "rarely", "always", "only", "just", "probably", "maybe", "almost"),
}


def _moved(old: Stray, new: Stray, after: Sequence[Term]) -> bool:
    """Whether a word moved without a difference: an adverb, or a noun before a noun.

    "constant naming convention" = "naming convention for constants". A "not" may only pass words
    that say nothing; other words that change places say something else.
    """
    a, b = old.term, new.term
    if not same(a, b) or a.sentence != b.sentence:
        return False
    between = after[min(old.at, new.place) : max(old.at, new.place)]
    if a.force:
        small = len(between) <= 3 and all(neutral(t) for t in between if t is not b)
        return a.force in _ADVERBS or small
    if len(between) > _FAR:
        return False
    adverb = (a.key.endswith("ly") and len(a.key) > 4) or a.key in MOVABLE
    keys = {old.hunk.before[i].key for i in range(old.hunk.a_at, old.hunk.a_to)}
    keys ^= {new.hunk.after[j].key for j in range(new.hunk.b_at, new.hunk.b_to)}
    return adverb or bool(keys & _LINKING)


def said_anyway(stray: Stray, text: Sequence[Term]) -> bool:
    """Whether a word that came or went says nothing that is not said beside it."""
    term, place = stray.term, stray.place
    previous = text[place - 1] if place else None
    if term.force in LOOSE:
        return True
    # A doubled word is a slip; a doubled "not" may turn the sentence around.
    if previous and not term.force and (previous.key, previous.words) == (term.key, term.words):
        return True
    if term.key in OPENERS and (previous is None or previous.sentence != term.sentence):
        return True
    if term.key in PARTICLES:
        return len(stray.hunk.old) + len(stray.hunk.new) == 1
    if term.force in ("must", "should", "can", "cannot", "must not"):
        return _repeated(stray, text)
    if previous is None or term.key.removesuffix("s") not in GENERIC:
        return False
    # "`retry` function" says no more than "`retry`", nor "this function" more than "this".
    following = text[place + 1 : place + 2]
    pointed = previous.key in POINTING and not any(t.key in GENERIC for t in following)
    return pointed or previous.sort is Sort.CODE


def _repeated(stray: Stray, text: Sequence[Term]) -> bool:
    """ "We should pass x or y" = "we should pass x, or we should pass y"."""
    lead = list(_lead(stray.place, text))
    earlier = (t for t in text[: stray.place] if t.sentence == stray.term.sentence)
    joined = bool(lead) and lead[-1].key in ("and", "~or", "but")
    return joined and any(t.force == stray.term.force for t in earlier)


def _lead(place: int, text: Sequence[Term]) -> Iterator[Term]:
    """The terms before a place, back to the word that joins: "or we" should."""
    for term in reversed(text[max(0, place - 3) : place]):
        yield term
        if term.key in ("and", "~or", "but") or not neutral(term):
            return
