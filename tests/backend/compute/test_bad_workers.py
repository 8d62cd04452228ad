"""Workers that are old, broken or lie, over the real HTTP seam: refused, logged in a sentence; the queue goes on."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from backend.contract import By
from backend.contract.compute import (
    Announce,
    ClaimJob,
    FinishJob,
    GetJob,
    ListExperiments,
    SubmitBench,
)
from tests.backend.compute.lab import CARD, MACHINE, offer, report, worker
from tests.conftest import House

ADA = By(id="ada", name="Ada")
MIB = 2**20


class Wire:
    """A worker's side of the seam, without any of our code between."""

    def __init__(self, session: aiohttp.ClientSession, house: House) -> None:
        self.session = session
        self.house = house

    async def send(self, path: str, body: Any, method: str = "POST") -> tuple[int, str]:
        """The status, and the sentence of the refusal."""
        data = body if not isinstance(body, dict) else json.dumps(body)
        headers = {"Authorization": "Bearer worker-token"}
        async with self.session.request(
            method, self.house.url + path, data=data, headers=headers
        ) as answer:
            told = await answer.json(content_type=None)
            return answer.status, told["detail"] if answer.status >= 400 else ""

    async def call(self, name: str, call: Any, who: str = "bad") -> tuple[int, str]:
        by = {"id": f"worker:{who}", "name": who}
        return await self.send(f"/calls/{name}", {"by": by, "call": call})

    async def queue_goes_on(self) -> None:
        """A good worker takes the next job and brings its report."""
        backend = self.house.backend
        await backend(offer(), worker("good"))
        job = await backend(SubmitBench(experiment="pendulum"), ADA)
        taken = await backend(ClaimJob(experiments=(CARD.name,)), worker("good"))
        assert taken is not None
        assert taken.job == job.id
        done = FinishJob(job=taken.job, attempt=taken.attempt, report=report())
        assert (await backend(done, worker("good"))).state == "finished"


@pytest.fixture
async def wire(sqlite_house: House) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(session, sqlite_house)


def announced(**machine: Any) -> dict[str, Any]:
    call: dict[str, Any] = json.loads(offer().model_dump_json())
    call["machine"] |= machine
    return call


async def test_a_worker_of_before_there_were_machine_cards(
    wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    call = announced()
    del call["machine"]
    with caplog.at_level(logging.WARNING):
        status, says = await wire.call("Announce", call)
    assert status == 422
    assert "machine: field required" in says
    assert "/calls/Announce" in caplog.text
    assert "machine: field required" in caplog.text
    assert await wire.house.backend(ListExperiments(), ADA) == ()
    await wire.queue_goes_on()


async def test_a_worker_of_before_gpus_were_announced_may_still_work(wire: Wire) -> None:
    call = announced()
    del call["machine"]["gpu"]
    assert (await wire.call("Announce", call))[0] == 200


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe garbage", b"[]", b'{"by": 1}', b"{" * 10_000], ids=range(5)
)
async def test_garbage(wire: Wire, body: bytes) -> None:
    status, says = await wire.send("/calls/FinishJob", body)
    assert status == 422
    assert "cannot be read" in says
    await wire.queue_goes_on()


async def many(count: int) -> AsyncIterator[bytes]:
    """So many MiB, of which nobody said how many there are."""
    for _ in range(count):
        yield b"x" * MIB


@pytest.mark.parametrize("path", ["/calls/FinishJob", "/blobs/" + "0" * 64])
async def test_a_report_of_a_hundred_megabytes(
    wire: Wire, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Refused before it is read to its end: the server may hang up while the liar still sends."""
    method = "PUT" if "blobs" in path else "POST"
    with caplog.at_level(logging.WARNING):
        try:
            status, says = await wire.send(path, many(100), method)
            assert status == 413
            assert "too large" in says
        except aiohttp.ClientConnectionError:
            pass
    assert "too large" in caplog.text
    await wire.queue_goes_on()


async def test_a_job_that_somebody_else_holds(wire: Wire) -> None:
    backend = wire.house.backend
    await backend(offer(), worker("good"))
    job = await backend(SubmitBench(experiment="pendulum"), ADA)
    taken = await backend(ClaimJob(experiments=(CARD.name,)), worker("good"))
    assert taken is not None
    lie = {"job": job.id, "attempt": 1, "report": json.loads(report().model_dump_json())}
    status, _ = await wire.call("FinishJob", lie)
    assert status == 409
    assert (await backend(GetJob(job=job.id), ADA)).state == "running"


async def test_pictures_that_were_never_sent(wire: Wire) -> None:
    backend = wire.house.backend
    await backend(offer(), worker("bad"))
    job = await backend(SubmitBench(experiment="pendulum"), ADA)
    await backend(ClaimJob(experiments=(CARD.name,)), worker("bad"))
    told = json.loads(report().model_dump_json())
    told["figures"] = [{"title": "A", "alt": "B", "blob": "0" * 64, "media_type": "image/png"}]
    status, says = await wire.call("FinishJob", {"job": job.id, "attempt": 1, "report": told})
    assert status == 404
    assert "0000" in says
    assert (await backend(GetJob(job=job.id), ADA)).state == "running"


async def test_a_job_goes_only_to_a_machine_whose_settings_allow_it(wire: Wire) -> None:
    """The newest announcement is believed; the older worker, which cannot, leaves the job alone."""
    backend = wire.house.backend
    small, large = worker("cpu-box"), worker("gpu-box")
    swings = next(field for field in CARD.fields if field.name == "swings")
    fields = tuple(
        field.model_copy(update={"at_most": 5000}) if field is swings else field
        for field in CARD.fields
    )
    more = CARD.model_copy(update={"fields": fields})
    card = MACHINE.model_copy(update={"device": "A GPU"})
    await backend(offer(), small)
    await backend(Announce(experiments=(more,), machine=card), large)
    job = await backend(SubmitBench(experiment="pendulum", settings={"swings": 4000}), ADA)
    assert await backend(ClaimJob(experiments=(CARD.name,)), small) is None
    taken = await backend(ClaimJob(experiments=(CARD.name,)), large)
    assert taken is not None
    done = FinishJob(job=job.id, attempt=taken.attempt, report=report(machine=card))
    told = await backend(done, large)
    assert told.report is not None
    assert told.report.machine.device == "A GPU", "the report names the machine that ran it"
