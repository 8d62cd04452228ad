"""When a reminder comes: leads, quiet hours, and both in words. Pure; every "now" is an argument.

A lead in days is counted on the wall calendar of the course's zone, so that two days before a class at 19:30 is 19:30,
also across a change to summer time. A lead in hours is counted in real hours. Quiet hours are those of the reader's
own zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.course import times

ENOUGH = timedelta(hours=1)
"""What must be left when quiet hours end; with less, the reminder comes before they begin."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a reminder counts back from."""

    day: date
    """Days are counted from this day …"""
    hour: time
    """… and come at this hour by the wall clock."""
    moment: datetime
    """Hours are counted from this instant, in UTC: the hour itself, or the end of the day where none is stated."""


def before(anchor: Anchor, lead: str, tz: ZoneInfo) -> datetime:
    """The instant, in UTC, that lies `lead` ("2d", "3h") before."""
    count = int(lead[:-1])
    if lead.endswith("h"):
        return anchor.moment - timedelta(hours=count)
    return times.nearest_instant(anchor.day - timedelta(days=count), anchor.hour, tz)


def length(lead: str) -> timedelta:
    """How long a lead is, near enough to sort by."""
    count = int(lead[:-1])
    return timedelta(hours=count) if lead.endswith("h") else timedelta(days=count)


def longest_first(leads: Iterable[str]) -> tuple[str, ...]:
    """Each once, sorted."""
    return tuple(sorted(set(leads), key=lambda lead: (-length(lead), lead)))


def lead_in_words(lead: str) -> str:
    """ "2 days before", "1 hour before" """
    return f"{_span(lead)} before"


def leads_in_words(leads: Iterable[str]) -> str:
    """ "7 days and 2 days before", "off" """
    *most, last = [_span(lead) for lead in longest_first(leads)] or [""]
    if not last:
        return "off"
    return f"{', '.join(most)} and {last} before" if most else f"{last} before"


def _span(lead: str) -> str:
    count, unit = int(lead[:-1]), "hour" if lead.endswith("h") else "day"
    return f"{count} {unit}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent, by the wall clock of one zone; over midnight when `end` is the smaller."""

    start: time
    end: time
    tz: ZoneInfo

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The stretch of quiet in which `moment` lies, in UTC; None when it lies in none.

        It belongs to the quiet from its first instant on, and to the day from the end on.
        """
        if self.start == self.end:
            return None
        today = moment.astimezone(self.tz).date()
        for day in (today - timedelta(days=1), today):
            over = day if self.start < self.end else day + timedelta(days=1)
            begins = times.nearest_instant(day, self.start, self.tz)
            ends = times.nearest_instant(over, self.end, self.tz)
            if begins <= moment < ends:
                return begins, ends
        return None

    def shift(self, due: datetime, moment: datetime) -> datetime:
        """When a reminder that is due at `due`, of something at `moment`, may come: not in the quiet.

        It waits for the end, if at least `ENOUGH` is left by then; otherwise it comes just before the quiet begins.
        """
        stretch = self.around(due)
        if stretch is None:
            return due
        begins, ends = stretch
        return ends if ends + ENOUGH <= moment else begins - timedelta(minutes=1)

    def holds_until(self, now: datetime, moment: datetime) -> datetime | None:
        """Until when something that could be said at `now` should wait; None when it should not."""
        stretch = self.around(now)
        if stretch is None or stretch[1] + ENOUGH > moment:
            return None
        return stretch[1]
