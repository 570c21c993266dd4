"""Words that carry grammar alone: which may come, go, stand for each other, or be mixed up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice, pairwise

from transpipe.stale.nouns import Place, Sort, Term
from transpipe.stale.spelling import bases, irregular, listed, written_alike
from transpipe.stale.words import class_of, lines
from transpipe.text.similarity import slips

MODAL = (
    "~can", "~may", "~must", "~should", "~would", "~shall", "~cannot", "~could not", "~must not",
    "~may not", "~need not",
)  # fmt: skip

# Forms of "be" and "have" by their time; words that begin a clause which follows its sentence in
# that, and how far before the verb they may stand.
_PAST, _PRESENT = ("was", "were", "had"), ("am", "is", "are", "has", "have")
_TEMPORAL, _FAR = ("once", "when", "whenever", "after", "as", "until", "before", "~if"), 4


def auxiliary(key: str) -> bool:
    """Whether a word helps a verb, or may stand for it: is, has, do, will, can."""
    return key in MODAL or any(key in class_of(name) for name in ("be", "have", "do", "future"))


def functional(term: Term) -> bool:
    """Whether a word says nothing by itself."""
    return term.sort is Sort.WORD and term.key in _functional()


def pointing(term: Term) -> bool:
    """Whether a word only says which one is meant: the, this, those."""
    return any(term.key in class_of(name) for name in ("article", "near", "far"))


@cache
def _functional() -> frozenset[str]:
    parts = (line.partition(": ") for line in lines("function.txt"))
    return frozenset(
        word for name, _, words in parts if name not in _SAYING for word in words.split()
    )


_SAYING = ("adverb", "conjunct", "prevent")


def droppable(place: Place) -> bool:
    """Whether a sentence says the same without this word, here."""
    if place.key not in _ever_dropped():
        return False
    return any(place.key in words() and rule(place) for words, rule in _DROPPED)


@cache
def _ever_dropped() -> frozenset[str]:
    return frozenset(word for words, _rule in _DROPPED for word in words())


def exchangeable(a: Place, b: Place) -> bool:
    """Whether of two words of grammar either may stand here.

    "That was much" = "this was much"; "this row" and "that row" are two.
    """
    pair = {a.key, b.key}
    if (a.key in _PAST) != (b.key in _PAST) and pair <= {*_PAST, *_PRESENT}:
        return _in_time(a, b)
    if pair == {"this", "that"}:
        return not (_determines(a) or _determines(b))
    return _permitted(a, b) or any(rule(pair) for rule in _EXCHANGED)


def _permitted(a: Place, b: Place) -> bool:
    """ "You can" = "you may"; "could" is another time, "is able to" no permission."""
    words = {a.term.words.lower(), b.term.words.lower()}
    return {a.key, b.key} == {"~can", "~may"} and words == {"can", "may"}


def _in_time(a: Place, b: Place) -> bool:
    """ "Once you had it, updating is easy" = "once you have it": the clause follows the sentence.

    Elsewhere what was and what is are two things.
    """
    near = islice(b.before(), _FAR)
    said = ({t.key for t in (*place.before(), *place.behind())} for place in (a, b))
    verbs = set.intersection(*said) & {*_PAST, *_PRESENT}
    fits = bool(verbs) and all((verb in _PAST) == (b.key in _PAST) for verb in verbs)
    return fits and any(term.key in _TEMPORAL for term in near)


def participle(term: Term | None) -> bool:
    """Whether a word can be a past participle: used, written, been."""
    if term is None or term.sort is not Sort.WORD:
        return False
    return term.key == "been" or term.key.endswith("ed") or term.key in irregular()


def perfect(place: Place) -> bool:
    """Whether "have" only says when: a participle follows, perhaps behind an adverb."""
    following = (term for term in place.behind() if not adverbial(term))
    return participle(next(following, None))


def adverbial(term: Term) -> bool:
    """Whether a word may stand between "have" and its participle: not, already, usually."""
    return bool(term.force) or term.key.endswith("ly") or term.key in class_of("adverb")


def _anywhere(_place: Place) -> bool:
    return True


def _determines(place: Place) -> bool:
    """ "This file" = "the file" = "file"; the "this" of "this is" stands for a noun."""
    following = place.beside(1)
    return following is not None and not functional(following) and not following.force


def _introduces(place: Place) -> bool:
    """ "Ensure that it is" = "ensure it is"; the "that" of "do that" stands for something."""
    return place.beside(1) is not None


def _auxiliary(place: Place) -> bool:
    """ "A lease that is held" = "a lease held"; not "the will", "is a lease".

    "You'll see" = "you see"; what "will be held" is not held yet, what "has been held" not holding.
    """
    previous, following = place.beside(-1), place.beside(1)
    if place.key in class_of("future"):
        acting = following is not None and following.key not in ("be", "have")
        return acting and previous is not None and not pointing(previous)
    verbs = (term for term in place.before() if term.key in MODAL or not adverbial(term))
    chain = next(verbs, None)
    chained = chain is not None and chain.key in (*class_of("relative"), *MODAL)
    return chained or _periphrastic(place, following)


def _periphrastic(place: Place, following: Term | None) -> bool:
    """ "We are only required to" = "we only need to"; "is what holds it" = "holds it"."""
    verb = place.beside(2) if following is not None and following.key == "~only" else following
    if verb is None or place.key in _PAST:
        return False
    said = verb.words.lower().split()
    return verb.key == "what" or (len(said) > 1 and said[0] in _PREDICATES)


_PREDICATES = ("required", "able", "unable", "possible")


def _denied(place: Place) -> bool:
    """The "do" of "do not"."""
    following = place.beside(1)
    return following is not None and following.key.startswith("~not")


def _gerund(place: Place) -> bool:
    """ "Prevent it from growing" = "prevent it growing"; not "keep it growing"."""
    following = place.beside(1)
    barred = any(term.key in class_of("prevent") for term in place.before())
    return barred and following is not None and following.key.endswith("ing")


def _alternative(place: Place) -> bool:
    """ "Either x or y"; not the "either" of "either is fine"."""
    following = place.beside(1)
    if following is None or following.key in (*class_of("be"), *MODAL):
        return False
    return any(term.key == "~or" for term in place.behind())


def _conditional(place: Place) -> bool:
    """ "If x, then y"."""
    return any(term.key == "~if" for term in place.before())


def _possessive(place: Place) -> bool:
    """ "The server's name" = "the server name"."""
    return place.beside(1) is not None and place.beside(-1) is not None


_DROPPED: tuple[tuple[Callable[[], tuple[str, ...]], Callable[[Place], bool]], ...] = (
    (lambda: class_of("article"), _anywhere),
    (lambda: (*class_of("near"), *class_of("far")), _determines),
    (lambda: class_of("be"), _auxiliary),
    (lambda: class_of("future"), _auxiliary),
    (lambda: class_of("have"), perfect),
    (lambda: class_of("do"), _denied),
    (lambda: ("that",), _introduces),
    (lambda: ("from",), _gerund),
    (lambda: ("either",), _alternative),
    (lambda: ("then",), _conditional),
    (lambda: ("'s",), _possessive),
)


def _within(*names: str) -> Callable[[set[str]], bool]:
    return lambda pair: any(pair <= {*class_of(name)} for name in names)


def _determined(pair: set[str]) -> bool:
    """ "This file" = "the file"; "a file" is any."""
    return "the" in pair and bool(pair & {*class_of("near"), *class_of("far")})


def _agreeing(pair: set[str]) -> bool:
    """Has and have, does and do."""
    return pair in ({"has", "have"}, {"does", "do"})


def _related(pair: set[str]) -> bool:
    """ "A file which" = "a file that"; "who" = "that"."""
    return pair <= {*class_of("relative")} and pair != {"which", "who"}


def _numbered(pair: set[str]) -> bool:
    """ "They" for "he" or "she"; "it" is one, and "they" are many."""
    return any(
        pair == {one, many}
        for one, many in zip(class_of("singular"), class_of("plural"), strict=True)
    )


_EXCHANGED: tuple[Callable[[set[str]], bool], ...] = (
    _within("article", "near", "far", "be", "subject"),
    _determined,
    _agreeing,
    _related,
    _numbered,
)


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
    bare = not auxiliary(old.key) and slips(old.key, new.key) == 1
    acting = verb.key.endswith(("ing", "ed")) or verb.force == "not"
    return bare and acting and subject.key in ("i", "we", "you", "they", "he", "she", "it")


def _compared(old: Place, new: Place) -> bool:
    """ "Faster then" for "faster than"."""
    near = islice(new.before(), _NEAR)
    return (old.key, new.key) == ("then", "than") and any(_comparative(t.key) for t in near)


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
