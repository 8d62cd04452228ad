"""The calendar: what is due, when the course meets, what is read, and what the rules say.

ListDeadlines → DueList        ListMeetings → Agenda         FindWhen → tuple[Landmark, ...]
ListPapers → tuple[Paper, …]   GetPaper → Paper              GetCourse → CourseCard
ListTopics → tuple[Topic, …]   GetPolicy → Passage           GetOfficeHours → OfficeHours
TickOff → Deadline             ListTicks → tuple[Slug, ...]
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Instant, Line, PaperId, Value

HourIs = Literal["stated", "assumed", "set by staff", "not stated"]
Kind = Literal["review", "assignment", "project"]
Mode = Literal["in person", "online", "no class"]
Phase = Literal["before the term", "during the term", "after the term"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", examples=["review-3"])]

Standing = Literal["open", "in grace", "done", "excused", "perhaps excused", "past"]
"""How a deadline stands for the person who asks, at the course's now."""


class Term(Value):
    """Where the course's now lies in its term, so that every surface can say so."""

    phase: Phase
    now: Instant
    zone: str
    """IANA name of the course's zone."""
    first_day: date
    last_day: date
    sentence: str
    """Empty during the term; else, say, that the term ended on 15 May 2024."""


class WasDue(Value):
    """A date of a deadline other than the one that holds: the one before it moved, or the one for everyone else."""

    day: date
    at: Instant | None
    """None when no hour is known."""
    in_words: str


class Deadline(Value):
    id: Slug
    title: str
    kind: Kind
    day: date
    """The calendar day in the course's zone."""
    at: Instant | None
    """The instant, when the hour is known; None when it is not stated."""
    hour: HourIs
    closes: Instant
    """`at`, or the end of the day when the hour is not stated. Sorts, and decides what is past."""
    grace_day: date | None = None
    """The last day on which it is still taken without penalty, where the rules give grace."""
    grace_closes: Instant | None = None
    released: date | None = None
    late_rule: str
    """What the course says of late work of this kind, or that it says nothing."""
    source: str
    """Where the date comes from."""
    notes: tuple[str, ...] = ()
    """Such as: two sources disagree; grace ends on an evening with a discussion."""
    papers: tuple[PaperId, ...] = ()
    standing: Standing = "open"
    why: str = ""
    """Why it is excused, or perhaps excused."""
    in_words: str
    """The moment in the course's zone, in words: "Wednesday 7 February 2024, hour not stated (New York)"."""
    version: int = 1
    """Grows each time the date is moved for everyone."""
    moved_from: WasDue | None = None
    """The date that stood first, when another holds by now."""
    extended: WasDue | None = None
    """The date for everyone else, when the asker has an extension."""


class DueList(Value):
    term: Term
    deadlines: tuple[Deadline, ...]
    last_things: bool = False
    """True when nothing lies ahead and these are the last things of the term instead."""
    next_up: Deadline | None = None
    """What comes first after the days that were asked for, when they hold nothing."""


class ListDeadlines(Call[DueList]):
    """What is due, soonest first, as it stands for the person who asks."""

    within_days: Annotated[int, Field(ge=1, le=400)] | None = 14
    """Calendar days of the course's zone from today on; None for everything that lies ahead."""
    mine: bool = True
    """As it stands for the asker: what is done is left out, what is excused stays, marked. False: as for everyone."""
    past: bool = False
    """The whole term, with what is over and what is done."""


class TickOff(Call[Deadline]):
    """Tick off one of one's own tasks, or take the tick back."""

    writes = True
    deadline: Slug
    done: bool = True


class ListTicks(Call[tuple[Slug, ...]]):
    """The deadlines that the asker has ticked off."""


class Lecture(Value):
    number: int
    title: str
    topics: tuple[str, ...] = ()


class Paper(Value):
    id: PaperId
    title: str
    authors: str
    """As the source writes them."""
    venue: str
    discussion: int
    day: date
    starts: Instant
    seats: int
    presenters: tuple[str, ...] = ()
    """Names of those who present it, in the order in which they signed up."""
    mine: bool = False
    """Whether the person who asks is one of them."""

    @property
    def free(self) -> int:
        return max(self.seats - len(self.presenters), 0)


class Meeting(Value):
    day: date
    mode: Mode
    starts: Instant | None
    """None on a day without class."""
    ends: Instant | None
    place: str
    """The room in person, "online" on an online day (never the room), "" on a day without class."""
    title: str
    """Such as "Lecture 4: …", "Paper discussion 2", "Spring Break", "nothing announced"."""
    lectures: tuple[Lecture, ...] = ()
    papers: tuple[Paper, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    due: tuple[Deadline, ...] = ()
    released: tuple[str, ...] = ()
    in_words: str


class Agenda(Value):
    """Meetings and deadlines of some days, in order."""

    term: Term
    first: date
    last: date
    meetings: tuple[Meeting, ...]
    due: tuple[Deadline, ...] = ()
    """What is due on these days, as it stands for the person who asks; the days on which grace ends count."""
    next_meeting: Meeting | None = None
    """When there is none on these days; after the term, the last one there was."""


class ListMeetings(Call[Agenda]):
    """What happens on some days of the course's zone; today when nothing is said."""

    span: Literal["today", "week", "term", "day"] = "today"
    """`week` is Monday to Sunday around today."""
    day: date | None = None
    """With `span="day"`, or to centre `week` elsewhere."""


class Landmark(Value):
    """One thing that has a date."""

    key: Annotated[str, Field(pattern=r"^(meeting|paper|deadline):[a-z0-9-]{1,64}$")]
    label: Annotated[str, Field(max_length=100)]
    """Fits a choice of Discord's autocomplete."""
    day: date
    meeting: Meeting | None = None
    paper: Paper | None = None
    deadline: Deadline | None = None


class FindWhen(Call[tuple[Landmark, ...]]):
    """Meetings, papers and deadlines whose name, number or topic fits what was typed, best first.

    An empty text gives what comes next; a landmark's own key gives exactly that one. No match is an empty
    answer, not a refusal.
    """

    text: Annotated[str, Field(max_length=200)] = ""
    most: Annotated[int, Field(ge=1, le=25)] = 25
    brief: bool = False
    """Only key, label and day: what autocomplete needs."""


class ListPapers(Call[tuple[Paper, ...]]):
    """The papers in the order in which they are discussed, with the seats left."""

    free_only: bool = False


class GetPaper(Call[Paper]):
    """One paper. Raises `NoSuchPaper`."""

    paper: PaperId


class Topic(Value):
    slug: Slug
    heading: Annotated[str, Field(max_length=100)]


class ListTopics(Call[tuple[Topic, ...]]):
    """The headings of the course's policies, those that fit `text` first."""

    text: Annotated[str, Field(max_length=200)] = ""


class Passage(Value):
    slug: Slug
    heading: str
    text: str
    """Markdown, in the words of whoever wrote the course folder."""
    source: str
    """Such as "policies.md, line 12"."""


class GetPolicy(Call[Passage]):
    """A topic's passage, by slug or by words of its heading. Raises `NoSuchPolicy`."""

    topic: Line


class OfficeHours(Value):
    holder: str
    when: str
    """In words, in the course's zone: "Wednesdays, 2:30–3:30 pm"."""
    place: str
    """Or that the place is not stated."""
    next_starts: Instant | None
    """None after the term."""
    next_ends: Instant | None
    term: Term


class GetOfficeHours(Call[OfficeHours]):
    """When the instructor is there for questions, and the next time."""


class Weight(Value):
    part: str
    percent: float


class CourseCard(Value):
    """What a course is, in a card."""

    id: str
    title: str
    term_name: str
    instructor: str
    place: str
    schedule: str
    forum: str
    weights: tuple[Weight, ...]
    term: Term
    sandbox_start: Instant
    """Where a sandbox sets its clock."""


class GetCourse(Call[CourseCard]):
    """The course itself."""
