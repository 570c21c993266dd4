"""What the comparison of two versions of a block works on: tokens, terms, hunks, differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from transpipe.model import Action, Span, Weight


class Sort(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    CODE = "code"
    ADDRESS = "address"
    OPERATOR = "operator"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, code span, address or sign; `span` is where its text stands in the block.

    `marked`: code in backticks or `<code>`, not only by its looks.
    """

    sort: Sort
    text: str
    span: Span
    glued: bool = False
    marked: bool = False


QUOTES = frozenset("\"'“”‘’")


def tight(tokens: Iterable[Token]) -> str:
    """Tokens as written, without any blank."""
    return "".join("".join(t.text.split()) for t in tokens)


def unquoted(tokens: Iterable[Token]) -> str:
    """The same without quote marks."""
    return "".join(c for c in tight(tokens) if c not in QUOTES)


def shown(tokens: Iterable[Token]) -> str:
    """Tokens with one blank where there is any."""
    return "".join((" " if not t.glued else "") + t.text for t in tokens).strip()


def bare(tokens: Iterable[Token]) -> str:
    """Letters and figures alone, with their capitals."""
    return "".join(c for t in tokens for c in t.text if c.isalnum())


def letters(tokens: Iterable[Token]) -> str:
    """What is written but for capitals and marks; C# has its own."""
    signed = ((c, t) for t in tokens for c in t.text.casefold())
    return "".join(c for c, t in signed if c.isalnum() or (c == "#" and t.sort is Sort.WORD))


@dataclass(frozen=True, slots=True)
class Target:
    """Where something leads: `kind` is link, image, label, note, anchor or definition.

    `span` is where `value` stands, `whole` the mark that carries it, `words` the tokens it is
    put around (first, after the last).
    """

    kind: str
    value: str
    span: Span
    whole: Span
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A block, read. `frame` are the marks before it, `start` where its words begin.

    `letters` is the text without its blanks and the quote marks of the lines after the first.
    """

    text: str
    letters: str
    frame: tuple[str, ...]
    start: int
    tokens: tuple[Token, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What is compared: `key` is equal where two terms say the same.

    `first` and `last` are the tokens it was made from; `words` is its text as written,
    `force` the line of modality.txt it stands in, else "". `sentence` counts from 0.
    """

    key: str
    sort: Sort
    first: int
    last: int
    words: str
    force: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The term `text[at]`."""

    text: Sequence[Term]
    at: int

    @property
    def term(self) -> Term:
        """The word itself."""
        return self.text[self.at]

    @property
    def key(self) -> str:
        """What it is compared as."""
        return self.text[self.at].key

    def beside(self, step: int) -> Term | None:
        """The term so many places on, in the same sentence."""
        at = self.at + step
        if not 0 <= at < len(self.text) or self.text[at].sentence != self.term.sentence:
            return None
        return self.text[at]

    def before(self) -> Iterator[Term]:
        """The terms of the sentence that stand before it, the nearest first."""
        for term in reversed(self.text[: self.at]):
            if term.sentence != self.term.sentence:
                return
            yield term

    def behind(self) -> Iterator[Term]:
        """The terms of the sentence that stand behind it, the nearest first."""
        for term in self.text[self.at + 1 :]:
            if term.sentence != self.term.sentence:
                return
            yield term


# A hunk with more pairs of words than this was rewritten; nothing in it is looked for.
MANY = 2500


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

    @property
    def tokens(self) -> tuple[range, range]:
        """Its tokens on either side, with the signs between them."""
        a, b = self.before[self.a_at : self.a_to], self.after[self.b_at : self.b_to]
        return (
            range(a[0].first, a[-1].last + 1) if a else range(0),
            range(b[0].first, b[-1].last + 1) if b else range(0),
        )

    def without(self, gone: Iterable[int], come: Iterable[int]) -> Hunk:
        """The hunk with these places accounted for."""
        return replace(self, gone=self.gone | frozenset(gone), come=self.come | frozenset(come))


@dataclass(frozen=True, slots=True)
class Stray:
    """A word that has no counterpart in its hunk; `at` is where that is in the other text."""

    place: Place
    at: int
    hunk: Hunk

    @property
    def term(self) -> Term:
        """The word itself."""
        return self.place.term


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: `before` and `after` as the block has them, "" for nothing.

    `sort` says what a mechanical patch has to look for, `place` which token of the old block it
    was; `old` and `new` are the targets of a link that changed.
    """

    weight: Weight
    action: Action
    before: str = ""
    after: str = ""
    sort: Sort = Sort.WORD
    place: int = -1
    old: Target | None = None
    new: Target | None = None
