"""What the tables of a shared memory hold, and how they are filled.

The tables lie in a schema of their own. Each repository has its own files in it, and touches no
others; a source text is there once, whoever has it. Which texts have a word stands in a row a word,
as in SQLite's index: of 20,000 texts the likest ones by trigrams take a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from hashlib import blake2b
from typing import TypeVar

from sqlalchemy import text

from transpipe.engines.postgres.base import Base
from transpipe.engines.sqlite.store import Pairs
from transpipe.model import Remembered
from transpipe.text.rarity import words

FORMAT = 1
# An index takes no words without end.
_LONGEST = 200
_MANY = 5000  # rows in one order

T = TypeVar("T")

_TABLES = text(f"""
create schema transpipe;
create table transpipe.format(number integer not null);
insert into transpipe.format values ({FORMAT});
create table transpipe.files(
  id integer generated always as identity primary key,
  owner text not null, name text not null, digest text not null);
create table transpipe.texts(number bigint primary key, source text not null);
create table transpipe.units(
  number bigint not null, file integer not null, place integer not null,
  target text not null, article text not null, context text, after text not null);
create table transpipe.words(word text primary key, texts bigint[] not null);
create index on transpipe.units(number);
create index on transpipe.units(file);
create index on transpipe.texts using gin (lower(source collate "C") gin_trgm_ops);
create index on transpipe.units using gin (lower(target collate "C") gin_trgm_ops);
""")
_EXTENSION = text("create extension if not exists pg_trgm")
_ENCODING = text("select current_setting('server_encoding')")
_TRIGRAMS = text("select cardinality(show_trgm('数'))")
_LC_CTYPE = text("select datctype from pg_database where datname = current_database()")
_IS_THERE = text("select to_regnamespace('transpipe') is not null")
_HAS_FORMAT = text("select to_regclass('transpipe.format') is not null")
_FORMAT = text("select number from transpipe.format")
# One at a time, whoever it is; the number says nothing but that it is ours.
_ALONE = text("set local lock_timeout = '60s'; select pg_advisory_xact_lock(7305825)")

_LEFT = text("""
with gone as (
  delete from transpipe.files where owner = :owner and name = any(:names) returning id)
delete from transpipe.units where file in (select id from gone) returning number""")
_FILE = text("""
insert into transpipe.files(owner, name, digest) values (:owner, :name, :digest) returning id""")
_UNITS = text("""
insert into transpipe.units
select number, :file, place, target, article, context, after
from unnest(cast(:numbers as bigint[]), cast(:places as integer[]), cast(:targets as text[]),
            cast(:articles as text[]), cast(:contexts as text[]), cast(:afters as text[]))
  as t(number, place, target, article, context, after)""")
_TEXTS = text("""
insert into transpipe.texts
select * from unnest(cast(:numbers as bigint[]), cast(:sources as text[]))
on conflict do nothing returning number, source""")
_ORPHANS = text("""
delete from transpipe.texts t where number = any(:numbers)
  and not exists (select from transpipe.units u where u.number = t.number)
returning number, source""")
_COME = text("""
insert into transpipe.words as w
select word, array_agg(number order by number)
from unnest(cast(:words as text[]), cast(:numbers as bigint[])) as t(word, number) group by word
on conflict (word) do update
set texts = array(select unnest(w.texts || excluded.texts) order by 1)""")
_GONE = text("""
update transpipe.words
set texts = array(select unnest(texts) except select unnest(cast(:numbers as bigint[])) order by 1)
where word = any(:words)""")
_EMPTY = text("delete from transpipe.words where texts = '{}' and word = any(:words)")


def prepare(base: Base) -> None:
    """Makes the tables where there are none. Raises EngineFault where they would be no use."""
    if has_tables(base):
        return
    with base.transaction():
        base.do(_ALONE)
        if not base.one(_HAS_FORMAT):  # nobody has made them meanwhile
            base.do(_EXTENSION)
            _check_characters(base)
            base.do(_TABLES)
    has_tables(base)


def has_tables(base: Base) -> bool:
    """Whether there are tables of ours. Raises EngineFault where they, or others, are no use."""
    if not base.one(_HAS_FORMAT):
        if base.one(_IS_THERE):
            said = _("it has a schema `transpipe` that is not ours; name another database")
            raise base.fault(said)
        return False
    _check_characters(base)
    if (found := base.one(_FORMAT)) != FORMAT:
        said = _(
            "its tables are of format {theirs}, this transpipe knows {ours}: use the transpipe "
            "that made them, or name another database"
        )
        raise base.fault(said.format(theirs=found, ours=FORMAT))
    return True


def _check_characters(base: Base) -> None:
    """Chinese characters must be letters there: else words are not found, or slowly."""
    if base.one(_ENCODING) != "UTF8" or not base.one(_TRIGRAMS):
        said = _(
            "Chinese characters are no letters there (LC_CTYPE {name}): name a database that was "
            "created with ENCODING UTF8 and LC_CTYPE C.UTF-8, or another UTF-8"
        )
        raise base.fault(said.format(name=base.one(_LC_CTYPE)))


def change(base: Base, owner: str, changes: Mapping[str, Pairs]) -> None:
    """The base holds these pairs of these files of one owner, whatever it held of them."""
    base.do(_ALONE)
    left = {number for (number,) in base.rows(_LEFT, owner=owner, names=[*changes])}
    come: list[tuple[int, str]] = []
    for name, pairs in changes.items():
        if pairs is not None:
            come += _put_in(
                base, base.one(_FILE, owner=owner, name=name, digest=pairs[0]), pairs[1]
            )
    gone = [
        tuple(row) for part in _parts(sorted(left)) for row in base.rows(_ORPHANS, numbers=part)
    ]
    _unindex(base, gone)
    _index(base, come)


def _put_in(base: Base, file: int, pairs: Sequence[Remembered]) -> Iterator[tuple[int, str]]:
    """The texts among them that were not there, with their numbers."""
    sayable = [pair for pair in pairs if _is_sayable(pair)]
    for part in _parts([*enumerate(sayable)]):
        numbers = [number_of(pair.source) for _place, pair in part]
        base.do(
            _UNITS,
            file=file,
            numbers=numbers,
            places=[place for place, _pair in part],
            targets=[pair.target for _place, pair in part],
            articles=[pair.article for _place, pair in part],
            contexts=[pair.context for _place, pair in part],
            afters=[pair.after for _place, pair in part],
        )
        sources = [pair.source for _place, pair in part]
        yield from base.rows(_TEXTS, numbers=numbers, sources=sources)


def _is_sayable(pair: Remembered) -> bool:
    """Whether the database can hold a pair: it has no way to write a NUL."""
    said = (pair.source, pair.target, pair.article, pair.context or "")
    return not any("\0" in part for part in said)


def _index(base: Base, texts: Iterable[tuple[int, str]]) -> None:
    rows = [(word, number) for number, source in texts for word in sorted(keys(source))]
    if rows:
        base.do(_COME, words=[word for word, _n in rows], numbers=[number for _w, number in rows])


def _unindex(base: Base, texts: Iterable[tuple[int, str]]) -> None:
    found = {number: keys(source) for number, source in texts}
    if found:
        theirs = sorted(set[str]().union(*found.values()))
        base.do(_GONE, words=theirs, numbers=[*found])
        base.do(_EMPTY, words=theirs)


def keys(source: str) -> set[str]:
    """The words of a text as the index has them: of one without end, its digest."""
    return {key(word) for word in words(source)}


def key(word: str) -> str:
    """A word as the index has it."""
    if len(word) <= _LONGEST:
        return word
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _MANY] for start in range(0, len(rows), _MANY))


def number_of(source: str) -> int:
    """The number of a text, made of what it says."""
    said = source.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)
