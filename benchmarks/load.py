"""How long a person waits for the first response, at fifty interactions a second, beside a bot that only says "ok".

    .venv/bin/python -m benchmarks.load [--seconds 120] [--rate 50] [--write]

Syllabot (backend and bot, each a process) and an empty discord.py bot (a process) are connected to two pretend Discords
in this one process. They are loaded in turns of some seconds, so that whatever else the machine does falls on both.
Arrivals are a Poisson process with a seed, sent whether or not earlier ones are answered. Measured is the time from the
moment at which the interaction is sent to the arrival of the bot's first response; interactions that got none within
three seconds are counted. The pretend Discord and the load itself take their share of the same two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from backend.compute.machine import processor
from backend.contract.clock import MoveClock
from backend.contract.signup import GetBoard
from backend.link import HttpLink
from benchmarks.chaos import EARLY_IN_THE_TERM, OWNER
from benchmarks.storm.processes import ROOT, free_port, running
from launch.tokens import sandbox_token
from sandbox.errors import DiscordError
from sandbox.filling import Filling
from sandbox.interactions import Interaction
from sandbox.server import Sandbox

ENOUGH_S = 3.0
TURN_S = 20.0
AIM_MS = 100.0


@dataclass
class Waits:
    """How long first responses took, in milliseconds; `none` counts those that never came."""

    name: str
    ms: list[float] = field(default_factory=list)
    by_act: dict[str, list[float]] = field(default_factory=dict)
    none: int = 0
    thinking: int = 0
    late: list[float] = field(default_factory=list)
    """How far behind its schedule each interaction was sent, in milliseconds: the load's own lag."""

    def at(self, share: float) -> float:
        return quantile(self.ms, share)


def quantile(values: list[float], share: float) -> float:
    """Nearest rank, of at least one value."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


class Load:
    """Sends interactions into one sandbox and times the first responses."""

    def __init__(
        self, sandbox: Sandbox, name: str, acts: list[tuple[str, Callable[[], Interaction]]]
    ) -> None:
        self.waits = Waits(name)
        self._sandbox = sandbox
        self._acts = acts
        self._sent: dict[int, tuple[str, float]] = {}
        sandbox.interactions.listeners.append(self._told)

    def _told(self, interaction: Interaction) -> None:
        act, sent = self._sent.get(interaction.id, ("", 0.0))
        if interaction.state == "sent" or not act:
            return
        del self._sent[interaction.id]
        if interaction.state == "failed":
            self.waits.none += 1
            return
        self.waits.thinking += interaction.state == "thinking"
        taken = (time.perf_counter() - sent) * 1000
        self.waits.ms.append(taken)
        self.waits.by_act.setdefault(act, []).append(taken)

    async def run(self, seconds: float, rate: float, dice: Random) -> None:
        due = began = time.perf_counter()
        while due < began + seconds:
            due += dice.expovariate(rate)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            name, act = dice.choice(self._acts)
            sent = time.perf_counter()
            self.waits.late.append((sent - due) * 1000)
            try:
                self._sent[act().id] = (name, sent)
            except DiscordError:
                continue  # a button that has become grey
        await asyncio.sleep(ENOUGH_S + 0.1)


def acts_of(
    sandbox: Sandbox, papers: list[str], dice: Random
) -> list[tuple[str, Callable[[], Interaction]]]:
    """What a class does: mostly reading, some typing of options, some signing up and leaving."""
    place = sandbox.default_channel
    students = [person.id for person in sandbox.students]

    def command(name: str, **given: object) -> Callable[[], Interaction]:
        def act() -> Interaction:
            user = dice.choice(students)
            chosen = {
                key: dice.choice(papers) if value is papers else value
                for key, value in given.items()
            }
            data = Filling(sandbox, user).command(name, place, chosen)
            return sandbox.deeds.run(user, place.id, data)

        return act

    def suggestions() -> Interaction:
        user = dice.choice(students)
        typed = dice.choice(["", "1", "att", "5a"])
        data = Filling(sandbox, user).command("signup", place, {}, focused=("paper", typed))
        return sandbox.deeds.complete(user, place.id, data)

    def board() -> Interaction:
        user = dice.choice(students)
        seen = [
            each
            for each in sandbox.person(user).sees("presentations")
            if each.buttons and not each.ephemeral
        ]
        button = seen[-1].button(label=dice.choice(seen[-1].buttons))
        return sandbox.deeds.press(user, seen[-1].channel_id, seen[-1].id, button["custom_id"])

    due, week, today = command("due"), command("week"), command("today")
    return [
        *[("/due", due)] * 6, *[("/week", week)] * 2, *[("/today", today)] * 2,
        ("/papers", command("papers")), ("/paper", command("paper", paper=papers)),
        *[("suggestions", suggestions)] * 5,
        ("/signup", command("signup", paper=papers)), ("/leave", command("leave")), ("board", board),
    ]  # fmt: skip


@asynccontextmanager
async def syllabot(folder: Path, dice: Random) -> AsyncIterator[Load]:
    port, bot_token, owner_token = free_port(), secrets.token_hex(16), secrets.token_hex(16)
    environment = {
        "SYLLABOT_DATA_FOLDER": str(folder), "SYLLABOT_WEB_PORT": str(port),
        "SYLLABOT_BOT_TOKEN": bot_token, "SYLLABOT_OWNER_TOKEN": owner_token, "SYLLABOT_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(
            Sandbox(token=sandbox_token(bot_token), remembered=10)
        )
        await stack.enter_async_context(running("backend", ["backend"], environment, folder))
        link = await stack.enter_async_context(HttpLink(f"http://127.0.0.1:{port}", owner_token))
        await link(MoveClock(to=EARLY_IN_THE_TERM), OWNER)
        command = ["bot", "--sandbox", sandbox.url]
        await stack.enter_async_context(running("bot", command, environment, folder))
        await sandbox.bot_ready(commands=1, timeout=60)
        await sandbox.instructor.slash("setup", timeout=30)
        await sandbox.until(lambda: sandbox.instructor.sees("presentations"), timeout=30)
        papers = [paper.id for paper in (await link(GetBoard(), OWNER)).papers]
        yield Load(sandbox, "Syllabot", acts_of(sandbox, papers, dice))


@asynccontextmanager
async def empty() -> AsyncIterator[Load]:
    async with Sandbox(remembered=10) as sandbox:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.storm.empty_bot", cwd=ROOT,
            env={**os.environ, "SANDBOX": sandbox.url, "TOKEN": sandbox.token},
        )  # fmt: skip
        try:
            await sandbox.bot_ready(commands=1, timeout=60)
            dice = Random(1)
            students = [person.id for person in sandbox.students]

            def ok() -> Interaction:
                user, place = dice.choice(students), sandbox.default_channel
                data = Filling(sandbox, user).command("ok", place, {})
                return sandbox.deeds.run(user, place.id, data)

            yield Load(sandbox, "empty bot", [("/ok", ok)])
        finally:
            process.terminate()
            await process.wait()


async def load(seconds: float, rate: float, seed: int, folder: Path) -> tuple[Waits, Waits]:
    """So many seconds for each of the two, in turns."""
    dice = Random(seed)
    async with syllabot(folder, dice) as ours, empty() as theirs:
        for each in (ours, theirs):
            await each.run(2.0, rate / 5, dice)  # connections and caches
            each.waits = Waits(each.waits.name)
        left = seconds
        while left > 0:
            turn = min(left, TURN_S)
            await ours.run(turn, rate, dice)
            await theirs.run(turn, rate, dice)
            left -= turn
        return ours.waits, theirs.waits


def figures(both: tuple[Waits, Waits], rate: float, seconds: float, busy: float) -> str:
    lines = [
        f"{rate:g} interactions a second for {seconds:g} s each, in turns of {TURN_S:g} s; {processor()},"
        f" {os.cpu_count()} cores, load average at the start {busy:.1f}.",
        "",
        "| first response | interactions | p50 ms | p90 ms | p99 ms | longest ms "
        "| above 100 ms | none in 3 s | sent late, p99 ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for waits in both:
        above = sum(ms > AIM_MS for ms in waits.ms) / len(waits.ms)
        lines.append(
            f"| {waits.name} | {len(waits.ms) + waits.none} | {waits.at(0.5):.1f} | {waits.at(0.9):.1f} | "
            f"{waits.at(0.99):.1f} | {max(waits.ms):.1f} | {above:.2%} | {waits.none} | "
            f"{quantile(waits.late, 0.99):.1f} |"
        )
    ours = both[0]
    lines += [
        "",
        "| Syllabot, by what was done | interactions | p50 ms | p99 ms |",
        "|---|---|---|---|",
    ]
    for act, taken in sorted(ours.by_act.items(), key=lambda each: -len(each[1])):
        lines.append(
            f"| {act} | {len(taken)} | {quantile(taken, 0.5):.1f} | {quantile(taken, 0.99):.1f} |"
        )
    lines += ["", f'First responses that only said "thinking": {ours.thinking}.']
    return "\n".join(lines) + "\n"


PAGE = """# Under load

Made by `python -m benchmarks.load --write`; what is measured, and what shares the machine with it, is said there.

"""


def main() -> int:
    parser = argparse.ArgumentParser(description="First responses under load, beside an empty bot.")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seed", type=int, default=6787)
    parser.add_argument("--write", action="store_true", help="write docs/load.md")
    told = parser.parse_args()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        both = asyncio.run(load(told.seconds, told.rate, told.seed, Path(folder)))
    text = figures(both, told.rate, told.seconds, busy)
    print(text)
    if told.write:
        (ROOT / "docs" / "load.md").write_text(PAGE + text, "utf-8")
    return 0 if both[0].at(0.99) < AIM_MS and not both[0].none else 1


if __name__ == "__main__":
    sys.exit(main())
