"""The course as a calendar feed: a private address that can be ended, and a public one."""

from __future__ import annotations

import discord
from discord import app_commands

from backend.contract.feed import GetFeed, RevokeFeed
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.feed import feed_card
from bot.cog import CourseCog
from bot.ui import DynamicItem


class NewAddress(DynamicItem, template=r"feed:new"):
    """Ends the private address at once and makes another."""

    def __init__(self) -> None:
        super().__init__(
            discord.ui.Button(
                label="end this address, make a new one",
                custom_id="feed:new",
                style=discord.ButtonStyle.danger,
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        feed = await ask(interaction, RevokeFeed(), redrawing=True)
        card = feed_card(feed, renewed=True)
        await redraw(interaction, card=card, controls=rows([NewAddress()]))


class Feed(CourseCog):
    """Calendar, readings and rules"""

    rank = 11

    @app_commands.command()
    async def calendar(self, interaction: Interaction) -> None:
        """The course in your own calendar program: an address for you alone"""
        feed = await ask(interaction, GetFeed())
        await answer(interaction, card=feed_card(feed), controls=rows([NewAddress()]))
