"""The repository at two moments: as a commit has it, and as it is; catalogues synced in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from transpipe.editions.project import Project, opened
from transpipe.model import Revision, Tree
from transpipe.ports import History
from transpipe.repository.at_commit import AtCommit

_NOW, _BESIDE = "HEAD", "MERGE_HEAD"

Sync = Callable[[Project, str], object]


@dataclass(frozen=True)
class Until:
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


def at_commit(project: Project, tree: Tree) -> Project:
    """The repository as a commit has it, with its own settings, else those of now."""
    workspace = AtCommit(project.workspace.root, tree)
    config = workspace.config() if workspace.has_settings() else project.config
    history = Until(project.history, tree.commit)
    return opened(workspace, config, history, project.step, project.witness)


def synced(project: Project, names: Iterable[str], sync: Sync) -> Project:
    """The same with the catalogues of some articles as a sync would leave them; on disk none is."""
    for name in names:
        sync(project, name)
        project = project.reopened()
    return project
