"""Slurm behind the lab: how long from submission to start, and whether a job is lost when things are killed.

    python -m benchmarks.slurm [--starts 10] [--kills 20]

A one-node cluster on loopback, in namespaces of its own (see `tests.slurm`; wants root and Debian's slurm packages).
First the same small jobs through two clusters, in turn: one with Slurm's own scheduling, one tuned as
docs/howto/cluster.md has it. Then jobs from submission to report while the controller or the worker, in turn, is killed
with SIGKILL at a moment drawn by a seed. Says what was measured; judges only whether every job came out once. When one
does not, everything that could say why (logs, what Slurm believes, the spool) is copied to a folder that it names.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from backend.blobs import Blobs
from backend.clock import RealClock
from backend.contract import By
from backend.contract.compute import GetJob, Job, SubmitBench
from backend.contract.refusals import CourseError
from backend.course.load import load
from backend.db import Database
from backend.desk import HouseBackend
from backend.desks import all_desks
from backend.migrate import migrate
from backend.settings import ComputeSettings, DataSettings, Settings
from tests.conftest import COURSE, ROOT, serve
from tests.slurm import TUNED, Slurm, slurm_cluster

PATIENCE_S = 120.0
ROOM = 64
"""Processors that the node claims to have: a killed controller comes back with old state, and takes jobs that are over
for running until it asks the node again, minutes later. On two processors they would keep the next job waiting."""
SILENT_S = 10.0
"""A job that gives no sign of life for so long is lost; on a disk of one machine that is generous."""
OPEN = ("queued", "running")
ADA = By(id="ada", name="Ada")
PACKAGE = "tests.backend.compute.misbehaving"


def one_start(slurm: Slurm, folder: Path) -> float:
    """Seconds from before sbatch to the first line of the job's script."""
    began = folder / f"began-{time.monotonic_ns()}"
    script = folder / "job"
    script.write_text(f"#!/bin/sh\ndate +%s.%N > {began}.part && mv {began}.part {began}\n")
    asked = time.time()
    slurm.ask("sbatch", "--output=/dev/null", str(script))
    until = time.monotonic() + PATIENCE_S
    while not began.exists():
        if time.monotonic() > until:
            raise SystemExit("a job did not start")
        time.sleep(0.01)
    return float(began.read_text()) - asked


def starts(count: int) -> None:
    times: dict[str, list[float]] = {"default": [], "tuned": []}
    with (
        tempfile.TemporaryDirectory(prefix="starts-") as folder,
        slurm_cluster(scheduling="") as default,
        slurm_cluster(scheduling=TUNED) as tuned,
    ):
        for slurm in (default, tuned):
            one_start(slurm, Path(folder))  # the first job of a cluster is slower
        for _ in range(count):
            for arm, slurm in (("default", default), ("tuned", tuned)):
                times[arm].append(one_start(slurm, Path(folder)))
                time.sleep(random.Random(len(times[arm])).uniform(0, 1))  # not in step with a timer
    for arm, seconds in times.items():
        print(
            f"submit to start, {arm:8} median {statistics.median(seconds):.2f} s, "
            f"{min(seconds):.2f} to {max(seconds):.2f} s over {len(seconds)} jobs",
            flush=True,
        )


async def kills(count: int, seed: int) -> bool:
    """Whether every job came out, once."""
    draw = random.Random(seed)
    done: list[bool] = []
    tries: list[int] = []
    running: list[bool] = []
    took: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="kills-") as name,
        slurm_cluster(cpus=ROOM, fresh_numbers=False) as slurm,
    ):
        folder = Path(name)
        os.environ.update(slurm.environment)
        async with (
            _house(folder) as (backend, url),
            _workers(url, folder) as hire,
            _operator(slurm) as resumed,
        ):
            await hire()
            undisturbed = await _submit(backend)
            began = time.monotonic()
            await _over(backend, undisturbed)
            alone = time.monotonic() - began
            print(f"a job that nobody disturbs takes {alone:.1f} s", flush=True)
            for number in range(count):
                target = ("controller", "worker")[number % 2]
                job = await _submit(backend)
                asked = time.monotonic()
                await asyncio.sleep(draw.uniform(0, alone))
                running.append((await backend(GetJob(job=job), ADA)).state in OPEN)
                if target == "controller":
                    slurm.kill("slurmctld")
                    await asyncio.sleep(draw.uniform(0, 1))
                    await asyncio.to_thread(slurm.start, "slurmctld")
                else:
                    await hire()
                over = await _over(backend, job)
                took.append(time.monotonic() - asked)
                tries.append(over.tries)
                done.append(over.state == "finished" and over.report is not None)
                told = f"{over.state} after {took[-1]:5.1f} s, tries {over.tries} {over.problem}"
                print(
                    f"kill {number + 1:2} of the {target:10} job {job}: {told}".strip(), flush=True
                )
                if not done[-1]:
                    print(f"what could say why is kept in {_evidence(slurm, folder)}", flush=True)
                    break
            seconds = time.monotonic() - began
        left = [each for each in (folder / "spool").rglob("job-*") if each.is_dir()]
        if left and all(done):
            print(f"{len(left)} folders were left behind; kept in {_evidence(slurm, folder)}")
    print(
        f"{len(done)} kills in {seconds:.0f} s, seed {seed}, {sum(running)} of them before the job was over: "
        f"{sum(done)} of {len(done)} jobs finished with a report, "
        f"{sum(each > 1 for each in tries)} of them at a second try, {len(left)} folders left behind; "
        f"the node was drained and resumed {len(resumed)} times; "
        f"submission to report median {statistics.median(took):.1f} s, {min(took):.1f} to {max(took):.1f} s"
    )
    return all(done) and len(done) == count and not left


def _evidence(slurm: Slurm, folder: Path) -> Path:
    """A folder with all that could say what became of the jobs."""
    kept = Path(tempfile.mkdtemp(prefix="syllabot-slurm-evidence-"))
    for log in (folder / "worker.log", *slurm.folder.glob("*.log"), *slurm.folder.glob("*.out")):
        shutil.copy(log, kept)
    shutil.copytree(folder / "spool", kept / "spool", dirs_exist_ok=True)
    for file, command in (
        ("squeue.json", ("squeue", "--json")),
        ("jobs", ("scontrol", "show", "job")),
        ("nodes", ("scontrol", "show", "node")),
    ):
        asked = slurm.ask(*command)
        (kept / file).write_text(asked.stdout + asked.stderr)
    processes = [Path(f"/proc/{pid}/cmdline") for pid in slurm.running()]
    (kept / "processes").write_text("\n".join(_words(file) for file in processes))
    return kept


def _words(cmdline: Path) -> str:
    try:
        return cmdline.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "(it has ended)"


@asynccontextmanager
async def _house(folder: Path) -> AsyncIterator[tuple[HouseBackend, str]]:
    database = Database(f"sqlite:///{folder / 'syllabot.db'}")
    migrate(database)
    settings = Settings(data=DataSettings(folder=folder), compute=ComputeSettings(lease_s=20))
    backend = HouseBackend(
        desks=all_desks(), database=database, course=load(COURSE), settings=settings,
        blobs=Blobs(folder / "blobs"), clock=RealClock(),
    )  # fmt: skip
    try:
        async with serve(backend) as url:
            yield backend, url
    finally:
        await backend.close()


@asynccontextmanager
async def _operator(slurm: Slurm) -> AsyncIterator[list[float]]:
    """Whoever runs the cluster, and when they took its node back into service.

    A controller that was killed gives a number once more that it forgot; the node refuses, and is drained for it.
    """
    resumed: list[float] = []

    async def look() -> None:
        while True:
            if await asyncio.to_thread(slurm.resume_drained):
                resumed.append(time.monotonic())
            await asyncio.sleep(1)

    looking = asyncio.create_task(look())
    try:
        yield resumed
    finally:
        looking.cancel()
        await asyncio.wait({looking})


@asynccontextmanager
async def _workers(url: str, folder: Path) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Who can hire a worker; the one before is killed with SIGKILL."""
    here: list[asyncio.subprocess.Process] = []

    async def hire() -> None:
        for before in here:
            before.kill()
            await before.wait()
        with (folder / "worker.log").open("ab") as log:
            here[:] = [
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "tests.backend.compute.run_a_worker", url, "lab-1", "60", PACKAGE,
                    str(folder / "spool"), str(SILENT_S), stderr=log, cwd=ROOT,
                )
            ]  # fmt: skip

    try:
        yield hire
    finally:
        for last in here:
            last.terminate()
            await last.wait()


async def _submit(backend: HouseBackend) -> int:
    """As soon as the worker has announced itself."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with contextlib.suppress(CourseError):
                return (await backend(SubmitBench(experiment="behaves", anew=True), ADA)).id
            await asyncio.sleep(0.1)


async def _over(backend: HouseBackend, job: int) -> Job:
    """How it ended, or how it stands when nobody would wait any longer."""
    until = time.monotonic() + PATIENCE_S
    while True:
        found = await backend(GetJob(job=job), ADA)
        if found.state not in OPEN or time.monotonic() > until:
            return found
        await asyncio.sleep(0.1)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if told.starts:
        starts(told.starts)
    return 0 if not told.kills or asyncio.run(kills(told.kills, told.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())
