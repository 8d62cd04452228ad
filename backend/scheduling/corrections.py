"""Corrections: whoever was told a date that no longer holds is told the one that does, once.

What was said is known from the plans: each keeps the date that its message gave. A correction is a plan of its own, so
it waits out quiet hours, goes through the same outbox, and is decided when it is sent: should the date have moved back
by then, nobody hears of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, select

from backend.desk import Visit
from backend.scheduling.outlook import Outlook, outlook
from backend.scheduling.planning import new_row
from backend.scheduling.readers import Reader, read_channels, read_students
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.targets import Target

GONE = "gone"
"""The edition of a thing that is no longer in the course."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Someone was told a date that does not hold."""

    reader: Reader
    told: PlanRow
    target: Target | None
    """As it now is; None when it is no longer in the course."""


def last_told(at: Visit, recipient: str, subject: str) -> PlanRow | None:
    """The plan by which someone was last told of a thing."""
    return at.session.exec(
        select(PlanRow)
        .where(
            PlanRow.recipient == recipient, PlanRow.subject == subject,
            col(PlanRow.state).in_(("told", "said")),
        )
        .order_by(col(PlanRow.told_at).desc(), col(PlanRow.id).desc())
        .limit(1)
    ).first()  # fmt: skip


def differs(told: PlanRow, target: Target | None) -> bool:
    """Whether what was said is no longer so. The target is the thing itself, not the end of its grace."""
    if target is None:
        return True
    said = (told.told_day, told.told_hour, told.told_closes)
    return said != (target.day, target.hour_known, target.closes)


def wrongly_told(
    at: Visit,
    seen: Outlook,
    *,
    subjects: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> list[Wrong]:
    """Everyone who must be corrected, as dates are in `seen`, in a fixed order.

    Left out are those who have left, or turned reminders or this kind off, and what is over by either date.
    """
    last = _last_told_of_each(at, subjects, students)
    names = {recipient.removeprefix("person:") for recipient, _ in last if recipient[0] == "p"}
    readers = {each.recipient: each for each in read_students(at, names)}
    readers |= {each.recipient: each for each in read_channels(at)}
    targets: dict[str, dict[str, Target]] = {}
    found: list[Wrong] = []
    for (recipient, subject), row in last.items():
        reader = readers.get(recipient)
        if reader is None or not reader.active or not _wants(reader, row.kind):
            continue
        if recipient not in targets:
            own = seen.of(reader)
            targets[recipient] = {each.subject: each for each in own if each.kind != "grace"}
        target = targets[recipient].get(subject)
        if target is None and _left_by_oneself(subject, seen):
            continue
        if differs(row, target) and not _is_over(row, target, at.now):
            found.append(Wrong(reader, row, target))
    return found


def correct(
    at: Visit,
    *,
    subjects: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> list[Wrong]:
    """Plan a correction for everyone who was told what no longer holds; returns those who get one."""
    wrong = wrongly_told(at, outlook(at), subjects=subjects, students=students)
    pending = _pending(at)
    rows = []
    for each in wrong:
        recipient, subject = each.reader.recipient, each.told.subject
        if (recipient, subject) in pending:
            continue
        edition = each.target.edition if each.target else GONE
        key = (recipient, subject, each.told.kind, edition, f"corrects-{each.told.id}")
        until = max(each.told.until, each.target.until) if each.target else each.told.until
        rows.append(
            new_row(key, each.told.title, due=_when(each, at), until=until, at=at,
                    sort="correction", corrects=each.told.id)
        )  # fmt: skip
    if rows:
        at.session.connection().execute(insert(PlanRow), rows)
    return wrong


def _left_by_oneself(subject: str, seen: Outlook) -> bool:
    """A presentation that is still to be given, only not by this student: there is nothing to correct."""
    sort, _, name = subject.partition(":")
    return sort == "paper" and seen.course.paper(name) is not None


def _wants(reader: Reader, kind: str) -> bool:
    return any(leads for each, leads in reader.leads.items() if each == kind)


def _is_over(row: PlanRow, target: Target | None, now: datetime) -> bool:
    told = row.told_closes is not None and row.told_closes > now
    return not told and (target is None or target.until <= now)


def _when(each: Wrong, at: Visit) -> datetime:
    """Now, unless it is quiet where the reader lives and both dates leave time until it is not."""
    if each.reader.quiet is None:
        return at.now
    closes = [each.told.told_closes, each.target.closes if each.target else None]
    first = min(moment for moment in closes if moment is not None and moment > at.now)
    return each.reader.quiet.holds_until(at.now, first) or at.now


def _last_told_of_each(
    at: Visit, subjects: Collection[str] | None, students: Collection[str] | None
) -> dict[tuple[str, str], PlanRow]:
    rows = select(PlanRow).where(col(PlanRow.state).in_(("told", "said")))
    if subjects is not None:
        rows = rows.where(col(PlanRow.subject).in_(subjects))
    if students is not None:
        rows = rows.where(col(PlanRow.recipient).in_([f"person:{each}" for each in students]))
    ordered = rows.order_by(col(PlanRow.told_at), col(PlanRow.id))
    return {(row.recipient, row.subject): row for row in at.session.exec(ordered)}


def _pending(at: Visit) -> set[tuple[str, str]]:
    """Corrections on their way already: they will say what holds when they are sent."""
    rows = select(PlanRow.recipient, PlanRow.subject).where(
        PlanRow.sort == "correction", col(PlanRow.state).in_(("planned", "handed"))
    )
    return {(recipient, subject) for recipient, subject in at.session.exec(rows)}
