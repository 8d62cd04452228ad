"""Who is reminded and how each wants it: students who joined, and the guilds' channels. Only reads.

A student who has left, or has turned reminders off, is a reader all the same, but not an active one: so that it can
be said why nothing comes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from backend.contract.notices import ListPlaces
from backend.contract.reminders import KINDS, ReminderKind
from backend.course import times
from backend.desk import Visit
from backend.scheduling.leads import Quiet
from backend.scheduling.tables_reminders import EnrolmentRow, LeadsRow, PreferenceRow

Leads = tuple[str, ...]
A_FEW = 200
"""So many students are looked up by name; more are read all at once."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone, or some channel, that is reminded."""

    student: str | None
    """None for a guild's channel."""
    guild: str | None
    leads: Mapping[ReminderKind, Leads]
    chosen: frozenset[ReminderKind] = frozenset()
    """Kinds for which the leads are the student's own choice."""
    joined: bool = True
    on: bool = True
    quiet: Quiet | None = None
    zone: ZoneInfo | None = None
    """The zone that the student chose."""
    channel: str | None = None
    """Where a guild's reminders are said."""

    @property
    def recipient(self) -> str:
        return f"person:{self.student}" if self.student is not None else f"guild:{self.guild}"

    @property
    def active(self) -> bool:
        return self.joined and self.on


def read_students(at: Visit, students: Collection[str] | None = None) -> list[Reader]:
    """Those of `students` who ever joined or chose something; None: all who have joined."""
    if students is not None and not students:
        return []
    few = None if students is None or len(students) > A_FEW else sorted(students)
    session = at.session
    enrolments = select(EnrolmentRow)
    preferences, leads = select(PreferenceRow), select(LeadsRow)
    if few is not None:
        enrolments = enrolments.where(col(EnrolmentRow.student).in_(few))
        preferences = preferences.where(col(PreferenceRow.student).in_(few))
        leads = leads.where(col(LeadsRow.student).in_(few))
    elif students is None:
        enrolments = enrolments.where(col(EnrolmentRow.left_at).is_(None))
    enrolled = {row.student: row for row in session.exec(enrolments)}
    preferred = {row.student: row for row in session.exec(preferences)}
    chosen: dict[str, dict[str, Leads]] = {}
    for row in session.exec(leads):
        chosen.setdefault(row.student, {})[row.kind] = tuple(row.leads.split())
    names = enrolled.keys() if students is None else dict.fromkeys(students)
    defaults = {kind: at.course.reminders.personal.of(kind) for kind in KINDS}
    return [
        _student(name, enrolled.get(name), preferred.get(name), chosen.get(name), defaults, at)
        for name in names
    ]


def read_student(at: Visit, student: str) -> Reader:
    return read_students(at, (student,))[0]


def read_channels(at: Visit) -> list[Reader]:
    """One for each guild that has a channel for announcements."""
    leads = {kind: at.course.reminders.channel.of(kind) for kind in KINDS}
    return [
        Reader(student=None, guild=place.guild, leads=leads, channel=place.announce_channel)
        for place in at.ask(ListPlaces())
        if place.announce_channel
    ]


def read_recipient(at: Visit, recipient: str) -> Reader | None:
    """Who that is; None for a guild without a channel."""
    sort, _, name = recipient.partition(":")
    if sort == "person":
        return read_student(at, name)
    return next((each for each in read_channels(at) if each.guild == name), None)


def _student(
    name: str,
    enrolled: EnrolmentRow | None,
    preferred: PreferenceRow | None,
    chosen: Mapping[str, Leads] | None,
    defaults: Mapping[ReminderKind, Leads],
    at: Visit,
) -> Reader:
    joined = enrolled is not None and enrolled.left_at is None
    if preferred is None and not chosen:
        return Reader(student=name, guild=None, leads=defaults, joined=joined)
    own: Mapping[str, Leads] = chosen or {}
    quiet = zone = None
    if preferred is not None:
        zone = _zone(preferred.zone)
        if preferred.quiet_start is not None and preferred.quiet_end is not None:
            quiet = Quiet(preferred.quiet_start, preferred.quiet_end, zone or at.course.tz)
    return Reader(
        student=name, guild=None,
        leads={kind: own.get(kind, defaults[kind]) for kind in KINDS},
        chosen=frozenset(kind for kind in KINDS if kind in own),
        joined=joined, on=preferred.active if preferred else True, quiet=quiet, zone=zone,
    )  # fmt: skip


def _zone(name: str | None) -> ZoneInfo | None:
    """A zone that has gone from the zone database since it was chosen counts as none."""
    try:
        return times.zone(name) if name else None
    except ValueError:
        return None
