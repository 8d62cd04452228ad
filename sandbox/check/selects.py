"""Select menus, in messages and in modals: limits and completed form.

https://discord.com/developers/docs/components/reference#string-select
"""

from __future__ import annotations

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
    elif given.get("default_values"):
        body["default_values"] = [
            {"id": str(item["id"]), "type": item["type"]}
            for item in form.entries((*at, "default_values"), given["default_values"], OPTIONS)
        ]
    if kind == CHANNEL and given.get("channel_types"):
        body["channel_types"] = given["channel_types"]
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
        body["emoji"] = {
            key: given["emoji"][key]
            for key in ("id", "name", "animated")
            if given["emoji"].get(key)
        }
    if given.get("default"):
        body["default"] = True
    return body
