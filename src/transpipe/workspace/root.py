"""Which folder is a repository's own: the nearest one above with settings or `.git`."""

from __future__ import annotations

import os
from pathlib import Path

from transpipe.config import FILE
from transpipe.errors import BareRepository

_ENTRY = (FILE, ".git")
_KEPT = ("HEAD", "objects", "refs")


def root_of(start: Path) -> Path:
    """The root of the repository that a folder lies in, the folder itself where there is none.

    Raises BareRepository within git's own files, those of a `.git` aside.
    """
    for folder in (start, *start.parents):
        if _is_git(folder) and folder.name != ".git":
            raise BareRepository(str(folder))
        if any(os.path.lexists(folder / name) for name in _ENTRY):
            return folder
    return start


def _is_git(folder: Path) -> bool:
    """Whether a folder holds what git keeps, and is no work tree."""
    return all(map(os.path.lexists, (folder / name for name in _KEPT))) and not os.path.lexists(
        folder / ".git"
    )
