"""Who stands behind an interaction, in the backend's terms.

The bot vouches for people by Discord's own word: the id, the name shown, and the roles of the server in which they
act. In a direct message nobody is staff, because a direct message carries no roles.
"""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

import discord

from backend.contract import By
from backend.contract.notices import GetPlaces, Places

if TYPE_CHECKING:
    from bot.asking import Interaction
    from bot.config import Link

NAMELESS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
FRESH_S = 60.0
"""How long a guild's places are taken as known; a change by another process shows after that."""


class PlaceBook:
    """Where each guild keeps the course, remembered for a minute."""

    def __init__(self, link: Link, me: By) -> None:
        self._link = link
        self._me = me
        self._known: dict[int, tuple[float, Places]] = {}

    async def of(self, guild: int) -> Places:
        """The guild's channels and roles; all None before `/setup`. Raises `BackendAway`."""
        now = asyncio.get_running_loop().time()
        known = self._known.get(guild)
        if known is not None and now - known[0] < FRESH_S:
            return known[1]
        places = await self._link(GetPlaces(guild=str(guild)), self._me)
        self._known[guild] = (now, places)
        return places

    def remember(self, places: Places) -> None:
        """What was just set, so that nobody waits a minute for it."""
        self._known[int(places.guild)] = (asyncio.get_running_loop().time(), places)


async def by(interaction: Interaction) -> By:
    """The person who typed or clicked; the key is the interaction's id, so a replayed click acts once."""
    user = interaction.user
    return By(
        id=str(user.id),
        name=shown_name(user),
        staff=await is_staff(interaction),
        key=str(interaction.id),
    )


def shown_name(user: discord.User | discord.Member) -> str:
    """The name that others see, in one line of at most 100 characters."""
    for name in (user.display_name, user.name):
        kept = "".join(
            " " if character.isspace() else character
            for character in name
            if character.isspace() or unicodedata.category(character) not in NAMELESS
        )
        words = " ".join(kept.split())[:100].strip()
        if words:
            return words
    return f"person {user.id}"


async def is_staff(interaction: Interaction) -> bool:
    """Whether Discord says so: Manage Server (owners have it), or the role that `/setup` made."""
    if runs_the_server(interaction):
        return True
    user, guild = interaction.user, interaction.guild_id
    if guild is None or not isinstance(user, discord.Member) or not serves(interaction):
        return False
    places = await interaction.client.places.of(guild)
    return places.staff_role is not None and any(
        str(role.id) == places.staff_role for role in user.roles
    )


def runs_the_server(interaction: Interaction) -> bool:
    """Whether the person owns the server or may manage it."""
    return (
        interaction.guild_id is not None
        and serves(interaction)
        and interaction.permissions.manage_guild
    )


def serves(interaction: Interaction) -> bool:
    """Whether this server's roles count at all; see `BotConfig.guilds`."""
    served = interaction.client.config.guilds
    return not served or interaction.guild_id in served
