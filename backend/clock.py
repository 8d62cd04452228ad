"""The clocks that everyone is given; nobody takes the time for himself.

The *course clock* says what day it is in the course: it decides what is due and whether sign-up is open, and it can
be moved, so that a sandbox jumps to the evening before a deadline. The *real clock* times leases, tokens and limits,
and nothing moves it. The offset between them is a row (see `backend.desks.clock`), so this module only knows clocks
that stand beside the database: the real one, and one that tests set by hand.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class RealClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class HandClock:
    """A clock that stands still until it is moved: for tests of leases, limits and long waits."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by
