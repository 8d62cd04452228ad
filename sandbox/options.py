"""A slash command as a person fills it in: checked and resolved as Discord's client does it.

Everything is looked at before the bot hears of it: whether the option exists, is required, lies in
its range, is among its choices, names someone who is here. What comes out is the `options` and
`resolved` of an interaction's data.

https://discord.com/developers/docs/interactions/application-commands#application-command-object
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox import shapes
from sandbox.errors import Json, Refused
from sandbox.model import Attachment, Channel, Message

if TYPE_CHECKING:
    from sandbox.state import World

V = TypeVar("V", str, int | float)

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = 1, 2, 3, 4, 5, 6
CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 7, 8, 9, 10, 11


@dataclass
class Resolved:
    """The objects that ids in an interaction's data stand for."""

    world: World
    uploads: Mapping[int, tuple[int, Attachment]]
    found: dict[str, Json] = field(default_factory=dict)

    def user(self, user_id: int, place: Channel | None = None) -> None:
        person = self.world.users.get(user_id)
        if person is None:
            raise Refused("That person is not here. Choose someone of this server.")
        self._put("users", user_id, shapes.user(person))
        if (member := self.world.members.get(user_id)) and not (place and place.direct):
            body = shapes.member_without_user(member)
            del body["mute"], body["deaf"]
            body["permissions"] = str(self.world.permissions(user_id, place))
            self._put("members", user_id, body)

    def role(self, role_id: int) -> None:
        role = self.world.roles.get(role_id)
        if role is None:
            raise Refused("That role does not exist here. Choose one of this server's roles.")
        self._put("roles", role_id, shapes.role(role))

    def channel(self, channel_id: int, reader: int, kinds: list[int] | None) -> None:
        place = self.world.channels.get(channel_id)
        if place is None or place.direct or not self.world.sees(reader, place):
            raise Refused("That channel does not exist here. Choose a channel you can see.")
        if kinds and place.type not in kinds:
            raise Refused(f"#{place.name} is not the kind of channel asked for here.")
        body = shapes.channel(self.world, place)
        partial = {
            key: body[key]
            for key in ("id", "name", "type", "parent_id", "thread_metadata")
            if body.get(key) is not None
        }
        partial["permissions"] = str(self.world.permissions(reader, place))
        self._put("channels", channel_id, partial)

    def attachment(self, attachment_id: int) -> None:
        held = self.uploads.get(attachment_id)
        if held is None:
            raise Refused("That file is not here any more. Upload it again.")
        folder, item = held
        body = shapes.attachment(self.world, folder, item) | {"ephemeral": True}
        self._put("attachments", attachment_id, body)

    def message(self, post: Message) -> None:
        """A message that a command was run on."""
        seen_by = self.world.bot.user.id
        self._put("messages", post.id, shapes.message(self.world, post, seen_by=seen_by))

    def _put(self, kind: str, item_id: int, body: Json) -> None:
        self.found.setdefault(kind, {})[str(item_id)] = body


@dataclass(frozen=True)
class Filled:
    """A filled-in command: its whole name ("project propose"), its options and what they name."""

    name: str
    options: list[Json]
    resolved: dict[str, Json]


def fill(
    command: Json,
    given: list[Json],
    resolved: Resolved,
    *,
    reader: int,
    place: Channel,
    focusing: bool = False,
) -> Filled:
    """Check what was filled in. `focusing`: an autocomplete, where one option is being typed.

    Raises Refused with the sentence that the person would see.
    """
    names = [command["name"]]
    options = _level(command, given, names, resolved, reader, place, focusing)
    return Filled(" ".join(names), options, resolved.found)


def _level(
    node: Json,
    given: list[Json],
    names: list[str],
    resolved: Resolved,
    reader: int,
    place: Channel,
    focusing: bool,
) -> list[Json]:
    declared: list[Json] = node.get("options") or []
    nested = {
        option["name"]: option for option in declared if option["type"] in (SUBCOMMAND, GROUP)
    }
    if nested:
        if len(given) != 1 or given[0].get("name") not in nested:
            raise Refused(
                f"/{' '.join(names)} needs one of its subcommands: {', '.join(sorted(nested))}."
            )
        chosen = nested[given[0]["name"]]
        names.append(chosen["name"])
        inner = _level(
            chosen, given[0].get("options") or [], names, resolved, reader, place, focusing
        )
        return [{"type": chosen["type"], "name": chosen["name"], "options": inner}]
    by_name = {option["name"]: option for option in declared}
    answered: list[Json] = []
    for entry in given:
        option = by_name.get(entry.get("name", ""))
        if option is None:
            known = ", ".join(by_name) or "none"
            raise Refused(
                f"/{' '.join(names)} has no option {entry.get('name')!r}. It has: {known}."
            )
        if any(entry["name"] == other["name"] for other in answered):
            raise Refused(f"The option {entry['name']!r} was given twice. Give it once.")
        focused = bool(entry.get("focused")) and focusing
        if focused:
            value = _typed(option, entry.get("value", ""))
        elif focusing:
            value = entry.get("value")
            if option["type"] in (INTEGER, NUMBER):
                value = str(value)
        else:
            value = _value(option, entry.get("value"), resolved, reader, place)
        body: Json = {"type": option["type"], "name": option["name"], "value": value}
        if focused:
            body["focused"] = True
        answered.append(body)
    if not focusing:
        missing = [
            option["name"]
            for option in declared
            if option.get("required") and all(e["name"] != option["name"] for e in answered)
        ]
        if missing:
            raise Refused(f"/{' '.join(names)}: fill in what is required: {', '.join(missing)}.")
    return answered


def _typed(option: Json, value: Any) -> Any:
    """The half-typed text of a focused option. Discord sends it as text, numbers included."""
    if not option.get("autocomplete"):
        raise Refused(f"The option {option['name']!r} does not complete what you type.")
    return str(value)


def _value(option: Json, value: Any, resolved: Resolved, reader: int, place: Channel) -> Any:
    kind, name = option["type"], option["name"]
    if kind == STRING:
        return _among(option, _text(option, value))
    if kind in (INTEGER, NUMBER):
        return _among(option, _number(option, value))
    if kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Refused(f"{name}: choose True or False.")
        return value
    try:
        number = int(str(value))
    except ValueError:
        raise Refused(f"{name}: choose from the list.") from None
    if kind == USER:
        resolved.user(number, place)
    elif kind == CHANNEL:
        resolved.channel(number, reader, option.get("channel_types"))
    elif kind == ROLE:
        resolved.role(number)
    elif kind == MENTIONABLE:
        if number in resolved.world.roles:
            resolved.role(number)
        else:
            resolved.user(number, place)
    elif kind == ATTACHMENT:
        resolved.attachment(number)
    return str(number)


def _text(option: Json, value: Any) -> str:
    name = option["name"]
    if not isinstance(value, str):
        raise Refused(f"{name}: write some text.")
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not least <= len(value) <= most or not value:
        bounds = f"{max(least, 1)} to {most}"
        raise Refused(f"{name}: the text must be {bounds} characters long; it has {len(value)}.")
    return value


def _number(option: Json, value: Any) -> int | float:
    name, whole = option["name"], option["type"] == INTEGER
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Refused(f"{name}: write a {'whole ' if whole else ''}number.")
    if whole and value != int(value):
        raise Refused(f"{name}: write a whole number.")
    least, most = option.get("min_value"), option.get("max_value")
    if least is not None and value < least:
        raise Refused(f"{name}: the number must be at least {least}.")
    if most is not None and value > most:
        raise Refused(f"{name}: the number must be at most {most}.")
    if abs(value) > 2**53:
        raise Refused(f"{name}: the number must lie between -2^53 and 2^53.")
    return int(value) if whole else float(value)


def _among(option: Json, value: V) -> V:
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        shown = ", ".join(str(choice["name"]) for choice in choices)
        raise Refused(f"{option['name']}: choose one of {shown}.")
    return value
