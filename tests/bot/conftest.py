"""The stage for the bot: the real backend over HTTP, the pretend Discord over sockets, the unmodified library between.

    async def test_…(stage):
        reply = await stage.ada.slash("due")

When the test is over, all that went over the wire is judged by Discord's own schemas (`tests.sandbox.judging`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from backend.contract import By, Call
from backend.contract.clock import MoveClock
from bot.client import Syllabot, run_bot
from bot.config import BackOff, BotConfig, Link
from sandbox.acting import Person
from sandbox.interactions import Timing
from sandbox.seen import Seen
from sandbox.server import Sandbox
from tests.conftest import House
from tests.patience import PATIENCE_S

T = TypeVar("T")
R = TypeVar("R")
UNHURRIED = Timing(respond_within=30.0)
"""For tests that are not about time: on a busy machine a bot may need more than Discord's three seconds."""
QUICK = BackOff(first_s=0.02, longest_s=0.1)


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """The library's two addresses are put back, whatever a test redirected."""
    rest, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest, gateway


@dataclass
class Stage:
    """A running bot between a running backend and a running sandbox."""

    sandbox: Sandbox
    house: House
    link: Link
    state: Path
    bots: list[Syllabot] = field(default_factory=list)
    """Those that reached READY, the newest last."""

    @property
    def bot(self) -> Syllabot:
        return self.bots[-1]

    @property
    def ada(self) -> Person:
        return self.sandbox.person("Ada")

    @property
    def ben(self) -> Person:
        return self.sandbox.person("Björn")

    @property
    def instructor(self) -> Person:
        return self.sandbox.instructor

    def config(self) -> BotConfig:
        return BotConfig(
            token=self.sandbox.token,
            link=self.link,
            state_folder=self.state,
            discord_url=self.sandbox.url,
            back_off=QUICK,
        )

    @asynccontextmanager
    async def running(self, config: BotConfig | None = None) -> AsyncIterator[Syllabot]:
        """A bot from READY until the block ends."""
        ready: asyncio.Queue[Syllabot] = asyncio.Queue()
        task = asyncio.create_task(run_bot(config or self.config(), on_connect=ready.put_nowait))
        waiting = asyncio.create_task(ready.get())
        try:
            await asyncio.wait({task, waiting}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                await task
            assert waiting.done(), "the bot did not connect in time"
            self.bots.append(waiting.result())
            await self.sandbox.bot_ready(commands=1)
            yield self.bot
        finally:
            for each in (waiting, task):
                each.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await each

    async def ask(self, call: Call[R], by: str = "terminal", *, staff: bool = False) -> R:
        """Past the bot, as the terminal would."""
        return await self.house.backend(call, By(id=by, name=by.title(), staff=staff))

    async def setup(self) -> None:
        """What every server does first."""
        reply = await self.instructor.slash("setup")
        assert reply.failed is None, reply
        await self.until(lambda: self.board)

    async def at(self, now: datetime) -> None:
        """Set the course's now; the real clock, by which leases and waits go, stands where it stood."""
        await self.ask(MoveClock(to=now))

    def posts(self, channel: str) -> list[Seen]:
        """What the bot said in a channel to everyone, oldest first; none in a channel that is not there."""
        names = [place.name for place in self.sandbox.world.channels.values()]
        if channel not in names:
            return []
        return [seen for seen in self.instructor.sees(channel) if not seen.ephemeral]

    @property
    def board(self) -> Seen | None:
        """The sign-up board, when it has been posted."""
        return next(iter(self.posts("presentations")), None)

    async def until(self, condition: Callable[[], T], what: str | None = None) -> T:
        return await self.sandbox.until(condition, timeout=PATIENCE_S, what=what)


@pytest.fixture
async def quiet_stage(sqlite_house: House, tmp_path: Path) -> AsyncIterator[Stage]:
    """Backend and sandbox, and no bot yet."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(timing=UNHURRIED))
        link = await stack.enter_async_context(sqlite_house.link("bot-token"))
        yield Stage(sandbox=sandbox, house=sqlite_house, link=link, state=tmp_path / "bot")


@pytest.fixture
async def stage(quiet_stage: Stage) -> AsyncIterator[Stage]:
    """Backend, sandbox, and a bot that is connected."""
    async with quiet_stage.running():
        yield quiet_stage


def text_of(card: discord.Embed) -> str:
    """Everything there is to read on a card."""
    parts = [card.title or "", card.description or "", card.footer.text or ""]
    parts += [text or "" for entry in card.fields for text in (entry.name, entry.value)]
    return "\n".join(parts)
