"""A run of words that is not the same in two versions of a block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transpipe.stale.terms import Term

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

    def without(self, gone: Iterable[int], come: Iterable[int]) -> Hunk:
        """The hunk with these places accounted for."""
        return replace(self, gone=self.gone | frozenset(gone), come=self.come | frozenset(come))
