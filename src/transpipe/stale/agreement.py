"""One word in another form: does the grammar around it show that nothing else is meant?

A form that changes alone is no proof: "delete files" and "deleted files" are two things, and so are
"the used key" and "the using key". What speaks for it is a form that the words beside it demand, or
another word of the sentence that changed its number or tense together with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.stale.grammar import MODAL, functional, participle, perfect, pointing
from transpipe.stale.inflection import bases, one_word
from transpipe.stale.numerals import numeral
from transpipe.stale.place import Place
from transpipe.stale.reading import Sort
from transpipe.stale.terms import Term
from transpipe.stale.words import class_of

_SINGULAR = {"a", "an", "this", "each", "every", "another", "one"}
_PLURAL = {"these", "those", "several", "many", "few", "both", "multiple", "various", "a few"}
_NEAR = 3


def agree(old: Place, new: Place) -> bool:
    """Whether two forms of one word say the same, each in its own sentence."""
    a, b = old.term.words.lower(), new.term.words.lower()
    if any(term.sort is not Sort.WORD or _closed(term) for term in (old.term, new.term)):
        return False
    if not one_word(a, b):
        return False
    return _mended(old, new) or (plural(a, b) and _counted(old, new)) or _timed(old, new)


def _closed(term: Term) -> bool:
    """Whether a word has no other forms: might, in."""
    verb = any(term.key in class_of(name) for name in ("be", "have", "do"))
    return term.key in MODAL or (functional(term) and not verb)


def plural(a: str, b: str) -> bool:
    """Whether one is the other with an -s."""
    return (a in bases(b) and b.endswith("s")) or (b in bases(a) and a.endswith("s"))


def _mended(old: Place, new: Place) -> bool:
    """Whether the words beside it demand the new form, and did not allow the old one.

    A "must" that came with the form is weighed by itself.
    """
    if _is_bidden(new) and not _is_bidden(old) and not _is(old, "base"):
        return _is(new, "base")
    wanted = _demanded(new) & _demanded(old)
    if not plural(old.term.words.lower(), new.term.words.lower()):
        wanted -= {"one", "many", "s", "plain"}
    if not _heads(new):
        wanted -= {"one", "many"}
    return any(_is(new, form) and not _is(old, form) for form in wanted)


def _is_bidden(place: Place) -> bool:
    """Whether "must" or one like it stands right before a verb."""
    previous = place.beside(-1)
    return previous is not None and previous.key in MODAL


def _heads(place: Place) -> bool:
    """Whether no noun follows: "default values" has the number of its last word."""
    following = place.beside(1)
    plain = following is not None and following.sort is Sort.WORD and not following.force
    return following is None or not plain or functional(following)


def _demanded(place: Place) -> set[str]:
    """The forms that the words beside it ask for: base, one, many, s, plain."""
    previous, following = place.beside(-1), place.beside(1)
    found = {form for form, words in _BEHIND if following and following.key in words}
    if previous is None:
        return found
    said = previous.words.lower()
    denied = place.beside(-2) if previous.force == "not" else None
    if previous.key in (*MODAL, "will") or (denied is not None and denied.key in class_of("do")):
        found.add("base")
    found |= {form for form, words in _BEFORE if said in words}
    return found | ({"many"} if (numeral(said) or 1) > 1 else set())


_BEFORE = (("one", _SINGULAR), ("many", _PLURAL), ("s", {"it", "he", "she"}),
           ("plain", {"i", "we", "you", "they"}))  # fmt: skip
_BEHIND = (("one", {"is", "was", "has", "does"}), ("many", {"are", "were", "have", "do"}))


def _is(place: Place, form: str) -> bool:
    """Whether a word has one of these forms."""
    word = place.term.words.lower()
    inflected = bool(bases(word) - {word})
    return inflected and word.endswith("s") if form in ("many", "s") else not inflected


def _counted(old: Place, new: Place) -> bool:
    """Whether the number of the sentence changed with it: a cache is, caches are."""
    if _definite(old) or _definite(new):
        return False
    if _article(old) != _article(new):
        return True
    gone, come = _keys(old), _keys(new)
    return any(
        {one, many} <= gone ^ come and {one} & gone != {one} & come
        for one, many in (("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"))
    )


def _definite(place: Place) -> bool:
    """Whether it is known which is meant: "the caches" are not "the cache"."""
    near: Sequence[Term] = [term for term, _ in zip(place.before(), range(_NEAR), strict=False)]
    return any(pointing(term) and term.key not in ("a", "an") for term in near)


def _article(place: Place) -> bool:
    """Whether "a" stands before it, with at most two words between."""
    near: Sequence[Term] = [term for term, _ in zip(place.before(), range(_NEAR), strict=False)]
    return any(term.key in ("a", "an") for term in near)


def _keys(place: Place) -> set[str]:
    return {term.key for term in (*place.before(), *place.behind())}


def _timed(old: Place, new: Place) -> bool:
    """Whether "have" came or went behind a "may": might have noticed, may notice.

    "It has locked" and "it locks" are two things.
    """
    for one, other in ((old, new), (new, old)):
        if participle(one.term) and _perfected(one) and not _had(other):
            return _modal(one) and _modal(other)
    return False


def _modal(place: Place) -> bool:
    """Whether "may" or one like it stands shortly before a word."""
    near = zip(range(_NEAR + 1), place.before(), strict=False)
    return any(term.key in MODAL for _step, term in near)


def _perfected(place: Place) -> bool:
    return any(perfect(Place(place.text, place.at - step)) for step in _had(place))


def _had(place: Place) -> list[int]:
    """How far before a word "have" stands, if near."""
    near = zip(range(1, _NEAR + 1), place.before(), strict=False)
    return [step for step, term in near if term.key in class_of("have")]
