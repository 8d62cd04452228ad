"""Bad weather between a bot and the pretend Discord: a door in front of it that loses, delays and refuses requests.

Of every hundred requests some are answered 429 or 500 without effect, some take effect and are answered 502, some
lose their connection before the effect, some after it. Gateway connections pass through. Dice are seeded.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from random import Random

import aiohttp
from aiohttp import web

HOP_BY_HOP = {"transfer-encoding", "connection", "content-length", "content-encoding", "date", "server"}


@dataclass(frozen=True)
class Forecast:
    """Shares of requests, 0 to 1 together."""

    limited: float = 0.02
    """429, without effect."""
    broken: float = 0.02
    """500, without effect."""
    broken_after: float = 0.02
    """502, with effect."""
    cut: float = 0.02
    """The connection is cut before the effect."""
    cut_after: float = 0.02
    """And after it."""

    @property
    def share(self) -> float:
        return self.limited + self.broken + self.broken_after + self.cut + self.cut_after


FAIR = Forecast(0, 0, 0, 0, 0)


class Door:
    """Stands on a port of its own in front of a pretend Discord at `target`, such as http://127.0.0.1:4000."""

    def __init__(self, target: str, forecast: Forecast, seed: int) -> None:
        self.target = target
        self.forecast = forecast
        self.befell: Counter[str] = Counter()
        self._dice = Random(seed)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Door:
        self._http = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()
        await self._http.close()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._gateway(request)
        fate = self._roll()
        self.befell[fate] += 1
        if fate == "cut":
            return self._cut(request)
        if fate == "limited":
            body = {"message": "You are being rate limited.", "retry_after": 0.2, "global": False}
            headers = {"Via": "1.1 weather", "Retry-After": "1", "Content-Type": "application/json"}
            return web.Response(status=429, body=json.dumps(body).encode(), headers=headers)
        if fate == "broken":
            return _broken(500)
        async with self._http.request(
            request.method,
            self.target + request.raw_path,
            data=await request.read(),
            headers={name: value for name, value in request.headers.items() if name != "Host"},
            allow_redirects=False,
        ) as answer:
            data = await answer.read()
            headers = {
                name: value for name, value in answer.headers.items()
                if name.lower() not in HOP_BY_HOP
            }  # fmt: skip
            status = answer.status
        if fate == "cut_after":
            return self._cut(request)
        if fate == "broken_after":
            return _broken(502)
        return web.Response(status=status, body=data, headers=headers)

    def _roll(self) -> str:
        roll = self._dice.random()
        for fate in ("limited", "broken", "broken_after", "cut", "cut_after"):
            roll -= getattr(self.forecast, fate)
            if roll < 0:
                return fate
        return "passed"

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        inside = web.WebSocketResponse(max_msg_size=0)
        await inside.prepare(request)
        address = self.target.replace("http", "ws", 1) + request.raw_path
        async with self._http.ws_connect(address, max_msg_size=0) as outside:

            async def carry(source: object, sink: object) -> None:
                async for message in source:  # type: ignore[attr-defined]
                    if message.type is aiohttp.WSMsgType.TEXT:
                        await sink.send_str(message.data)  # type: ignore[attr-defined]
                    elif message.type is aiohttp.WSMsgType.BINARY:
                        await sink.send_bytes(message.data)  # type: ignore[attr-defined]

            ways = [asyncio.create_task(carry(inside, outside)), asyncio.create_task(carry(outside, inside))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            await inside.close(code=outside.close_code or 4000)
        return inside


def _broken(status: int) -> web.Response:
    body = json.dumps({"message": f"{status}: it broke", "code": 0}).encode()
    return web.Response(status=status, body=body, headers={"Content-Type": "application/json"})
