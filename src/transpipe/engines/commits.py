"""The files that a commit has, with those of its submodules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.engines.git import Git
from transpipe.engines.mounts import AtCommit
from transpipe.errors import GitFault
from transpipe.model import Mounted, Tree


@dataclass(frozen=True)
class AllCommits:
    """Answers the port Commits for one repository."""

    git: Git

    def at(self, revision: str, mounted: Sequence[Mounted]) -> Tree:
        """The files that a revision has. Raises GitFault."""
        commit = self.git.resolve(revision)
        found = tuple(self._mounted(commit, mounted))
        return Tree(commit, AtCommit(self.git, commit), found)

    def _mounted(self, commit: str, mounted: Sequence[Mounted]) -> Iterator[Mounted]:
        """The trees elsewhere; a submodule as the commit names it, where that is known here."""
        for each in mounted:
            named = self.git.submodule(commit, each.within) if each.within else ""
            if not named or each.mount.revision:
                yield each
                continue
            other = Git(self.git.root / each.within)
            try:
                yield replace(each, place=AtCommit(other, other.resolve(named)))
            except GitFault:
                yield each
