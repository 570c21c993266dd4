"""What was worked out before, kept for as long as all that it was worked out from says the same.

Local (`.transpipe/memo.db`), and anybody may delete it. A row that is damaged, or of another
program, is as if it were not there; a file that is no such cache, or a damaged one, is thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

PLACE = ".transpipe/memo.db"
_FORM = 1  # of the file; another one is thrown away
_WAIT = 2.0  # seconds for another process that writes
_TABLE = (
    "CREATE TABLE IF NOT EXISTS memo"
    " (name TEXT PRIMARY KEY, world TEXT, said TEXT, mark TEXT) WITHOUT ROWID"
)
_DAMAGED = (ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Row:
    """A value as JSON, and the answers by question that it was worked out from."""

    value: Any
    answers: dict[str, str]


@dataclass
class Memo:
    """The rows of a repository. What is kept is written at the end, in one go."""

    place: Path
    _read: dict[str, tuple[str, str, str]] | None = None
    _new: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def recall(self, name: str, world: str) -> Row | None:
        """What was kept under a name, in a world that is the same; None where there is nothing."""
        if self._read is None:
            self._read = self._all()
        row = self._new.get(name) or self._read.get(name)
        if row is None or row[0] != world or row[2] != _mark(name, *row[:2]):
            return None
        with suppress(*_DAMAGED):
            value, answers = json.loads(row[1])
            return Row(value, answers)
        return None

    def keep(self, name: str, world: str, row: Row) -> None:
        """Keeps a value in the place of what the name had before."""
        said = json.dumps([row.value, row.answers])
        self._new[name] = world, said, _mark(name, world, said)

    def save(self) -> None:
        """Writes what was kept. Where that cannot be done now, nothing is."""
        known = self._read or {}
        rows = [(n, *row) for n, row in self._new.items() if known.get(n) != row]
        if not rows or not self.place.parent.is_dir():
            return

        def write(base: sqlite3.Connection) -> None:
            with base:
                base.execute(_TABLE)
                base.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?, ?, ?)", rows)
                base.execute(f"PRAGMA user_version = {_FORM}")

        if not self._with(write):
            self._drop()
            self._with(write)
        self._read, self._new = None, {}

    def _all(self) -> dict[str, tuple[str, str, str]]:
        found: dict[str, tuple[str, str, str]] = {}

        def read(base: sqlite3.Connection) -> None:
            rows = base.execute("SELECT name, world, said, mark FROM memo")
            found.update((name, (world, said, mark)) for name, world, said, mark in rows)

        if self.place.is_file() and not self._with(read):
            self._drop()
            return {}
        return found

    def _with(self, act: Callable[[sqlite3.Connection], None]) -> bool:
        """Whether the file is a cache of ours; what another process holds is left alone."""
        import sqlite3

        try:
            with closing(sqlite3.connect(self.place, timeout=_WAIT)) as base:
                base.execute("PRAGMA synchronous = OFF")  # a damaged row is none
                (form,) = base.execute("PRAGMA user_version").fetchone()
                tables = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                if form != _FORM and (form or tables):
                    return False
                if tables or not form:
                    act(base)
            return True
        except sqlite3.OperationalError as error:
            return "locked" in str(error) or "unable to open" in str(error)
        except (sqlite3.Error, *_DAMAGED):
            return False

    def _drop(self) -> None:
        with suppress(OSError):
            for ending in ("", "-journal"):
                self.place.with_name(self.place.name + ending).unlink(missing_ok=True)


def _mark(name: str, world: str, said: str) -> str:
    text = f"{name}\0{world}\0{said}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
