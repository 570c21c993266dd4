"""A shared memory as it stands, copied into this process: for a dry run, which changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

from sqlalchemy import text

from transpipe.engines.postgres.base import Base
from transpipe.engines.postgres.store import has_tables
from transpipe.engines.sqlite import Sqlite
from transpipe.engines.sqlite.store import Pairs
from transpipe.model import Remembered

_FILES = text("select id, owner, name, digest from transpipe.files")
_UNITS = text("""
select file, source, target, article, context, after
from transpipe.units join transpipe.texts using (number) order by file, place""")
# What others have comes behind what is our own.
_BEHIND = "\U0010ffff"


class Copied(Sqlite):
    """A Memory that says what the database says; what is changed in it is changed here alone."""

    def __init__(self, address: str, owner: str) -> None:
        super().__init__()
        with closing(Base(address)) as base:
            self.update(dict(_changes(base, owner)))

    def known(self) -> Mapping[str, str]:
        """The files of this repository, each with the digest of what its pairs were taken from."""
        known = super().known().items()
        return {name: digest for name, digest in known if not name.startswith(_BEHIND)}


def _changes(base: Base, owner: str) -> Iterator[tuple[str, Pairs]]:
    """What the database has, file by file; those of others have their owner in their names."""
    if not has_tables(base):
        return
    files = base.rows(_FILES)
    names = {row[0]: ("" if row[1] == owner else f"{row[1]}:") for row in files}
    pairs: dict[int, list[Remembered]] = {row[0]: [] for row in files}
    for file, source, target, article, context, after in base.rows(_UNITS):
        said = f"{names[file]}{article}".removesuffix(":") if file in names else ""
        pairs.setdefault(file, []).append(Remembered(source, target, said, context, after))
    for file, _owner, name, digest in files:
        yield f"{_BEHIND}{names[file]}{name}" if names[file] else name, (digest, pairs[file])
