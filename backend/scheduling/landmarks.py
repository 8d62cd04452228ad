"""Everything in a course that has a date, with the names and words by which people look for it.

Made of the course as written: neither who asks nor what has been moved or ticked off changes a
name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.course.model import Course
from backend.scheduling.search import Findable
from backend.scheduling.views import title_of
from backend.scheduling.words import day_in_words

LONGEST_LABEL = 100
"""Characters that a choice of Discord's autocomplete may have."""


def landmarks(course: Course) -> list[Findable]:
    """Meetings (days without class too), papers and deadlines."""
    return [*_meetings(course), *_papers(course), *_deadlines(course)]


def _meetings(course: Course) -> Iterator[Findable]:
    for row in course.meetings:
        title = title_of(row, course)
        lectures = [found for number in row.lectures if (found := course.lecture(number))]
        topics = [topic for lecture in lectures for topic in lecture.topics]
        yield Findable(
            key=f"meeting:{row.day.isoformat()}",
            label=_label(title, row.day),
            day=row.day,
            strong=(title, *row.activities),
            weak=(*topics, row.mode, row.note or "", "class meeting", *_dates(row.day)),
        )


def _papers(course: Course) -> Iterator[Findable]:
    for paper in course.papers:
        meeting = course.meeting_of_paper(paper.id)
        if meeting is not None:
            yield Findable(
                key=f"paper:{paper.id}",
                label=_label(f"Paper {paper.id}: {paper.title}", meeting.day),
                day=meeting.day,
                strong=(f"paper {paper.id} {paper.title}",),
                weak=(paper.authors, paper.venue, "presentation", *_dates(meeting.day)),
            )


def _deadlines(course: Course) -> Iterator[Findable]:
    for item in course.deadlines:
        yield Findable(
            key=f"deadline:{item.id}",
            label=_label(f"Due: {item.title}", item.day),
            day=item.day,
            strong=(f"due deadline {item.title}", item.id),
            weak=(item.kind, *_dates(item.day)),
        )


def _dates(day: date) -> tuple[str, ...]:
    """The day as people type it, in either order, the month in full (its beginning will do)."""
    weekday, number, month, year = day_in_words(day).split()
    return (
        f"{weekday} {number} {month} {year}",
        f"{weekday} {month} {number} {year}",
        day.isoformat(),
    )


def _label(name: str, day: date) -> str:
    weekday, number, month, _year = day_in_words(day).split()
    tail = f" · {weekday[:3]} {number} {month[:3]}"
    room = LONGEST_LABEL - len(tail)
    return (name if len(name) <= room else f"{name[: room - 1]}…") + tail
