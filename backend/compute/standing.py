"""A job as it stands: its row read together with the queue around it, and told to the channel that
watches it.

A `Queue` is read once in a transaction, from the tables and the real clock. It changes no row but
writes to the outbox; what changes a job's state is in `leases` and `desk`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from backend.compute.fields import read, read_words
from backend.compute.queue import (
    JUST_SERVED,
    Durations,
    Lane,
    Past,
    Place,
    Waiting,
    in_order,
    places,
    remaining,
)
from backend.compute.tables import JobRow, WorkerRow
from backend.contract.base import Waker
from backend.contract.compute import Experiment, Job, PastJob, Progress, Report
from backend.contract.notices import JobStands
from backend.desk import Visit

ALIVE = timedelta(seconds=60)
"""A worker that was not heard of for longer counts as gone: it is no capacity."""

OFFERS: TypeAdapter[tuple[Experiment, ...]] = TypeAdapter(tuple[Experiment, ...])

PAST = 100
"""Finished jobs that estimates look back on."""


class Queue:
    """The queue at one moment."""

    def __init__(self, session: Session, now: datetime) -> None:
        """`now` is the real clock's."""
        self._now = now
        live = session.exec(
            select(JobRow)
            .where(col(JobRow.state).in_(("queued", "running")))
            .order_by(col(JobRow.id))
        ).all()
        waiting = [row for row in live if row.state == "queued"]
        running = [row for row in live if row.state == "running"]
        just_served = session.exec(
            select(JobRow.person).where(
                col(JobRow.began) > now - JUST_SERVED,
                col(JobRow.state).not_in(("queued", "running")),
            )
        ).all()
        self.order = in_order(
            [Waiting(id_of(row), row.person, row.experiment, row.settings) for row in waiting],
            Counter([*just_served, *(row.person for row in running)]),
        )
        self._durations = Durations(_past(session) if waiting else ())
        lanes = list(self._lanes(session, running)) if waiting else []
        self.places = places(self.order, lanes, self._durations)

    def place(self, row: JobRow) -> Place:
        return self.places.get(id_of(row), Place(0, None))

    def _lanes(self, session: Session, running: Sequence[JobRow]) -> Iterator[Lane]:
        held = {row.worker: row for row in running}
        alive = select(WorkerRow).where(WorkerRow.last_seen > self._now - ALIVE)
        for worker in session.exec(alive).all():
            row = held.get(worker.id)
            offers = frozenset(each.name for each in offered_by(worker))
            yield Lane(offers, 0.0 if row is None else self._left(row))

    def _left(self, row: JobRow) -> float | None:
        assert row.began is not None
        progress = Progress.model_validate_json(row.progress) if row.progress else None
        return remaining(
            (self._now - row.began).total_seconds(),
            progress.done if progress else 0,
            progress.total if progress else 1,
            self._durations.of(row.experiment, row.settings),
        )


def _past(session: Session) -> Iterator[Past]:
    rows = session.exec(
        select(JobRow.experiment, JobRow.settings, JobRow.began, JobRow.ended)
        .where(JobRow.state == "finished")
        .order_by(col(JobRow.id).desc())
        .limit(PAST)
    ).all()
    for experiment, settings, began, ended in rows:
        if began is not None and ended is not None:
            yield Past(experiment, settings, (ended - began).total_seconds())


def offered_by(worker: WorkerRow) -> tuple[Experiment, ...]:
    return OFFERS.validate_json(worker.experiments)


def without_sources(of: Experiment) -> Experiment:
    """What suggestions need of it, and no more: they are asked for with every letter."""
    fields = tuple(
        field.model_copy(
            update={
                "choices": tuple(
                    choice.model_copy(update={"source": ""}) if choice.source else choice
                    for choice in field.choices
                )
            }
        )
        for field in of.fields
    )
    return of.model_copy(update={"fields": fields})


def in_a_line(row: JobRow, at: Visit) -> PastJob:
    report = Report.model_validate_json(row.report) if row.report else None
    return PastJob(
        id=id_of(row),
        experiment=row.experiment,
        title=report.title if report else row.title,
        chosen=read_words(row.chosen),
        asked_by=row.person_name,
        mine=row.person == at.by.id,
        state=row.state,
        asked=row.asked,
        seconds=report.seconds if report else None,
        verdict=report.verdict if report else "",
        problem=row.problem,
    )


def stands(row: JobRow, at: Visit, queue: Queue | None = None) -> Job:
    """The row as the contract has it, seen by whoever visits."""
    place = Place(0, None)
    if row.state == "queued":
        place = (queue or Queue(at.session, at.real_now)).place(row)
    address = f"{at.settings.public_url}/reports/{row.report_key}"
    return Job(
        id=id_of(row),
        experiment=row.experiment,
        title=row.title,
        settings=read(row.settings),
        chosen=read_words(row.chosen),
        asked_by=row.person_name,
        mine=row.person == at.by.id,
        channel=row.channel,
        state=row.state,  # the schema has a CHECK of the same words
        asked=row.asked,
        began=row.began if row.state != "queued" else None,
        ended=row.ended,
        ahead=place.ahead,
        wait_s=place.wait_s,
        progress=Progress.model_validate_json(row.progress) if row.progress else None,
        report=Report.model_validate_json(row.report) if row.report else None,
        report_url=address if row.report else None,
        problem=row.problem,
        tries=row.tries,
    )


def announce(row: JobRow, at: Visit, queue: Queue | None = None) -> None:
    """Tell the channel that watches the job, if there is one, how it now stands."""
    if row.channel is not None:
        job = stands(row, at, queue).model_copy(update={"mine": False})
        at.tell(JobStands(job=job), key=f"job:{row.id}", channel=row.channel, kind="latest")


@contextmanager
def queue_changes(at: Visit) -> Iterator[None]:
    """Around a change of the queue: those who wait are told their new place, and waiting workers
    are woken.
    """
    before = Queue(at.session, at.real_now).places
    yield
    at.session.flush()
    after = Queue(at.session, at.real_now)
    moved = [
        id for id, place in after.places.items() if id in before and before[id].ahead != place.ahead
    ]
    if moved:
        watched = select(JobRow).where(col(JobRow.id).in_(moved), col(JobRow.channel).is_not(None))
        for row in at.session.exec(watched).all():
            announce(row, at, after)
    at.wake(Waker.JOBS)


def id_of(row: JobRow) -> int:
    """The id of a row that was flushed."""
    assert row.id is not None
    return row.id
