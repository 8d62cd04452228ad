"""Runs the parts of Syllabot as children and starts again what dies.

A child is this same program with another command. It says that it is ready by a line on a pipe, and it ends when its
standard input does, so that nothing is left running when the supervisor itself is killed. A child that exits with
`GIVE_UP` has said why (a wrong setting, a refused token): then everything stops, for repeating would not mend it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

GIVE_UP = 2
"""Exit code of a mistake that a restart does not mend."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 10.0
HEALTHY_S = 20.0
"""A child that lived so long is restarted at once when it dies."""
PATIENCE_S = 8.0
"""What a child has to end by itself before it is killed."""
READY_FD = "SYLLABOT_READY_FD"


@dataclass(frozen=True)
class Part:
    """One child: its name, the arguments that start it, and the arguments only the first start has."""

    name: str
    arguments: Sequence[str]
    first_only: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """Starts parts, keeps them alive, and ends them together."""

    def __init__(self, program: Path) -> None:
        self.program = program
        self.processes: dict[str, asyncio.subprocess.Process] = {}
        self.gave_up: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._keepers: list[asyncio.Task[None]] = []
        self._ready: dict[str, asyncio.Event] = {}
        self._stopping = False

    def start(self, part: Part) -> None:
        self._ready[part.name] = asyncio.Event()
        self._keepers.append(asyncio.create_task(self._keep(part), name=f"keep {part.name}"))

    async def ready(self, name: str) -> None:
        """Wait until that part said for the first time that it is ready."""
        await self._ready[name].wait()

    async def stop(self) -> None:
        """End all children, the last one started first, so that each may still say goodbye to those it needs:
        politely, then not."""
        self._stopping = True
        until = asyncio.get_running_loop().time() + PATIENCE_S
        for process in reversed(list(self.processes.values())):
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            left = max(0.1, until - asyncio.get_running_loop().time())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), left)
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await asyncio.gather(*(process.wait() for process in list(self.processes.values())))
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    async def _keep(self, part: Part) -> None:
        loop = asyncio.get_running_loop()
        pause = FIRST_PAUSE_S
        arguments = [*part.arguments, *part.first_only]
        while not self._stopping:
            began = loop.time()
            code = await self._run_once(part, arguments)
            if self._stopping:
                return
            if code == GIVE_UP:
                if not self.gave_up.done():
                    self.gave_up.set_result(code)
                return
            if loop.time() - began > HEALTHY_S:
                pause = FIRST_PAUSE_S
            log.warning(
                "%s ended with code %s; starting it again in %.2g s", part.name, code, pause
            )
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
            arguments = list(part.arguments)

    async def _run_once(self, part: Part, arguments: Sequence[str]) -> int:
        hear, say = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, str(self.program), *arguments,
                stdin=asyncio.subprocess.PIPE,
                pass_fds=(say,),
                env={**os.environ, **part.environment, READY_FD: str(say)},
                start_new_session=True,  # Ctrl-C is for the supervisor, which ends the children in order
            )  # fmt: skip
        finally:
            os.close(say)
        self.processes[part.name] = process
        if self._stopping:  # it was being started when the others were told to end
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        listening = asyncio.create_task(self._listen(part.name, hear))
        try:
            return await process.wait()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self, name: str, hear: int) -> None:
        reader = asyncio.StreamReader()
        pipe, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(hear, "rb")
        )
        try:
            if await reader.readline():
                self._ready[name].set()
        finally:
            pipe.close()


def say_ready() -> None:
    """In a child: tell the supervisor, if there is one, that this part does its work now."""
    descriptor = os.environ.pop(READY_FD, None)
    if descriptor is not None:
        with contextlib.suppress(OSError), os.fdopen(int(descriptor), "w") as say:
            say.write("ready\n")


def end_with_parent() -> None:
    """In a child: stop as if asked to when the supervisor is gone, however it went."""
    if READY_FD not in os.environ:
        return

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
