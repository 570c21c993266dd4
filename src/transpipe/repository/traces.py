"""What other processes are doing here, or have left: looked at, and left as it is."""

from __future__ import annotations

from pathlib import Path

from transpipe.repository import files
from transpipe.repository.files import held
from transpipe.repository.scope import walk
from transpipe.repository.state import STATE

_OURS = frozenset((STATE, "_site"))


def probe(root: Path) -> None:
    """Raises Locked where another transpipe is at work."""
    folder = root / STATE
    if (folder / "lock").is_file():
        with held(folder, STATE, 0.0):
            pass


def leftovers(root: Path) -> tuple[str, ...]:
    """The names of files that killed processes left; the next command that writes removes them."""
    there = walk(str(root), _OURS)
    return tuple(entry.name for _path, entry in there if files.is_leftover(entry.name))
