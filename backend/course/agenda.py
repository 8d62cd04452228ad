"""What happens when: meetings, lectures, papers, deadlines. Plain facts, as written in
`course.toml`.

Nothing here knows the zone of its course; `Course` turns the dates and hours into instants.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.contract.base import PaperId
from backend.contract.calendar import HourIs, Kind, Mode, Slug

__all__ = [
    "WEEKDAYS",
    "Claim",
    "Deadline",
    "HourIs",
    "Kind",
    "Lecture",
    "Meeting",
    "Mode",
    "Name",
    "Paper",
    "PaperId",
    "Reading",
    "Sentence",
    "SetBy",
    "Slug",
    "Weekday",
    "Written",
]

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SetBy = Literal["syllabus", "us"]
Sentence = Annotated[str, Field(min_length=1, max_length=1000)]
Name = Annotated[str, Field(min_length=1, max_length=300)]

WEEKDAYS: tuple[Weekday, ...] = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


class Written(BaseModel):
    """The base of every part of a course file: cannot be changed, and refuses a key which it does
    not know.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reading(Written):
    """Something to read which nobody presents. `rest` is the tail of the citation, as written."""

    title: Name
    authors: Name
    rest: Name
    year: int
    optional: bool = True

    @property
    def citation(self) -> str:
        return " ".join(_stopped(part) for part in (self.authors, self.title, self.rest))


class Meeting(Written):
    """One dated row of the calendar: an evening of class, or a day on which class is expressly
    off (`no class`).

    `start` and `end` are wall-clock times of the course's zone, and left out where the course's
    own hold. A meeting may carry several lectures and discussions, or nothing at all, if that is
    what is written.
    """

    day: date
    weekday: Weekday
    mode: Mode
    title: Name | None = None
    start: time | None = None
    end: time | None = None
    room: Name | None = None
    lectures: tuple[int, ...] = ()
    discussions: tuple[int, ...] = ()
    activities: tuple[Sentence, ...] = ()
    readings: tuple[Reading, ...] = ()
    extra_day: bool = False
    note: Sentence | None = None

    @property
    def is_class(self) -> bool:
        """Whether people meet at all, in the room or online."""
        return self.mode != "no class"

    @property
    def is_empty(self) -> bool:
        """A class for which nothing is listed. Whether it takes place is for the staff to say."""
        return self.is_class and not (self.lectures or self.discussions or self.activities)


class Lecture(Written):
    """A numbered lecture and its topics. Its date is that of the meeting which lists the number."""

    number: Annotated[int, Field(ge=1)]
    title: Name
    topics: tuple[Name, ...] = ()


class Paper(Written):
    """A paper which students present. `5a` is the first paper of discussion 5.

    Authors, title, venue and spelling are those of the course's own list.
    """

    id: PaperId
    title: Name
    authors: Name
    venue: Name
    year: Annotated[int, Field(ge=1600, le=2200)]

    @property
    def discussion(self) -> int:
        return int(self.id[:-1])

    @property
    def citation(self) -> str:
        """The citation in one line, in the course's own words and order."""
        return " ".join(
            _stopped(part) for part in (self.authors, self.title, f"{self.venue}, {self.year}")
        )


class Claim(Written):
    """What one part of the syllabus says about something on which the parts disagree.

    The three dates are what this part says of each, or None where it is silent.
    """

    where: Name
    says: Sentence
    due: date | None = None
    late_until: date | None = None
    discussed: date | None = None


class Deadline(Written):
    """Something to hand in. `hour` is wall-clock time of the course's zone, and left out if
    nobody states one.

    `in_calendar` says whether the dated calendar of the syllabus lists it, too; `where` names the
    part which states it. `late` is a sentence about handing it in late, where there is one of its
    own.
    """

    id: Slug
    title: Name
    kind: Kind
    day: date
    weekday: Weekday
    where: Name
    hour: time | None = None
    in_calendar: bool = True
    papers: tuple[PaperId, ...] = ()
    released: date | None = None
    late: Sentence | None = None
    claims: tuple[Claim, ...] = ()
    note: Sentence | None = None


def _stopped(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else part + "."
