"""Where discord.py 2.7.1 is known to deviate from Discord's own description of its API. Discord takes all of it.

Each entry allows one kind of deviation at one place of one operation, and names the function of the library that makes
it. A request is judged without these; anything else is a fault. `test_deviations` has the library make each of them, so
an entry that is no longer needed fails there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.wire import Request


class Kind(StrEnum):
    """What is sent, where Discord describes something else."""

    NUMBER = "a snowflake, or an index, as a number; described as text"
    TEXT = "permissions as text, as replies have them; described as a number"
    FALSE = "false under a key that is not described here"
    ZERO = "0 under a key that is not described here"
    TWICE = "the id at the end of the path once more, as a number; not described"
    BIT = "1 or 0 in the query; described as a boolean"


@dataclass(frozen=True)
class Deviation:
    """`place`: a path in the body, `[*]` for each item of a list, or `?name` for a parameter of the query."""

    operation: str
    place: str
    kind: Kind
    by: str


COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
FOLLOWUP = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"

EVENTS = "GET /guilds/{guild_id}/scheduled-events"
EVENT = "GET /guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}"

DEFINED = "discord.app_commands.Command.to_dict"
SHOWN = "discord.embeds.Embed.to_dict"
BY_MESSAGE = "discord.http.handle_message_parameters"
BY_CALLBACK = "discord.webhook.async_.interaction_message_response_params"
BY_WEBHOOK = "discord.webhook.async_.AsyncWebhookAdapter.execute_webhook"
ANSWERED = "discord.webhook.async_.AsyncWebhookAdapter.create_interaction_response"
CHOSEN = "discord.components.SelectDefaultValue.to_dict"
MENTIONED = "discord.mentions.AllowedMentions.to_dict"
REFERRED = "discord.message.MessageReference.to_dict"
OVERWRITTEN = "discord.http.HTTPClient.edit_channel_permissions"

DEVIATIONS: tuple[Deviation, ...] = (
    # The six kinds that are listed beside the schemas (../shared/discord/README.md), place by place; the sixth, numbers
    # for booleans in the query, also where the list has not looked.
    Deviation(f"POST {COMMANDS}", "$.nsfw", Kind.FALSE, DEFINED),
    Deviation(f"PUT {COMMANDS}", "$[*].nsfw", Kind.FALSE, DEFINED),
    Deviation(f"PUT {GUILD_COMMANDS}", "$[*].nsfw", Kind.FALSE, DEFINED),
    Deviation(f"POST {MESSAGES}", "$.embeds[*].flags", Kind.ZERO, SHOWN),
    Deviation(f"PATCH {MESSAGE}", "$.embeds[*].flags", Kind.ZERO, SHOWN),
    Deviation(f"PATCH {ORIGINAL}", "$.embeds[*].flags", Kind.ZERO, SHOWN),
    Deviation(f"POST {CALLBACK}", "$.data.embeds[*].flags", Kind.ZERO, SHOWN),
    Deviation(f"PATCH {MESSAGE}", "$.tts", Kind.FALSE, BY_MESSAGE),
    Deviation(f"PATCH {ORIGINAL}", "$.tts", Kind.FALSE, BY_MESSAGE),
    Deviation(f"POST {CALLBACK}", "$.data.tts", Kind.FALSE, BY_CALLBACK),
    Deviation(f"POST {MESSAGES}", "$.attachments[*].id", Kind.NUMBER, BY_MESSAGE),
    Deviation(f"PATCH {MESSAGE}", "$.attachments[*].id", Kind.NUMBER, BY_MESSAGE),
    Deviation(f"PATCH {ORIGINAL}", "$.attachments[*].id", Kind.NUMBER, BY_MESSAGE),
    Deviation(f"POST {CALLBACK}", "$.data.attachments[*].id", Kind.NUMBER, BY_CALLBACK),
    Deviation(
        "POST /users/@me/channels",
        "$.recipient_id",
        Kind.NUMBER,
        "discord.http.HTTPClient.start_private_message",
    ),
    Deviation(f"POST {CALLBACK}", "?with_response", Kind.BIT, ANSWERED),
    Deviation(f"POST {FOLLOWUP}", "?wait", Kind.BIT, BY_WEBHOOK),
    Deviation(f"POST {FOLLOWUP}", "?with_components", Kind.BIT, BY_WEBHOOK),
    Deviation(
        "GET /guilds/{guild_id}", "?with_counts", Kind.BIT, "discord.http.HTTPClient.get_guild"
    ),
    Deviation(
        "GET /users/@me/guilds", "?with_counts", Kind.BIT, "discord.http.HTTPClient.get_guilds"
    ),
    Deviation(EVENTS, "?with_user_count", Kind.BIT, "discord.http.HTTPClient.get_scheduled_events"),
    Deviation(EVENT, "?with_user_count", Kind.BIT, "discord.http.HTTPClient.get_scheduled_event"),
    # Beyond the six: the library keeps snowflakes as numbers and permissions as text, and sends them so.
    Deviation(
        f"POST {CALLBACK}",
        "$.data.components[*].components[*].default_values[*].id",
        Kind.NUMBER,
        CHOSEN,
    ),
    Deviation(
        f"PATCH {ORIGINAL}",
        "$.components[*].components[*].default_values[*].id",
        Kind.NUMBER,
        CHOSEN,
    ),
    Deviation(f"POST {MESSAGES}", "$.allowed_mentions.users[*]", Kind.NUMBER, MENTIONED),
    Deviation(f"POST {MESSAGES}", "$.allowed_mentions.roles[*]", Kind.NUMBER, MENTIONED),
    Deviation(f"POST {MESSAGES}", "$.message_reference.message_id", Kind.NUMBER, REFERRED),
    Deviation(f"POST {MESSAGES}", "$.message_reference.channel_id", Kind.NUMBER, REFERRED),
    Deviation(f"POST {MESSAGES}", "$.message_reference.guild_id", Kind.NUMBER, REFERRED),
    Deviation(
        f"POST {MESSAGES}/bulk-delete",
        "$.messages[*]",
        Kind.NUMBER,
        "discord.TextChannel.delete_messages",
    ),
    Deviation(
        "PATCH /guilds/{guild_id}/members/{user_id}",
        "$.roles[*]",
        Kind.NUMBER,
        "discord.Member.edit",
    ),
    Deviation(
        "POST /guilds/{guild_id}/channels",
        "$.parent_id",
        Kind.NUMBER,
        "discord.Guild._create_channel",
    ),
    Deviation(
        "POST /guilds/{guild_id}/channels",
        "$.permission_overwrites[*].id",
        Kind.NUMBER,
        "discord.Guild._create_channel",
    ),
    Deviation(
        "POST /guilds/{guild_id}/roles", "$.permissions", Kind.TEXT, "discord.Guild.create_role"
    ),
    Deviation(
        "POST /guilds/{guild_id}/scheduled-events",
        "$.channel_id",
        Kind.NUMBER,
        "discord.Guild.create_scheduled_event",
    ),
    Deviation(
        "PUT /channels/{channel_id}/permissions/{overwrite_id}", "$.id", Kind.TWICE, OVERWRITTEN
    ),
    Deviation(
        "PUT /channels/{channel_id}/permissions/{overwrite_id}", "$.allow", Kind.TEXT, OVERWRITTEN
    ),
    Deviation(
        "PUT /channels/{channel_id}/permissions/{overwrite_id}", "$.deny", Kind.TEXT, OVERWRITTEN
    ),
)


def at(entry: Request, allowed: Sequence[Deviation]) -> list[Deviation]:
    """Those that are allowed in this request."""
    operation = f"{entry.method} {entry.route}"
    return [each for each in allowed if each.operation == operation]


def without_deviations(entry: Request, allowed: Sequence[Deviation] = DEVIATIONS) -> Any:
    """The request's body as Discord describes it, as far as only what is allowed stands between."""
    body = json.loads(json.dumps(entry.body))
    for each in at(entry, allowed):
        for holder, key in holders(body, each.place):
            _mend(holder, key, each.kind, entry.path)
    return body


def may_be_a_bit(entry: Request, name: str, allowed: Sequence[Deviation] = DEVIATIONS) -> bool:
    """Whether this parameter of the query may be 1 or 0 where a boolean is described."""
    return any(each.place == f"?{name}" and each.kind is Kind.BIT for each in at(entry, allowed))


def holders(body: Any, place: str) -> Iterator[tuple[Any, Any]]:
    """The objects and lists that have something at this place, each with its key or index there."""
    *way, last = re.findall(r"\[\*\]|[^.$?\[\]]+", place)
    found = [body]
    for step in way:
        if step == "[*]":
            found = [item for each in found if isinstance(each, list) for item in each]
        else:
            found = [each[step] for each in found if isinstance(each, dict) and step in each]
    for each in found:
        if last == "[*]":
            yield from (
                (each, index) for index in range(len(each) if isinstance(each, list) else 0)
            )
        elif isinstance(each, dict) and last in each:
            yield each, last


def _mend(holder: Any, key: Any, kind: Kind, path: str) -> None:
    value = holder[key]
    match kind:
        case Kind.NUMBER if type(value) is int and value >= 0:
            holder[key] = str(value)
        case Kind.TEXT if isinstance(value, str) and re.fullmatch("[0-9]+", value):
            holder[key] = int(value)
        case Kind.FALSE if value is False:
            del holder[key]
        case Kind.ZERO if type(value) is int and value == 0:
            del holder[key]
        case Kind.TWICE if type(value) is int and path.endswith(f"/{value}"):
            del holder[key]
