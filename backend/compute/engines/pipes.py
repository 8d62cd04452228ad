"""A worker's ends of what connects it to a child: the socket for messages, the pipe for what is
printed.

Both are read all the time, so that a child never blocks on a full pipe, however much it says.
"""

from __future__ import annotations

import asyncio
import os
import socket
from typing import Self

from backend.compute.frames import HEADER, Message, framed, lengths, parsed
from backend.compute.limits import BLOB_BYTES

TAIL_BYTES = 8192
"""How much of what a child printed is kept, for the log."""


class Ends:
    """Our ends of the socket and of the pipe that drains what is printed."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        drain: asyncio.ReadTransport,
        tail: bytearray,
    ) -> None:
        self._reader, self._writer, self._drain, self.tail = reader, writer, drain, tail

    @classmethod
    async def open(cls, ours: socket.socket, printed: int) -> Self:
        ours.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=ours, limit=BLOB_BYTES)
        tail = bytearray()
        drain, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: _Tail(tail), os.fdopen(printed, "rb", buffering=0)
        )
        return cls(reader, writer, drain, tail)

    async def say(self, message: Message) -> None:
        self._writer.write(framed(message))
        await self._writer.drain()

    async def hear(self) -> tuple[Message, bytes]:
        """Raises `GarbledFrame`, and IncompleteReadError at the end."""
        message, attached = lengths(await self._reader.readexactly(HEADER.size))
        body = await self._reader.readexactly(message)
        return parsed(body), await self._reader.readexactly(attached)

    async def close(self) -> None:
        self._drain.close()
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            pass


class _Tail(asyncio.Protocol):
    """Keeps the last bytes, whatever they are."""

    def __init__(self, tail: bytearray) -> None:
        self._tail = tail

    def data_received(self, data: bytes) -> None:
        self._tail += data
        del self._tail[:-TAIL_BYTES]
