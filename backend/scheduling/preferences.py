"""How someone wants to be reminded: which kinds, how long before, quiet hours, the zone, or not at all.

What is not chosen follows the course, also when the course changes its mind. Choosing does not join.
"""

from __future__ import annotations

from sqlmodel import col, select

from backend.contract.refusals import NoSuchZone
from backend.contract.reminders import (
    KINDS,
    ChooseLeads,
    ChooseQuietHours,
    ChooseZone,
    GetReminders,
    KindSetting,
    QuietHours,
    ReminderSettings,
    TurnReminders,
)
from backend.course import times
from backend.desk import Desk, Visit
from backend.scheduling.consequences import follow
from backend.scheduling.enrolment import enrolment
from backend.scheduling.leads import leads_in_words, longest_first
from backend.scheduling.readers import read_student
from backend.scheduling.story import explained
from backend.scheduling.tables_reminders import LeadsRow, PlanRow, PreferenceRow
from backend.scheduling.words import clock_in_words, place_of

COMING = 5

desk = Desk("preferences")


@desk.answers(GetReminders)
def get_reminders(_call: GetReminders, at: Visit) -> ReminderSettings:
    return _settings(at)


@desk.answers(ChooseLeads)
def choose_leads(call: ChooseLeads, at: Visit) -> ReminderSettings:
    row = at.session.get(LeadsRow, (at.by.id, call.kind))
    if call.leads is None:
        if row is not None:
            at.session.delete(row)
    else:
        leads = " ".join(longest_first(call.leads))
        at.session.merge(LeadsRow(student=at.by.id, kind=call.kind, leads=leads))
    return _chosen(at)


@desk.answers(ChooseQuietHours)
def choose_quiet_hours(call: ChooseQuietHours, at: Visit) -> ReminderSettings:
    row = _row(at)
    # A quiet that ends when it begins is none.
    hours = call.hours if call.hours and call.hours.start != call.hours.end else None
    row.quiet_start, row.quiet_end = (hours.start, hours.end) if hours else (None, None)
    at.session.add(row)
    return _chosen(at)


@desk.answers(ChooseZone)
def choose_zone(call: ChooseZone, at: Visit) -> ReminderSettings:
    row = _row(at)
    try:
        row.zone = times.zone(call.zone).key if call.zone is not None else None
    except ValueError:
        raise NoSuchZone(asked=call.zone or "") from None
    at.session.add(row)
    return _chosen(at)


@desk.answers(TurnReminders)
def turn_reminders(call: TurnReminders, at: Visit) -> ReminderSettings:
    row = _row(at)
    row.active = call.on
    at.session.add(row)
    return _chosen(at)


def _row(at: Visit) -> PreferenceRow:
    return at.session.get(PreferenceRow, at.by.id) or PreferenceRow(student=at.by.id)


def _chosen(at: Visit) -> ReminderSettings:
    at.session.flush()
    follow(at, (), students=(at.by.id,), of_anything=True)
    return _settings(at)


def _settings(at: Visit) -> ReminderSettings:
    reader = read_student(at, at.by.id)
    rows = (
        select(PlanRow)
        .where(PlanRow.recipient == reader.recipient, PlanRow.state == "planned")
        .order_by(col(PlanRow.due), col(PlanRow.id))
        .limit(COMING)
    )
    quiet = reader.quiet
    return ReminderSettings(
        enrolment=enrolment(at.by.id, at, name=at.by.name, already=True), on=reader.on,
        kinds=tuple(
            KindSetting(
                kind=kind, leads=longest_first(reader.leads[kind]), chosen=kind in reader.chosen,
                words=leads_in_words(reader.leads[kind]),
            )
            for kind in KINDS
        ),
        quiet=QuietHours(start=quiet.start, end=quiet.end) if quiet else None,
        zone=(reader.zone or at.course.tz).key, own_zone=reader.zone is not None,
        hour=f"{clock_in_words(at.course.reminder_hour)} ({place_of(at.course.tz)})",
        coming=tuple(explained(row) for row in at.session.exec(rows)),
    )  # fmt: skip
