"""Dates that change: staff move a deadline, grant an extension, or read the course folder again.

    moves        PlanMove → PlannedMove      MoveDeadline → PlannedMove    ListMoves → tuple[DateSet, …]
    extensions   Extend → Grant              EndExtension → Extension      ListExtensions → tuple[Extension, …]
    the folder   PlanReload → Reload         ReloadCourse → Reload

Every change is shown before it is made: what is planned carries the old date, the new one, and who will be told. A
deadline's version grows with each move, and `MoveDeadline` names the version it was planned from, so that two people
who move the same deadline at once cannot overwrite one another. Those who were told the old date get one correction;
what they were told, and when, is known from the reminders themselves (see `reminders`).
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from backend.contract.base import Call, Instant, Line, PaperId, Value
from backend.contract.calendar import Deadline, Slug, WasDue

PersonId = Annotated[str, Field(pattern=r"^[A-Za-z0-9:_.@-]{1,64}$")]
"""As in `By`: a Discord id, or a plain name from the terminal."""

Reason = Annotated[str, Field(max_length=300)]


def _of_the_wall_clock(hour: time) -> time:
    if hour.tzinfo is not None:
        raise ValueError("give the hour without a zone: it is the course's own wall clock")
    return hour.replace(second=0, microsecond=0)


WallClock = Annotated[time, AfterValidator(_of_the_wall_clock)]
"""An hour by the wall clock of the course's zone, to the minute."""


class Person(Value):
    id: PersonId
    name: Line


class Told(Value):
    """Who will be sent a correction, because they were told the date that no longer holds."""

    people: int
    names: tuple[str, ...] = ()
    """The first 25 of them, in alphabetical order."""
    channels: int = 0
    """Channels in which the old date was said."""


class PlannedMove(Value):
    """A move as it would be made, or as it was."""

    deadline: Slug
    title: str
    version: int
    """The version it is planned from: give it to `MoveDeadline` as `expected`."""
    old: Deadline
    """As everyone sees it before the move."""
    new: Deadline
    """As everyone will see it, its `version` included."""
    told: Told
    joined: int
    """How many students are reminded at all."""
    warnings: tuple[str, ...] = ()
    """Such as: the new date has passed already, or lies outside the term."""


class PlanMove(Call[PlannedMove]):
    """What a move would do; it changes nothing. Raises `NoSuchDeadline`, `NoSuchMoment`, `NothingMoves`."""

    staff_only = True
    deadline: Slug
    day: date
    hour: WallClock | None = None
    """None leaves the hour as it is: stated, assumed or not stated."""


class MoveDeadline(Call[PlannedMove]):
    """Move a deadline for everyone, and correct those who were told the old date.

    Raises `NoSuchDeadline`, `NoSuchMoment`, `NothingMoves`, and `MovedMeanwhile` when `expected` is not the version
    that stands.
    """

    staff_only = True
    writes = True
    deadline: Slug
    day: date
    hour: WallClock | None = None
    expected: Annotated[int, Field(ge=1)]
    reason: Reason = ""


class DateSet(Value):
    """One version of a deadline's date: who set it, and when."""

    deadline: Slug
    title: str
    version: int
    due: WasDue
    by: Literal["course folder", "staff"]
    name: str
    """Of the person; "the course folder" when it was read from there."""
    when: Instant
    """By the real clock."""
    reason: str = ""


class ListMoves(Call[tuple[DateSet, ...]]):
    """How dates came to be what they are, newest first; those that never moved are left out."""

    staff_only = True
    deadline: Slug | None = None


class Extension(Value):
    """One student's own, later date."""

    id: int
    deadline: Slug
    title: str
    student: Person
    due: WasDue
    group: PaperId | None = None
    """The paper whose presenters it was granted to together."""
    reason: str = ""
    granted_by: str
    granted: Instant
    ended: Instant | None = None


class Grant(Value):
    """What `Extend` did."""

    extensions: tuple[Extension, ...]
    told: Told
    """Who gets a correction: those of them who were told the earlier date."""


class Extend(Call[Grant]):
    """Give one student or a group a later date; a new one takes the place of an earlier one.

    A group is the people who present one paper at the moment of granting. Grace, where the rules give it, is counted
    from the person's own date. Should the deadline itself move later still, the later of the two holds.
    Raises `NoSuchDeadline`, `NoSuchPaper`, `NoSuchMoment`, `NotLater`, `NobodyNamed`.
    """

    staff_only = True
    writes = True
    deadline: Slug
    students: Annotated[tuple[Person, ...], Field(max_length=50)] = ()
    paper: PaperId | None = None
    day: date
    hour: WallClock | None = None
    reason: Reason = ""


class EndExtension(Call[Extension]):
    """Take an extension back; the course's date holds again for that student. Raises `NoSuchExtension`."""

    staff_only = True
    writes = True
    deadline: Slug
    student: PersonId


class ListExtensions(Call[tuple[Extension, ...]]):
    """Extensions that hold, by deadline and name."""

    staff_only = True
    deadline: Slug | None = None
    ended: bool = False
    """Those that were taken back or replaced, too."""


class Disagreement(Value):
    """The folder says one date, and staff have set another in chat."""

    deadline: Slug
    title: str
    folder: WasDue
    chat: WasDue
    set_by: str
    when: Instant


class Reload(Value):
    """What reading the course folder again changes, or changed."""

    fingerprint: str
    """Of the files as they were read: give it to `ReloadCourse`, so that what is applied is what was shown."""
    moves: tuple[PlannedMove, ...] = ()
    """Dates of the folder that changed and take effect."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where a date that was set in chat stands against the folder's."""
    added: tuple[str, ...] = ()
    """Titles of deadlines that are new."""
    removed: tuple[str, ...] = ()
    """Titles of deadlines that are no longer there."""
    meetings: tuple[str, ...] = ()
    """What changes in the calendar of meetings, a sentence a day."""
    other: tuple[str, ...] = ()
    """Other parts of the course that changed, by the name of their table: "policies", "reviews"."""
    warnings: int = 0
    """Questions that the linter has about the folder; `syllabot check` prints them."""

    @property
    def is_empty(self) -> bool:
        changed = (self.moves, self.added, self.removed, self.meetings, self.other)
        return not any(changed)


class PlanReload(Call[Reload]):
    """Read the course folder and say what would change; it changes nothing. Raises `CourseUnusable`."""

    staff_only = True


class ReloadCourse(Call[Reload]):
    """Serve the course as the folder now has it, and correct those who were told a date that changed.

    A date set in chat stands until it is named in `folder_wins`. Raises `CourseUnusable`, and `CourseEditedMeanwhile`
    when the files are no longer those that were shown.
    """

    staff_only = True
    writes = True
    fingerprint: Annotated[str, Field(min_length=1, max_length=64)]
    folder_wins: Annotated[tuple[Slug, ...], Field(max_length=200)] = ()
