"""What the lab's tests share: an experiment as a worker would announce it, and a worker's voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from backend.compute.quantizer import Quantizer
from backend.contract import By
from backend.contract.compute import (
    Announce,
    Cell,
    Choice,
    Column,
    Experiment,
    FieldCard,
    MachineCard,
    Progress,
    Report,
    Row,
    Table,
)

CARD = Experiment(
    name="pendulum",
    title="A pendulum",
    about="Swings, and says how often.",
    fields=(
        FieldCard(
            name="bob", title="Bob", about="What hangs.", kind="choice", default="iron",
            choices=tuple(Choice(name=n, title=n.title()) for n in ("iron", "brass", "oak-wood")),
        ),
        FieldCard(
            name="clocks", title="Clocks", about="What times it.", kind="choices", fewest=2, most=3,
            default=("quartz", "water"),
            choices=tuple(
                Choice(name=n, title=n.title()) for n in ("quartz", "water", "sun", "sand")
            ),
        ),
        FieldCard(
            name="swings", title="Swings", about="How many.", kind="integer",
            at_least=3, at_most=500, default=10,
        ),
        FieldCard(
            name="length", title="Length", about="In metres.", kind="number",
            at_least=0.01, at_most=30, default=1.0,
        ),
        FieldCard(
            name="angles", title="Angles", about="Where it starts.", kind="numbers",
            at_least=-1.5, at_most=1.5, fewest=2, most=4, default=(),
        ),
    ),
)  # fmt: skip

MACHINE = MachineCard(
    processor="A processor", cores=2, threads=1, memory_gib=8, device="cpu", system="Linux 6",
    python="3.11", torch="2.13.0",
)  # fmt: skip

TABLE = Table(
    columns=(
        Column(name="period", title="Period", unit="s", better="lower", side="statistical"),
        Column(name="drift", title="Drift", unit="ms", better="lower", side="hardware"),
    ),
    rows=(
        Row(name="quartz", cells={"period": Cell(value=2.006, low=2.0, high=2.01)}),
        Row(name="sand & sun", cells={"period": Cell(text="not reached"), "drift": Cell(value=3)}),
    ),
)


def worker(name: str = "lab-1") -> By:
    return By(id=f"worker:{name}", name=name)


def offer(*cards: Experiment, **more: Any) -> Announce:
    return Announce(experiments=cards or (CARD,), **({"machine": MACHINE} | more))


def progress(done: int, total: int = 4, **more: Any) -> Progress:
    return Progress(done=done, total=total, doing="swinging", **more)


def report(**more: Any) -> Report:
    told: dict[str, Any] = {
        "title": "A pendulum, timed",
        "verdict": "The quartz clock cannot be told apart from the sand clock.",
        "table": TABLE,
        "figures": (),
        "machine": MACHINE,
        "seeds": (11, 12, 13),
        "command": "syllabot bench pendulum swings=10",
        "seconds": 1.5,
    }
    return Report(**(told | more))


def shortened(quantizers: Iterable[Quantizer]) -> Iterator[Quantizer]:
    """The same, with a tenth of the training where one trains: for what a test shows, it is enough."""
    for each in quantizers:
        if each.name == "deep-compression":
            yield replace(each, quantize=partial(each.quantize, retrain_steps=200))
        else:
            yield each
