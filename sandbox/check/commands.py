"""An application command's definition: names, descriptions, options, choices and their limits.

https://discord.com/developers/docs/interactions/application-commands#application-command-object
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.check.form import Form, Path
from sandbox.errors import Json

SLASH, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, CHANNEL, NUMBER = 1, 2, 3, 4, 7, 10
LETTERS, OPTIONS, CHOICES = 8000, 25, 25
# Letters of any script, numbers, dashes; lower case where the script has cases.
_NAME = re.compile(r"^[-_'\w]{1,32}$")


def command(form: Form, given: Json, at: Path = ()) -> Json:
    """A command as it is kept: without ids. Every fault is noted in `form`."""
    kind = form.one_of((*at, "type"), given.get("type") or SLASH, {SLASH, USER, MESSAGE}) or SLASH
    body: Json = {"type": kind, "name": _name(form, (*at, "name"), given.get("name"), kind)}
    body["name_localizations"] = _localized(form, (*at, "name_localizations"), given)
    if kind == SLASH:
        body["description"] = (
            form.text((*at, "description"), given.get("description"), 100, least=1) or ""
        )
        body["options"] = _options(form, (*at, "options"), given.get("options"), depth=0)
        if not form.faulty and _letters(body) > LETTERS:
            form.wrong(
                at,
                "APPLICATION_COMMAND_TOO_LARGE",
                "Command exceeds maximum size (8000)",
            )
    else:
        body["description"] = ""
        if given.get("description"):
            form.wrong(
                (*at, "description"),
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                "Context menu commands cannot have description",
            )
    body["description_localizations"] = _localized(form, (*at, "description_localizations"), given)
    needed = form.whole(
        (*at, "default_member_permissions"), given.get("default_member_permissions"), least=0
    )
    body["default_member_permissions"] = None if needed is None else str(needed)
    body["nsfw"] = bool(given.get("nsfw", False))
    body["dm_permission"] = given.get("dm_permission") is not False
    body["contexts"] = None
    if given.get("contexts") is not None:
        body["contexts"] = _numbers(form, (*at, "contexts"), given["contexts"], {0, 1, 2})
    body["integration_types"] = [0]
    if given.get("integration_types") is not None:
        entries = given["integration_types"]
        body["integration_types"] = _numbers(form, (*at, "integration_types"), entries, {0, 1})
    return body


def _numbers(form: Form, at: Path, value: Any, allowed: set[int]) -> list[int]:
    entries = form.entries(at, value, len(allowed), least=1)
    return [form.one_of((*at, index), item, allowed) for index, item in enumerate(entries)]


def _localized(form: Form, at: Path, given: Json) -> Json | None:
    """The words of a name or description in other languages."""
    value = given.get(str(at[-1]))
    if value is None:
        return None
    words = form.mapping(at, value)
    most = 100 if at[-1] == "description_localizations" else 32
    return {key: form.text((*at, key), text, most, least=1) for key, text in words.items()}


def _name(form: Form, at: Path, value: Any, kind: int = SLASH) -> str:
    name = form.text(at, value, 32, least=1)
    if name is None:
        return ""
    if kind == SLASH and (not _NAME.match(name) or name != name.lower()):
        form.wrong(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return name


def _options(form: Form, at: Path, value: Any, *, depth: int) -> list[Json]:
    entries = form.entries(at, value, OPTIONS)
    accepted = [
        _option(form, (*at, index), form.mapping((*at, index), entry), depth)
        for index, entry in enumerate(entries)
    ]
    names = [option["name"] for option in accepted]
    if len(names) != len(set(names)):
        form.wrong(
            at,
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
            "Option name already exists in these options",
        )
    kinds = {option["type"] in (SUBCOMMAND, GROUP) for option in accepted}
    if len(kinds) > 1:
        form.wrong(
            at,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all"
            " other types",
        )
    optional = False
    for index, option in enumerate(accepted):
        if option.get("required") and optional:
            form.wrong(
                (*at, index),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
    return accepted


def _option(form: Form, at: Path, given: Json, depth: int) -> Json:
    allowed = {0: set(range(1, 12)), 1: {1, *range(3, 12)}, 2: set(range(3, 12))}[depth]
    kind = form.one_of((*at, "type"), given.get("type"), allowed)
    body: Json = {
        "type": kind,
        "name": _name(form, (*at, "name"), given.get("name")),
        "description": form.text((*at, "description"), given.get("description"), 100, least=1)
        or "",
    }
    for key in ("name_localizations", "description_localizations"):
        if given.get(key) is not None:
            body[key] = _localized(form, (*at, key), given)
    if kind in (SUBCOMMAND, GROUP):
        inner = 2 if kind == SUBCOMMAND else 1
        body["options"] = _options(form, (*at, "options"), given.get("options"), depth=inner)
        if kind == GROUP and any(option["type"] != SUBCOMMAND for option in body["options"]):
            form.wrong(
                (*at, "options"),
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "A group holds subcommands only",
            )
        return body
    if given.get("required"):
        body["required"] = True
    if given.get("autocomplete"):
        body["autocomplete"] = True
        if given.get("choices"):
            form.wrong(
                (*at, "autocomplete"),
                "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
                "Autocomplete cannot be used with choices",
            )
    if given.get("choices"):
        body["choices"] = _choices(form, (*at, "choices"), given["choices"], kind)
    _bounds(form, at, given, kind, body)
    if kind == CHANNEL and given.get("channel_types"):
        at = (*at, "channel_types")
        body["channel_types"] = _numbers(form, at, given["channel_types"], set(range(17)))
    return body


def _bounds(form: Form, at: Path, given: Json, kind: Any, body: Json) -> None:
    if kind == STRING:
        for key, lowest in (("min_length", 0), ("max_length", 1)):
            number = form.whole((*at, key), given.get(key), least=lowest, most=6000)
            if number is not None:
                body[key] = number
    elif kind in (INTEGER, NUMBER):
        for key in ("min_value", "max_value"):
            value = given.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool):
                body[key] = value
            elif value is not None:
                form.wrong((*at, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
    low, high = (
        body.get("min_length", body.get("min_value")),
        body.get("max_length", body.get("max_value")),
    )
    if low is not None and high is not None and low > high:
        form.wrong(
            at,
            "APPLICATION_COMMAND_OPTIONS_MIN_GREATER_THAN_MAX",
            "The minimum must not be greater than the maximum",
        )


def _choices(form: Form, at: Path, value: Any, kind: Any) -> list[Json]:
    accepted = []
    for index, item in enumerate(form.entries(at, value, CHOICES)):
        entry = form.mapping((*at, index), item)
        body: Json = {"name": form.text((*at, index, "name"), entry.get("name"), 100, least=1)}
        if kind == STRING:
            body["value"] = form.text((*at, index, "value"), entry.get("value"), 6000, least=1)
        else:
            body["value"] = entry.get("value")
            if isinstance(body["value"], bool) or not isinstance(body["value"], int | float):
                form.wrong(
                    (*at, index, "value"),
                    "NUMBER_TYPE_COERCE",
                    f'Value "{body["value"]}" is not a number.',
                )
        if entry.get("name_localizations") is not None:
            body["name_localizations"] = _localized(form, (*at, index, "name_localizations"), entry)
        accepted.append(body)
    names = [choice["name"] for choice in accepted]
    if len(names) != len(set(names)):
        form.wrong(
            at,
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
            "Option choice name already exists",
        )
    return accepted


def _letters(body: Json) -> int:
    """Discord's size of a command: names, descriptions and values, of options and choices too."""
    own = len(body["name"]) + len(body.get("description", ""))
    options = sum(_letters(option) for option in body.get("options", []))
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in body.get("choices", []))
    return own + options + choices
