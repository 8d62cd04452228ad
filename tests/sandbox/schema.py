"""Holds what went over the wire against Discord's own schemas.

`faults(sandbox)` lists every fault; `tests.sandbox.judging` asks that of every sandbox. What is asked
for where the schema files are not `here` skips the test. Beside types and required keys it walks the keys: a
request or reply may hold no key that Discord's description does not know. The known deviations of
discord.py are allowed in its requests (`deviations`), and nothing else.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7, DRAFT202012

from sandbox.server import Sandbox
from sandbox.wire import Dispatch, Request
from tests.sandbox.deviations import DEVIATIONS, Deviation, may_be_a_bit, without_deviations
from tests.sandbox.event_shapes import shape_faults

BESIDE = Path(__file__).parents[2].parent / "shared" / "discord"
FOLDER = Path(os.environ.get("DISCORD_SCHEMAS") or BESIDE)
"""Beside the checkout, unless the environment says where else."""
FILES = ("openapi.json", "gateway.schema.json")
REST, GATEWAY = "urn:discord:rest", "urn:discord:gateway"

# Gateway payloads without a schema of their own, by the REST schema that describes their kind.
BY_REST = {
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "CHANNEL_DELETE": "GuildChannelResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "GUILD_ROLE_CREATE": "GuildRoleResponse",
    "GUILD_ROLE_UPDATE": "GuildRoleResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
    "GUILD_SCHEDULED_EVENT_UPDATE": "gateway",
    "GUILD_SCHEDULED_EVENT_DELETE": "gateway",
    "GUILD_UPDATE": "GuildResponse",
    "USER_UPDATE": "UserPIIResponse",
}


def missing() -> list[str]:
    """Which of the schemas are not here."""
    return [name for name in FILES if not (FOLDER / name).is_file()]


def here() -> bool:
    return not missing()


def faults(sandbox: Sandbox) -> list[str]:
    """One line for each thing on the wire that Discord's description does not allow."""
    return [fault for entry in sandbox.wire for fault in entry_faults(entry)]


def entry_faults(
    entry: Request | Dispatch, allowed: Sequence[Deviation] = DEVIATIONS
) -> Iterator[str]:
    """The same of one exchange; `allowed` are the deviations that are passed over."""
    entry = _as_sent(entry)
    if isinstance(entry, Dispatch):
        for fault in dispatch_faults(entry.name, entry.data):
            yield f"{entry.name}: {fault}"
        return
    operation = _operation(entry.method, entry.route)
    if operation is None:
        yield f"{entry.method} {entry.route}: not in Discord's description"
        return
    where = f"{entry.method} {entry.route}"
    if entry.status < 400:
        found = _query_faults(operation, entry, allowed)
        yield from (f"{where} query: {fault}" for fault in found)
        found = _request_faults(operation, entry, allowed)
        yield from (f"{where} request: {fault}" for fault in found)
    if entry.fault is None:
        found = _reply_faults(operation, entry)
        yield from (f"{where} → {entry.status}: {fault}" for fault in found)


def _as_sent(entry: Request | Dispatch) -> Request | Dispatch:
    """The entry with plain JSON values, as they were on the wire."""
    if isinstance(entry, Dispatch):
        return replace(entry, data=json.loads(json.dumps(entry.data)))
    return replace(entry, reply=json.loads(json.dumps(entry.reply)))


def dispatch_faults(name: str, data: Any) -> Iterator[str]:
    """What is wrong with a gateway event, by a schema or else by its documented keys."""
    _, gateway = _documents()
    if name in gateway["properties"]:
        yield from _faults(GATEWAY, gateway["properties"][name], data)
        return
    described = BY_REST.get(name)
    if described == "gateway":
        schema = gateway["properties"]["GUILD_SCHEDULED_EVENT_CREATE"]
        yield from _faults(GATEWAY, schema, data)
    elif described is not None:
        body = data.get("role", data) if "ROLE" in name else data
        if name.startswith("CHANNEL") and body.get("type") == 1:
            described = "PrivateChannelResponse"
        if name == "GUILD_MEMBER_UPDATE":
            body = {key: value for key, value in body.items() if key != "guild_id"}
        yield from _faults(REST, {"$ref": f"#/components/schemas/{described}"}, body)
    else:
        yield from shape_faults(name, data)


# Requests and replies


def _request_faults(
    operation: dict[str, Any], entry: Request, allowed: Sequence[Deviation]
) -> Iterator[str]:
    content = operation.get("requestBody", {}).get("content", {})
    if entry.body in (None, {}) and not entry.files:
        return
    kind = "multipart/form-data" if entry.files else "application/json"
    if kind not in content:
        yield f"a body of type {kind} is not described"
        return
    schema = content[kind]["schema"]
    if kind == "multipart/form-data" and "allOf" in schema:
        schema = schema["allOf"][0]
    yield from _faults(REST, schema, without_deviations(entry, allowed))


def _query_faults(
    operation: dict[str, Any], entry: Request, allowed: Sequence[Deviation]
) -> Iterator[str]:
    known = {item["name"]: item["schema"] for item in operation.get("parameters", [])}
    for key, value in entry.query.items():
        if key not in known:
            yield f"unknown parameter {key}"
            continue
        if value in ("0", "1") and may_be_a_bit(entry, key, allowed):
            continue
        parsed: Any = value
        if value.lstrip("-").isdecimal() and not _faulty(known[key], int(value)):
            continue
        if value.lower() in ("true", "false"):
            parsed = value.lower() == "true"
        yield from (f"{key}: {fault}" for fault in _faults(REST, known[key], parsed))


def _faulty(schema: Any, value: Any) -> bool:
    return any(True for _ in _faults(REST, schema, value))


def _reply_faults(operation: dict[str, Any], entry: Request) -> Iterator[str]:
    responses = operation["responses"]
    found = responses.get(str(entry.status))
    if found is None and entry.status >= 400:
        found = responses.get("4XX")
    if found is None:
        yield "this status is not described"
        return
    if "$ref" in found:
        found = _documents()[0]["components"]["responses"][found["$ref"].split("/")[-1]]
    content = found.get("content")
    if not content:
        if entry.body is None and entry.reply is not None:
            yield "a body where none is described"
        return
    yield from _faults(REST, content["application/json"]["schema"], entry.reply)


# Schemas


@cache
def _documents() -> tuple[dict[str, Any], dict[str, Any]]:
    if missing():
        pytest.skip(f"Discord's schemas are not here: {', '.join(missing())} in {FOLDER}")
    rest, gateway = (json.loads((FOLDER / name).read_text("utf-8")) for name in FILES)
    # Described as an integer, but documented (and sent) as a word such as BASE_TYPE_REQUIRED.
    fault = {"type": "object", "required": ["code", "message"]}
    fault["properties"] = {"code": {"type": "string"}, "message": {"type": "string"}}
    rest["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"] = fault
    for name, definition in gateway["definitions"].items():
        if name.endswith("Flags"):
            # Listed as single bits; on the wire it is any sum of them, nought included.
            bits = definition.get("enum") or [definition["const"]]
            gateway["definitions"][name] = {"type": "integer", "minimum": 0, "maximum": sum(bits)}
    return rest, gateway


@cache
def _registry() -> Registry[Any]:
    rest, gateway = _documents()
    resources = [
        (REST, Resource(rest, DRAFT202012)),
        (GATEWAY, Resource(gateway, DRAFT7)),
    ]
    return Registry().with_resources(resources)


@cache
def _routes() -> dict[str, str]:
    """Discord's paths by a form without the parameters' names."""
    return {_bare(path): path for path in _documents()[0]["paths"]}


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path)


def _operation(method: str, route: str) -> dict[str, Any] | None:
    path = _routes().get(_bare(route))
    if path is None:
        return None
    operation: dict[str, Any] | None = _documents()[0]["paths"][path].get(method.lower())
    return operation


def _absolute(schema: Any, base: str) -> Any:
    """The schema with its references made absolute, so that it can stand alone."""
    if isinstance(schema, list):
        return [_absolute(item, base) for item in schema]
    if isinstance(schema, dict):
        return {
            key: base + value
            if key == "$ref" and isinstance(value, str) and value.startswith("#")
            else _absolute(value, base)
            for key, value in schema.items()
        }
    return schema


@cache
def _validator(base: str, text: str) -> Any:
    schema = _absolute(json.loads(text), base)
    default = jsonschema.Draft7Validator if base == GATEWAY else jsonschema.Draft202012Validator
    kind = validator_for(schema, default)
    return kind(schema, registry=_registry(), format_checker=kind.FORMAT_CHECKER)


@cache
def _quick_registry(base: str) -> jsonschema_rs.Registry:
    document = _documents()[0 if base == REST else 1]
    draft = jsonschema_rs.Draft202012 if base == REST else jsonschema_rs.Draft7
    return jsonschema_rs.Registry([(base, document)], draft=draft)


@cache
def _quick(base: str, text: str) -> Any:
    """Judges much faster than `_validator`, which is asked for the words of a fault."""
    kind = jsonschema_rs.Draft202012Validator if base == REST else jsonschema_rs.Draft7Validator
    schema = _absolute(json.loads(text), base)
    return kind(schema, registry=_quick_registry(base), validate_formats=True)


class _Body:
    """A value whose verdict is remembered for every value that differs from it in ids alone."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._key = re.sub(r'"\d{15,}"', '""', json.dumps(value))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Body) and other._key == self._key


def _faults(base: str, schema: Any, value: Any) -> Iterator[str]:
    yield from _verdict(base, json.dumps(schema), _Body(value))


@lru_cache(maxsize=4096)
def _verdict(base: str, schema: str, body: _Body) -> tuple[str, ...]:
    return tuple(_judge(base, schema, body.value))


def _judge(base: str, schema: str, value: Any) -> Iterator[str]:
    if not _quick(base, schema).is_valid(value):
        error = best_match(_validator(base, schema).iter_errors(value))
        if error is not None:
            error = _deepest(error)
            yield f"{error.json_path} {error.message[:600]}"
        else:  # a format that only the quick one knows
            yield from (str(fault)[:600] for fault in _quick(base, schema).iter_errors(value))
        return
    if base == REST:
        yield from _unknown_keys(json.loads(schema), value, "$")


def _deepest(error: ValidationError) -> ValidationError:
    """Of a choice that no alternative fits, the fault of the alternative meant: the one whose
    `type` fits, or else the one with the fewest faults."""
    while error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)

        def misfit(faults: list[ValidationError]) -> tuple[bool, int]:
            named = any(list(f.path)[-1:] == ["type"] and f.validator == "const" for f in faults)
            return named or any(f.validator == "type" for f in faults), len(faults)

        error = min(branches.values(), key=misfit)[0]
    return error


def _resolve(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        schema = _documents()[0]["components"]["schemas"][name]
    return schema


def _unknown_keys(schema: dict[str, Any], value: Any, at: str) -> Iterator[str]:
    """Keys no branch of the schema knows: OpenAPI leaves objects open, so this walks them."""
    branches = list(_branches(schema, value))
    if isinstance(value, list):
        items = [branch["items"] for branch in branches if "items" in branch]
        for index, item in enumerate(value):
            if items:
                yield from _unknown_keys({"anyOf": items}, item, f"{at}[{index}]")
        return
    if not isinstance(value, dict):
        return
    if any(branch.get("additionalProperties") for branch in branches):
        return
    known: dict[str, list[Any]] = {}
    for branch in branches:
        for key, inner in branch.get("properties", {}).items():
            known.setdefault(key, []).append(inner)
    if not known:
        return
    for key, item in value.items():
        if key not in known:
            yield f"{at}.{key} is a key Discord does not know"
        else:
            yield from _unknown_keys({"anyOf": known[key]}, item, f"{at}.{key}")


def _branches(schema: dict[str, Any], value: Any) -> Iterator[dict[str, Any]]:
    """The plain schemas that apply to this value: alternatives that do not fit are left out."""
    schema = _resolve(schema)
    for inner in schema.get("allOf", []):
        yield from _branches(inner, value)
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    for inner in options:
        kinds = _resolve(_resolve(inner).get("properties", {}).get("type", {}))
        if isinstance(value, dict) and kinds.get("const", value.get("type")) != value.get("type"):
            continue  # a component or option of another type; spares the long way
        if _quick(REST, json.dumps(inner)).is_valid(value):
            yield from _branches(inner, value)
    yield schema
