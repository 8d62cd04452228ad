"""Pydantic's complaints about a course file, said as sentences, with the key that may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from backend.course.findings import Key, Remark
from backend.course.model import Course


def remarks_of(invalid: ValidationError) -> tuple[Remark, ...]:
    """One remark for each complaint."""
    details = invalid.errors(include_url=False, include_context=False)
    return tuple(Remark("error", tuple(each["loc"]), _sentence(each)) for each in details)


def _sentence(detail: ErrorDetails) -> str:
    path: tuple[Key, ...] = tuple(detail["loc"])
    key = _last_name(path)
    if detail["type"] == "extra_forbidden":
        known = sorted(_known_keys(path[:-1]))
        close = get_close_matches(key, known, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(known)}"
        return f"`{key}` is no key that is known here; {hint}"
    if detail["type"] == "missing":
        return f"`{key}` is missing here"
    said = detail["msg"].removeprefix("Value error, ")
    return f"`{key}`: {said[:1].lower()}{said[1:]}; it is {_shown(detail['input'])}"


def _last_name(path: tuple[Key, ...]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "the file")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys(path: tuple[Key, ...]) -> set[str]:
    """The fields of the model that stands at that path of a course file."""
    model: type[BaseModel] = Course
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models(model.model_fields[step].annotation), model)
    return set(model.model_fields) - {"policies"}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
