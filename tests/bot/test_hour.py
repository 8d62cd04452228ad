"""An hour without Discord, on an event loop whose clock leaps over the waits. The sockets are real.

The bot waits as it does in earnest, by its own back-off and patience.
"""

from __future__ import annotations

import asyncio
import logging
import selectors
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from backend.link import HttpLink
from bot.client import IDENTIFY_APART_S, Syllabot
from bot.config import BotConfig
from sandbox.server import Sandbox
from tests.bot.test_endurance import failures, kept_alive, said

AN_HOUR_S = 3600.0
BUSY_S = 10.0
"""Real time passes too, and on a busy machine the more."""
A_LOOK_S = 0.005
"""Of real time, for what is on its way between two sockets of this process, before the clock leaps."""


class Leaping(selectors.DefaultSelector):
    """While it hurries, the next timer is there at once, unless something happens first."""

    hurries = False
    ahead_s = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if not self.hurries or timeout is None or timeout <= A_LOOK_S:
            return super().select(timeout)
        happened = super().select(A_LOOK_S)
        if not happened:
            self.ahead_s += timeout - A_LOOK_S
        return happened


class LeapingLoop(asyncio.SelectorEventLoop):
    """Its time runs on by what its selector leaps; and it knows when connections to `watched` were tried."""

    def __init__(self) -> None:
        self.selector = Leaping()
        super().__init__(self.selector)
        self.watched = 0
        self.tries: list[float] = []
        self.tried = asyncio.Event()
        self.awaits_a_try = False

    def time(self) -> float:
        return super().time() + self.selector.ahead_s

    async def sock_connect(self, sock: Any, address: Any) -> None:
        if address[1] == self.watched:
            self.tries.append(self.time())
            self.tried.set()
            if self.awaits_a_try:
                self.selector.hurries = False
        await super().sock_connect(sock, address)

    async def hurry_for(self, seconds: float) -> None:
        self.selector.hurries = True
        await asyncio.sleep(seconds)
        self.selector.hurries = False

    async def hurry_to_the_next_try(self) -> None:
        """From the try on, time goes its way again."""
        self.tried.clear()
        self.awaits_a_try = self.selector.hurries = True
        await self.tried.wait()


def test_it_keeps_trying_for_an_hour_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    loop = LeapingLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(an_hour_away(loop, tmp_path, caplog))


async def an_hour_away(loop: LeapingLoop, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = Sandbox()
    await before.start()
    # Nobody listens on the discard port: the backend is away, too, and so nothing else is under way when time leaps.
    async with HttpLink("http://127.0.0.1:9", "bot-token") as link:
        config = BotConfig(
            token=before.token, link=link, state_folder=folder, discord_url=before.url
        )
        async with kept_alive(config) as bot:
            first = await bot.connected()
            await before.stop()
            loop.watched, began = before.port, loop.time()
            await loop.hurry_for(AN_HOUR_S)
            tries, now = list(loop.tries), loop.time()
            async with Sandbox(port=before.port, token=config.token) as after:
                await loop.hurry_to_the_next_try()
                assert await bot.connected() is not first
                await after.bot_ready(commands=1)
                assert (await after.person("Ada").slash("due")).failed is None

    longest = config.back_off.longest_s
    gaps = [later - earlier for earlier, later in pairwise([began, *tries, now])]
    # First the library tries on its own, until the connection is given up; then come the bot's own waits, which double.
    assert max(gaps) <= config.away_s + config.back_off.first_s + 1, (
        "it never stops trying for long"
    )
    later = [each for each in tries if each - began > config.away_s + 2 * longest]
    waits = [two - one for one, two in pairwise(later)]
    assert all(longest / 2 <= wait <= longest + BUSY_S for wait in waits), waits
    assert len(later) >= (AN_HOUR_S - config.away_s - 3 * longest) / (longest + BUSY_S)
    assert len(said(caplog, "waiting for Discord")) == 1
    (over,) = said(caplog, "Discord is reached again after")
    assert AN_HOUR_S - BUSY_S <= float(over.split()[-2]) <= AN_HOUR_S + 2 * longest
    assert failures(caplog) == []


def test_a_lost_session_is_asked_for_anew_as_soon_as_discord_allows(tmp_path: Path) -> None:
    """Once in five seconds, and no later than need be."""
    loop = LeapingLoop()

    async def waits() -> tuple[float, float]:
        config = BotConfig(
            token="x", link=HttpLink("http://127.0.0.1:9", "x"), state_folder=tmp_path
        )
        bot = Syllabot(config)
        await bot.before_identify_hook(None, initial=True)
        loop.selector.hurries = True
        began = loop.time()
        await bot.before_identify_hook(None)
        soon = loop.time() - began
        await asyncio.sleep(60)
        began = loop.time()
        await bot.before_identify_hook(None)
        return soon, loop.time() - began

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        soon, later = runner.run(waits())
    assert soon >= IDENTIFY_APART_S - 0.1
    assert later < IDENTIFY_APART_S
