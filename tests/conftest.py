"""What every test may ask for: a course, a clock set by hand, and the backend on both databases and through both links.

    async def test_…(ask):                  # runs on both databases and through both links
        board = await ask(GetBoard(), by="ada")

Such a test runs twice, on each database through the other link; which link goes with which database alternates from
test to test. Marked `all_four`, it runs in all four combinations: for what database and link do together (races,
request keys, what is undone). Nothing here is a mock: the databases, the sockets and the HTTP server are real.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import pytest
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from backend.blobs import Blobs
from backend.clock import Clock, HandClock
from backend.contract import Backend, By, Call, Caller
from backend.course.load import load
from backend.course.model import Course
from backend.db import Database
from backend.desk import HouseBackend
from backend.desks import all_desks
from backend.link import HttpLink
from backend.settings import ComputeSettings, DataSettings, DeliverySettings, Settings
from backend.web import application
from tests.postgres import NoPostgres, cluster

pytest_plugins = ("tests.sandbox.judging",)

ROOT = Path(__file__).parent.parent
COURSE = ROOT / "courses" / "cs6787-spring-2024"
START = datetime(2024, 2, 5, 17, 0, tzinfo=UTC)
"""Noon in the first course's zone, on the day on which its sandbox starts."""

TOKENS = {"owner-token": Caller.OWNER, "bot-token": Caller.BOT, "worker-token": Caller.WORKER}
DATABASES = ("sqlite", "postgres")
LINKS = ("in process", "http")
ANEW = (
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) "
    "FROM pg_sequences WHERE last_value IS NOT NULL"
)
"""Every sequence of a PostgreSQL database that was used begins anew."""
R = TypeVar("R")


LONG = (
    "engines/test_slurm.py", "answers/test_exam.py", "compute/test_worker.py", "test_journey.py",
    "scheduling/test_reminders.py", "compute/test_truths.py", "test_killed.py", "compute/test_comparison.py",
    "compute/test_local_child.py", "compute/test_leases.py", "test_reminders_by_chance.py", "sandbox/test_page.py",
    "test_judging.py", "compute/test_quantized.py", "test_drill.py", "test_chaos.py", "compute/test_desk.py",
    "test_dense.py", "test_graphed.py", "test_stacked.py", "test_workloads.py", "test_optimizers.py",
    "test_models.py", "test_quantizers.py", "scheduling/test_calendar.py", "test_migrate.py", "answers/test_asking.py",
    "test_endurance.py", "test_cards.py", "compute/test_howto.py", "test_report_page.py", "test_page_tools.py",
)  # fmt: skip
"""Files that take long, above all those that wait for other processes: they come first, not alone at the end. In the
order of the seconds that each took alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    @cache
    def place(path: Path) -> int:
        return next((at for at, name in enumerate(LONG) if path.match(name)), len(LONG))

    items.sort(key=lambda item: place(item.path))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "all_four: runs on each database through each link, not in two of the four"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which databases and links each test runs with: see the top."""
    names = metafunc.fixturenames
    if "backend" in names and "database_url" in names:
        metafunc.parametrize(("database_url", "backend"), _combinations(metafunc), indirect=True)
    elif "database_url" in names:
        metafunc.parametrize("database_url", DATABASES, indirect=True)


def _combinations(metafunc: pytest.Metafunc) -> list[tuple[str, str]]:
    """By the test's name alone, so that it is the same on every machine and in every process of a run."""
    every = list(product(DATABASES, LINKS))
    if metafunc.definition.get_closest_marker("all_four"):
        return every
    turn = crc32(metafunc.function.__name__.encode()) % 2
    return [
        (on, through)
        for on, through in every
        if (DATABASES.index(on) + LINKS.index(through)) % 2 == turn
    ]


def pytest_collection_finish() -> None:
    """All modules are there to stay: the garbage collector need not go through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def cannot_run(reason: str) -> None:
    """Skip with a reason; in CI, where everything can be installed, fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def course() -> Course:
    return load(COURSE)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(START)


@pytest.fixture(scope="session")
def _postgres() -> Iterator[str]:
    try:
        with cluster() as url:
            database = Database(url)
            SQLModel.metadata.create_all(database.writer)
            database.close()
            yield url
    except NoPostgres as missing:
        cannot_run(str(missing))


@pytest.fixture(scope="session")
def _clearing(_postgres: str) -> Iterator[Database]:
    database = Database(_postgres)
    yield database
    database.close()


@pytest.fixture
def postgres_url(_postgres: str, _clearing: Database) -> str:
    """A PostgreSQL database with all tables, all empty."""
    tables = [table.name for table in reversed(SQLModel.metadata.sorted_tables)]
    filled = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables
    )
    with _clearing.writing() as session:
        connection = session.connection()
        # A twentieth of what TRUNCATE takes, which makes new files for each table and index.
        for name in connection.execute(text(filled)).scalars().all():
            connection.execute(text(f"DELETE FROM {name}"))
        connection.execute(text(ANEW))
    return _postgres


@pytest.fixture
def empty_postgres_url(postgres_url: str) -> Iterator[str]:
    """A PostgreSQL database without any table, as a newcomer has it."""
    database = Database(postgres_url)

    def start_anew(connection: Connection) -> None:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

    with database.writing() as session:
        start_anew(session.connection())
    yield postgres_url
    with database.writing() as session:
        start_anew(session.connection())
        SQLModel.metadata.create_all(session.connection())
    database.close()


@pytest.fixture(scope="session")
def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once and copied for each test, which is much faster than making it."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    database = Database(f"sqlite:///{file}")
    SQLModel.metadata.create_all(database.writer)
    database.close()
    return file


@pytest.fixture
def new_sqlite(_sqlite: Path) -> Callable[[], str]:
    """Makes a SQLite database with all tables, all empty, and gives its URL; the one before must be closed.

    Always in the same place, so that a spare `Database` fits.
    """

    def make() -> str:
        file = _sqlite.with_name("syllabot.db")
        for old in file.parent.glob(f"{file.name}*"):
            old.unlink()
        shutil.copyfile(_sqlite, file)
        return f"sqlite:///{file}"

    return make


@pytest.fixture
def sqlite_url(new_sqlite: Callable[[], str]) -> str:
    """A SQLite database with all tables, all empty."""
    return new_sqlite()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """Each of `DATABASES` in turn, empty."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Scheduled events are off: a test that is about them turns them on."""
    return Settings(
        data=DataSettings(folder=tmp_path),
        compute=ComputeSettings(lease_s=20.0),
        delivery=DeliverySettings(event_days=0),
    )


@dataclass
class House:
    """A running backend, in process and on a loopback port."""

    backend: HouseBackend
    clock: HandClock
    url: str

    def link(self, token: str = "owner-token") -> HttpLink:
        """A link over HTTP; open it with `async with`."""
        return HttpLink(self.url, token)


@asynccontextmanager
async def serve(backend: HouseBackend) -> AsyncIterator[str]:
    """The backend's web application on a free loopback port, with the three test tokens."""
    runner = web.AppRunner(
        application(backend, TOKENS), handler_cancellation=True, shutdown_timeout=1
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@cache
def _spare(url: str) -> list[Database]:
    return []


class _Reused(Database):
    """Without connections it waits to be taken again, with all statements that it compiled: each is compiled once in a
    run, not once in a test. No two backends that are open at once ever share it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.given = url

    def close(self) -> None:
        super().close()
        spare = _spare(self.given)
        if self not in spare:
            spare.append(self)


def build(url: str, course: Course, settings: Settings, clock: Clock) -> HouseBackend:
    """The real backend, as the composition root builds it."""
    spare = _spare(url)
    return HouseBackend(
        desks=all_desks(),
        database=spare.pop() if spare else _Reused(url),
        course=course,
        settings=settings,
        blobs=Blobs(settings.data.folder / "blobs"),
        clock=clock,
    )


@asynccontextmanager
async def open_house(
    url: str, course: Course, settings: Settings, clock: HandClock
) -> AsyncIterator[House]:
    backend = build(url, course, settings, clock)
    try:
        async with serve(backend) as http:
            yield House(backend=backend, clock=clock, url=http)
    finally:
        await backend.close()


@pytest.fixture
async def house(
    database_url: str, course: Course, settings: Settings, clock: HandClock
) -> AsyncIterator[House]:
    """A running backend, on each database."""
    async with open_house(database_url, course, settings, clock) as house:
        yield house


@pytest.fixture
async def sqlite_house(
    sqlite_url: str, course: Course, settings: Settings, clock: HandClock
) -> AsyncIterator[House]:
    """A running backend on SQLite only: for tests of what stands before it (the bot, the worker, the page)."""
    async with open_house(sqlite_url, course, settings, clock) as house:
        yield house


@pytest.fixture
async def backend(request: pytest.FixtureRequest, house: House) -> AsyncIterator[Backend]:
    """The seam with an owner's token: through both links, each on the other database; marked `all_four`, on both."""
    async with AsyncExitStack() as stack:
        if request.param == "http":
            yield await stack.enter_async_context(house.link())
        else:
            yield house.backend


class Ask:
    """`await ask(call, by="ada")`: ask as someone, through the link of this test."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    async def __call__(
        self,
        call: Call[R],
        by: str = "ada",
        *,
        staff: bool = False,
        key: str | None = None,
        now: datetime | None = None,
        **more: Any,
    ) -> R:
        who = By(id=by, name=more.pop("name", by.title()), staff=staff, key=key, now=now)
        return await self.backend(call, who)


@pytest.fixture
def ask(backend: Backend) -> Ask:
    return Ask(backend)
