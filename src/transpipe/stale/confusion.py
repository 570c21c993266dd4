"""A word of grammar in place of another, by a slip: the words beside it show which is meant."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from transpipe.stale.grammar import MODAL, functional
from transpipe.stale.inflection import bases, listed
from transpipe.stale.place import Place
from transpipe.stale.spelling import written_alike
from transpipe.stale.words import class_of
from transpipe.text.similarity import slips


def confused(old: Place, new: Place) -> bool:
    """Whether the old word cannot stand where it stands, and the new one must."""
    return any(rule(old, new) for rule in _RULES)


def _clitic(old: Place, new: Place) -> bool:
    """ "It's" for "its"."""
    a, b = (place.term.words.lower().replace("’", "'") for place in (old, new))
    return "'" in a + b and written_alike(a, b)


def _likened(old: Place, new: Place) -> bool:
    """ "How it looks like" for "what it looks like"."""
    following = [term.key for term in new.behind()]
    looks = any("look" in bases(a) and b == "like" for a, b in pairwise(following))
    return {old.key, new.key} == {"how", "what"} and looks


def _copula(old: Place, new: Place) -> bool:
    """ "You where working" for "you were working"."""
    subject, verb = new.beside(-1), new.beside(1)
    if subject is None or verb is None or new.key not in class_of("be"):
        return False
    bare = not _verbal(old.key) and slips(old.key, new.key) == 1
    acting = verb.key.endswith(("ing", "ed")) or verb.force == "not"
    return bare and acting and subject.key in ("i", "we", "you", "they", "he", "she", "it")


def _verbal(key: str) -> bool:
    return key in MODAL or any(key in class_of(name) for name in ("be", "have", "do", "future"))


def _compared(old: Place, new: Place) -> bool:
    """ "Faster then" for "faster than"."""
    before = [term for term, _ in zip(new.before(), range(_NEAR), strict=False)]
    return (old.key, new.key) == ("then", "than") and any(_comparative(t.key) for t in before)


_NEAR = 3


def _comparative(key: str) -> bool:
    stem = key.removesuffix("er")
    made = stem != key and any(map(listed, (stem, stem + "e", stem[:-1])))
    return key in ("~more", "~less", "~rather than", "rather", "other") or made


def _equated(old: Place, new: Place) -> bool:
    """ "And similar as possible" for "as similar as possible"."""
    quality, second = new.beside(1), new.beside(2)
    if new.key != "as" or quality is None or second is None or not functional(old.term):
        return False
    return second.key == "as" and not functional(quality) and not quality.force


_RULES: tuple[Callable[[Place, Place], bool], ...] = (
    _clitic, _likened, _copula, _compared, _equated,
)  # fmt: skip
