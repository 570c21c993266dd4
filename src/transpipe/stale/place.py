"""A word where it stands, with its neighbours in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.stale.terms import Term


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
