"""How well and how fast /ask answers the question sets, without a language model: by listed ways alone, by examples as
well, and with the sentence model as well, where it is installed.

    .venv/bin/python -m benchmarks.ask [--failures]

Right, wrong, and wrongly refused by the rules of tests/backend/answers/questions/README.md; all are tuned on but
`reported`, `cohort`, `jo`, `ora`, `pia` and `yan`. Latency is from the call to the reply in process, on
SQLite, the first question (which loads what reads questions) left out and said apart. Memory is what the process grew
by from before the first question.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from pathlib import Path

from sqlmodel import SQLModel

from backend.answers import nearby
from backend.blobs import Blobs
from backend.clock import RealClock
from backend.compute.machine import processor
from backend.course.load import load
from backend.db import Database
from backend.desk import HouseBackend
from backend.desks import all_desks
from backend.settings import AskSettings, CourseSettings, DataSettings, Settings
from benchmarks.memory import resident_mb
from tests.backend.answers.exam import Result, failures, sit
from tests.backend.answers.test_questions import ANSWERABLE, HALVES, LATER, SETS, read

COURSE = Path(__file__).parents[1] / "courses" / "cs6787-spring-2024"
UNREAD = ("jo", "ora", "pia", "yan")
TUNED = (SETS[0], *HALVES, *(each for each in LATER if each not in UNREAD))


async def examine(name: str, embeddings: bool = True) -> tuple[Result, float]:
    """The result, and the memory in MB that it took."""
    with tempfile.TemporaryDirectory(prefix="syllabot-ask-") as folder:
        database = Database(f"sqlite:///{folder}/syllabot.db")
        SQLModel.metadata.create_all(database.writer)
        backend = HouseBackend(
            desks=all_desks(), database=database, course=load(COURSE),
            settings=Settings(
                data=DataSettings(folder=Path(folder)), course=CourseSettings(folder=COURSE),
                ask=AskSettings(embeddings=embeddings),
            ),
            blobs=Blobs(Path(folder) / "blobs"), clock=RealClock(),
        )  # fmt: skip
        before = resident_mb(os.getpid())
        try:
            result = await sit(backend, read(name))
            return result, resident_mb(os.getpid()) - before
        finally:
            await backend.close()


def row(name: str, result: Result, grown: float) -> str:
    answerable = [each for each in result.marked if each.question.kind in ANSWERABLE]
    others = [each for each in result.marked if each.question.kind not in ANSWERABLE]
    times = sorted(each.seconds * 1000 for each in result.marked[1:])
    p99 = times[int(len(times) * 0.99)]
    refused = sum(each.mark != "wrong answer" for each in others)
    return (
        f"| {name} | {sum(each.mark == 'right' for each in answerable)} of {len(answerable)} ({result.right:.1%}) "
        f"| {sum(each.mark == 'wrong refusal' for each in answerable)} "
        f"| {sum(each.mark == 'wrong answer' for each in result.marked)} ({result.answered_wrongly:.1%}) "
        f"| {sum(each.mark == 'wrong answer' and each.answer.band == 'maybe' for each in result.marked)} "
        f"| {refused} of {len(others)} | {result.marked[0].seconds * 1000:.0f} "
        f"| {statistics.median(times):.0f} | {p99:.0f} | {grown:.0f} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--failures", action="store_true", help="what was not right, of the sets that are tuned on"
    )
    parser.add_argument(
        "--sets", nargs="+", choices=(*SETS, *HALVES, *LATER), default=[SETS[0], *HALVES, *LATER, *SETS[1:]]
    )
    told = parser.parse_args()
    print(f"{processor()}, {os.cpu_count()} cores\n")
    print("| set | answerable right | wrongly refused | answered wrongly | of these as a guess | unanswerable refused "
          "| first ms | p50 ms | p99 ms | memory MB |")  # fmt: skip
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    learned = nearby.learned
    for name in told.sets:
        nearby.learned = lambda: None
        print(row(f"{name}, ways alone", *asyncio.run(examine(name, embeddings=False))), flush=True)
        nearby.learned = learned
        print(row(f"{name}, examples", *asyncio.run(examine(name, embeddings=False))), flush=True)
        result, grown = asyncio.run(examine(name))
        print(row(f"{name}, sentence model", result, grown), flush=True)
        if told.failures and name in TUNED:
            sys.stderr.write("\n".join([*failures(result), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
