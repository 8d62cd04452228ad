"""A benchmark without a server: the same child, limits and report."""

from __future__ import annotations

import hashlib
import json

import pytest

from backend.compute.engines.local import Care
from backend.compute.experiment import CannotRun
from backend.compute.fields import typed
from backend.compute.terminal import offered, run_local
from backend.contract.compute import Progress
from backend.contract.refusals import BadSettings, NoSuchExperiment

CARE = Care(
    time_limit_s=30, memory_gib=0.4, packages=("tests.backend.compute.misbehaving",), alone=False
)


async def test_what_is_offered() -> None:
    assert [card.name for card in await offered(CARE)] == ["behaves", "faulty"]


async def test_a_report_and_what_it_names() -> None:
    seen: list[Progress] = []
    made = await run_local("behaves", typed(["seed=3"]), seen.append, CARE)
    assert [progress.done for progress in seen] == [1, 2]
    assert made.report.command == "syllabot bench behaves seed=3"
    assert made.report.raw is not None
    assert set(made.blobs) == {made.report.figures[0].blob, made.report.raw}
    for sha256, data in made.blobs.items():
        assert hashlib.sha256(data).hexdigest() == sha256
    assert json.loads(made.blobs[made.report.raw])["values"] == [
        row.cells["value"].value for row in made.report.table.rows
    ]


async def test_what_cannot_be_run_says_why() -> None:
    with pytest.raises(NoSuchExperiment, match="On offer: behaves, faulty"):
        await run_local("behave", {}, lambda _: None, CARE)
    with pytest.raises(BadSettings, match="Did you mean “seed”"):
        await run_local("behaves", {"sed": 1}, lambda _: None, CARE)
    with pytest.raises(CannotRun, match="no abacus"):
        await run_local("faulty", {"deed": "refuse"}, lambda _: None, CARE)
