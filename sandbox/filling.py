"""From a test's Python values to the data that Discord's client sends.

`days=7`, `who=ben`, `channel="general"`, `paper=File("p.pdf", …)` become options with ids; labels
become values; a form's fields are found by label or custom id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sandbox.errors import Json, Refused
from sandbox.model import Channel
from sandbox.options import ATTACHMENT, CHANNEL, GROUP, MENTIONABLE, ROLE, SUBCOMMAND, USER

if TYPE_CHECKING:
    from sandbox.server import Sandbox


@dataclass(frozen=True)
class File:
    """A file that a person uploads."""

    name: str
    content: bytes

    @classmethod
    def of(cls, given: File | Path) -> File:
        return given if isinstance(given, File) else cls(given.name, given.read_bytes())


class Someone(Protocol):
    """Anything with an id: a person, a channel, a role."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True)
class Filling:
    """One person filling in things; uploads happen on the way."""

    sandbox: Sandbox
    user_id: int

    def command(
        self,
        typed: str,
        place: Channel,
        given: Mapping[str, Any],
        focused: tuple[str, str | float] | None = None,
    ) -> Json:
        """The data of "/name sub" with options by name; None stands for an option left out."""
        name, *path = typed.removeprefix("/").split()
        command = self._registered(name, place)
        if command is None:
            return {"name": name}
        node, wrappers = command, []
        for step in path:
            node = _subcommand(node, step, typed)
            wrappers.append(node)
        kinds = {option["name"]: option["type"] for option in node.get("options", [])}
        filled: list[Json] = []
        for key, value in given.items():
            if value is not None:
                option = key if key in kinds else key.removesuffix("_")
                filled.append({"name": option, "value": self._value(kinds.get(option, 3), value)})
        if focused is not None:
            filled.append({"name": focused[0], "value": str(focused[1]), "focused": True})
        for wrapper in reversed(wrappers):
            filled = [{"type": wrapper["type"], "name": wrapper["name"], "options": filled}]
        return {"id": command["id"], "name": name, "options": filled}

    def menu_command(self, name: str, kind: int, target: int) -> Json:
        """The data of a context menu's command (2 on a person, 3 on a message)."""
        data: Json = {"name": name, "target_id": str(target)}
        for command in self.sandbox.world.commands.values():
            if (command["name"], command["type"]) == (name, kind):
                data["id"] = command["id"]
        return data

    def picked(self, menu: Json, value: Any) -> str:
        """A value of a select: as given, or of the option whose label was given."""
        if menu["type"] == 3:
            return str(_labelled(menu, value))
        return self._id({5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}[menu["type"]], value)

    def field(self, field: Json, value: Any) -> Json:
        """A field of a form with what was filled in."""
        entry: Json = {"type": field["type"], "custom_id": field["custom_id"]}
        several = list(value) if isinstance(value, list | tuple | set) else [value]
        if field["type"] == 19:
            entry["values"] = [self.upload(item) for item in several]
        elif field["type"] == 22:
            entry["values"] = [_labelled(field, item) for item in several]
        elif field["type"] == 21:
            entry["value"] = _labelled(field, value)
        elif field["type"] in (3, 5, 6, 7, 8):
            entry["values"] = [self.picked(field, item) for item in several]
        else:
            entry["value"] = value
        return entry

    def upload(self, file: File | Path) -> str:
        """Upload a file beforehand; its id."""
        item = File.of(file)
        return str(self.sandbox.deeds.upload(self.user_id, item.name, item.content).id)

    def _registered(self, name: str, place: Channel) -> Json | None:
        """The command of that name; in the guild, its own before the global one."""
        found = [
            command
            for command in self.sandbox.world.commands.values()
            if command["name"] == name and command["type"] == 1
        ]
        found.sort(key=lambda command: ("guild_id" in command) == place.direct)
        return found[0] if found else None

    def _value(self, kind: int, value: Any) -> Any:
        if kind == ATTACHMENT and isinstance(value, File | Path):
            return self.upload(value)
        if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            return self._id(kind, value)
        return value

    def _id(self, kind: int, value: int | str | Someone) -> str:
        world = self.sandbox.world
        if isinstance(value, int):
            return str(value)
        if not isinstance(value, str):
            return str(value.id)
        if kind == CHANNEL:
            return str(world.channel_named(value).id)
        if kind == ROLE:
            return str(world.role_named(value).id)
        return str(world.person(value).user.id)


def _subcommand(node: Json, step: str, typed: str) -> Json:
    """The subcommand or group of that name."""
    nested: list[Json] = [
        option for option in node.get("options", []) if option["type"] in (SUBCOMMAND, GROUP)
    ]
    for option in nested:
        if option["name"] == step:
            return option
    known = [option["name"] for option in nested]
    raise Refused(f"/{typed}: there is no subcommand {step!r}. There are: {known}.")


def _labelled(field: Json, value: Any) -> Any:
    """The value of the option that has this value or this label; anything else as it is."""
    for option in field["options"]:
        if value in (option["value"], option["label"]):
            return option["value"]
    return value
