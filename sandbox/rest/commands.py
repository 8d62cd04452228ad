"""Application commands, global and of the guild: get, create, edit, delete, overwrite in bulk.

A bulk overwrite keeps the id of a command whose name and type stay, as Discord does, so that who
synchronises the same commands twice changes nothing.
"""

from __future__ import annotations

from sandbox import errors
from sandbox.check.commands import command as check
from sandbox.check.form import Form
from sandbox.errors import Json
from sandbox.rest.routing import Call, Reply, Routes

route = Routes()
_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
MOST: dict[int, int] = {1: 100, 2: 15, 3: 15}


def _scope(call: Call) -> int | None:
    """The guild whose commands are meant, or None for the global ones."""
    call.application()
    if "guild_id" not in call.params:
        return None
    if call.number("guild_id") != call.world.guild_id:
        raise errors.missing_access()
    return call.world.guild_id


def _those(call: Call, scope: int | None) -> list[Json]:
    wanted = None if scope is None else str(scope)
    return [item for item in call.world.commands.values() if item.get("guild_id") == wanted]


def _one(call: Call, scope: int | None) -> Json:
    found = call.world.commands.get(call.number("command_id"))
    if found is None or found not in _those(call, scope):
        raise errors.unknown_command()
    return found


def _keep(call: Call, scope: int | None, body: Json, known: Json | None) -> Json:
    world = call.world
    kept: Json = {
        "id": known["id"] if known else str(world.ids.next()),
        "application_id": str(world.application_id),
        "version": str(world.ids.next()),
    }
    if known is not None and all(known.get(key) == value for key, value in body.items()):
        return known
    if scope is not None:
        kept["guild_id"] = str(scope)
        body = {k: v for k, v in body.items() if k not in ("dm_permission", "contexts")}
    return kept | body


def _named(commands: list[Json], body: Json) -> Json | None:
    for item in commands:
        if (item["name"], item["type"]) == (body["name"], body["type"]):
            return item
    return None


@route("GET", _GLOBAL)
@route("GET", _GUILD)
async def listed(call: Call) -> Reply:
    return Reply(200, _those(call, _scope(call)))


@route("GET", f"{_GLOBAL}/{{command_id}}")
@route("GET", f"{_GUILD}/{{command_id}}")
async def get(call: Call) -> Reply:
    return Reply(200, _one(call, _scope(call)))


@route("POST", _GLOBAL)
@route("POST", _GUILD)
async def create(call: Call) -> Reply:
    scope = _scope(call)
    form = Form()
    body = check(form, call.fields)
    form.finish()
    present = _those(call, scope)
    known = _named(present, body)
    same_kind = [item for item in present if item["type"] == body["type"]]
    if known is None and len(same_kind) >= MOST[body["type"]]:
        raise errors.DiscordError(
            400, 30032, f"Maximum number of application commands reached ({MOST[body['type']]})."
        )
    kept = _keep(call, scope, body, known)
    call.world.commands[int(kept["id"])] = kept
    call.sandbox.commands_changed()
    return Reply(200 if known else 201, kept)


@route("PUT", _GLOBAL)
@route("PUT", _GUILD)
async def overwrite(call: Call) -> Reply:
    scope = _scope(call)
    form = Form()
    entries = form.entries((), call.body or [], 130)
    bodies = [
        check(form, form.mapping((index,), entry), (index,)) for index, entry in enumerate(entries)
    ]
    pairs = [(body["name"], body["type"]) for body in bodies]
    for index, pair in enumerate(pairs):
        if pair in pairs[:index]:
            form.wrong(
                (index, "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
    form.finish()
    present = _those(call, scope)
    kept = [_keep(call, scope, body, _named(present, body)) for body in bodies]
    for item in present:
        del call.world.commands[int(item["id"])]
    for item in kept:
        call.world.commands[int(item["id"])] = item
    call.sandbox.commands_changed()
    return Reply(200, kept)


@route("PATCH", f"{_GLOBAL}/{{command_id}}")
@route("PATCH", f"{_GUILD}/{{command_id}}")
async def edit(call: Call) -> Reply:
    scope = _scope(call)
    known = _one(call, scope)
    form = Form()
    body = check(form, known | call.fields)
    form.finish()
    other = _named(_those(call, scope), body)
    if other is not None and other is not known:
        form.wrong(
            ("name",),
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
            "Application command names must be unique",
        )
        form.finish()
    kept = _keep(call, scope, body, known)
    call.world.commands[int(kept["id"])] = kept
    call.sandbox.commands_changed()
    return Reply(200, kept)


@route("DELETE", f"{_GLOBAL}/{{command_id}}")
@route("DELETE", f"{_GUILD}/{{command_id}}")
async def delete(call: Call) -> Reply:
    del call.world.commands[int(_one(call, _scope(call))["id"])]
    call.sandbox.commands_changed()
    return Reply(204)


def _permissions(call: Call, command_id: int) -> Json:
    return {
        "id": str(command_id),
        "application_id": str(call.world.application_id),
        "guild_id": str(call.world.guild_id),
        "permissions": call.world.command_permissions.get(command_id, []),
    }


@route("GET", f"{_GUILD}/permissions")
async def all_permissions(call: Call) -> Reply:
    _scope(call)
    return Reply(200, [_permissions(call, item) for item in call.world.command_permissions])


@route("GET", f"{_GUILD}/{{command_id}}/permissions")
async def permissions(call: Call) -> Reply:
    _scope(call)
    command_id = call.number("command_id")
    if command_id not in call.world.command_permissions:
        raise errors.DiscordError(404, 10066, "Unknown application command permissions")
    return Reply(200, _permissions(call, command_id))
