"""Members: list, get, search, edit, their roles, and sending one away."""

from __future__ import annotations

from sandbox import errors, shapes
from sandbox.check.form import Form
from sandbox.model import Member, Role
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event

route = Routes()
_MEMBERS = "/guilds/{guild_id}/members"
_MEMBER = f"{_MEMBERS}/{{user_id}}"


@route("GET", _MEMBERS)
async def listed(call: Call) -> Reply:
    call.guild()
    after, limit = call.asked("after", 0, 0, 2**63), call.asked("limit", 1, 1, 1000)
    found = [m for _, m in sorted(call.world.members.items()) if m.user.id > after]
    return Reply(200, [shapes.member(member) for member in found[:limit]])


@route("GET", f"{_MEMBERS}/search")
async def search(call: Call) -> Reply:
    call.guild()
    form = Form()
    wanted = form.text(("query",), call.query.get("query"), 100, least=1)
    form.finish()
    start, limit = (wanted or "").casefold(), call.asked("limit", 1, 1, 1000)
    found = [
        member
        for member in call.world.members.values()
        if member.user.username.casefold().startswith(start)
        or member.name.casefold().startswith(start)
    ]
    return Reply(200, [shapes.member(member) for member in found[:limit]])


@route("GET", _MEMBER)
async def get(call: Call) -> Reply:
    call.guild()
    return Reply(200, shapes.member(call.member()))


@route("GET", "/users/@me/guilds/{guild_id}/member")
async def me(call: Call) -> Reply:
    call.guild()
    return Reply(200, shapes.member(call.world.bot))


@route("PATCH", f"{_MEMBERS}/@me")
async def edit_me(call: Call) -> Reply:
    call.guild()
    form = Form()
    nick = form.text(("nick",), call.fields.get("nick"), 32, needed=False)
    form.finish()
    if "nick" in call.fields:
        call.need(Permission.CHANGE_NICKNAME)
        call.world.bot.nick = nick or None
        call.world.emit(call.world.member_event(call.world.bot))
    return Reply(200, shapes.member(call.world.bot))


@route("PATCH", _MEMBER)
async def edit(call: Call) -> Reply:
    call.guild()
    member, body, form = call.member(), call.fields, Form()
    nick = form.text(("nick",), body.get("nick"), 32, needed=False)
    roles = [
        form.snowflake(("roles", index), item) or 0
        for index, item in enumerate(form.entries(("roles",), body.get("roles"), 250))
    ]
    until = form.moment(("communication_disabled_until",), body.get("communication_disabled_until"))
    form.finish()
    if "nick" in body:
        call.need(Permission.MANAGE_NICKNAMES)
        _outranks(call, member)
    if body.get("roles") is not None:
        for role_id in set(roles) ^ set(member.roles):
            _may_hand_out(call, _known(call, role_id))
    if "communication_disabled_until" in body:
        call.need(Permission.MODERATE_MEMBERS)
        _outranks(call, member)
        member.timed_out_until = until
    if "nick" in body:
        member.nick = nick or None
    if body.get("roles") is not None:
        member.roles = list(dict.fromkeys(roles))
    call.world.emit(call.world.member_event(member))
    return Reply(200, shapes.member(member))


@route("DELETE", _MEMBER)
async def kick(call: Call) -> Reply:
    call.guild()
    call.need(Permission.KICK_MEMBERS)
    member = call.member()
    _outranks(call, member)
    del call.world.members[member.user.id]
    data = {"guild_id": str(call.world.guild_id), "user": shapes.user(member.user)}
    call.world.emit(Event("GUILD_MEMBER_REMOVE", data))
    return Reply(204)


def _known(call: Call, role_id: int) -> Role:
    role = call.world.roles.get(role_id)
    if role is None:
        raise errors.unknown_role()
    return role


def _may_hand_out(call: Call, role: Role) -> None:
    """A bot hands out roles below its own highest; a managed role belongs to its application."""
    call.need(Permission.MANAGE_ROLES)
    world = call.world
    owner = world.owner_id == call.bot_id
    if role.managed or role.id == world.guild_id:
        raise errors.DiscordError(400, 50028, "Invalid role")
    if not owner and role.position >= world.top_role(world.bot):
        raise errors.missing_permissions()


def _outranks(call: Call, member: Member) -> None:
    world = call.world
    if member.user.id != call.bot_id and world.top_role(member) >= world.top_role(world.bot):
        raise errors.missing_permissions()


@route("PUT", f"{_MEMBER}/roles/{{role_id}}")
async def give_role(call: Call) -> Reply:
    call.guild()
    member, role = call.member(), call.role()
    _may_hand_out(call, role)
    if role.id not in member.roles:
        member.roles.append(role.id)
        call.world.emit(call.world.member_event(member))
    return Reply(204)


@route("DELETE", f"{_MEMBER}/roles/{{role_id}}")
async def take_role(call: Call) -> Reply:
    call.guild()
    member, role = call.member(), call.role()
    _may_hand_out(call, role)
    if role.id in member.roles:
        member.roles.remove(role.id)
        call.world.emit(call.world.member_event(member))
    return Reply(204)
