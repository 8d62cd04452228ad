"""Making a server ready for the course, and `/help` for everyone."""

from __future__ import annotations

import discord
from discord import app_commands

from backend.contract.notices import SetPlaces
from backend.contract.refusals import StaffOnly
from bot.asking import Interaction, answer, ask, in_time
from bot.cards.setup import setup_card
from bot.client import Syllabot
from bot.cog import STAFF, CourseCog
from bot.explain import IN_A_SERVER
from bot.guidance import Audience, help_pages
from bot.pages import Pages, open_book
from bot.people import is_staff, runs_the_server
from bot.premises import prepare


class House(CourseCog):
    """This server"""

    rank = 90

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.books["help"] = self.pages_of_help

    @app_commands.command(extras={STAFF: True})
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.rename(staff_channel="staff-channel", staff_role="staff-role")
    @app_commands.describe(
        presentations="where the sign-up board is (created if you name none)",
        lab="where benchmarks are shown",
        announcements="where news and reminders go",
        staff_channel="where the staff is told of faults",
        staff_role="the role that makes someone course staff",
    )
    async def setup(
        self,
        interaction: Interaction,
        presentations: discord.TextChannel | None = None,
        lab: discord.TextChannel | None = None,
        announcements: discord.TextChannel | None = None,
        staff_channel: discord.TextChannel | None = None,
        staff_role: discord.Role | None = None,
    ) -> None:
        """Make this server ready for the course; safe to run again"""
        # Discord only hides the command from others, so it is checked here, and once more by the backend.
        if not runs_the_server(interaction):
            raise StaffOnly()
        guild = interaction.guild
        if guild is None:
            await answer(interaction, IN_A_SERVER)
            return
        before = await in_time(interaction, self.bot.places.of(guild.id))
        premises = await in_time(
            interaction,
            prepare(
                guild,
                before,
                {
                    "board_channel": presentations,
                    "bench_channel": lab,
                    "announce_channel": announcements,
                    "staff_channel": staff_channel,
                },
                staff_role,
            ),
        )
        places = await ask(interaction, SetPlaces(places=premises.places))
        self.bot.places.remember(places)
        await answer(interaction, card=setup_card(places, premises.done, premises.missing))

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What you can ask here"""
        await open_book(interaction, "help")

    async def pages_of_help(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        staff = await in_time(interaction, is_staff(interaction), redrawing=redrawing)
        audience = Audience(staff=staff, in_a_server=interaction.guild_id is not None)
        return help_pages(self.bot.tree, audience, self.bot.command_ids)
