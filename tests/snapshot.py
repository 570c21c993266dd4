"""Repositories that many tests begin with: made once a process, then written down again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A file or folder with its bytes, mode and time of change; a folder has no bytes."""

    path: str
    mode: int
    time: int
    data: bytes | None


_TAKEN: dict[object, tuple[Entry, ...]] = {}


def made_once(key: object, place: Path, make: Callable[[Path], object]) -> Path:
    """What `make` makes at a place that is not there yet; from the second time on, a copy of it.

    The key says all that what is made depends on, first of all the module that makes it. No test
    ever sees what another one did.
    """
    if key in _TAKEN:
        _written(place, _TAKEN[key])
    else:
        make(place)
        _TAKEN[key] = _taken(place)
    return place


def _taken(place: Path) -> tuple[Entry, ...]:
    entries = []
    for path in (place, *sorted(place.rglob("*"))):
        info = path.lstat()
        assert not stat.S_ISLNK(info.st_mode), f"{path}: a link is not copied"
        data = path.read_bytes() if path.is_file() else None
        name = str(path.relative_to(place))
        entries.append(Entry(name, stat.S_IMODE(info.st_mode), info.st_mtime_ns, data))
    return tuple(entries)


def _written(place: Path, entries: tuple[Entry, ...]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        path = place / entry.path
        if entry.data is None:
            path.mkdir()
        else:
            path.write_bytes(entry.data)
        path.chmod(entry.mode)
    for entry in reversed(entries):  # a folder after what was put into it
        os.utime(place / entry.path, ns=(entry.time, entry.time))
