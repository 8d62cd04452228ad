"""1,000 students with two reminders each, due at the same instant: how long until all are in the outbox.

    .venv/bin/python -m benchmarks.reminders [students] [rounds]

On SQLite and on PostgreSQL, in process. Beside it: planning a whole term anew (what a start does), deciding what the
reminders say when a bot takes them, and moving a deadline of which everyone was told. It stops with an error when the
outbox does not hold exactly two notices a student.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlmodel import SQLModel, func, select, text

from backend.blobs import Blobs
from backend.clock import HandClock
from backend.compute.machine import processor
from backend.contract import By, Call
from backend.contract.changes import MoveDeadline
from backend.contract.notices import NextNotices, NoticeSaid
from backend.contract.reminders import JoinCourse, RingReminders
from backend.course.load import load
from backend.db import Database
from backend.desk import HouseBackend
from backend.desks import all_desks
from backend.outbox import NoticeRow
from backend.scheduling.tables_reminders import PlanRow
from backend.settings import Settings
from tests.postgres import cluster

COURSE = Path(__file__).parent.parent / "courses" / "cs6787-spring-2024"
BEFORE = datetime(2024, 3, 20, 12, 0, tzinfo=UTC)
DUE = datetime(2024, 3, 23, 23, 30, tzinfo=UTC)
"""Two days before 25 March, on which a review and the proposal are due."""
OWNER = By(id="owner", name="Owner", staff=True)
BOT = By(id="bot", name="Bot", staff=True)
R = TypeVar("R")
Times = dict[str, list[float]]


class Course:
    """A backend of its own, with everyone in it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.clock = HandClock(BEFORE)
        self.database = Database(url)
        SQLModel.metadata.drop_all(self.database.writer)
        SQLModel.metadata.create_all(self.database.writer)
        self.backend = HouseBackend(
            desks=all_desks(), database=self.database, course=load(COURSE), settings=Settings(),
            blobs=Blobs(folder), clock=self.clock,
        )  # fmt: skip

    async def ask(self, call: Call[R], by: By = OWNER) -> R:
        return await self.backend(call, by)

    def count(self, statement: Callable[[], object]) -> int:
        with self.database.reading() as session:
            return int(session.exec(statement()).one())  # type: ignore[call-overload]

    async def ring(self, *, rebuild: bool = False) -> None:
        ring = await self.ask(RingReminders(rebuild=rebuild))
        while ring.more:
            ring = await self.ask(RingReminders())

    async def drain(self) -> int:
        """Take everything as a bot would, and say that it was said."""
        taken = 0
        while notices := await self.ask(NextNotices(most=50, people=50), BOT):
            for notice in notices:
                said = NoticeSaid(notice=notice.id, version=notice.version, message=str(notice.id))
                await self.ask(said, BOT)
            taken += len(notices)
        return taken


async def one_round(url: str, folder: Path, students: int, times: Times) -> None:
    course = Course(url, folder)

    async def timed(what: str, work: Callable[[], object]) -> None:
        began = time.perf_counter()
        await work()  # type: ignore[misc]
        times.setdefault(what, []).append(time.perf_counter() - began)

    async def join() -> None:
        for number in range(students):
            await course.ask(JoinCourse(), By(id=str(10**17 + number), name=f"Student {number}"))

    async def move() -> None:
        later = MoveDeadline(deadline="proposal", day=date(2024, 3, 29), expected=1)
        shown = await course.ask(later)
        if shown.told.people != students:
            sys.exit(f"wrong: {shown.told.people} people are corrected")

    try:
        await timed("everyone joins, one by one", join)
        await timed("the term planned anew", lambda: course.ring(rebuild=True))
        course.clock.move(DUE - BEFORE)
        await timed("two reminders each, into the outbox", course.ring)
        notices = course.count(
            lambda: select(func.count()).select_from(NoticeRow).where(text("person IS NOT NULL"))
        )
        if notices != 2 * students:
            sys.exit(f"wrong: {notices} notices")
        await timed("decided, taken and acknowledged, one by one", course.drain)
        course.clock.move(timedelta(hours=1))
        await timed("a deadline moved of which everyone was told", move)
        plans = course.count(lambda: select(func.count()).select_from(PlanRow))
        times["plans"] = [plans]
    finally:
        await course.backend.close()


async def main(students: int, rounds: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {
            "SQLite": f"sqlite:///{folder / 'reminders.db'}",
            "PostgreSQL": stack.enter_context(cluster()),
        }
        results: dict[str, Times] = {name: {} for name in urls}
        for _ in range(rounds):
            for name, url in urls.items():
                await one_round(url, folder, students, results[name])
    print(
        f"{students} students, {processor()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}; "
        f"{rounds} rounds, median (range) in seconds"
    )
    for name, times in results.items():
        print(f"\n{name}, {times.pop('plans')[0]:.0f} plans")
        for what, seconds in times.items():
            spread = f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
            print(f"  {what:<46}{spread:>24}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(main(*(numbers + [1000, 3][len(numbers) :])))
