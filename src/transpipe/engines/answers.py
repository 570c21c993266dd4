"""What services have answered, kept on disk after each answer: nothing is paid for twice.

Local (`.transpipe/answers.db`), and anybody may delete it. A file that is damaged, or none of
ours, is thrown away; where nothing can be kept, all is asked.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from transpipe.model import Locale, Question

FILE = "answers.db"
_TABLE = "CREATE TABLE IF NOT EXISTS answers (name TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID"
_WAIT = 5.0  # seconds for another process that writes


@dataclass
class Answers:
    """The answers of one service, by question. The questions themselves are not kept."""

    path: Path
    identity: str
    _lock: Lock = field(default_factory=Lock)
    _base: sqlite3.Connection | None = None
    _broken: bool = False

    def recall(self, question: Question, locale: Locale) -> str | None:
        """What was answered before; None where nothing was."""
        with self._lock, suppress(sqlite3.Error, OSError):
            asked = "SELECT said FROM answers WHERE name = ?"
            row = self._open().execute(asked, (self._name(question, locale),)).fetchone()
            return str(row[0]) if row else None
        return None

    def keep(self, question: Question, locale: Locale, answer: str) -> None:
        """Keeps an answer, on the disk once this returns."""
        row = self._name(question, locale), answer
        with self._lock, suppress(sqlite3.Error, OSError):
            base = self._open()
            with base:
                base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", row)

    def _name(self, question: Question, locale: Locale) -> str:
        said = json.dumps([self.identity, locale.value, asdict(question)], sort_keys=True)
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _open(self) -> sqlite3.Connection:
        if self._base is None:
            try:
                self._base = self._connected()
            except sqlite3.DatabaseError as fault:
                if isinstance(fault, sqlite3.OperationalError) or self._broken:
                    raise
                self._broken = True
                self.path.unlink(missing_ok=True)
                self._base = self._connected()
        return self._base

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.path, timeout=_WAIT, check_same_thread=False)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        base.execute(_TABLE)
        return base
