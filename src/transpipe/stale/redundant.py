"""Words that came or went alone, though what they say is said beside them anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from transpipe.stale.reading import Sort
from transpipe.stale.spelling import alike, stem
from transpipe.stale.strays import Stray
from transpipe.stale.terms import Term, generic, neutral
from transpipe.stale.vocabulary import (
    AUXILIARIES,
    COMMENTS,
    LOOSE,
    NAMED,
    OPENERS,
    ORDINALS,
    PARTICLES,
    POINTING,
    PRONOUNS,
)


def said_anyway(stray: Stray, text: Sequence[Term]) -> bool:
    """Whether a word that came or went says nothing that is not said beside it."""
    rules = _FORCED if stray.term.force else _PLAIN
    return any(rule(stray, text) for rule in rules)


def _loose(stray: Stray, text: Sequence[Term]) -> bool:
    return stray.term.force in LOOSE


def _doubled(stray: Stray, text: Sequence[Term]) -> bool:
    """A doubled word is a slip; a doubled "not" may turn the sentence around."""
    term, previous = stray.term, _beside(stray, text, -1)
    return previous is not None and (previous.key, previous.words) == (term.key, term.words)


def _opening(stray: Stray, text: Sequence[Term]) -> bool:
    """What ties a sentence to the one before: "however", "next"; "second" if a comma follows."""
    term, previous = stray.term, _beside(stray, text, -1)
    if previous is not None and previous.sentence == term.sentence:
        return False
    following = _beside(stray, text, 1)
    parted = following is not None and following.first > term.last + 1
    hunk = stray.hunk
    both = {hunk.before[i].key for i in hunk.old}, {hunk.after[j].key for j in hunk.new}
    if all(keys & COMMENTS for keys in both):  # luckily, sadly
        return False
    if term.words.lower() in ("while", "when"):  # "while reading a row" = "reading a row"
        return following is not None and following.key.endswith("ing")
    opens = term.key in OPENERS or term.key in COMMENTS or term.key == "for example"
    return opens or (term.key in ORDINALS and parted)


def _plural(stray: Stray, text: Sequence[Term]) -> bool:
    """ "`Job`s" = "`Job` values"."""
    previous = _beside(stray, text, -1)
    return stray.term.key in ("s", "es") and previous is not None and previous.sort is Sort.CODE


def _particle(stray: Stray, text: Sequence[Term]) -> bool:
    return stray.term.key in PARTICLES and len(stray.hunk.old) + len(stray.hunk.new) == 1


def _repeated(stray: Stray, text: Sequence[Term]) -> bool:
    """ "We should pass x or y" = "we should pass x, or we should pass y"."""
    if stray.term.force not in ("must", "should", "can", "cannot", "must not"):
        return False
    lead = list(_lead(stray.place, text))
    earlier = (t for t in text[: stray.place] if t.sentence == stray.term.sentence)
    joined = bool(lead) and lead[-1].key in ("and", "~or", "but")
    return joined and any(t.force == stray.term.force for t in earlier)


def _told(stray: Stray, text: Sequence[Term]) -> bool:
    """ "We can now start" = "we'll now start": who tells the story goes on; no one is allowed."""
    if stray.term.force != "can" or [t.key for t in text[: stray.place]][-1:] != ["we"]:
        return False
    sentence = [t.key for t in text[: stray.place] if t.sentence == stray.term.sentence]
    return "if" not in sentence and "~only if" not in sentence


def _mandated(stray: Stray, text: Sequence[Term]) -> bool:
    """ "We recommend that it should wait" = "that it wait" (Quirk et al. 1985, 3.59)."""
    if stray.term.force != "should":
        return False
    earlier = [t for t in text[: stray.place] if t.sentence == stray.term.sentence]
    return any(t.force in ("should", "must") or stem(t.words) in _MANDATIVE for t in earlier)


_MANDATIVE = {stem(verb) for verb in ("ask", "advise", "demand", "insist", "propose", "suggest")}


def _emphatic(stray: Stray, text: Sequence[Term]) -> bool:
    """ "Exactly the same" = "the same"; "all these" = "these"."""
    following = [t.key for t in text[stray.place + 1 : stray.place + 3]]
    if stray.term.force == "exactly":
        same = following[:1] == ["same"] or following == ["the", "same"]
        return same or following[:1] in _ASKED
    return stray.term.key == "~all" and following[:1] in _POINTED


_ASKED = [["what"], ["how"], ["why"], ["where"], ["which"], ["as"], ["like"]]
_POINTED = [["this"], ["that"], ["these"], ["those"]]


def _quantified(stray: Stray, text: Sequence[Term]) -> bool:
    """ "Any" after "if" or "not", "some" before "other", "both" before "x and y"."""
    term, place = stray.term, stray.place
    sentence = [i for i, t in enumerate(text) if t.sentence == term.sentence]
    earlier = {text[i].force or text[i].key for i in sentence if i < place}
    later = [text[i].key for i in sentence if i > place]
    match term.words.lower():
        case "any":
            return bool(earlier & _OPEN) and later[:1] != ["of"]
        case "some":
            return later[:1] in _FURTHER
        case "both":
            part = later[: later.index("and")] if "and" in later[:_NEAR] else ["to"]
            return AUXILIARIES.isdisjoint(part)
    return False


_OPEN = {"if", "not", "never", "without", "cannot"}
_FURTHER = [["other"], ["~more"], ["further"], ["additional"], ["extra"], ["another"]]
_NEAR = 6


def _generic(stray: Stray, text: Sequence[Term]) -> bool:
    """ "`retry` function" says no more than "`retry`", nor "this function" more than "this"."""
    term = stray.term
    if not generic(term) or _exchanged(stray):
        return False
    previous, following = _beside(stray, text, -1), _beside(stray, text, 1)
    if previous is None:
        return False
    if previous.key in POINTING:
        return following is None or not generic(following)
    return previous.sort is Sort.CODE or _introduces(stray.place, text) or _apposed(stray, text)


def _exchanged(stray: Stray) -> bool:
    """Whether another such word stands for it: a function that became a method is another thing."""
    hunk = stray.hunk
    olds = [hunk.before[i] for i in hunk.old if generic(hunk.before[i])]
    news = [hunk.after[j] for j in hunk.new if generic(hunk.after[j])]
    return any(not alike(a.words, b.words) for a in olds for b in news)


def _introduces(place: int, text: Sequence[Term]) -> bool:
    """ "The function `retry`", "a function named `retry`"."""
    following = list(text[place + 1 : place + 3])
    if following and following[0].key in NAMED:
        following = following[1:]
    return bool(following) and following[0].sort is Sort.CODE


def _naming(stray: Stray, text: Sequence[Term]) -> bool:
    """The "named" of "a function named `retry`"."""
    previous, following = _beside(stray, text, -1), _beside(stray, text, 1)
    if stray.term.key not in NAMED or previous is None or following is None:
        return False
    return generic(previous) and following.sort is Sort.CODE


def _apposed(stray: Stray, text: Sequence[Term]) -> bool:
    """ "`retry`, which is a function" = "`retry`"."""
    for term in reversed(text[: stray.place]):
        if term.key not in _RELATIVE:
            return term.sort is Sort.CODE and text[stray.place - 1].key in ("a", "an")
    return False


_RELATIVE = {"which", "that", "is", "are", "a", "an"}


def _resolved(stray: Stray, text: Sequence[Term]) -> bool:
    """ "A lease, which ends" = "a lease. The lease ends": the noun said last for a pronoun."""
    hunk = stray.hunk
    olds = [hunk.before[i] for i in hunk.old]
    news = [hunk.after[j] for j in hunk.new]
    named, other = (olds, news) if stray.term in olds else (news, olds)
    nouns = [t for t in named if not neutral(t)]
    if not other or any(t.key not in PRONOUNS for t in other):
        return False
    earlier = [t for t in text if t.first < min(n.first for n in named) and not neutral(t)]
    last = earlier[-len(nouns) :]
    if not last or last[0].sentence < stray.term.sentence - 1:
        return False
    plain = all(t.sort is Sort.WORD and not t.force for t in nouns)
    return plain and [stem(t.words) for t in nouns] == [stem(t.words) for t in last]


def _restored(stray: Stray, text: Sequence[Term]) -> bool:
    """ "Stop the host and the guest" = "stop the host and stop the guest": said before "and"."""
    hunk = stray.hunk
    olds, news = [hunk.before[i] for i in hunk.old], [hunk.after[j] for j in hunk.new]
    here, there = (olds, news) if stray.term in olds else (news, olds)
    common = {t.key for t in here} & {t.key for t in there}
    full = [t for t in here if not neutral(t) and t.key not in common]
    rest = [t for t in there if not neutral(t) and t.key not in common]
    start = stray.place - sum(t.first < stray.term.first for t in here)
    lead = list(_lead(start, text))
    # "Read the key and the lock" is not "read the key and the key lock".
    named = any(t.key in _ARTICLES for t in lead)
    if rest or named or not lead or lead[-1].key not in ("and", "~or", "but"):
        return False
    earlier = [t for t in text[:start] if t.sentence == stray.term.sentence and not neutral(t)]
    said, run = [t.key for t in earlier], [t.key for t in full]
    return any(said[at : at + len(run)] == run for at in range(len(said) - len(run) + 1))


def _beside(stray: Stray, text: Sequence[Term], step: int) -> Term | None:
    at = stray.place + step
    return text[at] if 0 <= at < len(text) else None


def _lead(place: int, text: Sequence[Term]) -> Iterator[Term]:
    """The terms before a place, back to the word that joins: "or we" should."""
    for term in reversed(text[max(0, place - 3) : place]):
        yield term
        if term.key in ("and", "~or", "but") or not neutral(term):
            return


_ARTICLES = {"the", "a", "an"}
_Rule = Callable[[Stray, Sequence[Term]], bool]
_FORCED: tuple[_Rule, ...] = (_loose, _repeated, _told, _mandated, _emphatic, _quantified)
_PLAIN: tuple[_Rule, ...] = (
    _doubled,
    _opening,
    _plural,
    _particle,
    _naming,
    _generic,
    _resolved,
    _restored,
)
