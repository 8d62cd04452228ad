"""Decides, at the moment of sending, whether a reminder is said and what it says.

Between its planning and this moment the task may have been done, excused, extended or moved, and its reader may have
left. Then it is withdrawn, and the reason is kept. What piled up while nothing could be said becomes one digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from backend.contract.calendar import ListTicks
from backend.contract.reminders import ReminderDigest, ReminderDue, ReminderHeld
from backend.desk import Visit
from backend.scheduling.corrections import differs, last_told
from backend.scheduling.dates import read_dates
from backend.scheduling.handing import NOWHERE, TOO_LATE
from backend.scheduling.outlook import Outlook, outlook
from backend.scheduling.readers import Reader, read_recipient
from backend.scheduling.saying import LATE, cancelled, corrected, reminder
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.targets import Target
from backend.scheduling.views import View

NEARER = "another reminder of the same was said with it"


@dataclass(frozen=True)
class _Reading:
    """A reader's situation at this moment."""

    reader: Reader
    seen: Outlook
    view: View


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """Why a plan is not said."""

    reason: str


def renew(row: PlanRow, at: Visit) -> ReminderDue | ReminderDigest | ReminderHeld | None:
    """What that plan says now, together with whatever piled up beside it; its row remembers the outcome."""
    if row.into is not None:
        return None
    reading = _read(row.recipient, at)
    if reading is None:
        _withdraw(row, NOWHERE, at)
        return None
    if row.due > at.now:
        # The course clock was set back after it was put into the outbox.
        return ReminderHeld(until=at.real_now + (row.due - at.now))
    rows = [row, *_piled_up(row, at)]
    judged = {each.id: _judge(each, reading, at) for each in rows}
    said = _nearest([(each, judged[each.id]) for each in rows])
    held = _held([each.moment for _, each in said], reading.reader, at)
    if held is not None:
        return held
    for each in rows:
        verdict = judged[each.id]
        if isinstance(verdict, _Unsaid):
            _withdraw(each, verdict.reason, at)
        elif all(each is not one for one, _ in said):
            _withdraw(each, NEARER, at)
        if each is not row:
            each.into = row.id
            at.session.add(each)
    for each, verdict in said:
        _remember(each, verdict, reading, at)
    at.session.flush()
    return _message(row, [verdict for _, verdict in said])


def _message(
    row: PlanRow, items: Sequence[ReminderDue]
) -> ReminderDue | ReminderDigest | None:
    if len(items) < 2:
        return items[0] if items else None
    assert row.id is not None
    ordered = tuple(sorted(items, key=lambda each: (each.moment, each.title)))
    return ReminderDigest(
        plan=row.id, person=ordered[0].person, items=ordered,
        since=min(each.planned for each in ordered),
        why="These reminders could not be said when they were due, so they come together.",
    )  # fmt: skip


def _read(recipient: str, at: Visit) -> _Reading | None:
    reader = read_recipient(at, recipient)
    if reader is None:
        return None
    student = reader.student or ""
    dates = read_dates(at.session, (student,))
    seen = outlook(at, dates)
    ticks = at.as_person(student).ask(ListTicks()) if student else ()
    view = View(
        course=seen.course, now=at.now, asker=student, bookings=seen.bookings,
        ticks=ticks, dates=dates,
    )  # fmt: skip
    return _Reading(reader, seen, view)


def _piled_up(row: PlanRow, at: Visit) -> list[PlanRow]:
    """What else is late for the same reader and was not handed to a bot yet, and what was put into this one before."""
    found: list[PlanRow] = []
    if at.now - row.due > LATE:
        found += at.session.exec(
            select(PlanRow)
            .where(
                PlanRow.recipient == row.recipient, PlanRow.state == "handed",
                col(PlanRow.into).is_(None), PlanRow.due < at.now - LATE, PlanRow.id != row.id,
            )
            .order_by(col(PlanRow.id))
        ).all()  # fmt: skip
    found += at.session.exec(
        select(PlanRow).where(PlanRow.into == row.id).order_by(col(PlanRow.id))
    )
    return found


def _judge(row: PlanRow, reading: _Reading, at: Visit) -> ReminderDue | _Unsaid:
    reader = reading.reader
    target = _target(row, reading)
    refused = _refused(row, reader) or _moved(row, target, reading)
    if refused:
        return _Unsaid(refused)
    told = _wrongly_told(row, target, at) if row.sort == "correction" else None
    if row.sort == "correction" and told is None:
        return _Unsaid("the date is again the one that was told")
    if target is None:
        assert told is not None
        over = told.until <= at.now
        return _Unsaid(TOO_LATE) if over else cancelled(row, told, reader, reading.view)
    until = max(told.until, target.until) if told is not None else target.until
    if until <= at.now:
        return _Unsaid(TOO_LATE)
    said = reminder(row, target, reader, reading.view)
    if told is not None:
        return corrected(said, told, reading.view)
    if said.deadline is not None and said.deadline.standing == "done":
        return _Unsaid("you had ticked it off")
    if said.deadline is not None and said.deadline.standing == "excused":
        return _Unsaid(f"you were {said.deadline.why}")
    return said


def _target(row: PlanRow, reading: _Reading) -> Target | None:
    """What it is about. A correction speaks of the deadline itself, also to those who were told of its grace."""
    for target in reading.seen.of(reading.reader):
        fits = target.kind == row.kind or (row.sort == "correction" and target.kind != "grace")
        if fits and target.subject == row.subject:
            return target
    return None


def _refused(row: PlanRow, reader: Reader) -> str:
    """Why this reader no longer wants it; empty when it is wanted."""
    if not reader.joined:
        return "you had left the reminders"
    if not reader.on:
        return "you had turned reminders off"
    leads = next((leads for kind, leads in reader.leads.items() if kind == row.kind), ())
    if not leads:
        return "reminders of this kind had been turned off"
    if row.sort == "lead" and row.lead not in leads:
        return "other times had been chosen"
    return ""


def _moved(row: PlanRow, target: Target | None, reading: _Reading) -> str:
    """Why it has no object any more; a correction has one, as it speaks of what was said."""
    if row.sort == "correction":
        return ""
    if target is None:
        own = row.subject.startswith("paper:") and reading.view.course.paper(row.subject[6:])
        return "you no longer present it" if own else "it is no longer in the course"
    if row.sort == "lead" and row.edition != target.edition:
        return "its date had changed, and the new date has reminders of its own"
    return ""


def _wrongly_told(row: PlanRow, target: Target | None, at: Visit) -> PlanRow | None:
    """The plan that said the date which does not hold; None when nothing wrong stands any more."""
    told = last_told(at, row.recipient, row.subject)
    if told is None or told.id == row.id:
        told = at.session.get(PlanRow, row.corrects) if row.corrects is not None else None
    if told is None or told.told_day is None or not differs(told, target):
        return None
    return told


def _nearest(
    judged: Sequence[tuple[PlanRow, ReminderDue | _Unsaid]],
) -> list[tuple[PlanRow, ReminderDue]]:
    """Each thing once: a correction before any other, then the one that was due last."""
    best: dict[str, tuple[PlanRow, ReminderDue]] = {}
    for row, verdict in judged:
        if isinstance(verdict, _Unsaid):
            continue
        other = best.get(row.subject)
        if other is None or _rank(row) > _rank(other[0]):
            best[row.subject] = (row, verdict)
    return list(best.values())


def _rank(row: PlanRow) -> tuple[bool, datetime, int]:
    return row.sort == "correction", row.due, row.id or 0


def _held(moments: Sequence[datetime], reader: Reader, at: Visit) -> ReminderHeld | None:
    ahead = [moment for moment in moments if moment > at.now]
    if reader.quiet is None or not ahead:
        return None
    until = reader.quiet.holds_until(at.now, min(ahead))
    return None if until is None else ReminderHeld(until=at.real_now + (until - at.now))


def _remember(row: PlanRow, said: ReminderDue, reading: _Reading, at: Visit) -> None:
    """Keep which date was said, so that it can be corrected."""
    target = _target(row, reading)
    row.state, row.reason = "told", ""
    row.told_at, row.told_now = at.real_now, at.now
    if target is not None:
        row.told_day, row.told_closes, row.until = target.day, target.closes, target.until
        row.told_hour = said.deadline.at is not None if said.deadline else True
        row.told_words = said.deadline.in_words if said.deadline else said.in_words
    at.session.add(row)


def _withdraw(row: PlanRow, reason: str, at: Visit) -> None:
    row.state = "missed" if reason == TOO_LATE else "withdrawn"
    row.reason = reason
    row.told_at = None
    at.session.add(row)
