"""Work that was done before is not done again: the same experiment, settings, code and machine have one answer.

Seeds are among the settings, so the statistical numbers of the same work are the same numbers; its times were taken on
the same machine by the same code. A job that is answered so is a row of its own with a copy of the report, and names
the job that measured. Whoever wants it measured again says so (`SubmitBench.anew`).
"""

from __future__ import annotations

import hashlib

from sqlmodel import col, select

from backend.compute.lineup import ALIVE, id_of, offered_by
from backend.compute.tables import JobRow, WorkerRow
from backend.contract.compute import MachineCard, Report
from backend.desk import Visit


def work_of(experiment: str, settings: str, code: str, machine: MachineCard) -> str:
    """Equal for equal work; "" where the code is not known, which is equal to nothing.

    `settings` as `fields.canonical` writes them. Which device was used follows from the settings and the machine.
    """
    if not code:
        return ""
    card = machine.lasting.model_copy(update={"device": ""}).model_dump_json()
    return hashlib.sha256("\n".join((experiment, settings, code, card)).encode()).hexdigest()


def work_reported(row: JobRow, report: Report) -> str:
    return work_of(row.experiment, row.settings, report.code, report.machine)


def measured_before(at: Visit, experiment: str, settings: str) -> JobRow | None:
    """The newest job that measured what a living worker would measure now."""
    alive = at.session.exec(
        select(WorkerRow).where(WorkerRow.last_seen > at.real_now - ALIVE)
    ).all()
    works = {
        work_of(experiment, settings, worker.code, MachineCard.model_validate_json(worker.machine))
        for worker in alive
        if any(card.name == experiment for card in offered_by(worker))
    }
    works.discard("")
    if not works:
        return None
    return at.session.exec(
        select(JobRow)
        .where(col(JobRow.work).in_(works), JobRow.state == "finished")
        .order_by(col(JobRow.id).desc())
        .limit(1)
    ).first()


def answer(row: JobRow, measured: JobRow, at: Visit) -> None:
    """End `row`, which did not begin, with what `measured` found."""
    row.state, row.ended, row.began = "finished", at.real_now, None
    row.report, row.same_as = measured.report, id_of(measured)
    at.session.add(row)


def who_waits_for(measured: JobRow, at: Visit) -> list[JobRow]:
    """Jobs in the queue that the report of `measured` answers."""
    if not measured.work or measured.state != "finished":
        return []
    same = select(JobRow).where(
        JobRow.state == "queued",
        JobRow.experiment == measured.experiment,
        JobRow.settings == measured.settings,
        col(JobRow.anew).is_(False),
    )
    return list(at.session.exec(same).all())
