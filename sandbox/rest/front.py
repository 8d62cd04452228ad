"""The front door of the REST API: parse, authorise, limit, answer, record.

Every reply is JSON with exactly `Content-Type: application/json`, or empty. Whatever is not known
is answered with Discord's 404 and remembered in `sandbox.unknown`.
"""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from sandbox import errors, strict_json
from sandbox.check.message import FILE_BYTES, REQUEST_BYTES, Upload
from sandbox.errors import DiscordError, Json
from sandbox.faults import Target
from sandbox.rest.faulty import Fate, plain
from sandbox.rest.routing import Call, Endpoint, Reply, Router
from sandbox.rest.table import endpoints
from sandbox.wire import Request

if TYPE_CHECKING:
    from sandbox.server import Sandbox

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parsed:
    body: Any = None
    uploads: tuple[Upload, ...] = ()


class Front:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._router = Router(endpoints())

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request under /api/v10 (or /api/v9, /api)."""
        path = re.sub(r"^/api(/v\d+)?", "", request.rel_url.raw_path)
        parsed, route, headers = Parsed(), path, dict[str, str]()
        fate = Fate([], path)
        reply: Reply
        try:
            endpoint, params = self._router.find(request.method, path)
            route = endpoint.template
            fate = Fate(self._sandbox.faults.of_request(_target(endpoint, path)), route)
            await fate.before()
            instead = fate.instead()
            if instead is not None:
                parsed = await self._parse(request)
                reply, headers = instead
            else:
                reply, headers, parsed = await self._handle(request, endpoint, params)
        except DiscordError as error:
            if error.status in (404, 405) and error.code == 0:
                log.warning("Unknown endpoint: %s %s", request.method, path)
                self._sandbox.unknown.append(f"{request.method} {path}")
            reply = Reply(error.status, error.body())
        self._record(request, path, route, parsed, reply, fate.kind)
        return await fate.deliver(request, reply, plain(reply, headers))

    async def _handle(
        self, request: web.Request, endpoint: Endpoint, params: dict[str, str]
    ) -> tuple[Reply, dict[str, str], Parsed]:
        """The endpoint's answer, with headers, and what it was asked."""
        if not endpoint.open:
            self._authorise(request)
        refusal, headers = self._limit(endpoint, params)
        if refusal is not None:
            return Reply(429, refusal), headers, Parsed()
        parsed = await self._parse(request)
        call = Call(self._sandbox, params, dict(request.query), parsed.body, parsed.uploads)
        return await self._answer(endpoint, call), headers, parsed

    async def _answer(self, endpoint: Endpoint, call: Call) -> Reply:
        try:
            return await endpoint.handler(call)
        except DiscordError as refusal:
            return Reply(refusal.status, refusal.body())
        except Exception:
            log.exception("%s failed", endpoint.name)
            return Reply(500, {"message": "500: Internal Server Error", "code": 0})

    @property
    def templates(self) -> frozenset[tuple[str, str]]:
        """Method and path of every endpoint there is."""
        return frozenset((endpoint.method, endpoint.template) for endpoint in endpoints())

    def _limit(
        self, endpoint: Endpoint, params: dict[str, str]
    ) -> tuple[Json | None, dict[str, str]]:
        """The body of a 429, or None, and the headers. First responses know no limit."""
        if endpoint.template.startswith("/interactions/"):
            return None, {}
        verdict = self._sandbox.limiter.admit(endpoint.name, params, counted=not endpoint.open)
        return verdict.refusal, verdict.headers

    def _authorise(self, request: web.Request) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bot" or not secrets.compare_digest(
            token.encode(), self._sandbox.token.encode()
        ):
            raise errors.unauthorized()

    async def _parse(self, request: web.Request) -> Parsed:
        if request.content_type == "multipart/form-data":
            return await _form(request)
        try:
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise errors.too_large() from None
        if not raw:
            return Parsed()
        try:
            return Parsed(strict_json.loads(raw))
        except ValueError:
            raise errors.bad_json() from None

    def _record(
        self,
        request: web.Request,
        path: str,
        route: str,
        parsed: Parsed,
        reply: Reply,
        fault: str | None,
    ) -> None:
        headers = {k: v for k, v in request.headers.items() if k.lower() != "authorization"}
        self._sandbox.wire.append(
            Request(
                request.method,
                route,
                path,
                dict(request.query),
                headers,
                parsed.body,
                tuple(upload.filename for upload in parsed.uploads),
                reply.status,
                reply.body,
                self._sandbox.world.now().isoformat(),
                fault,
            )
        )
        self._sandbox.pulse.beat()


async def _form(request: web.Request) -> Parsed:
    """A form with `payload_json` and `files[n]`. 40005 as soon as it grows too large."""
    body: Any = {}
    uploads: list[Upload] = []
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise errors.bad_json()
        content = bytearray()
        while chunk := await part.read_chunk(2**16):
            content += chunk
            total += len(chunk)
            if len(content) > FILE_BYTES or total > REQUEST_BYTES:
                raise errors.too_large()
        name = part.name or ""
        if name == "payload_json":
            try:
                body = strict_json.loads(bytes(content))
            except ValueError:
                raise errors.bad_json() from None
        elif match := re.fullmatch(r"files\[(\d+)\]", name):
            uploads.append(
                Upload(
                    int(match[1]),
                    part.filename or "file",
                    bytes(content),
                    part.headers.get("Content-Type", "application/octet-stream"),
                )
            )
    return Parsed(body, tuple(uploads))


def _target(endpoint: Endpoint, path: str) -> Target:
    return Target(endpoint.method, endpoint.template, unquote(path))
