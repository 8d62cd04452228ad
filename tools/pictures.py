"""Takes the pictures of the docs: starts Syllabot as a newcomer would, does things in the page, saves what it shows.

    .venv/bin/python tools/pictures.py            # all of them
    .venv/bin/python tools/pictures.py lab        # those of one journey: desktop, lab, views

Needs what `make test` needs (Chromium). Look at what it wrote before you commit it.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PICTURES = ROOT / "docs" / "pictures"
WHERE: dict[str, Any] = {"locale": "en-US", "timezone_id": "America/New_York"}
"""The reader's: that of the course, so that what Discord shows in his zone is what the course's own words say."""
DARK: dict[str, Any] = {"color_scheme": "dark", **WHERE}
LIGHT: dict[str, Any] = {"color_scheme": "light", **WHERE}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


async def desktop() -> None:
    from tests.newcomer import PATIENCE_MS, newcomer

    with tempfile.TemporaryDirectory() as folder:
        async with newcomer(Path(folder), **DARK) as journey:
            page = journey.page
            await journey.type("/due")
            await page.screenshot(path=PICTURES / "chat.png")
            await journey.type("/ask question:can I hand in PA1 late?")
            await journey.type("/ask question:is the review really fine two days late?")
            await page.screenshot(path=PICTURES / "ask.png")
            await journey.go("presentations")
            await page.locator("li.message:has(.badge)").last.wait_for()
            await page.screenshot(path=PICTURES / "board.png")
            await journey.page.locator(".events-row").click()
            await page.screenshot(path=PICTURES / "events.png")
            await page.keyboard.press("Escape")
            await journey.log.says("is offering: optimizers")
            await journey.go("lab")
            await journey.type("/bench optimizers optimizers:sgd,momentum,adam")
            report = page.locator("li.message:has(.badge)").filter(has_text="Adam").last
            await report.locator("img").first.wait_for(timeout=PATIENCE_MS)
            await page.locator("#say").focus()
            await page.screenshot(path=PICTURES / "report.png")


async def lab() -> None:
    """A student measures, asks again, looks closer, compares, and reads the report's page."""
    from tests.newcomer import PATIENCE_MS, newcomer

    view = {**LIGHT, "viewport": {"width": 1280, "height": 1440}}
    with tempfile.TemporaryDirectory() as folder:
        async with newcomer(Path(folder), **view) as journey:
            page = journey.page

            async def finished(words: str) -> Any:
                row = page.locator("li.message:has(.badge)").filter(has_text=words).last
                await row.locator("img").first.wait_for(timeout=PATIENCE_MS)
                journey.newest = str(await row.get_attribute("data-message"))
                return row

            async def shot(name: str, row: Any) -> None:
                await row.evaluate("row => row.scrollIntoView({block: 'start'})")
                await page.screenshot(path=PICTURES / f"{name}.png")

            await journey.log.says("is offering: optimizers")
            await journey.go("lab")
            await journey.type("/bench explain optimizer:adam")
            await page.locator("#say").press_sequentially("/bench optimizers budget:")
            await page.get_by_text("own estimate").first.wait_for()
            await page.screenshot(path=PICTURES / "lab-estimate.png")
            await journey.type("/bench optimizers optimizers:sgd,momentum,adam budget:quick")
            await finished("#1")
            await journey.type("/bench optimizers optimizers:sgd,momentum,adam,lion budget:quick")
            report = await finished("#2")
            await shot("lab-report", report)
            address = await report.locator("a", has_text="full report").get_attribute("href")
            again = "/bench optimizers optimizers:sgd,momentum,adam budget:quick"
            await journey.type(again)
            await shot("lab-compare", await journey.type("/bench compare job:1 with:2"))
            await shot("lab-history", await journey.type("/bench history"))
            assert address
            await page.set_viewport_size({"width": 1000, "height": 1100})
            await page.goto(address)
            plot = page.locator("svg.plot").first
            await plot.wait_for()
            await page.locator("h2", has_text="To be read with it").evaluate("h2 => h2.scrollIntoView()")
            await plot.hover(position={"x": 420, "y": 300})
            await page.screenshot(path=PICTURES / "lab-page.png")


async def other_views() -> None:
    from tests.newcomer import newcomer

    views = {"light": LIGHT, "phone": {**PHONE, **DARK}, "phone-light": {**PHONE, **LIGHT}}
    for name, view in views.items():
        with tempfile.TemporaryDirectory() as folder:
            async with newcomer(Path(folder), **view) as journey:
                await journey.type("/week")
                await journey.page.screenshot(path=PICTURES / f"{name}.png")


JOURNEYS = {"desktop": desktop, "lab": lab, "views": other_views}


async def main(wanted: list[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in wanted or JOURNEYS:
        await JOURNEYS[name]()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
