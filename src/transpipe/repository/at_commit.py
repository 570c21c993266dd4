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
        there = {path: size for path, size in seen.items() if not self.mounts.hides(path)}
        return dict(sorted({**there, **self.mounts.files()}.items()))

    def _is_there(self, path: str) -> bool:
        if self.mounts.holds(path):
            return self.mounts.exists(path)
        return path in self._planned or self._tree.files.files().get(path, LEAVES) != LEAVES

    def _has_name(self, path: str) -> bool:
        return self._is_there(path)  # a commit has no pipes, and folders only for their files

    def read_state(self, path: str) -> bytes | None:
        """What was kept since it was opened, None for nothing."""
        return self.kept.get(path)

    def _current(self, path: str, place: Path) -> bytes | None:
        if path in self._planned:
            return self._planned[path]
        return self._tree.files.read([path])[0] if self._is_there(path) else None
