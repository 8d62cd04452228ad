"""Buttons, selects, layouts and modals on the chat page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.sandbox.page_stage import Stage, send, stage, used

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Stage]:
    async with stage() as everything:
        yield everything


async def test_a_button_changes_its_message_and_keeps_the_focus(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await send(page, "/choices")
        row = used(page, "Ada Okonkwo", "/choices")
        button = row.locator("[data-custom=count]")
        await button.focus()
        await page.keyboard.press("Enter")
        await expect(button).to_have_text("Count 1")
        await expect(button).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(button).to_have_text("Count 2")
        await expect(row.locator(".edited")).to_have_text("(edited)")
        link = row.locator("a.button")
        await expect(link).to_have_attribute("href", "https://example.org/paper")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_press_without_an_answer_is_said_to_have_failed(scene: Stage) -> None:
    async with scene.open("Björn") as page:
        await send(page, "/choices")
        row = used(page, "Björn Lindqvist", "/choices")
        button = row.locator("[data-custom=ignored]")
        await button.click()
        await expect(button).to_be_disabled()
        await expect(row.get_by_role("alert")).to_have_text("The application did not respond")
        await expect(button).to_be_enabled()


async def test_one_or_several_are_chosen_in_selects(scene: Stage) -> None:
    async with scene.open("Chen") as page:
        await send(page, "/choices")
        row = used(page, "Chen Yulan", "/choices")
        menu = row.get_by_role("button", name="A workload")
        await menu.click()
        await expect(page.get_by_role("option")).to_have_count(2)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message", has_text="Chosen: mlp")).to_be_visible()
        await expect(row.locator("[data-custom=workload]")).to_contain_text("Small network")
        await row.get_by_role("button", name="Share with").click()
        for name in ("nwosu", "rosa"):
            await page.get_by_label("Search: Share with").fill(name)
            await page.keyboard.press("Enter")
        await expect(page.locator(".select-note")).to_have_text("2 chosen, 1 to 2 allowed")
        await page.get_by_role("button", name="Done").click()
        answer = page.locator(".message", has_text="Shared with Emeka Nwosu and Rosa Villanueva")
        await expect(answer).to_be_visible()


async def test_a_layout_is_drawn_and_can_be_pressed(scene: Stage) -> None:
    async with scene.open("Daniela") as page:
        await send(page, "/board")
        box = used(page, "Daniela Reyes", "/board").locator(".container")
        await expect(box.locator("h4")).to_have_text("Presentation slots")
        await expect(box.locator("hr")).to_have_count(1)
        await expect(box.locator(".section-words")).to_have_text("Hogwild! has one place")
        await expect(box.get_by_role("img", name="The plan")).to_have_js_property(
            "naturalWidth", 320
        )
        await expect(box).to_have_css("border-left-color", "rgb(230, 126, 34)")
        await box.get_by_role("button", name="Take it").click()
        await expect(page.locator(".message.ephemeral", has_text="Taken.")).to_be_visible()


async def test_a_form_says_what_it_lacks_and_sends_everything(scene: Stage) -> None:
    async with scene.open("Emeka") as page:
        await send(page, "/review")
        form = page.get_by_role("dialog", name="Your review")
        await expect(form.get_by_label("Summary")).to_be_focused()
        await form.get_by_label("Summary").fill("abc")
        await form.get_by_role("button", name="Submit").click()
        await expect(form.locator(".field-problem")).to_have_text(
            [
                "At least 5 characters, please; there are 3.",
                "Please choose one.",
                "Please pick at least one choice.",
            ]
        )
        await form.get_by_label("Summary").fill("It scales well.")
        await form.get_by_label("Accept").check()
        await form.get_by_label("Measured").check()
        await form.get_by_role("button", name="Field").click()
        await page.keyboard.type("serv")
        await page.keyboard.press("Enter")
        await form.get_by_label("Report").set_input_files(
            {"name": "notes.md", "mimeType": "text/markdown", "buffer": b"# notes"}
        )
        await expect(form.locator(".file-names")).to_have_text("notes.md · 7 bytes")
        await form.get_by_role("button", name="Submit").click()
        await expect(form).to_have_count(0)
        await expect(page.locator(".message").last).to_contain_text(
            "Read: It scales well. / accept / measured / Serving / notes.md"
        )


async def test_a_form_that_finds_no_answer_keeps_what_was_written(scene: Stage) -> None:
    async with scene.open("Fatima") as page:
        await send(page, "/lost")
        form = page.get_by_role("dialog", name="A form that is lost")
        await expect(form.locator("strong")).to_have_text("answers")
        await form.get_by_label("Words").fill("a long thought")
        await page.keyboard.press("Enter")
        await expect(form.get_by_role("alert")).to_contain_text("The application did not respond")
        await expect(form.get_by_label("Words")).to_have_value("a long thought")
        await form.get_by_role("button", name="Cancel").click()
        await expect(form).to_have_count(0)
