"""What people ask of the queue, through both links and on both databases (see `tests.conftest`)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.compute.offers import together
from backend.contract import Backend
from backend.contract.compute import (
    CancelJob,
    Estimate,
    EstimateBench,
    ExplainChoice,
    GoFirst,
    ListExperiments,
    ListHistory,
    ListJobs,
    SubmitBench,
)
from backend.contract.refusals import (
    BadSettings,
    DayIsUsed,
    JobIsOver,
    NoSuchChoice,
    NoSuchExperiment,
    NoSuchJob,
    NotWaiting,
    NotYourJob,
    NoWorker,
    StaffOnly,
    TooManyJobs,
)
from tests.backend.compute.conftest import Lab
from tests.backend.compute.lab import CARD, MACHINE, offer, progress, report, worker
from tests.conftest import Ask

CHANNEL = "4711"


async def test_before_a_worker_came_nothing_can_be_submitted(ask: Ask) -> None:
    assert await ask(ListExperiments()) == ()
    with pytest.raises(NoWorker):
        await ask(SubmitBench(experiment="pendulum"))


async def test_what_was_announced_stays_on_offer_when_its_worker_is_gone(lab: Lab) -> None:
    lab.house.clock.move(timedelta(days=3))
    assert await lab.ask(ListExperiments()) == (CARD,)
    job = await lab.submit()
    assert job.state == "queued"
    assert job.wait_s is None, "a dead worker is no capacity"


async def test_the_newer_announcement_goes_first(lab: Lab, backend: Backend) -> None:
    lab.house.clock.move(timedelta(seconds=1))
    newer = CARD.model_copy(update={"title": "A better pendulum", "fields": CARD.fields[:1]})
    await lab.announce("lab-2", newer)
    lab.house.clock.move(timedelta(seconds=1))
    await backend(offer(CARD), worker("lab-1"))  # an unchanged sign of life is no news
    assert await lab.ask(ListExperiments()) == (together((newer, CARD)),)


async def test_submitting_fills_in_the_defaults(lab: Lab) -> None:
    job = await lab.submit(swings=42)
    assert job.settings == {
        "bob": "iron", "clocks": ("quartz", "water"), "swings": 42, "length": 1.0, "angles": (),
    }  # fmt: skip
    assert [f"{each.title}: {each.words}" for each in job.chosen] == [
        "Bob: Iron", "Clocks: Quartz, Water", "Swings: 42", "Length: 1",
    ], "titles for names, and nothing of the angles, which were left open"  # fmt: skip
    assert (job.state, job.title, job.asked_by, job.mine) == ("queued", CARD.title, "Ada", True)
    assert (job.ahead, job.wait_s, job.tries) == (0, 0.0, 0), "the worker is free"
    assert job == await lab.job(job.id)
    assert not (await lab.job(job.id, by="bob")).mine


async def test_wrong_settings_queue_nothing(lab: Lab) -> None:
    with pytest.raises(BadSettings, match="Did you mean “swings”"):
        await lab.ask(SubmitBench(experiment="pendulum", settings={"swing": 5}))
    with pytest.raises(NoSuchExperiment, match="On offer: pendulum"):
        await lab.ask(SubmitBench(experiment="pendule"))
    assert await lab.ask(ListJobs(state="any")) == ()


async def test_one_person_may_have_a_few_jobs_at_once(lab: Lab) -> None:
    await lab.submit()
    running = await lab.take()
    await lab.submit()
    with pytest.raises(TooManyJobs, match="2 benchmarks") as refused:
        await lab.submit()
    assert refused.value.facts == {"count": 2, "limit": 2}
    await lab.submit(by="bob")
    await lab.finish(running)
    await lab.submit()


@pytest.mark.all_four
async def test_asking_twice_with_one_key_queues_once(lab: Lab) -> None:
    call = SubmitBench(experiment="pendulum")
    first = await lab.ask(call, key="interaction-1")
    assert await lab.ask(call, key="interaction-1") == first
    assert len(await lab.ask(ListJobs())) == 1


async def test_the_queue_is_listed_in_the_order_in_which_it_is_taken(lab: Lab) -> None:
    for by in ("ada", "ada", "bob", "cyd"):
        await lab.submit(by=by)
    await lab.take()
    listed = await lab.ask(ListJobs())
    assert [(job.asked_by, job.state, job.ahead) for job in listed] == [
        ("Ada", "running", 0), ("Bob", "queued", 0), ("Cyd", "queued", 1), ("Ada", "queued", 2),
    ]  # fmt: skip
    assert [job.id for job in await lab.ask(ListJobs(state="any"))] == [4, 3, 2, 1]
    assert [job.id for job in await lab.ask(ListJobs(state="any", mine=True), by="bob")] == [3]
    assert [job.id for job in await lab.ask(ListJobs(most=2))] == [1, 3]


async def test_waits_come_from_past_jobs(lab: Lab) -> None:
    await lab.submit()
    taken = await lab.take()
    assert (await lab.submit(by="bob")).wait_s is None, "nobody knows yet how long one takes"
    lab.house.clock.move(timedelta(seconds=8))
    await lab.finish(taken)
    await lab.take()
    lab.house.clock.move(timedelta(seconds=3))
    assert (await lab.submit(by="cyd")).wait_s == pytest.approx(5.0)
    assert (await lab.submit(by="dee")).wait_s == pytest.approx(13.0)


async def test_only_the_owner_or_the_staff_may_cancel(lab: Lab) -> None:
    job, other = await lab.submit(), await lab.submit()
    with pytest.raises(NotYourJob):
        await lab.ask(CancelJob(job=job.id), by="bob")
    assert (await lab.ask(CancelJob(job=job.id))).state == "cancelled"
    assert (await lab.ask(CancelJob(job=other.id), by="bob", staff=True)).state == "cancelled"
    with pytest.raises(JobIsOver, match="cancelled"):
        await lab.ask(CancelJob(job=job.id))
    assert await lab.claim() is None


async def test_a_job_that_is_not_there(lab: Lab) -> None:
    for id in (1, 2**40, 2**70, -1):
        with pytest.raises(NoSuchJob):
            await lab.job(id)
    with pytest.raises(NoSuchJob):
        await lab.ask(CancelJob(job=1))


async def test_a_watched_job_is_told_at_every_change(lab: Lab) -> None:
    job = await lab.submit(channel=CHANNEL)
    key = f"job:{job.id}"
    assert (await lab.notices())[key].state == "queued"
    taken = await lab.take()
    await lab.say(taken, progress(1))
    told = await lab.notices()
    assert (told[key].state, told[key].progress) == ("running", progress(1))
    assert not told[key].mine, "a channel is nobody's"
    await lab.say(taken, progress(1))
    assert await lab.notices() == {}, "the same again is no news"
    await lab.finish(taken)
    over = (await lab.notices())[key]
    assert (over.state, over.report) == ("finished", report())
    assert over.report_url is not None


async def test_an_unwatched_job_is_told_nowhere(lab: Lab) -> None:
    await lab.submit()
    await lab.finish(await lab.take())
    assert await lab.notices() == {}


async def test_those_who_wait_are_told_that_they_moved_up(lab: Lab) -> None:
    for by in ("ada", "bob", "cyd"):
        await lab.submit(by=by, channel=CHANNEL + str(ord(by[0])))
    assert [job.ahead for job in (await lab.notices()).values()] == [0, 1, 2]
    await lab.take()
    moved = await lab.notices()
    assert {key: (job.state, job.ahead) for key, job in moved.items()} == {
        "job:1": ("running", 0), "job:2": ("queued", 0), "job:3": ("queued", 1),
    }  # fmt: skip
    await lab.ask(CancelJob(job=2), by="bob")
    assert {key: job.state for key, job in (await lab.notices()).items()} == {
        "job:2": "cancelled", "job:3": "queued",
    }  # fmt: skip


async def test_history_is_everyone_s_or_mine_the_newest_first(lab: Lab) -> None:
    await lab.submit()
    await lab.finish(await lab.take())
    await lab.submit(by="bob", swings=7)
    await lab.finish(await lab.take(), problem="It was stopped.")
    every = await lab.ask(ListHistory())
    assert [(job.id, job.state, job.mine) for job in every] == [
        (2, "failed", False), (1, "finished", True),
    ]  # fmt: skip
    assert (every[1].seconds, every[1].verdict, every[1].title) == (
        1.5, report().verdict, "A pendulum, timed",
    )  # fmt: skip
    assert every[0].problem == "It was stopped."
    assert [job.id for job in await lab.ask(ListHistory(mine=True))] == [1]
    assert [job.id for job in await lab.ask(ListHistory(reported=True))] == [1]
    assert [job.id for job in await lab.ask(ListHistory(most=1))] == [2]
    assert await lab.ask(ListHistory(experiment="spring")) == ()


async def test_a_choice_is_explained_and_suggestions_carry_no_source(lab: Lab) -> None:
    iron = CARD.fields[0].choices[0].model_copy(update={"about": "Heavy.", "source": "fe = 26\n"})
    field = CARD.fields[0].model_copy(update={"choices": (iron, *CARD.fields[0].choices[1:])})
    lab.house.clock.move(timedelta(seconds=1))
    await lab.announce("lab-2", CARD.model_copy(update={"fields": (field, *CARD.fields[1:])}))
    for asked in ("iron", "IRON", " Iron "):
        call = ExplainChoice(experiment="pendulum", field="bob", choice=asked)
        assert await lab.ask(call) == iron
    [listed] = await lab.ask(ListExperiments())
    assert listed.fields[0].choices[0].about == "Heavy."
    assert listed.fields[0].choices[0].source == ""
    with pytest.raises(NoSuchChoice, match="On offer: iron, brass, oak-wood"):
        await lab.ask(ExplainChoice(experiment="pendulum", field="bob", choice="lead"))
    with pytest.raises(NoSuchExperiment):
        await lab.ask(ExplainChoice(experiment="spring", field="bob", choice="lead"))


async def test_a_day_has_so_many_seconds_for_a_person(lab: Lab) -> None:
    lab.limit(day_s=100)
    await lab.submit()
    await lab.use(await lab.take(), timedelta(seconds=99))
    await lab.submit()
    await lab.take()
    lab.house.clock.move(timedelta(seconds=1))
    with pytest.raises(DayIsUsed, match="took 100 s of the lab today, and 100 s is the limit"):
        await lab.submit()
    await lab.submit(by="bob")
    await lab.ask(SubmitBench(experiment="pendulum"), by="ada", staff=True)
    lab.house.clock.move(timedelta(days=1))
    lab.limit(per_person=9, day_s=100)
    await lab.submit()


async def test_the_staff_may_put_a_job_first(lab: Lab) -> None:
    for by in ("ada", "bob", "cyd"):
        await lab.submit(by=by, channel=CHANNEL + str(ord(by[0])))
    await lab.notices()
    with pytest.raises(StaffOnly):
        await lab.ask(GoFirst(job=3), by="cyd")
    put = await lab.ask(GoFirst(job=3), by="ed", staff=True)
    assert (put.ahead, put.first, put.state) == (0, True, "queued")
    assert {key: job.ahead for key, job in (await lab.notices()).items()} == {
        "job:1": 1, "job:2": 2, "job:3": 0,
    }, "and everyone whose place changed is told"  # fmt: skip
    assert (await lab.take()).job == 3
    with pytest.raises(NotWaiting, match="it is running"):
        await lab.ask(GoFirst(job=3), by="ed", staff=True)


async def test_an_estimate_comes_from_jobs_that_finished(lab: Lab) -> None:
    assert await lab.ask(EstimateBench(experiment="pendulum")) is None
    await lab.submit()
    await lab.use(await lab.take(), timedelta(seconds=8))
    told = await lab.ask(EstimateBench(experiment="pendulum"))
    assert told == Estimate(seconds=8, basis="the same settings", jobs=1)
    assert (await lab.submit(swings=20)).takes == Estimate(
        seconds=8, basis="the same experiment", jobs=1
    )
    with pytest.raises(BadSettings):
        await lab.ask(EstimateBench(experiment="pendulum", settings={"swings": "many"}))


async def test_an_estimate_from_another_machine_says_so(lab: Lab) -> None:
    gpu = MACHINE.model_copy(update={"device": "NVIDIA H200"})
    await lab.backend(offer(machine=gpu), worker("box"))
    await lab.submit()
    taken = await lab.take("box")
    lab.house.clock.move(timedelta(seconds=2))
    await lab.finish(taken, name="box")
    ask = EstimateBench(experiment="pendulum")
    either = Estimate(seconds=2, basis="the same settings", jobs=1)
    assert await lab.ask(ask) == either
    lab.house.clock.move(timedelta(minutes=2))
    assert await lab.ask(ask) == either, "of two that are gone, who knows which comes back"
    await lab.announce()
    assert await lab.ask(ask) == either.model_copy(update={"machine": "NVIDIA H200"})
    await lab.submit()
    await lab.use(await lab.take(), timedelta(seconds=30))
    assert await lab.ask(ask) == Estimate(seconds=30, basis="the same settings", jobs=1)


async def test_an_estimate_that_moved_is_told_to_who_waits(lab: Lab) -> None:
    await lab.submit()
    await lab.use(await lab.take(), timedelta(seconds=40))
    await lab.submit(by="bob")
    running = await lab.take()
    await lab.submit(by="cyd", channel=CHANNEL)
    began = lab.house.clock.now()
    told = (await lab.notices())["job:3"]
    assert (told.wait_s, told.begins) == (40.0, began + timedelta(seconds=40))
    lab.house.clock.move(timedelta(seconds=20))
    await lab.say(running, progress(2))
    assert "job:3" not in await lab.notices(), (
        "as was told: half is done, and twenty seconds remain"
    )
    lab.house.clock.move(timedelta(seconds=40))
    await lab.say(running, progress(3))
    told = (await lab.notices())["job:3"]
    assert told.begins == began + timedelta(seconds=80), "a quarter remains, of eighty seconds"
