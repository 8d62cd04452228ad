"""The supervisor: starts again what dies, gives up when told to, and leaves nothing running behind it.

The children are real processes. Each connects to a socket of the test, says how it was started, keeps the line open:
a line that ends is a child that is gone.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from launch.supervisor import Part, Supervisor
from tests.conftest import ROOT
from tests.patience import PATIENCE_S

PROGRAM = """
import os, socket, sys, threading
sys.path.insert(0, {root!r})
from launch.supervisor import end_with_parent, say_ready
end_with_parent()
line = socket.socket(socket.AF_UNIX)
line.connect({socket!r})
line.sendall((" ".join([str(os.getpid()), *sys.argv[1:]]) + "\\n").encode())
advice = line.recv(100).decode().strip()
if advice == "crash":
    os.abort()
if advice == "give up":
    sys.exit(2)
say_ready()
threading.Event().wait()
"""


@dataclass
class Child:
    """One start of a child: what it said, and the line to it."""

    pid: int
    arguments: list[str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def advise(self, what: str) -> None:
        self.writer.write(f"{what}\n".encode())

    async def gone(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            try:
                assert await self.reader.read() == b""
            except ConnectionResetError:
                pass  # it died before it had read our advice, which is gone all the same


class Family:
    """A supervisor whose children report to this test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "program.py"
        socket = str(folder / "s")
        self.program.write_text(PROGRAM.format(root=str(ROOT), socket=socket))
        self.started: asyncio.Queue[Child] = asyncio.Queue()
        self.children: list[Child] = []

    async def __aenter__(self) -> "Family":
        self.server = await asyncio.start_unix_server(self._hear, self.folder / "s")
        return self

    async def __aexit__(self, *_: object) -> None:
        for child in self.children:
            await child.gone()
            child.writer.close()
        self.server.close()

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pid, *arguments = (await reader.readline()).decode().split()
        child = Child(int(pid), arguments, reader, writer)
        self.children.append(child)
        self.started.put_nowait(child)

    async def next_start(self) -> Child:
        async with asyncio.timeout(PATIENCE_S):
            return await self.started.get()


@pytest.fixture
async def family(tmp_path: Path) -> AsyncIterator[Family]:
    async with Family(tmp_path) as family:
        yield family


@pytest.fixture
async def supervisor(family: Family) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(family.program)
    yield supervisor
    await supervisor.stop()


async def test_what_is_killed_is_started_again(family: Family, supervisor: Supervisor) -> None:
    supervisor.start(Part("child", ["work"], first_only=["--at-first"]))
    first = await family.next_start()
    first.advise("work")
    async with asyncio.timeout(PATIENCE_S):
        await supervisor.ready("child")
    os.kill(first.pid, signal.SIGKILL)
    await first.gone()
    second = await family.next_start()
    second.advise("work")
    assert (first.arguments, second.arguments) == (["work", "--at-first"], ["work"])


async def test_what_crashes_is_tried_until_it_is_ready(
    family: Family, supervisor: Supervisor
) -> None:
    supervisor.start(Part("child", ["work"]))
    for advice in ("crash", "crash", "work"):
        (await family.next_start()).advise(advice)
    async with asyncio.timeout(PATIENCE_S):
        await supervisor.ready("child")


async def test_what_gives_up_is_not_tried_again(family: Family, supervisor: Supervisor) -> None:
    supervisor.start(Part("child", ["work"]))
    (await family.next_start()).advise("give up")
    async with asyncio.timeout(PATIENCE_S):
        assert await supervisor.gave_up == 2
    assert len(family.children) == 1


async def test_what_is_only_just_being_started_ends_too(
    family: Family, supervisor: Supervisor
) -> None:
    """Ctrl-C in the moment when everything is ready and the workers are started."""
    for number in range(3):
        supervisor.start(Part(f"child {number}", ["work"]))
        (await family.next_start()).advise("work")
    for number in range(3, 8):
        supervisor.start(Part(f"child {number}", ["work"]))
    await asyncio.sleep(0)  # their keepers begin
    await supervisor.stop()
    assert all(process.returncode is not None for process in supervisor.processes.values())


async def test_children_end_when_the_supervisor_is_killed(family: Family) -> None:
    """SIGKILL leaves no chance to clean up: the children notice that their input ended."""
    code = (
        "import asyncio, sys; from pathlib import Path; from launch.supervisor import Part, Supervisor\n"
        "async def main():\n"
        "    Supervisor(Path(sys.argv[1])).start(Part('child', ['work']))\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, str(family.program), cwd=ROOT
    )
    child = await family.next_start()
    child.advise("work")
    process.kill()
    await process.wait()
    await child.gone()
