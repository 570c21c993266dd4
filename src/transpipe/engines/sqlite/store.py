"""What the tables of the memory hold, and how they are filled.

A source text has a number made of what it says: the same pairs give the same tables, in whatever
order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from sqlite3 import Connection

from transpipe.engines.sqlite.index import Index
from transpipe.model import Remembered

TABLES = """
pragma page_size = 32768;
create table files(name text primary key, digest text not null) without rowid;
create table texts(number integer primary key, source text not null);
create table units(
  number integer not null, file text not null, place integer not null,
  target text not null, article text not null, context text, after text not null);
create table words(names text not null, ends blob not null, places blob not null);
"""
# Made anew takes less time than kept while rows come in.
_SORTED = "create index units_by_text on units(number)"
_UNSORTED = "drop index if exists units_by_text"
SOURCES = "select source from texts order by number"
_MANY = 500  # numbers in one question

# The digest of what the pairs of a file were taken from, and the pairs; None takes them out.
Pairs = tuple[str, Sequence[Remembered]] | None


def change(base: Connection, changes: Mapping[str, Pairs]) -> None:
    """The base holds these pairs of these files, whatever it held of them."""
    with base:
        base.execute(_UNSORTED)
        left = _left(base, changes)
        _put_in(base, {name: pairs for name, pairs in changes.items() if pairs})
        base.execute(_SORTED)
        _take_out(base, left)
        _index(base)


def _left(base: Connection, names: Iterable[str]) -> list[int]:
    """The texts that files had, of which no pairs are there any longer."""
    base.execute("create temp table left_files(name text primary key)")
    base.executemany("insert into left_files values (?)", ((name,) for name in names))
    theirs = "file in (select name from temp.left_files)"
    found = base.execute(f"select distinct number from units where {theirs}").fetchall()
    base.execute(f"delete from units where {theirs}")
    base.execute("delete from files where name in (select name from temp.left_files)")
    base.execute("drop table temp.left_files")
    return sorted(number for (number,) in found)


def _put_in(base: Connection, changes: Mapping[str, tuple[str, Sequence[Remembered]]]) -> None:
    digests = ((name, digest) for name, (digest, _units) in changes.items())
    base.executemany("insert into files values (?, ?)", digests)
    sources = dict.fromkeys(unit.source for _digest, units in changes.values() for unit in units)
    texts = {number_of(source): source for source in sources}
    numbers = {source: number for number, source in texts.items()}
    rows = (
        (numbers[unit.source], name, place, unit.target, unit.article, unit.context, unit.after)
        for name, (_digest, units) in changes.items()
        for place, unit in enumerate(units)
    )
    base.executemany("insert into units values (?, ?, ?, ?, ?, ?, ?)", rows)
    order = sorted(texts)
    base.executemany(
        "insert or ignore into texts values (?, ?)", zip(order, map(texts.get, order), strict=True)
    )


def _take_out(base: Connection, numbers: Sequence[int]) -> None:
    """The texts among these that no unit has any more are there no longer."""
    for part in some(numbers):
        base.execute(
            f"delete from texts where number in ({part})"
            " and number not in (select number from units)"
        )


def _index(base: Connection) -> None:
    """What the words of all texts are, and which texts have them."""
    packed = Index.of([source for (source,) in base.execute(SOURCES)]).packed
    base.execute("delete from words")
    base.execute("insert into words values (?, ?, ?)", packed)


def number_of(source: str) -> int:
    """The number of a text."""
    said = source.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)


def small(words: str) -> str:
    """Words as they are looked for: Latin capitals make no difference."""
    return "".join(c.lower() if c.isascii() else c for c in words)


def some(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers as SQL lists them, some at a time."""
    for start in range(0, len(numbers), _MANY):
        yield ",".join(map(str, numbers[start : start + _MANY]))
