"""Words without a counterpart: did they only move, or is what they say said beside them anyway?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import islice, takewhile

from transpipe.stale.grammar import MODAL, auxiliary, functional, participle
from transpipe.stale.nouns import MANY, Place, Sort, Stray, Term
from transpipe.stale.spelling import american, listed
from transpipe.stale.terms import numeral
from transpipe.stale.words import class_of


def reordered(before: Sequence[Term], after: Sequence[Term], sentence: int) -> bool:
    """Whether a sentence has the words of the other text's, two parts exchanged.

    One part begins with a preposition or conjunction: "for details, see the manual"; or the first
    was a noun before a noun, and is tied to it by "for" or "of" now: "naming convention for
    constants".
    """
    a = [term for term in before if term.sentence == sentence]
    b = [term for term in after if term.sentence == sentence]
    return _fronted(a, b) or _tied(a, b) or _tied(b, a)


def _fronted(a: Sequence[Term], b: Sequence[Term]) -> bool:
    """ "For details, see the manual" = "see the manual for details"."""
    if len(a) != len(b):
        return False
    heads = {*class_of("preposition"), *class_of("conjunction")} - {"than", "as", "so"}
    return any(
        _same(a[at:], b[: len(a) - at]) and _same(a[:at], b[len(a) - at :])
        for at in range(2, len(a) - 1)
        if {a[0].key, a[at].key} & heads
    )


def _tied(a: Sequence[Term], b: Sequence[Term]) -> bool:
    """ "Constant naming convention" = "naming convention for constants"."""
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    for at, term in enumerate(right):
        if term.key not in class_of("linking"):
            continue
        head, tail = right[:at], right[at + 1 :]
        if tail and tail[0].key in class_of("article"):
            tail = tail[1:]
        if head and tail and all(map(_noun, left)) and _same([*tail, *head], left):
            return True
    return False


def _common(a: Sequence[Term], b: Sequence[Term]) -> int:
    """How many terms are the same before one differs."""
    pairs = takewhile(lambda pair: _one(*pair), zip(a, b, strict=False))
    return len([*pairs])


def _noun(term: Term) -> bool:
    """Whether a word may be part of a name made of nouns."""
    return term.sort is Sort.WORD and not term.force and len(term.key) > 1


def _same(a: Sequence[Term], b: Sequence[Term]) -> bool:
    return len(a) == len(b) and all(_one(x, y) for x, y in zip(a, b, strict=True))


def _one(a: Term, b: Term) -> bool:
    """Whether two terms are one, but for a plural that a noun before a noun does not show."""
    if a.sort is not b.sort or a.force != b.force:
        return False
    if a.key == b.key:
        return True
    short, long = sorted((a.key, b.key), key=len)
    return a.sort is Sort.WORD and long in (f"{short}s", f"{short}es")


def same(a: Term, b: Term) -> bool:
    """Whether two terms say the same, with the same force: one word, British or American."""
    if a.force or b.force:
        return a.force == b.force
    return a.sort is b.sort and (a.key == b.key or _spelt(a) == _spelt(b))


def _spelt(term: Term) -> str:
    return american(term.key) if term.sort is Sort.WORD else term.key


def unmoved(gone: list[Stray], come: list[Stray]) -> tuple[list[Stray], list[Stray]]:
    """The strays that did not just move within their sentence."""
    if len(gone) * len(come) > MANY:
        return gone, come
    turned = _turned([*gone, *come])
    left: list[Stray] = []
    right = [stray for stray in come if stray.term.sentence not in turned]
    for stray in gone:
        if stray.term.sentence in turned:
            continue
        partner = next((other for other in right if _moved(stray, other)), None)
        if partner is None:
            left.append(stray)
        else:
            right.remove(partner)
    return left, right


def _turned(strays: Sequence[Stray]) -> set[int]:
    """The sentences in which two parts changed places, and no more."""
    if not strays:
        return set()
    hunk = strays[0].hunk
    sentences = {stray.term.sentence for stray in strays}
    return {number for number in sentences if reordered(hunk.before, hunk.after, number)}


_FREQUENT = {"usually", "sometimes", "occasionally", "rarely", "seldom", "always"}


def _moved(old: Stray, new: Stray) -> bool:
    """Whether a word moved without a difference: an adverb, or "however" between commas."""
    if old.term.sentence != new.term.sentence or not same(old.term, new.term):
        return False
    if _focal(old) and _focal(new):
        return not _barred(old, new, ())
    if old.term.key in class_of("conjunct"):
        return _parted(old.place) and _parted(new.place)
    if not (_adverb(old.place) and _adverb(new.place)):
        return False
    return len(_between(old, new)) <= _FAR and not _barred(old, new, class_of("be"))


_FAR = 2


def _parted(place: Place) -> bool:
    """Whether signs stand on both sides of a word, or the end of the sentence."""
    previous, following = place.beside(-1), place.beside(1)
    before = previous is None or previous.last + 1 < place.term.first
    return before and (following is None or following.first > place.term.last + 1)


def _adverb(place: Place) -> bool:
    """Whether an adverb of time or manner stands beside its verb: usually, automatically.

    That of "automatically failed jobs" belongs to them.
    """
    previous = place.beside(-1)
    verbs = {*class_of("be"), *class_of("have"), *class_of("future"), *MODAL}
    owned = participle(place.beside(1)) and (previous is None or previous.key not in verbs)
    return not owned and (place.term.force in _FREQUENT or _mannered(place.term))


def _mannered(term: Term) -> bool:
    rest = term.key.removesuffix("ly")
    made = (rest, rest + "e", rest + "le", rest.removesuffix("i") + "y", rest.removesuffix("al"))
    plain = rest != term.key and not term.force and len(rest) >= len("auto")
    return plain and any(map(listed, made))


def _focal(stray: Stray) -> bool:
    """ "Can only do it once" = "can do it only once"; not the "only" of "only I can"."""
    return stray.term.key == "~only" and any(auxiliary(t.key) for t in stray.place.before())


def _between(old: Stray, new: Stray) -> list[Term]:
    """The words that it passed."""
    passed = new.place.text[min(old.at, new.place.at) : max(old.at, new.place.at)]
    return [term for term in passed if term is not new.term]


def _barred(old: Stray, new: Stray, verbs: Collection[str]) -> bool:
    """Whether something lies between its places that it would bear upon: "not", "and", a verb."""
    names = ("coordinator", "conjunction", "relative")
    barred = {*verbs, *(word for name in names for word in class_of(name))}
    return any(term.force or term.key in barred for term in _between(old, new))


def said_anyway(stray: Stray) -> bool:
    """Whether a word that came or went says nothing that is not said beside it."""
    exchanged = stray.hunk.old and stray.hunk.new
    return not exchanged and any(rule(stray) for rule in _RULES)


def _doubled(stray: Stray) -> bool:
    """A doubled word is a slip; a doubled "not" may turn the sentence around."""
    previous = stray.place.beside(-1)
    if previous is None or stray.term.force:
        return False
    return (previous.key, previous.words) == (stray.term.key, stray.term.words)


def _both(stray: Stray) -> bool:
    """ "Both x and y" = "x and y"; not the "both" of "they are both"."""
    if stray.term.key != "~both" or stray.term.words.lower() != "both":
        return False
    near = [term.key for term in islice(stray.place.behind(), _NEAR)]
    return "and" in near and not any(map(auxiliary, near[: near.index("and")]))


_NEAR = 6


def _asked(stray: Stray) -> bool:
    """ "If you have any doubts" = "if you have doubts"; not "if any of them"."""
    if stray.term.key != "~any" or stray.term.words.lower() != "any":
        return False
    following = stray.place.beside(1)
    plain = following is not None and following.key != "of"
    return plain and any(term.force in _OPEN for term in stray.place.before())


_OPEN = {"if", "not", "never", "without", "cannot"}


def _repeated(stray: Stray) -> bool:
    """ "Lock the drawer and the shelf" = "lock the drawer and lock the shelf"."""
    places = stray.hunk.old or stray.hunk.new
    if len(places) != places[-1] - places[0] + 1:
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
