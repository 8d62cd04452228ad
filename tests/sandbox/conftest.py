"""A sandbox for each test, and ways to reach it: discord.py itself, plain HTTP, a plain gateway socket.

When a test is over, `tests.sandbox.judging` holds what went over the wire against Discord's schemas.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from sandbox.server import Sandbox
from tests.patience import PATIENCE_S
from tests.sandbox.school import School

Redirect = Callable[[Sandbox], None]


@pytest.fixture
def redirect(monkeypatch: pytest.MonkeyPatch) -> Redirect:
    """Points discord.py at a sandbox for the length of the test."""

    def point(sandbox: Sandbox) -> None:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.rest_base)
        gateway = yarl.URL(sandbox.gateway_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    return point


@pytest.fixture
async def sandbox(redirect: Redirect) -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        redirect(running)
        yield running


@dataclass
class Bots:
    """Starts clients and stops them at the end, whatever the test did to them."""

    running: list[tuple[discord.Client, asyncio.Task[None]]] = field(default_factory=list)

    async def start(
        self, client: discord.Client, sandbox: Sandbox, *, token: str | None = None
    ) -> None:
        task = asyncio.create_task(client.start(token or sandbox.token))
        self.running.append((client, task))
        ready = asyncio.create_task(client.wait_until_ready())
        done, _ = await asyncio.wait((task, ready), timeout=PATIENCE_S, return_when="FIRST_COMPLETED")
        if task in done:
            ready.cancel()
            await asyncio.gather(ready, return_exceptions=True)
            await task
        assert ready in done, f"the client did not become ready within {PATIENCE_S:g} s"

    async def stop(self) -> None:
        for client, task in self.running:
            await client.close()
            await asyncio.gather(task, return_exceptions=True)
        self.running.clear()


@pytest.fixture
async def bots() -> AsyncIterator[Bots]:
    started = Bots()
    yield started
    await started.stop()


@pytest.fixture
async def school(sandbox: Sandbox, bots: Bots) -> School:
    """The tests' own bot, connected to `sandbox`, its commands registered."""
    client = School()
    await bots.start(client, sandbox)
    await sandbox.bot_ready(commands=1)
    return client


@dataclass
class Answer:
    """A plain HTTP reply."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return int(self.body["code"])

    def error(self, *path: str | int) -> str:
        """Discord's code for what is wrong at this place of the body."""
        node = self.body["errors"]
        for step in path:
            node = node[str(step)]
        return str(node["_errors"][0]["code"])


Asking = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def ask(sandbox: Sandbox) -> AsyncIterator[Asking]:
    """Plain HTTP as the bot: `await ask("GET", "/users/@me")`, `json=`, `data=`, `headers=`."""
    async with aiohttp.ClientSession() as session:

        async def asking(method: str, path: str, **given: Any) -> Answer:
            headers = {"Authorization": f"Bot {sandbox.token}"} | given.pop("headers", {})
            base = given.pop("base", sandbox.rest_base)
            async with session.request(method, base + path, headers=headers, **given) as reply:
                text = (await reply.read()).decode("utf-8", "replace")
                parsed = json.loads(text) if text.startswith(("{", "[", "null")) else text
                return Answer(reply.status, parsed, dict(reply.headers))

        yield asking


@dataclass
class Wires:
    """A gateway socket without a library: sends and receives payloads."""

    socket: aiohttp.ClientWebSocketResponse
    inflate: Any = None

    async def send(self, op: int, data: Any) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def receive(self) -> dict[str, Any]:
        message = await self.socket.receive(timeout=PATIENCE_S)
        if message.type is aiohttp.WSMsgType.BINARY:
            text = self.inflate.decompress(message.data)
        else:
            assert message.type is aiohttp.WSMsgType.TEXT, message
            text = message.data
        payload: dict[str, Any] = json.loads(text)
        return payload

    async def closed_with(self) -> int | None:
        """Read until the server closes; its code."""
        while not self.socket.closed:
            await self.socket.receive(timeout=PATIENCE_S)
        return self.socket.close_code

    async def identify(self, sandbox: Sandbox, intents: int = 1, **more: Any) -> dict[str, Any]:
        """Greet, and return READY."""
        assert (await self.receive())["op"] == 10
        body = {"token": sandbox.token, "intents": intents, "properties": {}} | more
        await self.send(2, body)
        return await self.receive()


@pytest.fixture
async def wires(sandbox: Sandbox) -> AsyncIterator[Callable[..., Awaitable[Wires]]]:
    """Opens gateway sockets: `await wires()`, `await wires(compress="zlib-stream")`."""
    async with aiohttp.ClientSession() as session:

        async def connect(**query: str) -> Wires:
            url = yarl.URL(sandbox.gateway_url).with_query({"v": "10", "encoding": "json"} | query)
            return Wires(await session.ws_connect(url), zlib.decompressobj())

        yield connect


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "guild.json"
