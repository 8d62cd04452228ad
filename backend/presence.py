"""A backend shows that it is there, so that a second one on the same database notices and says so.

Two backends started by mistake double nothing: what is due is decided by rows, and writers come one at a time. But
whoever started two should know. A lease that its holder renews tells a backend that lives from one that was killed.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import datetime

from backend.desk import HouseBackend

log = logging.getLogger(__name__)

LEASE = "backend"
LOOK_EVERY_S = 5.0
LOOKS = 3.0
"""A backend that is silent for so many looks is taken for dead."""


class Presence:
    """Renews the lease, or watches whoever has it. Start it beside whatever serves the backend."""

    def __init__(self, backend: HouseBackend, *, look_every_s: float = LOOK_EVERY_S) -> None:
        self._backend = backend
        self._look_every_s = look_every_s
        self._me = secrets.token_hex(8)
        self._watching: asyncio.Task[None] | None = None
        self.second = False
        """Whether another backend lives on this database, and was there first."""

    def start(self) -> None:
        self._watching = asyncio.create_task(self._watch(), name="presence")

    async def stop(self) -> None:
        """The lease ends by itself, unless another backend waits for it."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            self._watching = None

    async def _watch(self) -> None:
        seen: tuple[str, datetime] | None = None
        while True:
            try:
                row = await self._backend.hold(LEASE, self._me, LOOKS * self._look_every_s)
            except Exception as fault:
                log.warning("it cannot be seen whether another backend runs: %s", fault)
            else:
                # One that was killed leaves a lease behind, but does not renew it.
                lives = row is not None and seen is not None and seen[0] == row.holder
                renewed = lives and row is not None and seen is not None and row.until > seen[1]
                self._say(renewed or (self.second and row is not None), row.since if row else None)
                seen = (row.holder, row.until) if row is not None else None
            await asyncio.sleep(self._look_every_s)

    def _say(self, second: bool, since: datetime | None) -> None:
        if second and not self.second and since is not None:
            log.warning(
                "another backend serves this database since %s UTC. Nothing is said twice, but end one of the two.",
                f"{since:%H:%M}",
            )
        if self.second and not second:
            log.info("the other backend has ended; this one serves the database alone")
        self.second = second
