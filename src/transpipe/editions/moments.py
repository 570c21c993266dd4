"""The repository at two moments: as a commit has it, and as it is; catalogues synced in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from transpipe.editions.noted import Unmoved
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project, opened
from transpipe.errors import TranspipeError
from transpipe.model import (
    Pair,
    Revision,
    Severity,
    Tree,
)
from transpipe.ports import History
from transpipe.repository import Workspace
from transpipe.repository.at_commit import AtCommit
from transpipe.repository.forgetful import Forgetful

_NOW, _BESIDE = "HEAD", "MERGE_HEAD"
_LATEST = 1 << 40  # a time after that of every commit

Sync = Callable[[Project], Outcome]


@dataclass(frozen=True)
class Until(Unmoved):
    """Answers the port History as if a commit were checked out, and nothing else there."""

    history: History
    commit: str

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off."""
        return self.history.shallow

    def revisions(self, path: str, tip: str = _NOW) -> Sequence[Revision]:
        """The commits up to this one that changed a file, newest first."""
        return self.history.revisions(path, self.commit if tip == _NOW else tip)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none."""
        named = {_NOW: self.commit, _BESIDE: ""}
        asked = [(named.get(commit, commit), path) for commit, path in paths]
        found = iter(self.history.read([each for each in asked if each[0]]))
        return [next(found) if commit else None for commit, _path in asked]

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, or this one."""
        return () if base == _NOW and not head else self.history.changed(base, head or self.commit)

    def unmerged(self) -> Sequence[str]:
        """None: a commit is whole."""
        return ()


@dataclass(frozen=True)
class Committed(Unmoved):
    """Answers the port History as if all that is on disk were committed, and checked out.

    Whoever has synced, and not committed yet, has left nothing out: a clone of that commit, which
    remembers nothing, would see what came first and what of it.
    """

    history: History
    workspace: Workspace

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off."""
        return self.history.shallow

    def revisions(self, path: str, tip: str = _NOW) -> Sequence[Revision]:
        """The commits up to `tip` that changed a file, newest first."""
        known = self.history.revisions(path, tip)
        if tip != _NOW or not known or not self._is_changed(path):
            return known
        return (Revision(_NOW, _LATEST, path), *known)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none."""
        found = iter(self.history.read([each for each in paths if each[0] != _NOW]))
        return [self._data(p) if commit == _NOW else next(found) for commit, p in paths]

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, or the files on disk."""
        return () if base == _NOW and not head else self.history.changed(base, head)

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished."""
        return self.history.unmerged()

    def _is_changed(self, path: str) -> bool:
        return self._data(path) != self.history.read([(_NOW, path)])[0]

    def _data(self, path: str) -> bytes | None:
        if self.workspace.is_mounted(path):
            return self.history.read([(_NOW, path)])[0]
        with suppress(TranspipeError):
            return self.workspace.read_bytes(path)
        return None


@dataclass(frozen=True, eq=False)
class Moment:
    """The repository at a moment.

    `catalogued` are the articles that have a catalogue in its files, whatever a sync in memory
    makes. `outcome` is that of a sync of all of it which has been done, None for none.
    """

    project: Project
    catalogued: frozenset[str]
    outcome: Outcome | None = None

    @classmethod
    def of(cls, project: Project) -> Moment:
        """A repository that nothing has been done to."""
        there = (pair.article for pair in project.pairs.pairs if _has_catalogue(project, pair))
        return cls(project, frozenset(there))

    def synced(self, pairs: Iterable[Pair], sync: Sync) -> tuple[Project, Outcome]:
        """The same with the catalogues of these articles as a sync leaves them; on disk none is.

        What the sync refuses stays as it is, and is told.
        """
        if self.outcome is not None:
            return self.project, _told(self.outcome)
        project = self.project
        names = frozenset(pair.article for pair in pairs)
        if not names:
            return project, Outcome()
        outcome = sync(replace(project, only=names))
        return project.reopened(), _told(outcome)


def _has_catalogue(project: Project, pair: Pair) -> bool:
    workspace = project.workspace
    path = workspace.catalogue_path(pair.article, pair.authored)
    return not project.faults(pair) and workspace.exists(path)


def _told(outcome: Outcome) -> Outcome:
    """What a sync has refused."""
    told = tuple(found for found in outcome.findings if found.severity is Severity.ERROR)
    return Outcome(findings=told, refused=outcome.refused)


def is_undated(before: Project, now: Project, article: str) -> bool:
    """Whether nobody knows here what a source was before: it lies elsewhere, in the same place.

    Then the catalogue alone tells what words were made for.
    """
    then, there = (
        [each.place for each in project.workspace.mounts.found if each.mount.holds(article)]
        for project in (before, now)
    )
    return bool(then) and then == there


def at_commit(project: Project, tree: Tree) -> Project:
    """The repository as a commit has it, with its own settings, else those of now."""
    workspace = AtCommit(project.workspace.root, tree)
    config = workspace.config() if workspace.has_settings() else project.config
    history = Until(project.history, tree.commit)
    found = opened(workspace, config, history, project.step, project.witness)
    return project.with_engines_for(found)


def rehearsed(project: Project) -> Project:
    """The repository as a fresh clone of what is on disk sees it; nothing of it is written."""
    workspace = project.workspace
    mine = Forgetful(workspace.root, dry_run=True)
    mine.mount(workspace.mounts.found)
    history = as_committed(project.history, workspace)
    found = opened(mine, project.config, history, project.step, project.witness)
    return project.with_engines_for(found)


def as_committed(history: History, workspace: Workspace) -> History:
    """A history as if all that is on disk now were committed, whatever is planned there later."""
    found = Forgetful(workspace.root, dry_run=True)
    found.mount(workspace.mounts.found)
    return Committed(history, found)
