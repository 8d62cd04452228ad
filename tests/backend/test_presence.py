"""Two backends on one database: the second says so, once; and says when the first is gone."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from backend.clock import HandClock
from backend.course.model import Course
from backend.leases import LeaseRow, hold, let_go
from backend.presence import LEASE, Presence
from backend.settings import Settings
from tests.conftest import START, House, build
from tests.patience import PATIENCE_S

SOON = 0.01


async def logged(words: str, look: Presence) -> None:
    """Wait until the log says `words`."""
    said = asyncio.Event()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                said.set()

    ear = Ear()
    log = logging.getLogger("backend.presence")
    log.addHandler(ear)
    before = log.level
    log.setLevel(logging.INFO)
    try:
        look.start()
        async with asyncio.timeout(PATIENCE_S):
            await said.wait()
    finally:
        log.removeHandler(ear)
        log.setLevel(before)


async def test_the_second_says_so(
    database_url: str, course: Course, settings: Settings
) -> None:
    class Ticking(HandClock):
        """Moves with each look, so that a renewal is one."""

        def now(self):  # type: ignore[no-untyped-def]
            self.move(timedelta(milliseconds=1))
            return super().now()

    clock = Ticking(START)
    backends = [build(database_url, course, settings, clock) for _ in range(2)]
    first, second = (Presence(each, look_every_s=SOON) for each in backends)
    try:
        assert await backends[0].hold(LEASE, first._me, 60) is None
        first.start()
        await logged("another backend serves this database since 17:00 UTC", second)
        assert second.second and not first.second
    finally:
        for look in (first, second):
            await look.stop()
        for each in backends:
            await each.close()


async def test_the_lease_of_a_killed_one_is_waited_out_in_silence(house: House) -> None:
    await house.backend.hold(LEASE, "killed", 60)
    row = await house.backend.hold(LEASE, "next", 60)
    assert row is not None and row.holder == "killed"
    house.clock.move(timedelta(seconds=61))
    assert await house.backend.hold(LEASE, "next", 60) is None


async def test_a_lease_is_given_back_by_its_holder_alone(house: House) -> None:
    now = house.clock.now()
    with house.backend.database.writing() as session:
        assert hold(session, "x", "one", now=now, seconds=5) is None
        session.flush()
        assert not let_go(session, "x", "two")
        assert let_go(session, "x", "one")
        session.flush()
        assert session.get(LeaseRow, "x") is None
