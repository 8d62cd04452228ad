"""Roles: list, get, create, edit, order, delete."""

from __future__ import annotations

from sandbox import errors, shapes
from sandbox.check.form import Form
from sandbox.model import Role
from sandbox.permissions import Permission
from sandbox.rest.routing import Call, Reply, Routes
from sandbox.state import Event, World

route = Routes()
_ROLES = "/guilds/{guild_id}/roles"
_ROLE = f"{_ROLES}/{{role_id}}"


@route("GET", _ROLES)
async def listed(call: Call) -> Reply:
    call.guild()
    return Reply(200, [shapes.role(role) for role in call.world.roles.values()])


@route("GET", f"{_ROLES}/member-counts")
async def counts(call: Call) -> Reply:
    call.guild()
    members = call.world.members.values()
    return Reply(
        200,
        {
            str(role): sum(role in member.roles for member in members)
            for role in call.world.roles
            if role != call.world.guild_id
        },
    )


@route("GET", _ROLE)
async def get(call: Call) -> Reply:
    call.guild()
    return Reply(200, shapes.role(call.role()))


def place_at_the_bottom(world: World, role: Role) -> None:
    """A new role lies just above everyone's; those above move up one."""
    for other in world.roles.values():
        if other.position >= 1:
            other.position += 1
    role.position = 1
    world.roles[role.id] = role
    world.emit(world.role_event("GUILD_ROLE_CREATE", role))


def _read(call: Call, form: Form, role: Role) -> Role:
    """A copy of the role with what the body changes. The bot gives only what it has: 50013."""
    body = call.fields
    name = form.text(("name",), body.get("name"), 100, least=1, needed=False)
    bits = form.whole(("permissions",), body.get("permissions"), least=0)
    color = form.whole(("color",), body.get("color"), least=0, most=0xFFFFFF)
    colors = form.optional(("colors",), body.get("colors"))
    if color is None:
        primary = colors.get("primary_color")
        color = form.whole(("colors", "primary_color"), primary, least=0, most=0xFFFFFF)
    form.finish()
    own = call.world.permissions(call.bot_id)
    if bits is not None and bits & ~role.permissions & ~own:
        raise errors.missing_permissions()
    return Role(
        role.id,
        name or role.name,
        role.permissions if bits is None else bits,
        role.position,
        role.color if color is None else color,
        role.hoist if body.get("hoist") is None else bool(body["hoist"]),
        role.mentionable if body.get("mentionable") is None else bool(body["mentionable"]),
        role.bot_id,
    )


@route("POST", _ROLES)
async def create(call: Call) -> Reply:
    call.guild()
    call.need(Permission.MANAGE_ROLES)
    if len(call.world.roles) >= 250:
        raise errors.DiscordError(400, 30005, "Maximum number of guild roles reached (250)")
    everyone = call.world.roles[call.world.guild_id].permissions
    start = everyone & call.world.permissions(call.bot_id)
    role = _read(call, Form(), Role(call.world.ids.next(), "new role", start))
    place_at_the_bottom(call.world, role)
    return Reply(200, shapes.role(role))


def _manageable(call: Call) -> Role:
    call.guild()
    call.need(Permission.MANAGE_ROLES)
    role, world = call.role(), call.world
    if role.position >= world.top_role(world.bot):
        raise errors.missing_permissions()
    return role


@route("PATCH", _ROLE)
async def edit(call: Call) -> Reply:
    role = _read(call, Form(), _manageable(call))
    call.world.roles[role.id] = role
    call.world.emit(call.world.role_event("GUILD_ROLE_UPDATE", role))
    return Reply(200, shapes.role(role))


@route("PATCH", _ROLES)
async def reorder(call: Call) -> Reply:
    call.guild()
    call.need(Permission.MANAGE_ROLES)
    form, world = Form(), call.world
    moves: list[tuple[Role, int]] = []
    for index, entry in enumerate(form.entries((), call.body or [], 250)):
        item = form.mapping((index,), entry)
        role = world.roles.get(form.snowflake((index, "id"), item.get("id")) or 0)
        position = form.whole((index, "position"), item.get("position"), least=0)
        if role is None:
            raise errors.unknown_role()
        if position is not None and position != role.position:
            top = world.top_role(world.bot)
            if role.position >= top or position >= top:
                raise errors.missing_permissions()
            moves.append((role, position))
    form.finish()
    for role, position in moves:
        role.position = position
        world.emit(world.role_event("GUILD_ROLE_UPDATE", role))
    return Reply(200, [shapes.role(role) for role in world.roles.values()])


@route("DELETE", _ROLE)
async def delete(call: Call) -> Reply:
    role = _manageable(call)
    if role.managed or role.id == call.world.guild_id:
        raise errors.DiscordError(400, 50028, "Invalid role")
    del call.world.roles[role.id]
    for member in call.world.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
            call.world.emit(call.world.member_event(member))
    data = {"guild_id": str(call.world.guild_id), "role_id": str(role.id)}
    call.world.emit(Event("GUILD_ROLE_DELETE", data))
    return Reply(204)
