"""From the course as written to the contract's values: what a person is shown, in UTC, with its
source.

Pure, given the course, the moment, and what is known of the person who asks. The desk is
`backend.scheduling.calendar`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from backend.contract import calendar as told
from backend.course import agenda, times
from backend.course.collisions import notes_on
from backend.course.model import Course
from backend.grading import rules
from backend.scheduling.dates import Dates, Due, Own, closes, on_date
from backend.scheduling.tables import BookingRow
from backend.scheduling.words import day_in_words, hour_in_words, moment_in_words, place_of

NOTHING_STATED = (
    "No rule for late work of this kind is stated; ask the staff before counting on one."
)


@dataclass(frozen=True)
class View:
    """The course as one person sees it at one moment."""

    course: Course
    """With the dates that hold, see `Dates.lay_over`."""
    now: datetime
    asker: str
    bookings: Mapping[str, Sequence[BookingRow]]
    ticks: Collection[str] = ()
    dates: Dates = field(default_factory=Dates)

    def term(self) -> told.Term:
        course, today = self.course, self.course.day_of(self.now)
        if today < course.first_day:
            phase: told.Phase = "before the term"
            sentence = f"{course.term} begins on {day_in_words(course.first_day)}."
        elif today > course.last_day:
            phase = "after the term"
            sentence = f"{course.term} ended on {day_in_words(course.last_day)}."
        else:
            phase, sentence = "during the term", ""
        return told.Term(
            phase=phase, now=self.now, zone=course.zone, first_day=course.first_day,
            last_day=course.last_day, sentence=sentence,
        )  # fmt: skip

    def paper(self, paper: agenda.Paper) -> told.Paper:
        meeting = self.course.meeting_of_paper(paper.id)
        assert meeting is not None, "the linter refuses a paper without a meeting"
        rows = self.bookings.get(paper.id, ())
        return told.Paper(
            id=paper.id, title=paper.title, authors=paper.authors,
            venue=f"{paper.venue}, {paper.year}", discussion=paper.discussion,
            day=meeting.day, starts=self.course.starts(meeting),
            seats=self.course.sign_up.seats_per_paper,
            presenters=tuple(row.name for row in rows),
            mine=any(row.student == self.asker for row in rows),
        )  # fmt: skip

    def papers(self) -> tuple[told.Paper, ...]:
        """In the order in which they are discussed."""
        shown = [self.paper(paper) for paper in self.course.papers]
        return tuple(sorted(shown, key=lambda each: (each.day, each.discussion, each.id)))

    def deadline(self, item: agenda.Deadline, *, personal: bool = True) -> told.Deadline:
        """One deadline; `personal` says whether it is shown as it stands for the asker."""
        key = item.id, item.day, personal
        if key not in self._told:
            self._told[key] = self._tell(item, personal=personal)
        return self._told[key]

    @cached_property
    def _told(self) -> dict[tuple[str, date, bool], told.Deadline]:
        """What was told already: a calendar names a deadline on its day and in its list."""
        return {}

    def _tell(self, item: agenda.Deadline, *, personal: bool) -> told.Deadline:
        course = self.course
        own = self.dates.own(item, self.asker, course) if personal else None
        shown = on_date(item, own.due) if own else item
        hour, hour_is = self._hour(item, own.due if own else None)
        until = closes(shown, course)
        grace = None
        if item.kind == "review":
            grace = rules.grace(shown.day, hour, course.reviews, course.tz)
        presented = self._presented() if personal else ()
        asked = rules.excuse(item.papers, presented, course.reviews.presenter_exemption)
        when = rules.phase(shown.day, until, self._late_until(shown, grace), self.now, course.tz)
        done = personal and item.id in self.ticks
        standing = rules.standing(when, asked, done=done)
        known = None if hour is None else until
        return told.Deadline(
            id=item.id, title=item.title, kind=item.kind, day=shown.day, at=known, hour=hour_is,
            closes=until, grace_day=course.grace_day(shown),
            grace_closes=grace.closes if grace else None, released=item.released,
            late_rule=self._late_rule(item), source=self._source(item, own),
            notes=self._notes(shown, grace), papers=item.papers, standing=standing,
            why=asked.why, in_words=self._when(shown.day, known, hour_is),
            version=self.dates.version(item.id), moved_from=self._moved_from(item),
            extended=self.was_due(item) if own else None,
        )  # fmt: skip

    def was_due(self, item: agenda.Deadline) -> told.WasDue:
        """The date of the item itself, whoever asks."""
        hour, hour_is = self.dates.hour_of(item, self.course)
        at = None if hour is None else closes(item, self.course)
        return told.WasDue(day=item.day, at=at, in_words=self._when(item.day, at, hour_is))

    def extended_to(self, item: agenda.Deadline, due: Due) -> told.WasDue:
        """An extension's date of the item."""
        shown = on_date(item, due)
        hour, hour_is = self._hour(item, due)
        at = None if hour is None else closes(shown, self.course)
        return told.WasDue(day=due.day, at=at, in_words=self._when(due.day, at, hour_is))

    def deadlines(self, *, personal: bool = True) -> tuple[told.Deadline, ...]:
        """All of the term, soonest first."""
        shown = [self.deadline(item, personal=personal) for item in self.course.deadlines]
        return tuple(sorted(shown, key=lambda each: (each.closes, each.id)))

    def meeting(self, row: agenda.Meeting) -> told.Meeting:
        course = self.course
        lectures = [course.lecture(number) for number in row.lectures]
        papers = [paper for number in row.discussions for paper in course.papers_of(number)]
        starts = course.starts(row) if row.is_class else None
        return told.Meeting(
            day=row.day, mode=row.mode, starts=starts,
            ends=course.ends(row) if row.is_class else None,
            place=_place(row, course), title=title_of(row, course),
            lectures=tuple(
                told.Lecture(number=each.number, title=each.title, topics=each.topics)
                for each in lectures if each is not None
            ),
            papers=tuple(self.paper(paper) for paper in papers),
            readings=tuple(
                f"{each.citation}{' (optional)' if each.optional else ''}" for each in row.readings
            ),
            notes=(*row.activities, *([row.note] if row.note else [])),
            due=tuple(self.deadline(each) for each in course.deadlines if each.day == row.day),
            released=tuple(each.title for each in course.deadlines if each.released == row.day),
            in_words=self._meeting_in_words(row),
        )  # fmt: skip

    def meetings(self, first: date, last: date) -> tuple[told.Meeting, ...]:
        """All dated rows of these days, the days without class too."""
        return tuple(self.meeting(row) for row in self.course.meetings if first <= row.day <= last)

    def next_meeting(self, after: date) -> told.Meeting | None:
        """The first class after that day; when there is none, the last one there was."""
        classes = [row for row in self.course.meetings if row.is_class]
        ahead = [row for row in classes if row.day > after]
        row = ahead[0] if ahead else (classes[-1] if classes else None)
        return self.meeting(row) if row else None

    def _presented(self) -> tuple[str, ...]:
        return tuple(
            paper
            for paper, rows in self.bookings.items()
            if any(row.student == self.asker for row in rows)
        )

    def is_over(self, item: told.Deadline) -> bool:
        """Whether it is too late even for late work, whoever asks and whatever is done."""
        tz = self.course.tz
        late = item.grace_closes
        if late is None and item.grace_day is not None:
            late = times.end_of_day(item.grace_day, tz)
        return rules.phase(item.day, item.closes, late, self.now, tz) == "past"

    def _hour(self, item: agenda.Deadline, own: Due | None) -> tuple[time | None, told.HourIs]:
        if own and own.hour is not None:
            return own.hour, "set by staff"
        return self.dates.hour_of(item, self.course)

    def _moved_from(self, item: agenda.Deadline) -> told.WasDue | None:
        change = self.dates.changes.get(item.id)
        if change is None:
            return None
        first = item.model_copy(update={"day": change.first.day, "hour": change.first.hour})
        if (first.day, self.course.hour_of(first)[0]) == (item.day, self.course.hour_of(item)[0]):
            return None
        at = None if self.course.hour_of(first)[0] is None else closes(first, self.course)
        words = self._when(first.day, at, self.course.hour_of(first)[1])
        return told.WasDue(day=first.day, at=at, in_words=words)

    def _source(self, item: agenda.Deadline, own: Own | None) -> str:
        if own:
            return "an extension by the course staff"
        change = self.dates.changes.get(item.id)
        return f"the course staff; first: {item.where}" if change and change.chat else item.where

    def _late_until(self, item: agenda.Deadline, grace: rules.Grace | None) -> datetime | None:
        """When late work is no longer taken. A day without an hour counts to its end, as it does
        for what is due; `grace_closes` then stays empty, as no source states that instant.
        """
        if grace is not None:
            return grace.closes
        day = self.course.grace_day(item)
        return None if day is None else times.end_of_day(day, self.course.tz)

    def _late_rule(self, item: agenda.Deadline) -> str:
        if item.late:
            return item.late
        reviews = self.course.reviews
        days = reviews.grace_days
        if item.kind != "review" or not days:
            return NOTHING_STATED
        unit = "day" if days == 1 else "days"
        what = {
            "calendar": f"{days} calendar {unit}",
            "24 hours": f"{days} {unit} of 24 hours",
            "not stated": f"{days} {unit} (whether of 24 hours or of the calendar is not stated)",
        }[reviews.grace_day]
        rule = f"Up to {what} late without penalty."
        return f"{rule} {reviews.after_grace}" if reviews.after_grace else rule

    def _notes(self, item: agenda.Deadline, grace: rules.Grace | None) -> tuple[str, ...]:
        notes: list[str] = []
        change = self.dates.changes.get(item.id)
        if item.claims and not (change and change.chat):
            said = " ".join(f"According to {each.where}: {each.says}" for each in item.claims)
            notes.append(f"The sources disagree. {said}")
        if not item.in_calendar:
            notes.append("The dated calendar of the course does not list it.")
        if item.note:
            notes.append(item.note)
        if grace is not None and grace.note:
            notes.append(grace.note)
        return (*notes, *notes_on(self.course, item))

    def _when(self, day: date, at: datetime | None, hour_is: told.HourIs) -> str:
        if at is not None:
            moment = moment_in_words(at, self.course.tz)
            return moment if hour_is == "stated" else f"{moment}, hour {hour_is}"
        return f"{day_in_words(day)}, hour not stated ({place_of(self.course.tz)})"

    def _meeting_in_words(self, row: agenda.Meeting) -> str:
        if not row.is_class:
            return f"{day_in_words(row.day)}, no class"
        tz = self.course.tz
        begins, ends = self.course.starts(row), self.course.ends(row)
        hours = f"{hour_in_words(begins, tz)} to {hour_in_words(ends, tz)}"
        return f"{day_in_words(row.day)}, {hours} ({place_of(tz)})"


def today(view: View) -> date:
    """The course's calendar day, which on an evening of class differs from UTC's."""
    return times.local_day(view.now, view.course.tz)


def _place(row: agenda.Meeting, course: Course) -> str:
    """Where a class meets. An online day never shows the room."""
    if row.mode == "no class":
        return ""
    return "online" if row.mode == "online" else row.room or course.room


def title_of(row: agenda.Meeting, course: Course) -> str:
    """What a row of the calendar is called: its lectures and discussions, or a break's name."""
    if row.title:
        return row.title
    parts = [f"Paper discussion {number}" for number in row.discussions]
    for number in row.lectures:
        lecture = course.lecture(number)
        parts.append(f"Lecture {number}: {lecture.title}" if lecture else f"Lecture {number}")
    if parts:
        return " and ".join(parts)
    return "Nothing is listed for this class" if row.is_class else "No class"
