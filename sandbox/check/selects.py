"""Select menus, in messages and in modals: limits and completed form.

https://discord.com/developers/docs/components/reference#string-select
"""

from __future__ import annotations

from typing import Any

from sandbox.check.form import Form, Path
from sandbox.errors import Json

STRING, USER, ROLE, MENTIONABLE, CHANNEL = 3, 5, 6, 7, 8
SELECTS = frozenset({STRING, USER, ROLE, MENTIONABLE, CHANNEL})
OPTIONS, PLACEHOLDER, TEXT, CUSTOM_ID = 25, 150, 100, 100


def select(form: Form, at: Path, given: Json) -> Json:
    """A select of any kind without its `type` and `id`."""
    kind = given["type"]
    custom_id = form.text((*at, "custom_id"), given.get("custom_id"), CUSTOM_ID, least=1)
    body: Json = {"custom_id": custom_id or ""}
    placeholder = form.text(
        (*at, "placeholder"), given.get("placeholder"), PLACEHOLDER, needed=False
    )
    if placeholder:
        body["placeholder"] = placeholder
    least = form.whole((*at, "min_values"), given.get("min_values"), least=0, most=OPTIONS)
    most = form.whole((*at, "max_values"), given.get("max_values"), least=1, most=OPTIONS)
    body["min_values"] = 1 if least is None else least
    body["max_values"] = 1 if most is None else most
    if body["min_values"] > body["max_values"]:
        form.wrong(
            (*at, "min_values"),
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
            "min_values must be less than or equal to max_values",
        )
    if given.get("disabled"):
        body["disabled"] = True
    if kind == STRING:
        body["options"] = options(form, at, given, body["max_values"])
    else:
        _preset(form, at, given, body)
    return body


def _preset(form: Form, at: Path, given: Json, body: Json) -> None:
    """What a menu of people, roles or channels starts with, and which channels it offers."""
    values = form.entries((*at, "default_values"), given.get("default_values"), OPTIONS)
    for index, item in enumerate(values):
        path: Path = (*at, "default_values", index)
        entry = form.mapping(path, item)
        number = form.snowflake((*path, "id"), entry.get("id"))
        kind = form.one_of((*path, "type"), entry.get("type"), {"user", "role", "channel"})
        body.setdefault("default_values", []).append({"id": str(number), "type": kind})
    kinds = form.entries((*at, "channel_types"), given.get("channel_types"), 20)
    if given["type"] == CHANNEL and kinds:
        body["channel_types"] = [
            form.whole((*at, "channel_types", index), kind, least=0, most=20)
            for index, kind in enumerate(kinds)
        ]


def emoji(form: Form, at: Path, value: Any) -> Json:
    """The emoji of a button or an option."""
    given = form.mapping(at, value)
    body: Json = {"name": form.text((*at, "name"), given.get("name"), 100, needed=False)}
    if given.get("id"):
        body["id"] = str(form.snowflake((*at, "id"), given["id"]))
    if given.get("animated"):
        body["animated"] = True
    return body


def options(form: Form, at: Path, given: Json, most: int) -> list[Json]:
    """The options of a string select, 1 to 25, with values that differ."""
    entries = form.entries((*at, "options"), given.get("options"), OPTIONS, least=1, needed=True)
    accepted = [
        option(form, (*at, "options", index), form.mapping((*at, "options", index), entry))
        for index, entry in enumerate(entries)
    ]
    seen: set[str] = set()
    for index, item in enumerate(accepted):
        if item["value"] in seen:
            form.wrong(
                (*at, "options", index, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        seen.add(item["value"])
    if accepted and most > len(accepted):
        form.wrong(
            (*at, "max_values"),
            "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
            "max_values must be less than or equal to the number of options",
        )
    return accepted


def option(form: Form, at: Path, given: Json) -> Json:
    body: Json = {
        "label": form.text((*at, "label"), given.get("label"), TEXT, least=1) or "",
        "value": form.text((*at, "value"), given.get("value"), TEXT, least=1) or "",
    }
    described = form.text((*at, "description"), given.get("description"), TEXT, needed=False)
    if described:
        body["description"] = described
    if given.get("emoji"):
        body["emoji"] = emoji(form, (*at, "emoji"), given["emoji"])
    if given.get("default"):
        body["default"] = True
    return body
