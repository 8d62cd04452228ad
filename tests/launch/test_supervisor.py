"""The supervisor: starts again what dies, gives up when told to, and leaves nothing running behind it."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from launch.supervisor import Part, Supervisor
from tests.conftest import ROOT

PROGRAM = '''
import os, sys, time
sys.path.insert(0, {root!r})
from launch.supervisor import end_with_parent, say_ready
folder, what = sys.argv[1], sys.argv[2]
end_with_parent()
with open(os.path.join(folder, "starts"), "a") as out:
    out.write(" ".join(sys.argv[2:]) + f" {{os.getpid()}}\\n")
if what == "give-up":
    sys.exit(2)
if what == "crash" and sum(1 for line in open(os.path.join(folder, "starts"))) < 3:
    os.abort()
say_ready()
import threading
threading.Event().wait()
'''


class Family:
    """A supervisor, a folder in which its children note their starts, and how to wait for that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "program.py"
        self.program.write_text(PROGRAM.format(root=str(ROOT)))
        self.supervisor = Supervisor(self.program)

    def start(self, what: str, **more: list[str]) -> None:
        self.supervisor.start(Part("child", [str(self.folder), what], **more))  # type: ignore[arg-type]

    @property
    def starts(self) -> list[list[str]]:
        file = self.folder / "starts"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    async def until_starts(self, number: int) -> None:
        async with asyncio.timeout(20):
            while len(self.starts) < number:
                await asyncio.sleep(0.02)


@pytest.fixture
async def family(tmp_path: Path) -> AsyncIterator[Family]:
    family = Family(tmp_path)
    yield family
    await family.supervisor.stop()
    for *_, pid in family.starts:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), 0)
            raise AssertionError(f"child {pid} was left running")


async def test_what_is_killed_is_started_again(family: Family) -> None:
    family.start("work", first_only=["--at-first"])
    async with asyncio.timeout(20):
        await family.supervisor.ready("child")
    os.kill(int(family.starts[0][-1]), signal.SIGKILL)
    await family.until_starts(2)
    (first, second) = family.starts
    assert "--at-first" in first and "--at-first" not in second


async def test_what_crashes_is_tried_until_it_is_ready(family: Family) -> None:
    family.start("crash")
    async with asyncio.timeout(30):
        await family.supervisor.ready("child")
    assert len(family.starts) == 3


async def test_what_gives_up_is_not_tried_again(family: Family) -> None:
    family.start("give-up")
    async with asyncio.timeout(20):
        assert await family.supervisor.gave_up == 2
    assert len(family.starts) == 1


async def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    """SIGKILL leaves no chance to clean up: the children notice that their input ended."""
    family = Family(tmp_path)
    code = (
        "import asyncio, sys; from pathlib import Path; from launch.supervisor import Part, Supervisor\n"
        "async def main():\n"
        "    supervisor = Supervisor(Path(sys.argv[1]))\n"
        "    supervisor.start(Part('child', [sys.argv[2], 'work']))\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, str(family.program), str(tmp_path), cwd=ROOT
    )
    await family.until_starts(1)
    process.kill()
    await process.wait()
    child = int(family.starts[0][-1])
    async with asyncio.timeout(20):
        while Path(f"/proc/{child}").exists() and "(zombie)" not in Path(f"/proc/{child}/status").read_text():
            await asyncio.sleep(0.02)
