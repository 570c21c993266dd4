"""What the tables of the memory hold, and how they are filled.

The same pairs give the same tables, in whatever order they came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from sqlite3 import Connection
from typing import Any

import transpipe.engines.sqlite.texts as texts
from transpipe.engines.sqlite.index import Index
from transpipe.model import Remembered

# The pairs of a file stand in one piece, as do all texts: a row for each took as long to write as
# all the rest of it.
TABLES = """
pragma page_size = 32768;
create table files(
  name text primary key, digest text not null, units text not null) without rowid;
create table texts(
  sources blob not null, names text not null, ends blob not null, places blob not null);
"""

# The digest of what the pairs of a file were taken from, and the pairs; None takes them out.
Pairs = tuple[str, Sequence[Remembered]] | None
Row = tuple[Any, ...]  # what `Remembered` is made of, the source first
_COLUMNS = [attrgetter(field.name) for field in fields(Remembered)]


def change(base: Connection, changes: Mapping[str, Pairs]) -> None:
    """The base holds these pairs of these files, whatever it held of them."""
    with base:
        base.executemany("delete from files where name = ?", ((name,) for name in changes))
        sources = {row[0] for row in rows_in(base)}
        for name, pairs in changes.items():
            if pairs is not None:
                digest, units = pairs
                base.execute("insert into files values (?, ?, ?)", (name, digest, _packed(units)))
                sources.update(unit.source for unit in units)
        base.execute("delete from texts")
        if order := sorted(sources):
            said = texts.packed(order)
            index = Index.of(len(order), texts.parts(said))
            base.execute("insert into texts values (?, ?, ?, ?)", (said, *index.packed))


def rows_in(base: Connection) -> Iterator[Row]:
    """The pairs that a base holds, in the order of their files."""
    for (said,) in base.execute("select units from files order by name"):
        yield from zip(*json.loads(said), strict=True)


def _packed(units: Sequence[Remembered]) -> str:
    return json.dumps([[*map(column, units)] for column in _COLUMNS], separators=(",", ":"))


def texts_in(base: Connection) -> tuple[str, ...]:
    """The texts that a base holds."""
    row = base.execute("select sources from texts").fetchone()
    return texts.unpacked(row[0]) if row else ()


def index_in(base: Connection, count: int) -> Index:
    """Which of the texts that a base holds, so many, have a word."""
    row = base.execute("select names, ends, places from texts").fetchone()
    return Index.unpacked(count, row) if row else Index.of(0, ())
