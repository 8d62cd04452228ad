"""The chat page in a real browser: the term as a slider, scheduled events, making something fail, starting over."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.sandbox.page_stage import ZONE, Stage, send, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Stage]:
    async with stage() as everything:
        await everything.bot.wait_until_ready()
        yield everything


async def test_the_term_is_a_slider_with_its_landmarks(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        slider = page.get_by_role("slider", name="The term")
        await expect(slider).to_have_attribute("aria-valuetext", "Mon, 5 Feb 2024, 12:00 GMT-5")
        mark = page.locator(".timeline-mark")
        await expect(mark).to_have_attribute(
            "title", "The evening before it is due: Tue, 6 Feb 2024, 19:30 GMT-5"
        )
        await slider.press("PageUp")
        await expect(page.locator(".clock-face")).to_contain_text("6 Feb 2024, 12:00")
        assert scene.clock.now == dt.datetime(2024, 2, 6, 12, 0, tzinfo=ZONE)
        for _ in range(8):
            await slider.press("ArrowRight")
        await expect(page.locator(".clock-face")).to_contain_text("20:00")
        await expect(page.locator(".timeline-words")).to_have_text("The evening before it is due")
        await expect(slider).to_have_attribute(
            "aria-valuetext", "Tue, 6 Feb 2024, 20:00 GMT-5, about The evening before it is due"
        )


async def test_dragging_moves_the_clock_when_it_is_let_go(scene: Stage) -> None:
    await scene.clock.move("2024-02-05T12:00")
    async with scene.open_fresh(name="Ada") as page:
        line = await page.get_by_role("slider", name="The term").bounding_box()
        assert line is not None
        middle = line["y"] + line["height"] / 2
        await page.mouse.move(line["x"] + line["width"] / 2, middle)
        await page.mouse.down()
        words = page.locator(".timeline-words")
        await expect(words).to_contain_text("6 Feb 2024")
        assert scene.clock.now.day == 5, "not yet"
        await page.mouse.up()
        await expect(page.locator(".clock-face")).to_contain_text("6 Feb 2024")
        assert scene.clock.now.day == 6


async def test_scheduled_events_are_listed(scene: Stage) -> None:
    await scene.clock.move("2024-02-05T12:00")
    scene.sandbox.course_now.heard(await scene.clock.read())
    guild = scene.bot.guilds[0]
    start = dt.datetime(2024, 2, 7, 14, 0, tzinfo=ZONE)
    async with scene.open_fresh(name="Ada") as page:
        await expect(page.locator(".events-row")).to_have_count(0)
        lecture = await guild.create_scheduled_event(
            name="Lecture 5 <b>", start_time=start, end_time=start + dt.timedelta(hours=1),
            entity_type=discord.EntityType.external, location="Hall 101",
            privacy_level=discord.PrivacyLevel.guild_only, description="About **momentum**.",
        )  # fmt: skip
        row = page.locator(".events-row")
        await expect(row).to_contain_text("1")
        await row.click()
        dialog = page.get_by_role("dialog", name="One event")
        await expect(dialog.locator("h3")).to_have_text("Lecture 5 <b>")
        await expect(dialog.locator("strong")).to_have_text("momentum")
        await expect(dialog).to_contain_text("Hall 101")
        await expect(dialog).to_contain_text("in 2 days")
        await page.keyboard.press("Escape")
        await scene.clock.move("2024-02-07T14:30")
        scene.sandbox.course_now.heard(await scene.clock.read())
        await row.click()
        await expect(dialog).to_contain_text("· now")
        await page.keyboard.press("Escape")
        await lecture.delete()
        await expect(row).to_have_count(0)


async def test_an_event_that_is_over_is_listed_no_more(scene: Stage) -> None:
    await scene.clock.move("2024-02-05T12:00")
    scene.sandbox.course_now.heard(await scene.clock.read())
    start = dt.datetime(2024, 2, 7, 14, 0, tzinfo=ZONE)
    async with scene.open_fresh(name="Ada") as page:
        await scene.bot.guilds[0].create_scheduled_event(
            name="Lecture 5", start_time=start, end_time=start + dt.timedelta(hours=1),
            entity_type=discord.EntityType.external, location="Hall 101",
            privacy_level=discord.PrivacyLevel.guild_only,
        )  # fmt: skip
        row = page.locator(".events-row")
        await expect(row).to_contain_text("1")
        await scene.clock.move("2024-02-07T16:00")
        scene.sandbox.course_now.heard(await scene.clock.read())
        await expect(row).to_have_count(0)


async def test_something_is_made_to_fail(scene: Stage) -> None:
    async with scene.open_fresh(name="Chen", bears="400") as page:
        await page.get_by_role("button", name="Event inspector").click()
        await page.get_by_text("Make something fail").click()
        await page.get_by_label("Kind of fault").select_option("expired")
        await page.get_by_role("button", name="Plant").click()
        await expect(page.locator(".faults-list li")).to_contain_text("expired")
        await send(page, "/due")
        await expect(page.locator(".message").last).to_contain_text("did not respond")
        await expect(page.locator(".faults")).to_contain_text("Struck so far: expired 1×.")
        await expect(page.locator(".faults-list li")).to_have_count(0)
        route = page.get_by_label("Route, such as")
        await route.fill("POST /nowhere")
        await page.get_by_label("Kind of fault").select_option("500")
        await page.get_by_role("button", name="Plant").click()
        await expect(page.locator(".faults")).to_contain_text("no endpoint is called")


async def test_starting_over(scene: Stage) -> None:
    async with scene.open_fresh(name="Ada") as page, scene.open_fresh(name="Chen") as other:
        await send(page, "soon forgotten")
        await expect(other.locator(".message", has_text="soon forgotten")).to_have_count(1)
        await page.get_by_role("button", name="Settings").click()
        await page.get_by_role("button", name="Start over").click()
        assert scene.sandbox.person("Ada").sees(), "it asks once more"
        async with page.expect_event("load"), other.expect_event("load"):
            await page.get_by_role("button", name="Really forget everything?").click()
        for each in (page, other):
            await expect(each.locator(".message", has_text="soon forgotten")).to_have_count(0)
            await expect(each.locator("#say:enabled")).to_have_count(1)
        assert scene.sandbox.person("Ada").sees() == []
        await send(other, "and on it goes")
        await expect(page.locator(".message", has_text="and on it goes")).to_have_count(1)
