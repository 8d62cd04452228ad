"""Records what Discord answers to a fixed script, so that the sandbox can be held against the real thing.

    export SYLLABOT_DISCORD_TOKEN=…                                    a test bot's, never the course's
    .venv/bin/python tools/record_discord.py record --guild ID --out real.jsonl
    .venv/bin/python tools/record_discord.py sandbox --out ours.jsonl
    .venv/bin/python tools/record_discord.py compare real.jsonl ours.jsonl

Use a server and an application made for this: see docs/record.md. Tokens, session ids and what tells of a person are
taken out before anything is written. It records neither interactions, which only a person can start, nor voice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import aiohttp
import yarl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.recording.script import PNG, Step, script  # noqa: E402
from tools.recording.transcript import (  # noqa: E402
    KEPT_HEADERS,
    Entry,
    cleaned,
    differences,
    read,
    write,
)

DISCORD = "https://discord.com/api/v10"
TOKEN = "SYLLABOT_DISCORD_TOKEN"
INTENTS = 1 << 0 | 1 << 9 | 1 << 12  # guilds, messages in them, direct messages
PATIENCE_S = 10.0
MOST_WAIT_S = 60.0


class Recorder:
    """Goes through the script and keeps what came back."""

    def __init__(self, http: aiohttp.ClientSession, base: str, token: str, guild: str) -> None:
        self.entries: list[Entry] = []
        self._http = http
        self._base = base
        self._token = token
        self._ids = {"guild": guild}
        self._url = ""

    async def run(self, stamp: str) -> None:
        """Every step; of the later ones those that clean up, when an earlier one has no answer."""
        broken = False
        for step in script(stamp):
            if broken and not step.always:
                continue
            try:
                await self._take(step)
            except (KeyError, aiohttp.ClientError, TimeoutError) as failure:
                sys.stderr.write(f"{step.name}: {failure!r}; only what cleans up is still done\n")
                broken = True
        if not broken:
            await self._gateway()

    async def _take(self, step: Step) -> None:
        status, headers, body = await self._ask(step)
        if status == 429:
            await asyncio.sleep(min(float(body["retry_after"]), MOST_WAIT_S))
            status, headers, body = await self._ask(step)
        kept = {
            name.lower(): value for name, value in headers.items() if name.lower() in KEPT_HEADERS
        }
        self.entries.append(Entry(step.name, status, cleaned(body, [self._token]), kept))
        if status < 300 and isinstance(body, dict) and "id" in body:
            self._ids[step.name] = str(body["id"])
        if step.name == "gateway" and status == 200:
            self._url = body["url"]

    async def _ask(self, step: Step) -> tuple[int, Any, Any]:
        filled = json.loads(self._with_ids(json.dumps(step.body)))
        given: dict[str, Any] = {}
        if step.form:
            form = aiohttp.FormData()
            form.add_field("payload_json", json.dumps(filled), content_type="application/json")
            form.add_field("files[0]", PNG, filename="dot.png", content_type="image/png")
            given["data"] = form
        elif step.body is not None:
            given["json"] = filled
        agent = {"Authorization": f"Bot {self._token}", "User-Agent": "DiscordBot (recorder, 1)"}
        url = yarl.URL(self._base + self._with_ids(step.path), encoded=True)
        async with self._http.request(step.method, url, headers=agent, **given) as reply:
            text = await reply.text()
            try:
                return reply.status, reply.headers, json.loads(text) if text else None
            except ValueError:
                return reply.status, reply.headers, text[:200]

    def _with_ids(self, text: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda found: self._ids[found[1]], text)

    async def _gateway(self) -> None:
        """Arrive, be told of a message, be cut, resume; then be refused with a wrong token."""
        socket = await self._connect()
        await self._note("hello", socket)
        await socket.send_json({"op": 2, "d": self._identity(self._token)})
        ready = await self._note("ready", socket)
        await self._note("guild create", socket)
        await socket.send_json({"op": 1, "d": ready["s"]})
        await self._note("heartbeat acknowledged", socket, op=11)
        await socket.close(code=4000)
        socket = await self._connect()
        await socket.receive_json(timeout=PATIENCE_S)
        session = {"token": self._token, "session_id": ready["d"]["session_id"], "seq": 1}
        await socket.send_json({"op": 6, "d": session})
        await self._note("replayed", socket, event="GUILD_CREATE")
        await self._note("resumed", socket, event="RESUMED")
        await socket.close(code=1000)
        socket = await self._connect()
        await socket.receive_json(timeout=PATIENCE_S)
        await socket.send_json({"op": 2, "d": self._identity("wrong")})
        while not socket.closed:
            await socket.receive(timeout=PATIENCE_S)
        self.entries.append(Entry("wrong token", socket.close_code or 0, None))

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        return await self._http.ws_connect(f"{self._url}/?v=10&encoding=json", max_msg_size=0)

    def _identity(self, token: str) -> dict[str, Any]:
        properties = {"os": "linux", "browser": "recorder", "device": "recorder"}
        return {"token": token, "intents": INTENTS, "properties": properties}

    async def _note(
        self,
        name: str,
        socket: aiohttp.ClientWebSocketResponse,
        *,
        op: int | None = None,
        event: str | None = None,
    ) -> dict[str, Any]:
        """Keep the next payload, or the next of this operation or event."""
        while True:
            payload: dict[str, Any] = await socket.receive_json(timeout=PATIENCE_S)
            if op in (None, payload["op"]) and event in (None, payload["t"]):
                self.entries.append(Entry(name, payload["op"], cleaned(payload, [self._token])))
                return payload


async def record(base: str, token: str, guild: str, stamp: str) -> list[Entry]:
    async with aiohttp.ClientSession() as http:
        recorder = Recorder(http, base, token, guild)
        await recorder.run(stamp)
        return recorder.entries


async def record_sandbox() -> list[Entry]:
    """The same script against a sandbox that is started for it."""
    from sandbox.server import Sandbox

    async with Sandbox() as sandbox:
        return await record(sandbox.rest_base, sandbox.token, str(sandbox.world.guild_id), "one")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    real = commands.add_parser("record", help="record Discord itself")
    real.add_argument("--guild", required=True, help="id of a server that was made for this")
    real.add_argument("--base", default=DISCORD)
    ours = commands.add_parser("sandbox", help="record the sandbox")
    for each in (real, ours):
        each.add_argument("--out", type=Path, required=True)
    against = commands.add_parser("compare", help="say where the sandbox does otherwise")
    against.add_argument("real", type=Path)
    against.add_argument("ours", type=Path)
    told = parser.parse_args()
    if told.command == "compare":
        found = list(differences(read(told.real), read(told.ours)))
        print("\n".join(found) or "No difference.")
        return 1 if found else 0
    if told.command == "sandbox":
        entries = asyncio.run(record_sandbox())
    else:
        token = os.environ.get(TOKEN)
        if not token:
            sys.exit(
                f"{TOKEN} is not set: put a test bot's token there (docs/record.md says how to get one)"
            )
        entries = asyncio.run(record(told.base, token, told.guild, os.urandom(3).hex()))
    write(told.out, entries)
    print(f"{len(entries)} entries in {told.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
