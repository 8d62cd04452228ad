"""Reminders: who gets them, how each person wants them, what they say, and why one came or did not come.

    joining      JoinCourse → Enrolment      LeaveCourse → Enrolment       SeeRole → Enrolment
                 GetEnrolment → Enrolment    ListStudents → tuple[Enrolment, …]
    choosing     GetReminders → ReminderSettings, and so reply all of these:
                 ChooseLeads   ChooseQuietHours   ChooseZone   TurnReminders
    acting       SnoozeReminder → Snoozed    (done is `TickOff`; "stop this kind" is `ChooseLeads(kind, ())`)
    asking why   ExplainReminders → ReminderStory
    the house    RingReminders → Ring        RenewReminder → ReminderDue | ReminderDigest | ReminderHeld | None
                 SettleReminder → None

A reminder is planned as a row and decided when it is sent: `RenewReminder` is asked in the transaction that hands the
notice to the bot, and its answer is what the bot shows. Nobody is reminded by surprise: only who joined, or holds the
role that the course names.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Line, Snowflake, Value
from backend.contract.calendar import Deadline, Meeting, Paper, Slug
from backend.contract.changes import PersonId, WallClock

OWNER = frozenset({Caller.OWNER})

ReminderKind = Literal["review", "assignment", "project", "grace", "presentation", "meeting"]
"""The first three are the kinds of a deadline. `grace` is the end of the days that cost nothing."""

KINDS: tuple[ReminderKind, ...] = (
    "review", "assignment", "project", "grace", "presentation", "meeting",
)  # fmt: skip

Lead = Annotated[str, Field(pattern=r"^([1-9]|[1-5][0-9]|60)d$|^([1-9]|[1-8][0-9]|9[0-6])h$", examples=["2d", "3h"])]
"""How long before: "2d" is two days on the wall calendar, at the same hour by the wall clock; "3h" is three hours."""

Joined = Literal["by command", "by role"]


PlanState = Literal["planned", "handed", "told", "said", "withdrawn", "missed", "failed"]
"""`planned`: to come. `handed`: in the outbox. `told`: given to the bot. `said`: the bot has said it. `withdrawn`:
there was a reason not to say it. `missed`: it was too late to be of use. `failed`: it could not be delivered."""


class Explained(Value):
    """One reminder and what became of it."""

    plan: int
    kind: ReminderKind
    title: str
    lead_words: str
    planned: Instant
    """By the course clock."""
    state: PlanState
    sentence: str
    """Such as: "Not sent: you had ticked it off." """


# Joining.


class Enrolment(Value):
    """Whether someone is reminded."""

    student: PersonId
    name: str
    joined: bool
    how: Joined | None = None
    since: Instant | None = None
    """By the real clock."""
    already: bool = False
    """Nothing changed: it stood so before asking."""
    role: str | None = None
    """The role by which one joins without asking, when the course names one."""


class JoinCourse(Call[Enrolment]):
    """Be reminded, with the course's lead times until one chooses others."""

    writes = True


class LeaveCourse(Call[Enrolment]):
    """No reminders any more, not even for holding a role; what was chosen is kept for another time."""

    writes = True


class SeeRole(Call[Enrolment]):
    """The bot saw that someone holds the role which the course names, or holds it no longer.

    Who left by command stays out whatever the roles say, and who joined by command stays in. Raises `NoRoleNamed`.
    """

    callers = frozenset({Caller.BOT, Caller.OWNER})
    writes = True
    student: PersonId
    name: Line
    holds: bool


class GetEnrolment(Call[Enrolment]):
    """Whether the asker has joined."""


class ListStudents(Call[tuple[Enrolment, ...]]):
    """Everyone who has joined, by name."""

    staff_only = True


# Choosing.


class QuietHours(Value):
    """Nothing is sent from `start` until `end`, by the clock of the person's own zone; over midnight when `end` is
    the smaller of the two."""

    start: WallClock
    end: WallClock


class KindSetting(Value):
    kind: ReminderKind
    leads: tuple[Lead, ...]
    """Longest first; empty when this kind is off."""
    chosen: bool
    """False: the course's default."""
    words: str
    """ "7 days and 2 days before", "off" """


class ReminderSettings(Value):
    """How someone is reminded, as it stands."""

    enrolment: Enrolment
    on: bool
    """False when all reminders are turned off."""
    kinds: tuple[KindSetting, ...]
    quiet: QuietHours | None = None
    zone: str
    """The zone of the quiet hours and of "in your zone": the person's own, or else the course's."""
    own_zone: bool
    hour: str
    """When a lead in days comes for what has no stated hour: "7:30 pm (New York)"."""
    coming: tuple[Explained, ...] = ()
    """The next few, as planned at this moment."""


class GetReminders(Call[ReminderSettings]):
    """One's own reminders."""


class ChooseLeads(Call[ReminderSettings]):
    """Choose how long before one is reminded of things of one kind."""

    writes = True
    kind: ReminderKind
    leads: Annotated[tuple[Lead, ...], Field(max_length=5)] | None
    """Empty: no reminders of this kind. None: the course's default again."""


class ChooseQuietHours(Call[ReminderSettings]):
    """Choose hours in which nothing is sent. A reminder that falls in them comes when they end, or before they
    begin when their end would be too late."""

    writes = True
    hours: QuietHours | None


class ChooseZone(Call[ReminderSettings]):
    """Choose the zone one lives in, or None for the course's. Raises `NoSuchZone`."""

    writes = True
    zone: Line | None


class TurnReminders(Call[ReminderSettings]):
    """Turn all reminders off, or on again with everything as it was chosen."""

    writes = True
    on: bool


# What a reminder says.


class Correction(Value):
    """What was said before and no longer holds."""

    day: date
    at: Instant | None
    in_words: str
    told: Instant
    """When that was said."""
    why: str
    """Such as: "The course staff moved it." or "You have an extension until then." """


class ReminderDue(Value):
    """One reminder, with everything needed to word it, as things stand for its reader at this moment."""

    about: Literal["reminder-due"] = "reminder-due"
    plan: int
    """Names this reminder in `SnoozeReminder`."""
    kind: ReminderKind
    person: Snowflake | None
    """Whom it is for; None in a channel, where it speaks of the course's dates and of nobody's own."""
    title: str
    """Of the task: "Review of paper 3a or 3b", "Your presentation of paper 5a: …"."""
    lead: Lead | None
    """None for a correction and for a snoozed one."""
    lead_words: str
    """ "2 days before", "as you asked when you snoozed it", "the date has changed" """
    moment: Instant
    """What it counts down to: the hour, or the end of the day where no hour is stated; for `grace`, its end."""
    day: date
    """The calendar day of `moment` in the course's zone."""
    in_words: str
    """The moment in words, in the course's zone, with "hour not stated" where none is."""
    in_own_words: str = ""
    """The same by the clock of the zone that the reader chose; empty when none was chosen or the hour is not stated."""
    late_rule: str = ""
    """What the course says of late work; empty for meetings and presentations."""
    status: str = ""
    """How it stands for the reader, in a sentence: "You present this paper, so …"; empty if there is nothing to say."""
    planned: Instant
    """When it was to be said, by the course clock."""
    late: bool = False
    """It comes later than it was to be said."""
    snoozed: bool = False
    correction: Correction | None = None
    cancelled: bool = False
    """A correction that says: this is no longer due at all."""
    why: str
    """Why the reader gets it, in a sentence."""
    deadline: Deadline | None = None
    """As it stands for the reader: own date, grace, standing; None for meetings and presentations."""
    meeting: Meeting | None = None
    paper: Paper | None = None
    can_tick: bool = False
    """Whether "done" makes sense."""


class ReminderDigest(Value):
    """What piled up for one person while nothing could be said, in one message, soonest first."""

    about: Literal["reminder-digest"] = "reminder-digest"
    plan: int
    person: Snowflake | None
    items: tuple[ReminderDue, ...]
    """At least two; each thing once, however many of its reminders were missed."""
    since: Instant
    """When the first of them was to be said."""
    why: str


class ReminderRef(Value):
    """What stands in the outbox for a reminder: which one. What it says is decided when it is handed out."""

    about: Literal["reminder"] = "reminder"
    plan: int


class ReminderHeld(Value):
    """Not now: it is quiet where the reader lives. Ask again at `until`."""

    until: Instant
    """By the real clock."""


# Acting on one.


class Snoozed(Value):
    plan: int
    """The new reminder."""
    until: Instant
    """By the course clock."""
    in_words: str
    """In the reader's zone."""


class SnoozeReminder(Call[Snoozed]):
    """Be reminded once more, in a while. Raises `NoSuchReminder`, and `NothingToSnooze` when it would be too late."""

    writes = True
    plan: int
    minutes: Annotated[int, Field(ge=5, le=14 * 24 * 60)] = 60


# Why.

class ReminderStory(Value):
    enrolment: Enrolment
    on: bool
    sentence: str
    """How one is reminded, in a sentence, or why one is not."""
    past: tuple[Explained, ...]
    """Newest first."""
    coming: tuple[Explained, ...]
    """Soonest first."""
    silent: tuple[str, ...] = ()
    """Things that lie ahead and of which one is not reminded, each with the reason."""


class ExplainReminders(Call[ReminderStory]):
    """Why the asker was reminded or was not; what is still to come. `deadline` narrows it to one."""

    deadline: Slug | None = None
    student: PersonId | None = None
    """Someone else's: for staff only. Raises `StaffOnly`."""
    most: Annotated[int, Field(ge=1, le=50)] = 15


# The house's own.


class Ring(Value):
    """What one ringing did, and when the next is due."""

    handed: int
    """Put into the outbox."""
    missed: int
    more: bool
    """There is more that is due: ring again at once."""
    next_due: Instant | None
    """By the course clock."""
    next_in_s: float | None
    """Seconds of the real clock until then."""


class RingReminders(Call[Ring]):
    """Move what is due to the outbox, in one transaction; asked by the alarm."""

    callers = OWNER
    writes = True
    most: Annotated[int, Field(ge=1, le=5000)] = 500
    rebuild: bool = False
    """First plan everything anew from calendar, extensions, people and what they chose: at start."""


class RenewReminder(Call[ReminderDue | ReminderDigest | ReminderHeld | None]):
    """What a reminder says at this moment; None when there is no longer a reason to say it, which is remembered.

    Asked in the transaction that leases the notice. Asking again gives the same reminder anew, as things then stand.
    """

    callers = OWNER
    writes = True
    plan: int


class SettleReminder(Call[None]):
    """What became of a reminder that was handed to the bot. Unknown ones are passed over."""

    callers = OWNER
    writes = True
    plan: int
    outcome: Literal["said", "not said", "unknown"]
    reason: Annotated[str, Field(max_length=500)] = ""
