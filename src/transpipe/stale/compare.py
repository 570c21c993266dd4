"""Two readings of a block → what differs, each difference with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transpipe.model import Action, Weight
from transpipe.stale.difference import Difference
from transpipe.stale.numerals import figures, numeral
from transpipe.stale.reading import Reading, Sort, Token
from transpipe.stale.targets import retargeted
from transpipe.stale.terms import Term, month, terms
from transpipe.stale.vocabulary import NUMBERS, UNITS
from transpipe.stale.wording import Hunk, wording
from transpipe.text.similarity import opcodes


@dataclass(slots=True)
class _Comparison:
    old: Reading
    new: Reading
    before: tuple[Term, ...] = field(init=False)
    after: tuple[Term, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.before, self.after = terms(self.old), terms(self.new)

    def hunks(self) -> Iterator[Hunk]:
        """The runs of terms that are not the same on both sides."""
        if [_frame_key(t) for t in self.before] == [_frame_key(t) for t in self.after]:
            # The words are the same: code, numbers and addresses pair up by their places.
            for i, (a, b) in enumerate(zip(self.before, self.after, strict=True)):
                if a.key != b.key:
                    yield Hunk(self.before, self.after, i, i + 1, i, i + 1)
            return
        a_at = b_at = -1
        a_to = b_to = 0
        steps = opcodes([t.key for t in self.before], [t.key for t in self.after])
        for tag, a_from, a_end, b_from, b_end in [*steps, ("equal", *self.ends())]:
            if tag != "equal":
                if a_at < 0:
                    a_at, b_at = a_from, b_from
                a_to, b_to = a_end, b_end
            elif a_at >= 0:
                yield Hunk(self.before, self.after, a_at, a_to, b_at, b_to)
                a_at = -1

    def ends(self) -> tuple[int, int, int, int]:
        return len(self.before), len(self.before), len(self.after), len(self.after)


def _frame_key(term: Term) -> str:
    return term.key if term.sort in (Sort.WORD, Sort.OPERATOR) else term.sort.value


def differences(old: Reading, new: Reading) -> tuple[Difference, ...]:
    """Everything that differs between two readings: code and numbers, words, targets, signs."""
    comparison = _Comparison(old, new)
    hunks = tuple(comparison.hunks())
    found: list[Difference] = []
    worded: list[Hunk] = []
    for hunk in hunks:
        looks = _looks_alike(old, new, hunk)
        if looks is not None:
            found.append(Difference(looks, Action.KEEP))
            continue
        rest, parts = _tokens(hunk)
        found += parts
        worded.append(rest)
    for said in wording(comparison.before, comparison.after, worded, new):
        found.append(Difference(said.weight, said.action, said.before, said.after))
    found += retargeted(old, new)
    return (*found, *_signs(old, new, hunks))


def _inside(hunk: Hunk) -> tuple[range, range]:
    """The tokens of a hunk on either side, with the signs between them."""
    a = range(0)
    b = range(0)
    if hunk.a_at < hunk.a_to:
        a = range(hunk.before[hunk.a_at].first, hunk.before[hunk.a_to - 1].last + 1)
    if hunk.b_at < hunk.b_to:
        b = range(hunk.after[hunk.b_at].first, hunk.after[hunk.b_to - 1].last + 1)
    return a, b


def _looks_alike(old: Reading, new: Reading, hunk: Hunk) -> Weight | None:
    """Whether the same letters stand on both sides: `filter`ing, front-end, read me."""
    here, there = _inside(hunk)
    a, b = [old.tokens[i] for i in here], [new.tokens[i] for i in there]
    if not a or not b:
        return None
    marked_a, marked_b = any(t.marked for t in a), any(t.marked for t in b)
    if _tight(a) == _tight(b):
        return Weight.MARKUP
    if marked_a != marked_b and _unquoted(a) == _unquoted(b):
        return Weight.MARKUP
    if {t.sort for t in (*a, *b)} <= {Sort.WORD, Sort.SIGN}:
        return Weight.SPELLING if _letters(a) == _letters(b) else None
    # "`string`" and "String" are one word; `a-b` and `ab` are two.
    same = _unquoted(a).casefold() == _unquoted(b).casefold()
    return Weight.SPELLING if same and not (marked_a and marked_b) else None


def _tight(tokens: Iterable[Token]) -> str:
    return "".join("".join(t.text.split()) for t in tokens)


def _unquoted(tokens: Iterable[Token]) -> str:
    return "".join(c for c in _tight(tokens) if c not in _QUOTE_MARKS)


def _letters(tokens: Iterable[Token]) -> str:
    return "".join(c for t in tokens for c in t.text.casefold() if c.isalnum())


def _tokens(hunk: Hunk) -> tuple[Hunk, list[Difference]]:
    """What of a hunk is code, numbers and addresses; and the words that remain."""
    found: list[Difference] = []
    gone: set[int] = set()
    come: set[int] = set()
    for sort, judge in _JUDGES:
        a = [i for i in hunk.old if i not in gone and _is(hunk.before[i], sort)]
        b = [i for i in hunk.new if i not in come and _is(hunk.after[i], sort)]
        if sort is Sort.NUMBER:
            a, b = _also_numerals(hunk, a, b)
        if not a and not b:
            continue
        gone |= set(a)
        come |= set(b)
        pairs = _paired([hunk.before[i] for i in a], [hunk.after[i] for i in b])
        found += [d for x, y in pairs if (d := judge(x, y))]
    rest = hunk.without(gone, come)
    return rest, found


def _is(term: Term, sort: Sort) -> bool:
    return term.sort is sort


def _also_numerals(hunk: Hunk, a: list[int], b: list[int]) -> tuple[list[int], list[int]]:
    """Numbers written as words or in Roman figures, where both sides have as many."""

    def counted(terms: tuple[Term, ...], place: list[int], others: bool) -> list[int]:
        return [
            i
            for i in place
            if terms[i].sort is Sort.NUMBER
            or (terms[i].sort is Sort.WORD and others and numeral(terms[i].words) is not None)
            or month(terms[i])
            or (terms[i].sort is Sort.WORD and terms[i].key in UNITS)
            or (terms[i].sort is Sort.WORD and any(c.isdigit() for c in terms[i].words))
        ]

    wide_a = counted(hunk.before, hunk.old, True)
    wide_b = counted(hunk.after, hunk.new, True)
    return (wide_a, wide_b) if wide_a and wide_b and len(wide_a) == len(wide_b) else (a, b)


def _paired(a: list[Term], b: list[Term]) -> list[tuple[Term | None, Term | None]]:
    """In order, where there are as many; else each alone."""
    if len(a) == len(b):
        return list(zip(a, b, strict=True))
    return [*((x, None) for x in a), *((None, y) for y in b)]


def _alone(weight: Weight, a: Term | None, b: Term | None, sort: Sort) -> Difference:
    before, after = a.words if a else "", b.words if b else ""
    return Difference(weight, Action.REVIEW, before, after, sort)


def _code(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.CONTENT, a, b, Sort.CODE)
    if a.words == b.words:
        return None
    weight = Weight.NUMBER if figures(a.words, b.words) else Weight.CODE
    return Difference(weight, Action.PATCH, a.words, b.words, Sort.CODE, a.first)


def _number(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.NUMBER, a, b, Sort.NUMBER)
    if a.words == b.words:
        return None
    if Sort.NUMBER not in (a.sort, b.sort) and _named(a.words) != _named(b.words):
        return _alone(Weight.CONTENT, a, b, Sort.WORD)
    if _decade(a.words, b.words) or _spelt_out(a.words, b.words):
        return Difference(Weight.SPELLING, Action.KEEP, a.words, b.words)
    return Difference(Weight.NUMBER, Action.PATCH, a.words, b.words, Sort.NUMBER, a.first)


def _named(word: str) -> str:
    """The letters of a name with figures in it: nRF51822."""
    mixed = any(c.isdigit() for c in word)
    return re.sub(r"\d+", "0", word) if mixed else ""


def _spelt_out(a: str, b: str) -> bool:
    """3 and three."""
    value = numeral(a)
    words = NUMBERS.keys() & {a.lower(), b.lower()}
    return value is not None and value == numeral(b) and bool(words)


def _decade(a: str, b: str) -> bool:
    """90s and 1990s."""
    short, long = sorted((a, b), key=len)
    return short.endswith("0s") and len(short) == 3 and len(long) == 5 and long.endswith(short)


def _address(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.LINK, a, b, Sort.ADDRESS)
    return Difference(Weight.LINK, Action.PATCH, a.words, b.words, Sort.ADDRESS, a.first)


def _operator(a: Term | None, b: Term | None) -> Difference | None:
    signs = {t.words for t in (a, b) if t}
    if signs <= {"&"}:
        return Difference(Weight.SPELLING, Action.KEEP)
    return _alone(Weight.CONTENT, a, b, Sort.OPERATOR)


_JUDGES = (
    (Sort.CODE, _code), (Sort.ADDRESS, _address), (Sort.NUMBER, _number),
    (Sort.OPERATOR, _operator),
)  # fmt: skip


_QUOTE_MARKS = set("\"'“”‘’")


def _signs(old: Reading, new: Reading, hunks: Iterable[Hunk]) -> Iterator[Difference]:
    """Punctuation, capitals, quotes, emphasis, bullets: what a translation does not copy."""
    if old.frame != new.frame:
        yield Difference(Weight.MARKUP, Action.KEEP)
    within = [_inside(hunk) for hunk in hunks]
    gone = {i for a, _ in within for i in a}
    come = {i for _, b in within for i in b}
    a = [t for i, t in enumerate(old.tokens) if i not in gone]
    b = [t for i, t in enumerate(new.tokens) if i not in come]
    if _tight(a) == _tight(b):
        if not within and " ".join(old.text.split()) != " ".join(new.text.split()):
            yield Difference(Weight.MARKUP, Action.KEEP)
    elif _unquoted(a) == _unquoted(b) and _traded(old, new):
        yield Difference(Weight.MARKUP, Action.KEEP)
    else:
        yield Difference(Weight.SPELLING, Action.KEEP)


def _traded(old: Reading, new: Reading) -> bool:
    """Whether quotes went and code or emphasis came, or the other way round."""

    def quotes(reading: Reading) -> int:
        return sum(t.text in _QUOTE_MARKS for t in reading.tokens)

    def marks(reading: Reading) -> int:
        stars = reading.text.count("*") + reading.text.count("_")
        return stars + 2 * sum(t.marked for t in reading.tokens)

    return (quotes(new) - quotes(old)) * (marks(new) - marks(old)) < 0
