"""Which part of a repository's tree is looked at: neither what is hidden nor what tools make."""

from __future__ import annotations

from pathlib import Path

_UNSEEN = frozenset({"node_modules", "_site", "__pycache__"})


def looked_into(folder: Path) -> bool:
    """Whether a folder is looked into: no link, no virtual environment, and in sight by name."""
    return _named(folder.name) and not folder.is_symlink() and not (folder / "pyvenv.cfg").exists()


def in_sight(path: str) -> bool:
    """Whether the names of a path, relative to the root, are such as commands look at.

    What editors, git and transpipe itself put down for a moment is not: `.X.md.swp`, `.git/…`.
    """
    return all(_named(name) for name in path.split("/"))


def _named(name: str) -> bool:
    return name not in _UNSEEN and not name.startswith(".")
