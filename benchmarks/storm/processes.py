"""The backend and the bot as processes of their own: started, stopped for a while, measured, and what they logged."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.supervisor import READY_FD

ROOT = Path(__file__).resolve().parents[2]
NEVER_RETRIEVED = "exception was never retrieved"
START_S = 60.0


@dataclass
class Program:
    """A running process of ours and its log."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    def resident_mb(self) -> float:
        """VmRSS, in units of 10^6 bytes; 0 when it has ended."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except FileNotFoundError:
            return 0.0
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else 0.0

    async def stand_still(self, seconds: float) -> None:
        """Stop it as a machine that swaps does; it goes on afterwards."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.process.send_signal(signal.SIGCONT)

    def complaints(self) -> list[str]:
        """The log's lines that tell of a task whose exception nobody took."""
        return [line for line in self.lines() if NEVER_RETRIEVED in line]

    def faults(self) -> int:
        """How many failures were logged with a traceback."""
        return sum(line.startswith("Traceback") for line in self.lines())

    def lines(self) -> list[str]:
        return self.log.read_text("utf-8", "replace").splitlines()


@asynccontextmanager
async def running(
    name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> AsyncIterator[Program]:
    """A process from the moment it says that it is ready until the block ends."""
    hear, say = os.pipe()
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "syllabot.py", *command, cwd=ROOT, stdin=asyncio.subprocess.PIPE,
            stdout=out, stderr=out, env={**os.environ, **environment, READY_FD: str(say)}, pass_fds=(say,),
        )  # fmt: skip
    os.close(say)
    try:
        with os.fdopen(hear) as ready:
            async with asyncio.timeout(START_S):
                if await asyncio.to_thread(ready.readline) != "ready\n":
                    raise RuntimeError(f"{name} did not start; {log} says why")
        yield Program(name, process, log)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGCONT)
            process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
