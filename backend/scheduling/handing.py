"""From plans that are due to the outbox: references only, for what a reminder says is decided when it is sent."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import col, select

from backend.contract.reminders import ReminderRef
from backend.desk import Visit
from backend.outbox import NoticeRow, Telling
from backend.scheduling.readers import read_channels
from backend.scheduling.tables_reminders import PlanRow

KEY = "reminder"
"""What the keys of all reminders in the outbox begin with."""
TOO_LATE = "it was too late to be of use"
NOWHERE = "there is no Discord account or channel to say it to"
SNOWFLAKE = re.compile(r"[0-9]{1,20}")


def revive(at: Visit) -> None:
    """After a jump of the course clock: what was missed and never said lies ahead again, and what was held back until
    an hour of the clock as it was is looked at anew.
    """
    connection = at.session.connection()
    connection.execute(
        update(PlanRow)
        .where(col(PlanRow.state) == "missed", col(PlanRow.due) > at.now)
        .values(state="planned", reason="")
    )
    connection.execute(
        update(NoticeRow)
        .where(col(NoticeRow.state) == "waiting", col(NoticeRow.key).startswith(f"{KEY}:"))
        .values(not_before=None)
    )


def hand_out(at: Visit, most: int) -> tuple[int, int]:
    """Move at most so many plans that are due to the outbox; returns how many were handed out and how many missed."""
    due = (
        select(PlanRow)
        .where(PlanRow.state == "planned", PlanRow.due <= at.now)
        .order_by(col(PlanRow.due), col(PlanRow.id))
        .limit(most)
    )
    rows = at.session.exec(due).all()
    if not rows:
        return 0, 0
    channels = {each.recipient: each.channel for each in read_channels(at)}
    tellings: list[Telling] = []
    missed = 0
    for row in rows:
        at.session.add(row)
        person = row.recipient.removeprefix("person:")
        if row.sort != "correction" and row.until <= at.now:
            row.state, row.reason = "missed", TOO_LATE
            missed += 1
        elif row.recipient in channels:
            row.state = "handed"
            tellings.append(_telling(row, channel=channels[row.recipient]))
        elif SNOWFLAKE.fullmatch(person):
            row.state = "handed"
            tellings.append(_telling(row, person=person))
        else:
            row.state, row.reason = "withdrawn", NOWHERE
    at.session.flush()
    at.tell_all(tellings)
    return len(tellings), missed


def _telling(row: PlanRow, *, channel: str | None = None, person: str | None = None) -> Telling:
    assert row.id is not None
    key = f"{KEY}:{row.recipient}:{row.subject}:{row.kind}:{row.edition}:{row.lead}"
    return Telling(ReminderRef(plan=row.id), key=key, channel=channel, person=person)


def next_due(at: Visit) -> datetime | None:
    """When the next plan is due, by the course clock."""
    first = select(func.min(col(PlanRow.due))).where(PlanRow.state == "planned")
    return at.session.exec(first).one()
