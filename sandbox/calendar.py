"""What happens to scheduled events by itself: those outside of Discord begin and end at their times.

https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status-update-automation

Events in voice channels begin when someone begins them. What Discord does hours later, to events that nobody began,
is not here. The sandbox's clock can do what Discord's cannot: turned back, it makes what had begun wait once more.
"""

from __future__ import annotations

from datetime import datetime

from sandbox import guild_shape
from sandbox.model import ScheduledEvent
from sandbox.state import Event, World

VOICE, EXTERNAL = 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4


def keep_up(world: World, now: datetime, turned_back: bool) -> None:
    """Bring the events to this moment of the course, and tell of each that changes."""
    for event in list(world.scheduled.values()):
        if event.entity_type != EXTERNAL:
            continue
        if event.ends is not None and event.ends <= now:
            if event.status == SCHEDULED:
                _becomes(world, event, ACTIVE)
            _becomes(world, event, COMPLETED)
        elif event.status == SCHEDULED and event.starts <= now:
            _becomes(world, event, ACTIVE)
        elif event.status == ACTIVE and turned_back and now < event.starts:
            _becomes(world, event, SCHEDULED)


def _becomes(world: World, event: ScheduledEvent, status: int) -> None:
    event.status = status
    if status == COMPLETED:
        del world.scheduled[event.id]
    world.emit(Event("GUILD_SCHEDULED_EVENT_UPDATE", guild_shape.scheduled_event(world, event)))
