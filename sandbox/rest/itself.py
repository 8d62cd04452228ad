"""The bot itself: who it is, its application, where the gateway is, its direct messages."""

from __future__ import annotations

from sandbox import errors, guild_shape, shapes
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()


@route("GET", "/gateway")
async def gateway(call: Call) -> Reply:
    return Reply(200, {"url": call.sandbox.gateway_url})


@route("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Reply:
    start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    body = {"url": call.sandbox.gateway_url, "shards": 1, "session_start_limit": start}
    return Reply(200, body)


@route("GET", "/users/@me")
async def me(call: Call) -> Reply:
    return Reply(200, shapes.me(call.world.bot.user))


@route("PATCH", "/users/@me")
async def rename(call: Call) -> Reply:
    form = Form()
    name = form.text(("username",), call.fields.get("username"), 32, least=2, needed=False)
    form.finish()
    if name:
        call.world.bot.user.username = name
        call.world.emit(Event("USER_UPDATE", shapes.me(call.world.bot.user)))
    return Reply(200, shapes.me(call.world.bot.user))


@route("GET", "/users/{user_id}")
async def user(call: Call) -> Reply:
    person = call.world.users.get(call.number("user_id"))
    if person is None:
        raise errors.unknown_user()
    return Reply(200, shapes.user(person))


@route("GET", "/users/@me/guilds")
async def guilds(call: Call) -> Reply:
    body: Json = {
        "id": str(call.world.guild_id),
        "name": call.world.guild_name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(call.world.permissions(call.bot_id)),
        "features": [],
    }
    if call.flag("with_counts"):
        body |= {"approximate_member_count": len(call.world.members)}
        body |= {"approximate_presence_count": len(call.world.members)}
    return Reply(200, [body])


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
async def application(call: Call) -> Reply:
    return Reply(200, guild_shape.application(call.world))


@route("POST", "/users/@me/channels")
async def direct_channel(call: Call) -> Reply:
    form = Form()
    recipient = form.snowflake(("recipient_id",), call.fields.get("recipient_id"))
    form.finish()
    if recipient not in call.world.users:
        raise errors.unknown_user()
    if recipient == call.bot_id:
        raise errors.closed_direct_messages()
    place = call.world.direct_channel(call.bot_id, recipient or 0)
    return Reply(200, shapes.channel(call.world, place))
