"""Words that came or went alone, though what they say is said beside them anyway."""

from __future__ import annotations

from collections.abc import Callable

from transpipe.stale.grammar import MODAL, functional
from transpipe.stale.numerals import numeral
from transpipe.stale.place import Place
from transpipe.stale.reading import Sort
from transpipe.stale.strays import Stray
from transpipe.stale.terms import Term
from transpipe.stale.words import class_of


def said_anyway(stray: Stray) -> bool:
    """Whether a word that came or went says nothing that is not said beside it."""
    return any(rule(stray) for rule in _RULES)


def _doubled(stray: Stray) -> bool:
    """A doubled word is a slip; a doubled "not" may turn the sentence around."""
    previous, hunk = stray.place.beside(-1), stray.hunk
    if previous is None or stray.term.force or (hunk.old and hunk.new):
        return False
    return (previous.key, previous.words) == (stray.term.key, stray.term.words)


def _both(stray: Stray) -> bool:
    """ "Both x and y" = "x and y"; not the "both" of "they are both"."""
    exchanged = stray.hunk.old and stray.hunk.new
    if exchanged or stray.term.key != "~both" or stray.term.words.lower() != "both":
        return False
    near = [term.key for term, _ in zip(stray.place.behind(), range(_NEAR), strict=False)]
    verbs = {*class_of("be"), *class_of("have"), *class_of("do"), *class_of("future"), *MODAL}
    return "and" in near and verbs.isdisjoint(near[: near.index("and")])


_NEAR = 6


def _asked(stray: Stray) -> bool:
    """ "If you have any doubts" = "if you have doubts"; not "if any of them"."""
    exchanged = stray.hunk.old and stray.hunk.new
    if exchanged or stray.term.key != "~any" or stray.term.words.lower() != "any":
        return False
    following = stray.place.beside(1)
    plain = following is not None and following.key != "of"
    return plain and any(term.force in _OPEN for term in stray.place.before())


_OPEN = {"if", "not", "never", "without", "cannot"}


def _repeated(stray: Stray) -> bool:
    """ "Lock the drawer and the shelf" = "lock the drawer and lock the shelf"."""
    places = stray.hunk.old or stray.hunk.new
    if (stray.hunk.old and stray.hunk.new) or len(places) != places[-1] - places[0] + 1:
        return False
    text, first = stray.place.text, Place(stray.place.text, places[0])
    joint, start = first.beside(-1), places[0] - len([*first.before()])
    joined = joint is not None and joint.key in class_of("coordinator")
    run = [text[at].key for at in places]
    return joined and run == [term.key for term in text[start : start + len(run)]]


def _cleft(stray: Stray) -> bool:
    """ "This is what holds the lease" = "this holds the lease"."""
    previous, hunk = stray.place.beside(-1), stray.hunk
    whole = {len(hunk.old), len(hunk.new)} == {0, 2}
    verb = previous is not None and previous.key in class_of("be")
    return whole and verb and stray.term.key == "what"


def _named(stray: Stray) -> bool:
    """ "This will print" = "this code will print": what "this" stands for, before its verb."""
    term, previous, hunk = stray.term, stray.place.beside(-1), stray.hunk
    alone = len(hunk.old) + len(hunk.new) == 1
    if not alone or previous is None:
        return False
    if previous.key not in (*class_of("near"), *class_of("far")):
        return False
    return _nominal(term) and _verbal(stray.place.beside(1))


def _nominal(term: Term) -> bool:
    """Whether a word may be a noun: neither grammar nor an adverb."""
    plain = term.sort is Sort.WORD and not term.force and not functional(term)
    plain = plain and numeral(term.words) is None and term.key not in class_of("adverb")
    return plain and term.words.islower() and not term.key.endswith("ly")


def _verbal(term: Term | None) -> bool:
    """Whether a verb begins with this word: is, will, can."""
    return term is not None and (
        term.key in (*class_of("be"), *class_of("future"))
        or (term.key in MODAL and " " not in term.words)
    )


_RULES: tuple[Callable[[Stray], bool], ...] = (_doubled, _both, _asked, _repeated, _cleft, _named)
