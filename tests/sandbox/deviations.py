"""Where discord.py 2.7.1 is known to deviate from Discord's own description of its API.

Discord takes all of it. A request is judged without these; anything else is a fault.

1. `nsfw` in the definition of a command
2. `flags: 0` in an embed
3. `tts` in an answer to an interaction, and in an edit of it
4. snowflakes as numbers: of attachments, recipients, replies, mentions, bulk deletions, roles of a
   member, channels and categories
5. permissions as text, in roles and overwrites (as replies have them)
6. the `id` of an overwrite, which is in the path too
7. `with_response=1` and `wait=1` for true
"""

from __future__ import annotations

from typing import Any

NUMBERED = frozenset({"id", "recipient_id", "message_id", "channel_id", "guild_id", "parent_id"})
NUMBERED_LISTS = frozenset({"users", "roles", "messages"})
NUMBERED_FLAGS = frozenset({"with_response", "wait"})


def without_deviations(body: Any, path: tuple[str, ...] = ()) -> Any:
    """The body as Discord describes it, as far as only the known deviations stand between."""
    if isinstance(body, list):
        return [without_deviations(item, path) for item in body]
    if not isinstance(body, dict):
        return body
    cleaned: dict[str, Any] = {}
    for key, value in body.items():
        if _superfluous(body, key, value, path):
            continue
        if key in NUMBERED and isinstance(value, int) and path[-1:] != ("components",):
            value = str(value)
        elif key in NUMBERED_LISTS and isinstance(value, list):
            value = [str(item) if isinstance(item, int) else item for item in value]
        elif key in ("permissions", "allow", "deny") and isinstance(value, str):
            value = int(value)
        cleaned[key] = without_deviations(value, (*path, key))
    return cleaned


def _superfluous(body: dict[str, Any], key: str, value: Any, path: tuple[str, ...]) -> bool:
    if key == "nsfw":
        return {"name", "type"} <= body.keys() and not path
    if key == "flags":
        return value == 0 and path[-1:] == ("embeds",)
    if key == "tts":
        return path in ((), ("data",))
    return key == "id" and not path and body.keys() == {"id", "type", "allow", "deny"}
