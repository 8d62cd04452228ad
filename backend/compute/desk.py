"""The lab's desk: what people ask of the queue, and what workers report.

Each handler checks who asks and what, and leaves the rest to `leases` (a worker's hold on a job),
`standing` (how a job looks, who is told) and `fields` (settings against what was announced). No
experiment is imported here: what can be run is what workers said they can run.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlmodel import col, func, select

from backend.compute.fields import canonical, in_words, kept_words
from backend.compute.leases import claim, end, finish, held, seen, take_back_expired, the_job
from backend.compute.limits import FIGURES, PROGRESS_BYTES, REPORT_BYTES
from backend.compute.lineup import (
    OFFERS,
    durations,
    machines,
    offered,
    offered_by,
    queue_of,
    used_since,
)
from backend.compute.offers import taken_by_one, together
from backend.compute.standing import (
    announce,
    in_a_line,
    queue_changes,
    stands,
    tell_those_who_wait,
    without_sources,
)
from backend.compute.store import answer, measured_before
from backend.compute.tables import JobRow, WorkerRow
from backend.contract.base import Waker
from backend.contract.compute import (
    Announce,
    Assignment,
    CancelJob,
    Choice,
    ClaimJob,
    Estimate,
    EstimateBench,
    Experiment,
    ExplainChoice,
    FinishJob,
    GetJob,
    GetReport,
    GoFirst,
    Job,
    ListExperiments,
    ListHistory,
    ListJobs,
    Orders,
    PastJob,
    PostJob,
    ReportProgress,
    SubmitBench,
)
from backend.contract.notices import JobStands
from backend.contract.refusals import (
    DayIsUsed,
    JobIsOver,
    LeaseLost,
    Malformed,
    NoSuchBlob,
    NoSuchChoice,
    NoSuchExperiment,
    NoSuchThing,
    NotWaiting,
    NotYourJob,
    NoWorker,
    TooLarge,
    TooManyJobs,
)
from backend.desk import Desk, Visit

desk = Desk("compute")

OVER = ("finished", "failed", "cancelled")


# What people ask.


@desk.answers(ListExperiments)
def list_experiments(call: ListExperiments, at: Visit) -> tuple[Experiment, ...]:
    return tuple(without_sources(together(cards)) for cards in offered(at).values())


@desk.answers(ExplainChoice)
def explain_choice(call: ExplainChoice, at: Visit) -> Choice:
    choices = [
        choice
        for field in together(_cards(at, call.experiment)).fields
        if field.name == call.field
        for choice in field.choices
    ]
    wanted = call.choice.strip().casefold()
    for choice in choices:
        if wanted in (choice.name, choice.title.casefold()):
            return choice
    names = ", ".join(choice.name for choice in choices) or "nothing"
    raise NoSuchChoice(field=call.field, asked=f"“{call.choice[:60]}”", offered=names)


@desk.answers(SubmitBench)
def submit_bench(call: SubmitBench, at: Visit) -> Job:
    take_back_expired(at)
    experiment, settings = taken_by_one(_cards(at, call.experiment), call.settings)
    measured = None if call.anew else measured_before(at, experiment.name, canonical(settings))
    if measured is None:
        _within_limits(at)
    row = JobRow(
        experiment=experiment.name,
        title=experiment.title,
        settings=canonical(settings),
        chosen=kept_words(in_words(experiment, settings)),
        person=at.by.id,
        person_name=at.by.name,
        channel=call.channel,
        asked=at.real_now,
        anew=call.anew,
        report_key=secrets.token_urlsafe(24),
    )
    if measured is not None:
        row.channel = None  # whoever asked gets it at once, and no table fills
        answer(row, measured, at)
        at.session.flush()
        return stands(row, at)
    with queue_changes(at):
        at.session.add(row)
    return stands(row, at)


@desk.answers(EstimateBench)
def estimate_bench(call: EstimateBench, at: Visit) -> Estimate | None:
    cards = _cards(at, call.experiment)
    experiment, settings = taken_by_one(cards, call.settings)
    workers = at.session.exec(select(WorkerRow)).all()
    able = machines([(each, offered_by(each)) for each in workers], at.real_now)
    return durations(at.session, reversed(cards), able).of(experiment.name, canonical(settings))


@desk.answers(GetJob)
def get_job(call: GetJob, at: Visit) -> Job:
    return stands(the_job(at, call.job), at)


@desk.answers(GetReport)
def get_report(call: GetReport, at: Visit) -> Job:
    row = at.session.exec(select(JobRow).where(JobRow.report_key == call.key)).first()
    if row is None or row.report is None:
        raise NoSuchThing(asked="report at this address")
    return stands(row, at)


@desk.answers(ListJobs)
def list_jobs(call: ListJobs, at: Visit) -> tuple[Job, ...]:
    """Waiting: what runs, the longest-running first, then the queue. Any: the newest first."""
    query = select(JobRow)
    if call.mine:
        query = query.where(JobRow.person == at.by.id)
    queue = queue_of(at)
    if call.state == "any":
        rows = list(at.session.exec(query.order_by(col(JobRow.id).desc()).limit(call.most)).all())
    else:
        live = at.session.exec(query.where(col(JobRow.state).in_(("queued", "running")))).all()
        rows = sorted(
            live,
            key=lambda row: (row.state == "queued", queue.place(row).ahead, row.began, row.id),
        )[: call.most]
    return tuple(stands(row, at, queue) for row in rows)


@desk.answers(ListHistory)
def list_history(call: ListHistory, at: Visit) -> tuple[PastJob, ...]:
    query = select(JobRow).order_by(col(JobRow.id).desc()).limit(call.most)
    if call.mine:
        query = query.where(JobRow.person == at.by.id)
    if call.experiment is not None:
        query = query.where(JobRow.experiment == call.experiment)
    if call.reported:
        query = query.where(col(JobRow.report).is_not(None))
    return tuple(in_a_line(row, at) for row in at.session.exec(query).all())


@desk.answers(GoFirst)
def go_first(call: GoFirst, at: Visit) -> Job:
    row = the_job(at, call.job)
    if row.state != "queued":
        raise NotWaiting(job=call.job, state=row.state)
    with queue_changes(at):
        row.first = True
        at.session.add(row)
    return stands(row, at)


@desk.answers(PostJob)
def post_job(call: PostJob, at: Visit) -> Job:
    row = the_job(at, call.job)
    job = stands(row, at)
    if row.channel in (None, call.channel):
        row.channel = call.channel
        at.session.add(row)
        announce(row, at)
    else:
        key = f"job:{row.id}:{call.channel}"
        once = JobStands(job=job.model_copy(update={"mine": False}))
        at.tell(once, key=key, channel=call.channel, kind="latest")
    return job


@desk.answers(CancelJob)
def cancel_job(call: CancelJob, at: Visit) -> Job:
    row = the_job(at, call.job)
    if row.person != at.by.id and not at.by.staff:
        raise NotYourJob(job=call.job)
    if row.state in OVER:
        raise JobIsOver(job=call.job, state=row.state)
    with queue_changes(at):
        end(row, at, "cancelled")
        at.session.flush()
        announce(row, at)
    return stands(row, at)


# What workers report.


@desk.answers(Announce)
def announce_worker(call: Announce, at: Visit) -> None:
    worker = at.session.get(WorkerRow, at.by.id)
    experiments = OFFERS.dump_json(call.experiments).decode()
    if worker is None:
        worker = WorkerRow(
            id=at.by.id, experiments=experiments, machine="", announced=at.real_now,
            last_seen=at.real_now,
        )  # fmt: skip
    elif worker.experiments != experiments:
        worker.experiments, worker.announced = experiments, at.real_now
    worker.machine, worker.last_seen = call.machine.model_dump_json(), at.real_now
    worker.code = call.code
    at.session.add(worker)
    at.session.flush()
    take_back_expired(at)
    tell_those_who_wait(at)


@desk.answers(ClaimJob)
def claim_job(call: ClaimJob, at: Visit) -> Assignment | None:
    worker = at.session.get(WorkerRow, at.by.id)
    seen(at, worker=worker)
    take_back_expired(at)
    return claim(at, call.experiments, worker)


@desk.answers(ReportProgress)
def report_progress(call: ReportProgress, at: Visit) -> Orders:
    row = held(at, call.job, call.attempt)
    if row.state == "cancelled":
        return Orders(go_on=False)
    if row.state != "running":
        raise LeaseLost(job=call.job)
    seen(at, worker=at.session.get(WorkerRow, at.by.id))
    row.lease_until = at.real_now + timedelta(seconds=at.settings.compute.lease_s)
    progress = call.progress.model_dump_json()
    _at_most(PROGRESS_BYTES, progress)
    if progress != row.progress:
        row.progress = progress
        at.session.add(row)
        at.session.flush()
        announce(row, at)
        tell_those_who_wait(at)
        at.wake(Waker.JOBS)
    at.session.add(row)
    return Orders(go_on=True)


@desk.answers(FinishJob)
def finish_job(call: FinishJob, at: Visit) -> Job:
    if call.report is None and not call.problem:
        raise Malformed(problem="a job ends with a report, or with a problem, or with both.")
    row = held(at, call.job, call.attempt)
    if call.report is not None:
        _at_most(REPORT_BYTES, call.report.model_dump_json())
        if len(call.report.figures) > FIGURES:
            raise TooLarge(limit=f"{FIGURES} figures")
        blobs = [figure.blob for figure in call.report.figures]
        for sha256 in [*blobs, *([call.report.raw] if call.report.raw else [])]:
            if not at.blobs.has(sha256):
                raise NoSuchBlob(asked=sha256)
    finish(row, at, call.report, call.problem, call.retry)
    return stands(row, at)


def _cards(at: Visit, name: str) -> list[Experiment]:
    """What workers offer under that name. Raises `NoWorker`, `NoSuchExperiment`."""
    on_offer = offered(at)
    if not on_offer:
        raise NoWorker()
    if name not in on_offer:
        raise NoSuchExperiment(asked=name, offered=", ".join(on_offer))
    return on_offer[name]


def _within_limits(at: Visit) -> None:
    """Raises `TooManyJobs`, `DayIsUsed`. The staff have no limits."""
    if at.by.staff:
        return
    limits = at.settings.compute
    count = at.session.exec(
        select(func.count())
        .select_from(JobRow)
        .where(JobRow.person == at.by.id, col(JobRow.state).in_(("queued", "running")))
    ).one()
    if count >= limits.per_person:
        raise TooManyJobs(count=count, limit=limits.per_person)
    midnight, _ = at.course.day_bounds(at.course.day_of(at.real_now))
    used = used_since(at.session, midnight, at.real_now, at.by.id).get(at.by.id, 0.0)
    if used >= limits.day_s:
        raise DayIsUsed(used=_minutes(used), limit=_minutes(limits.day_s))


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"


def _at_most(limit: int, text: str) -> None:
    if len(text.encode()) > limit:
        raise TooLarge(limit=f"{limit // 1024} KiB")
