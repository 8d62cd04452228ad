"""The same work has one answer: what counts as the same, who is answered, and that anew means anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.compute.store import work_of
from backend.contract.compute import EstimateBench, GpuCard, Job, ListHistory, SubmitBench
from tests.backend.compute.conftest import Lab
from tests.backend.compute.lab import MACHINE, offer, report, worker

CODE = "c0de"


async def announced(lab: Lab, name: str = "lab-1", **more: Any) -> None:
    lab.house.clock.move(timedelta(seconds=1))
    await lab.backend(offer(**({"code": CODE} | more)), worker(name))


async def measured(lab: Lab, **settings: int) -> Job:
    """A job of Ada's that a worker measured with the code it announced."""
    await announced(lab)
    await lab.submit(**settings)
    taken = await lab.take()
    lab.house.clock.move(timedelta(seconds=4))
    return await lab.finish(taken, report(code=CODE))


async def test_the_same_again_is_answered_at_once_and_costs_nothing(lab: Lab) -> None:
    first = await measured(lab)
    lab.limit(per_person=1, day_s=1)
    again = await lab.submit(by="bob")
    assert (again.state, again.same_as, again.measured) == ("finished", first.id, first.ended)
    assert again.report == first.report
    assert again.report_url not in (None, first.report_url)
    assert (await lab.submit()).state == "finished", "even for one whose day is used up"
    assert await lab.claim() is None
    assert [each.same_as for each in await lab.ask(ListHistory())] == [1, 1, None]
    told = await lab.ask(EstimateBench(experiment="pendulum"))
    assert told is not None
    assert told.jobs == 1, "no time was taken, so none is learned from"


async def test_anew_measures_again_and_is_then_the_answer(lab: Lab) -> None:
    await measured(lab)
    job = await lab.ask(SubmitBench(experiment="pendulum", anew=True), by="bob")
    assert job.state == "queued"
    lab.house.clock.move(timedelta(seconds=1))
    await lab.finish(await lab.take(), report(code=CODE, verdict="Otherwise."))
    again = await lab.submit(by="cyd")
    assert (again.same_as, again.report and again.report.verdict) == (2, "Otherwise.")


@pytest.mark.parametrize(
    "other",
    [
        {"code": "beef"}, {"code": ""}, {"machine": MACHINE.model_copy(update={"processor": "Another"})},
        {"machine": MACHINE.model_copy(update={"threads": 2})},
        {"machine": MACHINE.model_copy(update={"torch": "2.14.0"})},
        {"machine": MACHINE.model_copy(update={"gpu": GpuCard(name="H100", memory_gib=80)})},
    ],
)  # fmt: skip
async def test_other_code_or_another_machine_is_other_work(lab: Lab, other: dict[str, Any]) -> None:
    await measured(lab)
    await announced(lab, **other)
    assert (await lab.submit(by="bob")).state == "queued"


async def test_other_settings_are_other_work_and_load_is_no_machine(lab: Lab) -> None:
    await measured(lab)
    await announced(lab, machine=MACHINE.model_copy(update={"load": 7.5, "device": "H100"}))
    assert (await lab.submit(by="bob", swings=11)).state == "queued"
    assert (await lab.submit(by="bob", swings=10)).state == "finished"


async def test_one_of_several_workers_is_enough_and_a_dead_one_is_none(lab: Lab) -> None:
    await measured(lab)
    await announced(lab, "lab-2", code="beef")
    assert (await lab.submit(by="bob")).same_as == 1
    lab.house.clock.move(timedelta(minutes=2))
    await announced(lab, "lab-2", code="beef")
    assert (await lab.submit(by="bob")).state == "queued", "whoever runs it now has other code"


async def test_what_failed_or_was_cut_short_answers_nobody(lab: Lab) -> None:
    await announced(lab)
    await lab.submit()
    await lab.finish(await lab.take(), report(code=CODE), problem="It was stopped.")
    assert (await lab.submit(by="bob")).state == "queued"


async def test_who_waits_for_the_same_is_answered_when_it_is_there(lab: Lab) -> None:
    await announced(lab)
    await lab.submit()
    taken = await lab.take()
    await lab.submit(by="bob", channel="4711")
    await lab.ask(SubmitBench(experiment="pendulum", anew=True), by="cyd")
    await lab.submit(by="dee", swings=11)
    await lab.finish(taken, report(code=CODE))
    told = (await lab.notices())["job:2"]
    assert (told.state, told.same_as, told.began) == ("finished", 1, None)
    assert [(await lab.job(id)).state for id in (3, 4)] == ["queued", "queued"]
    again = [await lab.claim(), await lab.claim("lab-2")]
    assert sorted(each.job for each in again if each) == [3, 4]


def test_without_a_version_nothing_is_equal() -> None:
    assert work_of("pendulum", "{}", "", MACHINE) == ""
    assert work_of("pendulum", "{}", CODE, MACHINE) != work_of("pendulum", "{} ", CODE, MACHINE)
