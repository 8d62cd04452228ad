"""The alarm rings by itself: on time, after a start, a commit, a jump, another process's change, and a fault."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from backend.clock import RealClock
from backend.contract.base import By
from backend.contract.clock import GetClock, MoveClock
from backend.contract.notices import NextNotices, Notice
from backend.contract.reminders import ExplainReminders, JoinCourse, RingReminders
from backend.course.model import Course
from backend.desk import HouseBackend
from backend.scheduling import alarm
from backend.scheduling.alarm import Alarm
from backend.settings import Settings
from tests.backend.scheduling.mailbox import BOT, at
from tests.conftest import build
from tests.patience import PATIENCE_S

ADA = By(id="101", name="Ada")
OWNER = By(id="owner", name="Owner", staff=True)
DUE = at(2, 19, 19, 30)
"""When the review of 21 February is due to be reminded of."""


@pytest.fixture
async def backend(sqlite_url: str, course: Course, settings: Settings) -> AsyncIterator[HouseBackend]:
    """With the real clock, for that is what an alarm goes by."""
    backend = build(sqlite_url, course, settings, RealClock())
    yield backend
    await backend.close()


@asynccontextmanager
async def ringing(backend: HouseBackend, *, look_every_s: float = 60.0) -> AsyncIterator[Alarm]:
    clock = Alarm(backend, look_every_s=look_every_s)
    await clock.start()
    try:
        yield clock
    finally:
        await clock.stop()


async def next_notice(backend: HouseBackend) -> Notice:
    """The next thing to say, as soon as there is one."""
    async with asyncio.timeout(PATIENCE_S):
        while not (notices := await backend(NextNotices(wait=20), BOT)):
            pass
    [notice] = notices
    return notice


async def test_it_rings_on_time(backend: HouseBackend) -> None:
    await backend(MoveClock(to=DUE - timedelta(seconds=1)), OWNER)
    await backend(JoinCourse(), ADA)
    async with ringing(backend):
        notice = await next_notice(backend)
        now = (await backend(GetClock(), OWNER)).now
    assert notice.matter.about == "reminder-due" and notice.person == "101"
    assert DUE <= now < DUE + timedelta(seconds=10)


async def test_what_was_due_while_nobody_rang_comes_at_the_start(backend: HouseBackend) -> None:
    await backend(MoveClock(to=DUE - timedelta(minutes=1)), OWNER)
    await backend(JoinCourse(), ADA)
    async with ringing(backend):
        assert await backend(NextNotices(), BOT) == ()
    await backend(MoveClock(to=DUE + timedelta(hours=3)), OWNER)
    async with ringing(backend):
        notice = await next_notice(backend)
    assert notice.matter.about == "reminder-due" and notice.matter.late


async def test_a_commit_and_a_jump_are_heard(backend: HouseBackend) -> None:
    """The alarm is already waiting, for nothing at all."""
    await backend(MoveClock(to=DUE - timedelta(days=1)), OWNER)
    async with ringing(backend):
        await backend(JoinCourse(), ADA)
        await backend(MoveClock(to=DUE - timedelta(seconds=0.5)), OWNER)
        notice = await next_notice(backend)
    assert notice.matter.about == "reminder-due" and not notice.matter.late


async def test_a_change_by_another_process_is_noticed(
    backend: HouseBackend, sqlite_url: str, course: Course, settings: Settings
) -> None:
    await backend(MoveClock(to=DUE - timedelta(seconds=2)), OWNER)
    other = build(sqlite_url, course, settings, RealClock())
    try:
        async with ringing(backend, look_every_s=0.2):
            await other(JoinCourse(), ADA)
            notice = await next_notice(backend)
    finally:
        await other.close()
    assert notice.person == "101"


async def test_two_alarms_on_one_database_say_nothing_twice(
    backend: HouseBackend, sqlite_url: str, course: Course, settings: Settings
) -> None:
    await backend(MoveClock(to=DUE - timedelta(seconds=1)), OWNER)
    await backend(JoinCourse(), ADA)
    other = build(sqlite_url, course, settings, RealClock())
    try:
        async with ringing(backend), ringing(other, look_every_s=0.1):
            await next_notice(backend)
            await backend(RingReminders(), OWNER)
            assert await backend(NextNotices(wait=0), BOT) == ()
    finally:
        await other.close()


async def test_a_fault_is_survived(
    backend: HouseBackend, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(alarm, "AFTER_A_FAULT_S", 0.05)
    await backend(MoveClock(to=DUE + timedelta(seconds=1)), OWNER)
    works = backend.handlers[RingReminders]
    tried = asyncio.Event()
    loop = asyncio.get_running_loop()

    def broken(_call: RingReminders, _at: object) -> None:
        loop.call_soon_threadsafe(tried.set)
        raise ZeroDivisionError("as it may happen")

    backend.handlers[RingReminders] = broken
    await backend(JoinCourse(), ADA)
    with caplog.at_level(logging.WARNING):
        async with ringing(backend):
            async with asyncio.timeout(PATIENCE_S):
                await tried.wait()
            backend.handlers[RingReminders] = works
            await backend(MoveClock(to=at(2, 25, 19, 29) + timedelta(seconds=59)), OWNER)
            notice = await next_notice(backend)
    assert notice.matter.about == "reminder-due"
    assert notice.matter.title == "Programming Assignment 2"
    assert "the reminders could not be looked at" in caplog.text


async def test_it_starts_and_stops_without_anything_to_do(backend: HouseBackend) -> None:
    async with ringing(backend) as clock:
        pass
    await clock.stop()
    story = await backend(ExplainReminders(), ADA)
    assert story.past == ()
