"""Waiting for Discord: said in the log once when it begins, once when it is over, and not for ever on one connection.

The library tries to reconnect by itself, at intervals that grow to a quarter of an hour, and logs each try with a
traceback. Here its tries become our one line, and a connection that is away for long is given up, so that whoever
supervises it makes a new one at intervals of his own.
"""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.explain import is_connection

log = logging.getLogger(__name__)

RECONNECTING = "Attempting a reconnect"
"""How the library's own line begins."""
NO_CHOICES = "Ignoring exception in autocomplete"
NO_VOICE = "voice will NOT be supported"


class Waiting:
    """Whether Discord is being waited for. One for all the connections of a bot."""

    def __init__(self) -> None:
        self._since: float | None = None

    def begins(self, why: str) -> None:
        """Say so, unless it was said already."""
        if self._since is None:
            self._since = asyncio.get_running_loop().time()
            log.warning("waiting for Discord, which cannot be reached: %s", why)

    def is_over(self) -> None:
        if self._since is not None:
            lasted = asyncio.get_running_loop().time() - self._since
            log.info("Discord is reached again after %.0f s", lasted)
            self._since = None


class Calm(logging.Filter):
    """On the library's log: a try to reconnect is a beginning of waiting. That voice is missing is no news; nor is it
    that suggestions came too late or did not reach Discord, for `explain.suggesting` has said so.
    """

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self._waiting = waiting

    def filter(self, record: logging.LogRecord) -> bool:
        failure = record.exc_info[1] if record.exc_info else None
        if str(record.msg).startswith(NO_CHOICES) and failure is not None:
            return not (isinstance(failure, discord.HTTPException) or is_connection(failure))
        if str(record.msg).startswith(RECONNECTING):
            self._waiting.begins(str(failure) or type(failure).__name__)
            return False
        return NO_VOICE not in str(record.msg)


class Absence:
    """How long one connection has been away. `long` is set when that is too long."""

    def __init__(self, longest_s: float) -> None:
        self.longest_s = longest_s
        self.long = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    def begins(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self.longest_s, self.long.set)

    def is_over(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
