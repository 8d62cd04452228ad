"""What an instructor ought to decide about a course: warnings, none of which keeps it from running.

Each says what was seen and what the question is. Nothing is put right here: the course is served as
it is written, with the doubt shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.course.agenda import Deadline
from backend.course.collisions import collisions, day_month
from backend.course.findings import Key, Remark
from backend.course.model import Course


def warnings(course: Course) -> Iterator[Remark]:
    """Every warning, subject by subject."""
    yield from _meetings(course)
    yield from _reviews(course)
    yield from _sources(course)
    yield from _hours(course)
    yield from _late_work(course)
    yield from _reminders(course)
    for each in collisions(course):
        yield warning(f"{each.sentence}; students may be glad of a word", "deadlines", each.index)


def warning(message: str, *path: Key) -> Remark:
    return Remark("warning", path, message)


def _meetings(course: Course) -> Iterator[Remark]:
    for index, meeting in enumerate(course.meetings):
        path: tuple[Key, ...] = ("meetings", index)
        day = day_month(meeting.day)
        if meeting.is_empty:
            message = f"nothing is listed for the class on {day}; decide whether it takes place"
            yield warning(message, *path)
        if meeting.discussions and meeting.lectures:
            talks = sum(len(course.papers_of(number)) for number in meeting.discussions)
            message = (
                f"the evening of {day} has both a discussion of {talks} papers and lecture "
                f"{_listed(meeting.lectures)}; decide whether one moves to another day"
            )
            yield warning(message, *path)
        for number in meeting.discussions:
            papers, usual = (
                len(course.papers_of(number)),
                course.presentations.papers_per_discussion,
            )
            if papers and papers != usual:
                message = f"discussion {number} has {papers} papers, where {usual} are usual"
                yield warning(message, *path, "discussions")


def _reviews(course: Course) -> Iterator[Remark]:
    discussed = [number for meeting in course.meetings for number in meeting.discussions]
    without = [
        number
        for number in discussed
        if not any(course.review_of(paper.id) for paper in course.papers_of(number))
    ]
    if without and len(without) < len(discussed):
        message = (
            f"no review is listed for discussions {_listed(without)}; "
            "decide whether one is expected (until then it reads as: none listed)"
        )
        yield warning(message, "reviews")
    if course.reviews.presenter_exemption == "undecided":
        message = (
            "it is undecided from what a presenter is freed; decide between `whole item` and "
            "`that paper only` (until then presenters read: perhaps excused)"
        )
        yield warning(message, "reviews", "presenter_exemption")
    if course.reviews.grace_days and course.reviews.grace_day == "not stated":
        message = (
            "it is not stated whether a day of lateness is a calendar day or 24 hours; "
            "decide (until then it is taken as a calendar day)"
        )
        yield warning(message, "reviews", "grace_day")


def _sources(course: Course) -> Iterator[Remark]:
    for index, deadline in enumerate(course.deadlines):
        path: tuple[Key, ...] = ("deadlines", index)
        doubts = [
            f"{what.replace('_', ' ')}: {', '.join(said)}"
            for what in ("due", "late_until", "discussed")
            if len(set(said := _said(deadline, what))) > 1
        ]
        if doubts:
            message = (
                f"two sources disagree on {deadline.id!r} "
                f"({'; '.join(doubts)}; in the order of its claims); decide which holds"
            )
            yield warning(message, *path)
        if not deadline.in_calendar:
            message = (
                f"the deadline {deadline.id!r} on {day_month(deadline.day)} is missing from the "
                f"calendar part, and stated by {deadline.where}; decide whether to add it there"
            )
            yield warning(message, *path)


def _hours(course: Course) -> Iterator[Remark]:
    without = [
        (index, each.id)
        for index, each in enumerate(course.deadlines)
        if course.hour_of(each)[0] is None
    ]
    if without:
        ids = ", ".join(deadline for _, deadline in without)
        message = (
            f"no hour is stated for {len(without)} of {len(course.deadlines)} deadlines ({ids}); "
            "decide on a default_hour, or leave it at the end of the day and `hour not stated`"
        )
        yield warning(message, "deadlines", without[0][0])


def _reminders(course: Course) -> Iterator[Remark]:
    if course.reminders.personal.grace and not course.reviews.grace_days:
        message = "no days of grace are given, so the reminders of their end never come; leave it out"
        yield warning(message, "reminders", "personal", "grace")


def _late_work(course: Course) -> Iterator[Remark]:
    for kind, name in (("assignment", "assignments"), ("project", "work on the project")):
        without = [
            (index, each)
            for index, each in enumerate(course.deadlines)
            if each.kind == kind and each.late is None
        ]
        if without:
            ids = ", ".join(each.id for _, each in without)
            message = f"no late rule is stated for {name} ({ids}); decide on one"
            yield warning(message, "deadlines", without[0][0])


def _said(deadline: Deadline, what: str) -> list[str]:
    days: list[date | None] = [getattr(claim, what) for claim in deadline.claims]
    return [day_month(day) if day else "not said" for day in days]


def _listed(numbers: list[int] | tuple[int, ...]) -> str:
    *most, last = (str(number) for number in numbers)
    return f"{', '.join(most)} and {last}" if most else last
