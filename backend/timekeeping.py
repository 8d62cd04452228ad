"""The desk of the course clock. Its offset from the real clock is a row, so that every process sees the same moment."""

from datetime import UTC, date, datetime, time, timedelta

from backend.contract.base import Waker
from backend.contract.calendar import ListDeadlines
from backend.contract.clock import ClockFace, GetClock, Mark, MoveClock
from backend.contract.events import RenewEvents
from backend.contract.reminders import RingReminders
from backend.course import times
from backend.desk import Desk, Visit
from backend.scheduling.signup import tell_boards
from backend.tables import ClockOffset

MOST_MARKS = 40

desk = Desk("clock")


@desk.answers(GetClock)
def get_clock(_call: GetClock, at: Visit) -> ClockFace:
    return _face(at.now, at)


@desk.answers(MoveClock)
def move_clock(call: MoveClock, at: Visit) -> ClockFace:
    to = call.to or at.real_now
    seconds = (to - at.real_now).total_seconds()
    at.session.merge(ClockOffset(id=1, seconds=seconds))
    # Boards say whether sign-up is open, so they are made again as of the new moment.
    tell_boards(at.at_moment(to))
    at.at_moment(to).ask(RenewEvents())
    at.at_moment(to).ask(RingReminders(rebuild=True))
    at.wake(Waker.ALARM)
    return _face(to, at)


def _face(now: datetime, at: Visit) -> ClockFace:
    moved = abs((now - at.real_now).total_seconds()) > 1.0
    return ClockFace(now=now, zone=at.course.zone, moved=moved, marks=_marks(at))


def _marks(at: Visit) -> tuple[Mark, ...]:
    """Moments that are worth a jump: the evenings before deadlines, and both ends of the term."""
    course = at.course
    marks = [
        Mark(label="Where the sandbox starts", at=course.instant(course.sandbox_start)),
        Mark(label="Before the term", at=_at(course.first_day - timedelta(days=3), time(12), at)),
    ]
    evening = course.class_times.start
    for deadline in at.ask(ListDeadlines(mine=False, past=True)).deadlines:
        label = f"The evening before: {deadline.title}"
        marks.append(Mark(label=label[:100], at=_at(deadline.day - timedelta(days=1), evening, at)))
    marks.append(
        Mark(label="After the term", at=_at(course.last_day + timedelta(days=30), time(12), at))
    )
    return tuple(sorted(marks, key=lambda mark: mark.at))[:MOST_MARKS]


def _at(day: date, hour: time, at: Visit) -> datetime:
    return times.nearest_instant(day, hour, at.course.tz).astimezone(UTC)
