"""Slash commands on the chat page: found, filled in, completed, sent, answered, failed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.sandbox.page_stage import Stage, send, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Stage]:
    async with stage() as everything:
        yield everything


async def test_a_pasted_line_is_a_command_and_its_answer_is_for_one_reader(scene: Stage) -> None:
    async with scene.open("Ada") as ada, scene.open_fresh(name="Chen") as chen:
        await send(ada, "/due days:7")
        row = ada.locator(".message.ephemeral", has_text="7 days")
        await expect(row.locator(".above")).to_have_text("AOAda Okonkwo used /due")
        await expect(row.locator("time.stamp").last).to_have_text("in 2 days")
        await expect(row).to_contain_text("Only you can see this")
        await send(chen, "a public word")
        await expect(chen.locator(".message", has_text="a public word")).to_be_visible()
        await expect(chen.locator(".message.ephemeral")).to_have_count(0)
        await row.get_by_role("button", name="Dismiss").click()
        await expect(row).to_have_count(0)


async def test_typed_letter_by_letter_options_become_pills(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await page.locator("#say").press_sequentially("/due days:")
        await page.keyboard.type("21")
        await expect(page.locator(".pill input")).to_have_value("21")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.ephemeral", has_text="21 days")).to_be_visible()
        await expect(page.locator("#say")).to_be_focused()
        await expect(page.locator(".pill")).to_have_count(0)


async def test_the_picker_searches_and_is_driven_by_keys(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        field, lit = page.locator("#say"), page.locator("#picker .choice.lit")
        await field.press_sequentially("/")
        options = page.locator("#picker").get_by_role("option")
        await expect(options).to_have_count(9)
        await expect(field).to_have_attribute("aria-expanded", "true")
        await page.keyboard.press("ArrowUp")
        await expect(lit).to_contain_text("/silent")
        assert await field.get_attribute("aria-activedescendant") == await lit.get_attribute("id")
        await page.keyboard.type("slot")
        await expect(options).to_have_count(1)
        await page.keyboard.press("Tab")
        await expect(page.get_by_label("paper, required: Which paper")).to_be_focused()
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
        await expect(field).to_have_value("/signup")
        await page.keyboard.press("Escape")
        await expect(page.locator("#picker")).to_be_hidden()


async def test_what_is_wrong_is_said_before_sending(scene: Stage) -> None:
    hint = "#hint"
    async with scene.open("Ada") as page:
        await send(page, "/due days:99")
        await expect(page.locator(hint)).to_have_text("days must be a whole number from 1 to 60.")
        await expect(page.locator(".pill input")).to_have_attribute("aria-invalid", "true")
        await page.locator(".pill input").fill("9")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.ephemeral", has_text="9 days")).to_be_visible()
        await send(page, "/signup")
        await page.locator(".pill input").press("Enter")
        await expect(page.locator(hint)).to_have_text("paper is needed: Which paper")
        await page.locator("#say").fill("/nothing")
        await page.locator("#say").press("Escape")
        await page.locator("#say").press("Enter")
        await expect(page.locator(hint)).to_contain_text("There is no command /nothing")
        await page.locator("#say").press("Enter")
        await expect(page.locator(".message", has_text="/nothing")).to_be_visible()


async def test_the_bot_completes_what_is_typed(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await page.locator("#say").press_sequentially("/signup ")
        options = page.locator("#picker").get_by_role("option")
        await expect(options).to_have_count(4)
        await page.keyboard.type("sham")
        await expect(options).to_have_text(["Shampoo"])
        await page.keyboard.press("Enter")
        await expect(page.locator(".pill input")).to_have_value("Shampoo")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message", has_text="You present shampoo.")).to_be_visible()


async def test_a_deferred_answer_thinks_and_then_shows_a_picture(scene: Stage) -> None:
    scene.bot.finish.clear()
    async with scene.open("Ada") as page:
        await page.locator("#say").press_sequentially("/bench optimizers ")
        await page.keyboard.type("small")
        await page.keyboard.press("Enter")
        await page.keyboard.type("partner:")
        await page.keyboard.type("chen")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("partner: ")).to_have_value("Chen Yulan")
        await page.keyboard.press("Enter")
        row = page.locator(".message").last
        await expect(row.locator(".above")).to_contain_text("used /bench optimizers")
        await expect(row.locator(".thinking")).to_have_text("Syllabot is thinking…")
        scene.bot.finish.set()
        await expect(row.locator(".embed-title")).to_have_text("Loss on Small network")
        await expect(row.locator(".field-row dt")).to_have_text(["Adam", "SGD"])
        await expect(row.locator(".field-row")).to_have_count(1)
        await expect(row.locator(".embed-footer")).to_have_text("median of 5")
        card = row.locator(".embed")
        assert await card.evaluate("card => card.scrollWidth <= card.clientWidth")
        await expect(row.locator("img")).to_have_js_property("naturalWidth", 320)
        await row.locator("button.picture").click()
        large = page.get_by_role("dialog", name="Picture")
        await expect(large.locator("img")).to_have_js_property("naturalWidth", 320)
        await page.keyboard.press("Escape")
        await expect(large).to_have_count(0)
        await expect(row.locator("button.picture")).to_be_focused()


async def test_a_command_without_an_answer_is_said_to_have_failed(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        waiting = asyncio.create_task(page.locator(".message.waiting .thinking").wait_for())
        await send(page, "/silent")
        await waiting
        row = page.locator(".message.failed")
        await expect(row).to_contain_text("The application did not respond")
        await row.get_by_role("button", name="/silent").click()
        await expect(page.locator(".command-name")).to_have_text("/silent")
        await row.get_by_role("button", name="Dismiss").click()
        await expect(row).to_have_count(0)


async def test_a_file_is_an_option_too(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await page.locator("#say").press_sequentially("/hand_in ")
        await page.locator(".pill input[type=file]").set_input_files(
            {"name": "report.txt", "mimeType": "text/plain", "buffer": b"twelve bytes"}
        )
        await page.locator("#say").press("Enter")
        answer = page.locator(".message", has_text="report.txt has 12 bytes")
        await expect(answer).to_be_visible()


async def test_mentions_are_completed_in_plain_text(scene: Stage) -> None:
    chen = scene.sandbox.person("Chen")
    async with scene.open("Ada") as page:
        await page.locator("#say").press_sequentially("thanks @che")
        await page.keyboard.press("Enter")
        await expect(page.locator("#say")).to_have_value("thanks @Chen Yulan ")
        await page.keyboard.type("and /due is a command")
        await page.keyboard.press("Enter")
        row = page.locator(".message", has_text="is a command")
        await expect(row.locator(".mention")).to_have_text("@Chen Yulan")
        assert any(
            f"<@{chen.id}>" in post.content
            for post in scene.sandbox.world.history(scene.sandbox.channel("general").id, chen.id)
        )
