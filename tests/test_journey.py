"""The newcomer's first five minutes in the page: what is due, a seat, a benchmark, a look past the end of term."""

from pathlib import Path

from playwright.async_api import expect

from tests.newcomer import newcomer
from tests.patience import PATIENCE_MS


async def test_the_first_five_minutes(tmp_path: Path) -> None:
    async with newcomer(tmp_path / "var") as journey:
        page = journey.page

        due = await journey.type("/due")
        await expect(due).to_contain_text("Review of paper 1a or 1b")
        await expect(due).to_contain_text("hour not stated")
        await expect(due).to_contain_text("Only you can see this")

        taken = await journey.type("/signup paper:12b")
        await expect(taken).to_contain_text("is yours")
        refused = await journey.type("/signup paper:11b")
        await expect(refused).to_contain_text("You already present paper 12b")

        # The instructor typed /setup at the first start: the board is there, and shows the new seat.
        await journey.go("presentations")
        board = page.locator("li.message:has(.badge)").last
        await expect(board).to_contain_text("12b", timeout=PATIENCE_MS)

        await journey.log.says("is offering: optimizers")
        await journey.go("lab")
        queued = await journey.type(
            "/bench optimizers optimizers:sgd,adam rates:0.01,0.1,1 more:steps=60"
        )
        await expect(queued).to_contain_text("#1")
        report = page.locator("li.message:has(.badge)").filter(has_text="Adam").last
        await expect(report.locator("img").first).to_be_visible(timeout=PATIENCE_MS)
        await expect(report).to_contain_text("SGD")

        await journey.go("general")
        await page.get_by_role("button", name="After the term").click()
        await expect(page.locator("#clock")).to_contain_text("Jun 14, 2024")
        over = await journey.type("/due")
        await expect(over).to_contain_text("ended on")
        await expect(over).to_contain_text("Final project report")
