"""A worker's hold on a job: taken, renewed, lost, ended.

A lease is time on the real clock. Whoever took a job and is not heard of until the lease is over
has lost it: the job is queued once more, and fails with a sentence when that happens again. Each
lease has a number, the attempt, so that a report of one that was lost is told from a report of the
one that holds. The handlers are in `desk`.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import timedelta

from sqlmodel import col, select, update

from backend.compute.fields import read
from backend.compute.limits import TRIES
from backend.compute.lineup import id_of, offered_by, queue_of
from backend.compute.offers import can_run
from backend.compute.standing import announce, queue_changes
from backend.compute.store import answer, who_waits_for, work_reported
from backend.compute.tables import JobRow, WorkerRow
from backend.contract.compute import Assignment, Report
from backend.contract.refusals import LeaseLost, NoSuchJob
from backend.desk import Visit

log = logging.getLogger(__name__)

SIGN_OF_LIFE = timedelta(seconds=5)
"""A worker's row is written at most this often by calls that happen all the time."""

LARGEST_ID = 2**31 - 1
"""PostgreSQL's integer; it fails on a larger number instead of finding nothing."""

GONE = (
    "The compute worker that ran this stopped answering, and so did the next one. "
    "Try again; if it happens again, tell the course staff."
)


def take_back_expired(at: Visit) -> None:
    """Queue, or fail, every job whose lease is over."""
    expired = at.session.exec(
        select(JobRow).where(JobRow.state == "running", col(JobRow.lease_until) <= at.real_now)
    ).all()
    if not expired:
        return
    with queue_changes(at):
        for row in expired:
            log.warning("job %s: the lease of %s is over", row.id, row.worker)
            again_or_fail(row, at, GONE)


def again_or_fail(row: JobRow, at: Visit, problem: str) -> None:
    """After a fault of the machine: queue the job once more, or give it up with `problem`."""
    row.lease_until = None
    if row.tries < TRIES:
        row.state, row.began = "queued", None
    else:
        end(row, at, "failed", problem)
    at.session.add(row)
    at.session.flush()
    announce(row, at)


def end(row: JobRow, at: Visit, state: str, problem: str = "") -> None:
    row.state, row.problem, row.ended, row.lease_until = state, problem, at.real_now, None
    at.session.add(row)


def claim(at: Visit, able: Collection[str], worker: WorkerRow | None) -> Assignment | None:
    """Lease the next job that this worker can run."""
    taken = _next(at, able, worker)
    if taken is None:
        return None
    lease = timedelta(seconds=at.settings.compute.lease_s)
    with queue_changes(at):
        # The condition, not the look before it, decides who gets the job.
        won = at.session.exec(
            update(JobRow)
            .where(col(JobRow.id) == taken.id, col(JobRow.state) == "queued")
            .values(
                state="running",
                worker=at.by.id,
                began=at.real_now,
                lease_until=at.real_now + lease,
                attempt=JobRow.attempt + 1,
                tries=JobRow.tries + 1,
            )
        )
        if won.rowcount != 1:
            return None
        at.session.refresh(taken)
        announce(taken, at)
    return Assignment(
        job=id_of(taken),
        experiment=taken.experiment,
        settings=read(taken.settings),
        lease_s=lease.total_seconds(),
        attempt=taken.attempt,
    )


def _next(at: Visit, able: Collection[str], worker: WorkerRow | None) -> JobRow | None:
    cards = offered_by(worker) if worker else ()
    known = {card.name for card in cards}
    queue = queue_of(at)
    for waiting in queue.order:
        if waiting.experiment not in able or not queue.may_begin(waiting):
            continue
        if waiting.experiment in known and not can_run(
            cards, waiting.experiment, waiting.settings
        ):
            continue
        return at.session.get(JobRow, waiting.id)
    return None


def the_job(at: Visit, job: int) -> JobRow:
    """Raises `NoSuchJob`."""
    row = at.session.get(JobRow, job) if 0 < job <= LARGEST_ID else None
    if row is None:
        raise NoSuchJob(asked=job)
    return row


def held(at: Visit, job: int, attempt: int) -> JobRow:
    """The job, if this worker's lease of that number is the latest. Raises `NoSuchJob`,
    `LeaseLost`.
    """
    row = the_job(at, job)
    if row.worker != at.by.id or row.attempt != attempt:
        raise LeaseLost(job=job)
    return row


def finish(row: JobRow, at: Visit, report: Report | None, problem: str, retry: bool) -> None:
    """End the job, or queue it once more. What was reported last is kept in every case.

    A report of the latest lease counts even when that lease ran out meanwhile, as long as nobody
    took the job since: the work is done. A job that is over stays as it is, only that a cancelled
    one may still be given what it had found.
    """
    live = row.state in ("running", "queued")
    if live and retry and row.tries < TRIES:
        with queue_changes(at):
            again_or_fail(row, at, problem)
        return
    if (
        report is not None
        and row.report is None
        and row.state in ("running", "queued", "cancelled")
    ):
        row.report = report.model_dump_json()
        if live and not problem:
            row.work = work_reported(row, report)
        at.session.add(row)
        if row.state == "cancelled":
            at.session.flush()
            announce(row, at)
    if live:
        with queue_changes(at):
            end(row, at, "failed" if problem or report is None else "finished", problem)
            at.session.flush()
            announce(row, at)
            for waiting in who_waits_for(row, at):
                answer(waiting, row, at)
                at.session.flush()
                announce(waiting, at)


def seen(at: Visit, *, worker: WorkerRow | None) -> None:
    """Note that a worker lives; one that never announced itself, or whose row is fresh, changes
    nothing.
    """
    if worker is not None and at.real_now - worker.last_seen > SIGN_OF_LIFE:
        worker.last_seen = at.real_now
        at.session.add(worker)
