"""What a page sends of an interaction, brought into a form that the rest can rely on.

Only shapes are judged here: lists of objects, names that are text, values that are plain. Whether
they fit the command, the menu or the form is judged where people's deeds are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.check.form import Form, Path
from sandbox.errors import Json

DEPTH = 4


def number(given: Mapping[str, Any], key: str) -> int:
    """A snowflake among the keys of a body or query; 50035 otherwise."""
    form = Form()
    value = form.snowflake((key,), given.get(key))
    form.finish()
    return value or 0


def command(form: Form, data: Json) -> Json:
    """The data of a command: its id, and its options or its target."""
    at: Path = ("data",)
    body: Json = {"id": form.snowflake((*at, "id"), data.get("id"))}
    body["name"] = str(data.get("name", ""))[:32]
    body["options"] = _options(form, (*at, "options"), data.get("options"), DEPTH)
    if data.get("target_id") is not None:
        body["target_id"] = form.snowflake((*at, "target_id"), data["target_id"])
    return body


def _options(form: Form, at: Path, value: Any, depth: int) -> list[Json]:
    accepted = []
    for index, item in enumerate(form.entries(at, value, 25) if depth else []):
        path: Path = (*at, index)
        entry = form.mapping(path, item)
        option: Json = {"name": form.text((*path, "name"), entry.get("name"), 32, least=1)}
        if entry.get("options") is not None:
            option["options"] = _options(form, (*path, "options"), entry["options"], depth - 1)
        if "value" in entry:
            option["value"] = _plain(form, (*path, "value"), entry["value"])
        if entry.get("focused") is True:
            option["focused"] = True
        accepted.append(option)
    return accepted


def component(form: Form, data: Json) -> tuple[str, list[str]]:
    """The custom id that was pressed, and the values chosen."""
    at: Path = ("data",)
    custom_id = form.text((*at, "custom_id"), data.get("custom_id"), 100, least=1)
    return custom_id or "", _texts(form, (*at, "values"), data.get("values"))


def fields(form: Form, value: Any, at: Path = ("data", "components"), depth: int = 3) -> list[Json]:
    """The fields of a submitted form, flat: custom ids with what was filled in."""
    found: list[Json] = []
    for index, item in enumerate(form.entries(at, value, 40) if depth else []):
        path: Path = (*at, index)
        entry = form.mapping(path, item)
        if entry.get("custom_id") is not None:
            field: Json = {
                "custom_id": form.text((*path, "custom_id"), entry["custom_id"], 100, least=1)
            }
            if entry.get("value") is not None:
                field["value"] = _plain(form, (*path, "value"), entry["value"])
            if entry.get("values") is not None:
                field["values"] = _texts(form, (*path, "values"), entry["values"])
            found.append(field)
        inner = entry.get("components")
        if entry.get("component") is not None:
            inner = [entry["component"]]
        found += fields(form, inner, (*path, "components"), depth - 1)
    return found


def _plain(form: Form, at: Path, value: Any) -> Any:
    if isinstance(value, str | int | float | bool):
        return value
    form.wrong(at, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
    return ""


def _texts(form: Form, at: Path, value: Any) -> list[str]:
    entries = form.entries(at, value, 25)
    return [
        form.text((*at, index), str(item) if isinstance(item, int) else item, 4000) or ""
        for index, item in enumerate(entries)
    ]
