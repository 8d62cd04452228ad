"""Benchmarks as jobs of a real Slurm, with one node on loopback: the same report as here, and what goes wrong.

Where the machine does not allow namespaces or mounts these tests are skipped and say what it lacks.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.compute.engines.engine import (
    Care,
    ChildWontStart,
    Engine,
    Finished,
    Going,
    Over,
    Stopped,
)
from backend.compute.engines.local import LocalEngine
from backend.compute.engines.slurm import SILENT, UNTAKEN, Cluster, SlurmEngine
from backend.compute.engines.slurm_commands import (
    ClusterAway,
    ClusterRefuses,
    sbatch,
    squeue,
)
from backend.compute.engines.spool import Spool
from backend.contract import By
from backend.contract.compute import Assignment, CancelJob, GetJob, Job, Progress, SubmitBench
from tests.backend.compute.processes import ended, gone, letter_box
from tests.conftest import House, cannot_run
from tests.patience import PATIENCE_S
from tests.slurm import NoSlurm, NotInstalled, Slurm, slurm_cluster

PACKAGE = "tests.backend.compute.misbehaving"
CARE = Care(time_limit_s=60, memory_gib=0.4, packages=(PACKAGE,), alone=False)
ADA = By(id="ada", name="Ada")
OPEN = ("queued", "running")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Slurm]:
    try:
        with slurm_cluster() as slurm:
            yield slurm
    except NotInstalled as missing:
        cannot_run(str(missing))
    except NoSlurm as refused:  # a machine's capability, which nobody can install
        pytest.skip(str(refused))


@pytest.fixture
def slurm(cluster: Slurm, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slurm]:
    """The cluster, found on PATH; afterwards it is whole and no job is wanted in it."""
    for name, value in cluster.environment.items():
        monkeypatch.setenv(name, value)
    yield cluster
    cluster.mend()
    cluster.ask("scancel", "--user=root")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spool for workers: the second one of that name knows already what the cluster has."""
    return tmp_path_factory.mktemp("spool")


def brisk(spool: Path, **more: Any) -> Cluster:
    """A cluster that is near, so that it can be asked often and its folders are seen at once."""
    return replace(Cluster(spool, grace_s=0.5, ask_s=0.1, pause_s=0.1, beat_s=0.2), **more)


def task(experiment: str = "behaves", number: int = 1, **settings: str | int) -> Assignment:
    if experiment == "behaves":
        settings.setdefault("seed", 1)
    return Assignment(
        job=number, experiment=experiment, settings=dict(settings), lease_s=20, attempt=1
    )


async def until_over(engine: Engine, taken: Assignment) -> Over:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await engine.poll(taken, 5)
            if isinstance(state, Over):
                return state


async def until(engine: Engine, taken: Assignment, true: Callable[[Progress], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            state = await engine.poll(taken, 5)
            assert not isinstance(state, Over), state.ended
            if true(state.progress):
                return


async def run(engine: Engine, taken: Assignment) -> Over:
    await engine.submit(taken)
    try:
        return await until_over(engine, taken)
    finally:
        await engine.cancel(taken)
        await engine.close()


async def test_the_same_report_as_here(slurm: Slurm, tmp_path: Path) -> None:
    taken = task(seed=5)
    far = SlurmEngine(CARE, brisk(tmp_path), "lab-1")
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
        engine = SlurmEngine(CARE, brisk(tmp_path), "lab-1")
        slurm.kill("slurmctld")
        taken = task("faulty", deed="tell-and-wait")
        await engine.submit(taken)
        await until(engine, taken, lambda progress: "waiting for room" in progress.doing)
        await asyncio.to_thread(slurm.start, "slurmctld")
        await box.letter()
        slurm.kill("slurmctld")
        box.reply()
        over = await until_over(engine, taken)
        await asyncio.to_thread(slurm.start, "slurmctld")
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Finished), "its report needs no controller"


async def test_a_benchmark_that_the_cluster_stops(slurm: Slurm, tmp_path: Path) -> None:
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, brisk(tmp_path), "lab-1")
        taken = task("faulty", deed="tell-and-hang")
        await engine.submit(taken)
        await box.letter()
        # The letter is faster than the folder: what is to be kept has to be known first.
        await until(engine, taken, lambda progress: progress.table is not None)
        number = Spool(tmp_path / "lab-1" / "job-1-1").number()
        assert slurm.ask("scancel", str(number)).returncode == 0
        over = await until_over(engine, taken)
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Stopped)
    assert "cancelled in the cluster" in over.ended.problem
    assert over.progress.table is not None, "what was finished before is kept"


async def test_a_job_whose_machine_died_is_lost_though_the_controller_believes_in_it(
    slurm: Slurm, tmp_path: Path
) -> None:
    async with hanging(tmp_path) as taken:
        slurm.crash_node()
        assert "RUNNING" in slurm.jobs().values()
        later = SlurmEngine(CARE, brisk(tmp_path, silent_s=1), "lab-1")
        assert await later.resume() == (taken,)
        over = await run(later, taken)
    assert over.ended == SILENT
    assert SILENT.retry
    assert over.progress.table is not None, "what was finished before is kept"
    assert "RUNNING" not in slurm.jobs().values(), "its processors are free"
    assert list((tmp_path / "lab-1").glob("job-*")) == []


async def test_a_job_that_was_only_slow_ends_when_it_sees_that_it_was_given_up(
    slurm: Slurm, tmp_path: Path
) -> None:
    """The controller is away, so that nothing but the folder can tell it."""
    spool = Spool(tmp_path / "lab-1" / "job-1-1")
    async with hanging(tmp_path) as taken:
        slurm.kill("slurmctld")
        slow = slurm.running()
        for pid in slow:
            os.kill(pid, signal.SIGSTOP)
        later = SlurmEngine(CARE, brisk(tmp_path, silent_s=1), "lab-1")
        assert (await run(later, taken)).ended == SILENT
        for pid in slow:
            os.kill(pid, signal.SIGCONT)
        for pid in slow[1:]:
            await ended(pid)
    assert spool.cancelled
    assert spool.last() is None
    assert "nobody wants this" in spool.printed()
    await asyncio.to_thread(slurm.start, "slurmctld")
    assert await later.resume() == ()
    assert not spool.folder.exists(), "what could not be cancelled then is cancelled later"


async def test_a_job_that_the_cluster_forgot_is_believed_while_it_gives_signs_of_life(
    slurm: Slurm, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, brisk(tmp_path, grace_s=3), "lab-1")
        taken = task("faulty", deed="tell-and-wait")
        await engine.submit(taken)
        await box.letter()
        slurm.kill("slurmd")  # or it would end what its controller does not know
        slurm.kill("slurmctld")
        slurm.forget()
        await asyncio.to_thread(slurm.start, "slurmctld")
        async with asyncio.timeout(PATIENCE_S):
            while "gives signs of life" not in caplog.text:
                assert isinstance(await engine.poll(taken, 0.1), Going)
        assert slurm.jobs() == {}
        box.reply()
        over = await until_over(engine, taken)
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Finished)


async def test_a_job_that_the_cluster_never_started_is_submitted_again(
    slurm: Slurm, tmp_path: Path
) -> None:
    """As when a killed controller comes back without having saved that there was a job."""
    engine = SlurmEngine(CARE, brisk(tmp_path, options=("--hold",)), "lab-1")
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
    assert slurm.ask("scancel", str(first)).returncode == 0
    second = await number(first)
    assert slurm.ask("scontrol", "release", str(second)).returncode == 0
    over = await until_over(engine, taken)
    await engine.cancel(taken)
    await engine.close()
    assert isinstance(over.ended, Finished)


async def test_seconds_are_held_by_us(slurm: Slurm, tmp_path: Path) -> None:
    care = replace(CARE, time_limit_s=0.5)
    engine = SlurmEngine(care, brisk(tmp_path), "lab-1")
    over = await run(engine, task("faulty", deed="hang"))
    assert isinstance(over.ended, Stopped)
    assert "time limit of 0.5 s" in over.ended.problem


async def test_a_full_queue_is_waited_for(
    cluster: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a cluster of its own: one that has run jobs gets room again as it forgets them, seconds later."""
    with slurm_cluster(most_jobs=2) as slurm:
        for name, value in slurm.environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ClusterAway, match="sleeping and retrying"):
            while True:
                await sbatch("#!/bin/sh\n", "fills", ("--hold", "--output=/dev/null"), os.environ)
        engine = SlurmEngine(CARE, brisk(tmp_path), "lab-1")
        taken = task()
        await engine.submit(taken)
        await until(engine, taken, lambda progress: "waiting for room" in progress.doing)
        assert Spool(tmp_path / "lab-1" / "job-1-1").number() is None
        await asyncio.to_thread(slurm.restart_with, MaxJobCount="100")
        over = await until_over(engine, taken)
        await engine.cancel(taken)
        await engine.close()
    assert isinstance(over.ended, Finished)


async def test_what_the_cluster_does_not_take(slurm: Slurm, tmp_path: Path) -> None:
    for wanted in ({"partition": "no-such-one"}, {"gres": "gpu:3"}, {"gres": "abacus:1"}):
        engine = SlurmEngine(CARE, brisk(tmp_path, **wanted), "lab-1")
        with pytest.raises(ChildWontStart, match="does not take benchmarks"):
            await engine.capabilities()
    here = LocalEngine(CARE)
    engine._ready = await here.capabilities()
    await here.close()
    assert (await run(engine, task())).ended == Stopped(UNTAKEN)


async def test_a_worker_is_killed_and_finds_its_job_again(
    sqlite_house: House, slurm: Slurm, shared: Path
) -> None:
    backend = sqlite_house.backend

    async def over(number: int) -> Job:
        async with asyncio.timeout(PATIENCE_S):
            while (job := await backend(GetJob(job=number), ADA)).state in OPEN:  # noqa: ASYNC110
                await asyncio.sleep(0.1)  # as whoever asks by `syllabot call GetJob`
        return job

    def submitted() -> list[str]:
        names = slurm.ask("squeue", "--states=all", "--noheader", "--format=%j").stdout.split()
        return [name for name in names if "-job-1-1-" in name]

    earlier = submitted()  # by other tests; no name is given twice
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        async with a_worker(sqlite_house.url, shared) as first:
            await said(first, "offering")
            job = await backend(
                SubmitBench(experiment="faulty", settings={"deed": "tell-and-wait"}), ADA
            )
            await box.letter()
            first.kill()
            await first.wait()
        async with a_worker(sqlite_house.url, shared) as second:
            await said(second, "found again")
            box.reply()
            done = await over(job.id)
            assert (done.state, done.tries, done.problem) == ("finished", 1, "")
            assert sum(name not in earlier for name in submitted()) <= 1, "it was not doubled"


async def test_a_job_that_is_cancelled_ends_on_the_node(
    sqlite_house: House, slurm: Slurm, shared: Path
) -> None:
    backend = sqlite_house.backend
    async with (
        letter_box() as box,
        patched("LETTER_BOX", box.path),
        a_worker(sqlite_house.url, shared) as worker,
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


async def test_a_job_gets_the_gpu_that_was_asked_for_and_no_secret(
    slurm: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYLLABOT_WORKER_TOKEN", "not for you")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "7")  # of the machine that submits
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, brisk(tmp_path, partition="both", gres="gpu:1"), "lab-1")
        await run(engine, task("faulty", deed="note-what-it-got"))
        assert await box.letter() == "secrets: none; GPUs: 0; node: one"


async def test_a_job_goes_only_to_the_node_that_has_what_it_asks_for(
    slurm: Slurm, tmp_path: Path
) -> None:
    """Of two nodes in one partition, one has GPUs (above) and the other beads to count with; none has both."""
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, brisk(tmp_path, partition="both", gres="abacus:3"), "lab-1")
        await run(engine, task("faulty", deed="note-what-it-got"))
        assert (await box.letter()).endswith("; node: two")
    nowhere = brisk(tmp_path, partition="both", gres="abacus:1,gpu:1")
    with pytest.raises(ChildWontStart, match="does not take benchmarks"):
        await SlurmEngine(CARE, nowhere, "lab-1").capabilities()


async def test_a_gpu_that_is_insisted_on_and_not_there(slurm: Slurm, tmp_path: Path) -> None:
    """The cluster counts out GPUs that no driver knows."""
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    care = replace(CARE, memory_gib=2, device="cuda")
    engine = SlurmEngine(care, brisk(tmp_path, gres="gpu:1"), "lab-1")
    with pytest.raises(
        ChildWontStart, match=r'node will not do: \[compute\] device is "cuda", but'
    ):
        await engine.capabilities()


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
async def hanging(spool: Path) -> AsyncIterator[Assignment]:
    """A benchmark that runs and hangs, with its first part told; the worker that submitted it is gone."""
    async with letter_box() as box, patched("LETTER_BOX", box.path):
        engine = SlurmEngine(CARE, brisk(spool), "lab-1")
        taken = task("faulty", deed="tell-and-hang")
        await engine.submit(taken)
        await box.letter()
        await until(engine, taken, lambda progress: progress.table is not None)
        await engine.close()
        yield taken


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
