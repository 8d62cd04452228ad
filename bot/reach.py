"""How many people an announcement reaches, and what keeps it from reaching them.

Discord itself counts the holders of a role and the members of a server, without a privileged intent; who of them can
see the channel, and who has muted it, nobody can count.
https://docs.discord.com/developers/resources/guild#get-guild-role-member-counts
"""

from __future__ import annotations

from dataclasses import dataclass

import discord

from backend.contract.announcements import (
    Announcement,
    Everyone,
    Nobody,
    People,
    Presenters,
    RoleHolders,
)
from bot.cards.text import plain, plural


@dataclass(frozen=True)
class Reach:
    """Whom it calls, in words, and what to beware of."""

    words: str
    people: int | None = None
    """How many; None when Discord does not say, 0 for nobody."""
    warnings: tuple[str, ...] = ()


async def reach_of(
    client: discord.Client, guild: discord.Guild, announcement: Announcement
) -> Reach:
    """Asks Discord at most one thing. That it does not answer is a sentence, not a failure."""
    where = f"<#{announcement.channel}>"
    warnings = tuple(_warnings(guild, announcement))
    match announcement.audience:
        case Nobody():
            return Reach(f"Calls nobody; whoever reads {where} sees it.", 0, warnings)
        case Everyone():
            count = await _members(client, guild)
            return Reach(
                f"Calls **everyone** who can see {where}: up to {_people(count)}.", count, warnings
            )
        case RoleHolders(role=role):
            count = await _holders(guild, int(role))
            return Reach(f"Calls <@&{role}>: {_people(count)}.", count, warnings)
        case Presenters(paper=paper):
            count = announcement.reach
            who = f"those who present paper {paper} when it goes out"
            return Reach(f"Calls {who}: {_people(count)} now.", count, warnings)
        case People(called=called):
            name = f"{plain(called, 80)}: " if called else ""
            count = announcement.reach
            return Reach(f"Calls {name}{_people(count)} by name.", count, warnings)


def _people(count: int | None) -> str:
    if count is None:
        return "Discord does not say how many people just now"
    return plural(count, "person", "people")


async def _members(client: discord.Client, guild: discord.Guild) -> int | None:
    """Of the server, its bots included."""
    try:
        seen = await client.fetch_guild(guild.id, with_counts=True)
    except discord.HTTPException:
        return guild.member_count
    return seen.approximate_member_count or guild.member_count


async def _holders(guild: discord.Guild, role: int) -> int | None:
    try:
        counts = await guild.role_member_counts()
    except discord.HTTPException:
        return None
    return next((count for each, count in counts.items() if each.id == role), 0)


def _warnings(guild: discord.Guild, announcement: Announcement) -> list[str]:
    """What would go wrong in Discord, as far as it can be seen before."""
    channel = guild.get_channel(int(announcement.channel))
    if channel is None:
        return ["I cannot see that channel. Choose another, or let me see it."]
    mine = channel.permissions_for(guild.me)
    found: list[str] = []
    if not (mine.view_channel and mine.send_messages):
        found.append("I may not write there. Allow **Send Messages** in the channel's settings.")
    if announcement.post.files and not mine.attach_files:
        found.append("I may not attach files there. Allow **Attach Files** in its settings.")
    if _calls_in_vain(guild, announcement, mine):
        found.append(
            "Discord would show the mention and notify nobody: let the role be mentioned by anyone, or give me "
            "**Mention Everyone** in that channel."
        )
    return found


def _calls_in_vain(
    guild: discord.Guild, announcement: Announcement, mine: discord.Permissions
) -> bool:
    if mine.mention_everyone:
        return False
    if isinstance(announcement.audience, Everyone):
        return True
    if not isinstance(announcement.audience, RoleHolders):
        return False
    role = guild.get_role(int(announcement.audience.role))
    return role is not None and not role.mentionable
