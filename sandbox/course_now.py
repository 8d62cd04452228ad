"""What time it is for those who plan: the course clock's time where one was given, else the real one.

Scheduled events are judged by it, so that in a sandbox which stands in a past term a meeting of
"tomorrow" is not refused as over. Tokens, limits, nonces and ids know the real time only.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.errors import Json
from sandbox.page_socket import CourseClock

log = logging.getLogger(__name__)

TRUSTED_S = 1.0
"""How long the clock's last answer stands for it."""
A_JUMP = timedelta(seconds=1)
"""By less the clock only seems to have been turned back, for its answer was on the way."""
PATIENCE_S = 1.0
"""How long it is waited for; it lives in another process, which may be away."""


class CourseNow:
    """Asks the course clock, and remembers by how much it differs from the real one.

    `on_time` is called whenever somebody learns the time here, with that time, and whether the clock was turned back
    since it was last looked at.
    """

    def __init__(
        self,
        clock: CourseClock | None,
        real: Callable[[], datetime],
        on_time: Callable[[datetime, bool], None] = lambda now, turned_back: None,
    ) -> None:
        self._clock = clock
        self._real = real
        self._on_time = on_time
        self._ahead = timedelta()
        self._asked = -TRUSTED_S

    async def read(self, *, afresh: bool = False) -> datetime:
        """Aware; when the clock does not answer, by what it said last. `afresh`: what it said a moment ago will not do,
        because somebody acts on its having been moved."""
        if self._clock is not None and (afresh or time.monotonic() - self._asked >= TRUSTED_S):
            try:
                async with asyncio.timeout(PATIENCE_S):
                    self.heard(await self._clock.read())
            except (TimeoutError, OSError):
                log.info("The course clock does not answer; its last word stands.")
        now = self._real() + self._ahead
        self._on_time(now, False)
        return now

    def heard(self, face: Json) -> None:
        """Take note of what the clock shows."""
        now, before = datetime.fromisoformat(face["now"]), self._ahead
        self._ahead = now - self._real()
        self._asked = time.monotonic()
        self._on_time(now, self._ahead < before - A_JUMP)
