"""Telling Discord which commands there are, only when that has changed.

Commands are registered globally: one request serves every server and direct messages too, and Discord shows a change
at once. (Per server they would not be there in direct messages, and the servers are not known before the gateway
says READY.) Discord allows 200 new commands a day, so a restart must not register again: what was registered is
remembered by its hash in `commands.json`, and where that is missing, Discord is asked what it has.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discord import app_commands

if TYPE_CHECKING:
    from bot.client import Syllabot

log = logging.getLogger(__name__)

FILE = "commands.json"
KEPT = (
    "name", "description", "type", "options", "choices", "value", "required", "autocomplete",
    "min_value", "max_value", "min_length", "max_length", "channel_types",
    "default_member_permissions", "contexts", "integration_types",
)  # fmt: skip
"""What a command means. Discord adds ids, versions and translations of its own."""


async def register_commands(bot: Syllabot) -> dict[str, int]:
    """See to it that Discord has the bot's commands; returns their ids by name.

    Raises `discord.HTTPException` when Discord does not answer. A pretend Discord is always asked, because it may have
    started afresh since.
    """
    tree = bot.tree
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    wanted = hashlib.sha256(json.dumps(essence(payload)).encode()).hexdigest()
    application = str(bot.application_id)
    file = bot.config.state_folder / FILE
    if bot.config.discord_url is None:
        known = _read(file, application, wanted)
        if known:
            return known
    there = await bot.http.get_global_commands(int(application))
    if essence(there) == essence(payload):
        ids = {str(command["name"]): int(command["id"]) for command in there}
    else:
        try:
            ids = {command.name: command.id for command in await tree.sync()}
        except app_commands.CommandSyncFailure as refused:
            log.error("Discord refuses the commands and keeps those it has: %s", refused)
            return {str(command["name"]): int(command["id"]) for command in there}
        log.info("registered %d commands", len(ids))
    _write(file, {"application": application, "payload": wanted, "ids": ids})
    return ids


def essence(commands: Sequence[Any]) -> list[Any]:
    """Commands reduced to what they mean, in an order of its own, so that two lists can be compared."""
    return sorted((_meaning(dict(command)) for command in commands), key=lambda c: str(c["name"]))


def _meaning(thing: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key in KEPT:
        value = thing.get(key)
        if value in (None, False, [], {}, ""):
            continue
        if key in ("options", "choices"):
            value = [_meaning(dict(each)) for each in value]
        elif key in ("contexts", "integration_types", "channel_types"):
            value = sorted(value)
        elif key == "default_member_permissions":
            value = str(value)
        kept[key] = value
    return kept


def _read(file: Path, application: str, wanted: str) -> dict[str, int]:
    """The ids on file if they are of these commands; {} otherwise, also for a file that cannot be read."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["application"] == application and told["payload"] == wanted:
            return {str(name): int(number) for name, number in told["ids"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        log.warning("%s cannot be read (%r); asking Discord instead", file, broken)
    return {}


def _write(file: Path, told: dict[str, Any]) -> None:
    """Whole or not at all: written beside, then moved over."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(told, indent=1), encoding="utf-8")
        beside.replace(file)
    except OSError as full:
        log.warning("%s cannot be written (%s); the next start asks Discord again", file, full)
