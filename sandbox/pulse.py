# ruff: noqa: ASYNC109 — a time-out is part of what these promise: they say what did not happen.
"""Something changed: wakes whoever waits for a condition on the sandbox, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Pulse:
    """One beat for each change. A waiter looks at its condition once a beat."""

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
            try:
                await asyncio.wait_for(future, end - loop.time())
            except TimeoutError:
                if value := condition():
                    return value
                name = what or getattr(condition, "__name__", "the condition")
                raise TimeoutError(f"Waited {timeout:g} s for {name}; it did not happen.") from None
            finally:
                self._waiting.discard(future)
        return value
