"""What a subject of commands is made of: `CourseCog`. A file in `bot/cogs/` with one of these is found by itself.

Every command of a cog answers in private, for students and staff alike. `@staff_only` hides a command from those
who may not use it and refuses them when they try all the same.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from backend.contract.refusals import StaffOnly
from bot.people import is_staff
from bot.ui import DynamicItem

if TYPE_CHECKING:
    from bot.asking import Interaction
    from bot.client import Syllabot

T = TypeVar("T")
STAFF = "staff only"
"""Mark in a command's `extras`: only for course staff."""


class CourseCog(commands.Cog):
    """A subject. The first line of its docstring is its heading in `/help`."""

    rank: ClassVar[int] = 50
    """Where it stands in `/help`: the smaller, the higher."""

    def __init__(self, bot: Syllabot) -> None:
        super().__init__()
        self.bot = bot


def staff_only(command: T) -> T:
    """Mark a command as for course staff (write it above `@app_commands.command()`).

    Discord shows it to those who may manage messages, which the role made by `/setup` may; everyone else who tries is
    refused; `/help` lists it for staff only.
    """

    async def check(interaction: Interaction) -> bool:
        if not await is_staff(interaction):
            raise StaffOnly()
        return True

    if not isinstance(command, app_commands.Command):
        raise TypeError("write @staff_only above @app_commands.command(), not below it")
    command.extras[STAFF] = True
    command = app_commands.guild_only(command)
    command.default_permissions = discord.Permissions(manage_messages=True)
    command.add_check(check)
    return command


def cog_modules() -> Iterator[ModuleType]:
    """Every module in `bot/cogs/`, in the order of their names. An error in one is raised as it is."""
    import bot.cogs

    for found in sorted(pkgutil.iter_modules(bot.cogs.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"bot.cogs.{found.name}")


def cogs_in(module: ModuleType) -> list[type[CourseCog]]:
    """The cogs that the module defines."""
    return [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, CourseCog)
        and thing.__module__ == module.__name__
    ]


def lasting_items_in(module: ModuleType) -> list[type[DynamicItem]]:
    """The buttons and menus that the module defines or imports."""
    return [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, DynamicItem) and thing is not DynamicItem
    ]
