"""What the tables of the memory hold, and how they are filled.

A source text has a number made of what it says: the same pairs give the same tables, in whatever
order they came.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from sqlite3 import Connection

from transpipe.model import Remembered
from transpipe.text.rarity import words

TABLES = """
create table articles(name text primary key, digest text not null) without rowid;
create table texts(number integer primary key, source text not null);
create table units(
  number integer not null, article text not null, place integer not null,
  target text not null, context text, after text not null);
create table words(word text primary key, numbers blob not null) without rowid;
create index units_by_text on units(number);
"""
_MANY = 500  # numbers in one question

# The digest of what the pairs of an article were taken from, and the pairs; None takes them out.
Pairs = tuple[str, Sequence[Remembered]] | None


def change(base: Connection, changes: Mapping[str, Pairs]) -> None:
    """The base holds these pairs of these articles, whatever it held of them."""
    with base:
        left = _left(base, changes)
        come = _put_in(base, {name: pairs for name, pairs in changes.items() if pairs})
        _index(base, come, _taken_out(base, left))


def _left(base: Connection, names: Iterable[str]) -> list[int]:
    """The texts that articles had, of which no pairs are there any longer."""
    base.execute("create temp table left_articles(name text primary key)")
    base.executemany("insert into left_articles values (?)", ((name,) for name in names))
    theirs = "article in (select name from temp.left_articles)"
    found = base.execute(f"select distinct number from units where {theirs}").fetchall()
    base.execute(f"delete from units where {theirs}")
    base.execute("delete from articles where name in (select name from temp.left_articles)")
    base.execute("drop table temp.left_articles")
    return sorted(number for (number,) in found)


def _put_in(
    base: Connection, changes: Mapping[str, tuple[str, Sequence[Remembered]]]
) -> dict[int, str]:
    """The source texts that were not there, by number."""
    digests = ((name, digest) for name, (digest, _units) in changes.items())
    base.executemany("insert into articles values (?, ?)", digests)
    rows, come = [], {}
    for name, (_digest, units) in changes.items():
        for place, unit in enumerate(units):
            number = number_of(unit.source)
            rows.append((number, name, place, unit.target, unit.context, unit.after))
            come[number] = unit.source
    base.executemany("insert into units values (?, ?, ?, ?, ?, ?)", rows)
    for part in some(sorted(come)):
        for (number,) in base.execute(f"select number from texts where number in ({part})"):
            del come[number]
    base.executemany("insert into texts values (?, ?)", sorted(come.items()))
    return come


def _taken_out(base: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The texts among these that no unit has any more, which are there no longer."""
    gone: dict[int, str] = {}
    for part in some(numbers):
        gone.update(
            base.execute(
                f"select number, source from texts where number in ({part})"
                " and number not in (select number from units)"
            )
        )
    base.executemany("delete from texts where number = ?", ((number,) for number in gone))
    return gone


def _index(base: Connection, come: Mapping[int, str], gone: Mapping[int, str]) -> None:
    """Each word has the numbers of the texts that have it, in order."""
    new, old = _by_word(come), _by_word(gone)
    there = base.execute("select exists (select 1 from words)").fetchone()[0]
    rows = []
    for word in sorted({*new, *old}):
        numbers = new.get(word, [])
        if there:
            row = base.execute("select numbers from words where word = ?", (word,)).fetchone()
            known = set(numbers_in(row[0])) if row else set()
            numbers = sorted(known.difference(old.get(word, ())).union(numbers))
        rows.append((word, array("q", numbers).tobytes()))
    base.executemany("insert or replace into words values (?, ?)", rows)
    base.execute("delete from words where length(numbers) = 0")


def _by_word(texts: Mapping[int, str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in sorted(texts.items()):
        for word in set(words(text)):
            found[word].append(number)
    return found


def numbers_in(data: bytes) -> array[int]:
    """The numbers of texts that a word has."""
    found = array("q")
    found.frombytes(data)
    return found


def number_of(source: str) -> int:
    """The number of a text."""
    said = source.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)


def some(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers as SQL lists them, some at a time."""
    for start in range(0, len(numbers), _MANY):
        yield ",".join(map(str, numbers[start : start + _MANY]))
