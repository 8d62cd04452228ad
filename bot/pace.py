"""The bot's own speed limit, so that what it says by itself meets no 429 that could have been avoided.

Discord allows a bot 50 requests a second over all, besides the limits of each channel, which the library reads from
the headers of every answer; for the limit over all no header counts down.
https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
"""

from __future__ import annotations

import asyncio

REQUESTS_A_SECOND = 45.0
"""Leaves a tenth for what people ask for. Answers to interactions do not count."""


class Pace:
    """Turns, evenly spaced, given in the order in which they are asked for."""

    def __init__(self, a_second: float = REQUESTS_A_SECOND) -> None:
        self._gap_s = 1.0 / a_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for a turn; one for each request."""
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._gap_s
        if mine > now:
            await asyncio.sleep(mine - now)
