"""The rules and the frame of a course: who, where, weights, reviews, project, sign-up, and what
is left unsaid.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, NaiveDatetime

from backend.contract.reminders import Lead, ReminderKind
from backend.course.agenda import Name, Sentence, SetBy, Slug, Weekday, Written

PresenterExemption = Literal["whole item", "that paper only", "undecided"]
GraceDay = Literal["calendar", "24 hours", "not stated"]
Count = Annotated[int, Field(ge=0, le=1000)]


class Source(Written):
    """Where one value of the course file comes from. `of` is the value's dotted name, such as
    `office.room`.
    """

    of: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")]
    where: Sentence
    set_by: SetBy = "syllabus"


class ClassTimes(Written):
    """The usual days and wall-clock hours of class."""

    weekdays: tuple[Weekday, ...]
    start: time
    end: time


class Office(Written):
    """The instructor's office. It is not said by that alone that office hours are held there."""

    room: Name
    note: Sentence | None = None


class OfficeHours(Written):
    """A weekly hour for questions. `place` is None where the syllabus does not say where it is
    held.
    """

    weekday: Weekday
    start: time
    end: time
    who: Name
    place: Name | None = None


class Forum(Written):
    """Where the course talks beside the chat; `link` is None rather than a guess."""

    name: Name
    link: Annotated[str, Field(pattern=r"^https://")] | None = None


class Prerequisite(Written):
    course: Name
    required: bool
    note: Sentence


class Weight(Written):
    """A share of the final mark, in percent."""

    id: Slug
    title: Name
    percent: Annotated[float, Field(gt=0, le=100)]


class PresentationRules(Written):
    """How papers are presented; minutes are for one paper."""

    papers_per_student: Count
    papers_per_discussion: Count
    minutes_least: Count
    minutes_most: Count


class SignUpRules(Written):
    """Rules for choosing a paper to present, in the course's wall-clock time, and who made them.

    Sign-up for a paper ends `hours_before_meeting` hours before its own meeting, and for all at
    `closes`.
    """

    set_by: SetBy
    seats_per_paper: Annotated[int, Field(ge=1, le=50)]
    opens: NaiveDatetime
    closes: NaiveDatetime
    hours_before_meeting: Annotated[int, Field(ge=0, le=24 * 60)] = 0


class ReviewRules(Written):
    """How reviews are written and how late they may be.

    `grace_days` days late cost nothing; `grace_day` says what such a day is.
    `presenter_exemption` says from what a presenter is freed: the whole item, or only that paper
    of the item; undecided until an instructor decides.
    """

    pages: Annotated[float, Field(gt=0)]
    contents: tuple[Sentence, ...]
    grace_days: Count
    grace_day: GraceDay
    presenter_exemption: PresenterExemption
    where: Name
    after_grace: Sentence | None = None


Leads = tuple[Lead, ...]


class ChannelLeads(Written):
    """How long before a guild's channel is reminded, by kind. Nobody's own matters are said there, so
    there are no presentations among them and no ends of grace.
    """

    review: Leads = ()
    assignment: Leads = ()
    project: Leads = ()
    meeting: Leads = ()

    def of(self, kind: ReminderKind) -> Leads:
        leads: Leads = getattr(self, kind, ())
        return leads


class PersonalLeads(ChannelLeads):
    """How long before each student is reminded who has not chosen otherwise, by kind."""

    review: Leads = ("2d",)
    assignment: Leads = ("2d",)
    project: Leads = ("2d",)
    presentation: Leads = ("7d", "1d")
    grace: Leads = ()


class ReminderRules(Written):
    """Reminders, as far as the course decides them; each student may choose otherwise.

    A lead of "2d" comes two days before on the wall calendar, at the hour of the thing itself. For
    what has no hour it comes at `hour`: the wall clock of the course, when class begins if left out.
    A lead of "3h" comes three hours before the hour, or before the end of the day where there is none.
    Who holds the Discord role called `role` is reminded without asking for it.
    """

    set_by: SetBy = "us"
    hour: time | None = None
    role: Name | None = None
    personal: PersonalLeads = PersonalLeads()
    channel: ChannelLeads = ChannelLeads()


class Requirement(Written):
    id: Slug
    text: Sentence


class Milestone(Written):
    """A step of the project: a deadline (by its id) or an activity in class on a date, and what
    it asks for.
    """

    id: Slug
    title: Name
    deadline: Slug | None = None
    day: date | None = None
    requirements: tuple[Sentence, ...] = ()


class ProjectRules(Written):
    """The project. `subject_to_change` repeats the syllabus's own reserve about its parameters."""

    group_size_most: Annotated[int, Field(ge=1)]
    subject_to_change: bool
    style: Name | None = None
    requirements: tuple[Requirement, ...]
    milestones: tuple[Milestone, ...]
    note: Sentence | None = None


class Gap(Written):
    """Something which people ask about and the syllabus does not state."""

    id: Slug
    question: Name
    sentence: Sentence


class Passage(Written):
    """One citable passage of `policies.md`. `line` is that of its heading, counted from 1.

    `source` is the part of the syllabus which the passage restates, or None.
    """

    slug: Slug
    heading: Name
    text: str
    source: Sentence | None
    file: str
    line: Count
