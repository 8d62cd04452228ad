"""A worker's hold on a job. The real clock is moved by hand; nothing here waits for it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.contract import Backend
from backend.contract.compute import (
    CancelJob,
    ClaimJob,
    FinishJob,
    GetReport,
    ListJobs,
    SubmitBench,
)
from backend.contract.refusals import (
    LeaseLost,
    Malformed,
    NoSuchBlob,
    NoSuchJob,
    NoSuchThing,
    TooLarge,
)
from tests.backend.compute.conftest import Lab
from tests.backend.compute.lab import CARD, TABLE, progress, report, worker
from tests.patience import PATIENCE_S

SECOND = timedelta(seconds=1)


async def test_a_claimed_job_is_complete_and_leased(lab: Lab) -> None:
    job = await lab.submit(swings=7)
    taken = await lab.take()
    assert (taken.job, taken.attempt, taken.lease_s) == (job.id, 1, 20.0)
    assert taken.settings == job.settings
    running = await lab.job(job.id)
    assert (running.state, running.tries, running.began) == ("running", 1, lab.house.clock.now())
    assert await lab.claim() is None


@pytest.mark.all_four
async def test_two_workers_never_get_one_job(lab: Lab) -> None:
    names = [f"lab-{at}" for at in range(8)]
    for by in ("ada", "bob", "cyd"):
        await lab.submit(by=by)
    taken = await asyncio.gather(*(lab.claim(name) for name in names for _ in range(2)))
    assert sorted(each.job for each in taken if each is not None) == [1, 2, 3]


async def test_a_worker_gets_only_what_it_can_run(lab: Lab) -> None:
    await lab.submit()
    assert await lab.claim("lab-9", "spring", "top") is None
    assert (await lab.take("lab-9")).job == 1, "one that never announced itself is believed"


async def test_a_worker_whose_fields_differ_is_passed_over(lab: Lab) -> None:
    older = CARD.model_copy(update={"fields": CARD.fields[:2]})
    await lab.announce("lab-2", older)
    await lab.announce("lab-1", CARD.model_copy(update={"title": "A pendulum again"}))
    lab.house.clock.move(SECOND)
    await lab.announce("lab-1", CARD)
    await lab.submit()
    assert await lab.claim("lab-2") is None
    assert (await lab.take("lab-1")).job == 1


async def test_the_next_turn_is_somebody_else_s(lab: Lab) -> None:
    await lab.submit(by="ada")
    await lab.submit(by="ada")
    await lab.use(await lab.take(), 5 * SECOND)
    await lab.submit(by="bob")
    assert (await lab.take()).job == 3, "ada used five seconds today, and bob none"
    await lab.submit(by="bob")
    assert (await lab.take("lab-2")).job == 2, "bob's will take as long, and ada asked first"


async def test_seconds_are_forgotten_at_the_course_s_midnight(lab: Lab) -> None:
    await lab.submit(by="ada")
    await lab.use(await lab.take(), 5 * SECOND)
    await lab.submit(by="ada")
    await lab.submit(by="bob")
    assert [job.asked_by for job in await lab.ask(ListJobs())] == ["Bob", "Ada"]
    lab.house.clock.move(timedelta(days=1))
    assert [job.asked_by for job in await lab.ask(ListJobs())] == ["Ada", "Bob"]


async def test_nobody_has_more_running_than_one_may(lab: Lab) -> None:
    lab.limit(running_per_person=1)
    await lab.announce("lab-2")
    await lab.submit(by="ada")
    await lab.submit(by="ada")
    first = await lab.take()
    assert await lab.claim("lab-2") is None, "a worker is free, but ada has one running"
    await lab.submit(by="bob")
    assert (await lab.take("lab-2")).job == 3
    await lab.finish(first)
    assert (await lab.take()).job == 2


@pytest.mark.all_four
async def test_who_waits_for_a_job_is_woken_by_the_next(lab: Lab, backend: Backend) -> None:
    waiting = asyncio.create_task(backend(ClaimJob(experiments=(CARD.name,), wait=20), worker()))
    job = await lab.submit()
    taken = await asyncio.wait_for(waiting, PATIENCE_S)
    assert taken is not None
    assert taken.job == job.id


async def test_a_report_renews_the_lease(lab: Lab, lease: timedelta) -> None:
    await lab.submit()
    taken = await lab.take()
    for done in range(4):
        lab.house.clock.move(lease - SECOND)
        assert (await lab.say(taken, progress(done))).go_on
        assert await lab.claim("lab-2") is None
    job = await lab.job(1)
    assert (job.state, job.tries) == ("running", 1)
    assert job.progress == progress(3)


async def test_an_expired_lease_is_queued_once_more_and_then_fails(
    lab: Lab, lease: timedelta
) -> None:
    await lab.submit(channel="4711")
    first = await lab.take()
    await lab.say(first, progress(2, table=TABLE))
    lab.house.clock.move(lease)
    second = await lab.take("lab-2")
    assert (second.job, second.attempt) == (1, 2)
    with pytest.raises(LeaseLost):
        await lab.say(first, progress(3))
    with pytest.raises(LeaseLost):
        await lab.finish(first)
    lab.house.clock.move(lease)
    assert await lab.claim("lab-3") is None
    job = await lab.job(1)
    assert (job.state, job.tries) == ("failed", 2)
    assert "stopped answering" in job.problem
    assert job.progress == progress(2, table=TABLE), "what was done is kept"
    assert job.ended == lab.house.clock.now()
    assert (await lab.notices())["job:1"].state == "failed"


async def test_work_done_late_counts_when_nobody_took_the_job_since(
    lab: Lab, lease: timedelta
) -> None:
    await lab.submit()
    taken = await lab.take()
    lab.house.clock.move(lease * 3)
    assert (await lab.finish(taken)).state == "finished"


async def test_work_done_late_counts_even_when_the_job_is_queued_again(
    lab: Lab, lease: timedelta
) -> None:
    await lab.submit()
    taken = await lab.take()
    lab.house.clock.move(lease)
    await lab.announce("lab-2")
    assert (await lab.job(1)).state == "queued"
    with pytest.raises(LeaseLost):
        await lab.say(taken, progress(3))
    assert (await lab.finish(taken)).state == "finished"
    assert await lab.claim("lab-2") is None


async def test_another_worker_s_word_does_not_count(lab: Lab) -> None:
    await lab.submit()
    taken = await lab.take()
    with pytest.raises(LeaseLost):
        await lab.say(taken, progress(1), name="lab-2")
    with pytest.raises(LeaseLost):
        await lab.finish(taken, name="lab-2")
    with pytest.raises(NoSuchJob):
        await lab.finish(taken.model_copy(update={"job": 99}))


async def test_finishing_twice_is_harmless(lab: Lab) -> None:
    await lab.submit()
    taken = await lab.take()
    done = await lab.finish(taken)
    assert (done.state, done.report, done.problem) == ("finished", report(), "")
    lab.house.clock.move(SECOND)
    assert await lab.finish(taken, report(title="Another")) == done


async def test_the_report_lies_under_an_address_that_cannot_be_guessed(lab: Lab) -> None:
    urls = []
    for by in ("ada", "bob"):
        job = await lab.submit(by=by)
        assert job.report_url is None
        done = await lab.finish(await lab.take())
        assert done.report_url is not None
        urls.append(done.report_url)
    keys = [url.rpartition("/reports/")[2] for url in urls]
    assert len(set(keys)) == 2
    assert all(len(key) >= 30 for key in keys)
    assert [(await lab.ask(GetReport(key=key))).asked_by for key in keys] == ["Ada", "Bob"]
    with pytest.raises(NoSuchThing, match="report at this address"):
        await lab.ask(GetReport(key="x" * 32))


async def test_figures_must_be_uploaded_first(lab: Lab) -> None:
    await lab.submit()
    taken = await lab.take()
    picture = lab.house.backend.blobs.put(b"a picture")
    figures = ({"title": "Swings", "alt": "A wave.", "blob": picture},)
    absent = "0" * 64
    with pytest.raises(NoSuchBlob):
        await lab.finish(taken, report(figures=figures, raw=absent))
    assert (await lab.job(1)).state == "running", "nothing half-written"
    assert (await lab.finish(taken, report(figures=figures, raw=picture))).state == "finished"


async def test_a_partial_report_of_a_failed_job_is_kept(lab: Lab) -> None:
    await lab.submit()
    job = await lab.finish(await lab.take(), report(), problem="It was stopped at its time limit.")
    assert (job.state, job.report, job.problem) == (
        "failed", report(), "It was stopped at its time limit.",
    )  # fmt: skip
    assert job.report_url is not None


async def test_a_fault_of_the_machine_is_tried_once_more(lab: Lab) -> None:
    await lab.submit()
    first = await lab.take()
    fault = "The machine ran out of memory."
    again = await lab.finish(first, report(), problem=fault, retry=True)
    assert (again.state, again.ended, again.began, again.report) == ("queued", None, None, None)
    second = await lab.take()
    job = await lab.finish(second, report(), problem=fault, retry=True)
    assert (job.state, job.problem, job.report) == ("failed", fault, report())
    assert await lab.finish(second, problem=fault, retry=True) == job


async def test_a_cancelled_job_s_worker_is_told_to_stop(lab: Lab) -> None:
    job = await lab.submit()
    taken = await lab.take()
    assert (await lab.say(taken, progress(1))).go_on
    await lab.ask(CancelJob(job=job.id))
    assert not (await lab.say(taken, progress(2))).go_on
    over = await lab.finish(taken, report(), problem="It was cancelled.")
    assert (over.state, over.report) == ("cancelled", report()), "what was done is kept"


async def test_a_job_must_end_with_something(lab: Lab, backend: Backend) -> None:
    await lab.submit()
    taken = await lab.take()
    with pytest.raises(Malformed):
        await backend(FinishJob(job=taken.job, attempt=taken.attempt), worker())


async def test_a_huge_report_is_refused_and_the_job_lives(lab: Lab) -> None:
    await lab.submit()
    taken = await lab.take()
    row = TABLE.rows[0]
    huge = TABLE.model_copy(update={"rows": (row,) * 5000})
    with pytest.raises(TooLarge, match="64 KiB"):
        await lab.say(taken, progress(1, table=huge))
    with pytest.raises(TooLarge, match="256 KiB"):
        await lab.finish(taken, report(table=huge))
    assert (await lab.job(1)).state == "running"


async def test_a_queue_outlives_the_backend(lab: Lab) -> None:
    """Rows, not memory: another backend on the same database carries on."""
    from tests.conftest import build

    await lab.submit()
    await lab.submit(by="bob")
    taken = await lab.take()
    before = lab.house.backend
    another = build(
        before.database.url.render_as_string(hide_password=False),
        before.course,
        before.settings,
        lab.house.clock,
    )
    try:
        call = FinishJob(job=taken.job, attempt=taken.attempt, report=report())
        assert (await another(call, worker())).state == "finished"
        found = await another(ClaimJob(experiments=(CARD.name,)), worker())
        assert found is not None
        assert found.job == 2
        asked = await another(SubmitBench(experiment="pendulum"), worker())
        assert asked.id == 3
    finally:
        await another.close()
