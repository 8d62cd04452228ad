"""Benchmarks as jobs of a Slurm cluster: one job for one benchmark, so that what is compared shares a machine.

The worker runs where sbatch is (a login node) and needs no other access. Job and worker speak through a folder on a
file system that both see (`spool`), so neither needs the other to live: a worker that starts again finds its jobs by
their folders, and what they are in the cluster by their names. A job that two submissions made runs once: the node's
process begins only when it is the first.

The node's process counts in that folder while it lives. When the cluster believes that a job runs, or says nothing, and
the count stands still for long, the job is lost: it is cancelled, and the queue tries it once more. Should its process
only have been slow, it ends as soon as it sees that; what it still says is read by nobody.

Slurm's own time limits are whole minutes, so seconds are held by the process on the node; the cluster's limit is the
net below. What the cluster itself does wrong (a node fails, a job is preempted) is retried by the queue, as on any
worker.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import secrets
import shlex
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from backend.compute.engines.engine import Care, ChildWontStart, Finished, Going, Over, Stopped
from backend.compute.engines.local import ROOT, STARTING, WARM_UP_S, environment
from backend.compute.engines.node import BEAT_S
from backend.compute.engines.slurm_commands import (
    LIVING,
    RESTING,
    WAITING,
    ClusterAway,
    ClusterRefuses,
    Seen,
    sbatch,
    scancel,
    squeue,
)
from backend.compute.engines.spool import Order, Spool
from backend.compute.frames import GarbledFrame, Ready
from backend.contract.compute import Assignment, Progress

log = logging.getLogger(__name__)

LOOK_S = 0.1
"""How often a job's folder is looked at: nobody tells when a file on a shared file system changes."""
ASKS = 3
"""How often a job is submitted that says what the cluster has, when it is lost."""
FEEL_S = 1.0
"""How often a job's sign of life is looked for."""
FAREWELL_S = 3.0

ENDINGS = {
    "TIMEOUT": Stopped("The cluster stopped the benchmark at its time limit. Ask for less of it."),
    "DEADLINE": Stopped("The cluster stopped the benchmark at its deadline. Ask for less of it."),
    "OUT_OF_MEMORY": Stopped("The benchmark needed more memory than the cluster gave it. Ask for less of it."),
    # Not always by a person: a controller that was killed launches what runs already, and then cancels it.
    "CANCELLED": Stopped("The benchmark was cancelled in the cluster, not by its owner.", retry=True),
    "PREEMPTED": Stopped("The cluster needed the machine for somebody else.", retry=True),
    "NODE_FAIL": Stopped("The cluster's machine failed.", retry=True),
    "BOOT_FAIL": Stopped("The cluster's machine failed.", retry=True),
}  # fmt: skip
LOST = Stopped("The cluster lost the benchmark.", retry=True)
SILENT = Stopped("The cluster's machine fell silent.", retry=True)
UNTAKEN = (
    "The cluster does not take benchmarks as they are asked for. Tell the course staff; "
    "the worker's log says what it objects to."
)


@dataclass(frozen=True)
class Cluster:
    """How jobs are asked for: `[slurm]` of the settings."""

    spool: Path
    """A folder that the nodes see under the same path."""
    partition: str = ""
    account: str = ""
    qos: str = ""
    gres: str = ""
    """Such as "gpu:1"."""
    minutes: int = 0
    """The cluster's time limit; 0: what the benchmark's own limit needs."""
    options: tuple[str, ...] = ()
    """More of sbatch's options, such as "--exclusive"."""
    python: str = sys.executable
    """The interpreter on the nodes."""
    queue_limit_s: float = 3600.0
    """A job that did not begin after so long is taken out of the cluster's queue."""
    grace_s: float = 10.0
    """How long the last word of a job that is over in the cluster may need to be seen here."""
    ask_s: float = 2.0
    """How often the controller is asked about a job."""
    pause_s: float = 1.0
    """Between tries to submit, while the cluster has no room or does not answer."""
    silent_s: float = 120.0
    """A job that gives no sign of life for so long is lost. A shared file system may show signs a minute late."""
    beat_s: float = BEAT_S
    """How often it gives one."""


class Pulse:
    """When a job last gave a sign of life, on this machine's clock: only changes are compared, never clocks."""

    def __init__(self) -> None:
        self.heard = time.monotonic()
        self._sign: tuple[object, ...] = ()

    def feel(self, *sign: object) -> None:
        if sign != self._sign:
            self._sign = sign
            self.excuse()

    def excuse(self) -> None:
        """Nothing can be heard of it now, and that is well."""
        self.heard = time.monotonic()

    @property
    def silent_s(self) -> float:
        return time.monotonic() - self.heard


class Followed:
    """One job, and the task that looks after it."""

    def __init__(self, spool: Spool, order: Order) -> None:
        self.spool = spool
        self.order = order
        self.progress = STARTING
        self.over: Over | None = None
        self.loose = False
        """It is over here, and may still be in the cluster."""
        self.news = asyncio.Event()
        self.keeper: asyncio.Task[None] | None = None

    def moved(self, progress: Progress) -> None:
        if progress != self.progress:
            self.progress = progress
            self.news.set()


class SlurmEngine:
    outlives = True

    def __init__(self, care: Care, cluster: Cluster, name: str) -> None:
        """`name` is the worker's: it finds the jobs of its earlier lives by it."""
        self._care = care
        self._cluster = cluster
        self._name = name
        self._folder = cluster.spool / name
        self._environment = environment(care)
        self._followed: dict[str, Followed] = {}
        self._ready: Ready | None = None

    async def capabilities(self) -> Ready:
        """As a job of the cluster found it once; asked anew when our code or the settings have changed.

        Waits as long as the cluster takes to begin that job.
        """
        if self._ready is None:
            kept = Spool(self._folder / f"capabilities-{self._signature()}")
            try:
                self._ready = kept.ready()
            except GarbledFrame as garbled:
                log.warning("asking the cluster anew what it has: %s", garbled)
            if self._ready is None:
                self._ready = await self._ask_what_there_is(kept)
        return self._ready

    async def resume(self) -> tuple[Assignment, ...]:
        await self._clear_away()
        orders = [Spool(folder).order() for folder in sorted(self._folder.glob("job-*"))]
        return tuple(
            order.taken
            for order in orders
            if order is not None
            and order.taken is not None
            and not Spool(self._folder / _key(order.taken)).cancelled
        )

    async def submit(self, taken: Assignment) -> None:
        await self._clear_away()
        spool = Spool(self._folder / _key(taken))
        order = spool.order()
        if order is None or order.taken != taken:
            spool.remove()  # of another database's job with this number
            order = self._order(taken)
            spool.open(order)
        self._follow(_key(taken), spool, order)

    async def poll(self, taken: Assignment, at_most_s: float) -> Going | Over:
        job = self._followed[_key(taken)]
        if job.over is None:
            try:
                async with asyncio.timeout(at_most_s):
                    await job.news.wait()
            except TimeoutError:
                pass
        job.news.clear()
        return job.over or Going(job.progress)

    async def cancel(self, taken: Assignment) -> None:
        job = self._followed.pop(_key(taken), None)
        if job is None:
            return
        await _end(job.keeper)
        if job.loose:
            return  # cancelled in the folder, and with the next job in the cluster
        if job.over is None:
            # Written first: should the controller be away now, a later life cancels it.
            job.spool.cancel()
            if not await self._cancelled(job.order):
                return
        job.spool.remove()

    async def close(self) -> None:
        """Lets the jobs go on."""
        for job in self._followed.values():
            await _end(job.keeper)
        self._followed.clear()

    async def _clear_away(self) -> None:
        """What was cancelled while the controller was away."""
        for folder in sorted(self._folder.glob("job-*")):
            spool = Spool(folder)
            order = spool.order()
            if order is None or (spool.cancelled and await self._cancelled(order)):
                spool.remove()

    async def _cancelled(self, order: Order) -> bool:
        try:
            async with asyncio.timeout(FAREWELL_S):
                await scancel(order.name, self._environment)
        except (ClusterAway, TimeoutError) as away:
            log.warning("%s could not be cancelled yet: %s", order.name, away or "no answer")
            return False
        return True

    def _follow(self, key: str, spool: Spool, order: Order) -> Followed:
        job = Followed(spool, order)
        self._followed[key] = job
        job.keeper = asyncio.create_task(self._keep(job))
        return job

    def _order(self, taken: Assignment | None) -> Order:
        what = "capabilities" if taken is None else _key(taken)
        care = self._care
        return Order(
            taken=taken,
            name=f"syllabot-{self._name}-{what}-{secrets.token_hex(4)}",
            asked=time.time(),
            time_limit_s=care.time_limit_s,
            memory_gib=care.memory_gib,
            threads=care.threads,
            packages=care.packages,
            device=care.device,
            beat_s=self._cluster.beat_s,
        )

    async def _keep(self, job: Followed) -> None:
        """See a job into the cluster and to its end."""
        try:
            ended = await self._submitted(job) or await self._watched(job)
            while ended == LOST and not job.spool.begun and not self._too_late(job.order):
                # Safe, for whoever comes second does not begin. A controller that was killed may have forgotten a job,
                # and then gives its number once more, which the node refuses.
                log.warning("%s never began; submitting it again", job.order.name)
                job.spool.forget_number()
                await asyncio.sleep(self._cluster.pause_s)
                ended = await self._submitted(job) or await self._watched(job)
            last = job.spool.last()
            if last is not None and last.log:
                log.warning("%s: %s", job.order.name, last.log)
            ready = job.spool.ready() or self._ready
        except GarbledFrame as garbled:
            log.warning("%s left garbage: %s", job.order.name, garbled)
            ended = Stopped("The benchmark left something that is no report.")
            ready = self._ready
        if isinstance(ended, Stopped) and (printed := job.spool.printed()):
            log.warning("%s: %s; it printed: %s", job.order.name, ended.problem, printed)
        if ready is None:
            ready = await self.capabilities()
        job.over = Over(ended, ready, max(0.0, time.time() - job.order.asked), job.progress)
        job.news.set()

    async def _submitted(self, job: Followed) -> Stopped | None:
        """Returns when the cluster has the job, or with why it will not."""
        spool, order = job.spool, job.order
        said = ""
        while spool.number() is None and spool.last() is None:
            try:
                # An earlier submission may have come through although nobody heard the answer.
                seen = await squeue(order.name, self._environment)
                if seen is not None and seen.state not in LIVING and not spool.begun:
                    seen = None
                if seen is None:
                    job.moved(Progress(done=0, total=1, doing="asking the cluster for a place"))
                number = seen.number if seen else await self._sbatch(job)
                spool.note_number(number)
            except ClusterRefuses as refusal:
                log.error("the cluster refuses %s: %s", order.name, refusal)
                return Stopped(UNTAKEN)
            except ClusterAway as away:
                if not said:
                    said = str(away)
                    log.warning("the cluster takes no job at the moment: %s; trying again", said)
                job.moved(Progress(done=0, total=1, doing="waiting for room in the cluster"))
                if self._too_late(order):
                    spool.cancel()
                    return Stopped("The cluster had no room for the benchmark. Try again later.")
                await asyncio.sleep(self._cluster.pause_s)
        return None

    async def _sbatch(self, job: Followed) -> int:
        cluster, care, folder = self._cluster, self._care, job.spool.folder.resolve()
        limit = math.ceil((care.time_limit_s + WARM_UP_S + cluster.grace_s) / 60)
        wanted = {
            "partition": cluster.partition, "account": cluster.account, "qos": cluster.qos,
            "gres": cluster.gres,
        }  # fmt: skip
        options = [
            "--nodes=1", "--ntasks=1", f"--cpus-per-task={care.threads}",
            f"--mem={math.ceil(care.memory_gib * 1024) + 512}M",
            f"--time={cluster.minutes or limit}", "--no-requeue", "--chdir=/",
            f"--output={folder / 'out'}", "--export=ALL",
            *(f"--{option}={value}" for option, value in wanted.items() if value),
            *cluster.options,
        ]  # fmt: skip
        script = (
            f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} "
            f"exec {shlex.quote(cluster.python)} -m backend.compute.engines.node {shlex.quote(str(folder))}\n"
        )
        return await sbatch(script, job.order.name, options, self._environment)

    async def _watched(self, job: Followed) -> Finished | Stopped:
        """Read the folder until there is a last word, and ask the cluster whether there will be one."""
        asking: asyncio.Task[Stopped | None] | None = None
        gone_at: float | None = None
        how = LOST
        doubted = False
        asked = time.monotonic() - self._cluster.ask_s
        pulse = Pulse()
        feel_s = min(FEEL_S, self._cluster.beat_s)
        felt = time.monotonic() - feel_s
        try:
            while True:
                last = job.spool.last()
                if (progress := job.spool.progress()) is not None:
                    job.moved(progress)
                if last is not None:
                    return job.spool.ended(last)
                if time.monotonic() - felt >= feel_s:
                    felt = time.monotonic()
                    pulse.feel(job.spool.begun, job.spool.beat())
                if job.order.beat_s is None:
                    pulse.excuse()  # of a worker of before, whose jobs give no sign
                if gone_at is not None and time.monotonic() - gone_at > self._cluster.grace_s:
                    if pulse.silent_s > self._cluster.grace_s:
                        return how
                    if not doubted:
                        doubted = True
                        log.warning(
                            "%s: %s But it gives signs of life.", job.order.name, how.problem
                        )
                if gone_at is None and pulse.silent_s > self._cluster.silent_s:
                    return await self._given_up(job)
                if asking is not None and asking.done():
                    verdict, asking, asked = asking.result(), None, time.monotonic()
                    if verdict is None:
                        gone_at = None
                    elif gone_at is None:  # what it says later is less: it forgets
                        how, gone_at = verdict, time.monotonic()
                if asking is None and time.monotonic() - asked >= self._cluster.ask_s:
                    asking = asyncio.create_task(self._asked(job, pulse))
                await asyncio.sleep(LOOK_S)
        finally:
            await _end(asking)

    async def _given_up(self, job: Followed) -> Finished | Stopped:
        """It was silent for too long: cancelled, unless it spoke in this moment."""
        begun = job.spool.begun
        log.warning("%s was silent for %g s", job.order.name, self._cluster.silent_s)
        if begun:  # else it is submitted again
            job.spool.cancel()
        job.loose = not await self._cancelled(job.order) and begun
        last = job.spool.last()
        if last is not None:
            return job.spool.ended(last)
        return SILENT if begun else LOST

    async def _asked(self, job: Followed, pulse: Pulse) -> Stopped | None:
        """How the cluster says that the job ended; None while it lives, or when there is no telling."""
        try:
            seen = await squeue(job.order.name, self._environment)
        except (ClusterAway, ClusterRefuses) as away:
            log.debug("%s: %s", job.order.name, away)
            if not job.spool.begun:
                pulse.excuse()
            return None
        if seen is None:
            return LOST
        if seen.state == "CANCELLED" and not job.spool.begun:
            # Slurm says so, too, when it could not start a job: after its controller was killed, say.
            return LOST
        if seen.state not in LIVING:
            return ENDINGS.get(seen.state, LOST)
        if seen.state in RESTING or (seen.state in WAITING and not job.spool.begun):
            pulse.excuse()
        if seen.state == "PENDING" and not job.spool.begun:
            job.moved(_waiting(seen))
            if self._too_late(job.order):
                job.spool.cancel()
                await self._cancelled(job.order)
                return Stopped("The cluster had no room for the benchmark. Try again later.")
        return None

    def _too_late(self, order: Order) -> bool:
        return time.time() - order.asked > self._cluster.queue_limit_s

    async def _ask_what_there_is(self, kept: Spool) -> Ready:
        """Submit a job that only says what it found. Raises `ChildWontStart`."""
        for _ in range(ASKS):
            log.info("asking the cluster what it has")
            for old in self._folder.glob("capabilities-*"):
                shutil.rmtree(old, ignore_errors=True)
            order = self._order(None)
            kept.open(order)
            job = Followed(kept, order)
            try:
                stopped = await self._submitted(job)
                ended = stopped or await self._watched(job)
                ready = kept.ready()
                last = kept.last()
            except GarbledFrame as garbled:
                raise ChildWontStart(f"the cluster's job left garbage: {garbled}") from None
            finally:
                await self._cancelled(order)
            if ready is not None:
                return ready
            problem = ended.problem if isinstance(ended, Stopped) else ""
            told = " ".join(filter(None, (problem, last.log if last else "", kept.printed())))
            if not (isinstance(ended, Stopped) and ended.retry):
                break
            log.warning("the job that was to say what the cluster has was lost: %s", told)
        raise ChildWontStart(told)

    def _signature(self) -> str:
        """Of everything on which the answer hangs: our code, as far as it is here, and the settings."""
        told = [str(self._care), str(self._cluster)]
        for file in sorted((ROOT / "backend" / "compute").rglob("*.py")):
            stat = file.stat()
            told.append(f"{file} {stat.st_size} {stat.st_mtime_ns}")
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _key(taken: Assignment) -> str:
    return f"job-{taken.job}-{taken.attempt}"


def _waiting(seen: Seen) -> Progress:
    reason = f" ({seen.reason})" if seen.reason not in ("", "None") else ""
    return Progress(done=0, total=1, doing=f"waiting in the cluster's queue{reason}"[:300])


async def _end(task: asyncio.Task[None] | asyncio.Task[Stopped | None] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.wait({task})
