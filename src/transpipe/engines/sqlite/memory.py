"""The memory in SQLite: pairs by their text, texts by their words (sqlite3 is opened here).

Derived from the catalogues, and made again at will. No full-text module is needed: each word has
the numbers of the texts that have it. What Chinese words stand in is found by reading all targets.

The file's name is the digest of what it says. One that says something else, was cut short or is in
another format is none; a new one takes the place of the old as a whole, whoever still reads that.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import blake2b, file_digest
from heapq import nsmallest
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from transpipe.engines.sqlite.store import TABLES, Pairs, change, number_of, numbers_in, some
from transpipe.errors import EngineFault
from transpipe.model import Remembered, Similar
from transpipe.text import rarity
from transpipe.text.rarity import words

_SAID = "t.source, u.target, u.article, u.context, u.after"
_UNITS = f"select {_SAID} from units u join texts t using (number)"
# How many texts are met by their words before a first and a second answer, and how many are in it.
_STEPS = ((2000, 60), (8000, 200))
# Of a few words even the rarest may be common.
_FEW, _OF_FEW = 6, ((2000, 60), (8000, 200), (40000, 400))
_ENDING = ".2.sqlite"  # with the number of the format


class Sqlite:
    """A Memory in a folder of its own, or, without one, in this process alone."""

    def __init__(self, folder: Path | None = None, *, writes: bool = True) -> None:
        self._folder = folder if writes else None
        with _faults():
            self._base = _connected(_found_in(folder) if folder else None, writes=writes)

    # ── what it holds ───────────────────────────────────────────────────────────────────────

    def known(self) -> Mapping[str, str]:
        """The articles it holds, each with the digest of what its pairs were taken from."""
        return dict(self._rows("select name, digest from articles"))

    def counts(self) -> Mapping[str, int]:
        """How many articles, units, source texts and words it holds."""
        tables = ("articles", "units", "texts", "words")
        return {name: self._rows(f"select count(*) from {name}")[0][0] for name in tables}

    def update(self, changes: Mapping[str, Pairs]) -> None:
        """Holds these pairs of these articles, whatever it held of them; all of that or nothing."""
        for cached in ("_rarities", "_texts"):
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
        known = self._rarities
        rarest = sorted((-known[word], word) for word in set(words(text)) if word in known)
        met: Counter[int] = Counter()
        looked_up = 0
        for most, likely in _OF_FEW if len(rarest) <= _FEW else _STEPS:
            while rarest:
                numbers = self._numbers(rarest[0][1])
                if met and looked_up + len(numbers) > most:
                    break
                looked_up += len(numbers)
                met.update(numbers)
                rarest.pop(0)
            found = self._sources(_first(met, likely))
            yield tuple(Similar(source, met[number]) for number, source in found)
            if not rarest:
                return

    def rarity(self, word: str) -> float:
        """How much it says that two source texts have a word in common; 0 for a sign."""
        found = self._rarities.get(word)
        if found is None:
            return rarity.rarity(0, self._texts) if word.isalnum() else 0.0
        return found

    def units(self, source: str) -> Sequence[Remembered]:
        """The pairs with exactly this source, in the order of their articles."""
        rows = self._rows(
            f"{_UNITS} where number = ? order by u.article, u.place", (number_of(source),)
        )
        return tuple(unit for unit in (Remembered(*row) for row in rows) if unit.source == source)

    def quoting(self, words: str, most: int) -> Sequence[Remembered]:
        """The pairs that have these words in either language, the shortest first.

        Latin capitals make no difference.
        """
        small = "".join(c.lower() if c.isascii() else c for c in words)
        rows = self._rows(
            f"{_UNITS} where instr(lower(t.source), ?1) or instr(lower(u.target), ?1)"
            " order by length(t.source), t.source, u.article, u.place limit ?2",
            (small, most),
        )
        return tuple(Remembered(*row) for row in rows)

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _rarities(self) -> dict[str, float]:
        """How much each word says."""
        rows = self._rows("select word, length(numbers) / 8 from words")
        return {word: rarity.rarity(found, self._texts) for word, found in rows}

    @cached_property
    def _texts(self) -> int:
        return int(self._rows("select count(*) from texts")[0][0])

    def _numbers(self, word: str) -> array[int]:
        return numbers_in(self._rows("select numbers from words where word = ?", (word,))[0][0])

    def _sources(self, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        for part in some(numbers):
            yield from self._rows(f"select number, source from texts where number in ({part})")

    def _rows(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with _faults():
            return self._base.execute(question, values).fetchall()


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


def _first(met: Counter[int], most: int) -> list[int]:
    """The texts met most often, those with the least numbers among equals."""
    times = Counter(met.values())
    least, left = 0, most
    for count in sorted(times, reverse=True):
        least = count
        if left <= times[count]:
            break
        left -= times[count]
    above = [number for number, count in met.items() if count > least]
    equal = [number for number, count in met.items() if count == least]
    return above + nsmallest(most - len(above), equal)
