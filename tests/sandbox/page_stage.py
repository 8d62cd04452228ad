"""The stage for tests of the chat page: a real browser, a real sandbox, and the bot of page_bot.py.

Browser and sandbox are one a module; every test opens pages of its own. A page that complained (an
error in a script, a refused policy, a request that went nowhere) fails the test that opened it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, async_playwright

from sandbox.errors import Json
from sandbox.interactions import Timing
from sandbox.people import Seed
from sandbox.server import Sandbox
from tests.sandbox.page_bot import ZONE, StageBot

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMANDS = 9
DESKTOP = (1280, 800)


class MovableClock:
    """A course clock that stands still between moves."""

    def __init__(self) -> None:
        self.now = dt.datetime(2024, 2, 5, 12, 0, tzinfo=ZONE)

    async def read(self) -> Json:
        evening = dt.datetime(2024, 2, 6, 19, 30, tzinfo=ZONE)
        landmarks = [{"label": "The evening before it is due", "at": evening.isoformat()}]
        return {"now": self.now.isoformat(), "zone": ZONE.key, "landmarks": landmarks}

    async def move(self, to: str) -> Json:
        self.now = dt.datetime.fromisoformat(to).replace(tzinfo=ZONE)
        return await self.read()


class Stage:
    """The sandbox with its bot, and the browser."""

    def __init__(self, sandbox: Sandbox, clock: MovableClock, browser: Browser) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self._browser = browser
        self._shared: BrowserContext | None = None

    async def bot_comes(self) -> None:
        self.bot = StageBot()
        self._running = asyncio.create_task(self.bot.start(self.sandbox.token))
        await self.sandbox.bot_ready(commands=COMMANDS)

    async def bot_leaves(self) -> None:
        await self.bot.close()
        with suppress(asyncio.CancelledError):
            await self._running

    @asynccontextmanager
    async def open(
        self, name: str = "Ada", *, fresh: bool = False, bears: str = "nothing", hash_: str = ""
    ) -> AsyncIterator[Page]:
        """A page as this person. `fresh`: in a browser that has never seen the page; otherwise
        what a page keeps (what was read, say) is shared. `bears`: a complaint that is expected."""
        context = await self._context(fresh)
        page = await context.new_page()
        complaints: list[str] = []

        def complain(said: ConsoleMessage) -> None:
            if said.type in ("error", "warning") and bears not in said.text:
                complaints.append(said.text)

        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            hash_ = hash_ or f"#as={self.sandbox.person(name).id}"
            await page.goto(f"{self.sandbox.url}/{hash_}")
            await page.locator("#say:enabled").wait_for()
            yield page
            assert complaints == []
        finally:
            await (context if fresh else page).close()

    async def _context(self, fresh: bool) -> BrowserContext:
        if self._shared is not None and not fresh:
            return self._shared
        width, height = DESKTOP
        context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark",
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(8000)
        if not fresh:
            self._shared = context
        return context


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, started; the bot is ready and has registered its commands."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium at /usr/bin/chromium, and CI must not skip these.")
        pytest.skip("There is no Chromium at /usr/bin/chromium to look at the page with.")
    clock = MovableClock()
    seed = Seed(channels=("general", "papers", "benchmarks"))
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with (
        Sandbox(seed=seed, clock=clock, timing=Timing(respond_within=1.2)) as sandbox,
        async_playwright() as playwright,
    ):
        Route.BASE = sandbox.rest_base
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        scene = Stage(sandbox, clock, browser)
        try:
            await scene.bot_comes()
            yield scene
        finally:
            await browser.close()
            await scene.bot_leaves()
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


async def send(page: Page, line: str) -> None:
    """Put a whole line into the composer and press Enter."""
    await page.locator("#say").fill(line)
    await page.locator("#say").press("Enter")


def used(page: Page, name: str, command: str) -> Locator:
    """The messages that answer a command of this person."""
    return page.locator(".message").filter(has_text=f"{name} used {command}")
