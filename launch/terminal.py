"""`syllabot call` and `syllabot bench`: what can be done from a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from difflib import get_close_matches
from typing import Any

import aiohttp
from pydantic import TypeAdapter, ValidationError

from backend.contract import Backend, By, Call, calls, reply_adapter
from backend.contract.clock import GetClock
from backend.contract.refusals import CourseError
from backend.course.times import instant, zone
from backend.link import HttpLink
from backend.settings import Settings
from launch.tokens import read_tokens

WRONG = 2


class Mistyped(Exception):
    """What was typed cannot be read; the message says how it should be."""


async def make_call(told: argparse.Namespace, settings: Settings) -> int:
    """Make one call and print the reply. Exit code 1 for a refusal, 2 for what cannot be read."""
    kinds = {kind.__name__: kind for kind in calls()}
    if told.name is None:
        for name, kind in kinds.items():
            print(f"{name:<16}{(kind.__doc__ or '').strip().splitlines()[0]}")
        return 0
    try:
        kind = _named(told.name, kinds)
        call = kind(**_fields(kind, told.fields))
        async with _backend(settings) as backend:
            by = By(id=told.by, name=told.by, staff=told.staff, key=told.key)
            if told.now is not None:
                by = by.model_copy(update={"now": await _moment(told.now, backend, by)})
            reply = await backend(call, by)
    except Mistyped as mistake:
        print(f"syllabot: {mistake}", file=sys.stderr)
        return WRONG
    except ValidationError as failure:
        for error in failure.errors(include_url=False):
            field = ".".join(str(part) for part in error["loc"])
            print(
                f"syllabot: {field}: {error['msg'][0].lower()}{error['msg'][1:]}", file=sys.stderr
            )
        return WRONG
    except CourseError as refusal:
        print(f"{type(refusal).__name__}: {refusal.sentence}", file=sys.stderr)
        return 1
    print(reply_adapter(kind).dump_json(reply, indent=2).decode())
    return 0


def _named(name: str, kinds: Mapping[str, type[Call[Any]]]) -> type[Call[Any]]:
    if name not in kinds:
        near = get_close_matches(name, kinds, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "`syllabot call` lists them all"
        raise Mistyped(f"there is no call {name}; {hint}")
    return kinds[name]


def _fields(kind: type[Call[Any]], told: list[str]) -> dict[str, Any]:
    """`field=value` pairs as values: JSON where that fits the field, else the text as it stands."""
    values: dict[str, Any] = {}
    for pair in told:
        name, equals, text = pair.partition("=")
        field = kind.model_fields.get(name)
        if not equals or field is None:
            known = ", ".join(kind.model_fields) or "none"
            raise Mistyped(f"{pair}: write field=value; the fields of {kind.__name__} are {known}")
        adapter: TypeAdapter[Any] = TypeAdapter(field.annotation or str)
        try:
            values[name] = adapter.validate_json(text)
        except ValidationError:
            values[name] = text
    return values


@asynccontextmanager
async def _backend(settings: Settings) -> AsyncIterator[Backend]:
    """The running backend when there is one, else the database itself."""
    if await _is_running(settings.backend_url):
        async with HttpLink(settings.backend_url, read_tokens(settings).owner) as link:
            yield link
        return
    from launch.house import build_backend

    backend = build_backend(settings)
    try:
        yield backend
    finally:
        await backend.close()


async def _is_running(url: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=2)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(f"{url}/healthz") as answer,
        ):
            told = await answer.json(content_type=None)
            return isinstance(told, dict) and told.get("service") == "syllabot"
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


async def _moment(text: str, backend: Backend, by: By) -> datetime:
    """What `--now` means: with an offset as it stands, without one on the course's wall clock."""
    try:
        told = datetime.fromisoformat(text)
        if told.tzinfo is not None:
            return told
        clock = await backend(GetClock(), by)
        return instant(told.date(), told.time(), zone(clock.zone))
    except ValueError as wrong:
        raise Mistyped(f"--now {text}: {wrong}; write it like 2024-02-05T12:00") from None
