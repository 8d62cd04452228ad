"""Waiting at the edge: clerks run short handlers in threads, and a bell wakes those who asked and got nothing.

No handler sleeps and no transaction waits: a call such as `NextNotices(wait=25)` is asked, and when it has nothing to
say it is asked again once a commit rings for it, or its time is up. Rings are heard within one process; so that two
backends on one database serve their waiters too, everyone is asked again every few seconds anyway.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from backend.contract.base import Waker

P = ParamSpec("P")
T = TypeVar("T")

ASK_AGAIN_S = 2.0
"""Also bounds how late an expired lease is noticed."""

READERS = 4


class Clerks:
    """Threads that run handlers: for SQLite one that writes, a few that read."""

    def __init__(self, *, writers: int) -> None:
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="writing-clerk")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reading-clerk")

    async def write(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        assert not kwargs
        return await asyncio.get_running_loop().run_in_executor(self._writers, work, *args)

    async def read(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        assert not kwargs
        return await asyncio.get_running_loop().run_in_executor(self._readers, work, *args)

    async def close(self) -> None:
        await asyncio.to_thread(self._writers.shutdown)
        await asyncio.to_thread(self._readers.shutdown)


class Bell:
    """One future a waker, resolved at each ring. Lives on the event loop; ring it there."""

    def __init__(self) -> None:
        self._next: dict[Waker, asyncio.Future[None]] = {}

    def ring(self, waker: Waker) -> None:
        waiting = self._next.pop(waker, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(None)

    def _listen(self, waker: Waker) -> asyncio.Future[None]:
        if waker not in self._next:
            self._next[waker] = asyncio.get_running_loop().create_future()
        return self._next[waker]

    async def hear(self, waker: Waker, within: float) -> bool:
        """Wait for the next ring, at most `within` seconds; whether it came."""
        done, _ = await asyncio.wait({self._listen(waker)}, timeout=within)
        return bool(done)

    async def ask_until(self, waker: Waker, wait: float, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask, and ask again at each ring, until the answer is not empty or `wait` seconds are over."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait
        while True:
            # Listen before asking: a ring between the answer and the waiting must not be missed.
            ring = self._listen(waker)
            answer = await ask()
            left = until - loop.time()
            if answer or left <= 0:
                return answer
            await asyncio.wait({ring}, timeout=min(left, ASK_AGAIN_S))
