"""Two readings of a block → what differs, each difference with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transpipe.markdown.scan import What, scan
from transpipe.model import Action, Weight
from transpipe.stale.difference import Difference
from transpipe.stale.hunk import Hunk
from transpipe.stale.reading import Reading, Sort, Token
from transpipe.stale.respelt import letters as _letters
from transpipe.stale.respelt import respelt
from transpipe.stale.signs import telling
from transpipe.stale.slips import mended
from transpipe.stale.spelling import Elsewhere, nowhere
from transpipe.stale.targets import retargeted
from transpipe.stale.terms import Term, capital, terms
from transpipe.stale.tokens import token_differences
from transpipe.stale.wording import wording
from transpipe.text.similarity import runs


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
        for old, new in runs([t.key for t in self.before], [t.key for t in self.after]):
            yield Hunk(self.before, self.after, old.start, old.stop, new.start, new.stop)


def _frame_key(term: Term) -> str:
    return term.key if term.sort in (Sort.WORD, Sort.OPERATOR) else term.sort.value


def differences(
    old: Reading, new: Reading, elsewhere: Elsewhere = nowhere
) -> tuple[Difference, ...]:
    """Everything that differs between two readings: code and numbers, words, targets, signs."""
    old, misspelt = mended(old, new, elsewhere)
    comparison = _Comparison(old, new)
    hunks = tuple(comparison.hunks())
    found = list(misspelt)
    worded: list[Hunk] = []
    for hunk in hunks:
        looks = _looks_alike(old, new, hunk)
        if looks is not None:
            found.append(Difference(looks, Action.KEEP))
            continue
        rest, parts = token_differences(hunk)
        found += parts
        worded.append(rest)
    for said in wording(worded):
        found.append(Difference(said.weight, said.action, said.before, said.after))
    found += retargeted(old, new)
    found += telling((old, comparison.before), (new, comparison.after), hunks)
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
    if _figures(a) != _figures(b):
        return None
    if _bare(a) != _bare(b) and _capitals(old, here) != _capitals(new, there):
        return None
    if not a or not b:
        signs = _between(new, hunk.after, hunk.b_at) if a else _between(old, hunk.before, hunk.a_at)
        # A path or operator that was code and is plain now is a sign: `/`.
        return Weight.MARKUP if len([*a, *b]) == 1 and [*a, *b][0].text in signs else None
    worded = {t.sort for t in (*a, *b)} <= {Sort.WORD, Sort.SIGN}
    marked_a, marked_b = any(t.marked for t in a), any(t.marked for t in b)
    if _tight(a) == _tight(b):
        if marked_a or marked_b or _shown(a) == _shown(b):
            return Weight.MARKUP
        return Weight.SPELLING if not worded or respelt(a, b) else None
    if marked_a != marked_b:
        shown = _unquoted(a if marked_a else b)
        words, span = (new, there) if marked_a else (old, here)
        if shown in {_unquoted(part) for part in _widened(words, span)}:
            return Weight.MARKUP
    if worded:
        owners = _owners(old, here) != _owners(new, there)
        alike = not owners and _letters(a) == _letters(b) and respelt(a, b)
        return Weight.SPELLING if alike else None
    # "`string`" and "String" are one word; `-v` and `-V`, `a-b` and `ab` are two.
    solid = {t.sort for t in a} & {t.sort for t in b} & {Sort.CODE, Sort.NUMBER}
    same = _unquoted(a).casefold() == _unquoted(b).casefold()
    return Weight.SPELLING if same and not solid else None


def _capitals(reading: Reading, span: range) -> list[str]:
    """What is another word in small letters: "MUST" and "must" have the same, and that is all."""
    words = (at for at in span if reading.tokens[at].sort is Sort.WORD)
    return [reading.tokens[at].text for at in words if capital(reading, at)]


def _figures(tokens: Iterable[Token]) -> list[str]:
    """The figures that stand together: 10 and 1 0 have the same, and are other numbers."""
    return [figure for token in tokens for figure in _FIGURES.findall(token.text)]


def _widened(reading: Reading, span: range) -> Iterator[Sequence[Token]]:
    """Some tokens, alone and with the signs right before and behind them."""
    for before in range(3):
        for behind in range(3):
            start, end = max(0, span.start - before), span.stop + behind
            around = (*reading.tokens[start : span.start], *reading.tokens[span.stop : end])
            if all(t.sort is Sort.SIGN for t in around):
                yield reading.tokens[start:end]


def _between(reading: Reading, terms: Sequence[Term], at: int) -> set[str]:
    """The signs between two terms that follow each other."""
    start = terms[at - 1].last + 1 if at else 0
    end = terms[at].first if at < len(terms) else len(reading.tokens)
    return {t.text for t in reading.tokens[start:end] if t.sort is Sort.SIGN}


def _shown(tokens: Iterable[Token]) -> str:
    return "".join((" " if not t.glued else "") + t.text for t in tokens).strip()


def _tight(tokens: Iterable[Token]) -> str:
    return "".join("".join(t.text.split()) for t in tokens)


def _bare(tokens: Iterable[Token]) -> str:
    return "".join(c for t in tokens for c in t.text if c.isalnum())


def _unquoted(tokens: Iterable[Token]) -> str:
    return "".join(c for c in _tight(tokens) if c not in _QUOTE_MARKS)


def _owners(reading: Reading, span: range) -> bool:
    """Whether an apostrophe follows: the clerks', not the clerk's."""
    following = reading.tokens[span.stop : span.stop + 1]
    return any(t.glued and t.text in ("'", "’") for t in following)


_FIGURES = re.compile(r"\d+")
_STRUCK = re.compile(r"~~|</?(?:s|del|strike)\b", re.IGNORECASE)
_QUOTE_MARKS = set("\"'“”‘’")


def _signs(old: Reading, new: Reading, hunks: Iterable[Hunk]) -> Iterator[Difference]:
    """Punctuation, capitals, quotes, emphasis, bullets: what a translation does not copy."""
    if old.frame != new.frame:
        yield Difference(Weight.MARKUP, Action.KEEP)
    if len(_STRUCK.findall(old.text)) != len(_STRUCK.findall(new.text)):
        yield Difference(Weight.CONTENT, Action.REVIEW)  # what is struck out is not said
    if _boxes(old) != _boxes(new) or _stars(old).isdisjoint(_stars(new)):
        yield Difference(Weight.CONTENT, Action.REVIEW)
    within = [_inside(hunk) for hunk in hunks]
    gone = {i for a, _ in within for i in a}
    come = {i for _, b in within for i in b}
    a = [t for i, t in enumerate(old.tokens) if i not in gone]
    b = [t for i, t in enumerate(new.tokens) if i not in come]
    if _tight(a) == _tight(b):
        if not within and old.letters != new.letters:
            yield Difference(Weight.MARKUP, Action.KEEP)
    elif _unquoted(a) == _unquoted(b) and _traded(old, new):
        yield Difference(Weight.MARKUP, Action.KEEP)
    else:
        yield Difference(Weight.SPELLING, Action.KEEP)
        yield from _names(a, b)


def _boxes(reading: Reading) -> list[str]:
    """Whether a task is done."""
    return [mark.lower() for mark in reading.frame if mark.startswith("[")]


def _stars(reading: Reading) -> set[tuple[str, int]]:
    """Whether a star says something: emphasis has them in pairs, a bullet may lack its blank."""
    solid = (What.CODE, What.MATH, What.HTML, What.URL, What.AUTOLINK, What.TEMPLATE)
    pieces = [piece.span for piece in scan(reading.text) if piece.what in solid]
    inside = sum(span.of(reading.text).count("*") for span in pieces)
    counts = (reading.text.count("*"), reading.text.count("*", reading.start))
    return {(where, (n - inside) % 2) for where, n in zip(("block", "words"), counts, strict=True)}


def _names(a: Sequence[Token], b: Sequence[Token]) -> Iterator[Difference]:
    """Names whose capitals were wrong, Github: a translation has copied them so."""
    words = [[t.text for t in side if t.sort is Sort.WORD] for side in (a, b)]
    if [x.casefold() for x in words[0]] != [x.casefold() for x in words[1]]:
        return
    for before, after in zip(*words, strict=True):
        mixed = not after.isupper() and not after[1:].islower() and not before.isupper()
        if before != after and before[0].isupper() and mixed and len(after) > 1:
            yield Difference(Weight.SPELLING, Action.PATCH, before, after)


def _traded(old: Reading, new: Reading) -> bool:
    """Whether quotes went and code or emphasis came, or the other way round."""

    def quotes(reading: Reading) -> int:
        return sum(t.text in _QUOTE_MARKS for t in reading.tokens)

    def marks(reading: Reading) -> int:
        stars = reading.text.count("*") + reading.text.count("_")
        return stars + 2 * sum(t.marked for t in reading.tokens)

    return (quotes(new) - quotes(old)) * (marks(new) - marks(old)) < 0
