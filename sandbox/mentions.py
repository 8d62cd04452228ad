"""Whom a message calls: what its text names, as far as `allowed_mentions` lets it.

Without `allowed_mentions` everything named is called. An interaction's answer calls people only.
https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.errors import Json
from sandbox.permissions import Permission

if TYPE_CHECKING:
    from sandbox.model import Channel, Message
    from sandbox.state import World

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_PEOPLE = re.compile(r"<@!?(\d+)>")
_ROLES = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(frozen=True)
class Called:
    people: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


def called(
    world: World,
    text: str,
    allowed: Json | None,
    *,
    author_id: int,
    place: Channel,
    replied_to: Message | None = None,
) -> Called:
    """Whom this text, by this author, in this channel, calls. Text in code calls nobody."""
    spoken = _CODE.sub("", text)
    people = _unique(_PEOPLE.findall(spoken))
    roles = _unique(_ROLES.findall(spoken))
    everyone = bool(_EVERYONE.search(spoken))
    reply = replied_to is not None
    if allowed is not None:
        parse = allowed["parse"]
        if "users" not in parse:
            people = [user for user in people if user in allowed["users"]]
        if "roles" not in parse:
            roles = [role for role in roles if role in allowed["roles"]]
        everyone = everyone and "everyone" in parse
        reply = reply and allowed["replied_user"]
    if reply and replied_to is not None and replied_to.author_id not in people:
        people.append(replied_to.author_id)
    may_call_all = bool(world.permissions(author_id, place) & Permission.MENTION_EVERYONE)
    return Called(
        tuple(user for user in people if user in world.users),
        tuple(
            role
            for role in roles
            if role in world.roles and (world.roles[role].mentionable or may_call_all)
        ),
        everyone and may_call_all and not place.direct,
    )


def _unique(numbers: list[str]) -> list[int]:
    return list(dict.fromkeys(int(number) for number in numbers))
