"""`syllabot sandbox`: the pretend Discord with its chat page, a class of students, and the course's clock."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from typing import Any

from backend.contract import By
from backend.contract.calendar import GetCourse, ListDeadlines, TickOff
from backend.contract.clock import ClockFace, GetClock, MoveClock
from backend.contract.notices import ListPlaces
from backend.contract.refusals import BackendAway, CourseError
from backend.contract.signup import GetBoard, SignUp
from backend.course.load import load
from backend.course.times import instant, zone
from backend.link import HttpLink
from backend.settings import Settings, SettingsError
from launch.supervisor import say_ready
from launch.tokens import read_tokens, sandbox_token
from sandbox.people import STUDENTS, Seed
from sandbox.server import Sandbox

log = logging.getLogger(__name__)

SELF = By(id="sandbox", name="Sandbox", staff=True)
ASK_AGAIN_S = 0.1


class BackendClock:
    """The course clock as the page's slider sees it: it lives in the backend, and moves there."""

    def __init__(self, link: HttpLink) -> None:
        self.link = link
        self._last: dict[str, Any] | None = None

    async def read(self) -> dict[str, Any]:
        """What the backend says; while it is away, what it said last, or else as soon as it is there."""
        while True:
            try:
                self._last = _shown(await self.link(GetClock(), SELF))
            except BackendAway:
                await asyncio.sleep(ASK_AGAIN_S)
            if self._last is not None:
                return self._last

    async def move(self, to: str) -> dict[str, Any]:
        """`to` is a local time of the course. Raises ValueError, with a sentence, for one it cannot take."""
        told = datetime.fromisoformat(to)
        if told.tzinfo is None:
            face = await self.read()
            told = instant(told.date(), told.time(), zone(face["zone"]))
        try:
            self._last = _shown(await self.link(MoveClock(to=told), SELF))
        except BackendAway as away:
            raise ValueError(away.sentence) from None
        return self._last


def _shown(face: ClockFace) -> dict[str, Any]:
    tz = zone(face.zone)
    return {
        "now": face.now.astimezone(tz).isoformat(),
        "zone": face.zone,
        "landmarks": [
            {"label": mark.label, "at": mark.at.astimezone(tz).isoformat()} for mark in face.marks
        ],
    }


async def serve_sandbox(settings: Settings, *, start_clock: bool) -> int:
    """Serve until cancelled. Raises `SettingsError` when the port is taken."""
    tokens = read_tokens(settings)
    async with HttpLink(settings.backend_url, tokens.owner) as link:
        sandbox = Sandbox(
            seed=_seed(settings),
            port=settings.sandbox.port,
            token=sandbox_token(tokens.bot),
            state_file=settings.data.folder / "sandbox" / "state.json",
            clock=BackendClock(link),
        )
        try:
            await sandbox.start()
        except OSError as failure:
            raise SettingsError(
                f"[sandbox] port: cannot listen on port {settings.sandbox.port} ({failure.strerror}); "
                "is another Syllabot running? SYLLABOT_SANDBOX_PORT chooses another port"
            ) from None
        try:
            await _prepare(sandbox, link, start_clock=start_clock)
            await asyncio.Event().wait()
        finally:
            await sandbox.stop()
    return 0


def _seed(settings: Settings) -> Seed:
    """The course's server with so many students: the shipped names first, then numbered ones."""
    students = settings.sandbox.students
    course = load(settings.course.folder)
    more = tuple(f"Student {number}" for number in range(len(STUDENTS) + 1, students + 1))
    return Seed(guild=f"{course.code}, {course.term}", students=(STUDENTS + more)[:students])


async def _prepare(sandbox: Sandbox, link: HttpLink, *, start_clock: bool) -> None:
    """Set the clock, seed the class on its first day, and set the server up as its owner would."""
    while True:
        try:
            course = await link(GetCourse(), SELF)
            break
        except BackendAway:
            await asyncio.sleep(ASK_AGAIN_S)
    if start_clock:
        await link(MoveClock(to=course.sandbox_start), SELF)
    board = await link(GetBoard(), SELF)
    say_ready()
    if start_clock and not any(paper.presenters for paper in board.papers):
        await _seed_class(sandbox, link)
    await _set_up(sandbox, link)


async def _seed_class(sandbox: Sandbox, link: HttpLink) -> None:
    """Two in three students have a paper already, one in four has ticked something off. Public calls only."""
    board = await link(GetBoard(), SELF)
    ahead = [paper for paper in board.papers if paper.starts > board.term.now]
    due = await link(ListDeadlines(within_days=30), SELF)
    for number, student in enumerate(sandbox.students):
        by = By(id=str(student.id), name=student.name)
        try:
            if number % 3 and ahead:
                # Steps of 5 leave some papers full, some with one seat and some with two.
                await link(SignUp(paper=ahead[number * 5 % len(ahead)].id), by)
            if number % 4 == 1 and due.deadlines:
                await link(TickOff(deadline=due.deadlines[0].id), by)
        except CourseError as refusal:
            log.info("The seeded class: %s was refused: %s", student.name, refusal.sentence)


async def _set_up(sandbox: Sandbox, link: HttpLink) -> None:
    """Let the instructor type `/setup` once, unless the channels it made are there already."""
    channels = {str(channel) for channel in sandbox.world.channels}
    places = await link(ListPlaces(), SELF)
    if any(place.board_channel in channels for place in places):
        return
    await sandbox.bot_ready(commands=1, timeout=120)
    reply = await sandbox.instructor.slash("setup")
    if reply.failed:
        log.warning("The instructor's /setup did not succeed: %s", reply.failed)
