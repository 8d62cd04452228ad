"""Discord's scheduled events for the meetings, kept in step with the calendar.

RenewEvents → int
"""

from typing import Annotated, Literal

from pydantic import Field

from backend.contract.base import Call, Caller, Instant, Value


class EventStands(Value):
    """A meeting as a scheduled event, or that there is none any more."""

    about: Literal["meeting-event"] = "meeting-event"
    mark: Annotated[str, Field(max_length=80)]
    """Names the meeting, uniquely in a guild. The bot writes it into the event's description, so that an event whose
    creation was never acknowledged is found again instead of created twice."""
    name: Annotated[str, Field(max_length=100)]
    about_it: Annotated[str, Field(max_length=900)]
    place: Annotated[str, Field(max_length=100)]
    """The room, or "online"."""
    starts: Instant
    """When the meeting is. On a course clock that was moved, that may lie in Discord's past, and Discord takes no such
    event."""
    ends: Instant
    cancelled: bool = False
    """There is no such meeting any more: the event is taken away."""


class RenewEvents(Call[int]):
    """Bring the events of every guild in step with the calendar; the reply is how many changed.

    Asked by whatever changes the calendar (a reload, a jump of the clock); once a day, and after a restart with another
    course file, it happens by itself.
    """

    callers = frozenset({Caller.OWNER})
    writes = True
    if_needed: bool = False
    """Only when a day has begun in the course, or its meetings were written anew, since the last time."""
