"""The alarm clock: wakes the reminders when the next one is due, and knows nothing else about them.

What to do is read from the tables at each ring, so nothing is lost when this process dies, comes late, or rings once
too often. APScheduler keeps one job in memory. The alarm looks anew at start, at every commit that changes what is
planned (a move, an extension, somebody joining, a jump of the course clock), and once a minute for changes by other
processes.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from backend.contract.base import By, Waker
from backend.contract.refusals import CourseError
from backend.contract.reminders import Ring, RingReminders
from backend.desk import HouseBackend

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

SELF = By(id="alarm", name="The alarm")
LOOK_EVERY_S = 60.0
"""How late a change by another process is noticed."""
AFTER_A_FAULT_S = 5.0
FURTHEST = timedelta(days=1)
"""No job is set further ahead: a machine may sleep, and its clock may be set."""


class Alarm:
    """Rings for one backend. Start it beside whatever serves the backend, and stop it before the backend closes."""

    def __init__(self, backend: HouseBackend, *, look_every_s: float = LOOK_EVERY_S) -> None:
        self._backend = backend
        self._look_every_s = look_every_s
        self._due = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._scheduler: AsyncIOScheduler | None = None

    async def start(self) -> None:
        """Begin to ring; everything is planned anew first, in the background."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch(), name="alarm")

    async def stop(self) -> None:
        """Ring no more. What is due stays in its rows."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            self._watching = None
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def _watch(self) -> None:
        rebuild = True
        while True:
            # Listen before looking: a change in between must not be missed.
            heard = asyncio.create_task(self._backend.heard(Waker.ALARM, self._look_every_s))
            due = asyncio.create_task(self._due.wait())
            try:
                ring = await self._ring(rebuild=rebuild)
                rebuild = rebuild and ring is None
                if ring is None:
                    await asyncio.sleep(AFTER_A_FAULT_S)
                    continue
                self._set(ring)
                await asyncio.wait({heard, due}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                heard.cancel()
                due.cancel()
                await asyncio.gather(heard, due, return_exceptions=True)
                self._due.clear()

    async def _ring(self, *, rebuild: bool) -> Ring | None:
        """Hand out what is due, batch by batch; None when that failed."""
        try:
            ring = await self._backend(RingReminders(rebuild=rebuild), SELF)
            while ring.more:
                ring = await self._backend(RingReminders(), SELF)
        except CourseError as failure:
            # A fault has been logged under its code, and the staff have been told.
            log.warning("the reminders could not be looked at: %s", failure.sentence)
            return None
        return ring

    def _set(self, ring: Ring) -> None:
        """Set the one job to the instant at which the next reminder is due."""
        assert self._scheduler is not None
        if ring.next_in_s is None:
            self._scheduler.remove_all_jobs()
            return
        wait = min(timedelta(seconds=ring.next_in_s), FURTHEST)
        self._scheduler.add_job(
            self._due.set, "date", id="next", replace_existing=True, misfire_grace_time=None,
            run_date=datetime.now(UTC) + wait,
        )  # fmt: skip
