"""A server made ready for the course: four channels and a role, found or created, and what stands in the way.

Running it again changes nothing that is right. What is missing is said in one sentence each, with what to do; the
rest is set up all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import discord

from backend.contract.notices import Places

Purpose = Literal["board_channel", "bench_channel", "announce_channel", "staff_channel"]


@dataclass(frozen=True)
class Wanted:
    """A channel that the course needs."""

    purpose: Purpose
    name: str
    topic: str
    quiet: bool = False
    """Only the bot writes there."""
    private: bool = False
    """Only staff and the bot read it."""


CHANNELS = (
    Wanted("board_channel", "presentations", "Who presents which paper. Press a button to take a seat.", quiet=True),
    Wanted("bench_channel", "lab", "Benchmarks as they run. /bench starts one."),
    Wanted("announce_channel", "announcements", "News and reminders of the course.", quiet=True),
    Wanted("staff_channel", "staff", "What the course staff should know.", private=True),
)  # fmt: skip
STAFF_ROLE = "Course staff"

NEEDED = {
    "view_channel": "see it",
    "send_messages": "write there",
    "embed_links": "show cards there",
    "attach_files": "show plots there",
    "read_message_history": "find again what I said before a crash, and not say it twice",
}
"""What the bot must be allowed in each channel, and what for."""


@dataclass
class Premises:
    """What `prepare` found, made and missed; it is filled as it goes."""

    places: Places
    done: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


async def prepare(
    guild: discord.Guild,
    before: Places,
    chosen: Mapping[Purpose, discord.TextChannel | None],
    chosen_role: discord.Role | None,
) -> Premises:
    """Find or create everything in `guild`; `before` is what an earlier run set.

    Discord's refusals become sentences; that Discord does not answer is raised.
    """
    premises = Premises(before)
    role = chosen_role or _role(guild, before) or await _make_role(guild, premises)
    found: dict[str, str | None] = {"staff_role": str(role.id) if role else None}
    for wanted in CHANNELS:
        channel = chosen.get(wanted.purpose) or _channel(guild, wanted, before)
        if channel is None:
            channel = await _make_channel(guild, wanted, role, premises)
        if channel is not None:
            _look_over(channel, guild, wanted, premises)
        found[wanted.purpose] = str(channel.id) if channel else None
    if not guild.me.guild_permissions.create_events:
        premises.missing.append(
            "Without **Create Events** I cannot show the meetings as events of this server. Give me the permission, "
            "and run `/setup` again."
        )
    if role is not None:
        premises.done.append(f"{role.mention} is the role of the course staff: give it to them.")
    premises.places = Places(guild=str(guild.id), **found)
    return premises


def _role(guild: discord.Guild, before: Places) -> discord.Role | None:
    known = guild.get_role(int(before.staff_role)) if before.staff_role else None
    return known or discord.utils.get(guild.roles, name=STAFF_ROLE)


def _channel(guild: discord.Guild, wanted: Wanted, before: Places) -> discord.TextChannel | None:
    number = getattr(before, wanted.purpose)
    known = guild.get_channel(int(number)) if number else None
    if isinstance(known, discord.TextChannel):
        return known
    return discord.utils.get(guild.text_channels, name=wanted.name)


async def _make_role(guild: discord.Guild, premises: Premises) -> discord.Role | None:
    # Staff commands are shown to those who may manage messages; nobody can grant what he has not.
    permissions = discord.Permissions(manage_messages=guild.me.guild_permissions.manage_messages)
    try:
        role = await guild.create_role(name=STAFF_ROLE, permissions=permissions)
    except discord.Forbidden:
        premises.missing.append(
            f"Without **Manage Roles** I cannot create the role “{STAFF_ROLE}”. Give me the permission, or create "
            "the role by hand, and run `/setup` again."
        )
        return None
    premises.done.append(f"I created the role {role.mention}.")
    return role


async def _make_channel(
    guild: discord.Guild, wanted: Wanted, role: discord.Role | None, premises: Premises
) -> discord.TextChannel | None:
    overwrites: dict[
        discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite
    ] = {}
    mine = discord.PermissionOverwrite(
        view_channel=True,
        send_messages=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
    )
    if wanted.quiet:
        overwrites[guild.default_role] = discord.PermissionOverwrite(send_messages=False)
        overwrites[guild.me] = mine
    if wanted.private:
        overwrites[guild.default_role] = discord.PermissionOverwrite(view_channel=False)
        overwrites[guild.me] = mine
        if role is not None:
            overwrites[role] = discord.PermissionOverwrite(view_channel=True)
    try:
        channel = await guild.create_text_channel(
            wanted.name, topic=wanted.topic, overwrites=overwrites
        )
    except discord.Forbidden:
        premises.missing.append(
            f"Without **Manage Channels** I cannot create #{wanted.name}. Give me the permission, or create the "
            "channel by hand, and run `/setup` again."
        )
        return None
    premises.done.append(f"I created {channel.mention}.")
    return channel


def _look_over(
    channel: discord.TextChannel, guild: discord.Guild, wanted: Wanted, premises: Premises
) -> None:
    """Whether the bot can do its work in a channel, and others cannot do what they should not."""
    mine = channel.permissions_for(guild.me)
    for permission, what_for in NEEDED.items():
        if not getattr(mine, permission):
            name = permission.replace("_", " ").title()
            premises.missing.append(
                f"In {channel.mention} I lack **{name}**, so I cannot {what_for}. Allow it in the channel's settings."
            )
    if wanted.private and channel.permissions_for(guild.default_role).view_channel:
        premises.missing.append(
            f"{channel.mention} can be read by everyone. Take **View Channel** from @everyone in its settings."
        )
