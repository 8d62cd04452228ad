"""Joining the reminders and leaving them, by command or by the role that the course names."""

from __future__ import annotations

import logging

import discord
from discord import app_commands
from discord.ext import commands

from backend.contract.refusals import CourseError
from backend.contract.reminders import JoinCourse, LeaveCourse
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.reminding import enrolment_card
from bot.client import SELF, Syllabot
from bot.cog import CourseCog
from bot.enrolling import RoleMirror
from bot.ui import DynamicItem

log = logging.getLogger(__name__)


class JoinNow(DynamicItem, template=r"joining:join"):
    """Joins, from wherever the bot says that one has not."""

    def __init__(self) -> None:
        super().__init__(
            discord.ui.Button(
                label="join", custom_id="joining:join", style=discord.ButtonStyle.primary
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        joined = await ask(interaction, JoinCourse(), redrawing=True)
        await redraw(interaction, card=enrolment_card(joined), controls=rows([LeaveNow()]))


class LeaveNow(DynamicItem, template=r"joining:leave"):
    """Leaves again; nothing is lost by it, so it asks nothing."""

    def __init__(self) -> None:
        super().__init__(
            discord.ui.Button(
                label="leave again",
                custom_id="joining:leave",
                style=discord.ButtonStyle.secondary,
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        left = await ask(interaction, LeaveCourse(), redrawing=True)
        await redraw(interaction, card=enrolment_card(left), controls=rows([JoinNow()]))


class Joining(CourseCog):
    """Reminders"""

    rank = 15

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        self._mirror = RoleMirror(bot.config.link, SELF)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """The role is looked at beside what was asked for, which never waits for it."""
        try:
            await self._mirror.see(interaction)
        except CourseError as away:
            log.info("a role was not looked at: %s", away.sentence)

    @app_commands.command()
    async def join(self, interaction: Interaction) -> None:
        """Be reminded of what is due, by direct message"""
        joined = await ask(interaction, JoinCourse())
        await answer(interaction, card=enrolment_card(joined), controls=rows([LeaveNow()]))

    @app_commands.command()
    async def unjoin(self, interaction: Interaction) -> None:
        """No reminders any more; your presentation stays yours"""
        left = await ask(interaction, LeaveCourse())
        await answer(interaction, card=enrolment_card(left), controls=rows([JoinNow()]))
