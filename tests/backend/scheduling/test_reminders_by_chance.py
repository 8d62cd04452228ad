"""Anything may happen in any order: whatever is said, and nothing else, is what a simple model says should be.

Deadlines move, extensions are granted and end, students join and leave, choose leads, turn reminders off, sign up, tick
off; hours pass with and without an alarm; the bot goes and comes; and the course clock jumps, forward and back.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from backend.clock import HandClock
from backend.contract import Call
from backend.contract.calendar import TickOff
from backend.contract.changes import EndExtension, Extend, MoveDeadline, Person
from backend.contract.clock import MoveClock
from backend.contract.refusals import CourseError
from backend.contract.reminders import (
    ChooseLeads,
    JoinCourse,
    LeaveCourse,
    ReminderDigest,
    ReminderDue,
    ReminderKind,
    TurnReminders,
)
from backend.contract.signup import Leave, SignUp
from backend.course.load import load
from backend.settings import Settings
from tests.backend.scheduling.mailbox import NAMES, NEW_YORK, Mailbox, Message, at
from tests.backend.scheduling.reminder_model import Item, Model, Said, Student
from tests.conftest import COURSE, House, build

R = TypeVar("R")
Step = tuple[str, int, int]
BEGIN = at(2, 9)
STUDENTS = ("101", "102", "103")
PAPERS = {"4a": date(2024, 2, 21), "5a": date(2024, 2, 28), "7a": date(2024, 3, 13)}

ITEMS = {
    "review-1": Item("review", date(2024, 2, 7)),
    "pa1": Item("assignment", date(2024, 2, 12)),
    "review-3": Item("review", date(2024, 2, 21)),
    "pa2": Item("assignment", date(2024, 2, 28)),
    "review-5": Item("review", date(2024, 3, 11)),
    "review-6": Item("review", date(2024, 3, 18)),
    "review-7": Item("review", date(2024, 3, 25)),
    "proposal": Item("project", date(2024, 3, 25)),
    "review-8": Item("review", date(2024, 4, 8)),
    "review-9": Item("review", date(2024, 4, 15)),
    "review-10": Item("review", date(2024, 4, 22)),
    "review-11": Item("review", date(2024, 4, 29)),
    "abstract-draft": Item("project", date(2024, 4, 29), taken_until=date(2024, 5, 1)),
    "report": Item("project", date(2024, 5, 15), hour=time(16, 30)),
}
"""Written from the syllabus."""

DEFAULTS: dict[str, tuple[int, ...]] = {
    "review": (2,), "assignment": (3, 1), "project": (7, 2), "presentation": (7, 1),
}  # fmt: skip
KINDS: tuple[ReminderKind, ...] = ("review", "assignment", "project", "presentation")
CHOICES = (None, (1,), (2, 4), (1, 3, 6), None, ())


class Term:
    """The house and the model, side by side. A step's two numbers choose what it is about."""

    def __init__(self, url: str, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        clock = HandClock(BEGIN)
        told = Settings(data={"folder": folder})  # type: ignore[arg-type]
        self.backend = build(url, load(COURSE), told, clock)
        self.mail = Mailbox(House(self.backend, clock, ""), self.backend)
        self.model = Model(ITEMS, PAPERS, DEFAULTS, BEGIN, {name: Student() for name in STUDENTS})
        self.extensions = 0
        self.bot = True
        self.loop.run_until_complete(self.mail.ring())
        for student in STUDENTS[:2]:
            self._join(student)

    # Who is reminded of what.

    def join(self, a: int, _b: int) -> None:
        """Whoever left or turned them off wants them again, or most of them do."""
        for student in STUDENTS[a % 2 :]:
            if not self.model.students[student].joined:
                self._join(student)
            if not self.model.students[student].on:
                self._turn(student, on=True)

    def leave(self, a: int, _b: int) -> None:
        self._leave(STUDENTS[a % 3])

    def turn(self, a: int, b: int) -> None:
        self._turn(STUDENTS[a % 3], on=b % 3 > 0)

    def choose(self, a: int, b: int) -> None:
        self._choose(STUDENTS[a % 3], KINDS[b % 4], CHOICES[b // 4 % 6])

    def tick(self, a: int, b: int) -> None:
        self._tick(STUDENTS[a % 3], self._ahead(b), done=b % 5 > 0)

    def sign_up(self, a: int, b: int) -> None:
        student, paper = STUDENTS[a % 3], list(PAPERS)[b % 3]
        if self._ask(SignUp(paper=paper), student) is not None:
            self.model.students[student].presents = paper
        self._settle()

    def give_back(self, a: int, _b: int) -> None:
        if self._ask(Leave(), STUDENTS[a % 3]) is not None:
            self.model.students[STUDENTS[a % 3]].presents = None
        self._settle()

    # Dates that change. Chance alone would rarely meet one between its reminder and its day.

    def change_any(self, a: int, b: int) -> None:
        self._change(STUDENTS[a % 3], self._ahead(a), b % 12 - 4, for_one=b % 2 == 0)

    def change_what_was_told(self, a: int, b: int) -> None:
        told = [
            (student, name)
            for student, each in self.model.students.items()
            for subject, day in each.told.items()
            if (name := subject.removeprefix("deadline:")) in ITEMS
            and self.model.until(subject, day) > self.model.now
        ]
        if told:
            student, name = told[a % len(told)]
            self._change(student, name, b % 7 - 2, for_one=a % 2 == 0)

    def change_what_waits(self, a: int, b: int) -> None:
        waiting = [
            (each.student, name)
            for each in self.model.outbox
            if (name := each.subject.removeprefix("deadline:")) in ITEMS
        ]
        if not waiting:
            return
        student, name = waiting[a % len(waiting)]
        ways: tuple[Callable[[], None], ...] = (
            lambda: self._change(student, name, b % 7 - 2, for_one=True),
            lambda: self._change(student, name, b % 7 - 2, for_one=False),
            lambda: self._tick(student, name, done=True),
            lambda: self._turn(student, on=False),
            lambda: self._leave(student),
            lambda: self._choose(student, ITEMS[name].kind, (1,)),
        )
        ways[b % len(ways)]()

    def hurry(self, a: int, b: int) -> None:
        """Move what lies ahead so near that its reminders are over."""
        name, student = self._ahead(a), STUDENTS[a % 3]
        day = self.model.now.astimezone(NEW_YORK).date() + timedelta(days=1 + b % 2)
        by = (day - self.model.date_of(student, name)[1]).days
        self._change(student, name, by, for_one=b % 3 == 0)

    def end_extension(self, a: int, b: int) -> None:
        held = [(who, name) for who, each in self.model.students.items() for name in each.own]
        if not held:
            return
        student, name = held[a % len(held)]
        if self._ask(EndExtension(deadline=name, student=student)) is not None:
            del self.model.students[student].own[name]
            self._settle(frozenset({f"deadline:{name}"}), student)

    # Time.

    def time_passes(self, a: int, b: int) -> None:
        until = self.model.now + timedelta(hours=1 + (a + b) % 80)
        messages = self.loop.run_until_complete(self.mail.until(until, bot=self.bot))
        self._check(messages, self.model.pass_time(until, bot=self.bot))

    def time_passes_without_an_alarm(self, a: int, b: int) -> None:
        hours = timedelta(hours=1 + (a + b) % 150)
        self.mail.house.clock.move(hours)
        self.model.now += hours
        self.loop.run_until_complete(self.mail.ring())
        self.model.ring()
        self._post()

    def the_bot_goes(self, a: int, b: int) -> None:
        self.bot = False
        self.time_passes(a, b)

    def the_bot_comes(self, _a: int, _b: int) -> None:
        self.bot = True
        self._post()

    def the_clock_jumps(self, a: int, b: int) -> None:
        self._jump(timedelta(hours=(a + b) % 400 - 200))

    def the_clock_jumps_there_and_back(self, a: int, b: int) -> None:
        away = timedelta(days=5 + (a + b) % 30)
        self._jump(away)
        self._jump(-away)

    # How each is done, to the house and to the model.

    def _ahead(self, number: int) -> str:
        """One of the next three deadlines."""
        days = {name: self.model.date_of("101", name)[1] for name in ITEMS}
        today = self.model.now.astimezone(NEW_YORK).date()
        ahead = sorted((day, name) for name, day in days.items() if day >= today)
        return ahead[number % min(3, len(ahead))][1] if ahead else "report"

    def _join(self, student: str) -> None:
        self._ask(JoinCourse(), student)
        self.model.students[student].joined = True
        self._settle()

    def _leave(self, student: str) -> None:
        self._ask(LeaveCourse(), student)
        self.model.students[student].joined = False
        self._settle()

    def _turn(self, student: str, *, on: bool) -> None:
        self._ask(TurnReminders(on=on), student)
        self.model.students[student].on = on
        self._settle()

    def _choose(self, student: str, kind: str, leads: tuple[int, ...] | None) -> None:
        chosen = None if leads is None else tuple(f"{lead}d" for lead in leads)
        self._ask(ChooseLeads(kind=kind, leads=chosen), student)  # type: ignore[arg-type]
        if leads is None:
            self.model.students[student].leads.pop(kind, None)
        else:
            self.model.students[student].leads[kind] = leads
        self._settle()

    def _tick(self, student: str, name: str, *, done: bool) -> None:
        self._ask(TickOff(deadline=name, done=done), student)
        ticked = self.model.students[student].done
        (ticked.add if done else ticked.discard)(name)
        self._settle()

    def _change(self, student: str, name: str, by: int, *, for_one: bool) -> None:
        """Move a deadline by so many days, from where it is for that student."""
        subjects = frozenset({f"deadline:{name}"})
        day = self.model.date_of(student, name)[1] + timedelta(days=by)
        if for_one:
            person = Person(id=student, name=NAMES[student])
            if self._ask(Extend(deadline=name, students=(person,), day=day)) is not None:
                self.extensions += 1
                self.model.students[student].own[name] = (self.extensions, day)
                self._settle(subjects, student)
            return
        version, _ = self.model.moved.get(name, (1, None))
        if self._ask(MoveDeadline(deadline=name, day=day, expected=version)) is not None:
            self.model.moved[name] = (version + 1, day)
            self._settle(subjects)

    def _jump(self, by: timedelta) -> None:
        self.model.now += by
        self._ask(MoveClock(to=self.model.now))
        self.model.revive()
        self._settle()

    def _ask(self, call: Call[R], by: str = "900") -> R | None:
        """None for a refusal: then nothing happened, in the model neither."""
        try:
            return self.loop.run_until_complete(self.mail.ask(call, by, staff=by == "900"))
        except CourseError:
            return None

    def _settle(self, moved: frozenset[str] = frozenset(), whose: str | None = None) -> None:
        """What follows from whatever was just done."""
        self.model.correct()
        self.model.replan(moved, whose)
        self.model.ring()
        self._post()

    def _post(self) -> None:
        """The bot posts, if it is there; it must be what the model says."""
        if self.bot:
            messages = self.loop.run_until_complete(self.mail.drain())
            self._check(messages, self.model.post())

    def _check(self, messages: list[Message], expected: list[Said]) -> None:
        assert sorted(map(shown, messages), key=str) == sorted(expected, key=str)


def shown(message: Message) -> Said:
    """A message in the model's terms."""
    if isinstance(message.matter, ReminderDigest):
        parts = " ".join(sorted(map(subject, message.matter.items)))
        return Said(message.at, message.to, parts, None, -2)
    said = message.due
    lead = -1 if said.correction else int((said.lead or "0d")[:-1])
    return Said(message.at, message.to, subject(said), said.day, lead)


def subject(said: ReminderDue) -> str:
    return f"deadline:{said.deadline.id}" if said.deadline else f"paper:{said.paper.id}"  # type: ignore[union-attr]


OFTEN = ("join", "change_what_was_told", "change_what_waits", "time_passes", "time_passes", "the_bot_goes")
STEPS = (*(name for name in vars(Term) if not name.startswith("_")), *OFTEN)


def play(steps: Sequence[Step], database: Callable[[], str]) -> None:
    """From the beginning of the term, in a new `database`. Raises `AssertionError` where house and model part."""
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory() as folder:
        term = Term(database(), Path(folder), loop)
        try:
            for name, a, b in steps:
                getattr(term, name)(a, b)
            term.the_bot_comes(0, 0)
        finally:
            loop.run_until_complete(term.backend.close())
            loop.close()


def parts(steps: Sequence[Step], database: Callable[[], str]) -> str:
    """What went wrong; empty when nothing did."""
    try:
        play(steps, database)
    except AssertionError as difference:
        return str(difference) or "they differ"
    return ""


def shortest(steps: Sequence[Step], database: Callable[[], str]) -> list[Step]:
    """The same failure in fewer steps: halves, quarters … and single steps are left out while it still fails."""
    left, size = list(steps), len(steps) // 2
    while size:
        for start in range(0, len(left), size):
            fewer = left[:start] + left[start + size :]
            if fewer and parts(fewer, database):
                left = fewer
                break
        else:
            size //= 2
    return left


@pytest.mark.parametrize("seed", [1, 2, 5, 8, 10, 21])
def test_whatever_happens(seed: int, new_sqlite: Callable[[], str]) -> None:
    """These walks were seen to find each of eight faults that were put into the code one at a time."""
    chance = random.Random(seed)
    steps = [
        (chance.choice(STEPS), chance.randrange(1000), chance.randrange(1000)) for _ in range(70)
    ]
    if parts(steps, new_sqlite):
        story = shortest(steps, new_sqlite)
        pytest.fail(f"{len(story)} steps: {story}\n{parts(story, new_sqlite)}")


def test_the_models_dates_are_the_courses() -> None:
    """The model's table was written by hand; so was the course folder."""
    course = load(COURSE)
    assert {item.id: (item.kind, item.day, item.hour) for item in course.deadlines} == {
        name: (item.kind, item.day, item.hour) for name, item in ITEMS.items()
    }
    assert {paper: course.meeting_of_paper(paper).day for paper in PAPERS} == PAPERS  # type: ignore[union-attr]
