"""A modal: its limits, and the completed form the page shows and the answer is checked against.

Discord takes both the older action rows with one text input each and the newer labels, which hold a
text input, a select, a file upload, radio buttons or check boxes.

https://discord.com/developers/docs/components/reference#label
"""

from __future__ import annotations

from typing import Any

from sandbox.check.form import Form, Path
from sandbox.check.selects import SELECTS, select
from sandbox.errors import Json

ROW, TEXT_INPUT, TEXT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = (
    1,
    4,
    10,
    18,
    19,
    21,
    22,
    23,
)
INSIDE_LABEL = frozenset({TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX}) | SELECTS
TITLE, CUSTOM_ID, TOP, LABEL_TEXT = 45, 100, 40, 45


def modal(form: Form, data: Any, at: Path = ("data",)) -> Json:
    """The modal of a callback of type 9, completed and numbered; every fault noted in `form`."""
    given = form.mapping(at, data)
    body: Json = {
        "custom_id": form.text((*at, "custom_id"), given.get("custom_id"), CUSTOM_ID, least=1),
        "title": form.text((*at, "title"), given.get("title"), TITLE, least=1),
    }
    entries = form.entries((*at, "components"), given.get("components"), TOP, least=1, needed=True)
    body["components"] = [
        _top(form, (*at, "components", index), form.mapping((*at, "components", index), entry))
        for index, entry in enumerate(entries)
    ]
    _number(body["components"])
    _distinct(form, at, body["components"])
    return body


def _top(form: Form, at: Path, given: Json) -> Json:
    kind = form.one_of((*at, "type"), given.get("type"), {ROW, TEXT, LABEL})
    body: Json = {"type": kind, "id": _own_number(form, at, given)}
    if kind == TEXT:
        body["content"] = form.text((*at, "content"), given.get("content"), 4000, least=1)
    elif kind == ROW:
        inner = form.entries((*at, "components"), given.get("components"), 1, least=1, needed=True)
        body["components"] = [
            _text_input(form, (*at, "components", index), entry, labelled=True)
            for index, entry in enumerate(inner)
        ]
    elif kind == LABEL:
        body["label"] = form.text((*at, "label"), given.get("label"), LABEL_TEXT, least=1)
        if given.get("description"):
            body["description"] = form.text((*at, "description"), given["description"], 100)
        body["component"] = _inside(form, (*at, "component"), given.get("component"))
    return body


def _inside(form: Form, at: Path, value: Any) -> Json:
    given = form.mapping(at, value)
    kind = form.one_of((*at, "type"), given.get("type"), INSIDE_LABEL)
    if kind is None:
        return {"type": 0, "id": 0, "custom_id": ""}
    if kind == TEXT_INPUT:
        return _text_input(form, at, given, labelled=False)
    body: Json = {"type": kind, "id": _own_number(form, at, given)}
    if kind in SELECTS:
        body |= select(form, at, given)
    else:
        body["custom_id"] = form.text(
            (*at, "custom_id"), given.get("custom_id"), CUSTOM_ID, least=1
        )
    if kind == CHECKBOX:
        body["default"] = bool(given.get("default", False))
        return body
    body["required"] = given.get("required") is not False
    if kind in (RADIO, CHECKBOXES):
        least = 2 if kind == RADIO else 1
        entries = form.entries((*at, "options"), given.get("options"), 10, least=least, needed=True)
        body["options"] = [
            _choice(form, (*at, "options", index), entry) for index, entry in enumerate(entries)
        ]
    if kind in (CHECKBOXES, FILE_UPLOAD):
        for key, lowest in (("min_values", 0), ("max_values", 1)):
            number = form.whole((*at, key), given.get(key), least=lowest, most=10)
            if number is not None:
                body[key] = number
    return body


def _text_input(form: Form, at: Path, value: Any, *, labelled: bool) -> Json:
    given = form.mapping(at, value)
    form.one_of((*at, "type"), given.get("type"), {TEXT_INPUT})
    body: Json = {
        "type": TEXT_INPUT,
        "id": _own_number(form, at, given),
        "custom_id": form.text((*at, "custom_id"), given.get("custom_id"), CUSTOM_ID, least=1),
        "style": form.one_of((*at, "style"), given.get("style"), {1, 2}),
        "required": given.get("required") is not False,
    }
    label = form.text((*at, "label"), given.get("label"), LABEL_TEXT, needed=labelled)
    if label:
        body["label"] = label
    for key, most in (("value", 4000), ("placeholder", 100)):
        if text := form.text((*at, key), given.get(key), most, needed=False):
            body[key] = text
    for key, lowest in (("min_length", 0), ("max_length", 1)):
        number = form.whole((*at, key), given.get(key), least=lowest, most=4000)
        if number is not None:
            body[key] = number
    if body.get("min_length", 0) > body.get("max_length", 4000):
        form.wrong(
            (*at, "min_length"),
            "TEXT_INPUT_COMPONENT_MIN_LENGTH_TOO_LARGE",
            "min_length must be less than or equal to max_length",
        )
    return body


def _own_number(form: Form, at: Path, given: Json) -> int:
    return form.whole((*at, "id"), given.get("id"), least=0, most=2**31 - 1) or 0


def _choice(form: Form, at: Path, value: Any) -> Json:
    given = form.mapping(at, value)
    body: Json = {
        "label": form.text((*at, "label"), given.get("label"), 100, least=1),
        "value": form.text((*at, "value"), given.get("value"), 100, least=1),
    }
    if text := form.text((*at, "description"), given.get("description"), 100, needed=False):
        body["description"] = text
    if given.get("default"):
        body["default"] = True
    return body


def _each(components: list[Json]) -> list[Json]:
    found = []
    for item in components:
        found.append(item)
        found += item.get("components", [])
        if "component" in item:
            found.append(item["component"])
    return found


def _number(components: list[Json]) -> None:
    taken = {item["id"] for item in _each(components)}
    number = 0
    for item in _each(components):
        if not item["id"]:
            number += 1
            while number in taken:
                number += 1
            item["id"] = number


def _distinct(form: Form, at: Path, components: list[Json]) -> None:
    names = [item["custom_id"] for item in _each(components) if "custom_id" in item]
    if len(names) != len(set(names)):
        form.wrong(
            (*at, "components"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        )
