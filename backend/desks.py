"""Every desk of the house, listed. The trunk is listed by hand; only leaves are discovered."""

from backend import announcements, events, notices, places, timekeeping
from backend.answers import spending, staff, wording
from backend.compute import desk as compute
from backend.delivery import closed_doors, deliveries
from backend.desk import Desk
from backend.feed import desk as feed
from backend.grading import desk as grading
from backend.scheduling import (
    calendar,
    enrolment,
    extensions,
    moves,
    preferences,
    reload,
    reminders,
    signup,
    story,
)


def all_desks() -> tuple[Desk, ...]:
    return (
        calendar.desk, signup.desk, moves.desk, extensions.desk, reload.desk, enrolment.desk,
        preferences.desk, reminders.desk, story.desk, grading.desk, compute.desk, places.desk, notices.desk,
        deliveries.desk, closed_doors.desk, announcements.desk, events.desk, feed.desk,
        wording.desk, staff.desk, spending.desk, timekeeping.desk,
    )  # fmt: skip
