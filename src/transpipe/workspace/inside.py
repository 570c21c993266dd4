"""Where a path of the repository really is, and that it is nowhere else."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path

from transpipe.errors import BadArgument


class Inside:
    """The real places below a root; symbolic links that are read are looked up once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Path] = {}

    def place(self, path: str, *, writing: bool) -> Path:
        """Where a path really is. Raises BadArgument where that is outside the root, or git's."""
        if not path.startswith("/") and ".." not in path.split("/") and "\0" not in path:
            real = self._real(path, fresh=writing)
            if self.holds(real) and not (writing and self._is_gits(real)):
                return real
        raise BadArgument(_("{path} leads out of the repository").format(path=path))

    def holds(self, real: Path) -> bool:
        """Whether a place without symbolic links is the root or below it."""
        above = self.root.parts
        return real.parts[: len(above)] == above

    def _is_gits(self, real: Path) -> bool:
        return any(part.lower() == ".git" for part in real.parts[len(self.root.parts) :])

    def _real(self, path: str, *, fresh: bool) -> Path:
        if fresh or path not in self._known:
            self._known[path] = Path(os.path.realpath(self.root / path))
        return self._known[path]
