"""Channels: create, get, edit, delete, and their permission overwrites."""

from __future__ import annotations

import re

from sandbox import errors, shapes
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.model import Channel, ChannelType, Overwrite
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes

route = Routes()
_CHANNEL = "/channels/{channel_id}"
KINDS = {
    ChannelType.TEXT,
    ChannelType.VOICE,
    ChannelType.CATEGORY,
    ChannelType.ANNOUNCEMENT,
    ChannelType.FORUM,
}


def channel_name(name: str, kind: int) -> str:
    """Text channels are lower case with dashes; other names stay as they are."""
    if kind in (ChannelType.VOICE, ChannelType.CATEGORY):
        return name
    return re.sub(r"\s+", "-", name.strip()).lower()


def _overwrites(form: Form, value: object) -> list[Overwrite]:
    accepted = []
    for index, item in enumerate(form.entries(("permission_overwrites",), value, 100)):
        at = ("permission_overwrites", index)
        entry = form.mapping(at, item)
        accepted.append(_overwrite(form, entry, form.snowflake((*at, "id"), entry.get("id")) or 0))
    return accepted


def _overwrite(form: Form, entry: Json, target: int) -> Overwrite:
    given = form.whole(("type",), entry.get("type"), least=0)
    kind = form.one_of(("type",), given or 0, {0, 1})
    allow = form.whole(("allow",), entry.get("allow"), least=0)
    deny = form.whole(("deny",), entry.get("deny"), least=0)
    return Overwrite(target, kind or 0, allow or 0, deny or 0)


@route("POST", "/guilds/{guild_id}/channels")
async def create(call: Call) -> Reply:
    call.guild()
    call.need(Permission.MANAGE_CHANNELS)
    body, form = call.fields, Form()
    kind = form.one_of(("type",), body.get("type") or 0, {int(item) for item in KINDS})
    name = form.text(("name",), body.get("name"), 100, least=1)
    place = Channel(
        call.world.ids.next(),
        kind or 0,
        channel_name(name or "", kind or 0),
        position=form.whole(("position",), body.get("position"), least=0)
        or len(call.world.channels),
        topic=form.text(("topic",), body.get("topic"), 1024, needed=False),
        parent_id=_parent(call, form, body.get("parent_id")),
        overwrites=_overwrites(form, body.get("permission_overwrites")),
        nsfw=bool(body.get("nsfw", False)),
        rate_limit_per_user=form.whole(
            ("rate_limit_per_user",), body.get("rate_limit_per_user"), least=0, most=21600
        )
        or 0,
    )
    form.finish()
    if sum(not c.direct and c.thread is None for c in call.world.channels.values()) >= 500:
        raise errors.DiscordError(400, 30013, "Maximum number of guild channels reached (500)")
    call.world.channels[place.id] = place
    call.world.emit(call.world.channel_event("CHANNEL_CREATE", place))
    return Reply(201, shapes.channel(call.world, place))


def _parent(call: Call, form: Form, value: object) -> int | None:
    if value is None:
        return None
    parent_id = form.snowflake(("parent_id",), value)
    parent = call.world.channels.get(parent_id or 0)
    if parent is None or parent.type != ChannelType.CATEGORY:
        form.wrong(("parent_id",), "CHANNEL_PARENT_INVALID_TYPE", "Not a category channel")
    return parent_id


@route("GET", _CHANNEL)
async def get(call: Call) -> Reply:
    return Reply(200, shapes.channel(call.world, call.channel()))


@route("PATCH", _CHANNEL)
async def edit(call: Call) -> Reply:
    place = call.channel()
    if place.direct:
        raise errors.not_in_dm()
    if place.thread is not None:
        return _edit_thread(call, place)
    call.need(Permission.MANAGE_CHANNELS, place)
    body, form = call.fields, Form()
    name = form.text(("name",), body.get("name"), 100, least=1, needed=False)
    topic = form.text(("topic",), body.get("topic"), 1024, needed=False)
    position = form.whole(("position",), body.get("position"), least=0)
    parent = _parent(call, form, body.get("parent_id"))
    overwrites = _overwrites(form, body.get("permission_overwrites"))
    slow = form.whole(
        ("rate_limit_per_user",), body.get("rate_limit_per_user"), least=0, most=21600
    )
    form.finish()
    if name:
        place.name = channel_name(name, place.type)
    if "topic" in body:
        place.topic = topic
    if position is not None:
        place.position = position
    if "parent_id" in body:
        place.parent_id = parent
    if body.get("permission_overwrites") is not None:
        place.overwrites = overwrites
    if slow is not None:
        place.rate_limit_per_user = slow
    if body.get("nsfw") is not None:
        place.nsfw = bool(body["nsfw"])
    call.world.emit(call.world.channel_event("CHANNEL_UPDATE", place))
    return Reply(200, shapes.channel(call.world, place))


def _edit_thread(call: Call, place: Channel) -> Reply:
    facts = place.thread
    assert facts is not None
    if facts.owner_id != call.bot_id:
        call.need(Permission.MANAGE_THREADS, place)
    body, form = call.fields, Form()
    name = form.text(("name",), body.get("name"), 100, least=1, needed=False)
    minutes = body.get("auto_archive_duration")
    if minutes is not None:
        form.one_of(("auto_archive_duration",), minutes, {60, 1440, 4320, 10080})
    form.finish()
    place.name = name or place.name
    facts.auto_archive_duration = minutes or facts.auto_archive_duration
    for key in ("archived", "locked", "invitable"):
        if body.get(key) is not None:
            setattr(facts, key, bool(body[key]))
    if "archived" in body:
        facts.archive_timestamp = call.world.now()
    call.world.emit(call.world.channel_event("THREAD_UPDATE", place))
    return Reply(200, shapes.channel(call.world, place))


@route("DELETE", _CHANNEL)
async def delete(call: Call) -> Reply:
    place = call.channel()
    if place.direct:
        return Reply(200, shapes.channel(call.world, place))
    thread = place.thread is not None
    call.need(Permission.MANAGE_THREADS if thread else Permission.MANAGE_CHANNELS, place)
    body = shapes.channel(call.world, place)
    event = call.world.channel_event("THREAD_DELETE" if thread else "CHANNEL_DELETE", place)
    inside = [c.id for c in call.world.channels.values() if c.thread and c.parent_id == place.id]
    call.world.emit(event)
    for gone in (*inside, place.id):
        call.world.messages.pop(gone, None)
        del call.world.channels[gone]
    return Reply(200, body)


@route("PATCH", "/guilds/{guild_id}/channels")
async def reorder(call: Call) -> Reply:
    call.guild()
    call.need(Permission.MANAGE_CHANNELS)
    form = Form()
    moves: list[tuple[Channel, int]] = []
    for index, entry in enumerate(form.entries((), call.body or [], 500)):
        item = form.mapping((index,), entry)
        place = call.world.channels.get(form.snowflake((index, "id"), item.get("id")) or 0)
        position = form.whole((index, "position"), item.get("position"), least=0)
        if place is None:
            raise errors.unknown_channel()
        if position is not None:
            moves.append((place, position))
    form.finish()
    for place, position in moves:
        place.position = position
        call.world.emit(call.world.channel_event("CHANNEL_UPDATE", place))
    return Reply(204)


@route("PUT", f"{_CHANNEL}/permissions/{{overwrite_id}}")
async def allow(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_ROLES)
    if place.direct:
        raise errors.not_in_dm()
    target, form = call.number("overwrite_id"), Form()
    if target not in call.world.roles and target not in call.world.members:
        raise errors.unknown_overwrite()
    overwrite = _overwrite(form, call.fields, target)
    form.finish()
    place.overwrites = [item for item in place.overwrites if item.id != target] + [overwrite]
    call.world.emit(call.world.channel_event("CHANNEL_UPDATE", place))
    return Reply(204)


@route("DELETE", f"{_CHANNEL}/permissions/{{overwrite_id}}")
async def no_exception(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_ROLES)
    target = call.number("overwrite_id")
    if all(item.id != target for item in place.overwrites):
        raise errors.unknown_overwrite()
    place.overwrites = [item for item in place.overwrites if item.id != target]
    call.world.emit(call.world.channel_event("CHANNEL_UPDATE", place))
    return Reply(204)
