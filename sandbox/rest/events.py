"""Scheduled events of the guild: outside (with a place), or in a voice channel.

Recurrence and cover images are not here.
https://discord.com/developers/docs/resources/guild-scheduled-event
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sandbox import errors, guild_shape, shapes
from sandbox.calendar import ACTIVE, CANCELED, COMPLETED, EXTERNAL, SCHEDULED, VOICE
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.model import ChannelType, ScheduledEvent
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()
_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = f"{_EVENTS}/{{guild_scheduled_event_id}}"
NEXT = {SCHEDULED: {SCHEDULED, ACTIVE, CANCELED}, ACTIVE: {ACTIVE, COMPLETED}}


def _read(call: Call, known: ScheduledEvent | None, now: datetime) -> ScheduledEvent:
    """The event that the body describes, or makes of a known one. `now` is the course's."""
    body, form = call.fields, Form()
    new = known is None
    event = replace(known) if known else _blank(call, now)
    event.entity_type = body.get("entity_type", 0 if new else event.entity_type)
    form.one_of(("entity_type",), event.entity_type, {VOICE, EXTERNAL})
    if new or "privacy_level" in body:
        form.one_of(("privacy_level",), body.get("privacy_level"), {2})
    event.name = form.text(("name",), body.get("name", event.name), 100, least=1) or ""
    event.description = form.text(
        ("description",), body.get("description", event.description), 1000, needed=False
    )
    starts = form.moment(("scheduled_start_time",), body.get("scheduled_start_time"), needed=new)
    if starts is not None and starts != event.starts:
        event.starts = starts
        if starts < now:
            form.wrong(
                ("scheduled_start_time",),
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
                "Cannot schedule event in the past.",
            )
    if "scheduled_end_time" in body:
        event.ends = form.moment(("scheduled_end_time",), body["scheduled_end_time"])
    _where(call, form, event, body)
    if event.ends is not None and event.ends <= event.starts:
        form.wrong(
            ("scheduled_end_time",),
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "Cannot schedule event to end before it starts.",
        )
    if "status" in body:
        allowed = NEXT.get(event.status, {event.status})
        event.status = form.one_of(("status",), body["status"], allowed)
    form.finish()
    return event


def _blank(call: Call, now: datetime) -> ScheduledEvent:
    return ScheduledEvent(call.world.ids.next(), "", None, now, None, EXTERNAL, call.bot_id)


def _where(call: Call, form: Form, event: ScheduledEvent, body: Json) -> None:
    if event.entity_type == EXTERNAL:
        given = form.optional(("entity_metadata",), body.get("entity_metadata"))
        location = given.get("location", event.location)
        event.location = form.text(("entity_metadata", "location"), location, 100, least=1)
        if event.ends is None:
            form.required(("scheduled_end_time",))
        return
    channel_id = body.get("channel_id", event.channel_id)
    event.channel_id = form.snowflake(("channel_id",), channel_id)
    place = call.world.channels.get(event.channel_id or 0)
    if event.channel_id and (place is None or place.type != ChannelType.VOICE):
        form.wrong(("channel_id",), "CHANNEL_TYPE_INVALID", "Must be a voice channel")


def _find(call: Call) -> ScheduledEvent:
    call.guild()
    found = call.world.scheduled.get(call.number("guild_scheduled_event_id"))
    if found is None:
        raise errors.unknown_scheduled_event()
    return found


def _tell(call: Call, name: str, event: ScheduledEvent) -> None:
    call.world.emit(Event(name, guild_shape.scheduled_event(call.world, event)))


@route("GET", _EVENTS)
async def listed(call: Call) -> Reply:
    call.guild()
    await call.sandbox.course_now.read()
    count = call.flag("with_user_count")
    events = call.world.scheduled.values()
    return Reply(
        200, [guild_shape.scheduled_event(call.world, event, with_count=count) for event in events]
    )


@route("POST", _EVENTS)
async def create(call: Call) -> Reply:
    call.guild()
    call.need(Permission.CREATE_EVENTS)
    if sum(event.status <= ACTIVE for event in call.world.scheduled.values()) >= 100:
        raise errors.DiscordError(
            400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)"
        )
    event = _read(call, None, await call.sandbox.course_now.read(afresh=True))
    call.world.scheduled[event.id] = event
    _tell(call, "GUILD_SCHEDULED_EVENT_CREATE", event)
    return Reply(200, guild_shape.scheduled_event(call.world, event))


@route("GET", _EVENT)
async def get(call: Call) -> Reply:
    await call.sandbox.course_now.read()
    count = call.flag("with_user_count")
    return Reply(200, guild_shape.scheduled_event(call.world, _find(call), with_count=count))


@route("PATCH", _EVENT)
async def edit(call: Call) -> Reply:
    now = await call.sandbox.course_now.read(afresh=True)
    known = _find(call)
    _manageable(call, known)
    event = _read(call, known, now)
    call.world.scheduled[event.id] = event
    _tell(call, "GUILD_SCHEDULED_EVENT_UPDATE", event)
    if event.status in (COMPLETED, CANCELED):
        del call.world.scheduled[event.id]
    return Reply(200, guild_shape.scheduled_event(call.world, event))


@route("DELETE", _EVENT)
async def delete(call: Call) -> Reply:
    event = _find(call)
    _manageable(call, event)
    del call.world.scheduled[event.id]
    _tell(call, "GUILD_SCHEDULED_EVENT_DELETE", event)
    return Reply(204)


def _manageable(call: Call, event: ScheduledEvent) -> None:
    own = event.creator_id == call.bot_id
    call.need(Permission.CREATE_EVENTS if own else Permission.MANAGE_EVENTS)


@route("GET", f"{_EVENT}/users")
async def interested(call: Call) -> Reply:
    event = _find(call)
    limit = call.asked("limit", 100, 1, 100)
    after = call.asked("after", 0, 0, 2**63)
    found = [user for user in sorted(event.interested) if user > after][:limit]
    people = []
    for user_id in found:
        body: Json = {
            "guild_scheduled_event_id": str(event.id),
            "user_id": str(user_id),
            "user": shapes.user(call.world.user(user_id)),
            "response": 1,
        }
        if call.flag("with_member") and (member := call.world.members.get(user_id)):
            body["member"] = shapes.member(member)
        people.append(body)
    return Reply(200, people)
