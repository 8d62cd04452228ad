"""A cog in which everything fails, each in its own place, for tests of how failures are explained."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from backend.contract.refusals import PaperFull
from bot.asking import Interaction, answer, rows
from bot.cog import CourseCog, staff_only
from bot.explain import Choices, suggesting
from bot.ui import DynamicItem, Modal, View


class Boom(Exception):
    """What nobody expected."""


class FaultyButton(DynamicItem, template=r"faulty:(?P<how>[a-z]+)"):
    def __init__(self, how: str) -> None:
        super().__init__(discord.ui.Button(label=how, custom_id=f"faulty:{how}"))
        self.how = how

    async def pressed(self, interaction: Interaction) -> None:
        await fail(interaction, self.how)


class FaultyView(View):
    @discord.ui.select(
        options=[discord.SelectOption(label="refuse"), discord.SelectOption(label="boom")]
    )
    async def choose(self, interaction: Any, menu: discord.ui.Select[Any]) -> None:
        await fail(interaction, menu.values[0])


class FaultyForm(Modal, title="A form"):
    how: discord.ui.TextInput[Any] = discord.ui.TextInput(label="how")

    async def on_submit(self, interaction: Any) -> None:
        await fail(interaction, self.how.value)


async def fail(interaction: Interaction, how: str) -> None:
    if how == "refuse":
        raise PaperFull(paper="5a")
    if how == "after":
        await answer(interaction, "so far, so good")
    if how == "twice":
        await interaction.response.defer(ephemeral=True)
        await interaction.client.http.request(
            discord.http.Route(
                "POST",
                "/interactions/{interaction_id}/{token}/callback",
                interaction_id=interaction.id,
                token=interaction.token,
            ),
            json={"type": 5},
        )
    raise Boom(f"secret of {interaction.user.id}")


class Faulty(CourseCog):
    """Things that fail"""

    @app_commands.command()
    async def faulty(self, interaction: Interaction, how: str) -> None:
        """Fails"""
        await fail(interaction, how)

    @faulty.autocomplete("how")
    @suggesting
    async def suggest(self, interaction: Interaction, typed: str) -> Choices:
        if typed == "fine":
            return [app_commands.Choice(name="fine", value="fine")]
        raise Boom(typed)

    @app_commands.command(name="faulty-buttons")
    async def faulty_buttons(self, interaction: Interaction) -> None:
        """Shows what fails when pressed"""
        items = [FaultyButton(how) for how in ("refuse", "boom", "after")]
        await answer(interaction, "press", controls=rows(items))

    @app_commands.command(name="faulty-menu")
    async def faulty_menu(self, interaction: Interaction) -> None:
        """Shows a menu that fails"""
        await answer(interaction, "choose", controls=FaultyView())

    @app_commands.command(name="faulty-form")
    async def faulty_form(self, interaction: Interaction) -> None:
        """Opens a form that fails"""
        await interaction.response.send_modal(FaultyForm())

    @staff_only
    @app_commands.command(name="for-staff")
    async def for_staff(self, interaction: Interaction) -> None:
        """Only for staff"""
        await answer(interaction, "you are staff")
