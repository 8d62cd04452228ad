"""A whole course, as one frozen value, and where each of its dates lies on the line of time.

Build it with `backend.course.load.load`. What staff change in chat is *not* in here; that is kept
in tables and laid over this by the desks.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, NaiveDatetime

from backend.course import times
from backend.course.agenda import (
    Claim,
    Deadline,
    HourIs,
    Kind,
    Lecture,
    Meeting,
    Mode,
    Name,
    Paper,
    PaperId,
    Reading,
    Sentence,
    SetBy,
    Slug,
    Weekday,
    Written,
)
from backend.course.terms import (
    ClassTimes,
    Forum,
    Gap,
    GraceDay,
    Milestone,
    Office,
    OfficeHours,
    Passage,
    Prerequisite,
    PresentationRules,
    PresenterExemption,
    ProjectRules,
    ReminderRules,
    Requirement,
    ReviewRules,
    SignUpRules,
    Source,
    Weight,
)

__all__ = [
    "Claim",
    "ClassTimes",
    "Course",
    "Deadline",
    "Forum",
    "Gap",
    "GraceDay",
    "HourIs",
    "Kind",
    "Lecture",
    "Meeting",
    "Milestone",
    "Mode",
    "Office",
    "OfficeHours",
    "Paper",
    "PaperId",
    "Passage",
    "Prerequisite",
    "PresentationRules",
    "PresenterExemption",
    "ProjectRules",
    "Reading",
    "ReminderRules",
    "Requirement",
    "ReviewRules",
    "Sentence",
    "SetBy",
    "SignUpRules",
    "Slug",
    "Source",
    "Weekday",
    "Weight",
]


def _known_zone(name: str) -> str:
    return times.zone(name).key


class Course(Written):
    """Everything the syllabus says, and what we added to make it run (see `sources` for which is
    which).

    Dates and hours are wall-clock values of `zone`; the methods below answer in aware UTC. Lists
    are sorted: meetings and deadlines by date, lectures and papers by number.
    """

    id: Slug
    title: Name
    code: Name
    term: Name
    instructor: Name
    room: Name
    zone: Annotated[str, AfterValidator(_known_zone)]
    first_day: date
    last_day: date
    sandbox_start: NaiveDatetime
    default_hour: time | None = None
    format: Sentence
    class_times: ClassTimes
    office: Office | None = None
    office_hours: tuple[OfficeHours, ...] = ()
    forum: Forum | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    weights: tuple[Weight, ...]
    presentations: PresentationRules
    sign_up: SignUpRules
    reviews: ReviewRules
    project: ProjectRules | None = None
    reminders: ReminderRules = ReminderRules()
    meetings: tuple[Meeting, ...]
    lectures: tuple[Lecture, ...] = ()
    papers: tuple[Paper, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Source, ...] = ()
    policies: tuple[Passage, ...] = ()

    # Who is who.

    def paper(self, paper: str) -> Paper | None:
        return next((each for each in self.papers if each.id == paper), None)

    def papers_of(self, discussion: int) -> tuple[Paper, ...]:
        return tuple(each for each in self.papers if each.discussion == discussion)

    def lecture(self, number: int) -> Lecture | None:
        return next((each for each in self.lectures if each.number == number), None)

    def deadline(self, deadline: str) -> Deadline | None:
        return next((each for each in self.deadlines if each.id == deadline), None)

    def meeting_on(self, day: date) -> Meeting | None:
        return next((each for each in self.meetings if each.day == day), None)

    def meeting_of_discussion(self, number: int) -> Meeting | None:
        return next((each for each in self.meetings if number in each.discussions), None)

    def meeting_of_lecture(self, number: int) -> Meeting | None:
        return next((each for each in self.meetings if number in each.lectures), None)

    def meeting_of_paper(self, paper: str) -> Meeting | None:
        found = self.paper(paper)
        return self.meeting_of_discussion(found.discussion) if found else None

    def review_of(self, paper: str) -> Deadline | None:
        """The review item which may be written about this paper, or None where none is listed."""
        return next(
            (each for each in self.deadlines if each.kind == "review" and paper in each.papers),
            None,
        )

    def passage(self, slug: str) -> Passage | None:
        return next((each for each in self.policies if each.slug == slug), None)

    def gap(self, gap: str) -> Gap | None:
        return next((each for each in self.gaps if each.id == gap), None)

    def source_of(self, name: str) -> Source | None:
        """Where the value of that dotted name comes from, if the course file says so."""
        return next((each for each in self.sources if each.of == name), None)

    # When is when.

    @property
    def tz(self) -> ZoneInfo:
        return times.zone(self.zone)

    def instant(self, wall_clock: datetime) -> datetime:
        """A naive wall-clock time of the course, in UTC."""
        return times.instant(wall_clock.date(), wall_clock.time(), self.tz)

    def day_of(self, now: datetime) -> date:
        """The date in the course's zone at the instant `now`."""
        return times.local_day(now, self.tz)

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """First instant of that day in the course's zone, and first instant of the next, in UTC."""
        return times.day_bounds(day, self.tz)

    def starts(self, meeting: Meeting) -> datetime:
        return times.instant(meeting.day, meeting.start or self.class_times.start, self.tz)

    def ends(self, meeting: Meeting) -> datetime:
        return times.instant(meeting.day, meeting.end or self.class_times.end, self.tz)

    def hour_of(self, deadline: Deadline) -> tuple[time | None, HourIs]:
        """The wall-clock hour of a deadline, as far as the files know it, and by whose word."""
        if deadline.hour is not None:
            return deadline.hour, "stated"
        if self.default_hour is not None:
            return self.default_hour, "assumed"
        return None, "not stated"

    def due(self, deadline: Deadline) -> datetime:
        """The instant, in UTC, until which it is certainly in time: the hour, or else the end of
        the day.
        """
        hour, _ = self.hour_of(deadline)
        if hour is None:
            return times.end_of_day(deadline.day, self.tz)
        return times.instant(deadline.day, hour, self.tz)

    def grace_day(self, deadline: Deadline) -> date | None:
        """The last day on which it is still taken though late: by the grace of reviews, or because
        one part of the syllabus says so of this very deadline. None where nothing is stated.
        """
        if deadline.kind == "review" and self.reviews.grace_days:
            return deadline.day + timedelta(days=self.reviews.grace_days)
        said = (each.late_until for each in deadline.claims)
        return max((day for day in said if day and day >= deadline.day), default=None)

    @property
    def reminder_hour(self) -> time:
        """When, by the wall clock, a reminder comes some days before a thing that has no hour."""
        return self.reminders.hour or self.class_times.start

    def sign_up_ends(self, paper: Paper) -> datetime:
        """The instant from which the seats of this paper are fixed."""
        meeting = self.meeting_of_discussion(paper.discussion)
        if meeting is None:
            return self.sign_up_closes
        own = self.starts(meeting) - timedelta(hours=self.sign_up.hours_before_meeting)
        return min(own, self.sign_up_closes)

    @property
    def sandbox_starts(self) -> datetime:
        return self.instant(self.sandbox_start)

    @property
    def sign_up_opens(self) -> datetime:
        return self.instant(self.sign_up.opens)

    @property
    def sign_up_closes(self) -> datetime:
        return self.instant(self.sign_up.closes)
