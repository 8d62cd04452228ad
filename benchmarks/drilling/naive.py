"""The naive way, to be drilled beside ours: an APScheduler job store that sends.

Each reminder is a job in an SQLAlchemy job store. When it is due the job itself opens the direct channel and sends,
with discord.py, which waits out rate limits and repeats what was answered 5xx. This is how many bots do it; the drill
shows what becomes of reminders then. `misfire_grace_time=None` is the kindest setting: jobs that were due while the
process was down are run late instead of being dropped.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.drilling.herd import Herd, PretendDiscord, Victim
from benchmarks.drilling.ours import shaking
from benchmarks.drilling.plan import Drill, Outcome, Reminder, judge

WAVE_S = 12.0
"""Seconds between two instants at which reminders are due; as long as ours takes for one, about."""
LEAD = "as a job"
CALM_S = 20.0
"""After the last kill: whatever is still in the store is due at once, and has so long to be sent."""


async def drill_naive(drill: Drill, folder: Path) -> Outcome:
    outcome = Outcome("APScheduler job store that sends")
    dice = Random(drill.seed)
    token = f"naive-{drill.seed}-drill-token"
    async with PretendDiscord(
        token, drill.students, drill.seed, faults=drill.faults, nonce_life=drill.nonce_life_s
    ) as discord:
        reminders: list[Reminder] = [(f"Task {number}", LEAD) for number in range(1, drill.waves + 1)]
        store = f"sqlite:///{folder / 'jobs.db'}"
        begins = datetime.now(UTC) + timedelta(seconds=3)
        _plan(store, discord.students, reminders, begins)
        environment = {"NAIVE_STORE": store, "NAIVE_TOKEN": token, "NAIVE_DISCORD": discord.url}
        async with Herd(folder / "log", dice) as herd:
            herd.killing = True
            command = ["-m", "benchmarks.drilling.naive"]
            herd.add(Victim("naive", command, environment, *drill.lives["naive"]))
            began = time.monotonic()
            async with shaking(discord, drill, dice):
                await asyncio.sleep(3 + WAVE_S * drill.waves)
            herd.killing = False
            await discord.order("fair")
            await asyncio.sleep(CALM_S)
            outcome.seconds = time.monotonic() - began
            outcome.kills = Counter({victim.name: victim.kills for victim in herd.victims})
            wanted = dict.fromkeys(discord.students, reminders)
            judge(outcome, wanted, await discord.ask("count"), Counter())
            outcome.faults = Counter(await discord.ask("tally"))
    return outcome


def _scheduler(store: str):  # type: ignore[no-untyped-def]
    from apscheduler.executors.asyncio import AsyncIOExecutor
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    return AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(store)},
        executors={"default": AsyncIOExecutor()},
        job_defaults={"misfire_grace_time": None},
        timezone=UTC,
    )


def _plan(store: str, students: list[str], reminders: list[Reminder], begins: datetime) -> None:
    """Put every job into the store, before anybody is killed."""

    async def fill() -> None:
        scheduler = _scheduler(store)
        scheduler.start(paused=True)
        for number, (title, _) in enumerate(reminders):
            due = begins + timedelta(seconds=WAVE_S * number)
            for student in students:
                scheduler.add_job(send, "date", run_date=due, args=[student, title])
        scheduler.shutdown(wait=False)

    import threading

    thread = threading.Thread(target=lambda: asyncio.run(fill()))
    thread.start()
    thread.join()


async def send(student: str, title: str) -> None:
    """What the job does: as short as such a bot has it."""
    import discord

    client = Naive.client
    assert client is not None
    channel = await client.create_dm(discord.Object(int(student)))
    card = discord.Embed(title=f"Due: {title}")
    card.set_footer(text=LEAD)
    await channel.send(embed=card)


class Naive:
    """What a job finds in its process; a job store keeps names of functions, not objects."""

    client = None


async def run(store: str, token: str, url: str) -> None:
    import discord

    from bot.client import redirect

    redirect(url)
    while True:
        client = discord.Client(intents=discord.Intents.none())
        try:
            await client.login(token)
            break
        except (discord.HTTPException, OSError):
            await client.close()
            await asyncio.sleep(0.2)
    Naive.client = client
    scheduler = _scheduler(store)
    scheduler.start()
    await asyncio.Event().wait()


def main() -> None:
    import os

    argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0]).parse_args()
    asyncio.run(run(*(os.environ[f"NAIVE_{name}"] for name in ("STORE", "TOKEN", "DISCORD"))))


if __name__ == "__main__":
    # A job's function is stored as module and name; run as a script the module would be called __main__.
    from benchmarks.drilling import naive

    sys.exit(naive.main())
