"""What cannot be right about a course, though it is well written: every error which the model's
types do not catch.

Each check is a generator over the course as it stands in the file, so that an index in a remark's
path is the index in the file. A course without such errors is safe to run; what ought to be decided
about it is the business of `advice`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from backend.course import references, times
from backend.course.agenda import WEEKDAYS, Weekday
from backend.course.findings import Key, Remark
from backend.course.model import Course
from backend.course.terms import ChannelLeads

WHOLE = 100.0


def errors(course: Course) -> Iterator[Remark]:
    """Every error, subject by subject."""
    yield from _weekdays(course)
    yield from _term(course)
    yield from _hours(course)
    yield from _wall_clock(course)
    yield from _rules(course)
    yield from references.errors(course)


def error(message: str, *path: Key) -> Remark:
    return Remark("error", path, message)


def _weekdays(course: Course) -> Iterator[Remark]:
    def check(kind: str, index: int, day: date, weekday: Weekday) -> Iterator[Remark]:
        true = WEEKDAYS[day.weekday()]
        if weekday != true:
            message = f"{day} is a {true}, not a {weekday}; one of the two is mistyped"
            yield error(message, kind, index, "weekday")

    for index, meeting in enumerate(course.meetings):
        yield from check("meetings", index, meeting.day, meeting.weekday)
        usual = course.class_times.weekdays
        if WEEKDAYS[meeting.day.weekday()] not in usual and not meeting.extra_day:
            message = (
                f"class is on {' and '.join(usual)}, and {meeting.day} is a "
                f"{WEEKDAYS[meeting.day.weekday()]}; write extra_day = true if that is meant"
            )
            yield error(message, "meetings", index, "day")
    for index, deadline in enumerate(course.deadlines):
        yield from check("deadlines", index, deadline.day, deadline.weekday)


def _term(course: Course) -> Iterator[Remark]:
    first, last = course.first_day, course.last_day
    if first > last:
        yield error(f"the term ends on {last}, before it begins on {first}", "last_day")
        return

    def inside(day: date | None, what: str, *path: Key) -> Iterator[Remark]:
        if day is not None and not first <= day <= last:
            yield error(f"{what} {day} lies outside the term, {first} to {last}", *path)

    for index, meeting in enumerate(course.meetings):
        yield from inside(meeting.day, "the meeting of", "meetings", index, "day")
    for index, deadline in enumerate(course.deadlines):
        path: tuple[Key, ...] = ("deadlines", index)
        yield from inside(deadline.day, f"the deadline of {deadline.id!r},", *path, "day")
        yield from inside(deadline.released, f"the release of {deadline.id!r},", *path, "released")
        if deadline.released and deadline.released > deadline.day:
            message = f"{deadline.id!r} is released on {deadline.released}, after it is due"
            yield error(message, *path, "released")
    if course.project:
        for index, milestone in enumerate(course.project.milestones):
            path = ("project", "milestones", index)
            yield from inside(milestone.day, f"the milestone {milestone.id!r},", *path, "day")
    if course.sign_up.opens >= course.sign_up.closes:
        yield error("sign-up closes before it opens", "sign_up", "closes")


def _hours(course: Course) -> Iterator[Remark]:
    def ordered(start: time, end: time, *path: Key) -> Iterator[Remark]:
        if start >= end:
            yield error(f"it ends at {end:%H:%M}, and begins at {start:%H:%M}", *path)

    yield from ordered(course.class_times.start, course.class_times.end, "class_times", "end")
    for index, meeting in enumerate(course.meetings):
        if meeting.start or meeting.end:
            start = meeting.start or course.class_times.start
            end = meeting.end or course.class_times.end
            yield from ordered(start, end, "meetings", index, "end" if meeting.end else "start")
    for index, hours in enumerate(course.office_hours):
        yield from ordered(hours.start, hours.end, "office_hours", index, "end")


def _wall_clock(course: Course) -> Iterator[Remark]:
    """Times which the change to or from summer time skips or doubles."""

    def exists(moment: datetime, *path: Key) -> Iterator[Remark]:
        try:
            times.instant(moment.date(), moment.time(), course.tz)
        except times.WallClockError as wrong:
            yield error(f"{wrong}; choose another time", *path)

    yield from exists(course.sandbox_start, "sandbox_start")
    yield from exists(course.sign_up.opens, "sign_up", "opens")
    yield from exists(course.sign_up.closes, "sign_up", "closes")
    for index, meeting in enumerate(course.meetings):
        if meeting.is_class:
            start = meeting.start or course.class_times.start
            end = meeting.end or course.class_times.end
            path: tuple[Key, ...] = ("meetings", index)
            yield from exists(datetime.combine(meeting.day, start), *path, "start")
            yield from exists(datetime.combine(meeting.day, end), *path, "end")
    for index, deadline in enumerate(course.deadlines):
        hour, _ = course.hour_of(deadline)
        if hour is not None:
            yield from exists(datetime.combine(deadline.day, hour), "deadlines", index, "hour")


def _rules(course: Course) -> Iterator[Remark]:
    total = sum(weight.percent for weight in course.weights)
    if abs(total - WHOLE) > 1e-6:
        yield error(f"the weights add up to {total:g} percent, not to 100", "weights")
    if course.presentations.minutes_least > course.presentations.minutes_most:
        yield error("the least is more than the most", "presentations", "minutes_least")
    for index, meeting in enumerate(course.meetings):
        if meeting.is_class:
            continue
        if not meeting.title:
            message = "a day without class needs a title, such as the name of the break"
            yield error(message, "meetings", index)
        if meeting.lectures or meeting.discussions or meeting.activities:
            message = "there is no class on this day, yet something is listed for it"
            yield error(message, "meetings", index, "mode")
    for index, source in enumerate(course.sources):
        if not _is_named(course, source.of.split(".")):
            message = f"`{source.of}` is no value of this course; name one, such as `office.room`"
            yield error(message, "sources", index, "of")
    for whom in ("personal", "channel"):
        leads: ChannelLeads = getattr(course.reminders, whom)
        for kind in type(leads).model_fields:
            listed: tuple[str, ...] = getattr(leads, kind)
            if len(set(listed)) < len(listed):
                yield error(f"a lead of {kind} is listed twice", "reminders", whom, kind)
    for index, deadline in enumerate(course.deadlines):
        dues = [claim.due for claim in deadline.claims if claim.due]
        if dues and deadline.day not in dues:
            message = f"none of the claims says that {deadline.id!r} is due on {deadline.day}"
            yield error(message, "deadlines", index, "day")


def _is_named(value: object, steps: Sequence[str]) -> bool:
    for step in steps:
        if not hasattr(type(value), "model_fields") or step not in type(value).model_fields:  # type: ignore[attr-defined]
            return False
        value = getattr(value, step)
    return True
