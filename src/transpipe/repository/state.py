"""What files said before a run changed them: the last ten runs, so that the last can be undone.

A run is a folder of `.transpipe/before/`, named by its number. Its `log` has a JSON object a line,
each written before the file is changed: `path`, `after` (the digest of what it will say) and `kept`
(the name of the file here that holds what it said), null for a file that is not there. The first
line names the command.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transpipe.errors import FileFault
from transpipe.repository import files
from transpipe.repository.files import Inside

_RUNS = 10
_LOG = "log"
_KEYS = {"path", "after", "kept"}


@dataclass(frozen=True, slots=True)
class Change:
    """One file that a run changed: what it said, and the digest of what it said afterwards.

    None stands for a file that was, or is, not there.
    """

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is over: its command, and each file it changed once, in the order of the paths."""

    command: str
    changes: tuple[Change, ...]


class Before:
    """Where one run notes what it changes. Local state counts only beside a file of the user's."""

    def __init__(self, folder: Path, command: str) -> None:
        self.folder = folder
        self.command = command
        self._run: Path | None = None
        self._count = 0
        self._waiting: list[tuple[str, bytes | None, bytes | None]] = []

    def note(self, path: str, before: bytes | None, after: bytes | None, *, state: bool) -> None:
        """Keeps what a file says, before it says something else; `state` for one of our own."""
        if state and self._run is None:
            self._waiting.append((path, before, after))
            return
        run = self._run or self._begun()
        for waiting in self._waiting:
            self._keep(run, *waiting)
        self._waiting.clear()
        self._keep(run, path, before, after)

    def _keep(self, run: Path, path: str, before: bytes | None, after: bytes | None) -> None:
        kept = None
        if before is not None:
            kept = str(self._count)
            self._count += 1
            (run / kept).write_bytes(before)
        said = {"path": path, "after": _name(after), "kept": kept}
        with (run / _LOG).open("ab", buffering=0) as log:
            log.write(f"{json.dumps(said)}\n".encode())

    def _begun(self) -> Path:
        """The folder of this run; those of runs too long ago are removed."""
        there = _numbers(self.folder)
        for number in there[: max(0, len(there) - _RUNS + 1)]:
            shutil.rmtree(self.folder / str(number), ignore_errors=True)
        run = self.folder / str(there[-1] + 1 if there else 1)
        run.mkdir(parents=True)
        head = json.dumps({"command": self.command})
        (run / _LOG).write_text(head + "\n", "utf-8")
        self._run = run
        return run


def last(folder: Path) -> Run | None:
    """The last run that changed anything, None where none is known."""
    for number in reversed(_numbers(folder)):
        run = folder / str(number)
        rows = list(_rows(run))
        found: dict[str, Change] = {}
        for row in (row for row in rows if row.keys() >= _KEYS):
            path, after = row["path"], row["after"] and bytes.fromhex(row["after"])
            was = found[path].before if path in found else _kept(run, row["kept"])
            found[path] = Change(path, was, after)
        if found:
            return Run(rows[0].get("command", ""), tuple(found[path] for path in sorted(found)))
    return None


def _kept(run: Path, name: str | None) -> bytes | None:
    return None if name is None else (run / name).read_bytes()


def _rows(run: Path) -> Iterator[dict[str, Any]]:
    """The lines of a run's log that are whole: a kill may have cut the last."""
    with suppress(OSError):
        for line in (run / _LOG).read_text("utf-8", "replace").split("\n"):
            with suppress(ValueError, RecursionError):
                row = json.loads(line)
                if isinstance(row, dict):
                    yield row


def _numbers(folder: Path) -> list[int]:
    """The runs that are known, the oldest first."""
    try:
        return sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _name(data: bytes | None) -> str | None:
    found = files.digest(data)
    return None if found is None else found.hex()


STATE = ".transpipe"
_BEFORE = f"{STATE}/before"


class State:
    """The files of `.transpipe/`, and there what all files said before they were changed."""

    def __init__(self, inside: Inside, command: str) -> None:
        self._inside = inside
        self._before = Before(inside.root / _BEFORE, command) if command else None
        self._folder: Path | None = None

    def make(self) -> Path:
        """The folder, which is there afterwards, and keeps itself out of git."""
        if self._folder is not None and self._folder.is_dir():
            return self._folder
        folder = self._inside.place(STATE, writing=True)
        files.folder(folder, f"{STATE}/.gitignore")
        ignore = folder / ".gitignore"
        if files.read(ignore, f"{STATE}/.gitignore") is None:
            files.replace(ignore, f"{STATE}/.gitignore", b"*\n", None)
        self._folder = folder
        return folder

    def read(self, path: str) -> bytes | None:
        """A file of the folder, None where there is none that can be read."""
        name = f"{STATE}/{path}"
        with suppress(FileFault):
            return files.read(self._inside.place(name, writing=False), name)
        return None

    def write(self, path: str, data: bytes) -> None:
        """Writes a file of the folder, if it says something else."""
        name, root = f"{STATE}/{path}", self.make()
        place = self._inside.place(name, writing=True)
        files.clear(root, place)
        self._put(name, place, data)

    def drop(self, path: str) -> None:
        """Removes a file of the folder, where there is one."""
        self.put(f"{STATE}/{path}", None)

    def put(self, path: str, data: bytes | None) -> None:
        """Makes any file of the repository say this, or not be there; noted, to be undone."""
        self._put(path, self._inside.place(path, writing=True), data)

    def _put(self, path: str, place: Path, data: bytes | None) -> None:
        now = files.read(place, path)
        if now == data:
            return
        self.note(path, now, data)
        if data is None:
            files.remove(place, path)
            files.prune(self._inside.root, place)
        else:
            files.folder(place.parent, path)
            files.replace(place, path, data, now)

    def note(self, path: str, before: bytes | None, after: bytes | None) -> None:
        """Keeps what a file says, right before a command that has a name changes it."""
        if self._before is None:
            return
        self.make()
        with files.named(_BEFORE):
            self._before.note(path, before, after, state=is_state(path))

    def last_run(self) -> Run | None:
        """What the last run that changed anything changed, None where none is known."""
        with files.named(_BEFORE):
            return last(self._inside.root / _BEFORE)


def folder_of(root: Path, path: str, *, make: bool) -> Path:
    """Where a folder of `.transpipe/` lies, for what keeps its own files there."""
    inside = Inside(root)
    if make:
        State(inside, "").make()
    return inside.place(f"{STATE}/{path}", writing=make)


def is_state(change: Change | str) -> bool:
    """Whether a file, or a change of one, is local state and no file of the user's."""
    path = change if isinstance(change, str) else change.path
    return path.startswith(f"{STATE}/")
