"""A job as it stands: its row read together with the queue around it, and told to the channel that
watches it.

It changes of a row only what the channel was told last, and writes to the outbox; what changes a job's state is in
`leases` and `desk`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import col, select

from backend.compute.fields import read, read_words
from backend.compute.lineup import Queue, id_of, queue_of
from backend.compute.queue import Place
from backend.compute.tables import JobRow
from backend.contract.base import Waker
from backend.contract.compute import Experiment, Job, PastJob, Progress, Report
from backend.contract.notices import JobStands
from backend.desk import Visit

NEWS_S, NEWS_SHARE = 5.0, 0.25
"""Who waits is told anew when the estimate moved by more than so many seconds, and more than this part of the wait."""


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
        same_as=row.same_as,
    )


def stands(row: JobRow, at: Visit, queue: Queue | None = None) -> Job:
    """The row as the contract has it, seen by whoever visits."""
    place = Place(0, None)
    if row.state == "queued":
        place = (queue or queue_of(at)).place(row)
    begins = None if place.wait_s is None else at.real_now + timedelta(seconds=place.wait_s)
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
        begins=begins,
        takes=place.takes,
        unable=place.unable,
        first=row.first,
        same_as=row.same_as,
        measured=_measured(row, at),
        progress=Progress.model_validate_json(row.progress) if row.progress else None,
        report=Report.model_validate_json(row.report) if row.report else None,
        report_url=address if row.report else None,
        problem=row.problem,
        tries=row.tries,
    )


def _measured(row: JobRow, at: Visit) -> datetime | None:
    """When the numbers were made that a job was answered with from the store."""
    first = None if row.same_as is None else at.session.get(JobRow, row.same_as)
    return None if first is None else first.ended


def announce(row: JobRow, at: Visit, queue: Queue | None = None) -> None:
    """Tell the channel that watches the job, if there is one, how it now stands."""
    if row.channel is None:
        return
    job = stands(row, at, queue).model_copy(update={"mine": False})
    at.tell(JobStands(job=job), key=f"job:{row.id}", channel=row.channel, kind="latest")
    row.told_ahead, row.told_begins = job.ahead, job.begins
    at.session.add(row)


@contextmanager
def queue_changes(at: Visit) -> Iterator[None]:
    """Around a change of the queue: those who wait are told their new place, and waiting workers
    are woken.
    """
    yield
    at.session.flush()
    tell_those_who_wait(at)
    at.wake(Waker.JOBS)


def tell_those_who_wait(at: Visit) -> None:
    """Where the place or the estimate is no longer what the watching channel was told, tell it."""
    watched = at.session.exec(
        select(JobRow).where(JobRow.state == "queued", col(JobRow.channel).is_not(None))
    ).all()
    if not watched:
        return
    queue = queue_of(at)
    for row in watched:
        if _is_news(row, queue.place(row), at.real_now):
            announce(row, at, queue)


def _is_news(row: JobRow, place: Place, now: datetime) -> bool:
    if row.told_ahead != place.ahead or (row.told_begins is None) != (place.wait_s is None):
        return True
    if row.told_begins is None or place.wait_s is None:
        return False
    moved = abs((now - row.told_begins).total_seconds() + place.wait_s)
    return moved > max(NEWS_S, NEWS_SHARE * place.wait_s)
