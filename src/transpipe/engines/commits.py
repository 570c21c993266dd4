"""The files that a commit has, with those of its submodules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from transpipe.engines.git import Git
from transpipe.engines.mounts import AtCommit
from transpipe.errors import GitFault
from transpipe.model import Mounted, MountedFiles, Tree


@dataclass(frozen=True)
class Together:
    """Answers the port MountedFiles with files of a commit and those of folders within it."""

    own: MountedFiles
    inside: Mapping[str, MountedFiles]

    def files(self) -> Mapping[str, int]:
        """Every file with its size, -1 for a symbolic link."""
        found = dict(self.own.files())
        for name, tree in self.inside.items():
            found |= {f"{name}/{path}": size for path, size in tree.files().items()}
        return dict(sorted(found.items())) if self.inside else found

    def read(self, paths: Sequence[str]) -> Sequence[bytes | None]:
        """The bytes of each, None where there is none."""
        if not self.inside:
            return self.own.read(paths)
        return [tree.read([path])[0] for tree, path in map(self._of, paths)]

    def _of(self, path: str) -> tuple[MountedFiles, str]:
        for name, tree in self.inside.items():
            if path.startswith(f"{name}/"):
                return tree, path.removeprefix(f"{name}/")
        return self.own, path


@dataclass(frozen=True)
class AllCommits:
    """Answers the port Commits for one repository."""

    git: Git

    def at(self, revision: str, mounted: Sequence[Mounted]) -> Tree:
        """The files that a revision has. Raises GitFault."""
        commit = self.git.resolve(revision)
        found = tuple(self._mounted(commit, mounted))
        inside = dict(self._submodules(commit))
        return Tree(commit, Together(AtCommit(self.git, commit), inside), found)

    def _submodules(self, commit: str) -> Iterator[tuple[str, AtCommit]]:
        """What a commit has in submodules, as far as their own commits are known here."""
        for name, named in self.git.submodules(commit).items():
            other = Git(self.git.root / name)
            with suppress(GitFault):
                yield name, AtCommit(other, other.resolve(named))

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
