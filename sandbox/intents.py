"""Which events a gateway session asked for, and what it may read of them.

https://discord.com/developers/docs/events/gateway#gateway-intents
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from sandbox.errors import Json

if TYPE_CHECKING:
    from sandbox.state import Event, World


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


PRIVILEGED = int(Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT)
KNOWN = (1 << 26) - 1


def needed(event: Event, direct: bool) -> int:
    """The intent an event is sent under; 0 for what every session gets."""
    name = event.name
    if name.startswith("MESSAGE_REACTION"):
        return Intent.DIRECT_MESSAGE_REACTIONS if direct else Intent.GUILD_MESSAGE_REACTIONS
    if name.startswith("MESSAGE_"):
        return Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
    if name == "TYPING_START":
        return Intent.DIRECT_MESSAGE_TYPING if direct else Intent.GUILD_MESSAGE_TYPING
    if name == "CHANNEL_PINS_UPDATE" and direct:
        return Intent.DIRECT_MESSAGES
    if name.startswith("GUILD_SCHEDULED_EVENT"):
        return Intent.GUILD_SCHEDULED_EVENTS
    if name.startswith("GUILD_MEMBER"):
        return Intent.GUILD_MEMBERS
    if name.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
        return 0 if direct else Intent.GUILDS
    return 0


def as_read(event: Event, world: World, intents: int, *, direct: bool) -> Json:
    """The event's payload for the bot: a stranger's words are blank without MESSAGE_CONTENT.

    The bot always reads its own messages, private ones, and those that mention it.
    """
    bot = world.bot.user.id
    post = event.message
    if (
        post is None
        or event.name not in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
        or intents & Intent.MESSAGE_CONTENT
        or direct
        or post.author_id == bot
        or bot in post.mentions
    ):
        return event.data
    blank: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
    return event.data | blank
