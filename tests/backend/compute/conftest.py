"""What tests of the lab may ask for besides the house: a queue to speak to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from backend.contract import Backend
from backend.contract.compute import (
    Assignment,
    ClaimJob,
    Experiment,
    FinishJob,
    GetJob,
    Job,
    Orders,
    Progress,
    Report,
    ReportProgress,
    SubmitBench,
)
from backend.contract.notices import NextNotices, NoticeSaid
from tests.backend.compute.lab import CARD, offer, report, worker
from tests.conftest import Ask, House


class Lab:
    """The queue, as people and workers speak to it through the link of this test."""

    def __init__(self, ask: Ask, backend: Backend, house: House) -> None:
        self.ask = ask
        self.backend = backend
        self.house = house

    async def announce(self, name: str = "lab-1", *cards: Experiment) -> None:
        await self.backend(offer(*cards), worker(name))

    async def submit(self, by: str = "ada", channel: str | None = None, **settings: int) -> Job:
        asked = SubmitBench(experiment="pendulum", settings=dict(settings), channel=channel)
        return await self.ask(asked, by=by)

    async def claim(self, name: str = "lab-1", *able: str) -> Assignment | None:
        return await self.backend(ClaimJob(experiments=able or (CARD.name,)), worker(name))

    async def take(self, name: str = "lab-1") -> Assignment:
        taken = await self.claim(name)
        assert taken is not None
        return taken

    async def say(self, taken: Assignment, progress: Progress, name: str = "lab-1") -> Orders:
        call = ReportProgress(job=taken.job, attempt=taken.attempt, progress=progress)
        return await self.backend(call, worker(name))

    async def finish(
        self,
        taken: Assignment,
        told: Report | None = None,
        name: str = "lab-1",
        *,
        problem: str = "",
        retry: bool = False,
    ) -> Job:
        if told is None and not problem:
            told = report()
        call = FinishJob(
            job=taken.job, attempt=taken.attempt, report=told, problem=problem, retry=retry
        )
        return await self.backend(call, worker(name))

    async def use(self, taken: Assignment, time: timedelta) -> Job:
        """The job is worked on for so long, and then finished."""
        self.house.clock.move(time)
        return await self.finish(taken)

    def limit(self, **limits: float) -> None:
        """Other limits than the usual ones, from now on."""
        backend = self.house.backend
        compute = backend.settings.compute.model_copy(update=limits)
        backend.settings = backend.settings.model_copy(update={"compute": compute})

    async def job(self, id: int, by: str = "ada") -> Job:
        return await self.ask(GetJob(job=id), by=by)

    async def notices(self) -> dict[str, Job]:
        """What the bot is to say of jobs, by the notice's key; it is said, and so told once."""
        told = await self.ask(NextNotices(most=50), by="bot")
        for each in told:
            said = NoticeSaid(notice=each.id, version=each.version, message="99")
            await self.ask(said, by="bot")
        return {each.key: each.matter.job for each in told if each.matter.about == "job"}


@pytest.fixture
async def lab(ask: Ask, backend: Backend, house: House) -> Lab:
    """A queue that one worker, lab-1, announced itself to."""
    lab = Lab(ask, backend, house)
    await lab.announce()
    return lab


@pytest.fixture
def lease(house: House) -> timedelta:
    return timedelta(seconds=house.backend.settings.compute.lease_s)


@pytest.fixture
def one_thread() -> Iterator[None]:
    """torch on one thread, as in a worker's child: on few cores its threads wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
