"""A newcomer at work: `syllabot run` as it is, all its processes, and the chat page in a real Chromium.

Used by the test of the first five minutes and by the script that takes the pictures of the docs.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, async_playwright, expect

from tests.conftest import ROOT, cannot_run
from tests.patience import PATIENCE_MS, PATIENCE_S
from tests.sandbox.page_stage import ARGUMENTS, CHROMIUM
from tests.test_killed import free_port

NEWER_ANSWER = """seen => {
    const rows = [...document.querySelectorAll("li.message:has(.badge)")].map(row => row.dataset.message)
        .filter(Boolean);  // a row that only says "thinking" has no id yet
    const newer = rows.filter(id => BigInt(id) > BigInt(seen));
    return newer.length ? newer[newer.length - 1] : null;
}"""


class Log:
    """What the processes wrote to stderr, line by line, as it comes."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._news = asyncio.Condition()
        self.lines: list[str] = []
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while line := await self._reader.readline():
            async with self._news:
                self.lines.append(line.decode(errors="replace"))
                self._news.notify_all()

    async def says(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(lambda: any(words in line for line in self.lines))


class Journey:
    """The page of a running Syllabot, and what its processes log."""

    def __init__(self, page: Page, log: "Log") -> None:
        self.page, self.log = page, log
        self.newest = "0"
        """The id of the newest answer seen; ids grow."""

    async def become(self, name: str, channel: str) -> None:
        """Choose who one is and where, by the panel of people and the list of channels."""
        await self.page.locator("#members button.member", has_text=name).first.click()
        await expect(self.page.locator("#you b")).to_have_text(name)
        await self.go(channel)

    async def go(self, channel: str) -> None:
        await self.page.locator("#channels button.channel", has_text=channel).first.click()
        await expect(self.page.locator("#channel-name")).to_contain_text(channel)

    async def type(self, text: str) -> Locator:
        """Type a command, send it, and return the bot's answer to it."""
        await self.page.locator("#say").fill(text)
        await self.page.keyboard.press("Enter")
        found = await self.page.wait_for_function(
            NEWER_ANSWER, arg=self.newest, timeout=PATIENCE_MS
        )
        self.newest = str(await found.json_value())
        return self.page.locator(f"li.message[data-message='{self.newest}']")


async def end(
    running: asyncio.subprocess.Process, log: Log, patience_s: float = PATIENCE_S
) -> None:
    """Ctrl C, as a newcomer would. AssertionError, with what was logged, when that has not ended it in time."""
    with contextlib.suppress(ProcessLookupError):
        running.send_signal(signal.SIGINT)
    try:
        async with asyncio.timeout(patience_s):
            await running.wait()
            await log.reading
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            running.kill()
        await running.wait()
        log.reading.cancel()
        said = "".join(log.lines[-50:])
        raise AssertionError(
            f"it did not end within {patience_s:g} s of Ctrl C; it last said:\n{said}"
        ) from None


@asynccontextmanager
async def newcomer(folder: Path, **view: Any) -> AsyncIterator[Journey]:
    """A running Syllabot that keeps its data in `folder`, and its page. `view`: options of the browser's page."""
    if not CHROMIUM.exists():
        cannot_run(f"{CHROMIUM} was not found; on Debian: apt-get install chromium")
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SYLLABOT_")},
        "SYLLABOT_DATA_FOLDER": str(folder),
        "SYLLABOT_WEB_PORT": str(free_port()),
        "SYLLABOT_SANDBOX_PORT": str(port),
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable, "syllabot.py", "run", cwd=ROOT, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    assert running.stdout and running.stderr
    log = Log(running.stderr)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while url not in (line := (await running.stdout.readline()).decode()):
                assert line, "".join(log.lines)
        expect.set_options(timeout=PATIENCE_MS)
        async with async_playwright() as play:
            browser = await play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
            page = await browser.new_page(**{"viewport": {"width": 1280, "height": 900}, **view})
            await page.goto(url)
            await page.locator("#say:enabled").wait_for()
            yield Journey(page, log)
            await browser.close()
    finally:
        await end(running, log)
        assert not any("Traceback" in line for line in log.lines), "".join(log.lines)
