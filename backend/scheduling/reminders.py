"""The desk of the reminders themselves: rung when something is due, renewed when it is sent, settled, snoozed."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import func, insert
from sqlmodel import col, select

from backend.contract.base import Waker
from backend.contract.notices import ListPlaces, StaffNote
from backend.contract.refusals import NoSuchReminder, NothingToSnooze
from backend.contract.reminders import (
    ReminderDigest,
    ReminderDue,
    ReminderHeld,
    RenewReminder,
    Ring,
    RingReminders,
    SettleReminder,
    Snoozed,
    SnoozeReminder,
)
from backend.desk import Desk, Visit
from backend.scheduling.consequences import follow
from backend.scheduling.handing import hand_out, next_due, revive
from backend.scheduling.outlook import outlook
from backend.scheduling.planning import new_row, replan
from backend.scheduling.readers import read_student
from backend.scheduling.reload import adopt
from backend.scheduling.renewal import renew
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.words import moment_in_words

log = logging.getLogger(__name__)

desk = Desk("reminders")


@desk.answers(RingReminders)
def ring_reminders(call: RingReminders, at: Visit) -> Ring:
    if call.rebuild:
        revive(at)
        moved = adopt(at)
        follow(at, [f"deadline:{name}" for name in moved], of_anything=True)
    else:
        # A guild may have chosen its channel since.
        replan(at, ())
    handed, missed = hand_out(at, call.most)
    due = next_due(at)
    return Ring(
        handed=handed, missed=missed, more=due is not None and due <= at.now, next_due=due,
        next_in_s=None if due is None else max((due - at.now).total_seconds(), 0.0),
    )  # fmt: skip


@desk.answers(RenewReminder)
def renew_reminder(
    call: RenewReminder, at: Visit
) -> ReminderDue | ReminderDigest | ReminderHeld | None:
    row = at.session.get(PlanRow, call.plan)
    if row is None:
        return None
    try:
        with at.session.begin_nested():
            return renew(row, at)
    except Exception:
        # One that cannot be worded must not keep the bot from all the others.
        log.exception("reminder %s cannot be worded", call.plan)
        _set_aside(row, at)
        return None


def _set_aside(row: PlanRow, at: Visit) -> None:
    row.state, row.reason = "failed", "something broke on our side; the staff know"
    at.session.add(row)
    note = f"Reminder {row.id} ({row.title}, to {row.recipient}) broke and was not sent. The log says more."
    for place in at.ask(ListPlaces()):
        if place.staff_channel:
            key = f"broken-reminder:{row.id}:{place.guild}"
            at.tell(StaffNote(text=note), key=key, channel=place.staff_channel, kind="once")


@desk.answers(SettleReminder)
def settle_reminder(call: SettleReminder, at: Visit) -> None:
    rows = select(PlanRow).where(
        (col(PlanRow.id) == call.plan) | (col(PlanRow.into) == call.plan),
        col(PlanRow.state).in_(("told", "said", "failed")),
    )
    for row in at.session.exec(rows):
        if call.outcome == "unknown":
            # It may have been read, so it counts as told; the staff know of it.
            row.state, row.reason = "told", call.reason
        else:
            row.state = "said" if call.outcome == "said" else "failed"
            row.reason = call.reason
        at.session.add(row)


@desk.answers(SnoozeReminder)
def snooze_reminder(call: SnoozeReminder, at: Visit) -> Snoozed:
    row = at.session.get(PlanRow, call.plan)
    recipient = f"person:{at.by.id}"
    if row is None or row.recipient != recipient:
        raise NoSuchReminder()
    reader = read_student(at, at.by.id)
    found = (each for each in outlook(at).of(reader) if each.subject == row.subject)
    target = next((each for each in found if each.kind == row.kind), None)
    due = at.now + timedelta(minutes=call.minutes)
    if reader.quiet is not None and target is not None:
        due = max(reader.quiet.shift(due, target.moment), at.now)
    if target is None or due >= target.until:
        raise NothingToSnooze(title=row.title)
    count = select(func.count()).where(
        PlanRow.recipient == recipient, PlanRow.subject == row.subject, PlanRow.sort == "snooze"
    )
    lead = f"snooze-{at.session.exec(count).one() + 1}"
    key = (recipient, row.subject, row.kind, target.edition, lead)
    values = new_row(key, row.title, due=due, until=target.until, at=at, sort="snooze")
    made = insert(PlanRow).values(values).returning(col(PlanRow.id))
    plan = at.session.connection().execute(made).scalar_one()
    at.wake(Waker.ALARM)
    words = moment_in_words(due, reader.zone or at.course.tz)
    return Snoozed(plan=plan, until=due, in_words=words)
