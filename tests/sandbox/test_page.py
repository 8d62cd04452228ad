"""The chat page in a real browser: messages, people, channels, the clock, the frame around them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.sandbox.page_bot import DUE
from tests.sandbox.page_stage import Stage, send, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Stage]:
    async with stage() as everything:
        yield everything


async def count(page: Page, selector: str) -> int:
    return await page.locator(selector).count()


async def go(page: Page, channel: str) -> None:
    await page.locator("#channels .channel", has_text=channel).click()
    await expect(page.locator("#channel-name")).to_have_text(f"#{channel}")


async def test_what_one_person_writes_the_other_sees_at_once(scene: Stage) -> None:
    async with scene.open("Ada") as ada, scene.open_fresh(name="Chen") as chen:
        await send(ada, "Has anybody read the *second* section?")
        row = chen.locator(".message", has_text="second section")
        await expect(row.locator("em")).to_have_text("second")
        await expect(row.locator(".author")).to_have_text("Ada Okonkwo")
        await expect(row.locator(".avatar")).to_have_text("AO")
        await expect(ada.locator(".message", has_text="second section")).to_have_count(1)
        await ada.locator(".message", has_text="second section").hover()
        await ada.get_by_role("button", name="Delete this message").click()
        await expect(row).to_have_count(0)


async def test_markdown_is_drawn_as_discord_writes_it(scene: Stage) -> None:
    chen, unix = scene.sandbox.person("Chen"), int(DUE.timestamp())
    lines = (
        "# Plan",
        "**bold** __under__ ~~gone~~ `a*b` ||hidden||",
        "> quoted",
        "- one",
        "  - two",
        f"<@{chen.id}> in <#{scene.sandbox.channel('papers').id}>: <t:{unix}:t> <t:{unix}:R>",
        "[notes](https://example.org/n) snake_case_name New\\_York \\*plain\\*",
        "```diff\n+ more\n```",
        "<img src=x onerror=alert(1)>",
    )
    async with scene.open("Ada") as page:
        await send(page, "\n".join(lines))
        row = page.locator(".message", has_text="snake_case_name")
        for selector, text in {
            "h3": "Plan",
            "strong": "bold",
            "u": "under",
            "s": "gone",
            "code >> nth=0": "a*b",
            "blockquote": "quoted",
            "ul ul li": "two",
            "a": "notes",
            ".code-block .added": "+ more",
            "span.mention": "@Chen Yulan",
            "button.mention": "#papers",
        }.items():
            await expect(row.locator(selector).first).to_have_text(text)
        await expect(row).to_contain_text("New_York *plain*")
        await expect(row.locator("img")).to_have_count(0)
        await expect(row.locator("time.stamp").first).to_have_text("05:59")
        await expect(row.locator("time.stamp").first).to_have_attribute(
            "title",
            "Thursday, 8 February 2024 at 05:59\nWednesday, 7 February 2024 at 23:59 in New York",
        )
        hidden = row.locator(".spoiler-text")
        await expect(hidden).to_have_css("opacity", "0")
        await row.get_by_role("button", name="Spoiler").press("Enter")
        await expect(hidden).to_have_css("opacity", "1")
        await row.locator("button.mention").click()
        await expect(page.locator("#channel-name")).to_have_text("#papers")


async def test_the_clock_is_moved_and_relative_times_follow(scene: Stage) -> None:
    async with scene.open("Ada") as page, scene.open_fresh(name="Chen") as other:
        await send(page, f"due <t:{int(DUE.timestamp())}:R>")
        stamp = page.locator("time[data-relative]").last
        await expect(stamp).to_have_text("in 2 days")
        await page.get_by_role("button", name="The evening before it is due").click()
        await expect(stamp).to_have_text("in 1 day")
        await expect(page.locator(".clock-face")).to_contain_text("6 Feb 2024")
        await expect(other.locator(".clock-face")).to_contain_text("6 Feb 2024")
        await page.get_by_role("button", name="+1 hour").click()
        await expect(page.locator(".clock-face")).to_contain_text("20:30")
        await page.get_by_label("Move the course clock to").fill("2024-03-09T02:30")
        await page.get_by_role("button", name="Go", exact=True).click()
        await expect(stamp).to_have_text("1 month ago")
        await page.get_by_role("button", name="+1 day").click()
        assert scene.clock.now.isoformat().startswith("2024-03-10T02:30")
        await page.get_by_label("Move the course clock to").fill("2024-02-05T12:00")
        await page.get_by_role("button", name="Go", exact=True).click()
        await expect(stamp).to_have_text("in 2 days")


async def test_one_acts_as_somebody_else_and_a_reload_stays_there(scene: Stage) -> None:
    rosa = scene.sandbox.person("Rosa")
    async with scene.open("Ada") as page:
        await page.get_by_role("button", name="Acting as").click()
        dialog = page.get_by_role("dialog", name="Act as")
        await expect(dialog.get_by_role("option")).to_have_count(31)
        await page.keyboard.type("rosa")
        await expect(dialog.get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator("#you b")).to_have_text("Rosa Villanueva")
        assert f"as={rosa.id}" in page.url
        await page.reload()
        await expect(page.locator("#you b")).to_have_text("Rosa Villanueva")
        await send(page, "Rosa was here")
        row = page.locator(".message", has_text="Rosa was here")
        await expect(row.locator(".author")).to_have_text("Rosa Villanueva")
        await page.go_back()
        await expect(page.locator("#you b")).to_have_text("Ada Okonkwo")


async def test_what_is_unread_is_marked_and_reached_by_keys(scene: Stage) -> None:
    ada, chen = scene.sandbox.person("Ada"), scene.sandbox.person("Chen")
    async with scene.open("Ada") as page:
        chen.say("benchmarks", f"Look, <@{ada.id}>")
        row = page.locator("#channels .channel", has_text="benchmarks")
        await expect(row.locator(".count")).to_have_text("1")
        await expect(page).to_have_title("(1) #general · Syllabot sandbox")
        await page.keyboard.press("Control+k")
        await expect(page.get_by_role("dialog", name="Go to")).to_be_visible()
        await page.keyboard.type("bench")
        await page.keyboard.press("Enter")
        await expect(page.locator("#channel-name")).to_have_text("#benchmarks")
        await expect(page.locator(".message.addressed")).to_contain_text("@Ada Okonkwo")
        await expect(row.locator(".count")).to_have_count(0)
        await page.keyboard.press("Alt+ArrowUp")
        await expect(page.locator("#channel-name")).to_have_text("#papers")
        await row.focus()
        await page.keyboard.press("Home")
        await expect(page.locator("#channels .channel").first).to_be_focused()


async def test_of_thousands_of_messages_few_are_in_the_document(scene: Stage) -> None:
    chen = scene.sandbox.person("Chen")
    for number in range(600):
        chen.say("papers", f"Line {number}.")
    async with scene.open("Ada") as page:
        await go(page, "papers")
        await expect(page.locator(".message").last).to_contain_text("Line 599.")
        scroller = page.locator("#scroller")
        for number in range(600, 1400):
            chen.say("papers", f"Line {number}.")
        await expect(page.locator(".message").last).to_contain_text("Line 1399.")
        assert await count(page, ".message") <= 160
        first = page.locator(".message", has_text="Line 820.")
        for _ in range(100):
            if await first.count():
                break
            await scroller.evaluate("area => { area.scrollTop -= 1500; }")
            assert await count(page, ".message") <= 310
        await first.scroll_into_view_if_needed()
        place = await first.bounding_box()
        chen.say("papers", "Line 1400.")
        await expect(page.locator("#jump")).to_contain_text("1 new")
        assert await first.bounding_box() == place
        await page.locator("#jump").click()
        await expect(page.locator(".message").last).to_contain_text("Line 1400.")
        await expect(page.locator("#jump")).to_be_hidden()


async def test_a_lost_line_is_taken_up_again_without_a_gap(scene: Stage) -> None:
    chen = scene.sandbox.person("Chen")
    async with scene.open("Ada") as page:
        await send(page, "before the gap")
        banner = asyncio.create_task(page.locator(".banner", has_text="line").wait_for())
        await scene.sandbox.page.stop()
        chen.say("general", "said in the gap")
        await banner
        await expect(page.locator(".message", has_text="said in the gap")).to_be_visible()
        await expect(page.locator(".banner")).to_have_count(0)
        chen.say("general", "said after it")
        await expect(page.locator(".message", has_text="said after it")).to_be_visible()
        await expect(page.locator(".message", has_text="before the gap")).to_have_count(1)


async def test_an_absent_bot_is_told_of(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        banner = page.locator(".banner", has_text="Syllabot is offline")
        await scene.bot_leaves()
        await expect(banner).to_be_visible()
        await scene.bot_comes()
        await expect(banner).to_have_count(0)


async def test_typing_reactions_and_threads_come_in_live(scene: Stage) -> None:
    place = scene.bot.get_channel(scene.sandbox.channel("general").id)
    assert isinstance(place, discord.TextChannel)
    async with scene.open("Ada") as page:
        async with place.typing():
            await expect(page.locator("#typing")).to_have_text("Syllabot is typing…")
            post = await place.send("What do you think?")
        await expect(page.locator("#typing")).to_have_text("")
        await post.add_reaction("👍")
        reaction = page.locator(".message").last.locator(".reaction")
        await expect(reaction).to_have_text("👍 1")
        await reaction.click()
        await expect(reaction).to_have_text("👍 2")
        await expect(reaction).to_have_attribute("aria-pressed", "true")
        await reaction.click()
        await expect(reaction).to_have_text("👍 1")
        await place.create_thread(name="Questions", type=discord.ChannelType.public_thread)
        await page.locator("#channels .channel.thread", has_text="Questions").click()
        await send(page, "asked in the thread")
        await expect(page.locator(".message", has_text="asked in the thread")).to_be_visible()


async def test_direct_messages_are_opened_and_closed(scene: Stage) -> None:
    ada = scene.sandbox.person("Ada")
    async with scene.open("Ada") as page:
        await page.get_by_role("button", name="New direct message").click()
        await page.keyboard.type("yulan")
        await page.keyboard.press("Enter")
        await expect(page.locator("#channel-name")).to_have_text("@Chen Yulan")
        await send(page, "between us")
        await expect(page.locator(".message", has_text="between us")).to_be_visible()
        await page.get_by_role("button", name="Settings").click()
        await page.get_by_label("Close my direct messages").check()
        await scene.sandbox.until(lambda: ada.member.closed_dms)
        await page.get_by_label("Close my direct messages").uncheck()
        await scene.sandbox.until(lambda: not ada.member.closed_dms)


async def test_a_dialog_keeps_the_focus_and_gives_it_back(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        settings = page.get_by_role("button", name="Settings")
        await settings.press("Enter")
        inside = "document.querySelector('dialog').contains(document.activeElement)"
        outside = "document.activeElement !== document.body && !(" + inside + ")"
        for _ in range(8):
            await page.keyboard.press("Tab")
            assert not await page.evaluate(outside)
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)
        await expect(settings).to_be_focused()


async def test_the_wire_can_be_looked_at(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await page.get_by_role("button", name="Event inspector").click()
        await page.get_by_label("Filter the events").fill("GUILD_CREATE")
        line = page.locator(".wire summary", has_text="GUILD_CREATE").first
        await line.click()
        await expect(page.locator(".wire details[open] pre").first).to_contain_text('"name"')
        await page.keyboard.press("Escape")
        await expect(page.locator("#inspector")).to_be_hidden()


async def test_dark_and_light_and_what_was_chosen_stays(scene: Stage) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    async with scene.open_fresh() as page:
        await page.emulate_media(color_scheme="light")
        light = await page.evaluate(colour)
        await page.get_by_role("button", name="Light or dark").click()
        dark = await page.evaluate(colour)
        assert light != dark
        await page.reload()
        await page.locator("#say:enabled").wait_for()
        assert await page.evaluate(colour) == dark


async def test_on_a_phone_the_sidebar_is_a_drawer(scene: Stage) -> None:
    async with scene.open_fresh() as page:
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.reload()
        sidebar = page.locator("#sidebar")
        await expect(sidebar).to_be_hidden()
        await page.locator("#menu").click()
        await expect(sidebar).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(sidebar).to_be_hidden()
        await page.locator("#menu").click()
        await go(page, "benchmarks")
        await expect(sidebar).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        await expect(page.locator(".clock-steps")).to_be_hidden()
        await page.locator(".clock-fold").click()
        await expect(page.locator(".clock-steps")).to_be_visible()


async def test_a_newcomer_is_a_student_and_sees_the_first_steps(scene: Stage) -> None:
    async with scene.open_fresh("#") as page:
        await expect(page.locator("#you")).to_contain_text("Student")
        steps = page.locator("#first-steps")
        await expect(steps.locator(".step")).to_have_count(3)
        await steps.get_by_role("button", name="/signup").click()
        await expect(page.locator(".command-name")).to_have_text("/signup")
        await expect(page.locator(".pill input")).to_be_focused()
        await steps.get_by_role("button", name="Put the first steps away").click()
        await page.reload()
        await page.locator("#say:enabled").wait_for()
        await expect(steps).to_be_hidden()
        await page.get_by_role("button", name="First steps").click()
        await expect(steps).to_be_visible()


async def test_a_stranger_in_the_address_becomes_somebody_who_is_there(scene: Stage) -> None:
    async with scene.open_fresh("#as=1&in=2", bears="404") as page:
        await expect(page.locator("#notice")).to_contain_text("is not here")
        await expect(page.locator("#you")).to_contain_text("Student")
