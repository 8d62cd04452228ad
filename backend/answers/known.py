"""What facts are made of: the course, its dates as they hold for the asker, and the moment. Asked for when needed."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from backend.answers.library import Library
from backend.contract.calendar import (
    CourseCard,
    Deadline,
    GetCourse,
    GetOfficeHours,
    ListDeadlines,
    ListMeetings,
    ListPapers,
    Meeting,
    OfficeHours,
    Paper,
)
from backend.course.model import Course
from backend.desk import Visit

if TYPE_CHECKING:
    from backend.answers.alike import Alike
    from backend.answers.found import Found


class Known:
    """One asking. Dates come from the calendar desk, so moved deadlines and extensions are in them."""

    def __init__(self, at: Visit, library: Library) -> None:
        self._at = at
        self.library = library
        self.put: dict[tuple[int, str], tuple[object, str | None]] = {}
        """Frames as the facts know them, by the frame's `id` and what is left aside (`answering`), with the frame so that it lives as long."""
        self.heard: dict[int, tuple[object, object]] = {}
        """What was heard of a frame (`nearby`), by the frame's `id`, with the frame so that it lives as long; kept for one asking."""
        self.answers: dict[str, Found | None] = {}
        """Answers to lessons' questions, kept for one asking."""
        self.course: Course = library.course
        """With what staff wrote among its passages."""
        self.now: datetime = at.now
        self.today: date = at.course.day_of(at.now)

    @cached_property
    def by_meaning(self) -> Alike | None:
        """What tells by its meaning what a question is like, where that is installed and not switched off."""
        if not self._at.settings.ask.embeddings or find_spec("numpy") is None:
            return None
        from backend.answers.alike import alike

        return alike()

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All of the term, soonest first, as they stand for the asker."""
        return self._at.ask(ListDeadlines(within_days=None, past=True)).deadlines

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every row of the calendar, days without class too."""
        return self._at.ask(ListMeetings(span="term")).meetings

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        return self._at.ask(ListPapers())

    @cached_property
    def office_hours(self) -> OfficeHours:
        return self._at.ask(GetOfficeHours())

    @cached_property
    def card(self) -> CourseCard:
        return self._at.ask(GetCourse())

    def deadline(self, name: str) -> Deadline | None:
        return next((each for each in self.deadlines if each.id == name), None)

    def paper(self, name: str) -> Paper | None:
        return next((each for each in self.papers if each.id == name), None)

    def meeting_on(self, day: date) -> Meeting | None:
        return next((each for each in self.meetings if each.day == day), None)

    def meeting_of_lecture(self, number: int) -> Meeting | None:
        return next(
            (each for each in self.meetings if any(lecture.number == number for lecture in each.lectures)), None
        )

    @cached_property
    def classes(self) -> tuple[Meeting, ...]:
        """The meetings that take place."""
        return tuple(each for each in self.meetings if each.mode != "no class")

    @cached_property
    def mine(self) -> tuple[Paper, ...]:
        """The papers that the asker presents."""
        return tuple(each for each in self.papers if each.mine)

    def is_over(self, item: Deadline) -> bool:
        """Whether it can no longer be handed in in time."""
        return item.closes <= self.now
