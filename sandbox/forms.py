"""Buttons, selects and modals as a person fills them in: checked as Discord's client does it.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.check.components import BUTTON
from sandbox.check.selects import CHANNEL, MENTIONABLE, ROLE, SELECTS, STRING, USER
from sandbox.errors import Json, Refused
from sandbox.model import Channel, Message
from sandbox.options import Resolved

ROW, TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 1, 4, 18, 19, 21, 22, 23


def inside(components: list[Json]) -> Iterator[Json]:
    """Every component, however deep it lies, in reading order."""
    for item in components:
        yield item
        yield from inside(item.get("components", []))
        for key in ("accessory", "component"):
            if key in item:
                yield from inside([item[key]])


def pressed(
    post: Message, custom_id: str, values: list[Any], resolved: Resolved, place: Channel, by: int
) -> Json:
    """The data of a press on a button, or of a choice in a select, of this message."""
    for item in inside(post.components):
        if item.get("custom_id") == custom_id and item["type"] in (BUTTON, *SELECTS):
            break
    else:
        raise Refused("That button or menu is not on this message any more.")
    if item.get("disabled"):
        raise Refused("That button or menu is switched off.")
    data: Json = {"custom_id": custom_id, "component_type": item["type"]}
    if item["type"] == BUTTON:
        return data
    data["values"] = chosen(item, values, resolved, place, by)
    if item["type"] != STRING:
        data["resolved"] = resolved.found
        for key in _RESOLVED[item["type"]]:
            data["resolved"].setdefault(key, {})
    return data


_RESOLVED = {USER: ("users",), ROLE: ("roles",), CHANNEL: ("channels",), MENTIONABLE: ()}


def chosen(menu: Json, values: list[Any], resolved: Resolved, place: Channel, by: int) -> list[str]:
    """The values chosen in a select, within its bounds and among what it offers."""
    picked = list(dict.fromkeys(str(value) for value in values))
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not least <= len(picked) <= most:
        raise Refused(f"Choose {least if least == most else f'{least} to {most}'} of the menu.")
    if menu["type"] == STRING:
        offered = [option["value"] for option in menu["options"]]
        for value in picked:
            if value not in offered:
                raise Refused(f"{value!r} is not in the menu. It offers: {', '.join(offered)}.")
        return picked
    for value in picked:
        if not value.isdecimal():
            raise Refused("Choose from the menu.")
        number = int(value)
        if menu["type"] == USER:
            resolved.user(number, place)
        elif menu["type"] == ROLE:
            resolved.role(number)
        elif menu["type"] == CHANNEL:
            resolved.channel(number, by, menu.get("channel_types"))
        elif number in resolved.world.roles:
            resolved.role(number)
        else:
            resolved.user(number, place)
    return picked


def submitted(
    modal: Json, components: list[Json], resolved: Resolved, place: Channel, by: int
) -> Json:
    """The data of a submitted modal. `components` needs only custom ids and values."""
    given = {item["custom_id"]: item for item in inside(components) if "custom_id" in item}
    known = {item["custom_id"] for item in inside(modal["components"]) if "custom_id" in item}
    for custom_id in given:
        if custom_id not in known:
            raise Refused(f"The form has no field {custom_id!r}. It has: {', '.join(known)}.")
    answered = []
    for item in modal["components"]:
        body: Json = {"type": item["type"], "id": item["id"]}
        if item["type"] == ROW:
            (field,) = item["components"]
            title = field.get("label") or field["custom_id"]
            body["components"] = [_field(field, title, given, resolved, place, by)]
        elif item["type"] == LABEL:
            field = item["component"]
            body["component"] = _field(field, item["label"], given, resolved, place, by)
        answered.append(body)
    data: Json = {"custom_id": modal["custom_id"], "components": answered}
    if resolved.found:
        data["resolved"] = resolved.found
    return data


def _field(
    field: Json, title: str, given: dict[str, Json], resolved: Resolved, place: Channel, by: int
) -> Json:
    kind, custom_id = field["type"], field["custom_id"]
    entry = given.get(custom_id, {})
    body: Json = {"type": kind, "id": field["id"], "custom_id": custom_id}
    required = field.get("required", True)
    if kind == TEXT_INPUT:
        body["value"] = _written(field, title, entry.get("value", field.get("value", "")), required)
    elif kind == CHECKBOX:
        body["value"] = bool(entry.get("value", field.get("default", False)))
    elif kind == RADIO:
        body["value"] = _radio(field, title, entry, required)
    elif kind == CHECKBOXES:
        body["values"] = _checked(field, title, entry, required)
    elif kind == FILE_UPLOAD:
        body["values"] = _uploaded(field, title, entry, required, resolved)
    else:
        values = entry.get("values", [])
        if values or required:
            values = chosen(field, values, resolved, place, by)
        body["values"] = values
    return body


def _written(field: Json, title: str, value: Any, required: bool) -> str:
    if not isinstance(value, str):
        raise Refused(f"{title}: write some text.")
    if not value and not required:
        return value
    least, most = max(field.get("min_length", 0), int(required)), field.get("max_length", 4000)
    if not least <= len(value) <= most:
        raise Refused(f"{title}: the text must be {least} to {most} characters long.")
    return value


def _radio(field: Json, title: str, entry: Json, required: bool) -> str | None:
    offered = [option["value"] for option in field["options"]]
    preset = [option["value"] for option in field["options"] if option.get("default")]
    value = entry.get("value", preset[0] if preset else None)
    if value is None:
        if required:
            raise Refused(f"{title}: choose one.")
        return None
    if value not in offered:
        raise Refused(f"{title}: choose one of {', '.join(offered)}.")
    return str(value)


def _checked(field: Json, title: str, entry: Json, required: bool) -> list[str]:
    offered = [option["value"] for option in field["options"]]
    preset = [option["value"] for option in field["options"] if option.get("default")]
    values = list(dict.fromkeys(entry.get("values", preset)))
    if not set(values) <= set(offered):
        raise Refused(f"{title}: choose among {', '.join(offered)}.")
    least = field.get("min_values", 1 if required else 0)
    most = field.get("max_values", len(offered))
    if (values or required) and not least <= len(values) <= most:
        raise Refused(f"{title}: tick {least} to {most}.")
    return values


def _uploaded(
    field: Json, title: str, entry: Json, required: bool, resolved: Resolved
) -> list[str]:
    values = [str(value) for value in entry.get("values", [])]
    least, most = field.get("min_values", 1), field.get("max_values", 1)
    if (values or required) and not least <= len(values) <= most:
        raise Refused(f"{title}: upload {least if least == most else f'{least} to {most}'} files.")
    for value in values:
        resolved.attachment(int(value) if value.isdecimal() else 0)
    return values
