"""Which part of a repository's tree is looked at: neither what is hidden nor what tools make."""

from __future__ import annotations

import os
from collections.abc import Iterator

_UNSEEN = frozenset({"node_modules", "_site", "__pycache__"})


def walk(
    root: str, besides: frozenset[str] = frozenset()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Whatever is in sight below a folder and is no folder itself, by its path from there.

    A folder that is a link, holds a virtual environment or is closed to us is not looked into.
    `besides` are names of folders that are, although they are out of sight. Raises OSError where
    the root itself is closed.
    """
    waiting = [""]
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(f"{root}/{above}") as found:
                entries = [(entry, entry.is_dir(follow_symlinks=False)) for entry in found]
        except OSError:
            if not above:
                raise
            continue
        if above and any(entry.name == "pyvenv.cfg" for entry, _folder in entries):
            continue
        for entry, folder in entries:
            if not folder:
                yield above + entry.name, entry
            elif _named(entry.name) or entry.name in besides:
                waiting.append(f"{above}{entry.name}/")


def in_sight(path: str) -> bool:
    """Whether the names of a path, relative to the root, are such as commands look at.

    What editors, git and transpipe itself put down for a moment is not: `.X.md.swp`, `.git/…`.
    """
    return all(_named(name) for name in path.split("/"))


def _named(name: str) -> bool:
    return name not in _UNSEEN and not name.startswith(".")
