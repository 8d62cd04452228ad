"""What a bot is told when it arrives at the gateway: READY, the guild, its members.

Also the few keys in which the gateway's payloads differ from REST's.
https://discord.com/developers/docs/events/gateway-events#ready
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox import guild_shape, shapes
from sandbox.errors import Json
from sandbox.intents import Intent
from sandbox.state import World

CHUNK = 1000
_MEDIA = frozenset({"media", "file"})
_ONLY_REST = {
    "home_header",
    "nsfw",
    "application_command_count",
}


def ready(world: World, session_id: str, url: str, shard: Any, *, here: bool) -> Json:
    """What a session begins with; `here` says whether the guild belongs to its shard."""
    body: Json = {
        "v": 10,
        "user": shapes.me(world.bot.user),
        "guilds": [{"id": str(world.guild_id), "unavailable": True}] if here else [],
        "session_id": session_id,
        "resume_gateway_url": url,
        "application": {"id": str(world.application_id), "flags": 0, "flags_new": "0"},
    }
    if shard is not None:
        body["shard"] = shard
    return body


def guild_create(world: World, intents: int) -> Json:
    """The guild with all the bot sees. Members other than itself come only with the presences
    intent, as at Discord; otherwise they are asked for with op 8."""
    bot = world.bot
    seen = [place for place in world.channels.values() if not place.direct]
    seen = [place for place in seen if world.sees(bot.user.id, place)]
    members = world.members.values() if intents & Intent.GUILD_PRESENCES else [bot]
    body = {key: value for key, value in guild_shape.guild(world).items() if key not in _ONLY_REST}
    events = world.scheduled.values() if intents & Intent.GUILD_SCHEDULED_EVENTS else []
    return body | {
        "joined_at": shapes.iso(bot.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(world.members),
        "members": [shapes.member(member) for member in members],
        "channels": [shapes.channel(world, place) for place in seen if place.thread is None],
        "threads": [
            shapes.channel(world, place)
            for place in seen
            if place.thread is not None and not place.thread.archived
        ],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "guild_scheduled_events": [
            for_gateway(guild_shape.scheduled_event(world, event)) for event in events
        ],
        "hub_type": None,
    }


def member_chunks(world: World, asked: Json, intents: int) -> Iterator[Json]:
    """The answer to op 8. The whole list needs the members intent; a search or ids do not."""
    query, limit = asked.get("query"), int(asked.get("limit") or 0)
    ids = asked.get("user_ids")
    not_found: list[str] = []
    if ids is not None:
        wanted = [str(user) for user in (ids if isinstance(ids, list) else [ids])][:100]
        found = [m for m in world.members.values() if str(m.user.id) in wanted]
        known = {str(member.user.id) for member in found}
        not_found = [user for user in wanted if user not in known]
    elif not query and limit == 0:
        allowed = intents & Intent.GUILD_MEMBERS
        found = list(world.members.values()) if allowed else []
    else:
        start = str(query or "").casefold()
        found = [
            member
            for member in world.members.values()
            if member.user.username.casefold().startswith(start)
            or member.name.casefold().startswith(start)
        ][: min(limit or 100, 100)]
    pages = [found[at : at + CHUNK] for at in range(0, len(found), CHUNK)] or [[]]
    for index, page in enumerate(pages):
        body: Json = {
            "guild_id": str(world.guild_id),
            "members": [shapes.member(member) for member in page],
            "chunk_index": index,
            "chunk_count": len(pages),
        }
        if not_found:
            body["not_found"] = not_found
        if asked.get("nonce"):
            body["nonce"] = str(asked["nonce"])
        yield body


def for_gateway(value: Any) -> Any:
    """The payload without the keys that REST alone has."""
    if isinstance(value, list):
        return [for_gateway(item) for item in value]
    if not isinstance(value, dict):
        return value
    body = {}
    for key, item in value.items():
        if key == "guild_scheduled_event_exceptions":
            continue
        if key in _MEDIA and isinstance(item, dict):
            item = {name: inner for name, inner in item.items() if name != "id"}
        body[key] = for_gateway(item)
    return body
