"""What there is to be reminded of, for each reader, with the dates that hold. Read once in a visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.course.model import Course
from backend.desk import Visit
from backend.scheduling.bookings import presenters
from backend.scheduling.dates import Dates, read_dates
from backend.scheduling.readers import Reader
from backend.scheduling.tables import BookingRow
from backend.scheduling.targets import (
    Target,
    papers_by_student,
    targets_of_course,
    targets_of_student,
)


@dataclass(frozen=True)
class Outlook:
    """The targets of everybody."""

    course: Course
    """With the dates that hold for everyone."""
    dates: Dates
    everyones: tuple[Target, ...]
    papers: Mapping[str, Sequence[str]]
    """Papers by the student who presents them."""
    bookings: Mapping[str, Sequence[BookingRow]]
    """The same by paper, as they were made."""

    def of(self, reader: Reader) -> tuple[Target, ...]:
        if reader.student is None:
            return self.everyones
        papers = self.papers.get(reader.student, ())
        return targets_of_student(reader.student, self.everyones, self.course, self.dates, papers)

    def target(self, reader: Reader, kind: str, subject: str) -> Target | None:
        """That one thing as it now stands for the reader; None when it is no longer in the course."""
        found = (each for each in self.of(reader) if (each.kind, each.subject) == (kind, subject))
        return next(found, None)


def outlook(at: Visit, dates: Dates | None = None) -> Outlook:
    """As of the dates that hold, or of `dates`."""
    dates = dates or read_dates(at.session)
    course = dates.lay_over(at.course)
    everyones = targets_of_course(course, dates)
    bookings = presenters(at.session)
    return Outlook(course, dates, everyones, papers_by_student(bookings), bookings)
