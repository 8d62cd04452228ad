"""OpenAPI 3.1, generated from the contract: nothing is described twice.

A call's docstring is its description, its fields are its schema, its reply the answer's. Written for people who read
`/openapi.json` and for tools that throw random requests at it; the link does not need it.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic.json_schema import models_json_schema

from backend.contract import SUBJECTS, By, Call, calls, reply_adapter
from backend.contract.base import Value
from backend.contract.refusals import CourseError, refusals
from backend.link import Problem

_CONTRACT = "backend.contract."
_REF = "#/components/schemas/{model}"


def document(server: str) -> dict[str, Any]:
    """The whole description, as JSON values."""
    kinds = list(calls())
    models: list[Any] = [(By, "validation"), (Problem, "serialization")]
    models += [(kind, "validation") for kind in kinds]
    _, shared = models_json_schema(models, ref_template=_REF)
    schemas: dict[str, Any] = dict(shared.get("$defs", {}))
    paths = {f"/calls/{kind.__name__}": _path(kind, schemas) for kind in kinds}
    _describe_fields(schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Syllabot backend",
            "version": "1",
            "description": "One route a call. Every call is answered for a person, named in `by`.",
        },
        "servers": [{"url": server}],
        "tags": [
            {"name": _subject(subject.__name__), "description": (subject.__doc__ or "").split("\n")[0]}
            for subject in SUBJECTS
        ],
        "security": [{"token": []}],
        "paths": paths | {"/healthz": _HEALTH},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": _refusals(),
        },
    }  # fmt: skip


def _subject(module: str) -> str:
    return module.rsplit(".", 1)[-1]


def _path(kind: type[Call[Any]], schemas: dict[str, Any]) -> dict[str, Any]:
    reply = reply_adapter(kind).json_schema(ref_template=_REF, mode="serialization")
    schemas.update(reply.pop("$defs", {}))
    _describe_fields({reply.get("title", ""): reply})
    callers = ", ".join(sorted(kind.callers))
    return {
        "post": {
            "operationId": kind.__name__,
            "tags": [_subject(kind.__module__)],
            "summary": (kind.__doc__ or kind.__name__).strip().split("\n")[0],
            "description": f"{kind.__doc__ or ''}\n\nAsked with the token of: {callers}."
            + (" Staff only." if kind.staff_only else ""),
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {
                    "type": "object",
                    "required": ["by"],
                    "additionalProperties": False,
                    "properties": {
                        "by": {"$ref": _REF.format(model="By")},
                        "call": {"$ref": _REF.format(model=kind.__name__)},
                    },
                }}},
            },
            "responses": {
                "200": {"description": "The reply.", "content": {"application/json": {"schema": reply}}},
            }
            | {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in _statuses()},
        }
    }  # fmt: skip


def _describe_fields(schemas: dict[str, Any]) -> None:
    """Add the text below each field of the contract. Pydantic can read these, too, but for each class anew and whenever
    it is imported, which took two thirds of the time that importing the contract took."""
    kinds = _values()
    for name, schema in schemas.items():
        for base in reversed(kinds[name].__mro__ if name in kinds else ()):
            for field, told in _field_docs(base.__module__).get(base.__name__, {}).items():
                if field in schema.get("properties", {}):
                    schema["properties"][field]["description"] = told


@cache
def _values() -> dict[str, type[Value]]:
    """Every value of the contract, by name."""

    def below(kind: type[Value]) -> Iterator[type[Value]]:
        yield kind
        for each in kind.__subclasses__():
            yield from below(each)

    return {kind.__name__: kind for kind in below(Value) if kind.__module__.startswith(_CONTRACT)}


@cache
def _field_docs(module: str) -> dict[str, dict[str, str]]:
    """The string below each annotated name, by class and name."""
    if not module.startswith(_CONTRACT):
        return {}
    told: dict[str, dict[str, str]] = {}
    for kind in ast.parse(inspect.getsource(sys.modules[module])).body:
        if not isinstance(kind, ast.ClassDef):
            continue
        for field, below in pairwise(kind.body):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    told.setdefault(kind.name, {})[name] = inspect.cleandoc(text)
    return told


def _statuses() -> list[int]:
    return sorted({refusal.status for refusal in refusals() if refusal.status < 500} | {400, 500})


def _refusals() -> dict[str, Any]:
    """One response a status, naming the refusals that come with it."""
    told: dict[str, Any] = {}
    for status in _statuses():
        kinds = [kind for kind in refusals() if kind.status == status and kind is not CourseError]
        told[f"Refused{status}"] = {
            "description": ", ".join(kind.__name__ for kind in kinds) or "Refused.",
            "content": {
                "application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}
            },
        }
    return told


_HEALTH: dict[str, Any] = {
    "get": {
        "operationId": "healthz",
        "summary": "Whether the backend and its database answer.",
        "security": [],
        "responses": {"200": {"description": "They do."}},
    }
}
