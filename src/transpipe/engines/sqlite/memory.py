"""The memory in SQLite: pairs by their text, texts by their words (sqlite3 is opened here).

Derived from the catalogues, and made again at will. No full-text module is needed: beside the texts
lies an index of their words. What any words stand in is found by reading all pairs.

The file's name is the digest of what it says. One that says something else, was cut short or is in
another format is none; a new one takes the place of the old as a whole, whoever still reads that.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import blake2b, file_digest
from pathlib import Path
from sqlite3 import Connection

from transpipe.engines.sqlite.index import Index
from transpipe.engines.sqlite.store import TABLES, Pairs, Row, change, index_in, rows_in, texts_in
from transpipe.engines.sqlite.texts import small
from transpipe.errors import EngineFault
from transpipe.model import Remembered, Similar

_ENDING = ".6.sqlite"  # with the number of the format


class Sqlite:
    """A Memory in a folder of its own, or, without one, in this process alone."""

    def __init__(self, folder: Path | None = None, *, writes: bool = True) -> None:
        self._folder = folder if writes else None
        with _faults():
            self._base = _connected(_found_in(folder) if folder else None, writes=writes)

    # ── what it holds ───────────────────────────────────────────────────────────────────────

    def known(self) -> Mapping[str, str]:
        """The articles it holds, each with the digest of what its pairs were taken from."""
        with _faults():
            return dict(self._base.execute("select name, digest from files"))

    def counts(self) -> Mapping[str, int]:
        """How many articles, units, source texts and words it holds."""
        units = sum(map(len, self._units.values()))
        texts, words = len(self._texts), len(self._index.words)
        return {"articles": len(self.known()), "units": units, "texts": texts, "words": words}

    def update(self, changes: Mapping[str, Pairs]) -> None:
        """Holds these pairs of these articles, whatever it held of them; all of that or nothing."""
        for cached in ("_texts", "_index", "_units"):
            self.__dict__.pop(cached, None)
        with _faults():
            if self._folder is None:
                change(self._base, changes)
            else:
                self._base = _replaced(self._folder, self._base, changes)

    # ── what is asked of it ─────────────────────────────────────────────────────────────────

    def similar(self, text: str) -> Iterator[Sequence[Similar]]:
        """The source texts that share its rarest words, and then more; the same for the same pairs.

        Words are looked up, the rarest first, until enough texts have been met.
        """
        for found in self._index.sharing(text):
            yield [Similar(self._texts[place], shared) for place, shared in found]

    def rarity(self, word: str) -> float:
        """How much it says that two source texts have a word in common; 0 for a sign."""
        return self._index.rarity(word)

    def units(self, source: str) -> Sequence[Remembered]:
        """The pairs with exactly this source, in the order of their articles."""
        return tuple(Remembered(*row) for row in self._units.get(source, ()))

    def all(self) -> Sequence[Remembered]:
        """All pairs, in the order of their articles."""
        with _faults():
            return tuple(Remembered(*row) for row in rows_in(self._base))

    def quoting(self, words: str, most: int) -> Sequence[Remembered]:
        """The pairs that have these words in either language, the shortest first.

        Latin capitals make no difference.
        """
        wanted = small(words)
        found = (u for u in self.all() if wanted in small(u.source) or wanted in small(u.target))
        return tuple(sorted(found, key=lambda unit: (len(unit.source), unit.source))[:most])

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        with _faults():
            return texts_in(self._base)

    @cached_property
    def _units(self) -> Mapping[str, Sequence[Row]]:
        found = dict[str, list[Row]]()
        with _faults():
            for row in rows_in(self._base):
                found.setdefault(row[0], []).append(row)
        return found

    @cached_property
    def _index(self) -> Index:
        with _faults():
            return index_in(self._base, len(self._texts))


# ── the file ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise EngineFault("memory", str(error)) from error


def _found_in(folder: Path) -> Path | None:
    """The file of a folder that says what its name says."""
    there = sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []
    return next((path for path in there if path.name == _name(path)), None)


def _name(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest() + _ENDING


def _connected(path: Path | None, *, writes: bool) -> Connection:
    """A connection to what a file says, to an empty memory without one."""
    if path is not None and writes:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    base = sqlite3.connect(":memory:")
    if path is None:
        base.executescript(TABLES)
    else:
        with closing(_connected(path, writes=True)) as there:
            there.backup(base)
    return base


def _replaced(folder: Path, base: Connection, changes: Mapping[str, Pairs]) -> Connection:
    """A connection to a new file that says the same and these pairs; the old one is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{os.getpid()}.part"
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as new:
        new.executescript("pragma journal_mode = off; pragma synchronous = off;")
        base.backup(new)
        change(new, changes)
    base.close()
    path = folder / _name(part)
    part.replace(path)
    for other in folder.iterdir():
        if other != path:
            with suppress(OSError):
                other.unlink()
    return _connected(path, writes=True)
