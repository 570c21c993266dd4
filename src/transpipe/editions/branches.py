"""The catalogues of two branches as one: what the source of either became, then unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transpipe.editions.settle import is_patch_of
from transpipe.model import Catalogue, Finding, Held
from transpipe.source_edits.branch_moves import follow
from transpipe.target_edits.branches import three_way
from transpipe.units.placement import held, targets


@dataclass(frozen=True)
class MergedBranches:
    """Two catalogues as one, with a finding for each unit that both changed.

    `known` are the words that the merge base had, also where they stand by now.
    """

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    known: frozenset[str]

    def typed(self, side: Catalogue, path: str) -> Iterator[Held]:
        """What people have typed on one branch."""
        return iter(held(side, path, self.known))


def merge_branches(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> MergedBranches:
    """Ours with what theirs changed since base.

    Words that one branch improved follow their text where the other edited, split, joined or
    moved it.
    """
    found = follow(base, ours, theirs, is_patch_of)
    merged, findings = three_way(found.base, found.ours, found.theirs, found.divided)
    return MergedBranches(merged, findings, targets(base) | targets(found.base))
