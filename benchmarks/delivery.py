"""1,000 students with two reminders each, due at one instant: how long until everyone has both, and at what cost.

    .venv/bin/python -m benchmarks.delivery [students]

Backend, bot and sandbox are processes of their own, as in the drill, but nobody is killed and nothing fails. The
sandbox limits as Discord does over all (50 requests a second) and counts the requests that it refuses: a bot that paces
itself meets none. Memory is the bot's and the backend's resident set while the queue is drained.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.notices import ListDeliveries
from backend.contract.reminders import JoinCourse
from backend.link import HttpLink
from benchmarks.drilling.herd import PretendDiscord, start
from benchmarks.drilling.ours import Course, environment_of
from benchmarks.drilling.plan import Drill
from benchmarks.reminders import BEFORE, DUE
from launch.bot import sandbox_token

LOOK_EVERY_S = 0.25


async def measure(students: int, folder: Path) -> str:
    drill = Drill(students=students, waves=1, seed=1, faults=False)
    tokens = {name: f"{name}-delivery-token" for name in ("owner", "bot", "worker")}
    environment = environment_of(drill, folder, tokens)
    async with (
        PretendDiscord(sandbox_token(tokens["bot"]), students, 1, faults=False, nonce_life=300) as discord,
        HttpLink(f"http://127.0.0.1:{environment['SYLLABOT_WEB_PORT']}", tokens["owner"]) as link,
    ):
        with (folder / "log").open("ab") as log:
            backend = await start(["syllabot.py", "backend"], environment, log)
            command = ["syllabot.py", "bot", "--sandbox", discord.url]
            bot = await start(command, environment, log)
        try:
            course = Course(link)
            await course.ask(MoveClock(to=BEFORE))
            for student in discord.students:
                await course.ask(JoinCourse(), By(id=student, name=f"Student {student}"))
            await course.ask(MoveClock(to=DUE + timedelta(seconds=1)))
            return await _drained(course, discord, students, {"bot": bot.pid, "backend": backend.pid})
        finally:
            for process in (bot, backend):
                process.kill()
                await process.wait()


async def _drained(
    course: Course, discord: PretendDiscord, students: int, pids: dict[str, int]
) -> str:
    began = time.monotonic()
    wanted = 2 * students
    sizes: dict[str, list[float]] = {name: [] for name in pids}
    while True:
        counts = (await course.ask(ListDeliveries(text="reminder:", most=1))).counts
        passed = time.monotonic() - began
        for name, pid in pids.items():
            sizes[name].append(resident_mib(pid))
        if counts.get("said") == wanted:
            break
        await asyncio.sleep(LOOK_EVERY_S)
    limits = await discord.ask("limits")
    inboxes = (await discord.ask("count")).values()
    memory = "; ".join(
        f"{name} {told[len(told) // 10]:.0f} MiB after a tenth of the time, {max(told):.0f} MiB at most"
        for name, told in sizes.items()
    )
    return (
        f"{students} students, {wanted} reminders: all said {passed:.0f} s after the jump of the clock\n"
        f"requests: {limits['requests']} ({limits['requests'] / passed:.0f} a second), "
        f"refused as too fast: {limits['refused']}\n"
        f"students with exactly two messages: {sum(len(inbox) == 2 for inbox in inboxes)}\n"
        f"resident memory: {memory}"
    )


def resident_mib(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="syllabot-delivery-") as folder:
        print(asyncio.run(measure(students, Path(folder))))


if __name__ == "__main__":
    main()
