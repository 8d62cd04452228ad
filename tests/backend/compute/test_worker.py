"""A worker as a real process against a real backend over HTTP: jobs end to end, and everything that
goes wrong.

The tests wait for the notices that the bot would get, for the end of processes, and for letters
that benchmarks leave; nothing sleeps.
"""

from __future__ import annotations

import asyncio
import html
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from backend.contract import By
from backend.contract.compute import CancelJob, GetJob, Job, ListExperiments, SubmitBench
from backend.contract.notices import NextNotices, NoticeSaid
from backend.contract.refusals import NoWorker
from tests.backend.compute.processes import ended, gone, letter_box
from tests.conftest import House
from tests.patience import PATIENCE_S

ADA = By(id="ada", name="Ada")
BOT = By(id="bot", name="Bot")


class Process:
    """A worker's process and what it logged."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        assert process.stderr is not None
        self._stderr = process.stderr
        self.lines: list[str] = []

    async def logged(self, words: str) -> str:
        """The next line that has these words, as soon as it is written."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                line = (await self._stderr.readline()).decode()
                assert line, f"it ended without saying {words!r}: {''.join(self.lines)}"
                self.lines.append(line)
                if words in line:
                    return line

    async def rest(self) -> str:
        """All it logged; it must have ended."""
        return "".join(self.lines) + (await self._stderr.read()).decode()


@asynccontextmanager
async def a_worker(
    url: str,
    name: str = "lab-1",
    time_limit_s: float = 60,
    package: str = "tests.backend.compute.misbehaving",
    **environment: str,
) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.backend.compute.run_a_worker", url, name, str(time_limit_s),
        package,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, **environment},
    )  # fmt: skip
    worker = Process(process)
    try:
        yield worker
    finally:
        if process.returncode is None:
            process.terminate()
        reading = asyncio.create_task(worker.rest())
        await asyncio.wait_for(process.wait(), PATIENCE_S)
        await asyncio.wait_for(reading, PATIENCE_S)


class Course:
    """What the bot sees and what Ada does."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.backend = house.backend
        self._seen: dict[int, Job] = {}

    async def submit(self, experiment: str, *, anew: bool = False, **settings: str | float) -> Job:
        """Submit as soon as a worker has announced itself."""
        call = SubmitBench(
            experiment=experiment, settings=dict(settings), channel="4711", anew=anew
        )
        return await self.backend(call, ADA)

    async def job(self, id: int) -> Job:
        return await self.backend(GetJob(job=id), ADA)

    async def until(self, id: int, true: Callable[[Job], bool]) -> Job:
        """The job as the bot was told of it, as soon as that is true of it."""
        async with asyncio.timeout(PATIENCE_S):
            while id not in self._seen or not true(self._seen[id]):
                for notice in await self.backend(NextNotices(wait=20, most=50), BOT):
                    said = NoticeSaid(notice=notice.id, version=notice.version, message="1")
                    await self.backend(said, BOT)
                    assert notice.matter.about == "job"
                    self._seen[notice.matter.job.id] = notice.matter.job
        return self._seen[id]

    async def over(self, id: int) -> Job:
        return await self.until(id, lambda job: job.state not in ("queued", "running"))


@pytest.fixture
def course_life(sqlite_house: House) -> Course:
    return Course(sqlite_house)


@asynccontextmanager
async def ready(life: Course, **more: str | float) -> AsyncIterator[Process]:
    """A worker that has announced itself."""
    async with a_worker(life.house.url, **more) as worker:  # type: ignore[arg-type]
        await worker.logged("offering")
        yield worker


async def test_a_job_from_submission_to_report(course_life: Course) -> None:
    life = course_life
    with pytest.raises(NoWorker):
        await life.submit("behaves")
    async with ready(life):
        offered = await life.backend(ListExperiments(), ADA)
        assert [card.name for card in offered] == ["behaves", "faulty"]
        job = await life.over((await life.submit("behaves", seed=5)).id)
        stored = await life.submit("behaves", seed=5)
        again = await life.over((await life.submit("behaves", seed=5, anew=True)).id)
    assert (stored.state, stored.same_as, stored.report) == ("finished", job.id, job.report)
    assert (job.state, job.problem, job.tries) == ("finished", "", 1)
    report = job.report
    assert report is not None
    assert report.verdict == "They are numbers."
    assert report.command == "syllabot bench behaves seed=5"
    assert report.seeds == (5,)
    assert report.machine.load is not None
    assert [figure.alt for figure in report.figures] == ["One dot."]
    blobs = life.backend.blobs
    assert blobs.get(report.figures[0].blob) == b"\x89PNG not really"
    assert report.raw is not None
    assert b"values" in blobs.get(report.raw)
    assert again.report is not None
    assert again.report.raw == report.raw, "the same seed gives the same bits"


async def test_the_comparison_of_optimizers_from_submission_to_page(course_life: Course) -> None:
    """The real experiment, with torch, small; and its page as a browser would get it."""
    life = course_life
    settings: dict[str, str | float] = {
        "optimizers": "sgd,adam", "seeds": 3, "steps": 40, "target": 0.8,
    }  # fmt: skip
    async with ready(life, package="backend.compute.experiments"):
        job = await life.over((await life.submit("optimizers", **settings)).id)
    assert (job.state, job.problem) == ("finished", "")
    assert job.report is not None
    assert job.report_url is not None
    assert [row.name for row in job.report.table.rows] == ["SGD", "Adam"]
    address = life.house.url + "/reports/" + job.report_url.rpartition("/")[2]
    async with aiohttp.ClientSession() as browser:
        async with browser.get(address) as answer:
            page = await answer.text()
            assert answer.status == 200
        assert html.escape(job.report.verdict) in page
        for figure in job.report.figures:
            assert html.escape(figure.alt) in page
            async with browser.get(f"{address}/{figure.blob}") as answer:
                assert answer.content_type == "image/png"
                assert (await answer.read()).startswith(b"\x89PNG")
        async with browser.get(f"{address}/{job.report.raw}") as answer:
            assert (await answer.json())["workload"] == "digits-softmax"


async def test_what_goes_wrong_is_told_and_the_worker_lives(course_life: Course) -> None:
    life = course_life
    async with ready(life):
        for deed, says in (
            ("crash", "SIGSEGV"),
            ("huge-report", "too large"),
            ("raise-an-error", "ZeroDivisionError"),
        ):
            job = await life.over((await life.submit("faulty", deed=deed)).id)
            assert job.state == "failed"
            assert says in job.problem
            assert job.report is not None, "the part that was finished is kept"
            assert "Stopped after 1 of 3 parts" in job.report.verdict
            assert "Missing: 2 of 3 parts" in job.report.notes[0]
            assert job.report.table.rows[0].cells["value"].value == 0.5
        assert (await life.over((await life.submit("behaves")).id)).state == "finished"


async def test_a_fault_of_the_machine_is_tried_twice(course_life: Course) -> None:
    life = course_life
    async with ready(life):
        job = await life.over((await life.submit("faulty", deed="be-killed")).id)
    assert (job.state, job.tries) == ("failed", 2)
    assert "killed by the machine" in job.problem
    assert job.report is not None, "the part that was finished is kept"


async def test_cancelling_kills_what_runs(course_life: Course) -> None:
    life = course_life
    async with letter_box() as box, ready(life, LETTER_BOX=box.path):
        job = await life.submit("faulty", deed="detach")
        detached = int(await box.letter())
        assert not gone(detached)
        assert (await life.backend(CancelJob(job=job.id), ADA)).state == "cancelled"
        await ended(detached)
        told = await life.until(job.id, lambda job: job.report is not None)
        assert told.state == "cancelled"
        assert (await life.over((await life.submit("behaves")).id)).state == "finished"


async def test_the_time_limit_kills_what_detached_itself(course_life: Course) -> None:
    life = course_life
    async with letter_box() as box, ready(life, time_limit_s=1.5, LETTER_BOX=box.path):
        job = await life.submit("faulty", deed="detach-without-a-trace")
        detached = int(await box.letter())
        over = await life.over(job.id)
        assert gone(detached)
    assert over.state == "failed"
    assert "time limit of 1.5 s" in over.problem
    assert over.report is not None


async def test_a_killed_worker_s_job_is_finished_by_the_next(course_life: Course) -> None:
    life = course_life
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(letter_box())
        doomed = await stack.enter_async_context(ready(life, LETTER_BOX=box.path))
        job = await life.submit("faulty", deed="detach")
        detached = int(await box.letter())
        doomed.process.kill()
        await doomed.process.wait()
        assert not gone(detached), "it left the worker's family, so only the next one finds it"
        scratch = list(Path(tempfile.gettempdir()).glob(f"syllabot-bench-{doomed.process.pid}.*"))
        assert scratch
        life.house.clock.move(timedelta(seconds=21))
        await stack.enter_async_context(ready(life, name="lab-2", FINISH="yes"))
        await ended(detached)
        over = await life.over(job.id)
    assert (over.state, over.tries) == ("finished", 2)
    assert not [folder for folder in scratch if folder.exists()], "its scratch folders are cleared"


async def test_a_killed_worker_s_child_dies_with_it(course_life: Course) -> None:
    life = course_life
    async with letter_box() as box, ready(life, LETTER_BOX=box.path) as doomed:
        await life.submit("faulty", deed="tell-and-hang")
        child = int(await box.letter())
        doomed.process.kill()
        await ended(child)


async def test_a_worker_that_is_told_to_stop_hands_its_job_back(course_life: Course) -> None:
    life = course_life
    async with letter_box() as box, ready(life, LETTER_BOX=box.path) as leaving:
        job = await life.submit("faulty", deed="detach")
        detached = int(await box.letter())
        leaving.process.terminate()
        assert await leaving.process.wait() == 0
        assert gone(detached)
        handed_back = await life.job(job.id)
        assert (handed_back.state, handed_back.tries) == ("queued", 1)


class Relay:
    """Between worker and backend, a wire that can be cut."""

    def __init__(self, house: House) -> None:
        self._port = int(house.url.rpartition(":")[2])
        self._open: set[asyncio.StreamWriter] = set()
        self.cut = False
        self.refused = asyncio.Event()

    def sever(self) -> None:
        self.cut = True
        for writer in self._open:
            writer.transport.abort()

    async def join(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if self.cut:
            self.refused.set()
            back.transport.abort()
            return
        far, forth = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {back, forth}
        await asyncio.gather(self._pass(near, forth), self._pass(far, back))
        self._open -= {back, forth}

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()
        except ConnectionError:
            pass
        sink.close()


async def test_a_backend_that_is_away_is_waited_for(course_life: Course) -> None:
    life = course_life
    relay = Relay(life.house)
    server = await asyncio.start_server(relay.join, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    relay.cut = True
    try:
        async with letter_box() as box, a_worker(url, LETTER_BOX=box.path, FINISH="yes") as worker:
            await worker.logged("not answering")
            relay.cut = False
            await worker.logged("answers again")
            await worker.logged("offering")
            job = await life.submit("faulty", deed="tell-and-wait")
            await box.letter()
            relay.refused.clear()
            relay.sever()
            await asyncio.wait_for(relay.refused.wait(), PATIENCE_S)
            box.reply()
            relay.cut = False
            over = await life.over(job.id)
            relay.sever()
            worker.process.terminate()
            await worker.process.wait()
    finally:
        server.close()
        await server.wait_closed()
    assert over.state == "finished"
    assert over.tries == 1, "a short absence costs no attempt"
    told = await worker.rest()
    assert told.count("not answering") <= 3, "each absence is said once"


async def test_a_worker_imports_neither_torch_nor_a_table() -> None:
    program = (
        "import sys, backend.compute.worker, backend.compute.terminal;"
        "print([m for m in ('torch', 'numpy', 'sqlalchemy', 'sqlmodel') if m in sys.modules])"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert out.decode().strip() == "[]"
