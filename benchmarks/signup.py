"""200 sign-ups at once for 40 seats, through the HTTP seam, on SQLite and on PostgreSQL.

    .venv/bin/python -m benchmarks.signup [rounds]

The backend is a process of its own (`syllabot backend`); this one plays 200 students who click at the same instant.
Rounds alternate between the two databases, so that a busy moment of the machine meets both. Between rounds the seats
are given back. It stops with an error when the outcome is not exactly 40 bookings and 160 refusals.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from backend.compute.machine import processor
from backend.contract import By
from backend.contract.calendar import GetCourse, ListPapers
from backend.contract.clock import MoveClock
from backend.contract.refusals import BackendAway, PaperFull
from backend.contract.signup import Leave, SignUp
from backend.link import HttpLink
from tests.postgres import cluster

STUDENTS, PAPERS, SEATS = 200, 20, 40
OWNER = By(id="owner", name="Owner", staff=True)


@dataclass
class Figures:
    """What the rounds of one database gave."""

    rates: list[float] = field(default_factory=list)
    """Requests a second, one a round."""
    waits: list[float] = field(default_factory=list)
    """Milliseconds, one a request."""


@asynccontextmanager
async def backend(url: str, port: int, folder: Path) -> AsyncIterator[HttpLink]:
    environment = {
        **os.environ,
        "SYLLABOT_DATA_FOLDER": str(folder), "SYLLABOT_DATABASE_URL": url, "SYLLABOT_WEB_PORT": str(port),
        "SYLLABOT_OWNER_TOKEN": "benchmark", "SYLLABOT_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "syllabot.py", "backend", env=environment
    )
    try:
        async with HttpLink(f"http://127.0.0.1:{port}", "benchmark") as link:
            while True:
                try:
                    course = await link(GetCourse(), OWNER)
                    break
                except BackendAway:
                    await asyncio.sleep(0.05)
            await link(MoveClock(to=course.sandbox_start), OWNER)
            yield link
    finally:
        process.terminate()
        await process.wait()


async def one_round(link: HttpLink, number: int, figures: Figures) -> None:
    course = await link(GetCourse(), OWNER)
    papers = [paper for paper in await link(ListPapers(), OWNER) if paper.starts > course.term.now]
    booked: list[By] = []
    refused = 0

    async def click(student: int) -> None:
        nonlocal refused
        by = By(id=f"s{student}", name=f"Student {student}", key=f"round-{number}")
        began = time.perf_counter()
        try:
            await link(SignUp(paper=papers[student % PAPERS].id), by)
            booked.append(by)
        except PaperFull:
            refused += 1
        figures.waits.append((time.perf_counter() - began) * 1e3)

    began = time.perf_counter()
    await asyncio.gather(*(click(student) for student in range(STUDENTS)))
    figures.rates.append(STUDENTS / (time.perf_counter() - began))
    if (len(booked), refused) != (SEATS, STUDENTS - SEATS):
        sys.exit(f"wrong: {len(booked)} bookings and {refused} refusals")
    for by in booked:
        await link(Leave(), by.model_copy(update={"key": None}))


async def main(rounds: int) -> None:
    results: dict[str, Figures] = {}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        links = {
            "SQLite": await stack.enter_async_context(backend("", 18787, folder / "sqlite")),
            "PostgreSQL": await stack.enter_async_context(
                backend(stack.enter_context(cluster()), 18788, folder / "postgres")
            ),
        }
        for number in range(rounds + 1):
            for name, link in links.items():
                # The first round warms both up and does not count.
                figures = results.setdefault(name, Figures()) if number else Figures()
                await one_round(link, number, figures)
    print(
        f"{STUDENTS} sign-ups at once for {SEATS} seats over HTTP, {rounds} rounds; always {SEATS} bookings, "
    )
    print(
        f"{STUDENTS - SEATS} refusals. {processor()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    print(f"{'':<12}{'requests/s, median (range)':>32}{'p50 ms':>9}{'p99 ms':>9}")
    for name, figures in results.items():
        rates = figures.rates
        spread = f"{statistics.median(rates):.0f} ({min(rates):.0f} to {max(rates):.0f})"
        cuts = statistics.quantiles(figures.waits, n=100)
        print(f"{name:<12}{spread:>32}{cuts[49]:>9.0f}{cuts[98]:>9.0f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
