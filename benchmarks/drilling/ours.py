"""The drill of Syllabot itself: real backend and real bot, killed again and again while reminders are due."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from backend.contract import By, Call
from backend.contract.clock import MoveClock
from backend.contract.notices import ListDeliveries
from backend.contract.refusals import BackendAway, BackendFault
from backend.contract.reminders import ExplainReminders, JoinCourse
from backend.link import HttpLink
from benchmarks.drilling.herd import Herd, PretendDiscord, Victim
from benchmarks.drilling.plan import Drill, Outcome, Reminder, judge
from launch.bot import sandbox_token

R = TypeVar("R")
OWNER = By(id="drill", name="Drill", staff=True)
BEFORE_THE_TERM = datetime(2024, 1, 19, 17, 0, tzinfo=UTC)
ASK_AGAIN_S = 0.2


class Course:
    """The backend as the drill asks it: again and again, while it is dead."""

    def __init__(self, link: HttpLink) -> None:
        self.link = link

    async def ask(self, call: Call[R], by: By = OWNER) -> R:
        while True:
            try:
                return await self.link(call, by)
            except (BackendAway, BackendFault):
                await asyncio.sleep(ASK_AGAIN_S)

    async def enrol(self, students: list[str]) -> list[tuple[datetime, Reminder]]:
        """Everyone joins; what each is to be told in the whole term, soonest first."""
        await self.ask(MoveClock(to=BEFORE_THE_TERM))
        for student in students:
            await self.ask(JoinCourse(), By(id=student, name=f"Student {student}"))
        story = await self.ask(ExplainReminders(most=50), By(id=students[0], name="Student"))
        return [(each.planned, (each.title, each.lead_words)) for each in story.coming]


async def drill_ours(drill: Drill, folder: Path) -> Outcome:
    outcome = Outcome("Syllabot")
    dice = Random(drill.seed)
    tokens = {name: f"{name}-{drill.seed}-drill-token" for name in ("owner", "bot", "worker")}
    async with PretendDiscord(
        sandbox_token(tokens["bot"]), drill.students, drill.seed, faults=drill.faults,
        nonce_life=drill.nonce_life_s,
    ) as discord:  # fmt: skip
        environment = environment_of(drill, folder, tokens)
        async with (
            Herd(folder / "log", dice, most_kills=drill.most_kills) as herd,
            HttpLink(f"http://127.0.0.1:{environment['SYLLABOT_WEB_PORT']}", tokens["owner"]) as link,
        ):
            herd.add(Victim("backend", ["syllabot.py", "backend"], environment, *drill.lives["backend"]))
            course = Course(link)
            coming = await course.enrol(discord.students)
            herd.add(
                Victim("bot", ["syllabot.py", "bot", "--sandbox", discord.url], environment, *drill.lives["bot"])
            )
            began = time.monotonic()
            herd.killing = True
            async with shaking(discord, drill, dice):
                said = await _through_the_term(course, coming, drill, outcome)
            herd.killing = False
            await discord.order("fair")
            await _settled(course, drill.patience_s)
            outcome.seconds = time.monotonic() - began
            outcome.kills = Counter({victim.name: victim.kills for victim in herd.victims})
            wanted = {student: said for student in discord.students}
            unknown = await _unknown(course)
            judge(outcome, wanted, await discord.ask("count"), unknown)
            outcome.faults = Counter(await discord.ask("tally"))
    return outcome


def environment_of(drill: Drill, folder: Path, tokens: dict[str, str]) -> dict[str, str]:
    return {
        "SYLLABOT_DATA_FOLDER": str(folder), "SYLLABOT_WEB_PORT": str(_free_port()),
        "SYLLABOT_OWNER_TOKEN": tokens["owner"], "SYLLABOT_BOT_TOKEN": tokens["bot"],
        "SYLLABOT_WORKER_TOKEN": tokens["worker"], "SYLLABOT_LOG_LEVEL": "WARNING",
        "SYLLABOT_DELIVERY_DRAIN_LEASE_S": str(drill.drain_lease_s),
        "SYLLABOT_DELIVERY_NONCE_WINDOW_S": str(drill.nonce_window_s),
    }  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _through_the_term(
    course: Course, coming: list[tuple[datetime, Reminder]], drill: Drill, outcome: Outcome
) -> list[Reminder]:
    """Jump from one instant at which something is due to the next; returns what each student was to be told."""
    instants = sorted({planned for planned, _ in coming})[: drill.waves]
    told: list[Reminder] = []
    for number, instant in enumerate(instants, start=1):
        told += [reminder for planned, reminder in coming if planned == instant]
        await course.ask(MoveClock(to=instant + timedelta(seconds=1)))
        if not await _settled(course, drill.patience_s, at_least=len(told) * drill.students):
            outcome.remarks.append(f"wave {number} was not through after {drill.patience_s:.0f} s")
    return told


async def _settled(course: Course, patience_s: float, at_least: int = 0) -> bool:
    """Wait until nothing waits any more, and so many notices there are; False when patience ended."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        counts = (await course.ask(ListDeliveries(text="reminder:", most=1))).counts
        if sum(counts.values()) >= at_least and not counts.get("waiting"):
            return True
        await asyncio.sleep(ASK_AGAIN_S)
    return False


async def _unknown(course: Course) -> Counter[str]:
    """How many notices to each person are unknown."""
    found: Counter[str] = Counter()
    before: int | None = None
    while True:
        page = await course.ask(
            ListDeliveries(states=("unknown",), text="reminder:", most=100, before=before)
        )
        found.update(each.person for each in page.deliveries if each.person)
        if not page.more:
            return found
        before = page.deliveries[-1].notice


@asynccontextmanager
async def shaking(discord: PretendDiscord, drill: Drill, dice: Random) -> AsyncIterator[None]:
    """Close the gateway now and then."""

    async def shake() -> None:
        while drill.faults:
            await asyncio.sleep(drill.shake_every_s * dice.uniform(0.5, 1.5))
            await discord.order("shake")

    task = asyncio.create_task(shake())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
