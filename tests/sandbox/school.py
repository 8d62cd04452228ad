"""A bot for the sandbox's own tests: the unmodified discord.py, one command for each thing to try."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import discord
from discord import app_commands, ui

from tests.sandbox.school_views import (
    Board,
    Choosers,
    Consent,
    Nickname,
    Paper,
    Renaming,
    Review,
    Seats,
    plot,
)

INTENTS = discord.Intents(
    guilds=True, guild_messages=True, dm_messages=True, guild_scheduled_events=True
)


class School(discord.Client):
    """Registers everything below and keeps what it heard."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.resumed = asyncio.Event()
        self.hold = asyncio.Event()
        self.tree.error(_refuse)
        _register(self)

    async def setup_hook(self) -> None:
        self.add_view(Seats())
        self.add_dynamic_items(Paper)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_resumed(self) -> None:
        self.resumed.set()

    @property
    def hall(self) -> discord.TextChannel:
        """The general channel."""
        found = self.guilds[0].text_channels[0]
        assert isinstance(found, discord.TextChannel)
        return found


async def _refuse(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    if not isinstance(error, app_commands.CheckFailure):
        raise error
    await interaction.response.send_message("That is for staff.", ephemeral=True)


def _register(bot: School) -> None:
    command = bot.tree.command

    @command()
    @app_commands.describe(days="How far ahead")
    async def due(
        interaction: discord.Interaction, days: app_commands.Range[int, 1, 30] = 7
    ) -> None:
        """What is due soon."""
        embed = discord.Embed(title="Due", description=f"in {days} days")
        await interaction.response.send_message("Soon", embed=embed, ephemeral=True)

    @command()
    async def slow(interaction: discord.Interaction, secretly: bool = False) -> None:
        """Thinks first."""
        await interaction.response.defer(ephemeral=secretly, thinking=True)
        await interaction.edit_original_response(content="Thought", attachments=[plot()])
        await interaction.followup.send("And more", ephemeral=True)

    @command()
    async def late(interaction: discord.Interaction) -> None:
        """Waits until it is let go, then answers."""
        await bot.hold.wait()
        await interaction.response.send_message("too late")

    @command()
    async def kinds(
        interaction: discord.Interaction,
        text: app_commands.Range[str, 2, 5],
        number: float,
        flag: bool,
        who: discord.Member,
        role: discord.Role,
        channel: discord.TextChannel,
        paper: discord.Attachment,
        tool: Literal["ruff", "mypy"] = "ruff",
    ) -> None:
        """One option of each kind."""
        words = [text, number, flag, who.display_name, role.name, channel.name, paper.filename]
        words.append(len(await paper.read()))
        await interaction.response.send_message(repr([*words, tool]))

    @command()
    @app_commands.checks.has_permissions(manage_guild=True)
    @app_commands.default_permissions(manage_guild=True)
    async def announce(interaction: discord.Interaction, text: str) -> None:
        """For staff."""
        await interaction.response.send_message(
            text, allowed_mentions=discord.AllowedMentions(everyone=True, users=False)
        )

    @command()
    async def seats(interaction: discord.Interaction) -> None:
        """Shows buttons."""
        await interaction.response.send_message("Seats", view=Seats())

    @command()
    async def choosers(interaction: discord.Interaction) -> None:
        """Shows menus of people, roles, channels."""
        await interaction.response.send_message("Choose", view=Choosers())

    @command()
    async def papers(interaction: discord.Interaction) -> None:
        """Shows a button for a paper."""
        view = ui.View(timeout=None)
        view.add_item(Paper("lora"))
        await interaction.response.send_message("Papers", view=view)

    @command()
    async def board(interaction: discord.Interaction) -> None:
        """A layout."""
        await interaction.response.send_message(view=Board(), file=plot())

    @command()
    async def review(interaction: discord.Interaction) -> None:
        """A form."""
        await interaction.response.send_modal(Review())

    @command()
    async def nickname(interaction: discord.Interaction) -> None:
        """An older form."""
        await interaction.response.send_modal(Nickname())

    @command()
    async def consent(interaction: discord.Interaction) -> None:
        """A box to tick."""
        await interaction.response.send_modal(Consent())

    @command()
    async def rename(interaction: discord.Interaction) -> None:
        """A button that opens a form."""
        await interaction.response.send_message("Ada", view=Renaming())

    @command()
    @app_commands.guild_only()
    async def here(interaction: discord.Interaction) -> None:
        """Only in the guild."""
        await interaction.response.send_message(str(interaction.permissions.value))

    @bot.tree.context_menu(name="Quote")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"> {message.content}")

    @bot.tree.context_menu(name="Greet")
    async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hello {member.display_name}")

    project = app_commands.Group(name="project", description="Projects")
    team = app_commands.Group(name="team", description="Teams", parent=project)

    @project.command()
    @app_commands.rename(about="topic")
    async def propose(interaction: discord.Interaction, about: str, pages: int = 4) -> None:
        """Proposes one."""
        await interaction.response.send_message(f"{about} in {pages} pages")

    @propose.autocomplete("about")
    async def topics(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        known = ("review", "replication", "reading")
        return [
            app_commands.Choice(name=f"{t} ({interaction.namespace.pages})", value=t)
            for t in known
            if t.startswith(typed)
        ]

    @team.command()
    async def join(interaction: discord.Interaction, number: int) -> None:
        """Joins a team."""
        await interaction.response.send_message(f"team {number}")

    @join.autocomplete("number")
    async def numbers(
        interaction: discord.Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        return [app_commands.Choice(name=f"Team {n}", value=n) for n in (1, 2)]

    bot.tree.add_command(project)
