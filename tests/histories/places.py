"""Where a history is played."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 48 << 20  # bytes; a history takes two or three


@contextmanager
def a_place() -> Iterator[Path]:
    """A new folder that is gone afterwards; in memory where there is room, as nobody keeps it."""
    place = Path(tempfile.mkdtemp(prefix="transpipe-", dir=_memory()))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _memory() -> Path | None:
    writable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)
    return _MEMORY if writable and shutil.disk_usage(_MEMORY).free > _ROOM else None
