"""The database: one engine, SQLite or PostgreSQL, with the rules of each made explicit.

SQLite: WAL, one writer at a time (`BEGIN IMMEDIATE`, so a transaction never has to be upgraded), full synchronisation,
foreign keys on. PostgreSQL: each writing transaction holds the course's advisory lock, so that what is right with one
writer is right here too. Reads never wait for writers on either.

It does not know what is stored; tables live beside their desks.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlmodel import Session, create_engine

POSTGRES_POOL = 10
ADVISORY_LOCK = 0x5911AB07
"""Any number will do, as long as all backends of a course's database use the same."""


class Database:
    """An engine to write with and one to read with; for PostgreSQL they are the same pool."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.url.database in (None, "", ":memory:"):
                raise ValueError(
                    "the database needs a file: threads share it (sqlite:///var/syllabot.db)"
                )
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
            self.writer = _sqlite(str(self.url), begin="BEGIN IMMEDIATE", pool=1)
            self.reader = _sqlite(str(self.url), begin="BEGIN", pool=4)
        else:
            driven = self.url.set(drivername="postgresql+psycopg")
            self.writer = self.reader = create_engine(
                driven, pool_size=POSTGRES_POOL, max_overflow=0, pool_pre_ping=True
            )

    @property
    def writers(self) -> int:
        """How many threads may write at once."""
        return 1 if self.is_sqlite else POSTGRES_POOL

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in a transaction that may write; commits at the end, rolls back on any exception."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            if not self.is_sqlite:
                session.connection().execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK}
                )
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database and cannot write."""
        with Session(self.reader, expire_on_commit=False) as session:
            connection = session.connection(
                execution_options={} if self.is_sqlite else _READ_ONLY_SNAPSHOT
            )
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA query_only = ON")
            try:
                yield session
            finally:
                if self.is_sqlite:
                    connection.exec_driver_sql("PRAGMA query_only = OFF")
                session.rollback()

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


_READ_ONLY_SNAPSHOT: dict[str, Any] = {
    "isolation_level": "REPEATABLE READ",
    "postgresql_readonly": True,
}


def _sqlite(url: str, *, begin: str, pool: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 30},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver must not open transactions by itself; `open_transaction` says how they begin.
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
