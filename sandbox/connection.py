"""One gateway socket and the session it serves: operations, close codes, an ordered outbox.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import web

from sandbox.errors import Json
from sandbox.squeezing import Squeeze

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
    INVALID_SHARD = 4010
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


@dataclass(frozen=True)
class _Ending:
    """In the outbox: close the socket with this code."""

    code: int


@dataclass(frozen=True)
class _Stall:
    """In the outbox: write nothing for so many seconds."""

    seconds: float


class Connection:
    """One socket: an ordered outbox, compressed as its URL asks. `cut`: this side ended it."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, squeeze: Squeeze | None
    ) -> None:
        self.socket = socket
        self._transport = request.transport
        self.session: Session | None = None
        self.cut = False
        self._squeeze = squeeze
        self._outbox: asyncio.Queue[Json | _Ending | _Stall | None] = asyncio.Queue()
        self._held: list[Json] = []
        self._over = asyncio.Event()

    def send(self, op: Op, data: object, *, name: str | None = None, at: int | None = None) -> None:
        self._outbox.put_nowait({"op": int(op), "d": data, "s": at, "t": name})
        self._release()

    def hold(
        self, seconds: float, op: Op, data: object, *, name: str | None = None, at: int | None
    ) -> None:
        """Send it after the next payload, or when these seconds are over."""
        self._held.append({"op": int(op), "d": data, "s": at, "t": name})
        asyncio.get_running_loop().call_later(seconds, self._release)

    def _release(self) -> None:
        held, self._held = self._held, []
        for payload in held:
            self._outbox.put_nowait(payload)

    def stall(self, seconds: float) -> None:
        """Write nothing for a while; what comes waits."""
        self._outbox.put_nowait(_Stall(seconds))

    def close(self, code: int) -> None:
        """Close the socket once what was sent before is written; the session may be resumed."""
        self.cut = True
        self._outbox.put_nowait(_Ending(code))

    def abort(self) -> None:
        """Drop the connection without a word, as a dead network does."""
        self.cut = True
        if self._transport is not None:
            self._transport.abort()

    def end(self) -> None:
        self._over.set()
        self._outbox.put_nowait(None)

    async def write(self) -> None:
        """Send what comes into the outbox, in order, until `end` or the socket's death."""
        while (payload := await self._outbox.get()) is not None:
            if isinstance(payload, _Ending):
                await self.socket.close(code=payload.code)
                return
            if isinstance(payload, _Stall):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), payload.seconds)
                continue
            text = json.dumps(payload, separators=(",", ":"))
            try:
                if self._squeeze is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._squeeze(text.encode()))
            except (ConnectionError, RuntimeError):
                return


@dataclass
class Session:
    """What the bot identified with, and what it was sent. `connection` is None while it is cut."""

    id: str
    intents: int
    connection: Connection | None
    shard: tuple[int, int] = (0, 1)
    sequence: int = 0
    kept: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))

    def hears_of(self, guild_id: int | None) -> bool:
        """Whether events of this guild are this shard's; direct messages (None) are the first's.

        https://discord.com/developers/docs/events/gateway#sharding
        """
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)


def shard_of(told: object) -> tuple[int, int] | None:
    """The shard that an IDENTIFY names, [0, 1] if none; None for one that cannot be."""
    match told:
        case None:
            return 0, 1
        case [int(number), int(count)] if 0 <= number < count:
            return number, count
        case _:
            return None
