"""SIGKILL at any moment: what was accepted is there after the next start, once.

The backend is a process of its own, on each database, forked from one that has everything imported. Students sign up
and submit benchmarks over HTTP, each with a request key, and ask again with the same key when the answer was lost, as
the bot does. Meanwhile the backend is killed again and again.
"""

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.compute import (
    Announce,
    Experiment,
    FieldCard,
    GetJob,
    Job,
    MachineCard,
    SubmitBench,
)
from backend.contract.refusals import BackendAway
from backend.contract.signup import Booking, GetBoard, SignUp
from backend.link import HttpLink
from tests.conftest import ROOT, START
from tests.patience import PATIENCE_S

T = TypeVar("T")
KILLS = 4
STUDENTS = 16
OWNER = By(id="owner", name="Owner", staff=True)
WORKER = By(id="worker:w", name="w")
OFFER = Announce(
    experiments=(
        Experiment(
            name="sums", title="Sums", about="Adds numbers.",
            fields=(FieldCard(name="size", title="Size", about="How many.", kind="integer",
                              at_least=1, at_most=9, default=3),),
        ),
    ),
    machine=MachineCard(processor="p", cores=1, threads=1, memory_gib=1, device="cpu", system="s",
                        python="3", torch="2"),
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


class Victim:
    """A backend process that is killed and started again."""

    def __init__(self, url: str, folder: Path) -> None:
        self.port = free_port()
        self.lives = 0
        self.news = asyncio.Condition()
        """Notified at each start and at each answer that was accepted."""
        self.log = folder / "log"
        self.environment = {
            **os.environ, "SYLLABOT_DATA_FOLDER": str(folder), "SYLLABOT_DATABASE_URL": url,
            "SYLLABOT_WEB_PORT": str(self.port), "SYLLABOT_OWNER_TOKEN": "owner-token",
            "SYLLABOT_LOG_LEVEL": "ERROR",
        }  # fmt: skip

    @asynccontextmanager
    async def living(self) -> AsyncIterator[HttpLink]:
        hear, say = os.pipe()
        self.parent = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.launch.forking", cwd=ROOT, pass_fds=(say,),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        os.close(say)
        self.environment["SYLLABOT_READY_FD"] = str(say)
        async with HttpLink(f"http://127.0.0.1:{self.port}", "owner-token") as self.link:
            with os.fdopen(hear) as self.ready:
                try:
                    await self.start()
                    yield self.link
                    await self.kill()
                finally:
                    self.parent.kill()  # a child that is left ends with it
                    await self.parent.wait()

    async def start(self) -> None:
        """Start it; it says on a pipe when it listens."""
        self.pid = await self._ask(
            typed=["backend"], environment=self.environment, out=os.devnull, err=str(self.log), stays=True
        )
        async with asyncio.timeout(PATIENCE_S):
            assert await asyncio.to_thread(self.ready.readline) == "ready\n", self.log.read_text()
        self.lives += 1
        await self.tell()

    async def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        assert await self._ask(over=self.pid) == -signal.SIGKILL, self.log.read_text()

    async def _ask(self, **told: object) -> int:
        assert self.parent.stdin and self.parent.stdout
        self.parent.stdin.write(f"{json.dumps(told)}\n".encode())
        return int(await self.parent.stdout.readline())

    async def tell(self) -> None:
        async with self.news:
            self.news.notify_all()

    async def until(self, fact: Callable[[], bool]) -> None:
        async with self.news:
            await self.news.wait_for(fact)

    async def until_answered(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask with the same request key until there is an answer, again after each new start."""
        while True:
            lives = self.lives
            try:
                return await ask()
            except BackendAway:
                await self.until(lambda lives=lives: self.lives > lives)  # type: ignore[misc]

    async def kill_and_restart(self) -> None:
        await self.kill()
        await self.start()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_nothing_accepted_is_lost(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("empty_postgres_url") if database == "postgres" else ""
    dice = random.Random(f"killed on {database}")
    victim = Victim(url, tmp_path)
    accepted: dict[str, Booking] = {}
    jobs: dict[str, Job] = {}

    async with victim.living() as link:
        await link(MoveClock(to=START), OWNER)
        await link(OFFER, WORKER)
        papers = [p.id for p in (await link(GetBoard(), OWNER)).papers if p.starts > START]

        async def student(number: int) -> None:
            name = f"s{number}"
            by = By(id=name, name=name)
            booking = by.model_copy(update={"key": "sign-up"})
            paper = SignUp(paper=papers[number % 10])
            accepted[name] = await victim.until_answered(lambda: link(paper, booking))
            await victim.tell()
            submit = by.model_copy(update={"key": "submit"})
            bench = SubmitBench(experiment="sums", settings={"size": 1 + number % 9})
            jobs[name] = await victim.until_answered(lambda: link(bench, submit))
            await victim.tell()

        async def keep_killing() -> None:
            for _ in range(KILLS):
                # Let some answers through, a different number each time, then strike.
                target = min(len(accepted) + len(jobs) + dice.randrange(1, 5), 2 * STUDENTS)
                await victim.until(lambda target=target: len(accepted) + len(jobs) >= target)  # type: ignore[misc]
                await victim.kill_and_restart()

        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(keep_killing(), *(student(number) for number in range(STUDENTS)))

        await victim.kill_and_restart()
        board = {paper.id: paper for paper in (await link(GetBoard(), OWNER)).papers}
        presenters = [name for paper in board.values() for name in paper.presenters]
        assert sorted(presenters) == sorted(accepted), "each accepted sign-up once, and no other"
        for name, booking in accepted.items():
            assert name in board[booking.paper.id].presenters
        assert len({job.id for job in jobs.values()}) == STUDENTS
        for name, job in jobs.items():
            kept = await link(GetJob(job=job.id), By(id=name, name=name))
            assert kept.mine and kept.state == "queued" and kept.settings == job.settings

