"""Days on which several things come together: what students may want a word about.

Found from the course as written, for the linter and for the notes beside a deadline. Dates which
staff move in chat are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.course.agenda import Deadline
from backend.course.model import Course

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Collision:
    """Two things on one day. `index` is that of the deadline in `course.deadlines`."""

    index: int
    day: date
    sentence: str


def day_month(day: date) -> str:
    """The day as people say it: "7 February"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def collisions(course: Course) -> Iterator[Collision]:
    """All of them, deadline by deadline. Two deadlines on one day are told once."""
    for index, deadline in enumerate(course.deadlines):
        later = course.deadlines[index + 1 :]
        yield from _found(course, index, deadline, later)


def notes_on(course: Course, deadline: Deadline) -> tuple[str, ...]:
    """The collisions of one deadline, each as a sentence. Every other deadline counts."""
    others = tuple(each for each in course.deadlines if each.id != deadline.id)
    return tuple(f"{each.sentence}." for each in _found(course, 0, deadline, others))


def _found(
    course: Course, index: int, deadline: Deadline, others: tuple[Deadline, ...]
) -> Iterator[Collision]:
    day = deadline.day
    due = f"{deadline.title} is due on {day_month(day)}"
    for other in others:
        if other.day == day:
            yield Collision(index, day, f"{due}, and so is {other.title}")
    for number in _discussed_on(course, day):
        yield Collision(index, day, f"{due}, when discussion {number} is held")
    grace = course.grace_day(deadline)
    if grace is not None:
        ends = f"the days of grace for {deadline.title} end on {day_month(grace)}"
        for number in _discussed_on(course, grace):
            yield Collision(index, grace, f"{ends}, when discussion {number} is held")


def _discussed_on(course: Course, day: date) -> tuple[int, ...]:
    meeting = course.meeting_on(day)
    return meeting.discussions if meeting else ()
