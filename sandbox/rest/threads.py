"""Threads: from a message or from nothing, who is in them, and which are active.

Forum channels, private archives and thread search are not here.
"""

from __future__ import annotations

from sandbox import errors, shapes
from sandbox.check.form import Form
from sandbox.model import Channel, ChannelType, Message, MessageFlag, MessageType, ThreadFacts
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()
ARCHIVED_AFTER = frozenset({60, 1440, 4320, 10080})  # minutes
_MEMBERS = "/channels/{channel_id}/thread-members"


def _start(call: Call, parent: Channel, thread_id: int, kind: int) -> Channel:
    form, body = Form(), call.fields
    name = form.text(("name",), body.get("name"), 100, least=1)
    minutes = form.one_of(
        ("auto_archive_duration",), body.get("auto_archive_duration") or 1440, ARCHIVED_AFTER
    )
    form.finish()
    now = call.world.now()
    facts = ThreadFacts(call.bot_id, now, now, minutes, members={call.bot_id: now})
    facts.invitable = body.get("invitable") is not False
    place = Channel(thread_id, kind, name or "", parent_id=parent.id, thread=facts)
    call.world.channels[place.id] = place
    event = call.world.channel_event("THREAD_CREATE", place)
    event.data["newly_created"] = True
    call.world.emit(event)
    return place


def _parent(call: Call, permission: Permission) -> Channel:
    parent = call.channel(permission)
    if parent.type not in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT):
        raise errors.wrong_channel_type()
    return parent


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
async def from_message(call: Call) -> Reply:
    parent = _parent(call, Permission.CREATE_PUBLIC_THREADS)
    post = call.message(parent)
    if post.thread_id is not None:
        raise errors.thread_exists()
    place = _start(call, parent, post.id, ChannelType.PUBLIC_THREAD)
    post.thread_id = place.id
    post.flags |= MessageFlag.HAS_THREAD
    call.world.changed_message(post)
    return Reply(201, shapes.channel(call.world, place))


@route("POST", "/channels/{channel_id}/threads")
async def from_nothing(call: Call) -> Reply:
    form = Form()
    kind = form.one_of(
        ("type",),
        call.fields.get("type") or 12,
        {int(ChannelType.PUBLIC_THREAD), int(ChannelType.PRIVATE_THREAD)},
    )
    form.finish()
    public = kind == ChannelType.PUBLIC_THREAD
    needed = Permission.CREATE_PUBLIC_THREADS if public else Permission.CREATE_PRIVATE_THREADS
    parent = _parent(call, needed)
    place = _start(call, parent, call.world.ids.next(), kind)
    if public:
        call.world.add_message(
            Message(
                call.world.ids.next(),
                parent.id,
                call.bot_id,
                call.world.now(),
                content=place.name,
                type=MessageType.THREAD_CREATED,
                reference_id=place.id,
                reference_channel_id=place.id,
            )
        )
    return Reply(201, shapes.channel(call.world, place))


def _thread(call: Call) -> tuple[Channel, ThreadFacts]:
    place = call.channel()
    if place.thread is None:
        raise errors.wrong_channel_type()
    return place, place.thread


def _changed(call: Call, place: Channel, facts: ThreadFacts, added: int, removed: int) -> None:
    data = {
        "id": str(place.id),
        "guild_id": str(call.world.guild_id),
        "member_count": len(facts.members),
    }
    if added:
        data["added_members"] = [shapes.thread_member(place, added)]
    if removed:
        data["removed_member_ids"] = [str(removed)]
    call.world.emit(Event("THREAD_MEMBERS_UPDATE", data, place.id))


def _user(call: Call) -> int:
    user_id = call.number("user_id") if "user_id" in call.params else call.bot_id
    if user_id not in call.world.members:
        raise errors.unknown_member()
    return user_id


@route("GET", _MEMBERS)
async def people(call: Call) -> Reply:
    place, facts = _thread(call)
    return Reply(200, [shapes.thread_member(place, user_id) for user_id in facts.members])


@route("GET", f"{_MEMBERS}/{{user_id}}")
async def person(call: Call) -> Reply:
    place, facts = _thread(call)
    if _user(call) not in facts.members:
        raise errors.unknown_member()
    return Reply(200, shapes.thread_member(place, _user(call)))


@route("PUT", f"{_MEMBERS}/@me")
@route("PUT", f"{_MEMBERS}/{{user_id}}")
async def join(call: Call) -> Reply:
    place, facts = _thread(call)
    user_id = _user(call)
    if user_id not in facts.members:
        facts.members[user_id] = call.world.now()
        _changed(call, place, facts, user_id, 0)
    return Reply(204)


@route("DELETE", f"{_MEMBERS}/@me")
@route("DELETE", f"{_MEMBERS}/{{user_id}}")
async def leave(call: Call) -> Reply:
    place, facts = _thread(call)
    user_id = _user(call)
    if user_id != call.bot_id and facts.owner_id != call.bot_id:
        call.need(Permission.MANAGE_THREADS, place)
    if facts.members.pop(user_id, None) is not None:
        _changed(call, place, facts, 0, user_id)
    return Reply(204)


@route("GET", "/guilds/{guild_id}/threads/active")
async def active(call: Call) -> Reply:
    call.guild()
    found = [
        place
        for place in call.world.channels.values()
        if place.thread and not place.thread.archived and call.world.sees(call.bot_id, place)
    ]
    mine = [place for place in found if place.thread and call.bot_id in place.thread.members]
    body = {
        "threads": [shapes.channel(call.world, place) for place in found],
        "members": [shapes.thread_member(place, call.bot_id) for place in mine],
        "has_more": False,
    }
    return Reply(200, body)
