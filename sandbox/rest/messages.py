"""Messages of a channel: history, one, create, edit, delete, in bulk, pins, typing.

https://discord.com/developers/docs/resources/message
"""

from __future__ import annotations

from sandbox import errors, shapes
from sandbox.check import message as check
from sandbox.check.form import Form
from sandbox.model import Channel, Message
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()
_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = f"{_MESSAGES}/{{message_id}}"
TWO_WEEKS = 14 * 24 * 3600


def _shown(call: Call, post: Message) -> Reply:
    return Reply(200, shapes.message(call.world, post, seen_by=call.bot_id))


@route("GET", _MESSAGES)
async def history(call: Call) -> Reply:
    place = call.channel()
    limit = call.asked("limit", 50, 1, 100)
    if not call.world.permissions(call.bot_id, place) & Permission.READ_MESSAGE_HISTORY:
        return Reply(200, [])
    posts = [post for post in call.world.history(place.id, call.bot_id) if post.reader is None]
    if "around" in call.query:
        middle = call.asked("around", 0, 0, 2**63)
        before = [post for post in posts if post.id < middle][-(limit // 2) :]
        rest = [post for post in posts if post.id >= middle][: limit - len(before)]
        posts = before + rest
    elif "after" in call.query:
        posts = [post for post in posts if post.id > call.asked("after", 0, 0, 2**63)][:limit]
    else:
        if "before" in call.query:
            before_id = call.asked("before", 0, 0, 2**63)
            posts = [post for post in posts if post.id < before_id]
        posts = posts[-limit:]
    newest_first = reversed(posts)
    return Reply(
        200, [shapes.message(call.world, post, seen_by=call.bot_id) for post in newest_first]
    )


@route("GET", _MESSAGE)
async def get(call: Call) -> Reply:
    return _shown(call, call.message(call.channel(Permission.READ_MESSAGE_HISTORY)))


@route("POST", _MESSAGES)
async def create(call: Call) -> Reply:
    place = call.channel(_may_send(call))
    if not place.holds_messages:
        raise errors.DiscordError(400, 50008, "Cannot send messages in a non-text channel")
    if place.direct:
        other = next(person for person in place.recipients if person != call.bot_id)
        member = call.world.members.get(other)
        if member is None or member.closed_dms:
            raise errors.closed_direct_messages()
    if place.thread is not None and place.thread.archived:
        place.thread.archived = False
        call.world.emit(call.world.channel_event("THREAD_UPDATE", place))
    draft = check.read(call.fields, call.uploads)
    if draft.uploads:
        call.need(Permission.ATTACH_FILES, place)
    post = call.sandbox.posting.create(place, call.bot_id, draft)
    return _shown(call, post)


def _may_send(call: Call) -> Permission:
    place = call.world.channels.get(call.number("channel_id"))
    if place is not None and place.thread is not None:
        return Permission.SEND_MESSAGES_IN_THREADS
    return Permission.SEND_MESSAGES


@route("PATCH", _MESSAGE)
async def edit(call: Call) -> Reply:
    place = call.channel()
    post = call.message(place)
    if post.author_id != call.bot_id:
        if set(call.fields) - {"flags", "allowed_mentions"}:
            raise errors.not_the_author()
        call.need(Permission.MANAGE_MESSAGES, place)
    draft = check.read(call.fields, call.uploads, flags=post.flags)
    return _shown(call, call.sandbox.posting.edit(post, draft))


@route("DELETE", _MESSAGE)
async def delete(call: Call) -> Reply:
    place = call.channel()
    post = call.message(place)
    if post.author_id != call.bot_id:
        call.need(Permission.MANAGE_MESSAGES, place)
    call.sandbox.posting.delete(post)
    return Reply(204)


@route("POST", f"{_MESSAGES}/bulk-delete")
async def bulk_delete(call: Call) -> Reply:
    place = call.channel(Permission.MANAGE_MESSAGES)
    if place.direct:
        raise errors.not_in_dm()
    form = Form()
    ids = {
        form.snowflake(("messages", index), item) or 0
        for index, item in enumerate(form.entries(("messages",), call.fields.get("messages"), 500))
    }
    form.finish()
    if not 2 <= len(ids) <= 100:
        raise errors.bulk_delete_count()
    if any(shapes.age(item, call.world.now()) > TWO_WEEKS for item in ids):
        raise errors.too_old_to_bulk_delete()
    found = [call.world.find_message(place.id, item) for item in sorted(ids)]
    call.sandbox.posting.delete(*[p for p in found if p is not None and p.reader is None])
    return Reply(204)


@route("POST", "/channels/{channel_id}/typing")
async def typing(call: Call) -> Reply:
    place = call.channel(_may_send(call))
    data = {
        "channel_id": str(place.id),
        "user_id": str(call.bot_id),
        "timestamp": int(call.world.now().timestamp()),
    }
    if not place.direct:
        data["guild_id"] = str(call.world.guild_id)
    call.world.emit(Event("TYPING_START", data, place.id))
    return Reply(204)


def _pins(call: Call, place: Channel) -> list[Message]:
    posts = call.world.messages.get(place.id, {}).values()
    pinned = [post for post in posts if post.pinned_at is not None]
    return sorted(pinned, key=lambda post: (post.pinned_at, post.id), reverse=True)


@route("GET", f"{_MESSAGES}/pins")
async def pins(call: Call) -> Reply:
    place = call.channel(Permission.READ_MESSAGE_HISTORY)
    limit = call.asked("limit", 50, 1, 50)
    found = _pins(call, place)
    if "before" in call.query:
        found = [p for p in found if p.pinned_at and shapes.iso(p.pinned_at) < call.query["before"]]
    items = [
        {
            "pinned_at": shapes.iso_or_none(post.pinned_at),
            "message": shapes.message(call.world, post, seen_by=call.bot_id),
        }
        for post in found[:limit]
    ]
    return Reply(200, {"items": items, "has_more": len(found) > limit})


@route("GET", "/channels/{channel_id}/pins")
async def old_pins(call: Call) -> Reply:
    place = call.channel(Permission.READ_MESSAGE_HISTORY)
    found = _pins(call, place)[:50]
    return Reply(200, [shapes.message(call.world, post, seen_by=call.bot_id) for post in found])


@route("PUT", f"{_MESSAGES}/pins/{{message_id}}")
@route("PUT", "/channels/{channel_id}/pins/{message_id}")
async def pin(call: Call) -> Reply:
    place = call.channel(Permission.PIN_MESSAGES)
    post = call.message(place)
    if post.pinned_at is None:
        if len(_pins(call, place)) >= 250:
            raise errors.too_many_pins()
        post.pinned_at = place.last_pin_at = call.world.now()
        _pins_changed(call, place, post)
    return Reply(204)


@route("DELETE", f"{_MESSAGES}/pins/{{message_id}}")
@route("DELETE", "/channels/{channel_id}/pins/{message_id}")
async def unpin(call: Call) -> Reply:
    place = call.channel(Permission.PIN_MESSAGES)
    post = call.message(place)
    if post.pinned_at is not None:
        post.pinned_at = None
        _pins_changed(call, place, post)
    return Reply(204)


def _pins_changed(call: Call, place: Channel, post: Message) -> None:
    call.world.changed_message(post)
    data = {
        "channel_id": str(place.id),
        "last_pin_timestamp": shapes.iso_or_none(place.last_pin_at),
    }
    if not place.direct:
        data["guild_id"] = str(call.world.guild_id)
    call.world.emit(Event("CHANNEL_PINS_UPDATE", data, place.id))
