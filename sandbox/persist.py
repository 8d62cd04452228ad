"""Keeps the guild in one JSON file, so that a restart finds it as it was.

Every change marks the state as dirty; a moment later it is written beside the file and moved into
place, so a crash leaves the old file or the new one, never half of each. The bytes of attachments
lie in a folder beside it. A file that cannot be read is set aside under another name.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import os
import time
import types
import typing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from sandbox import model
from sandbox.errors import Json
from sandbox.state import World

log = logging.getLogger(__name__)

VERSION = 1
PAUSE = 0.25  # seconds a change waits for others before it is written
SHARE = 0.05  # of the event loop's time that taking snapshots may cost, however much is kept
SLICE = 200  # messages that are packed before others get their turn


class Keeper:
    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._writing: asyncio.Task[None] | None = None
        self._cost = 0.0
        self._dirty = False

    @property
    def folder(self) -> Path:
        return self._path.with_name(self._path.name + ".files")

    async def load(self) -> None:
        """Take over what the file holds; a damaged one is set aside and said in one line."""
        try:
            text = await asyncio.to_thread(self._path.read_text, "utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            self._set_aside(error)
            return
        try:
            restored = restore(json.loads(text))
            if restored.guild_id != self._world.guild_id:
                raise ValueError(f"it is of another guild, {restored.guild_name!r}")
            restored.into(self._world)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._set_aside(error)

    def _set_aside(self, error: Exception) -> None:
        """Move the file and its folder of attachments out of the way, and say so."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.name}.aside-{stamp}")
        self._path.replace(aside)
        if self.folder.is_dir():
            self.folder.replace(aside.with_name(aside.name + ".files"))
        log.warning(
            "The sandbox's state in %s cannot be used (%s: %s); it was set aside as %s and the"
            " guild starts afresh.",
            self._path,
            type(error).__name__,
            error,
            aside.name,
        )

    def touch(self) -> None:
        """Something changed: write soon."""
        self._dirty = True
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write_soon())

    async def _write_soon(self) -> None:
        while self._dirty:
            await asyncio.sleep(max(PAUSE, self._cost / SHARE))
            await self._write()

    async def _write(self) -> None:
        self._dirty = False
        messages = await self._messages()
        await self._put(messages)

    async def _messages(self) -> list[tuple[int, str]]:
        """All messages, each as its channel and its JSON. Others get their turn in between, so what
        they change meanwhile is in this snapshot or in the next, which their change has ordered."""
        packed: list[tuple[int, str]] = []
        self._cost, began = 0.0, time.perf_counter()
        for number, post in enumerate(_kept(self._world), start=1):
            packed.append((post.channel_id, _text(_pack(post))))
            if number % SLICE == 0:
                self._cost += time.perf_counter() - began
                await asyncio.sleep(0)
                began = time.perf_counter()
        self._cost += time.perf_counter() - began
        return packed

    async def _put(self, messages: list[tuple[int, str]]) -> None:
        state = snapshot(self._world)
        there = [text for channel_id, text in messages if channel_id in self._world.channels]
        try:
            await asyncio.to_thread(_replace, self._path, state, there)
        except OSError as error:
            log.warning("The sandbox's state could not be written to %s: %s", self._path, error)

    async def close(self) -> None:
        """Write what is not written yet."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        await self._write()


def _replace(path: Path, state: Json, messages: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(_text(state)[:-1] + ',"messages":[')
        for number, message in enumerate(messages):
            file.write(("," if number else "") + message)
        file.write("]}")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _kept(world: World) -> list[model.Message]:
    """Ephemeral messages are left out: Discord forgets them too."""
    return [
        post
        for held in world.messages.values()
        for post in held.values()
        if post.reader is None and not post.loading
    ]


def snapshot(world: World) -> Json:
    """The whole state but for the messages, as JSON."""
    return {
        "version": VERSION,
        "guild_id": world.guild_id,
        "guild_name": world.guild_name,
        "last_id": world.ids.next(),
        "users": [_pack(user) for user in world.users.values()],
        "members": [_pack(member) for member in world.members.values()],
        "roles": [_pack(role) for role in world.roles.values()],
        "channels": [_pack(place) for place in world.channels.values()],
        "scheduled": [_pack(event) for event in world.scheduled.values()],
        "commands": list(world.commands.values()),
        "command_permissions": list(world.command_permissions.items()),
    }


@dataclasses.dataclass
class Restored:
    """A state file, read and understood as a whole before anything of it is used."""

    guild_id: int
    guild_name: str
    last_id: int
    users: list[model.User]
    members: list[model.Member]
    roles: list[model.Role]
    channels: list[model.Channel]
    messages: list[model.Message]
    scheduled: list[model.ScheduledEvent]
    commands: list[Json]
    command_permissions: list[tuple[int, list[Json]]]

    def into(self, world: World) -> None:
        """Lay the file over the seeded guild: people of the seed who are new still join.

        Raises KeyError, before anything is changed, when people it speaks of are not in it.
        """
        known = {user.id for user in self.users}
        spoken_of = {post.author_id for post in self.messages} | {world.application_id}
        spoken_of |= {person for place in self.channels for person in place.recipients}
        if missing := spoken_of - known:
            raise KeyError(f"people {sorted(missing)}")
        if missing := {post.channel_id for post in self.messages} - {c.id for c in self.channels}:
            raise KeyError(f"channels {sorted(missing)}")
        world.guild_name = self.guild_name
        world.ids.after(self.last_id)
        for user in self.users:
            world.users[user.id] = user
        for member in self.members:
            member.user = world.users[member.user.id]
            world.members[member.user.id] = member
        world.bot = world.members[world.application_id]
        world.roles.update({role.id: role for role in self.roles})
        world.channels.update({place.id: place for place in self.channels})
        for post in self.messages:
            world.messages.setdefault(post.channel_id, {})[post.id] = post
        world.scheduled.update({event.id: event for event in self.scheduled})
        world.commands.update({int(item["id"]): item for item in self.commands})
        world.command_permissions.update(dict(self.command_permissions))


def restore(state: Json) -> Restored:
    """Raises ValueError, KeyError or TypeError when the file is not what `snapshot` writes."""
    if state["version"] != VERSION:
        raise ValueError(f"version {state['version']} is not {VERSION}")
    given = {field.name: state[field.name] for field in dataclasses.fields(Restored)}
    restored = _unpack(Restored, given)
    assert isinstance(restored, Restored)
    return restored


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _pack(value: Any) -> Any:
    """A record, or anything in one, as JSON. The kinds are few and the values many."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [_pack(item) for item in value] if value else []
    if kind is dict:
        return {str(key): _pack(item) for key, item in value.items()}
    if kind is datetime:
        return value.isoformat()
    if isinstance(value, int):  # a kind or flag of an enumeration
        return int(value)
    return {name: _pack(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _unpack(kind: Any, value: Any) -> Any:
    """A value of the annotated type from its JSON. TypeError where they do not fit."""
    if kind is Any:
        return value
    origin, args = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        (inner,) = [item for item in args if item is not type(None)]
        return _unpack(inner, value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _unpack(hints[name], item) for name, item in value.items()})
    if kind is datetime:
        return datetime.fromisoformat(value)
    if origin is list:
        return [_unpack(args[0], item) for item in value]
    if origin is tuple:
        return tuple(_unpack(arg, item) for arg, item in zip(args, value, strict=True))
    if origin is dict:
        return {_unpack(args[0], _key(args[0], k)): _unpack(args[1], v) for k, v in value.items()}
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _key(kind: Any, value: str) -> Any:
    return int(value) if kind is int else value
