"""For tests of processes: whether one lives, waiting for its end, and a letter-box they can write
to."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.patience import PATIENCE_S


def gone(pid: int) -> bool:
    """Whether no process of that id runs; a zombie does not run."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] in ("Z", "X")


async def ended(pid: int) -> None:
    """Returns when the process is gone; the kernel tells by its pidfd."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(handle, over.set)
    try:
        await asyncio.wait_for(over.wait(), PATIENCE_S)
    finally:
        loop.remove_reader(handle)
        os.close(handle)


class LetterBox:
    """A Unix socket; whoever connects leaves one letter, such as its process id."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._letters: asyncio.Queue[str] = asyncio.Queue()
        self._replied = asyncio.Event()

    async def letter(self) -> str:
        return await asyncio.wait_for(self._letters.get(), PATIENCE_S)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._letters.put_nowait((await reader.read()).decode())
        await self._replied.wait()
        writer.close()

    def reply(self) -> None:
        """Let go of all who wait for the box's owner."""
        self._replied.set()


@asynccontextmanager
async def letter_box() -> AsyncIterator[LetterBox]:
    with tempfile.TemporaryDirectory(prefix="box-") as folder:
        box = LetterBox(f"{folder}/box")
        server = await asyncio.start_unix_server(box.take, box.path)
        try:
            yield box
        finally:
            box.reply()
            server.close()
            await server.wait_closed()
