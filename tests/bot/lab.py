"""A compute worker played by hand, through the worker's own token and calls: it announces, claims, reports, finishes.

What it reports is made up, because the bot's tests are about what is shown, not about what was measured.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from backend.contract import By
from backend.contract.compute import (
    Announce,
    Assignment,
    Cell,
    Choice,
    ClaimJob,
    Column,
    Experiment,
    FieldCard,
    Figure,
    FinishJob,
    MachineCard,
    Orders,
    Progress,
    Report,
    ReportProgress,
    Row,
    Table,
)
from backend.link import HttpLink
from tests.bot.conftest import Stage

ME = By(id="worker:one", name="worker one")
MACHINE = MachineCard(
    processor="Xeon", cores=2, threads=1, memory_gib=4.0, device="cpu", system="Linux",
    python="3.11", torch="2.13.0", load=0.1,
)  # fmt: skip


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=name, title=name.upper()) for name in names)


ADAM = Choice(
    name="adam", title="ADAM", about="Momentum and RMSProp in one.", paper="Kingma and Ba, ICLR 2015",
    source="BETA1 = 0.9\n\nclass Adam:\n    steps = 0\n",
)  # fmt: skip
OPTIMIZERS = Experiment(
    name="optimizers",
    title="Optimizers compared",
    about="Steps to a target, and seconds a step.",
    fields=(
        FieldCard(
            name="workload", title="workload", about="", kind="choice",
            choices=choices("digits", "moons"), default="digits",
        ),
        FieldCard(
            name="optimizers", title="optimizers", about="", kind="choices",
            choices=(*choices("sgd", "momentum"), ADAM), default=("sgd", "adam"),
        ),
        FieldCard(
            name="budget", title="budget", about="", kind="choice", default="quick",
            choices=(Choice(name="quick", title="Quick", takes_s=10), *choices("thorough")),
        ),
        FieldCard(
            name="rates", title="learning rates", about="", kind="numbers", at_least=1e-5,
            at_most=10, default=(0.1, 0.01),
        ),
        FieldCard(
            name="condition", title="condition number", about="", kind="number", at_least=0, at_most=100,
            default=0, left_open="what suits the workload",
        ),
        FieldCard(
            name="seeds", title="seeds", about="", kind="integer", at_least=1, at_most=20, default=3
        ),
        FieldCard(
            name="steps", title="steps", about="", kind="integer", at_least=0, at_most=5000, default=0,
            left_open="what the budget has",
        ),
    ),
)  # fmt: skip

TABLE = Table(
    columns=(
        Column(name="steps", title="steps to target", better="lower", side="statistical"),
        Column(name="ms", title="step", unit="ms", better="lower", side="hardware"),
    ),
    rows=(
        Row(
            name="sgd", cells={"steps": Cell(value=120, low=110, high=131), "ms": Cell(value=0.24)}
        ),
        Row(name="adam", cells={"steps": Cell(text="not reached"), "ms": Cell(value=0.31)}),
    ),
)


def png() -> bytes:
    """The smallest picture there is: one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@dataclass(frozen=True)
class Worker:
    link: HttpLink

    async def announce(self, code: str = "") -> None:
        await self.link(Announce(experiments=(OPTIMIZERS,), machine=MACHINE, code=code), ME)

    async def claim(self) -> Assignment:
        taken = await self.link(ClaimJob(experiments=("optimizers",)), ME)
        assert taken is not None, "nothing was queued"
        return taken

    async def progress(self, taken: Assignment, done: int, table: Table | None = None) -> Orders:
        call = ReportProgress(
            job=taken.job,
            attempt=taken.attempt,
            progress=Progress(done=done, total=4, doing=f"part {done}", table=table),
        )
        return await self.link(call, ME)

    async def finish(self, taken: Assignment, **more: object) -> Report:
        blob = await self.link.put_blob(png())
        report = Report(
            title="Optimizers compared on digits",
            verdict="sgd needed 120 steps; adam did not reach the target.",
            table=TABLE,
            figures=(Figure(title="Loss", alt="Loss falls from 2.3 to 0.4 within 120 steps.", blob=blob),),
            machine=MACHINE,
            seeds=(1, 2, 3),
            command="syllabot bench optimizers workload=digits",
            seconds=1.25,
            code="c0de",
        ).model_copy(update=more)  # fmt: skip
        await self.link(FinishJob(job=taken.job, attempt=taken.attempt, report=report), ME)
        return report

    async def fail(self, taken: Assignment, problem: str) -> None:
        await self.link(FinishJob(job=taken.job, attempt=taken.attempt, problem=problem), ME)


@asynccontextmanager
async def a_worker(stage: Stage) -> AsyncIterator[Worker]:
    """A worker that has announced itself."""
    async with stage.house.link("worker-token") as link:
        worker = Worker(link)
        await worker.announce()
        yield worker
