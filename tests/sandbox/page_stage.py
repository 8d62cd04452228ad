"""The stage for tests of the chat page: a real browser, a real sandbox, and the bot of page_bot.py.

Browser and sandbox are one a module. A page that complained (an error in a script, a refused policy,
a request that went nowhere) fails the test that had it open.
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
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

from sandbox.errors import Json
from sandbox.interactions import Timing
from sandbox.people import Seed
from sandbox.server import Sandbox
from tests.patience import PATIENCE_MS
from tests.sandbox.page_bot import ZONE, StageBot

_SHELL, _WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
CHROMIUM = _SHELL if _SHELL.exists() else _WHOLE
"""The shell has no windows, draws the same, and takes two thirds of the processor's time."""
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
        self._kept: Page | None = None
        self._complaints: list[str] = []

    async def bot_comes(self) -> None:
        self.bot = StageBot()
        self._running = asyncio.create_task(self.bot.start(self.sandbox.token))
        await self.sandbox.bot_ready(commands=COMMANDS)

    async def bot_leaves(self) -> None:
        await self.bot.close()
        with suppress(asyncio.CancelledError):
            await self._running

    @asynccontextmanager
    async def open(self, name: str = "Ada") -> AsyncIterator[Page]:
        """The page as this person in #general. It is the same page each time, which saves loading
        it; whoever it belongs to is changed as the address bar would change it."""
        page = self._kept
        if page is None:
            page = self._kept = await self._new_page(self._complaints)
        person, place = self.sandbox.person(name), self.sandbox.channel("general")
        self._complaints.clear()
        await self._go(page, f"#as={person.id}&in={place.id}")
        await page.locator("#you b", has_text=person.name).wait_for()
        await page.locator("#channel-name", has_text="#general").wait_for()
        for text in ("/", ""):
            await page.locator("#say").fill(text)
        try:
            yield page
        except BaseException:
            self._kept = None
            await page.context.close()
            raise
        assert self._complaints == []

    @asynccontextmanager
    async def open_fresh(
        self, address: str | None = None, *, name: str = "Ada", bears: str = "nothing"
    ) -> AsyncIterator[Page]:
        """A page in a browser that has never seen it. `bears`: a complaint that is expected."""
        complaints: list[str] = []
        page = await self._new_page(complaints)
        try:
            await self._go(page, address or f"#as={self.sandbox.person(name).id}")
            yield page
            assert [said for said in complaints if bears not in said] == []
        finally:
            await page.context.close()

    async def _go(self, page: Page, address: str) -> None:
        if page.url.startswith(self.sandbox.url):
            await page.evaluate("address => { location.hash = address; }", address)
        else:
            await page.goto(f"{self.sandbox.url}/{address}")
        await page.locator("#say:enabled").wait_for()

    async def _new_page(self, complaints: list[str]) -> Page:
        context = await self._browser.new_context(
            viewport={"width": 1280, "height": 800},
            color_scheme="dark",
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()

        def complain(said: ConsoleMessage) -> None:
            if said.type in ("error", "warning"):
                complaints.append(said.text)

        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, started; the bot is ready and has registered its commands."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"There is no {_SHELL} and no {_WHOLE}, and CI must not skip these.")
        pytest.skip(f"There is no {_SHELL} and no {_WHOLE} to look at the page with.")
    expect.set_options(timeout=PATIENCE_MS)
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
