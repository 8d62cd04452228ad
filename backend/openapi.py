"""OpenAPI 3.1, generated from the contract: nothing is described twice.

A call's docstring is its description, its fields are its schema, its reply the answer's. Written for people who read
`/openapi.json` and for tools that throw random requests at it; the link does not need it.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from backend.contract import SUBJECTS, By, Call, calls, reply_adapter
from backend.contract.refusals import CourseError, refusals
from backend.link import Problem

_REF = "#/components/schemas/{model}"


def document(server: str) -> dict[str, Any]:
    """The whole description, as JSON values."""
    kinds = list(calls())
    models: list[Any] = [(By, "validation"), (Problem, "serialization")]
    models += [(kind, "validation") for kind in kinds]
    _, shared = models_json_schema(models, ref_template=_REF)
    schemas: dict[str, Any] = dict(shared.get("$defs", {}))
    paths = {f"/calls/{kind.__name__}": _path(kind, schemas) for kind in kinds}
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
