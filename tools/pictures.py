"""Takes the pictures of the docs: starts Syllabot as a newcomer would, does things in the page, saves what it shows.

    .venv/bin/python tools/pictures.py

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


async def other_views() -> None:
    from tests.newcomer import newcomer

    views = {"light": LIGHT, "phone": {**PHONE, **DARK}, "phone-light": {**PHONE, **LIGHT}}
    for name, view in views.items():
        with tempfile.TemporaryDirectory() as folder:
            async with newcomer(Path(folder), **view) as journey:
                await journey.type("/week")
                await journey.page.screenshot(path=PICTURES / f"{name}.png")


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    await desktop()
    await other_views()


if __name__ == "__main__":
    asyncio.run(main())
