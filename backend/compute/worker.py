"""A compute worker: it pulls a job, has an engine run it, and reports.

    async with HttpLink(url, token) as link:
        await run_worker(link, "lab-1", WorkerConfig())

It is just another caller of the seam, so it needs no open port, and it may run on any machine. It
imports neither torch nor a table. Where a benchmark runs is the engine's: a child of this process,
or a job of a cluster. When the backend is away it waits and says so once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from backend.compute.assembly import finish, last_word
from backend.compute.engines.engine import Care, ChildWontStart, Engine, Over, Stopped
from backend.compute.engines.local import LocalEngine, sweep
from backend.compute.frames import Ready
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


async def run_worker(
    link: Link, name: str, config: WorkerConfig | None = None, engine: Engine | None = None
) -> None:
    """Work until cancelled; without an engine, in children on this machine. Makes this process a
    subreaper.

    Raises `NotAllowed` when the token will not do, and `ChildWontStart` when no benchmark can run
    here.
    """
    config = config or WorkerConfig()
    adopt_orphans()
    sweep()
    await Worker(link, name, config, engine or LocalEngine(config.care)).work()


class Worker:
    def __init__(self, link: Link, name: str, config: WorkerConfig, engine: Engine) -> None:
        self._link = link
        self._config = config
        self._engine = engine
        self._me = By(id=f"worker:{name}", name=name)
        self._away = False
        self._offer: Announce | None = None
        self._told: Announce | None = None
        self._ready: Ready | None = None

    async def work(self) -> None:
        announcing: asyncio.Task[None] | None = None
        try:
            for taken in await self._engine.resume():
                log.info("job %d: found again", taken.job)
                await self._work_on(taken)
            while True:
                names = await self._capabilities()
                if announcing is None:
                    # First of all, or the backend could hand it settings that only another takes.
                    await self._announce()
                    announcing = asyncio.create_task(self._keep_announcing())
                claim = ClaimJob(experiments=names, wait=self._config.wait_s)
                claimed = await self._ask(lambda call=claim: self._link(call, self._me))  # type: ignore[misc]
                if claimed is not None:
                    await self._work_on(claimed)
        finally:
            if announcing is not None:
                announcing.cancel()
                await asyncio.wait({announcing})
            await self._engine.close()

    async def _capabilities(self) -> tuple[str, ...]:
        """What can be run now, by name. Experiments are found anew each time, so it may change."""
        ready = await self._engine.capabilities()
        if self._ready is None or ready.broken != self._ready.broken:
            for line in ready.broken:
                log.error("left out: %s", line)
        self._ready = ready
        self._offer = Announce(experiments=ready.experiments, machine=ready.machine, code=ready.code)
        return tuple(card.name for card in ready.experiments)

    async def _announce(self) -> None:
        call = self._offer
        assert call is not None, "nothing is known of what can be run"
        try:
            await self._ask(lambda: self._link(call, self._me))
        except CourseError as refusal:
            log.error("what this worker offers was refused: %s", refusal)
            return
        if self._told is None or self._told.experiments != call.experiments:
            names = ", ".join(card.name for card in call.experiments) or "nothing"
            log.info("%s is offering: %s", self._me.id, names)
        self._told = call

    async def _keep_announcing(self) -> None:
        while True:
            await asyncio.sleep(self._config.announce_s)
            await self._announce()

    async def _work_on(self, taken: Assignment) -> None:
        """Run one job and deliver what came of it. Its engine lets go of it only after that."""
        log.info("job %d: %s, attempt %d", taken.job, taken.experiment, taken.attempt)
        began = time.monotonic()
        await self._engine.submit(taken)
        latest = Latest()
        running = asyncio.create_task(self._follow(taken, latest))
        keeping = asyncio.create_task(self._keep_lease(taken, latest))
        try:
            await asyncio.wait({running, keeping}, return_when=asyncio.FIRST_COMPLETED)
            delivered = True
            if running.done():
                keeping.cancel()
                delivered = await self._deliver(taken, running.result())
            else:
                running.cancel()
                await asyncio.wait({running})
                wanted = keeping.result()
                log.info("job %d: stopped, %s", taken.job, "cancelled" if wanted else "lease lost")
                await self._engine.cancel(taken)
                if wanted and self._ready is not None:
                    ended = Stopped("It was cancelled.")
                    seconds = time.monotonic() - began
                    over = Over(ended, self._ready, seconds, latest.take())
                    await self._deliver(taken, over)
            if delivered or not self._engine.outlives:
                await self._engine.cancel(taken)
        except asyncio.CancelledError:
            if self._engine.outlives:
                log.info("job %d goes on without this worker; start it again soon", taken.job)
            else:
                await self._engine.cancel(taken)
                await self._hand_back(taken)
            raise
        finally:
            running.cancel()
            keeping.cancel()
            await asyncio.wait({running, keeping})

    async def _follow(self, taken: Assignment, latest: Latest) -> Over:
        """Returns when it is over; until then `latest` knows how far it is."""
        while True:
            state = await self._engine.poll(taken, self._config.heartbeat_s)
            if isinstance(state, Over):
                return state
            if state.progress is not latest.progress:
                latest.set(state.progress)

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

    async def _deliver(self, taken: Assignment, over: Over) -> bool:
        """Upload first, report then; a backend that is away is waited for. False when that took
        too long."""
        call, blobs = last_word(taken, over.ready, over.ended, over.progress, over.seconds)
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
            log.info("job %d: %s in %.1f s", taken.job, job.state, over.seconds)
        except TimeoutError:
            log.error("job %d: its report could not be delivered", taken.job)
            return False
        except (LeaseLost, NoSuchJob) as lost:
            log.warning("job %d: %s", taken.job, lost)
        return True

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
