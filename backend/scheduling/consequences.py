"""What follows from a change of dates, in the same transaction: corrections, new plans, and what is due of both."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col, select

from backend.contract.changes import Told
from backend.desk import Visit
from backend.scheduling.corrections import Wrong, correct
from backend.scheduling.handing import hand_out
from backend.scheduling.outlook import outlook
from backend.scheduling.planning import replan
from backend.scheduling.tables_reminders import EnrolmentRow

AT_ONCE = 500
"""Handed to the outbox in the transaction itself; the alarm hands out the rest."""
MOST_NAMES = 25


def follow(
    at: Visit,
    moved: Collection[str],
    *,
    students: Collection[str] | None = None,
    of_anything: bool = False,
) -> list[Wrong]:
    """After the dates of `moved` changed, for `students` (None: for everyone). Returns those who are corrected.

    `of_anything` looks whether anyone was told anything that does not hold, not only of those.
    """
    seen = outlook(at)
    wrong = correct(at, seen, subjects=None if of_anything else moved, students=students)
    replan(at, students, moved=moved, seen=seen)
    hand_out(at, AT_ONCE)
    return wrong


def told(wrong: Collection[Wrong], at: Visit) -> Told:
    """Those who are corrected, by name."""
    students = {each.reader.student for each in wrong if each.reader.student is not None}
    rows = select(EnrolmentRow).where(col(EnrolmentRow.left_at).is_(None))
    names = sorted(row.name for row in at.session.exec(rows) if row.student in students)
    channels = sum(each.reader.student is None for each in wrong)
    return Told(people=len(students), names=tuple(names[:MOST_NAMES]), channels=channels)


def joined(at: Visit) -> int:
    """How many students are reminded at all."""
    rows = select(EnrolmentRow.student).where(col(EnrolmentRow.left_at).is_(None))
    return len(at.session.exec(rows).all())
