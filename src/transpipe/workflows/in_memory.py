"""A repository as `sync` would leave it, with nothing written: for judging a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from transpipe.editions.former_names import later_names
from transpipe.editions.moments import Moment, is_undated
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.model import Catalogue, Catalogued, Pair
from transpipe.ports import Converter
from transpipe.workflows.sync import sync


@dataclass(frozen=True)
class Current:
    """A repository whose catalogues say what its files do, and what `sync` did for that.

    Articles of the past are known by the names that they have by now; `later` are those names by
    the old ones, where they differ.
    """

    project: Project
    synced: Outcome
    moment: Moment
    later: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def catalogues(self) -> dict[str, Catalogue]:
        """The authored catalogues, by the names of their articles."""
        return {self._name(pair): catalogue for pair, catalogue in self._found()}

    @cached_property
    def pairs(self) -> dict[str, Pair]:
        """The pairs, by the names of their articles."""
        return {self._name(pair): pair for pair in self.project.pairs.pairs}

    def has_file(self, article: str) -> bool:
        """Whether the Chinese file of an article is there, and says anything."""
        found = self.project.article(self.pairs[article])
        return isinstance(found, Catalogued) and found.is_written

    def before(self, now: Current) -> Current:
        """The same as what was before `now`."""
        return replace(self, later=later_names(self.project, now.project))

    def _name(self, pair: Pair) -> str:
        return self.later.get(pair.article, pair.article)

    def _found(self) -> Iterator[tuple[Pair, Catalogue]]:
        for pair in self.project.authored():
            catalogue = self.project.catalogue(pair, pair.authored)
            if catalogue is not None:
                yield pair, catalogue


def bring_up_to_date(project: Project, converter: Converter, now: Project | None = None) -> Current:
    """What a repository is after `sync`. Its workspace must be one that writes in memory only.

    Of one that was before `now`, articles stay as they are of which nobody knows the source then.
    """
    before = Moment.of(project)
    articles = frozenset(pair.article for pair in project.pairs.pairs)
    if now is not None:
        dated = frozenset(name for name in articles if not is_undated(project, now, name))
        project = project if dated == articles else replace(project, only=dated)
    synced = sync(project, None, converter)
    project = replace(project.reopened(), only=None)
    return Current(project, synced, replace(before, project=project, outcome=synced))
