"""One thing that differs between two versions of a block."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.model import Action, Weight
from transpipe.stale.reading import Sort, Target


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
