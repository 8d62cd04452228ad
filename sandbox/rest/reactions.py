"""Reactions on a message. `{emoji_name}` is a Unicode emoji, or `name:id`."""

from __future__ import annotations

from sandbox import errors, shapes
from sandbox.model import Channel, Message
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event, World

route = Routes()
_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions"
_EMOJI = f"{_REACTIONS}/{{emoji_name}}"
MOST = 20


def _emoji(call: Call) -> str:
    """The emoji's key. Anything that is plain letters and no `name:id` is none: 10014."""
    key = call.params["emoji_name"].removeprefix("a:")
    name, _, number = key.partition(":")
    if (number.isdecimal() and name) or (key and not key.isascii()):
        return key
    raise errors.unknown_emoji()


def react(world: World, place: Channel, post: Message, key: str, user_id: int) -> None:
    """Add somebody's reaction and tell of it. 30010 beyond twenty different ones."""
    if key not in post.reactions and len(post.reactions) >= MOST:
        raise errors.DiscordError(400, 30010, f"Maximum number of reactions reached ({MOST})")
    people = post.reactions.setdefault(key, [])
    if user_id not in people:
        people.append(user_id)
        world.emit(_event("MESSAGE_REACTION_ADD", world, place, post, key, user_id))


def unreact(world: World, place: Channel, post: Message, key: str, user_id: int) -> None:
    people = post.reactions.get(key, [])
    if user_id in people:
        people.remove(user_id)
        if not people:
            del post.reactions[key]
        world.emit(_event("MESSAGE_REACTION_REMOVE", world, place, post, key, user_id))


def _event(name: str, world: World, place: Channel, post: Message, key: str, user_id: int) -> Event:
    data = {
        "user_id": str(user_id),
        "channel_id": str(place.id),
        "message_id": str(post.id),
        "emoji": shapes.emoji(key),
        "burst": False,
        "type": 0,
    }
    if not place.direct:
        data["guild_id"] = str(world.guild_id)
    if name == "MESSAGE_REACTION_ADD":
        data["message_author_id"] = str(post.author_id)
        if not place.direct and (member := world.members.get(user_id)):
            data["member"] = shapes.member(member)
    return Event(name, data, place.id, post.reader)


@route("PUT", f"{_EMOJI}/@me")
async def add(call: Call) -> Reply:
    place = call.channel(Permission.READ_MESSAGE_HISTORY, Permission.ADD_REACTIONS)
    react(call.world, place, call.message(place), _emoji(call), call.bot_id)
    return Reply(204)


@route("DELETE", f"{_EMOJI}/@me")
async def remove_own(call: Call) -> Reply:
    place = call.channel()
    unreact(call.world, place, call.message(place), _emoji(call), call.bot_id)
    return Reply(204)


@route("DELETE", f"{_EMOJI}/{{user_id}}")
async def remove(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_MESSAGES)
    unreact(call.world, place, call.message(place), _emoji(call), call.number("user_id"))
    return Reply(204)


@route("GET", _EMOJI)
async def people(call: Call) -> Reply:
    post = call.message(call.channel(Permission.READ_MESSAGE_HISTORY))
    after, limit = call.asked("after", 0, 0, 2**63), call.asked("limit", 25, 1, 100)
    found = [user for user in sorted(post.reactions.get(_emoji(call), [])) if user > after]
    return Reply(200, [shapes.user(call.world.user(user)) for user in found[:limit]])


@route("DELETE", _EMOJI)
async def clear_one(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_MESSAGES)
    post, key = call.message(place), _emoji(call)
    if post.reactions.pop(key, None) is not None:
        data = {
            "channel_id": str(place.id),
            "guild_id": str(call.world.guild_id),
            "message_id": str(post.id),
            "emoji": shapes.emoji(key),
        }
        call.world.emit(Event("MESSAGE_REACTION_REMOVE_EMOJI", data, place.id))
    return Reply(204)


@route("DELETE", _REACTIONS)
async def clear(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_MESSAGES)
    post = call.message(place)
    post.reactions.clear()
    data = {
        "channel_id": str(place.id),
        "guild_id": str(call.world.guild_id),
        "message_id": str(post.id),
    }
    call.world.emit(Event("MESSAGE_REACTION_REMOVE_ALL", data, place.id))
    return Reply(204)
