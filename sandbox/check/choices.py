"""The choices of an autocomplete answer: at most 25, names of 1 to 100 characters."""

from __future__ import annotations

from typing import Any

from sandbox.check.form import Form
from sandbox.errors import Json


def choices(form: Form, data: Any, kind: int) -> list[Json]:
    """The choices of a callback of type 8, for an option of this kind (3 text, 4 and 10 number)."""
    given = form.mapping(("data",), data)
    accepted = []
    entries = form.entries(("data", "choices"), given.get("choices"), 25)
    for index, item in enumerate(entries):
        at = ("data", "choices", index)
        entry = form.mapping(at, item)
        name = form.text((*at, "name"), entry.get("name"), 100, least=1)
        value = entry.get("value")
        if kind == 3:
            form.text((*at, "value"), value, 100, least=1)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            form.wrong((*at, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
        accepted.append({"name": name, "value": value})
    return accepted
