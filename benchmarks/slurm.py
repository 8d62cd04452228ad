"""Slurm behind the lab: how long from submission to start, and whether a job is lost when things are killed.

    python -m benchmarks.slurm [--starts 10] [--kills 20]

A one-node cluster on loopback, in namespaces of its own (see `tests.slurm`; wants root and Debian's slurm packages).
First the same small jobs through two clusters, in turn: one with Slurm's own scheduling, one tuned as
docs/howto/cluster.md has it. Then jobs from chat to report while the controller or the worker, in turn, is killed with
SIGKILL at a moment drawn by a seed. Says what was measured; judges only whether every job came out once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend.blobs import Blobs
from backend.clock import RealClock
from backend.contract import By
from backend.contract.compute import GetJob, SubmitBench
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
    with tempfile.TemporaryDirectory(prefix="kills-") as folder, slurm_cluster(cpus=ROOM) as slurm:
        os.environ.update(slurm.environment)
        async with _house(Path(folder)) as (backend, url):
            worker = await _worker(url, Path(folder))
            done: list[int] = []
            began = time.monotonic()
            for number in range(count):
                target = ("controller", "worker")[number % 2]
                job = await _submit(backend)
                await asyncio.sleep(draw.uniform(0, 5))
                if target == "controller":
                    slurm.kill("slurmctld")
                    await asyncio.sleep(draw.uniform(0, 1))
                    await asyncio.to_thread(slurm.start, "slurmctld")
                else:
                    worker.kill()
                    await worker.wait()
                    worker = await _worker(url, Path(folder))
                over = await _over(backend, job)
                told = f"{over.state}, tries {over.tries} {over.problem}".strip()
                print(f"kill {number + 1:2} of the {target:10} job {job}: {told}", flush=True)
                done.append(over.state == "finished" and over.report is not None)
            seconds = time.monotonic() - began
            worker.terminate()
            await worker.wait()
            left = [name for name in (Path(folder) / "spool").rglob("job-*") if name.is_dir()]
    print(
        f"{count} kills in {seconds:.0f} s: {sum(done)} of {count} jobs finished with a report, "
        f"{len(left)} folders left behind"
    )
    return all(done) and not left


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


async def _worker(url: str, folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.backend.compute.run_a_worker", url, "lab-1", "60", PACKAGE,
        str(folder / "spool"), stderr=(folder / "worker.log").open("ab"), cwd=ROOT,
    )  # fmt: skip


async def _submit(backend: HouseBackend) -> int:
    """As soon as the worker has announced itself."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with contextlib.suppress(CourseError):
                return (await backend(SubmitBench(experiment="behaves"), ADA)).id
            await asyncio.sleep(0.1)


async def _over(backend: HouseBackend, job: int):  # type: ignore[no-untyped-def]
    async with asyncio.timeout(PATIENCE_S):
        while (found := await backend(GetJob(job=job), ADA)).state in ("queued", "running"):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if told.starts:
        starts(told.starts)
    return 0 if not told.kills or asyncio.run(kills(told.kills, told.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())
