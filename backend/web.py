"""The backend over HTTP: one route for all calls, and a few for what is no call.

    POST /calls/{Name}     one call; bearer token; refusals as problem+json
    GET  /openapi.json     every call, generated from the contract
    PUT, GET /blobs/{sha}  big things, by their hash; bearer token
    GET  /reports/{key}    a benchmark's page; the address cannot be guessed, and is all one needs. Its
                           pictures and its numbers (CSV, JSON) lie below it; its script is /reports/plots.js
    GET  /calendar.ics, /calendar/{key}.ics    the public calendar feed, and a person's own
    GET  /healthz          whether the database answers

It answers; it decides nothing: who may ask what is the backend's business (`backend.desk`).
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from difflib import get_close_matches
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from backend.blobs import LIMIT, WrongHash
from backend.contract import calls, reply_adapter
from backend.contract.base import By, Call, Caller
from backend.contract.compute import GetReport, Job
from backend.contract.feed import ReadFeed
from backend.contract.refusals import (
    BackendFault,
    CourseError,
    Malformed,
    NoSuchBlob,
    NoSuchFeed,
    NoSuchThing,
    TooLarge,
    UnknownCall,
    WrongToken,
)
from backend.desk import HouseBackend
from backend.link import Envelope, Problem

log = logging.getLogger(__name__)

CALL_LIMIT = 256 * 1024
"""Bytes the body of a call may have; what is larger travels as a blob."""

REPORT_CALL_LIMIT = 4 * 1024 * 1024
"""Workers' reports may be larger: curves and tables."""

Tokens = Mapping[str, Caller]
"""What each token may ask as."""

HOUSE: web.AppKey[HouseBackend] = web.AppKey("backend", HouseBackend)
TOKENS: web.AppKey[dict[str, Caller]] = web.AppKey("tokens", dict)
KINDS: web.AppKey[dict[str, type[Call[Any]]]] = web.AppKey("kinds", dict)


def application(backend: HouseBackend, tokens: Tokens) -> web.Application:
    """The aiohttp application that serves `backend` to whoever holds one of `tokens`."""
    app = web.Application(middlewares=[_refuse], client_max_size=LIMIT)
    app[HOUSE] = backend
    app[TOKENS] = dict(tokens)
    app[KINDS] = {kind.__name__: kind for kind in calls()}
    app.add_routes(
        [
            web.post("/calls/{name}", _call),
            web.get("/openapi.json", _openapi),
            web.get("/healthz", _healthz),
            web.put("/blobs/{sha256}", _put_blob),
            web.get("/blobs/{sha256}", _get_blob),
            web.get("/reports/plots.js", _report_script),
            web.get("/reports/{key}", _report),
            web.get(r"/reports/{key}/{name:[a-z0-9-]{1,40}\.(?:csv|json)}", _report_download),
            web.get("/reports/{key}/{sha256}", _report_blob),
            web.get("/calendar.ics", _calendar),
            web.get("/calendar/{key}.ics", _calendar),
        ]
    )
    return app


@web.middleware
async def _refuse(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn refusals into problem+json, and aiohttp's own errors too."""
    try:
        return await handler(request)
    except CourseError as refusal:
        if isinstance(refusal, Malformed) and request.path.startswith(("/calls/", "/blobs/")):
            # A bot or a worker of ours never sends such a thing: it is old, broken, or lies.
            log.warning("%s from %s refused: %s", request.path, request.remote, refusal.sentence)
        return problem(refusal)
    except web.HTTPRequestEntityTooLarge:
        return problem(TooLarge(limit=f"{LIMIT // 1024} KiB"))
    except web.HTTPException as failure:
        if failure.status < 400:
            raise
        return problem(CourseError(), status=failure.status, detail=failure.reason)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return problem(BackendFault(code="B-WEB"))


def problem(
    refusal: CourseError, *, status: int | None = None, detail: str | None = None
) -> web.Response:
    """`refusal` as RFC 9457 has it; `refusal` and `facts` let the link raise the same class again."""
    name = type(refusal).__name__
    body = Problem(
        type=f"urn:syllabot:refusal:{name}",
        title=name,
        status=status or refusal.status,
        detail=detail or refusal.sentence,
        refusal=name,
        facts=refusal.facts,
    )
    return web.Response(
        text=body.model_dump_json(), status=body.status, content_type="application/problem+json"
    )


def _caller(request: web.Request) -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        for known, caller in request.app[TOKENS].items():
            if hmac.compare_digest(known.encode(), token.strip().encode(errors="replace")):
                return caller
    raise WrongToken()


async def _call(request: web.Request) -> web.Response:
    caller = _caller(request)
    name = request.match_info["name"]
    kinds = request.app[KINDS]
    kind = kinds.get(name)
    if kind is None:
        raise _unknown(name, list(kinds))
    limit = REPORT_CALL_LIMIT if Caller.WORKER in kind.callers else CALL_LIMIT
    body = await _body(request, limit)
    try:
        envelope = Envelope.model_validate_json(body)
        call = kind.model_validate_json(_inner(envelope))
    except ValidationError as failure:
        raise Malformed(problem=in_one_sentence(failure)) from None
    reply = await request.app[HOUSE].answer(call, envelope.by, caller)
    return web.Response(body=reply_adapter(kind).dump_json(reply), content_type="application/json")


def _inner(envelope: Envelope) -> str:
    """The call as JSON again, so that it is read by JSON's rules: a list may be a tuple, a text a date."""
    return json.dumps(envelope.call)


async def _body(request: web.Request, limit: int) -> bytes:
    """At most `limit` bytes of body; the length is checked before reading and while reading."""
    if (request.content_length or 0) > limit:
        raise TooLarge(limit=f"{limit // 1024} KiB")
    body = await request.content.read(limit + 1)
    while len(body) <= limit and not request.content.at_eof():
        more = await request.content.read(limit + 1 - len(body))
        if not more:
            break
        body += more
    if len(body) > limit:
        raise TooLarge(limit=f"{limit // 1024} KiB")
    return body


def in_one_sentence(failure: ValidationError) -> str:
    """What is wrong with which fields, without repeating what was sent."""
    told = []
    for error in failure.errors(include_url=False, include_input=False, include_context=False)[:5]:
        field = ".".join(str(part) for part in error["loc"]) or "the body"
        told.append(f"{field}: {error['msg'][0].lower()}{error['msg'][1:]}")
    more = failure.error_count() - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "") + "."


def _unknown(name: str, kinds: list[str]) -> UnknownCall:
    near = get_close_matches(name[:100], kinds, n=1)
    hint = f"Did you mean {near[0]}?" if near else "GET /openapi.json lists them all."
    return UnknownCall(asked=name[:100], hint=hint)


async def _openapi(request: web.Request) -> web.Response:
    from backend.openapi import document

    return web.json_response(document(request.app[HOUSE].settings.public_url))


async def _healthz(request: web.Request) -> web.Response:
    await request.app[HOUSE].check_health()
    return web.json_response({"service": "syllabot", "healthy": True})


async def _put_blob(request: web.Request) -> web.Response:
    _caller(request)
    data = await _body(request, LIMIT)
    sha256 = request.match_info["sha256"]
    try:
        request.app[HOUSE].blobs.put(data, expected=sha256)
    except WrongHash as wrong:
        raise Malformed(problem=f"{wrong}.") from None
    return web.json_response({"sha256": sha256, "bytes": len(data)}, status=201)


async def _get_blob(request: web.Request) -> web.Response:
    _caller(request)
    return _blob(request, "application/octet-stream")


def _blob(request: web.Request, content_type: str) -> web.Response:
    sha256 = request.match_info["sha256"]
    try:
        data = request.app[HOUSE].blobs.get(sha256)
    except (FileNotFoundError, ValueError):
        raise NoSuchBlob(asked=sha256[:64]) from None
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        # A picture opened by itself may be an SVG, which could hold a script.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=data, content_type=content_type, headers=headers)


async def _report(request: web.Request) -> web.Response:
    from backend.compute.reports import POLICY, page

    job = await _reported(request)
    return web.Response(
        text=page(job, request.path),
        content_type="text/html",
        headers={
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )


async def _report_script(request: web.Request) -> web.Response:
    from backend.compute.reports import SCRIPT

    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=SCRIPT.read_bytes(), content_type="text/javascript", charset="utf-8", headers=headers)


async def _report_download(request: web.Request) -> web.Response:
    """A report's numbers as a file; what the benchmark sent is read anew each time, off the loop."""
    from backend.compute.reports import NotThere, download

    job, name = await _reported(request), request.match_info["name"]
    if job.report is None:
        raise NoSuchThing(asked=f"{name} at this address")
    blobs, sha256 = request.app[HOUSE].blobs, job.report.raw
    raw = blobs.get(sha256) if sha256 is not None and blobs.has(sha256) else None
    try:
        text, media_type = await asyncio.to_thread(download, job.report, name, raw)
    except NotThere:
        raise NoSuchThing(asked=f"{name} at this address") from None
    headers = {
        "Content-Disposition": f'attachment; filename="benchmark-{job.id}-{name}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    return web.Response(text=text, content_type=media_type, charset="utf-8", headers=headers)


async def _reported(request: web.Request) -> Job:
    """The job of the address. Nobody in particular asks: to know the address is enough."""
    try:
        call = GetReport(key=request.match_info["key"])
    except ValidationError:
        raise NoSuchThing(asked="report at this address") from None
    return await request.app[HOUSE](call, By(id="web", name="web"))


async def _report_blob(request: web.Request) -> web.Response:
    job = await _reported(request)
    sha256 = request.match_info["sha256"]
    types: dict[str, str] = {}
    if job.report is not None:
        types = {figure.blob: figure.media_type for figure in job.report.figures}
        if job.report.raw is not None:
            types[job.report.raw] = "application/json"
    if sha256 not in types:
        raise NoSuchBlob(asked=sha256[:64])
    return _blob(request, types[sha256])


async def _calendar(request: web.Request) -> web.Response:
    """A feed; to know a private address is enough to read it, so it is kept out of caches that are shared."""
    key = request.match_info.get("key")
    try:
        call = ReadFeed(key=key)
    except ValidationError:
        raise NoSuchFeed() from None
    feed = await request.app[HOUSE](call, By(id="web", name="web"))
    headers = {
        "Cache-Control": f"{'private' if key else 'public'}, max-age=300",
        "ETag": f'"{feed.tag}"',
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    known = request.if_none_match
    if known and any(tag.value in (feed.tag, "*") for tag in known):
        return web.Response(status=304, headers=headers)
    return web.Response(
        text=feed.text, content_type="text/calendar", charset="utf-8", headers=headers
    )
