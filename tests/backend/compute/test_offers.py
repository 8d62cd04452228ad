"""Several workers serve one course: all of what they offer can be asked for, and a job goes only where it can run."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TypeVar

import pytest

from backend.compute.engines.engine import Care
from backend.compute.engines.local import LocalEngine
from backend.compute.lineup import ALIVE
from backend.compute.offers import APART, together
from backend.compute.worker import Worker, WorkerConfig
from backend.contract import Backend
from backend.contract.base import By, Call
from backend.contract.compute import Choice, Experiment, ListExperiments, Setting, SubmitBench
from backend.contract.refusals import BadSettings
from tests.backend.compute.conftest import Lab
from tests.backend.compute.lab import CARD, offer, worker
from tests.conftest import House
from tests.patience import PATIENCE_S

R = TypeVar("R")
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def card(**changes: dict[str, object]) -> Experiment:
    """The pendulum with some fields changed."""
    fields = (f.model_copy(update=changes.get(f.name, {})) for f in CARD.fields)
    return CARD.model_copy(update={"fields": tuple(fields)})


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=name, title=name.title()) for name in names)


METAL = card(
    bob={"choices": choices("iron", "brass")},
    clocks={"choices": choices("quartz", "water", "sun")},
)
WOOD = card(
    bob={"choices": choices("oak-wood", "iron"), "default": "oak-wood"},
    clocks={"choices": choices("quartz", "water", "sand")},
    swings={"at_least": 1, "at_most": None},
)


@pytest.fixture
async def two(lab: Lab, backend: Backend) -> Lab:
    """lab-1 has metal bobs; lab-2, which announced itself later, has wooden ones."""
    await backend(offer(METAL), worker("lab-1"))
    lab.house.clock.move(SECOND)
    await backend(offer(WOOD), worker("lab-2"))
    return lab


async def submit(lab: Lab, by: str, **settings: Setting) -> int:
    return (await lab.ask(SubmitBench(experiment="pendulum", settings=settings), by=by)).id


async def test_different_experiments(lab: Lab, backend: Backend) -> None:
    top = CARD.model_copy(update={"name": "top", "title": "A top"})
    await backend(offer(top), worker("lab-2"))
    assert await lab.ask(ListExperiments()) == (CARD, top)
    spins = await lab.ask(SubmitBench(experiment="top"), by="ada")
    swings = await lab.submit(by="bob")
    assert (await lab.take("lab-1")).job == swings.id
    assert await lab.claim("lab-1", "pendulum") is None
    taken = await lab.claim("lab-2", "top")
    assert taken is not None
    assert taken.job == spins.id


async def test_one_experiment_with_different_choices(two: Lab) -> None:
    brass = await submit(two, "ada", bob="brass")
    wood = await submit(two, "bob", bob="oak-wood")
    many = await submit(two, "cyd", swings=5000)
    for number in (wood, many):
        assert (await two.take("lab-2")).job == number
    assert await two.claim("lab-2") is None
    assert (await two.take("lab-1")).job == brass


async def test_a_place_is_counted_on_workers_that_take_the_settings_alone(two: Lab) -> None:
    """One of them is busy, and only the other takes wooden bobs, so waiting for the free one is no use."""
    await submit(two, "ada", bob="oak-wood")
    await two.take("lab-2")
    wood, brass = await submit(two, "bob", bob="oak-wood"), await submit(two, "cyd", bob="brass")
    assert (await two.job(brass)).wait_s == 0.0, "lab-1 is free"
    waits = await two.job(wood)
    assert waits.wait_s is None and not waits.unable, "nobody knows how long the other takes"
    two.house.clock.move(ALIVE)
    await two.backend(offer(METAL), worker("lab-1"))
    waits = await two.job(wood)
    assert waits.unable and waits.wait_s is None, "the only one that has wood is gone"
    assert not (await two.job(brass)).unable
    two.house.clock.move(SECOND)
    await two.backend(offer(WOOD), worker("lab-3"))
    assert not (await two.job(wood)).unable, "behind the one whose worker died"


async def test_what_both_can_run_goes_to_whoever_asks_first(two: Lab) -> None:
    first, second = await submit(two, "ada", bob="iron"), await submit(two, "bob", bob="iron")
    assert (await two.take("lab-1")).job == first
    assert (await two.take("lab-2")).job == second


async def test_all_that_is_on_offer_is_listed(two: Lab) -> None:
    (listed,) = await two.ask(ListExperiments())
    bob, clocks, swings, *_ = listed.fields
    assert [each.name for each in bob.choices] == ["oak-wood", "iron", "brass"]
    assert bob.default == "oak-wood", "the newer announcement goes first"
    assert [each.name for each in clocks.choices] == ["quartz", "water", "sand", "sun"]
    assert (swings.at_least, swings.at_most) == (1, None)
    assert listed == together((WOOD, METAL))


async def test_what_no_worker_can_run_alone_is_refused(two: Lab) -> None:
    with pytest.raises(BadSettings) as apart:
        await submit(two, "ada", clocks="sun, sand")
    assert str(apart.value) == APART
    with pytest.raises(BadSettings) as apart:
        await submit(two, "ada", bob="brass", swings=5000)
    assert str(apart.value) == APART
    with pytest.raises(BadSettings, match="Choose from oak-wood, iron, brass"):
        await submit(two, "ada", bob="lead")


async def test_a_dead_worker_s_choices_count_only_where_no_living_one_offers_the_experiment(
    two: Lab, backend: Backend
) -> None:
    two.house.clock.move(DAY)
    assert await two.ask(ListExperiments()) == (together((WOOD, METAL)),), "both are away"
    await submit(two, "ada", bob="oak-wood")
    await backend(offer(METAL), worker("lab-1"))
    assert await two.ask(ListExperiments()) == (METAL,)
    with pytest.raises(BadSettings, match="Choose from iron, brass"):
        await submit(two, "ada", bob="oak-wood")
    assert await two.claim("lab-1") is None, "what waits for the other goes on waiting"


class Watched:
    """The seam, and what was asked and answered on it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.said: list[str] = []
        self.claimed = asyncio.Event()

    async def __call__(self, call: Call[R], by: By) -> R:
        name = type(call).__name__
        self.said.append(f"{name} asked")
        if name == "ClaimJob":
            self.claimed.set()
        answer = await self._backend(call, by)
        self.said.append(f"{name} answered")
        return answer

    async def put_blob(self, data: bytes) -> str:
        raise AssertionError("nothing is reported")


async def test_a_worker_claims_nothing_before_its_offer_is_known(sqlite_house: House) -> None:
    """Or the backend, which cannot know better, would hand it settings that only another worker takes."""
    care = Care(packages=("tests.backend.compute.misbehaving",), alone=False)
    link = Watched(sqlite_house.backend)
    working = asyncio.create_task(
        Worker(link, "lab-1", WorkerConfig(care=care), LocalEngine(care)).work()
    )
    try:
        await asyncio.wait(
            {working, asyncio.create_task(link.claimed.wait())},
            return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE_S,
        )  # fmt: skip
    finally:
        working.cancel()
        await asyncio.wait({working})
    assert link.said[:3] == ["Announce asked", "Announce answered", "ClaimJob asked"]
