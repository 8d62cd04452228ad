"""How a fault befalls a request: what is answered instead, and how the answer is lost on its way.

https://discord.com/developers/docs/topics/rate-limits
"""

from __future__ import annotations

import asyncio
import json
import math
from dataclasses import dataclass

from aiohttp import web

from sandbox import errors
from sandbox.errors import DiscordError
from sandbox.faults import Fault
from sandbox.rest.routing import Reply

AFTER = ("cut after", "truncated", "delay after")
GONE = {
    "message_id": errors.unknown_message,
    "interaction_id": errors.unknown_interaction,
    "interaction_token": errors.unknown_interaction,
    "webhook_token": errors.unknown_webhook,
    "guild_scheduled_event_id": errors.unknown_scheduled_event,
    "role_id": errors.unknown_role,
    "user_id": errors.unknown_user,
    "command_id": errors.unknown_command,
    "channel_id": errors.unknown_channel,
    "guild_id": errors.unknown_guild,
    "application_id": errors.unknown_application,
}
"""What is gone, by the last parameter of the path."""


@dataclass(frozen=True)
class Fate:
    """What befalls one request to `template`; nothing, mostly."""

    faults: list[Fault]
    template: str

    @property
    def kind(self) -> str | None:
        """For the record of the wire; None where nothing happens."""
        return ", ".join(fault.kind for fault in self.faults) or None

    @property
    def _blow(self) -> Fault | None:
        return next((fault for fault in self.faults if not fault.delays), None)

    async def before(self) -> None:
        await self._pause("delay")

    async def after(self) -> None:
        await self._pause("delay after")

    async def _pause(self, kind: str) -> None:
        seconds = sum(fault.seconds for fault in self.faults if fault.kind == kind)
        if seconds:
            await asyncio.sleep(seconds)

    def instead(self) -> tuple[Reply, dict[str, str]] | None:
        """The answer, and its headers, in the place of an effect; a status of 0 is no answer."""
        fault = self._blow
        if fault is None or fault.kind in AFTER or fault.kind.endswith(" after"):
            return None
        if fault.status is not None:
            return _broken(fault.status), {}
        if fault.kind == "cut before":
            return Reply(0), {}
        if fault.kind.startswith("429"):
            return _limited(fault)
        refusal = {
            "no permission": errors.missing_permissions,
            "unauthorized": errors.unauthorized,
        }.get(fault.kind, self._gone)()
        return Reply(refusal.status, refusal.body()), {}

    def _gone(self) -> DiscordError:
        named = [part[1:-1] for part in self.template.split("/") if part.startswith("{")]
        return GONE.get(named[-1] if named else "", errors.not_found)()

    async def deliver(
        self, request: web.Request, reply: Reply, response: web.Response
    ) -> web.StreamResponse:
        """Send what the endpoint answered, or what is left of it."""
        fault = self._blow
        await self.after()
        if reply.status == 0 or (fault and fault.kind == "cut after"):
            return _cut(request)
        if fault and fault.kind == "truncated":
            return await _halved(request, response)
        if fault and fault.status is not None and fault.kind.endswith(" after"):
            return plain(_broken(fault.status), {})
        return response


def plain(reply: Reply, headers: dict[str, str]) -> web.Response:
    """The reply as Discord's API sends it. No charset: discord.py would take it for text."""
    if reply.status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(
        status=reply.status or 500,
        body=json.dumps(reply.body, separators=(",", ":")).encode(),
        headers=headers | {"Content-Type": "application/json"},
    )


def _broken(status: int) -> Reply:
    return Reply(status, {"message": f"{status}: the sandbox was told to fail", "code": 0})


def _limited(fault: Fault) -> tuple[Reply, dict[str, str]]:
    scope = fault.kind.removeprefix("429 ")
    body = {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": round(fault.seconds, 3),
        "global": scope == "global",
    }
    headers = {"Retry-After": str(math.ceil(fault.seconds)), "X-RateLimit-Scope": scope}
    if fault.via:
        headers["Via"] = "1.1 sandbox"
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    return Reply(429, body), headers


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _halved(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Promise the whole body, send half of it, close. An empty body is cut altogether."""
    body = whole.body
    if not isinstance(body, bytes) or not body:
        return _cut(request)
    response = web.StreamResponse(status=whole.status, headers=whole.headers)
    response.content_length = len(body)
    response.force_close()
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
