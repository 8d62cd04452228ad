"""Gateway events that no schema file describes: their keys, by Discord's documentation.

https://discord.com/developers/docs/events/gateway-events#receive-events
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ID, TEXT, FLAG, NUMBER, IDS, THING, THINGS = (
    "id",
    "text",
    "flag",
    "number",
    "ids",
    "thing",
    "things",
)

# By event: the keys that must be there and, with a question mark, those that may be.
SHAPES: dict[str, dict[str, str]] = {
    "RESUMED": {"_trace?": THINGS},
    "MESSAGE_DELETE_BULK": {"ids": IDS, "channel_id": ID, "guild_id?": ID},
    "MESSAGE_REACTION_ADD": {
        "user_id": ID, "channel_id": ID, "message_id": ID, "guild_id?": ID, "member?": THING, "emoji": THING,
        "message_author_id?": ID, "burst": FLAG, "burst_colors?": THINGS, "type": NUMBER,
    },
    "MESSAGE_REACTION_REMOVE": {
        "user_id": ID, "channel_id": ID, "message_id": ID, "guild_id?": ID, "emoji": THING, "burst": FLAG,
        "type": NUMBER,
    },
    "MESSAGE_REACTION_REMOVE_ALL": {"channel_id": ID, "message_id": ID, "guild_id?": ID},
    "MESSAGE_REACTION_REMOVE_EMOJI": {"channel_id": ID, "message_id": ID, "guild_id?": ID, "emoji": THING},
    "CHANNEL_PINS_UPDATE": {"channel_id": ID, "guild_id?": ID, "last_pin_timestamp?": TEXT},
    "THREAD_DELETE": {"id": ID, "guild_id": ID, "parent_id": ID, "type": NUMBER},
    "THREAD_MEMBERS_UPDATE": {
        "id": ID, "guild_id": ID, "member_count": NUMBER, "added_members?": THINGS, "removed_member_ids?": IDS,
    },
    "GUILD_ROLE_DELETE": {"guild_id": ID, "role_id": ID},
    "GUILD_MEMBER_REMOVE": {"guild_id": ID, "user": THING},
    "TYPING_START": {
        "channel_id": ID, "guild_id?": ID, "user_id": ID, "timestamp": NUMBER, "member?": THING,
    },
}  # fmt: skip


def shape_faults(name: str, data: Any) -> Iterator[str]:
    """What is wrong with the keys of such an event; one that is not listed is a fault itself."""
    shape = SHAPES.get(name)
    if shape is None:
        yield "no schema and no shape tells what it holds"
        return
    known = {key.rstrip("?"): kind for key, kind in shape.items()}
    for key in shape:
        if not key.endswith("?") and key not in data:
            yield f"$.{key} is missing"
    for key, value in data.items():
        if key not in known:
            yield f"$.{key} is a key Discord does not know"
        elif not _fits(known[key], value):
            yield f"$.{key} is not of the kind {known[key]}: {value!r}"


def _fits(kind: str, value: Any) -> bool:
    match kind, value:
        case ("id", str(text)):
            return text.isdecimal()
        case ("ids", list(items)):
            return all(_fits(ID, item) for item in items)
        case ("text", str()) | ("text", None) | ("flag", bool()):
            return True
        case ("number", int()):
            return not isinstance(value, bool)
        case ("thing", dict()) | ("things", list()):
            return True
    return False
