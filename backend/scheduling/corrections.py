"""Corrections: whoever was told a date that no longer holds is told the one that does, once.

What was said is known from the plans: each keeps the date that its message gave. A correction is a plan of its own, so
it waits out quiet hours, goes through the same outbox, and is decided when it is sent: should the date have moved back
by then, nobody hears of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, select

from backend.contract.base import Waker
from backend.desk import Visit
from backend.scheduling.outlook import Outlook
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
        # Without a day it was said that it is gone.
        return told.told_day is not None
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
    if not last:
        return []
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
    seen: Outlook,
    *,
    subjects: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> list[Wrong]:
    """Plan a correction for everyone who was told what, by `seen`, no longer holds; returns those who get one."""
    wrong = wrongly_told(at, seen, subjects=subjects, students=students)
    if not wrong:
        return []
    made = _made(at, [each.told for each in wrong])
    rows = []
    for each in wrong:
        recipient, subject = each.reader.recipient, each.told.subject
        edition = each.target.edition if each.target else GONE
        if made.on_its_way(recipient, subject, edition):
            continue
        lead = f"corrects-{each.told.id}-{made.count[each.told.id] + 1}"
        until = max(each.told.until, each.target.until) if each.target else each.told.until
        rows.append(
            new_row((recipient, subject, each.told.kind, edition, lead), each.told.title,
                    due=_when(each, at), until=until, at=at, sort="correction",
                    corrects=each.told.id)
        )  # fmt: skip
    if rows:
        at.session.connection().execute(insert(PlanRow), rows)
        at.wake(Waker.ALARM)
    return wrong


def _left_by_oneself(subject: str, seen: Outlook) -> bool:
    """A presentation that is still to be given, only not by this student: there is nothing to correct."""
    sort, _, name = subject.partition(":")
    return sort == "paper" and seen.course.paper(name) is not None


def _wants(reader: Reader, kind: str) -> bool:
    return any(leads for each, leads in reader.leads.items() if each == kind)


def _is_over(row: PlanRow, target: Target | None, now: datetime) -> bool:
    """Whether neither date concerns anyone any more; `until` of what was told is that of the date it said."""
    return row.until <= now and (target is None or target.until <= now)


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


@dataclass(frozen=True)
class _Made:
    """Corrections that were made already."""

    waiting: frozenset[tuple[str, str]]
    """Recipients and subjects of those on their way: they will say what holds when they are sent."""
    failed: frozenset[tuple[str, str, str]]
    """The same with the edition, of those that could not be delivered: the delivery tries them again, or staff do."""
    count: Counter[int | None]
    """How many correct one and the same message."""

    def on_its_way(self, recipient: str, subject: str, edition: str) -> bool:
        return (recipient, subject) in self.waiting or (recipient, subject, edition) in self.failed


def _made(at: Visit, told: Sequence[PlanRow]) -> _Made:
    if not told:
        return _Made(frozenset(), frozenset(), Counter())
    subjects = {row.subject for row in told}
    columns = (PlanRow.recipient, PlanRow.subject, PlanRow.edition, PlanRow.state)
    rows = at.session.exec(
        select(*columns).where(PlanRow.sort == "correction", col(PlanRow.subject).in_(subjects))
    ).all()
    corrects = select(PlanRow.corrects).where(
        PlanRow.sort == "correction", col(PlanRow.subject).in_(subjects)
    )
    return _Made(
        frozenset((to, what) for to, what, _, state in rows if state in ("planned", "handed")),
        frozenset((to, what, edition) for to, what, edition, state in rows if state == "failed"),
        Counter(at.session.exec(corrects)),
    )  # fmt: skip
