"""The guild itself and what can be listed of it."""

from __future__ import annotations

from sandbox import guild_shape, shapes
from sandbox.check.form import Form
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()


@route("GET", "/guilds/{guild_id}")
async def get(call: Call) -> Reply:
    call.guild()
    body = guild_shape.guild(call.world)
    if call.flag("with_counts"):
        body["approximate_member_count"] = len(call.world.members)
        body["approximate_presence_count"] = len(call.world.members)
    return Reply(200, body)


@route("PATCH", "/guilds/{guild_id}")
async def edit(call: Call) -> Reply:
    call.guild()
    call.need(Permission.MANAGE_GUILD)
    form = Form()
    name = form.text(("name",), call.fields.get("name"), 100, least=2, needed=False)
    form.finish()
    if name:
        call.world.guild_name = name
        call.world.emit(Event("GUILD_UPDATE", guild_shape.guild(call.world)))
    return Reply(200, guild_shape.guild(call.world))


@route("GET", "/guilds/{guild_id}/channels")
async def channels(call: Call) -> Reply:
    call.guild()
    places = [p for p in call.world.channels.values() if not p.direct and p.thread is None]
    return Reply(200, [shapes.channel(call.world, place) for place in places])


@route("GET", "/guilds/{guild_id}/regions")
async def regions(call: Call) -> Reply:
    call.guild()
    return Reply(200, [])


@route("GET", "/guilds/{guild_id}/emojis")
async def emojis(call: Call) -> Reply:
    call.guild()
    return Reply(200, [])
