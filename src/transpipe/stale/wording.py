"""Words that differ: do they say the same, say it with another force, or say something else?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transpipe.model import Action, Weight
from transpipe.stale.hunk import MANY, Hunk
from transpipe.stale.reading import Reading, Sort
from transpipe.stale.redundant import said_anyway
from transpipe.stale.spelling import slip, typo
from transpipe.stale.strays import Stray, same, unmoved
from transpipe.stale.terms import Term, neutral
from transpipe.stale.vocabulary import DIRECTIONS


@dataclass(frozen=True, slots=True)
class Said:
    """What a difference of words weighs."""

    weight: Weight
    action: Action
    before: str = ""
    after: str = ""


def wording(
    before: Sequence[Term], after: Sequence[Term], hunks: Iterable[Hunk], new: Reading
) -> tuple[Said, ...]:
    """What the hunks of words between two texts weigh, one by one."""
    found: list[Said] = []
    gone: list[Stray] = []
    come: list[Stray] = []
    for hunk in hunks:
        hunk, names = _misspelt(hunk, new)
        found += names
        if _turned(hunk):
            found.append(_heavy(Weight.MODALITY, hunk))
        if _redirected(hunk):
            found.append(_heavy(Weight.CONTENT, hunk))
        left, right = _unmatched(hunk)
        gone += left
        come += right
        if hunk.old or hunk.new:
            found.append(Said(Weight.SPELLING, Action.KEEP, *_texts(hunk)))
    gone, come = unmoved(gone, come, before, after)
    gone = [s for s in gone if not said_anyway(s, before)]
    come = [s for s in come if not said_anyway(s, after)]
    found += [_stray(s) for s in (*gone, *come)]
    return tuple(found)


def _texts(hunk: Hunk) -> tuple[str, str]:
    old = " ".join(hunk.before[i].words for i in range(hunk.a_at, hunk.a_to))
    return old, " ".join(hunk.after[i].words for i in range(hunk.b_at, hunk.b_to))


def _heavy(weight: Weight, hunk: Hunk) -> Said:
    return Said(weight, Action.REVIEW, *_texts(hunk))


def _stray(stray: Stray) -> Said:
    weight = Weight.MODALITY if stray.term.force else Weight.CONTENT
    before, after = _texts(stray.hunk)
    return Said(weight, Action.REVIEW, before, after)


def _misspelt(hunk: Hunk, new: Reading) -> tuple[Hunk, list[Said]]:
    """The hunk without what is a typo or slip, and what that means: a name must be patched."""
    found: list[Said] = []
    gone: set[int] = set()
    come: set[int] = set()
    if len(hunk.old) * len(hunk.new) > MANY:
        return hunk, found
    for i in hunk.old:
        for j in hunk.new:
            a, b = hunk.before[i], hunk.after[j]
            if j in come or not a.sort is b.sort is Sort.WORD or a.words == b.words:
                continue
            if slip(a.words, b.words) or typo(a.words, b.words) or _likened(a, b, hunk.after[j:]):
                name = _name(a, b, new)
                action = Action.PATCH if name else Action.KEEP
                found.append(Said(Weight.SPELLING, action, a.words, b.words))
                gone.add(i)
                come.add(j)
                break
    return hunk.without(gone, come), found


def _likened(a: Term, b: Term, rest: Sequence[Term]) -> bool:
    """ "How it looks like" is a slip for "what it looks like"."""
    like = any(t.key == "like" and t.sentence == b.sentence for t in rest)
    return like and {a.key, b.key} == {"how", "what"}


def _name(a: Term, b: Term, new: Reading) -> bool:
    """Whether a misspelt word is a proper name: a capital inside a sentence, no title's."""
    if not (a.words[0].isupper() and b.words[0].isupper() and b.first > 0):
        return False
    if any(b.words.lower() in t.value.lower() for t in new.targets):
        return True
    others = [t for t in new.tokens if t.sort is Sort.WORD and len(t.text) > 3]
    capitals = sum(t.text[0].isupper() for t in others)
    starts = new.tokens[b.first - 1].text in ".!?:"
    return not starts and 2 * capitals <= len(others)


def _turned(hunk: Hunk) -> bool:
    """Whether "and" became "or", or the other way round."""
    a = {hunk.before[i].key for i in hunk.old} & {"and", "~or"}
    b = {hunk.after[i].key for i in hunk.new} & {"and", "~or"}
    return bool(a and b and a.isdisjoint(b))


def _redirected(hunk: Hunk) -> bool:
    """Whether "from" became "to", or either became "by"."""
    a = {hunk.before[i].key for i in hunk.old}
    b = {hunk.after[i].key for i in hunk.new}
    left = [n for n, words in enumerate(DIRECTIONS) if a & words]
    right = [n for n, words in enumerate(DIRECTIONS) if b & words]
    return bool(left and right and not set(left) & set(right))


def _unmatched(hunk: Hunk) -> tuple[list[Stray], list[Stray]]:
    """The words that carry something and have no counterpart on the other side of the hunk."""
    a = [i for i in hunk.old if not neutral(hunk.before[i])]
    b = [j for j in hunk.new if not neutral(hunk.after[j])]
    for i in list(a) if len(a) * len(b) <= MANY else ():
        partner = next((j for j in b if same(hunk.before[i], hunk.after[j])), None)
        if partner is not None:
            a.remove(i)
            b.remove(partner)
    a = [i for i in a if not _stands_for(hunk.before[i], (hunk.after[j] for j in hunk.new))]
    b = [j for j in b if not _stands_for(hunk.after[j], (hunk.before[i] for i in hunk.old))]
    left = [Stray(hunk.before[i], i, hunk.b_at, hunk) for i in a]
    right = [Stray(hunk.after[j], j, hunk.a_at, hunk) for j in b]
    return left, right


def _stands_for(term: Term, others: Iterable[Term]) -> bool:
    """Whether a word that says nothing alone says the same here: has, contains."""
    return any(neutral(other) and same(term, other) for other in others)
