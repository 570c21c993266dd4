"""A database that is asked, and what is said of one that does not answer: never a password.

SQLAlchemy is opened in this folder; it opens psycopg.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import Any

from sqlalchemy import URL, TextClause, create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from transpipe.errors import EngineFault

_SECONDS = 10  # to wait for a server
_HIDDEN = "***"


class Base:
    """The database of an address; what is done is done at once, but in a transaction."""

    def __init__(self, address: str) -> None:
        url = _url(address)
        self._name, self._password = _shown(url), _password(url)
        with self.faults():
            waits = {} if "connect_timeout" in url.query else {"connect_timeout": _SECONDS}
            asked = {"client_encoding": "utf8", **waits}
            self._engine = create_engine(url, poolclass=NullPool, connect_args=asked)
            reading = self._engine.connect()
            self._connection = reading.execution_options(isolation_level="AUTOCOMMIT")

    def rows(self, question: TextClause, **values: object) -> list[tuple[Any, ...]]:
        """All that is answered."""
        with self.faults():
            return [tuple(row) for row in self._connection.execute(question, values)]

    def do(self, order: TextClause, **values: object) -> None:
        """Has something done that has no answer."""
        with self.faults():
            self._connection.execute(order, values)

    def one(self, question: TextClause, **values: object) -> Any:
        """The first value that is answered; None where there is none."""
        rows = self.rows(question, **values)
        return rows[0][0] if rows else None

    def close(self) -> None:
        """Lets the server go; nothing is asked after this."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done inside is done as a whole, or not at all."""
        with self.faults(), self._engine.begin() as connection:
            before, self._connection = self._connection, connection
            try:
                yield
            finally:
                self._connection = before

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Raises EngineFault for what the server says, or the way to it."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self.fault(str(getattr(error, "orig", None) or error)) from None

    def fault(self, reason: str) -> EngineFault:
        """A fault of this database, in one line."""
        line = " ".join(reason.split("\n\n")[0].split())
        if self._password:
            line = line.replace(self._password, _HIDDEN)
        return EngineFault(self._name, line)


def _url(address: str) -> URL:
    """An address as SQLAlchemy reads it. Raises EngineFault, which does not repeat it."""
    scheme, _colon, rest = address.partition("://")
    authority = rest.split("/")[0].split("?")[0]
    try:
        if authority.count("@") > 1 or scheme not in ("postgresql", "postgres"):
            raise ValueError
        return make_url(f"postgresql+psycopg://{rest}")
    except (SQLAlchemyError, ValueError):
        said = _("no address of a database, postgresql://USER@HOST/NAME; write @ in a word as %40")
        raise EngineFault("postgresql", said) from None


def _shown(url: URL) -> str:
    """An address as it may be shown: where the database is, and whose it is not."""
    host = url.host or url.query.get("host", "")
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{host}{port}/{url.database or ''}"


def _password(url: URL) -> str:
    said = url.password or url.query.get("password", "")
    return said if isinstance(said, str) else ""
