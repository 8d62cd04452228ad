# ruff: noqa: ASYNC109 — a time-out is part of what these promise: they say what did not happen.
"""Something changed: wakes whoever waits for a condition on the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
SECOND_LOOK = 0.02  # seconds; for conditions on what beats no pulse here, the bot's own memory say


class Pulse:
    """One beat for each change. A waiter looks at its condition at each beat, and now and then."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(
        self, condition: Callable[[], T], *, timeout: float = 5.0, what: str | None = None
    ) -> T:
        """Return the condition's first true value; TimeoutError names `what` did not happen."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not (value := condition()):
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            await asyncio.wait((future,), timeout=SECOND_LOOK)
            self._waiting.discard(future)
            if loop.time() >= end and not condition():
                name = what or getattr(condition, "__name__", "the condition")
                raise TimeoutError(f"Waited {timeout:g} s for {name}; it did not happen.")
        return value
