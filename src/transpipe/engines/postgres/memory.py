"""The memory in PostgreSQL: one for several repositories, or several versions of one.

The answers are those of SQLite, but where more texts share as many words than are looked at. A
memory of moderate size travels as a whole with the first question, for a way there and back takes
longer than to find an answer; of a large one the words that are asked for, and the candidates, and
neither twice. Others may change it meanwhile: a text that has gone is not offered.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import filterfalse

from sqlalchemy import text

from transpipe.engines.postgres.base import Base
from transpipe.engines.postgres.store import change, key, keys, number_of, prepare
from transpipe.engines.rarest import sharing
from transpipe.engines.sqlite.store import Pairs
from transpipe.engines.sqlite.texts import small
from transpipe.errors import EngineFault
from transpipe.model import Remembered, Similar
from transpipe.text import rarity

# What others have comes behind what is our own, and says whose it is.
_SAID = """t.source, u.target, u.context, u.after,
  case when f.owner = :owner then u.article else f.owner || ':' || u.article end"""
_FROM = """transpipe.units u join transpipe.texts t using (number)
  join transpipe.files f on f.id = u.file"""
_ORDER = 'f.owner <> :owner, f.owner collate "C", f.name collate "C", u.place'
_ALL = text(f"select {_SAID} from {_FROM} order by {_ORDER}")
_UNITS = text(f"select {_SAID} from {_FROM} where number = :number order by {_ORDER}")
_QUOTING = text(f"""
select {_SAID} from {_FROM} where number in (
  select number from transpipe.texts where lower(source collate "C") like :words
  union select number from transpipe.units where lower(target collate "C") like :words)
  and (lower(t.source collate "C") like :words or lower(u.target collate "C") like :words)
order by length(t.source), t.source collate "C", {_ORDER} limit :most""")
_KNOWN = text("select name, digest from transpipe.files where owner = :owner")
_COUNTS = text("""
select (select count(*) from transpipe.files), (select count(*) from transpipe.units),
  (select count(*) from transpipe.texts), (select count(*) from transpipe.words)""")
_WORDS = text("select word, cardinality(texts) from transpipe.words")
_PLACES = text("select word, texts from transpipe.words")
_HAVING = text("select word, texts from transpipe.words where word = any(:words)")
_SOURCES = text("select number, source from transpipe.texts where number = any(:numbers)")
_TEXTS = text("select number, source from transpipe.texts")
_COUNT = text("select count(*) from transpipe.texts")
# So many texts travel as a whole, and so much is kept here of what travelled piece by piece.
_MODERATE, _MOST_PLACES, _MOST_SOURCES = 100_000, 4_000_000, 100_000


class Postgres:
    """A Memory in a database; `owner` is what this repository is called there."""

    def __init__(self, address: str, owner: str) -> None:
        self._base, self._owner = Base(address), owner
        try:
            prepare(self._base)
        except EngineFault:
            self.close()
            raise

    def close(self) -> None:
        """Lets the server go; nothing is asked after this."""
        self._base.close()

    # ── what it holds ───────────────────────────────────────────────────────────────────────

    def known(self) -> Mapping[str, str]:
        """The files of this repository, each with the digest of what its pairs were taken from."""
        return dict(self._base.rows(_KNOWN, owner=self._owner))

    def counts(self) -> Mapping[str, int]:
        """How many articles, units, source texts and words it holds, whosever they are."""
        names = ("articles", "units", "texts", "words")
        return dict(zip(names, *self._base.rows(_COUNTS), strict=True))

    def update(self, changes: Mapping[str, Pairs]) -> None:
        """Holds these pairs of these files, whatever it held of them; all of that or nothing."""
        with self._base.transaction():
            change(self._base, self._owner, changes)
        for cached in ("_counts", "_texts", "_places", "_sources", "_rarities"):
            self.__dict__.pop(cached, None)

    # ── what is asked of it ─────────────────────────────────────────────────────────────────

    def similar(self, text: str) -> Iterator[Sequence[Similar]]:
        """The source texts that share its rarest words, and then more.

        The same for the same pairs.
        """
        asked = keys(text)
        rarest = sorted((self._counts[word], word) for word in asked if word in self._counts)
        for found in sharing(rarest, self._having):
            sources = self._said([number for number, _shared in found])
            yield [Similar(sources[n], shared) for n, shared in found if n in sources]

    def rarity(self, word: str) -> float:
        """How much it says that two source texts have a word in common; 0 for a sign."""
        if word not in self._rarities:
            found = self._counts.get(key(word), 0)
            is_sign = not found and not word.isalnum()
            self._rarities[word] = 0.0 if is_sign else rarity.rarity(found, self._texts)
        return self._rarities[word]

    def units(self, source: str) -> Sequence[Remembered]:
        """The pairs with exactly this source, our own first, in the order of their articles."""
        rows = self._base.rows(_UNITS, owner=self._owner, number=number_of(source))
        return tuple(unit for unit in map(_unit, rows) if unit.source == source)

    def all(self) -> Sequence[Remembered]:
        """All pairs, our own first, in the order of their articles."""
        return tuple(map(_unit, self._base.rows(_ALL, owner=self._owner)))

    def quoting(self, words: str, most: int) -> Sequence[Remembered]:
        """The pairs that have these words in either language, the shortest first.

        Latin capitals make no difference.
        """
        if "\0" in words:
            return ()
        literal = re.sub(r"[\\%_]", r"\\\g<0>", small(words).decode("utf-8", "replace"))
        rows = self._base.rows(_QUOTING, owner=self._owner, words=f"%{literal}%", most=most)
        return tuple(map(_unit, rows))

    # ── what has travelled ──────────────────────────────────────────────────────────────────

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many texts have each word."""
        if self._texts > _MODERATE:
            return dict(self._base.rows(_WORDS))
        self._sources.update(self._base.rows(_TEXTS))
        self._places.update((word, array("q", texts)) for word, texts in self._base.rows(_PLACES))
        return {word: len(texts) for word, texts in self._places.items()}

    @cached_property
    def _texts(self) -> int:
        return int(self._base.one(_COUNT))

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def _places(self) -> dict[str, array[int]]:
        return {}

    @cached_property
    def _sources(self) -> dict[int, str]:
        return {}

    def _having(self, words: Sequence[str]) -> Iterator[Sequence[int]]:
        """The numbers of the texts that have each of these words."""
        if missing := [word for word in words if word not in self._places]:
            if sum(map(len, self._places.values())) > _MOST_PLACES:
                self._places.clear()
                missing = list(words)
            rows = self._base.rows(_HAVING, words=missing)
            self._places.update((word, array("q", texts)) for word, texts in rows)
        return (self._places[word] for word in words if word in self._places)

    def _said(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """What the texts of these numbers say."""
        if missing := [*filterfalse(self._sources.__contains__, numbers)]:
            if len(self._sources) > _MOST_SOURCES:
                self._sources.clear()
                missing = list(numbers)
            self._sources.update(self._base.rows(_SOURCES, numbers=missing))
        return self._sources


def _unit(row: tuple[str, str, str | None, str, str]) -> Remembered:
    source, target, context, after, article = row
    return Remembered(source, target, article.removesuffix(":"), context, after)
