"""Signs that say something: symbols, marks of names, questions, a comma behind "no"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transpipe.model import Action, Weight
from transpipe.stale.difference import Difference
from transpipe.stale.grammar import MODAL
from transpipe.stale.hunk import Hunk
from transpipe.stale.reading import Reading, Sort, Token
from transpipe.stale.terms import Term
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


def telling(
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
        yield _gap(*old, *a), _gap(*new, *b)


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
_QUOTES = frozenset("\"'“”‘’")


def _quoted(gap: Gap, at: int) -> bool:
    """Whether a sign stands alone between quote marks."""
    around = [gap.tokens[n].text for n in (at - 1, at + 1) if 0 <= n < len(gap.tokens)]
    closed = gap.glued(at) and gap.glued(at + 1) and not gap.glued(at - 1)
    return len(around) == 2 and _QUOTES.issuperset(around) and closed


def _named(a: Gap, b: Gap) -> bool:
    """Whether a sign belongs to a name: ASP.NET, #general; "kept.Then" lacks a blank alone."""
    return a.whole and b.whole and (_inner(a) or _inner(b))


def _inner(gap: Gap) -> bool:
    """Whether a sign stands before a word without a blank, and opens or joins nothing."""
    end = gap.signs[-1] + 1 if gap.signs else -1
    if not gap.glued(end) or gap.tokens[end].sort is not Sort.WORD:
        return False
    last = gap.tokens[end - 1].text
    return last not in _QUOTES and unicodedata.category(last[0]) not in ("Pd", "Ps", "Pe", "Pi")


def _asks(gap: Gap) -> bool:
    """Whether a question mark makes a question of what is none by its words."""
    if "?" not in gap.texts() or gap.word < 0:
        return False
    sentence = [t.key for t in gap.terms if t.sentence == gap.terms[gap.word].sentence] + [""]
    verbs = {*class_of("be"), *class_of("have"), *class_of("do"), *class_of("future"), *MODAL}
    asking = sentence[0] in (*verbs, "what", "how", "why", "which", "who", "whose")
    asking |= sentence[0] in ("when", "where") and sentence[1] in verbs
    tag = sentence[-2] in class_of("pronoun") and not verbs.isdisjoint(sentence[-4:-2])
    return not (asking or tag)


def _ends(gap: Gap) -> bool:
    """Whether a sentence ends, or a clause that could be one."""
    ends = (at for at in gap.signs if gap.tokens[at].text in (".", "!", "?", ";"))
    return any(not gap.glued(at + 1) for at in ends)


def _bound(gap: Gap) -> bool:
    """Whether something parts a "no", "not" or "only" from what it would bear upon."""
    return gap.word >= 0 and gap.terms[gap.word].force in _BINDING and bool(gap.signs)


_BINDING = ("no", "not", "never", "only")
