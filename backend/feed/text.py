"""From calendar entries to the text of an iCalendar feed (RFC 5545), by the `icalendar` library. Pure.

All moments are written in UTC, so no zone has to be described: the library's description of New York begins summer
time an hour late. There is no METHOD, for nobody is invited. A deadline has a start and no end: it is a moment; when
its hour is not stated it is a whole day. An entry that was in the feed before and is no longer valid stays as
CANCELLED, because a program that read it would otherwise keep it or drop it as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Syllabot//Course calendar//EN"
READ_AGAIN = timedelta(hours=1)


class Entry(BaseModel):
    """What one entry shows."""

    model_config = ConfigDict(frozen=True)

    uid: str
    """Stays the same as long as it is the same thing, whenever it takes place."""
    title: str
    starts: datetime | date
    """Aware; or a day of the course's zone."""
    ends: datetime | None = None
    place: str = ""
    about: str = ""
    status: Literal["CONFIRMED", "TENTATIVE"] = "CONFIRMED"
    busy: bool = False
    """Whether it takes up the time: a meeting does, a deadline does not."""


class Standing(BaseModel):
    """An entry with its history."""

    model_config = ConfigDict(frozen=True)

    entry: Entry
    sequence: int
    """Grows with each change (RFC 5545, 3.8.7.4)."""
    changed: datetime
    cancelled: bool = False


def calendar_text(name: str, standings: Iterable[Standing]) -> str:
    """The whole feed; lines are folded at 75 octets and end in CR LF."""
    from icalendar import Calendar
    from icalendar.prop import vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # NAME and REFRESH-INTERVAL are RFC 7986's; the X- ones are what programs understood before it.
    # The library escapes text only where it knows a property to be text, so it is told here.
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vDuration(READ_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_AGAIN))
    for standing in standings:
        calendar.add_component(_event(standing))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(standing: Standing) -> Event:
    from icalendar import Event

    entry = standing.entry
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", standing.sequence)
    # Without a METHOD the stamp says when the entry was last revised (3.8.7.2).
    event.add("dtstamp", standing.changed)
    event.add("last-modified", standing.changed)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    if entry.about:
        event.add("description", entry.about)
    event.add("status", "CANCELLED" if standing.cancelled else entry.status)
    event.add("transp", "OPAQUE" if entry.busy and not standing.cancelled else "TRANSPARENT")
    return event
