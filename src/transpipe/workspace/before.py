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

from transpipe.workspace import disk

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
        with (run / _LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(said) + "\n")

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
    found = disk.digest(data)
    return None if found is None else found.hex()
