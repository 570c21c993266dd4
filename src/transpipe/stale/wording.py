"""Words that differ: do they say the same, say it with another force, or say something else?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from transpipe.model import Action, Weight
from transpipe.stale.grammar import (
    MODAL,
    confused,
    droppable,
    exchangeable,
    functional,
    pointing,
)
from transpipe.stale.nouns import MANY, Difference, Hunk, Place, Sort, Stray, Term
from transpipe.stale.spelling import bases, one_word
from transpipe.stale.terms import numeral
from transpipe.stale.unmatched import said_anyway, same, unmoved
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
    return _mended(old, new) or (plural(a, b) and _counted(old, new))


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
    near = islice(place.before(), _NEAR)
    return any(pointing(term) and term.key not in ("a", "an") for term in near)


def _article(place: Place) -> bool:
    """Whether "a" stands before it, with at most two words between."""
    return any(term.key in ("a", "an") for term in islice(place.before(), _NEAR))


def _keys(place: Place) -> set[str]:
    return {term.key for term in (*place.before(), *place.behind())}


def wording(hunks: Iterable[Hunk]) -> tuple[Difference, ...]:
    """What the hunks of words between two texts weigh, one by one."""
    found: list[Difference] = []
    gone: list[Stray] = []
    come: list[Stray] = []
    for hunk in hunks:
        for i, j in _confused(hunk):
            found.append(
                Difference(Weight.SPELLING, Action.KEEP, hunk.before[i].words, hunk.after[j].words)
            )
            hunk = hunk.without(_token(hunk.before, i), _token(hunk.after, j))
        left, right = _unmatched(hunk)
        gone += left
        come += right
        if hunk.old or hunk.new:
            found.append(Difference(Weight.SPELLING, Action.KEEP, *_texts(hunk)))
    gone, come = (
        [stray for stray in strays if not said_anyway(stray)] for strays in unmoved(gone, come)
    )
    found += [_stray(stray, come) for stray in gone]
    found += [_stray(stray, gone) for stray in come]
    return tuple(found)


def _texts(hunk: Hunk) -> tuple[str, str]:
    old = " ".join(hunk.before[i].words for i in range(hunk.a_at, hunk.a_to))
    return old, " ".join(hunk.after[i].words for i in range(hunk.b_at, hunk.b_to))


def _stray(stray: Stray, others: Iterable[Stray]) -> Difference:
    """A person must look; one for many weighs little, if it is that alone."""
    facing = [other for other in others if other.hunk is stray.hunk]
    words = stray.term.words.lower()
    weight = Weight.CONTENT
    if stray.term.force or (functional(stray.term) and any(s.term.force for s in facing)):
        weight = Weight.MODALITY
    elif pointing(stray.term) or any(plural(words, s.term.words.lower()) for s in facing):
        weight = Weight.SPELLING
    return Difference(weight, Action.REVIEW, *_texts(stray.hunk))


def _token(text: Sequence[Term], at: int) -> list[int]:
    """The places of all terms that are written as one: it's."""
    near = range(max(0, at - 1), min(len(text), at + 2))
    return [other for other in near if text[other].first == text[at].first]


def _confused(hunk: Hunk) -> Iterator[tuple[int, int]]:
    """The places of words of grammar that were mixed up."""
    free = hunk.new if len(hunk.old) * len(hunk.new) <= MANY else []
    for i in hunk.old:
        old = Place(hunk.before, i)
        partner = next((j for j in free if confused(old, Place(hunk.after, j))), None)
        if partner is not None:
            free.remove(partner)
            yield i, partner


def _unmatched(hunk: Hunk) -> tuple[list[Stray], list[Stray]]:
    """The words that carry something and have no counterpart on the other side of the hunk."""
    old = [Place(hunk.before, i) for i in hunk.old]
    new = [Place(hunk.after, j) for j in hunk.new]
    for fits in (_said_alike, _of_grammar) if len(old) * len(new) <= MANY else ():
        old, new = _paired(old, new, fits)
    left = [Stray(place, hunk.b_at, hunk) for place in old if not droppable(place)]
    right = [Stray(place, hunk.a_at, hunk) for place in new if not droppable(place)]
    if not left and not right and len(old) == len(new) == 1:  # exchanged, and not dropped
        return [Stray(old[0], hunk.b_at, hunk)], [Stray(new[0], hunk.a_at, hunk)]
    return left, right


def _paired(
    old: Sequence[Place], new: Sequence[Place], fits: Callable[[Place, Place], bool]
) -> tuple[list[Place], list[Place]]:
    """The places of either side that have no counterpart on the other."""
    left, right = [], list(new)
    for place in old:
        partner = next((other for other in right if fits(place, other)), None)
        if partner is None:
            left.append(place)
        else:
            right.remove(partner)
    return left, right


def _said_alike(a: Place, b: Place) -> bool:
    return same(a.term, b.term)


def _of_grammar(a: Place, b: Place) -> bool:
    return exchangeable(a, b) or agree(a, b)
