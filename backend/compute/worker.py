"""A compute worker: it pulls a job, runs it in a child that it can kill, and reports.

    async with HttpLink(url, token) as link:
        await run_worker(link, "lab-1", WorkerConfig())

It is just another caller of the seam, so it needs no open port, and it may run on any machine. It
imports neither torch nor a table. Between jobs a child is kept warm; while one runs, nothing else
is started here that would disturb a timing. When the backend is away it waits and says so once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from backend.compute.assembly import finish, last_word
from backend.compute.engines.local import Care, ChildWontStart, Finished, LocalChild, Stopped, sweep
from backend.compute.processes import adopt_orphans
from backend.contract.base import Backend, By
from backend.contract.compute import (
    Announce,
    Assignment,
    ClaimJob,
    FinishJob,
    Progress,
    ReportProgress,
)
from backend.contract.refusals import (
    BackendAway,
    BackendFault,
    CourseError,
    LeaseLost,
    Malformed,
    NoSuchBlob,
    NoSuchJob,
    NotAllowed,
    TooLarge,
)

log = logging.getLogger(__name__)
T = TypeVar("T")

BACK_OFF_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Waits between tries to reach a backend that is away; the last repeats."""

DELIVERY_S = 900.0
"""How long a finished job's report is offered to a backend that is away."""

FAREWELL_S = 3.0
"""How long a worker that is told to stop tries to hand its job back."""


class Link(Backend, Protocol):
    """The seam, and blobs beside it: `backend.link.HttpLink`."""

    async def put_blob(self, data: bytes) -> str: ...


@dataclass(frozen=True)
class WorkerConfig:
    care: Care = field(default_factory=Care)
    """Time, memory and threads of each benchmark, and where experiments are found."""
    heartbeat_s: float = 2.0
    """Seconds between signs of life while a job runs: also how fast a cancelled one is stopped."""
    between_reports_s: float = 0.3
    """A table that fills faster is reported in leaps."""
    announce_s: float = 15.0
    wait_s: float = 25.0
    """How long one claim waits for a job."""


async def run_worker(link: Link, name: str, config: WorkerConfig | None = None) -> None:
    """Work until cancelled. Makes this process a subreaper.

    Raises `NotAllowed` when the token will not do, and `ChildWontStart` when no benchmark can run
    here.
    """
    adopt_orphans()
    sweep()
    await Worker(link, name, config or WorkerConfig()).work()


class Worker:
    def __init__(self, link: Link, name: str, config: WorkerConfig) -> None:
        self._link = link
        self._config = config
        self._me = By(id=f"worker:{name}", name=name)
        self._away = False
        self._offer: Announce | None = None
        self._broken: tuple[str, ...] = ()

    async def work(self) -> None:
        child = await self._warm_child()
        announcing = asyncio.create_task(self._keep_announcing())
        try:
            while True:
                names = tuple(card.name for card in child.ready.experiments)
                claim = ClaimJob(experiments=names, wait=self._config.wait_s)
                taken = await self._ask(lambda call=claim: self._link(call, self._me))  # type: ignore[misc]
                if taken is None:
                    continue
                if not child.alive:
                    await child.close()
                    child = await self._warm_child()
                await self._work_on(taken, child)
                await child.close()
                child = await self._warm_child()
        finally:
            announcing.cancel()
            await asyncio.wait({announcing})
            await child.close()

    async def _warm_child(self) -> LocalChild:
        """A child that is ready. One bad start is luck, the second is a broken installation."""
        try:
            child = await LocalChild.spawn(self._config.care)
        except ChildWontStart as once:
            log.warning("%s; trying once more", once)
            child = await LocalChild.spawn(self._config.care)
        if child.ready.broken != self._broken:
            self._broken = child.ready.broken
            for line in self._broken:
                log.error("left out: %s", line)
        # Each child finds its experiments anew, so what is on offer may have changed.
        self._offer = Announce(experiments=child.ready.experiments, machine=child.ready.machine)
        return child

    async def _keep_announcing(self) -> None:
        told: Announce | None = None
        while (call := self._offer) is not None:
            try:
                await self._ask(lambda call=call: self._link(call, self._me))  # type: ignore[misc]
            except CourseError as refusal:
                log.error("what this worker offers was refused: %s", refusal)
                await asyncio.sleep(self._config.announce_s)
                continue
            if told is None or told.experiments != call.experiments:
                names = ", ".join(card.name for card in call.experiments) or "nothing"
                log.info("%s is offering: %s", self._me.id, names)
            told = call
            await asyncio.sleep(self._config.announce_s)

    async def _work_on(self, taken: Assignment, child: LocalChild) -> None:
        """Run one job and deliver what came of it."""
        log.info("job %d: %s, attempt %d", taken.job, taken.experiment, taken.attempt)
        began = time.monotonic()
        latest = Latest()
        running = asyncio.create_task(child.run(taken.experiment, taken.settings, latest.set))
        keeping = asyncio.create_task(self._keep_lease(taken, latest))
        try:
            await asyncio.wait({running, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                keeping.cancel()
                ended = running.result()
            else:
                running.cancel()
                await asyncio.wait({running})
                wanted = keeping.result()
                log.info("job %d: stopped, %s", taken.job, "cancelled" if wanted else "lease lost")
                if not wanted:
                    return
                ended = Stopped("It was cancelled.")
            await self._deliver(taken, child, ended, latest.progress, time.monotonic() - began)
        except asyncio.CancelledError:
            running.cancel()
            await asyncio.wait({running})
            await self._hand_back(taken)
            raise
        finally:
            running.cancel()
            keeping.cancel()
            await asyncio.wait({running, keeping})

    async def _keep_lease(self, taken: Assignment, latest: Latest) -> bool:
        """Report until told to stop: True when the job was cancelled, False when the lease is
        lost."""
        heartbeat = min(self._config.heartbeat_s, taken.lease_s / 4)
        while True:
            await latest.news(heartbeat)
            progress = latest.take()
            call = ReportProgress(job=taken.job, attempt=taken.attempt, progress=progress)
            try:
                orders = await self._ask(lambda call=call: self._link(call, self._me))  # type: ignore[misc]
            except NotAllowed:
                raise
            except CourseError as lost:
                log.warning("job %d: %s", taken.job, lost)
                return False
            if not orders.go_on:
                return True
            await asyncio.sleep(self._config.between_reports_s)

    async def _deliver(
        self,
        taken: Assignment,
        child: LocalChild,
        ended: Finished | Stopped,
        progress: Progress | None,
        seconds: float,
    ) -> None:
        """Upload first, report then; a backend that is away is waited for."""
        call, blobs = last_word(taken, child.ready, ended, progress, seconds)
        try:
            async with asyncio.timeout(DELIVERY_S):
                try:
                    for data in blobs.values():
                        await self._ask(lambda data=data: self._link.put_blob(data))  # type: ignore[misc]
                    job = await self._ask(lambda: self._link(call, self._me))
                except (TooLarge, NoSuchBlob, Malformed) as refusal:
                    log.error("job %d: its report was refused: %s", taken.job, refusal)
                    refused = finish(taken, problem=f"The report was refused: {refusal}"[:300])
                    job = await self._ask(lambda: self._link(refused, self._me))
            log.info("job %d: %s in %.1f s", taken.job, job.state, seconds)
        except TimeoutError:
            log.error("job %d: its report could not be delivered", taken.job)
        except (LeaseLost, NoSuchJob) as lost:
            log.warning("job %d: %s", taken.job, lost)

    async def _hand_back(self, taken: Assignment) -> None:
        """This worker is told to stop: let another one have the job at once."""
        call = FinishJob(
            job=taken.job, attempt=taken.attempt, problem="The worker was shut down.", retry=True
        )
        try:
            async with asyncio.timeout(FAREWELL_S):
                await self._link(call, self._me)
        except (CourseError, TimeoutError) as fault:
            log.warning("job %d could not be handed back: %s", taken.job, fault)

    async def _ask(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask until there is an answer. Refusals are raised; a backend that is away is waited
        for."""
        tries = 0
        while True:
            try:
                answer = await ask()
            except (BackendAway, BackendFault) as away:
                if not self._away:
                    log.warning("%s Trying again until it does.", away)
                self._away = True
                await asyncio.sleep(BACK_OFF_S[min(tries, len(BACK_OFF_S) - 1)])
                tries += 1
            else:
                if self._away:
                    log.info("The course server answers again.")
                self._away = False
                return answer


class Latest:
    """The newest progress of a running job: what was said before it does not matter."""

    def __init__(self) -> None:
        self.progress: Progress | None = None
        self._news = asyncio.Event()

    def set(self, progress: Progress) -> None:
        self.progress = progress
        self._news.set()

    def take(self) -> Progress:
        self._news.clear()
        return self.progress or Progress(done=0, total=1, doing="starting")

    async def news(self, at_most_s: float) -> None:
        """Returns when there is something new, or after that many seconds."""
        try:
            async with asyncio.timeout(at_most_s):
                await self._news.wait()
        except TimeoutError:
            pass


__all__ = ["ChildWontStart", "Link", "NotAllowed", "Worker", "WorkerConfig", "run_worker"]
