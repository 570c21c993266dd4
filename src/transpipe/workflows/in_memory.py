"""A repository as `sync` would leave it, with nothing written: for judging a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.model import AUTHORED, Catalogue, Pair
from transpipe.ports import Converter
from transpipe.workflows.sync import sync


@dataclass(frozen=True)
class Current:
    """A repository whose catalogues say what its files do, and what `sync` did for that."""

    project: Project
    synced: Outcome

    @cached_property
    def catalogues(self) -> dict[str, Catalogue]:
        """The authored catalogues, by the names of their articles."""
        return {pair.article: catalogue for pair, catalogue in self._found()}

    @cached_property
    def pairs(self) -> dict[str, Pair]:
        """The pairs, by the names of their articles."""
        return {pair.article: pair for pair in self.project.pairs.pairs}

    def _found(self) -> Iterator[tuple[Pair, Catalogue]]:
        for pair in self.project.authored():
            catalogue = self.project.catalogue(pair, AUTHORED)
            if catalogue is not None:
                yield pair, catalogue


def bring_up_to_date(project: Project, converter: Converter) -> Current:
    """What a repository is after `sync`. Its workspace must be one that writes in memory only."""
    synced = sync(project, None, converter)
    return Current(project.reopened(), synced)
