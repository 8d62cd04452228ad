"""Migrations: applied at start, by several processes at once, and equal to the tables in code."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

from backend import desks  # noqa: F401  (all tables are in the metadata once the desks are)
from backend.db import Database
from backend.migrate import DatabaseTooNew, current, migrate, newest
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'migrated.db'}"


def sqlite_schema(database: Database) -> list[str]:
    """Every CREATE statement, so that CHECKs and the conditions of partial indexes count too."""
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
    with database.reading() as session:
        rows = session.connection().exec_driver_sql(query).scalars().all()
    return sorted(_clauses(row) for row in rows)


def _clauses(create: str) -> str:
    """One statement with its clauses in alphabetical order: Alembic writes constraints in another one."""
    plain = re.sub(r'["\s]+', " ", create).replace("( ", "(").replace(" )", ")").strip()
    if not plain.startswith("CREATE TABLE"):
        return plain
    head, _, body = plain.removesuffix(")").partition("(")
    clauses, depth = [""], 0
    for character in body:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            clauses.append("")
        else:
            clauses[-1] += character
    return f"{head}({', '.join(sorted(clause.strip() for clause in clauses))})"


def postgres_schema(database: Database) -> list[tuple[Any, ...]]:
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    )
    found: list[tuple[Any, ...]] = []
    with database.reading() as session:
        for query in queries:
            found += [tuple(row) for row in session.connection().exec_driver_sql(query)]
    return sorted((row for row in found if "alembic" not in str(row[0])), key=str)


def test_models_and_migrations_agree_on_sqlite(empty_sqlite: str, tmp_path: Path) -> None:
    migrated, made = Database(empty_sqlite), Database(f"sqlite:///{tmp_path / 'made.db'}")
    migrate(migrated)
    SQLModel.metadata.create_all(made.writer)
    assert sqlite_schema(migrated) == sqlite_schema(made)
    migrated.close()
    made.close()


def test_models_and_migrations_agree_on_postgres(empty_postgres_url: str) -> None:
    database = Database(empty_postgres_url)
    migrate(database)
    migrated = postgres_schema(database)
    with database.reading() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, SQLModel.metadata) == []
    with database.writing() as session:
        session.connection().execute(text("DROP SCHEMA public CASCADE"))
        session.connection().execute(text("CREATE SCHEMA public"))
        SQLModel.metadata.create_all(session.connection())
    assert migrated == postgres_schema(database)
    database.close()


def test_a_second_start_changes_nothing(empty_sqlite: str) -> None:
    database = Database(empty_sqlite)
    assert current(database) is None
    migrate(database)
    before = sqlite_schema(database)
    migrate(database)
    assert current(database) == newest() and sqlite_schema(database) == before
    database.close()


def test_a_newer_database_is_left_alone(empty_sqlite: str) -> None:
    database = Database(empty_sqlite)
    migrate(database)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="update Syllabot"):
        migrate(database)
    assert current(database) == "9999"
    database.close()


FOUR_AT_ONCE = """
import os, sys
import alembic.command, backend.desks
from backend.db import Database
from backend.migrate import migrate
for url in sys.argv[1:]:
    wait, go = os.pipe()
    children = []
    for _ in range(4):
        children.append(os.fork())
        if not children[-1]:
            os.close(go)
            os.read(wait, 1)  # until there is no end to write to
            migrate(Database(url))
            sys.exit()
    os.close(go)
    if any([os.waitpid(child, 0)[1] for child in children]):
        sys.exit(url)
"""
"""They are forked, so that all begin at the same moment, whatever importing takes; and that is done once for both."""


def test_four_processes_starting_at_once(empty_sqlite: str, empty_postgres_url: str) -> None:
    urls = (empty_sqlite, empty_postgres_url)
    ran = subprocess.run(
        [sys.executable, "-c", FOUR_AT_ONCE, *urls], cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S
    )
    assert ran.returncode == 0, ran.stderr
    for url in urls:
        database = Database(url)
        assert current(database) == newest()
        database.close()
