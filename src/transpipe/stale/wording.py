"""Words that differ: do they say the same, say it with another force, or say something else?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from transpipe.model import Action, Weight
from transpipe.stale.agreement import agree, plural
from transpipe.stale.confusion import confused
from transpipe.stale.grammar import droppable, exchangeable, functional, pointing
from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.place import Place
from transpipe.stale.redundant import said_anyway
from transpipe.stale.strays import Stray, same, unmoved
from transpipe.stale.terms import Term


@dataclass(frozen=True, slots=True)
class Said:
    """What a difference of words weighs."""

    weight: Weight
    action: Action
    before: str = ""
    after: str = ""


def wording(hunks: Iterable[Hunk]) -> tuple[Said, ...]:
    """What the hunks of words between two texts weigh, one by one."""
    found: list[Said] = []
    gone: list[Stray] = []
    come: list[Stray] = []
    for hunk in hunks:
        for i, j in _confused(hunk):
            found.append(
                Said(Weight.SPELLING, Action.KEEP, hunk.before[i].words, hunk.after[j].words)
            )
            hunk = hunk.without(_token(hunk.before, i), _token(hunk.after, j))
        if _turned(hunk):
            found.append(Said(Weight.MODALITY, Action.REVIEW, *_texts(hunk)))
        left, right = _unmatched(hunk)
        gone += left
        come += right
        if hunk.old or hunk.new:
            found.append(Said(Weight.SPELLING, Action.KEEP, *_texts(hunk)))
    gone, come = unmoved(gone, come)
    gone = [stray for stray in gone if not said_anyway(stray)]
    come = [stray for stray in come if not said_anyway(stray)]
    found += [_stray(stray, come) for stray in gone]
    found += [_stray(stray, gone) for stray in come]
    return tuple(found)


def _texts(hunk: Hunk) -> tuple[str, str]:
    old = " ".join(hunk.before[i].words for i in range(hunk.a_at, hunk.a_to))
    return old, " ".join(hunk.after[i].words for i in range(hunk.b_at, hunk.b_to))


def _stray(stray: Stray, others: Iterable[Stray]) -> Said:
    """A person must look; one for many weighs little, if it is that alone."""
    facing = [other for other in others if other.hunk is stray.hunk]
    words = stray.term.words.lower()
    weight = Weight.CONTENT
    if stray.term.force or (functional(stray.term) and any(s.term.force for s in facing)):
        weight = Weight.MODALITY
    elif pointing(stray.term) or any(plural(words, s.term.words.lower()) for s in facing):
        weight = Weight.SPELLING
    return Said(weight, Action.REVIEW, *_texts(stray.hunk))


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


def _turned(hunk: Hunk) -> bool:
    """Whether "and" became "or", or the other way round."""
    a = {hunk.before[i].key for i in hunk.old} & {"and", "~or"}
    b = {hunk.after[i].key for i in hunk.new} & {"and", "~or"}
    return bool(a and b and a.isdisjoint(b))


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
