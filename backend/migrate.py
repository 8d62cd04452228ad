"""Brings a database to the newest schema, at start, whichever of several starting processes comes first.

Alembic does the work. On SQLite foreign keys are off while tables are rebuilt (a rebuild would delete the children of
`ON DELETE CASCADE`), and are checked before the commit. When the database is up to date already, Alembic is not even
imported: that is most starts, and it costs a quarter of a second.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection, create_engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from backend.db import ADVISORY_LOCK, Database

FOLDER = Path(__file__).parent / "migrations"
_REVISION = re.compile(r"(\d{4})_\w+\.py")


class DatabaseTooNew(Exception):
    """The database was made by a newer Syllabot than this one; update this one, nothing was touched."""


def newest() -> str:
    """The revision that this code expects: migrations are numbered files, `0001_first.py`."""
    names = (_REVISION.fullmatch(file.name) for file in (FOLDER / "versions").iterdir())
    return max(name[1] for name in names if name)


def migrate(database: Database) -> None:
    """Apply what is missing. Raises `DatabaseTooNew`, or whatever the database raises; never half of it."""
    revision = current(database)
    if revision == newest():
        return
    if revision is not None and revision > newest():
        raise DatabaseTooNew(
            f"the database is at revision {revision}, this Syllabot knows {newest()}: update Syllabot"
        )
    engine = create_engine(database.writer.url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if database.is_sqlite:
                _migrate_sqlite(connection)
            else:
                with connection.begin():
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK}
                    )
                    _upgrade(connection)
    finally:
        engine.dispose()


def current(database: Database) -> str | None:
    """The revision that the database is at; None for an empty one."""
    try:
        with database.reading() as session:
            found = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version")
            return str(found.scalar_one())
    except (OperationalError, ProgrammingError):
        return None


def _migrate_sqlite(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.isolation_level = None  # the driver must not commit in between
    raw.execute("PRAGMA busy_timeout = 30000").close()
    raw.execute("PRAGMA journal_mode = WAL").close()
    raw.execute("PRAGMA foreign_keys = OFF").close()
    with connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _upgrade(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(
                f"the migration would leave rows without their parents: {broken[:5]}"
            )


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
