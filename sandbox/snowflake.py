"""Discord's ids: 64-bit numbers whose upper 42 bits are milliseconds since the start of 2015.

Two kinds are made here. New things get ids from a clock, strictly increasing, so that sorting by id
is sorting by time. Seeded things (the guild, its people) get ids derived from their names, so that
whoever stores such an id finds the same person after a restart.

https://discord.com/developers/docs/reference#snowflakes
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_SEEDED_FROM = datetime(2023, 1, 1, tzinfo=UTC)
_SEEDED_SPAN_MS = 180 * 24 * 3600 * 1000


def time_of(snowflake: int) -> datetime:
    """When the thing with this id came to be, aware UTC, to the millisecond."""
    return EPOCH + timedelta(milliseconds=snowflake >> 22)


def at(moment: datetime) -> int:
    """The smallest id of that millisecond."""
    return ((moment - EPOCH) // timedelta(milliseconds=1)) << 22


def seeded(kind: str, name: str) -> int:
    """The same id for the same name, today and after a restart; dated to the first half of 2023."""
    digest = hashlib.sha256(f"{kind}\0{name}".encode()).digest()
    ms = int.from_bytes(digest[:6], "big") % _SEEDED_SPAN_MS
    low = int.from_bytes(digest[6:9], "big") & 0x3FFFFF
    return at(_SEEDED_FROM + timedelta(milliseconds=ms)) | low


class Snowflakes:
    """Strictly increasing ids from a clock in seconds since 1970 (the real clock by default).

    A clock that stands still or runs backwards (daylight, a corrected server) never makes an id
    repeat: the next one then follows the last instead of the clock.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        now_ms = int(self._clock() * 1000) - int(EPOCH.timestamp() * 1000)
        self._last = max(self._last + 1, now_ms << 22)
        return self._last

    def after(self, used: int) -> None:
        """Never hand out `used` or anything smaller (ids read back from a file)."""
        self._last = max(self._last, used)
