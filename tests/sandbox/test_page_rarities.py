"""The chat page in a real browser: what is rare and still must work.

Menus of roles, channels and both; veiled pictures; replies; a file dropped into a form.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.sandbox.page_bot import picture
from tests.sandbox.page_stage import Stage, send, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Menus(discord.ui.View):
    """A menu of each kind that holds things of the server. Each says what was chosen."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        kinds: list[tuple[Any, str]] = [
            (discord.ui.RoleSelect, "A role"),
            (discord.ui.ChannelSelect, "A channel"),
            (discord.ui.MentionableSelect, "A role or person"),
        ]
        for kind, words in kinds:
            menu = kind(placeholder=words, custom_id=words)
            menu.callback = self._chosen
            self.add_item(menu)

    async def _chosen(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        menu: Any = next(item for item in self.children if item.custom_id == data["custom_id"])  # type: ignore[attr-defined]
        names = ", ".join(
            getattr(value, "display_name", None) or value.name for value in menu.values
        )
        await interaction.response.send_message(f"{menu.custom_id}: {names}", ephemeral=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Stage]:
    async with stage() as everything:
        await everything.bot.wait_until_ready()
        yield everything


def hall(scene: Stage) -> discord.TextChannel:
    return next(each for each in scene.bot.guilds[0].text_channels if each.name == "general")


@pytest.mark.parametrize(
    ("menu", "typed", "answer"),
    [
        ("A role", "present", "A role: Presenters"),
        ("A channel", "papers", "A channel: papers"),
        ("A role or person", "present", "A role or person: Presenters"),
        ("A role or person", "rosa", "A role or person: Rosa Villanueva"),
    ],
)
async def test_menus_of_the_servers_own_things(
    scene: Stage, menu: str, typed: str, answer: str
) -> None:
    if "Presenters" not in {role.name for role in scene.sandbox.world.roles.values()}:
        scene.sandbox.add_role("Presenters")
    async with scene.open("Ada") as page:
        sent = await hall(scene).send("menus", view=Menus())
        row = page.locator(".message", has_text="menus").last
        await row.get_by_role("button", name=menu, exact=True).click()
        await page.get_by_label(f"Search: {menu}").fill(typed)
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.ephemeral").last).to_contain_text(answer)
        await sent.delete()


async def test_a_veiled_picture_is_shown_when_it_is_wanted(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await hall(scene).send(
            "guess", file=discord.File(io.BytesIO(picture()), "end.png", spoiler=True)
        )
        row = page.locator(".message", has_text="guess")
        veil = row.get_by_role("button", name="Spoiler", exact=True)
        await expect(veil).to_be_visible()
        await veil.click()
        await expect(veil).to_have_count(0)
        await expect(row.locator("img")).to_have_js_property("naturalWidth", 320)


async def test_a_reply_shows_what_it_answers(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        asked = await hall(scene).send("Who presents **tomorrow**?")
        await asked.reply("Rosa does.")
        row = page.locator(".message", has_text="Rosa does.")
        await expect(row.locator(".above")).to_contain_text("Who presents tomorrow?")
        await asked.delete()
        await page.reload()
        row = page.locator(".message", has_text="Rosa does.")
        await expect(row.locator(".above")).to_contain_text("original message was deleted")


DROP = """(zone, [name, words]) => {
  const data = new DataTransfer();
  data.items.add(new File([words], name, { type: "text/markdown" }));
  zone.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


async def test_a_file_is_dropped_into_a_form(scene: Stage) -> None:
    async with scene.open("Ada") as page:
        await send(page, "/review")
        form = page.get_by_role("dialog", name="Your review")
        await form.get_by_label("Summary").fill("It scales well.")
        await form.get_by_label("Accept").check()
        await form.get_by_role("button", name="Field").click()
        await page.keyboard.press("Enter")
        await form.locator(".drop-zone").evaluate(DROP, ["dropped.md", "# dropped"])
        await expect(form.locator(".file-names")).to_have_text("dropped.md · 9 bytes")
        await form.get_by_role("button", name="Submit").click()
        await expect(page.locator(".message").last).to_contain_text("dropped.md")
