"""What there is to be reminded of: deadlines, ends of grace, presentations and meetings, each with the dates that hold.

Pure. A target says when it is and until when a reminder of it is of use; not who is reminded, nor when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from backend.contract.reminders import ReminderKind
from backend.course import times
from backend.course.agenda import Deadline, Meeting
from backend.course.model import Course
from backend.grading import rules
from backend.scheduling.dates import Dates, closes, on_date
from backend.scheduling.leads import Anchor
from backend.scheduling.tables import BookingRow


@dataclass(frozen=True, slots=True)
class Target:
    """One thing with a date, as it stands for someone."""

    kind: ReminderKind
    subject: str
    """ "deadline:review-3", "paper:5a", "meeting:2024-02-05" """
    edition: str
    """Names its date: another date is another edition, and has reminders of its own."""
    title: str
    anchor: Anchor
    hour_known: bool
    until: datetime
    """From this instant on nobody needs to be reminded of it."""
    day: date
    """Of the thing itself: for an end of grace, the day on which it was due."""
    closes: datetime
    """The same as an instant."""

    @property
    def moment(self) -> datetime:
        return self.anchor.moment

    @property
    def name(self) -> str:
        """The subject without its sort: "review-3"."""
        return self.subject.partition(":")[2]


def targets_of_course(course: Course, dates: Dates) -> tuple[Target, ...]:
    """Deadlines and meetings, as they stand for everyone. `course` has the dates that hold."""
    deadlines = (
        target
        for item in course.deadlines
        for target in _of_deadline(item, str(dates.version(item.id)), course)
    )
    meetings = (_of_meeting(row, course) for row in course.meetings if row.is_class)
    return (*deadlines, *meetings)


def targets_of_student(
    student: str,
    everyones: Sequence[Target],
    course: Course,
    dates: Dates,
    presents: Iterable[str],
) -> tuple[Target, ...]:
    """The same for one student, with own dates, and with the papers that he or she presents."""
    own = [target for name in presents for target in _of_presentation(name, course)]
    if not any(each == student for each, _ in dates.extensions):
        return (*everyones, *own)
    mine: list[Target] = []
    for item in course.deadlines:
        extension = dates.own(item, student, course)
        if extension is not None:
            later = on_date(item, extension.due)
            mine.extend(_of_deadline(later, f"x{extension.id}", course))
    replaced = {target.subject for target in mine}
    return (*(each for each in everyones if each.subject not in replaced), *mine, *own)


def papers_by_student(bookings: Mapping[str, Sequence[BookingRow]]) -> dict[str, list[str]]:
    """Which papers each student presents."""
    found: dict[str, list[str]] = {}
    for paper, rows in bookings.items():
        for row in rows:
            found.setdefault(row.student, []).append(paper)
    return found


def _of_deadline(item: Deadline, edition: str, course: Course) -> Iterator[Target]:
    hour, _ = course.hour_of(item)
    over = closes(item, course)
    last = _last_chance(item, hour, course)
    yield Target(
        kind=item.kind, subject=f"deadline:{item.id}", edition=edition, title=item.title,
        anchor=Anchor(item.day, hour or course.reminder_hour, over), hour_known=hour is not None,
        until=max(over, last) if last else over, day=item.day, closes=over,
    )  # fmt: skip
    last_day = course.grace_day(item)
    if last is None or last_day is None:
        return
    exact = last != times.end_of_day(last_day, course.tz)
    at = last.astimezone(course.tz)
    anchor = Anchor(*(at.date(), at.time()) if exact else (last_day, course.reminder_hour), last)
    yield Target(
        kind="grace", subject=f"deadline:{item.id}", edition=edition, title=item.title,
        anchor=anchor, hour_known=exact, until=last, day=item.day, closes=over,
    )  # fmt: skip


def _last_chance(item: Deadline, hour: time | None, course: Course) -> datetime | None:
    """The instant at which it is no longer taken though late; None where nothing late is taken."""
    if item.kind == "review":
        grace = rules.grace(item.day, hour, course.reviews, course.tz)
        return grace.closes if grace else None
    day = course.grace_day(item)
    return times.end_of_day(day, course.tz) if day else None


def _of_presentation(name: str, course: Course) -> Iterator[Target]:
    paper, meeting = course.paper(name), course.meeting_of_paper(name)
    if paper is None or meeting is None or not meeting.is_class:
        return
    title = f"Your presentation of paper {paper.id}: {paper.title}"
    yield _at_class("presentation", f"paper:{name}", title, meeting, course)


def _of_meeting(row: Meeting, course: Course) -> Target:
    return _at_class("meeting", f"meeting:{row.day.isoformat()}", "Class", row, course)


def _at_class(
    kind: ReminderKind, subject: str, title: str, row: Meeting, course: Course
) -> Target:
    starts = course.starts(row)
    local = starts.astimezone(course.tz)
    return Target(
        kind=kind, subject=subject, edition=f"{starts.astimezone(UTC):%Y%m%dT%H%MZ}", title=title,
        anchor=Anchor(local.date(), local.time(), starts), hour_known=True, until=starts,
        day=row.day, closes=starts,
    )  # fmt: skip
