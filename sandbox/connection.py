"""One gateway socket and the session it serves: operations, close codes, an ordered outbox.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import web

from sandbox.errors import Json

KEPT_EVENTS = 2000  # what a session can replay; a bot away for longer identifies anew


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    UNKNOWN_OPCODE = 4001
    DECODE = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    TIMED_OUT = 4009
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Connection:
    """One socket: an ordered outbox, compressed as its URL asks. `cut`: this side ended it."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.cut = False
        self._squeeze = zlib.compressobj() if compressed else None
        self._outbox: asyncio.Queue[Json | None] = asyncio.Queue()

    def send(self, op: Op, data: object, *, name: str | None = None, at: int | None = None) -> None:
        self._outbox.put_nowait({"op": int(op), "d": data, "s": at, "t": name})

    def end(self) -> None:
        self._outbox.put_nowait(None)

    async def write(self) -> None:
        """Send what comes into the outbox, in order, until `end` or the socket's death."""
        while (payload := await self._outbox.get()) is not None:
            text = json.dumps(payload, separators=(",", ":"))
            try:
                if self._squeeze is None:
                    await self.socket.send_str(text)
                else:
                    squeezed = self._squeeze.compress(text.encode())
                    squeezed += self._squeeze.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(squeezed)
            except (ConnectionError, RuntimeError):
                return


@dataclass
class Session:
    """What the bot identified with, and what it was sent. `connection` is None while it is cut."""

    id: str
    intents: int
    connection: Connection | None
    sequence: int = 0
    kept: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))
