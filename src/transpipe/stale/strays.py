"""Words of a hunk without a counterpart: did they only move within their sentence?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.spelling import alike, stem
from transpipe.stale.terms import Term, neutral
from transpipe.stale.vocabulary import ALSO, AUXILIARIES, FRONTED, MOVABLE


@dataclass(frozen=True, slots=True)
class Stray:
    """A word that has no counterpart in its hunk: `place` in `before` or `after`; `at` is where
    that is in the other text."""

    term: Term
    place: int
    at: int
    hunk: Hunk


def same(a: Term, b: Term) -> bool:
    """Whether two terms say the same, with the same force."""
    if bool(a.force) != bool(b.force) and stem(a.words) == stem(b.words):
        return True  # "may require" written "may required"
    if a.force or b.force:
        return a.force == b.force or ALSO.get(a.force) == b.force or ALSO.get(b.force) == a.force
    return a.sort is b.sort and (a.key == b.key or alike(_saying(a), _saying(b)))


def unmoved(
    gone: list[Stray], come: list[Stray], before: Sequence[Term], after: Sequence[Term]
) -> tuple[list[Stray], list[Stray]]:
    """The strays that did not just move within their sentence."""
    if len(gone) * len(come) > MANY:
        return gone, come
    left, right = [], list(come)
    for stray in gone:
        partner = next((s for s in right if _moved(stray, s, before, after)), None)
        if partner is None:
            left.append(stray)
        else:
            right.remove(partner)
    fronted = {s.term.sentence for s in left if _fronted(s.term.sentence, before, after)}
    left = [s for s in left if s.term.sentence not in fronted]
    return left, [s for s in right if s.term.sentence not in fronted]


def _fronted(sentence: int, before: Sequence[Term], after: Sequence[Term]) -> bool:
    """ "For details, see the manual" = "see the manual for details": one part changed its end.

    Of the two parts that changed places one begins with a preposition or conjunction.
    """
    a = [t.key for t in before if t.sentence == sentence]
    b = [t.key for t in after if t.sentence == sentence]
    if len(a) != len(b) or sorted(a) != sorted(b):
        return False
    return any(
        a[at:] + a[:at] == b and any(part[0].split()[0] in FRONTED for part in (a[at:], a[:at]))
        for at in range(1, len(a))
        if min(at, len(a) - at) > 1 or " " in a[0] + a[at]
    )


def _saying(term: Term) -> str:
    """A phrase by its key, a word as it is written."""
    return term.key if " " in term.words else term.words


_FAR = 6
_LINKING = {"of", "for", "in", "on", "to", "'s", "from", "with", "by", "at"}
_ADVERBS = {
    *("usually", "sometimes", "rarely", "always", "only", "just", "probably", "maybe", "almost"),
}
# Quantifiers that may stand before their noun phrase or before the verb (Quirk et al. 1985, 6.50).
_FLOATING = {"all", "both"}
_AGENTS = {"we", "you", "one"}
_PASSIVE = {"am", "is", "are", "was", "were", "be", "been", "being"}


def _moved(old: Stray, new: Stray, before: Sequence[Term], after: Sequence[Term]) -> bool:
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
        floated = a.force in _FLOATING and len(between) <= _FAR
        floats = _verbal(old.place, before) != _verbal(new.place, after)
        return a.force in _ADVERBS or small or (floated and floats)
    if a.key in MOVABLE:
        return True
    if len(between) > _FAR:
        return False
    adverb = _adverb(a) or (len(between) == 1 and _adverb(between[0]))
    gone = {old.hunk.before[i].key for i in range(old.hunk.a_at, old.hunk.a_to)}
    come = {new.hunk.after[j].key for j in range(new.hunk.b_at, new.hunk.b_to)}
    linked = bool((gone ^ come) & _LINKING)
    if _voiced(gone, come) or _voiced(come, gone):
        return adverb or not linked  # "the key is sent to the host" is not "we send the key a host"
    return adverb or linked


def _adverb(term: Term) -> bool:
    return term.key.endswith("ly") and len(term.key) > 4


def _verbal(place: int, text: Sequence[Term]) -> bool:
    """Whether a quantifier stands beside an auxiliary: "they are all", "all have"."""
    beside = [*text[max(0, place - 1) : place], *text[place + 1 : place + 2]]
    return any(t.key in AUXILIARIES for t in beside)


def _voiced(active: set[str], passive: set[str]) -> bool:
    """ "We store the key" = "the key is stored": who does it is the reader or nobody."""
    return bool(active & _AGENTS) and bool(passive & _PASSIVE) and not passive & _AGENTS
