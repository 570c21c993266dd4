"""Folders of files on disk, and files that lie elsewhere as if they were in a folder here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from transpipe.errors import BadArgument, FileFault
from transpipe.model import Mounted, MountedFiles
from transpipe.pairs import LEAVES
from transpipe.repository import files
from transpipe.repository.files import Inside
from transpipe.repository.refusals import reason
from transpipe.repository.scope import walk


class OnDisk:
    """The files in sight below a folder, as they are now."""

    def __init__(self, inside: Inside, less: Path | None = None) -> None:
        self._inside = inside
        self._less = "" if less is None else f"{less.as_posix()}/"

    def files(self) -> dict[str, int]:
        """Every file with its size; LEAVES for a link that leads out. Raises FileFault."""
        found = self._walk()
        return {p: size for p, size in found if not (self._less and p.startswith(self._less))}

    def exists(self, path: str) -> bool:
        """Whether there is a file, and no link out of the folder."""
        with suppress(BadArgument):
            return files.is_file(self._inside.place(path, writing=False), path)
        return False

    def read(self, paths: Sequence[str]) -> Sequence[bytes | None]:
        """The bytes of each; None where there is no file, or a link leads out of the folder."""
        return [self._read(path) for path in paths]

    def _read(self, path: str) -> bytes | None:
        with suppress(BadArgument):
            return files.read(self._inside.place(path, writing=False), path)
        return None

    def _walk(self) -> Iterator[tuple[str, int]]:
        root = str(self._inside.root)
        try:
            for path, entry in walk(root):
                size = self._size(entry)
                if size is not None and not files.is_leftover(entry.name):
                    yield path, size
        except OSError as error:
            raise FileFault(root, reason(error)) from error

    def _size(self, entry: os.DirEntry[str]) -> int | None:
        """The size of a file; LEAVES for a link out of the root, None for what is no file."""
        if entry.is_symlink() and not self._inside.holds(Path(os.path.realpath(entry.path))):
            return LEAVES
        with suppress(OSError):  # gone since the folder was listed
            there = entry.stat()
            return there.st_size if stat.S_ISREG(there.st_mode) else None
        return None


class Mounts:
    """The trees that lie elsewhere, by the folders in which they are seen; only read.

    A tree that holds the `root` of this repository shows all but that.
    """

    def __init__(self, root: Path, found: Sequence[Mounted] = ()) -> None:
        self.found = tuple(found)
        self._trees = [(each.mount, _files(each.place, root)) for each in found]
        self._within = tuple(f"{each.within}/" for each in found if each.within)

    def holds(self, path: str) -> bool:
        """Whether a path is that of a file elsewhere."""
        return any(mount.holds(path) for mount, _tree in self._trees)

    def hides(self, path: str) -> bool:
        """Whether a file of the work tree is part of a tree that is seen as one of those."""
        return path.startswith(self._within)

    def files(self) -> Mapping[str, int]:
        """Every file of theirs with its size."""
        return {
            mount.seen(path): size
            for mount, tree in self._trees
            for path, size in tree.files().items()
        }

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        for mount, tree in self._trees:
            if mount.holds(path):
                inside = mount.inside(path)
                if isinstance(tree, OnDisk):
                    return tree.exists(inside)
                return tree.files().get(inside, LEAVES) != LEAVES
        return False

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        for mount, tree in self._trees:
            if mount.holds(path):
                return tree.read([mount.inside(path)])[0]
        return None


def _files(place: Path | MountedFiles, root: Path) -> MountedFiles:
    if not isinstance(place, Path):
        return place
    return OnDisk(Inside(place), root.relative_to(place) if place in root.parents else None)
