"""Trees of files that lie elsewhere, and the folders in which they are seen here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mount:
    """A tree of files that lies elsewhere and is seen here in `folder`; it is only ever read.

    `git` is a work tree, a submodule or a remote of this repository, '' for this one itself.
    `revision` is the branch or commit that is meant; '' for the files as they are on disk, of a
    remote for its main branch.
    """

    folder: str
    git: str = ""
    revision: str = ""

    def holds(self, path: str) -> bool:
        """Whether a path is that of a file in it."""
        return path.startswith(f"{self.folder}/")

    def inside(self, path: str) -> str:
        """What a path in it is called in the tree itself."""
        return path.removeprefix(f"{self.folder}/")

    def seen(self, path: str) -> str:
        """What a path of the tree is called here."""
        return f"{self.folder}/{path}"


class MountedFiles(Protocol):
    """Files that lie elsewhere, by their paths there: asked of the outside, as `ports` has it."""

    def files(self) -> Mapping[str, int]:
        """Every file with its size in bytes, -1 for a link that leads out."""

    def read(self, paths: Sequence[str]) -> Sequence[bytes | None]:
        """The bytes of each file, None where there is none."""


@dataclass(frozen=True)
class Mounted:
    """A tree elsewhere that was found: a folder on disk, or the files of a commit.

    `within` is the folder of this repository that it is, '' where it lies outside.
    """

    mount: Mount
    place: Path | MountedFiles
    within: str = ""


@dataclass(frozen=True)
class Tree:
    """The files of a commit, and the trees elsewhere that are seen with it."""

    commit: str
    files: MountedFiles
    mounted: tuple[Mounted, ...] = ()
