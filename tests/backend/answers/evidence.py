"""What a course folder says at one place, in words: what a question expects is held against it.

The words here are only as full as the check needs. No answer of the bot is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from backend.course.model import Course

MONTHS = ("January", "February", "March", "April", "May")
DATE = re.compile(
    r"(?:(?P<d1>\d{1,2}) (?P<m1>[A-Z][a-z]{2,8})|(?P<m2>[A-Z][a-z]{2,8}) (?P<d2>\d{1,2}))"
)


def term_of(course: Course) -> Iterator[date]:
    for n in range((course.last_day - course.first_day).days + 1):
        yield course.first_day + timedelta(n)


def on(day: date) -> str:
    return f"{day:%A} {day.day} {MONTHS[day.month - 1]} {day.year}"


def at(hour: time) -> str:
    return f"{(hour.hour - 1) % 12 + 1}:{hour:%M} {'pm' if hour.hour >= 12 else 'am'}"


def days_of(course: Course, source: str) -> set[date]:
    """The days which that source speaks of."""
    kind, _, name = source.partition(":")
    if source == "course:office_hours":
        held = {each.weekday for each in course.office_hours}
        return {day for day in term_of(course) if f"{day:%A}" in held}
    if kind == "meeting":
        return {date.fromisoformat(name)}
    if kind == "deadline":
        due = course.deadline(name)
        assert due is not None
        found = {due.day, due.released, course.grace_day(due)}
        for claim in due.claims:
            found |= {claim.due, claim.late_until, claim.discussed}
        return {day for day in found if day is not None}
    if kind == "lecture":
        return {meeting.day for meeting in course.meetings if int(name) in meeting.lectures}
    if kind == "paper":
        meeting = course.meeting_of_paper(name)
        assert meeting is not None
        return {meeting.day}
    return {day for _, day in dates_in(evidence(course, source))}


def evidence(course: Course, source: str) -> str:
    """All that the course says at that source, in words."""
    return " \n ".join(_said(course, source))


def _said(course: Course, source: str) -> Iterator[str]:
    kind, _, name = source.partition(":")
    if kind == "gap":
        gap = course.gap(name)
        assert gap is not None, source
        yield gap.sentence
    elif kind == "policy":
        passage = course.passage(name)
        assert passage is not None, source
        yield f"{passage.heading} {passage.text}"
    elif kind == "lecture":
        lecture = course.lecture(int(name))
        assert lecture is not None, source
        yield f"Lecture {name}: {lecture.title}; {'; '.join(lecture.topics)}"
        yield from map(on, days_of(course, source))
    elif kind == "paper":
        paper = course.paper(name)
        assert paper is not None, source
        yield f"{name} {paper.title}. {paper.authors}. {paper.venue}, {paper.year}"
        yield from map(on, days_of(course, source))
    elif kind == "deadline":
        due = course.deadline(name)
        assert due is not None, source
        yield due.title
        yield f"at {at(due.hour)}" if due.hour else "hour not stated"
        yield from map(on, sorted(days_of(course, source)))
        yield from (due.late or "", *(claim.says for claim in due.claims))
    elif kind == "meeting":
        yield from _said_of_meeting(course, date.fromisoformat(name))
    elif kind == "course":
        yield from _said_of_field(course, name)
    else:
        raise AssertionError(f"{source}: no such kind of source")


def _said_of_meeting(course: Course, day: date) -> Iterator[str]:
    meeting = course.meeting_on(day)
    assert meeting is not None, day
    place = course.room if meeting.mode == "in person" else ""
    yield f"{on(day)} {meeting.mode} {place} {meeting.title or ''} {meeting.note or ''}"
    yield from meeting.activities
    for reading in meeting.readings:
        yield f"{reading.authors}. {reading.title}"
    for number in meeting.lectures:
        yield from _said(course, f"lecture:{number}")
    for number in meeting.discussions:
        for paper in course.papers_of(number):
            yield f"{paper.id} {paper.title}"
    for due in course.deadlines:
        if day in (due.day, due.released):
            yield due.title


def _said_of_field(course: Course, name: str) -> Iterator[str]:
    assert name in type(course).model_fields, f"course:{name}: no such field"
    value = getattr(course, name)
    if name == "class_times":
        yield f"{' and '.join(value.weekdays)}, {at(value.start)} to {at(value.end)}"
        yield "no class on any other day"
        yield f"{(value.end.hour - value.start.hour) * 60 + value.end.minute - value.start.minute} minutes"
    elif name == "office_hours":
        for each in value:
            yield f"{each.weekday}, {at(each.start)} to {at(each.end)}"
        yield from map(on, sorted(days_of(course, f"course:{name}")))
    elif name == "weights":
        for weight in value:
            yield f"{weight.title} {weight.percent:g} %"
    elif name in ("papers", "lectures"):
        yield f"{len(value)} {name}"
    elif name == "meetings":
        yield f"{sum(each.mode != 'no class' for each in value)} meetings"
    elif isinstance(value, date):
        yield on(value)
    else:
        yield str(value)


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    for found in DATE.finditer(text):
        month = found["m1"] or found["m2"]
        numbers = [n for n, name in enumerate(MONTHS, 1) if month in (name, name[:3])]
        if numbers:
            yield found[0], date(2024, numbers[0], int(found["d1"] or found["d2"]))
