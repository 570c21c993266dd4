"""A repository as a commit has it: read as if it were on disk, and never written."""

from __future__ import annotations

from pathlib import Path

from transpipe.model import Tree
from transpipe.pairs import LEAVES
from transpipe.repository.scope import in_sight
from transpipe.repository.workspace import Workspace


class AtCommit(Workspace):
    """The files of a commit; what would be written is read from then on, as in any dry run.

    Nothing is remembered of it: that is of the work tree.
    """

    def __init__(self, root: Path, tree: Tree) -> None:
        super().__init__(root, dry_run=True)
        self._tree = tree
        self.mount(tree.mounted)

    def files(self) -> dict[str, int]:
        """Every file with its size that would be in sight on disk."""
        own = self._tree.files.files().items()
        seen = {path: size for path, size in own if in_sight(path.rpartition("/")[0])}
        there = {path: size for path, size in seen.items() if not self._mounts.hides(path)}
        return dict(sorted({**there, **self._mounts.files()}.items()))

    def exists(self, path: str) -> bool:
        """Whether there is a file, or one would be written."""
        if self._mounts.holds(path):
            return self._mounts.exists(path)
        return path in self._planned or self._tree.files.files().get(path, LEAVES) != LEAVES

    def is_taken(self, path: str) -> bool:
        """Never: a commit has no pipes, and folders only for their files."""
        return False

    def read_state(self, path: str) -> bytes | None:
        """None."""
        return None

    def _current(self, path: str, place: Path) -> bytes | None:
        if path in self._planned:
            return self._planned[path]
        return self._tree.files.read([path])[0] if self.exists(path) else None
