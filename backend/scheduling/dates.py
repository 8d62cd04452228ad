"""The dates that hold: the course as written, with what staff changed laid over it. Only reads.

`Dates` is a value; a desk reads it once in a visit and hands it to whatever shows or plans something. Who changes it:
`moves` (a deadline, for everyone), `extensions` (for one student), `reload` (the folder itself).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from backend.contract.calendar import HourIs
from backend.course import times
from backend.course.agenda import WEEKDAYS, Deadline
from backend.course.model import Course
from backend.scheduling.tables_dates import DeadlineVersion, ExtensionRow


@dataclass(frozen=True, slots=True)
class Due:
    """A day and an hour by the wall clock; no hour where none is set (the folder's may then hold)."""

    day: date
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Where a deadline stands that was moved at least once."""

    version: int
    first: Due
    """What version 1 said."""
    chat: Due | None
    """What staff set in chat, if that is what holds; else the folder holds."""
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Own:
    """A student's own date."""

    id: int
    due: Due


@dataclass(frozen=True)
class Dates:
    """Everything laid over the folder: changes by deadline, extensions by student and deadline."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    extensions: Mapping[tuple[str, str], Own] = field(default_factory=dict)

    def lay_over(self, course: Course) -> Course:
        """The course with the dates that hold for everyone."""
        moved = {name: each.chat for name, each in self.changes.items() if each.chat}
        if not moved:
            return course
        deadlines = [
            on_date(item, moved[item.id]) if item.id in moved else item for item in course.deadlines
        ]
        deadlines.sort(key=lambda item: item.day)
        return course.model_copy(update={"deadlines": tuple(deadlines)})

    def version(self, deadline: str) -> int:
        change = self.changes.get(deadline)
        return change.version if change else 1

    def hour_of(self, item: Deadline, course: Course) -> tuple[time | None, HourIs]:
        """The hour that holds for everyone, and by whose word."""
        change = self.changes.get(item.id)
        if change and change.chat and change.chat.hour is not None:
            return change.chat.hour, "set by staff"
        return course.hour_of(item)

    def own(self, item: Deadline, student: str, course: Course) -> Own | None:
        """A student's own date, while it is later than everyone's."""
        own = self.extensions.get((student, item.id))
        if own is None or closes(on_date(item, own.due), course) <= closes(item, course):
            return None
        return own


def on_date(item: Deadline, due: Due) -> Deadline:
    """The deadline on another date; the hour stays where none is given."""
    hour = item.hour if due.hour is None else due.hour
    weekday = WEEKDAYS[due.day.weekday()]
    return item.model_copy(update={"day": due.day, "weekday": weekday, "hour": hour})


def closes(item: Deadline, course: Course) -> datetime:
    """The instant at which it is no longer in time: the hour, or the end of the day."""
    hour, _ = course.hour_of(item)
    if hour is None:
        return times.end_of_day(item.day, course.tz)
    return times.nearest_instant(item.day, hour, course.tz)


def read_dates(session: Session, students: Collection[str] | None = None) -> Dates:
    """What holds now: changes of all deadlines, and the extensions of `students` (None: of everyone)."""
    wanted = select(ExtensionRow).where(col(ExtensionRow.ended_at).is_(None))
    if students is not None:
        wanted = wanted.where(col(ExtensionRow.student).in_(students))
    rows = session.exec(wanted).all() if students is None or students else ()
    extensions = {
        (row.student, row.deadline): Own(row.id, Due(row.day, row.hour))
        for row in rows
        if row.id is not None
    }
    return Dates(changes=_changes(session), extensions=extensions)


def _changes(session: Session) -> Mapping[str, Change]:
    rows: dict[str, list[DeadlineVersion]] = {}
    ordered = select(DeadlineVersion).order_by(
        col(DeadlineVersion.deadline), col(DeadlineVersion.version)
    )
    for row in session.exec(ordered):
        rows.setdefault(row.deadline, []).append(row)
    return {
        deadline: Change(
            version=versions[-1].version,
            first=Due(versions[0].day, versions[0].hour),
            chat=Due(versions[-1].day, versions[-1].hour) if versions[-1].source == "chat" else None,
            by_name=versions[-1].by_name,
            at=versions[-1].at,
        )
        for deadline, versions in rows.items()
    }  # fmt: skip
