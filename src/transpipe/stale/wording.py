"""Words that differ: do they say the same, say it with another force, or say something else?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.model import Action, Weight
from transpipe.stale.reading import Reading, Sort
from transpipe.stale.spelling import alike, slip, typo
from transpipe.stale.terms import Term, neutral
from transpipe.stale.vocabulary import (
    ALSO,
    DIRECTIONS,
    GENERIC,
    LOOSE,
    MOVABLE,
    OPENERS,
    PARTICLES,
    POINTING,
)


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of terms that is not the same: `before[a_at:a_to]` became `after[b_at:b_to]`.

    `gone` and `come` are places in it that are accounted for.
    """

    before: Sequence[Term]
    after: Sequence[Term]
    a_at: int
    a_to: int
    b_at: int
    b_to: int
    gone: frozenset[int] = frozenset()
    come: frozenset[int] = frozenset()

    @property
    def old(self) -> list[int]:
        """The places in `before` that are not accounted for."""
        return [i for i in range(self.a_at, self.a_to) if i not in self.gone]

    @property
    def new(self) -> list[int]:
        """The places in `after` that are not accounted for."""
        return [i for i in range(self.b_at, self.b_to) if i not in self.come]

    def without(self, gone: Iterable[int], come: Iterable[int]) -> Hunk:
        """The hunk with these places accounted for."""
        return replace(self, gone=self.gone | frozenset(gone), come=self.come | frozenset(come))


# A hunk with more pairs of words than this was rewritten; nothing in it is looked for.
_MANY = 2500


@dataclass(frozen=True, slots=True)
class Said:
    """What a difference of words weighs."""

    weight: Weight
    action: Action
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Stray:
    """A word that has no counterpart in its hunk: `place` in `before` or `after`; `at` is where
    that is in the other text."""

    term: Term
    place: int
    at: int
    hunk: Hunk


def wording(
    before: Sequence[Term], after: Sequence[Term], hunks: Iterable[Hunk], new: Reading
) -> tuple[Said, ...]:
    """What the hunks of words between two texts weigh, one by one."""
    found: list[Said] = []
    gone: list[_Stray] = []
    come: list[_Stray] = []
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
    gone, come = _unmoved(gone, come, before, after)
    gone = [s for s in gone if not _said_anyway(s, before)]
    come = [s for s in come if not _said_anyway(s, after)]
    found += [_stray(s, old=True) for s in gone]
    found += [_stray(s, old=False) for s in come]
    return tuple(found)


def _texts(hunk: Hunk) -> tuple[str, str]:
    old = " ".join(hunk.before[i].words for i in range(hunk.a_at, hunk.a_to))
    return old, " ".join(hunk.after[i].words for i in range(hunk.b_at, hunk.b_to))


def _heavy(weight: Weight, hunk: Hunk) -> Said:
    return Said(weight, Action.REVIEW, *_texts(hunk))


def _stray(stray: _Stray, old: bool) -> Said:
    weight = Weight.MODALITY if stray.term.force else Weight.CONTENT
    before, after = _texts(stray.hunk)
    return Said(weight, Action.REVIEW, before, after)


def _misspelt(hunk: Hunk, new: Reading) -> tuple[Hunk, list[Said]]:
    """The hunk without what is a typo or slip, and what that means: a name must be patched."""
    found: list[Said] = []
    gone: set[int] = set()
    come: set[int] = set()
    if len(hunk.old) * len(hunk.new) > _MANY:
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


def _unmatched(hunk: Hunk) -> tuple[list[_Stray], list[_Stray]]:
    """The words that carry something and have no counterpart on the other side of the hunk."""
    a = [i for i in hunk.old if not neutral(hunk.before[i])]
    b = [j for j in hunk.new if not neutral(hunk.after[j])]
    for i in list(a) if len(a) * len(b) <= _MANY else ():
        partner = next((j for j in b if _same(hunk.before[i], hunk.after[j])), None)
        if partner is not None:
            a.remove(i)
            b.remove(partner)
    left = [_Stray(hunk.before[i], i, hunk.b_at, hunk) for i in a]
    right = [_Stray(hunk.after[j], j, hunk.a_at, hunk) for j in b]
    return left, right


def _same(a: Term, b: Term) -> bool:
    if a.force or b.force:
        return a.force == b.force or ALSO.get(a.force) == b.force or ALSO.get(b.force) == a.force
    return a.sort is b.sort and (a.key == b.key or alike(_saying(a), _saying(b)))


def _unmoved(
    gone: list[_Stray], come: list[_Stray], before: Sequence[Term], after: Sequence[Term]
) -> tuple[list[_Stray], list[_Stray]]:
    """The strays that did not just move a little within their sentence."""
    if len(gone) * len(come) > _MANY:
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


def _moved(old: _Stray, new: _Stray, after: Sequence[Term]) -> bool:
    """Whether a word moved without a difference: an adverb, or a noun before a noun.

    "constant naming convention" = "naming convention for constants". A "not" may only pass words
    that say nothing; other words that change places say something else.
    """
    a, b = old.term, new.term
    if not _same(a, b) or a.sentence != b.sentence:
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


def _said_anyway(stray: _Stray, text: Sequence[Term]) -> bool:
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


def _repeated(stray: _Stray, text: Sequence[Term]) -> bool:
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
