"""The drill: reminders are due while backend and bot are killed with SIGKILL at random moments, and Discord fails.

    .venv/bin/python -m benchmarks.drill [--students 60] [--kills 200] [--write docs/drill.md]

Backend and bot are processes of their own (`syllabot backend`, `syllabot bot`). A third one is the sandbox, which
answers 429 and 5xx, cuts connections before and after the effect, and closes the gateway now and then. What was said
is counted in its channels. Beside it the naive way is drilled: a bot whose reminders are jobs in an APScheduler job
store and are sent by the job.

The figures are about the sandbox's model of Discord, not about Discord.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from backend.compute.machine import processor
from benchmarks.drilling.naive import drill_naive
from benchmarks.drilling.ours import drill_ours
from benchmarks.drilling.plan import Drill, Outcome

Way = Callable[[Drill, Path], Awaitable[Outcome]]
MOST_ROUNDS = 12
FORGOTTEN_AFTER_S = 6.0
"""For the second row: so soon that almost every message is looked for in its channel's history instead."""


async def rounds(way: Way, drill: Drill, kills: int, name: str = "") -> Outcome:
    """Drill again, each time with other dice, until so many kills are reached. `name`: of the row."""
    whole: Outcome | None = None
    for number in range(MOST_ROUNDS):
        with tempfile.TemporaryDirectory(prefix="syllabot-drill-") as folder:
            told = replace(drill, seed=drill.seed + number)
            one = await way(told, Path(folder))
        one.way = name or one.way
        print(f"  {one.way}, round {number + 1}: {in_words(one)}", file=sys.stderr, flush=True)
        if whole is None:
            whole = one
        else:
            whole.add(one)
        if whole.kills.total() >= kills:
            break
    assert whole is not None
    return whole


def in_words(outcome: Outcome) -> str:
    return (
        f"{outcome.due} due, {outcome.lost} lost, {outcome.twice} twice, {outcome.unknown} unknown, "
        f"{outcome.kills.total()} kills in {outcome.seconds:.0f} s"
    )


def table(outcomes: list[Outcome]) -> str:
    lines = [
        "| way | reminders | SIGKILLs | faults | lost | twice | unknown | minutes |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for each in outcomes:
        kills = ", ".join(f"{count} {name}" for name, count in sorted(each.kills.items()))
        lines.append(
            f"| {each.way} | {each.due} | {each.kills.total()} ({kills}) | {each.faults.total()} "
            f"| **{each.lost}** | **{each.twice}** | {each.unknown} | {each.seconds / 60:.0f} |"
        )
    return "\n".join(lines)


def page(outcomes: list[Outcome], drill: Drill, command: str) -> str:
    """The page in docs/, made of a real run."""
    faults = [
        f"- Faults that struck, {each.way}: "
        + ", ".join(f"{kind} ({count})" for kind, count in sorted(each.faults.items()))
        + "."
        for each in outcomes
    ]
    remarks = [f"- {each.way}: {remark}." for each in outcomes for remark in each.remarks]
    return f"""# The drill

Reminders are due while processes die. Backend and bot run as they always do, each in a process of its own, and are
killed with SIGKILL at random moments, also while they start. A third process is the sandbox, a model of Discord, which
fails in every way that it knows: it answers 429 and 5xx, cuts connections before and after the effect, and closes the
gateway. Then the messages in its channels are counted. **These are figures about the sandbox's model of Discord**, not
about Discord.

{table(outcomes)}

*Lost*: due, and in no channel. *Twice*: a person has more than one message of the same reminder. *Unknown*: it may
have been said, nobody can tell, and it was not repeated; staff see it and decide.

- {drill.students} students, up to {drill.waves} instants of the term a round; the course clock jumps from one to the
  next as soon as the one before is through. The outbox trusts a nonce for {drill.nonce_window_s:g} s (the model knows
  it for {drill.nonce_life_s:g} s); a silent bot is replaced after {drill.drain_lease_s:g} s.
- Second row: the model forgets a nonce after {FORGOTTEN_AFTER_S:g} s and the outbox never trusts one, so that what was
  begun by a bot that died is searched in the channel's history by its mark.
- The naive way: APScheduler {_apscheduler()} with an SQLAlchemy job store in SQLite and `misfire_grace_time=None`, one
  job a reminder, which opens the direct channel and sends with discord.py. It is one process, so each kill takes
  everything it has.
{chr(10).join([*faults, *remarks])}
- Machine: {processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release().split("-")[0]}, Python
  {platform.python_version()}. Made by `{command}`; `make drill` repeats it.
"""


def _apscheduler() -> str:
    import apscheduler

    return str(apscheduler.__version__)


async def drill_all(told: argparse.Namespace) -> list[Outcome]:
    drill = Drill(students=told.students, waves=told.waves, seed=told.seed)
    ours = await rounds(drill_ours, drill, told.kills)
    forgetful = replace(drill, nonce_life_s=FORGOTTEN_AFTER_S, nonce_window_s=1.0, seed=drill.seed + 100)
    looking = await rounds(
        drill_ours, forgetful, told.kills // 2, f"Syllabot, nonces forgotten after {FORGOTTEN_AFTER_S:g} s"
    )
    naive = await rounds(drill_naive, drill, told.kills)
    return [ours, looking, naive]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--waves", type=int, default=20)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page with the results")
    told = parser.parse_args()
    outcomes = asyncio.run(drill_all(told))
    print(table(outcomes))
    drill = Drill(students=told.students, waves=told.waves, seed=told.seed)
    if told.write is not None:
        command = " ".join(["python -m benchmarks.drill", *sys.argv[1:]])
        told.write.write_text(page(outcomes, drill, command), encoding="utf-8")
    return 1 if outcomes[0].lost or outcomes[0].twice else 0


if __name__ == "__main__":
    sys.exit(main())
