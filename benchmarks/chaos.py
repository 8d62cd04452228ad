"""The bot through everything that goes wrong at Discord, while students click.

    .venv/bin/python -m benchmarks.chaos --write             ten minutes; writes docs/chaos.md
    .venv/bin/python -m benchmarks.chaos --seconds 60 --students 20

Backend and bot are processes of their own; the pretend Discord and the students are in this one. In the first half the
faults come one after the other, with a calm moment between them; in the second half they come at random, several at
once. Then it is calm, and everything is counted: each interaction must have ended in exactly one answer, or in a
failure that was made to happen; what each student was told must fit what the backend and the board in chat say; no
task's exception may be left behind in the logs; and the bot's memory must not have grown.

It does not kill processes: `benchmarks.drill` does. Dice are seeded, but what falls together is up to the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from backend.compute.machine import processor
from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.signup import Board, GetBoard, ListPresenters
from backend.link import HttpLink
from benchmarks.storm.processes import ROOT, Program, free_port, running
from benchmarks.storm.programme import (
    GATEWAY,
    INTERACTIONS,
    REQUESTS,
    STARTS_ANEW,
    Trial,
    plant_at_random,
)
from benchmarks.storm.students import Class, Student
from benchmarks.storm.verdict import AWAY, STOOD_STILL, Absence, Away, Verdict, judge
from bot.cogs.signup import board_controls
from launch.tokens import sandbox_token
from sandbox.interactions import Interaction, Timing
from sandbox.people import Seed
from sandbox.server import Sandbox

OWNER = By(id="chaos", name="Chaos", staff=True)
EARLY_IN_THE_TERM = datetime(2024, 1, 25, 17, 0, tzinfo=UTC)
STAND_STILL_S = 2.0
"""The backend, so that answers are deferred; the bot says "thinking" after one and a half."""
RARELY_S = (30.0, 60.0)
"""In the random half, between two faults after which the bot is away for seconds."""
A_MOMENT_S, STALLED_S = 0.05, 1.0
"""The drill's own process looks at the clock every moment; so much later than meant is a stall of the machine."""
LONGER_S = 20.0
"""At most so much more time has a fault to strike at all."""


@dataclass(frozen=True)
class Storm:
    """How long, how many, how hard."""

    seconds: float = 600.0
    students: int = 50
    pause_s: float = 5.0
    """Between two acts of one student, on average."""
    seed: int = 20240122
    in_turn: tuple[Trial, ...] = REQUESTS + GATEWAY + STARTS_ANEW + INTERACTIONS
    share: float = 0.15
    """Of the requests, in the random half, that are struck."""
    respond_s: float = 3.0
    """What the bot has for its first response, as at Discord; more where the machine is busy with other tests."""


@dataclass
class Findings:
    """What the drill found."""

    storm: Storm
    verdict: Verdict = field(default_factory=Verdict)
    acts: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)
    state: list[str] = field(default_factory=list)
    """Where students, backend and board disagree in the end."""
    never_retrieved: list[str] = field(default_factory=list)
    logged: dict[str, int] = field(default_factory=dict)
    """Failures that each process logged with a traceback."""
    memory: dict[str, list[float]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    stalls: list[tuple[float, float]] = field(default_factory=list)
    """Spans of the real clock in which the machine let not even the drill itself run."""
    seconds: float = 0.0
    idle: list[str] = field(default_factory=list)
    """Faults that had nothing to strike in their time."""

    @property
    def faultless(self) -> bool:
        return not (
            self.verdict.wrong
            or self.contradictions
            or self.state
            or self.never_retrieved
            or self.unknown
        )


async def chaos(storm: Storm, folder: Path) -> Findings:
    findings = Findings(storm)
    dice = Random(storm.seed)
    bot_token, owner_token = secrets.token_hex(16), secrets.token_hex(16)
    port = free_port()
    environment = {
        "SYLLABOT_DATA_FOLDER": str(folder), "SYLLABOT_WEB_PORT": str(port),
        "SYLLABOT_BOT_TOKEN": bot_token, "SYLLABOT_OWNER_TOKEN": owner_token,
        "SYLLABOT_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    seed = Seed(students=tuple(f"Student {number}" for number in range(1, storm.students + 1)))
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(
            Sandbox(
                seed=seed,
                token=sandbox_token(bot_token),
                timing=Timing(respond_within=storm.respond_s),
                remembered=1000,
                heartbeat=5.0,
            )
        )
        backend = await stack.enter_async_context(
            running("backend", ["backend"], environment, folder)
        )
        link = await stack.enter_async_context(HttpLink(f"http://127.0.0.1:{port}", owner_token))
        await link(MoveClock(to=EARLY_IN_THE_TERM), OWNER)
        command = ["bot", "--sandbox", sandbox.url]
        bot = await stack.enter_async_context(running("bot", command, environment, folder))
        await sandbox.bot_ready(commands=1, timeout=60)
        await _weather(storm, sandbox, link, backend, bot, dice, findings)
        findings.struck = sandbox.faults.struck
        findings.unknown = sandbox.unknown
        for program in (backend, bot):
            findings.never_retrieved += program.complaints()
            findings.logged[program.name] = program.faults()
    return findings


async def _weather(
    storm: Storm, sandbox: Sandbox, link: HttpLink, backend: Program, bot: Program,
    dice: Random, findings: Findings,
) -> None:  # fmt: skip
    """The class, the faults, the calm, and the count."""
    reply = await sandbox.instructor.slash("setup", timeout=30)
    if reply.failed:
        raise RuntimeError(f"/setup failed before any fault was planted: {reply.failed}")
    await sandbox.until(
        lambda: sandbox.instructor.sees("presentations"), timeout=30, what="the board"
    )
    papers = [paper.id for paper in (await link(GetBoard(), OWNER)).papers if not paper.presenters][
        -8:
    ]
    school = Class(sandbox, papers, "presentations", storm.pause_s)
    students = [
        Student(person, school, Random(dice.randrange(2**31))) for person in sandbox.students
    ]
    interactions: dict[int, Interaction] = {}

    def heard(each: Interaction) -> None:
        interactions[each.id] = each

    sandbox.interactions.listeners.append(heard)
    away = Away(sandbox)
    away.watch()
    began = time.monotonic()
    measuring = asyncio.create_task(_measure([bot, backend], findings.memory))
    noticing = asyncio.create_task(_notice_stalls(findings.stalls))
    attending = [asyncio.create_task(student.attend()) for student in students]
    try:
        await _in_turn(storm, sandbox, backend, dice, findings)
        await _at_random(storm, sandbox, began, dice)
        sandbox.faults.clear()
        await sandbox.bot_ready(timeout=60)
        school.clicking = False
        await asyncio.gather(*attending)
    finally:
        measuring.cancel()
        noticing.cancel()
        for task in attending:
            task.cancel()
        await asyncio.gather(measuring, noticing, *attending, return_exceptions=True)
    findings.seconds = time.monotonic() - began
    findings.verdict = judge(
        sandbox, list(interactions.values()), away, storm.respond_s, findings.stalls
    )
    findings.acts, findings.contradictions = school.done, school.contradictions
    findings.state = await _disagreements(sandbox, link, students)


async def _in_turn(
    storm: Storm, sandbox: Sandbox, backend: Program, dice: Random, findings: Findings
) -> None:
    span = storm.seconds / 2 / len(storm.in_turn)
    for trial in storm.in_turn:
        await sandbox.bot_ready(timeout=60)
        before = sandbox.faults.struck.total()
        trial.plant(sandbox.faults, dice.randrange(2**31))
        until = time.monotonic() + LONGER_S
        if trial.slow:
            # Only what is asked meanwhile is deferred; it may be that nobody asks anything just then.
            await backend.stand_still(STAND_STILL_S)
            while sandbox.faults.struck.total() == before and time.monotonic() < until:
                await asyncio.sleep(STAND_STILL_S)
                await backend.stand_still(STAND_STILL_S)
        await asyncio.sleep(span * 0.75)
        try:
            await sandbox.until(lambda: sandbox.faults.struck.total() > before, timeout=LONGER_S)  # noqa: B023
        except TimeoutError:
            findings.idle.append(f"{trial.kind} of {trial.route or 'its usual route'}")
        sandbox.faults.clear()
        await asyncio.sleep(span * 0.25)


async def _at_random(storm: Storm, sandbox: Sandbox, began: float, dice: Random) -> None:
    plant_at_random(sandbox.faults, dice, storm.share)
    rare = [trial for trial in (*GATEWAY, *STARTS_ANEW) if trial.count is not None]
    while (left := began + storm.seconds - time.monotonic()) > 0:
        await asyncio.sleep(min(left, dice.uniform(*RARELY_S)))
        trial = dice.choice(rare)
        if left > RARELY_S[1]:
            trial.plant(sandbox.faults, dice.randrange(2**31))


async def _notice_stalls(stalls: list[tuple[float, float]]) -> None:
    """Note when this process itself, which has little to do, was kept from running for long: what is late then says
    nothing about the bot."""
    while True:
        before = time.time()
        await asyncio.sleep(A_MOMENT_S)
        if time.time() - before > A_MOMENT_S + STALLED_S:
            stalls.append((before, time.time()))


async def _measure(programs: list[Program], memory: dict[str, list[float]]) -> None:
    while True:
        for program in programs:
            memory.setdefault(program.name, []).append(program.resident_mb())
        await asyncio.sleep(1.0)


async def _disagreements(sandbox: Sandbox, link: HttpLink, students: list[Student]) -> list[str]:
    """Students against the backend, and the backend against the board in chat."""
    board: Board = await link(GetBoard(), OWNER)
    held: dict[str, str] = {}
    for paper in board.papers:
        for presenter in await link(ListPresenters(paper=paper.id), OWNER):
            if presenter.id in held:
                return [f"{presenter.name} presents both {held[presenter.id]} and {paper.id}"]
            held[presenter.id] = paper.id
    found = [
        f"{student.person.name} may hold {student.may_hold}, and holds {held.get(str(student.person.id))}"
        for student in students
        if held.get(str(student.person.id)) not in student.may_hold
    ]
    over = [paper.id for paper in board.papers if len(paper.presenters) > paper.seats]
    found += [f"{paper} has more presenters than seats" for paper in over]
    controls = board_controls(board)
    buttons: list[Any] = (
        [getattr(each, "item", each) for each in controls.children] if controls else []
    )
    wanted = [each.label for each in buttons if not each.disabled]

    def shown() -> list[str]:
        return [seen.buttons for seen in sandbox.instructor.sees("presentations") if seen.buttons][
            -1
        ]

    try:
        await sandbox.until(lambda: shown() == wanted, timeout=30)
    except TimeoutError:
        found.append(f"the board shows {shown()}, not {wanted}")
    return found


def figures(findings: Findings) -> str:
    """The findings as a Markdown table and lists."""
    verdict, storm = findings.verdict, findings.storm
    stalled = verdict.failed[STOOD_STILL]
    failed = sum(verdict.failed.values()) - stalled
    missed = sum(n for cause, n in verdict.failed.items() if cause.startswith(AWAY))
    lengths = [each.seconds for each in verdict.absences] or [0.0]
    lines = [
        "| | |",
        "|---|---|",
        f"| length | {findings.seconds:.0f} s, {storm.students} students, seed {storm.seed} |",
        f"| interactions | {verdict.interactions} |",
        f"| faults that struck | {sum(findings.struck.values())}, of {len(findings.struck)} kinds |",
        f"| ended in exactly one answer | {verdict.answered} |",
        f"| ended in a failure that was injected | {failed} |",
        f"| of these, because the bot was away | {missed} |",
        f"| the bot was away | {sum(lengths):.0f} s in {len(lengths)} absences, the longest {max(lengths):.1f} s |",
        f"| failed while the machine stood still ({len(findings.stalls)} times over {STALLED_S:g} s) | {stalled} |",
        f"| ended otherwise | {len(verdict.wrong)} |",
        f"| answers that contradict the model | {len(findings.contradictions)} |",
        f"| disagreements of students, backend and board in the end | {len(findings.state)} |",
        f"| task exceptions never retrieved | {len(findings.never_retrieved)} |",
        f"| failures logged with a traceback | {findings.logged} |",
    ]
    for name, sizes in findings.memory.items():
        third = max(1, len(sizes) // 3)
        early, late = sorted(sizes[third : 2 * third]), sorted(sizes[-third:])
        if early:
            lines.append(
                f"| memory of the {name}, middle and last third (median) | "
                f"{early[len(early) // 2]:.1f} MB, {late[len(late) // 2]:.1f} MB |"
            )
    lines += [
        "",
        "What struck: "
        + ", ".join(f"{kind} {n}" for kind, n in sorted(findings.struck.items()))
        + ".",
    ]
    lines += [
        "",
        "Failures by cause: "
        + ", ".join(f"{kind} {n}" for kind, n in verdict.failed.most_common())
        + ".",
    ]
    lines += ["", "Absences by what began them: " + _by_cause(verdict.absences) + "."]
    if findings.idle:
        lines += ["", "Had nothing to strike: " + ", ".join(findings.idle) + "."]
    lines += [
        "",
        "What the students did: "
        + ", ".join(f"{act} {n}" for act, n in sorted(findings.acts.items()))
        + ".",
    ]
    wrong = [
        *verdict.wrong,
        *findings.contradictions,
        *findings.state,
        *findings.never_retrieved,
        *findings.unknown,
    ]
    return "\n".join([*lines, "", *(f"- {each}" for each in wrong)]).rstrip() + "\n"


def _by_cause(absences: list[Absence]) -> str:
    """How many, and how long on average and at most."""
    found: dict[str, list[float]] = {}
    for each in absences:
        found.setdefault(each.causes[0] if each.causes else "nothing", []).append(each.seconds)
    most = sorted(found.items(), key=lambda item: -sum(item[1]))
    return "; ".join(
        f"{cause} {len(spans)} ({sum(spans):.1f} s, the longest {max(spans):.1f} s)"
        for cause, spans in most
    )


def circumstances(storm: Storm, before: tuple[float, ...]) -> str:
    """Machine, load and commit, and the command that repeats it."""
    system = f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}"
    told = f"--seconds {storm.seconds:g} --students {storm.students} --pause {storm.pause_s:g} --seed {storm.seed}"
    return (
        f"Machine: {processor()}, {os.cpu_count()} cores, {system}. Load average {before[0]:.1f} in the minute before, "
        f"from whatever else ran here, and {os.getloadavg()[1]:.1f} in the last five minutes of the drill.\n"
        f"Commit {commit()}. Made by `python -m benchmarks.chaos {told} --write`.\n"
    )


def commit() -> str:
    """The checkout's commit in short; it says so when files had been changed."""
    git = ["git", "-C", str(ROOT)]
    named = subprocess.run(
        [*git, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=False
    )
    if named.returncode:
        return "unknown"
    changed = subprocess.run(
        [*git, "status", "--porcelain", "--untracked-files=no"], capture_output=True, check=False
    )
    return named.stdout.strip() + (" with changes" if changed.stdout else "")


PAGE = """# The chaos drill

Backend and bot as processes of their own, against the sandbox, which fails in every way that its language of faults
knows: each in turn, then at random. What is counted is said in `benchmarks/chaos.py`, and when a failure counts as
injected in `benchmarks/storm/verdict.py`.

The students click on while the bot is away, as often as before, and whoever clicks then reads that the application did
not respond: nobody can answer them. Most of an absence is the wait before a new IDENTIFY, of which Discord takes one in
five seconds; connections that may be resumed are back at once, and what was clicked meanwhile is answered.

"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description="The bot through everything that goes wrong at Discord."
    )
    parser.add_argument("--seconds", type=float, default=Storm.seconds)
    parser.add_argument("--students", type=int, default=Storm.students)
    parser.add_argument("--pause", type=float, default=Storm.pause_s)
    parser.add_argument("--seed", type=int, default=Storm.seed)
    parser.add_argument("--write", action="store_true", help="write docs/chaos.md")
    told = parser.parse_args()
    storm = Storm(told.seconds, told.students, told.pause, told.seed)
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        findings = asyncio.run(chaos(storm, Path(folder)))
        for name, count in findings.logged.items():
            if count:
                sys.stderr.write(
                    (Path(folder) / f"{name}.log").read_text("utf-8", "replace")[-20000:]
                )
    text = f"{figures(findings)}\n{circumstances(storm, before)}"
    print(text)
    if told.write:
        (ROOT / "docs" / "chaos.md").write_text(PAGE + text, "utf-8")
    return 0 if findings.faultless else 1


if __name__ == "__main__":
    sys.exit(main())
