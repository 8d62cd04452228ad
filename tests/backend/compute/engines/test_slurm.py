"""Benchmarks as jobs of a real Slurm, with one node on loopback: the same report as here, and what goes wrong.

Where the machine does not allow namespaces or mounts these tests are skipped and say what it lacks.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backend.compute.engines.engine import Care, Engine, Finished, Over, Stopped
from backend.compute.engines.local import LocalEngine
from backend.compute.engines.slurm import UNTAKEN, Cluster, SlurmEngine
from backend.compute.engines.slurm_commands import ClusterRefuses, squeue
from backend.compute.engines.spool import Spool
from backend.contract import By
from backend.contract.compute import Assignment, CancelJob, GetJob, Job, SubmitBench
from tests.backend.compute.processes import ended, gone, letter_box
from tests.conftest import House, cannot_run
from tests.slurm import NoSlurm, NotInstalled, Slurm, slurm_cluster

PACKAGE = "tests.backend.compute.misbehaving"
CARE = Care(time_limit_s=60, memory_gib=0.4, packages=(PACKAGE,), alone=False)
ADA = By(id="ada", name="Ada")
PATIENCE_S = 120
MOST_JOBS = 4
OPEN = ("queued", "running")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Slurm]:
    try:
        with slurm_cluster(most_jobs=MOST_JOBS) as slurm:
            yield slurm
    except NotInstalled as missing:
        cannot_run(str(missing))
    except NoSlurm as refused:  # a machine's capability, which nobody can install
        pytest.skip(str(refused))


@pytest.fixture
def slurm(cluster: Slurm, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slurm]:
    """The cluster, found on PATH; afterwards no job is in it."""
    for name, value in cluster.environment.items():
        monkeypatch.setenv(name, value)
    yield cluster
    cluster.ask("scancel", "--user=root")


def task(experiment: str = "behaves", number: int = 1, **settings: str | int) -> Assignment:
    if experiment == "behaves":
        settings.setdefault("seed", 1)
    return Assignment(
        job=number, experiment=experiment, settings=dict(settings), lease_s=20, attempt=1
    )


async def until_over(engine: Engine, taken: Assignment) -> tuple[Over, list[str]]:
    """The end, and what it said it was doing until then."""
    doing: list[str] = []
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await engine.poll(taken, 5)
            if isinstance(state, Over):
                return state, doing
            doing.append(state.progress.doing)


async def run(engine: Engine, taken: Assignment) -> Over:
    await engine.submit(taken)
    try:
        return (await until_over(engine, taken))[0]
    finally:
        await engine.cancel(taken)
        await engine.close()


async def test_the_same_report_as_here(slurm: Slurm, tmp_path: Path) -> None:
    taken = task(seed=5)
    far = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2), "lab-1")
    there = await run(far, taken)
    here = await run(LocalEngine(CARE), taken)
    assert isinstance(there.ended, Finished)
    assert isinstance(here.ended, Finished)
    same = {"load": None}
    assert there.ended.done.model_copy(update=same) == here.ended.done.model_copy(update=same)
    assert there.ended.pictures == here.ended.pictures
    assert there.ended.raw == here.ended.raw
    assert there.progress == here.progress
    assert there.ready.machine.processor == here.ready.machine.processor
    assert list((tmp_path / "lab-1").glob("job-*")) == [], "what was delivered is cleared away"


async def test_the_controller_is_killed_before_and_while_a_benchmark_runs(
    slurm: Slurm, tmp_path: Path
) -> None:
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2), "lab-1")
        slurm.kill("slurmctld")
        taken = task("faulty", deed="tell-and-wait")
        await engine.submit(taken)
        while (state := await engine.poll(taken, 5)) and not isinstance(state, Over):
            if "waiting for room" in state.progress.doing:
                break
        await asyncio.to_thread(slurm.start, "slurmctld")
        await box.letter()
        slurm.kill("slurmctld")
        box.reply()
        over, _ = await until_over(engine, taken)
        await asyncio.to_thread(slurm.start, "slurmctld")
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Finished), "its report needs no controller"


async def test_a_benchmark_that_the_cluster_stops(slurm: Slurm, tmp_path: Path) -> None:
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2), "lab-1")
        taken = task("faulty", deed="tell-and-hang")
        await engine.submit(taken)
        pid = await box.letter()
        number = Spool(tmp_path / "lab-1" / "job-1-1").number()
        slurm.ask("scancel", str(number))
        over, _ = await until_over(engine, taken)
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Stopped)
    assert "cancelled in the cluster" in over.ended.problem
    assert over.progress.table is not None, "what was finished before is kept"
    assert pid.isdigit()


async def test_a_job_that_the_cluster_never_started_is_submitted_again(
    slurm: Slurm, tmp_path: Path
) -> None:
    """As when a killed controller comes back without having saved that there was a job."""
    engine = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2, options=("--hold",)), "lab-1")
    taken = task()
    await engine.submit(taken)
    spool = Spool(tmp_path / "lab-1" / "job-1-1")

    async def number(but: int | None) -> int:
        async with asyncio.timeout(PATIENCE_S):
            while (found := spool.number()) in (None, but):
                await engine.poll(taken, 0.1)
        assert found is not None
        return found

    first = await number(None)
    slurm.ask("scancel", str(first))
    second = await number(first)
    slurm.ask("scontrol", "release", str(second))
    over, _ = await until_over(engine, taken)
    await engine.cancel(taken)
    await engine.close()
    assert isinstance(over.ended, Finished)


async def test_seconds_are_held_by_us(slurm: Slurm, tmp_path: Path) -> None:
    care = replace(CARE, time_limit_s=0.5)
    engine = SlurmEngine(care, Cluster(spool=tmp_path, grace_s=2), "lab-1")
    over = await run(engine, task("faulty", deed="hang"))
    assert isinstance(over.ended, Stopped)
    assert "time limit of 0.5 s" in over.ended.problem
    assert over.progress.doing == "the good part"


async def test_a_full_queue_is_waited_for(slurm: Slurm, tmp_path: Path) -> None:
    script = tmp_path / "sleeps"
    script.write_text("#!/bin/sh\nsleep 600\n")
    # When it is full, sbatch by itself waits for minutes.
    fill = ("timeout", "3", "sbatch", "--hold", "--output=/dev/null", str(script))
    while slurm.ask(*fill).returncode == 0:
        assert len(slurm.jobs()) <= MOST_JOBS
    engine = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2), "lab-1")
    taken = task()
    await engine.submit(taken)
    state = await engine.poll(taken, 5)
    assert not isinstance(state, Over)
    await engine.poll(taken, 1)
    assert Spool(tmp_path / "lab-1" / "job-1-1").number() is None
    slurm.ask("scancel", "--user=root")
    over, _ = await until_over(engine, taken)
    await engine.cancel(taken)
    await engine.close()
    assert isinstance(over.ended, Finished)


async def test_what_the_cluster_does_not_take(slurm: Slurm, tmp_path: Path) -> None:
    engine = SlurmEngine(CARE, Cluster(spool=tmp_path, partition="no-such-one"), "lab-1")
    with pytest.raises(Exception, match="does not take benchmarks"):
        await engine.capabilities()
    here = LocalEngine(CARE)
    engine._ready = await here.capabilities()
    await here.close()
    assert (await run(engine, task())).ended == Stopped(UNTAKEN)


async def test_a_worker_is_killed_and_finds_its_job_again(
    sqlite_house: House, slurm: Slurm, tmp_path: Path
) -> None:
    backend = sqlite_house.backend

    async def over(number: int) -> Job:
        async with asyncio.timeout(PATIENCE_S):
            while (job := await backend(GetJob(job=number), ADA)).state in OPEN:  # noqa: ASYNC110
                await asyncio.sleep(0.1)  # as whoever asks by `syllabot call GetJob`
        return job

    async with letter_box() as box, patched("LETTER_BOX", box.path):
        async with a_worker(sqlite_house.url, tmp_path) as first:
            await said(first, "offering")
            job = await backend(
                SubmitBench(experiment="faulty", settings={"deed": "tell-and-wait"}), ADA
            )
            await box.letter()
            first.kill()
            await first.wait()
        async with a_worker(sqlite_house.url, tmp_path) as second:
            await said(second, "found again")
            box.reply()
            done = await over(job.id)
            assert (done.state, done.tries, done.problem) == ("finished", 1, "")
            names = slurm.ask("squeue", "--states=all", "--noheader", "--format=%j").stdout.split()
            assert sum("-job-1-1-" in name for name in names) <= 1, "it was not doubled"


async def test_a_job_that_is_cancelled_ends_on_the_node(
    sqlite_house: House, slurm: Slurm, tmp_path: Path
) -> None:
    backend = sqlite_house.backend
    async with (
        letter_box() as box,
        patched("LETTER_BOX", box.path),
        a_worker(sqlite_house.url, tmp_path) as worker,
    ):
        await said(worker, "offering")
        job = await backend(SubmitBench(experiment="faulty", settings={"deed": "detach"}), ADA)
        await box.letter()
        async with asyncio.timeout(PATIENCE_S):
            # The letter is faster than the shared folder: what is to be kept has to be known first.
            while (  # noqa: ASYNC110
                far := (await backend(GetJob(job=job.id), ADA)).progress
            ) is None or not far.table:
                await asyncio.sleep(0.1)
        await backend(CancelJob(job=job.id), ADA)
        await said(worker, "stopped, cancelled")
        async with asyncio.timeout(PATIENCE_S):
            # Slurm tells nobody when a job has ended.
            while {"RUNNING", "COMPLETING"} & set(slurm.jobs().values()):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        # What was finished before is kept.
        async with asyncio.timeout(PATIENCE_S):
            while (told := await backend(GetJob(job=job.id), ADA)).report is None:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    assert told.state == "cancelled"


async def test_a_job_gets_no_secret(
    slurm: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYLLABOT_WORKER_TOKEN", "not for you")
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, Cluster(spool=tmp_path, grace_s=2), "lab-1")
        await run(engine, task("faulty", deed="note-secrets"))
        assert await box.letter() == "none"


async def test_a_cluster_ends_with_the_test_that_began_it(cluster: Slurm) -> None:
    program = (
        "import sys\nfrom tests.slurm import slurm_cluster\n"
        "with slurm_cluster() as s:\n"
        "    children = open(f'/proc/{s._process.pid}/task/{s._process.pid}/children').read().split()\n"
        "    print(children[0], flush=True)\n    sys.stdin.read()\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        first = int(await asyncio.wait_for(process.stdout.readline(), PATIENCE_S))
        assert not gone(first)
    finally:
        process.kill()
        await process.wait()
    await ended(first)


async def test_without_slurm_s_commands_the_refusal_says_so() -> None:
    with pytest.raises(ClusterRefuses, match="where Slurm's commands are"):
        await squeue("any", {"PATH": "/nowhere"})


@asynccontextmanager
async def patched(name: str, value: str) -> AsyncIterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@asynccontextmanager
async def a_worker(url: str, spool: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.backend.compute.run_a_worker", url, "lab-1", "60", PACKAGE, str(spool),
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), PATIENCE_S)


async def said(process: asyncio.subprocess.Process, words: str) -> None:
    assert process.stderr is not None
    told = []
    async with asyncio.timeout(PATIENCE_S):
        while words not in (line := (await process.stderr.readline()).decode()):
            told.append(line)
            assert line, f"it ended without saying {words!r}: {''.join(told)}"
