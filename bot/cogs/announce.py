"""Announcements: written in a form, previewed, posted or scheduled, changed afterwards. For the course staff.

A form comes first, then the preview with everything that can still be chosen; both are in `bot/composing.py` and
`bot/previewing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import discord
from discord import app_commands

from backend.contract.announcements import (
    Announcement,
    AnnouncementState,
    GetAnnouncement,
    ListAnnouncements,
)
from bot.asking import Interaction, answer, ask, rows
from bot.cards.announcements import announcements_card
from bot.cards.text import label
from bot.cog import CourseCog, staff_only
from bot.composing import WriteForm
from bot.explain import IN_A_SERVER
from bot.previewing import Act, Group, Place, PostIt, Whom, show_new
from bot.ui import DynamicItem

LASTING = (Act, Group, Place, PostIt, Whom)
"""What is below a preview; named here so that it is known after a restart."""

Which = Literal["waiting", "drafts", "posted", "all"]
STATES: dict[Which, tuple[AnnouncementState, ...]] = {
    "waiting": ("scheduled", "holding", "failed"),
    "drafts": ("draft",),
    "posted": ("out",),
    "all": ("scheduled", "holding", "failed", "draft", "out", "cancelled"),
}


class OpenAnnouncement(DynamicItem, template=r"announcements:open"):
    """The menu below the list."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="announcements:open", placeholder="open one …", options=list(options)
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        number = int(self.item.values[0])
        await show_new(interaction, await ask(interaction, GetAnnouncement(announcement=number)))


class Announce(CourseCog):
    """Announcements"""

    rank = 70

    @staff_only
    @app_commands.command()
    @app_commands.describe(channel="where it goes; you can still change it in the preview")
    async def announce(
        self, interaction: Interaction, channel: discord.TextChannel | None = None
    ) -> None:
        """Write an announcement: words first, then a preview to choose whom, where and when"""
        if interaction.guild_id is None:
            await answer(interaction, IN_A_SERVER)
            return
        place = channel.id if channel else await self._usual(interaction)
        form = WriteForm(show_new, guild=interaction.guild_id, channel=place)
        await interaction.response.send_modal(form)

    async def _usual(self, interaction: Interaction) -> int:
        """Where announcements go by default: what `/setup` chose, else here."""
        assert interaction.guild_id is not None
        places = await self.bot.places.of(interaction.guild_id)
        return int(places.announce_channel or interaction.channel_id or 0)

    @staff_only
    @app_commands.command()
    @app_commands.describe(which="those that wait for their hour, unless you say")
    async def announcements(self, interaction: Interaction, which: Which = "waiting") -> None:
        """The announcements, with a menu to change one or take it back"""
        guild = str(interaction.guild_id) if interaction.guild_id else None
        call = ListAnnouncements(states=STATES[which], guild=guild, most=25)
        found = await ask(interaction, call)
        card = announcements_card(found, asked=which)
        await answer(interaction, card=card, controls=_menu(found))


def _menu(found: Sequence[Announcement]) -> discord.ui.View | None:
    options = [
        discord.SelectOption(
            label=label(f"{each.id} · {each.post.text}", 100),
            value=str(each.id),
            description=label(each.state, 100),
        )
        for each in found
    ]
    return rows([OpenAnnouncement(options)]) if options else None
