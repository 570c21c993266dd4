"""Signs that say something: symbols, marks of names, questions, a comma behind "no"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transpipe.markdown.scan import What, scan
from transpipe.model import Action, Weight
from transpipe.stale.grammar import auxiliary
from transpipe.stale.nouns import (
    QUOTES,
    Difference,
    Hunk,
    Place,
    Reading,
    Sort,
    Term,
    Token,
    tight,
    unquoted,
)
from transpipe.stale.words import class_of


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands behind the term `terms[word]` before the next one that both texts have.

    `tokens` are the block's, `signs` the places of those that are signs; there are other tokens
    between them where words changed. At the start of the block `word` is -1.
    """

    terms: Sequence[Term]
    word: int
    tokens: tuple[Token, ...]
    signs: tuple[int, ...]
    whole: bool

    def texts(self) -> list[str]:
        """The signs as written."""
        return [self.tokens[at].text for at in self.signs]

    def glued(self, at: int) -> bool:
        """Whether no blank stands before a token; one after the last is not."""
        return 0 <= at < len(self.tokens) and self.tokens[at].glued


def weigh_signs(
    old: tuple[Reading, Sequence[Term]], new: tuple[Reading, Sequence[Term]], hunks: Sequence[Hunk]
) -> Iterator[Difference]:
    """What signs say otherwise in the new text; punctuation that only parts says nothing."""
    moved = 0  # 1: a sentence ends later on in the new text, -1: earlier
    for a, b in _gaps(old, new, hunks):
        ends = _ends(a) - _ends(b)
        crossed, moved = ends * moved < 0, ends or (0 if _ends(a) else moved)
        if a.texts() == b.texts():
            continue
        said = Weight.CONTENT if crossed or _shown(a, b) or _named(a, b) else None
        if _asks(a) != _asks(b) or _bound(a) != _bound(b):
            said = Weight.MODALITY
        if said:
            yield Difference(said, Action.REVIEW, " ".join(a.texts()), " ".join(b.texts()))


def _gaps(
    old: tuple[Reading, Sequence[Term]], new: tuple[Reading, Sequence[Term]], hunks: Sequence[Hunk]
) -> Iterator[tuple[Gap, Gap]]:
    changed = {at for hunk in hunks for at in range(hunk.a_at, hunk.a_to)}
    come = {at for hunk in hunks for at in range(hunk.b_at, hunk.b_to)}
    same = [at for at in range(len(old[1])) if at not in changed]
    also = [at for at in range(len(new[1])) if at not in come]
    for a, b in zip(
        pairwise((-1, *same, len(old[1]))), pairwise((-1, *also, len(new[1]))), strict=True
    ):
        if _is_wide(*old, *a) or _is_wide(*new, *b):  # most are not, and hold no sign
            yield _gap(*old, *a), _gap(*new, *b)


def _is_wide(reading: Reading, terms: Sequence[Term], word: int, following: int) -> bool:
    """Whether there is any token between two terms."""
    end = terms[following].first if following < len(terms) else len(reading.tokens)
    return end > (terms[word].last + 1 if word >= 0 else 0)


def _gap(reading: Reading, terms: Sequence[Term], word: int, following: int) -> Gap:
    start = terms[word].last + 1 if word >= 0 else 0
    end = terms[following].first if following < len(terms) else len(reading.tokens)
    signs = tuple(at for at in range(start, end) if reading.tokens[at].sort is Sort.SIGN)
    return Gap(terms, word, reading.tokens, signs, following == word + 1)


def _shown(a: Gap, b: Gap) -> bool:
    """Whether other symbols are there to be read; a picture that comes or goes adorns."""
    before, after = _symbols(a), _symbols(b)
    if before and after:
        return before != after
    return any(map(_says, (*before, *after)))


def _symbols(gap: Gap) -> list[str]:
    """Emoji, currencies, braces …, and any sign that is quoted."""
    return [
        gap.tokens[at].text for at in gap.signs
        if _symbol(gap.tokens[at].text) or (gap.whole and _quoted(gap, at))
    ]  # fmt: skip


def _symbol(text: str) -> bool:
    return _shortcode(text) or text in _READ or unicodedata.category(text[0]) in _SYMBOLS


def _says(text: str) -> bool:
    """Whether a symbol is no mere picture: Unicode calls it a sign or mark."""
    pictured = unicodedata.category(text[0]) == "So" and not _shortcode(text)
    return not (pictured and _SIGNS.isdisjoint(unicodedata.name(text[0], "").split()))


def _shortcode(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == ":"


_SYMBOLS, _READ = frozenset(("So", "Sc", "Sm")), frozenset("@{}§¶†‡′″")
_SIGNS = frozenset(("SIGN", "MARK", "BALLOT", "CIRCLE", "STAR", "NO"))


def _quoted(gap: Gap, at: int) -> bool:
    """Whether a sign stands alone between quote marks."""
    around = [gap.tokens[n].text for n in (at - 1, at + 1) if 0 <= n < len(gap.tokens)]
    closed = gap.glued(at) and gap.glued(at + 1) and not gap.glued(at - 1)
    return len(around) == 2 and QUOTES.issuperset(around) and closed


def _named(a: Gap, b: Gap) -> bool:
    """Whether a sign belongs to a name: ASP.NET, #general; "kept.Then" lacks a blank alone."""
    return a.whole and b.whole and (_inner(a) or _inner(b))


def _inner(gap: Gap) -> bool:
    """Whether a sign stands before a word without a blank, and opens or joins nothing."""
    end = gap.signs[-1] + 1 if gap.signs else -1
    if not gap.glued(end) or gap.tokens[end].sort is not Sort.WORD:
        return False
    last = gap.tokens[end - 1].text
    return last not in QUOTES and unicodedata.category(last[0]) not in ("Pd", "Ps", "Pe", "Pi")


def _asks(gap: Gap) -> bool:
    """Whether a question mark makes a question of what is none by its words."""
    if "?" not in gap.texts() or gap.word < 0:
        return False
    place = Place(gap.terms, gap.word)
    last, *before = [place.key, *(term.key for term in place.before())]
    first, second = [*before[::-1], last, ""][:2]
    asking = auxiliary(first) or first in _ASKING
    asking |= first in ("when", "where") and auxiliary(second)
    tag = last in class_of("pronoun") and any(map(auxiliary, before[:2]))
    return not (asking or tag)


_ASKING = ("what", "how", "why", "which", "who", "whose")


def _ends(gap: Gap) -> bool:
    """Whether a sentence ends, or a clause that could be one."""
    ends = (at for at in gap.signs if gap.tokens[at].text in (".", "!", "?", ";"))
    return any(not gap.glued(at + 1) for at in ends)


def _bound(gap: Gap) -> bool:
    """Whether something parts a "no", "not" or "only" from what it would bear upon."""
    return gap.word >= 0 and gap.terms[gap.word].force in _BINDING and bool(gap.signs)


_BINDING = ("no", "not", "never", "only")


def weigh_marks(old: Reading, new: Reading, hunks: Iterable[Hunk]) -> Iterator[Difference]:
    """Punctuation, capitals, quotes, emphasis, bullets: what a translation does not copy."""
    if old.frame != new.frame:
        yield Difference(Weight.MARKUP, Action.KEEP)
    if len(_STRUCK.findall(old.text)) != len(_STRUCK.findall(new.text)):
        yield Difference(Weight.CONTENT, Action.REVIEW)  # what is struck out is not said
    if _boxes(old) != _boxes(new) or _stars(old).isdisjoint(_stars(new)):
        yield Difference(Weight.CONTENT, Action.REVIEW)
    within = [hunk.tokens for hunk in hunks]
    gone = {i for a, _ in within for i in a}
    come = {i for _, b in within for i in b}
    a = [t for i, t in enumerate(old.tokens) if i not in gone]
    b = [t for i, t in enumerate(new.tokens) if i not in come]
    if tight(a) == tight(b):
        if not within and old.letters != new.letters:
            yield Difference(Weight.MARKUP, Action.KEEP)
    elif unquoted(a) == unquoted(b) and _traded(old, new):
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
        return sum(t.text in QUOTES for t in reading.tokens)

    def marks(reading: Reading) -> int:
        stars = reading.text.count("*") + reading.text.count("_")
        return stars + 2 * sum(t.marked for t in reading.tokens)

    return (quotes(new) - quotes(old)) * (marks(new) - marks(old)) < 0


_STRUCK = re.compile(r"~~|</?(?:s|del|strike)\b", re.IGNORECASE)
