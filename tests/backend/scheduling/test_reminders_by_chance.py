"""Anything may happen in any order: whatever is said, and nothing else, is what a simple model says should be.

Deadlines move, extensions are granted and end, students join and leave, choose leads, turn reminders off, sign up, tick
off; hours pass with alarm and bot at work, or without them; and the course clock jumps, forward and back.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlmodel import SQLModel

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
    TurnReminders,
)
from backend.contract.signup import Leave, SignUp
from backend.course.load import load
from backend.db import Database
from backend.settings import Settings
from tests.backend.scheduling.mailbox import NAMES, Mailbox, Message, at
from tests.backend.scheduling.reminder_model import Item, Model, Said, Student
from tests.conftest import COURSE, House, build

R = TypeVar("R")
BEGIN = at(2, 1)
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
}  # fmt: skip
"""Written from the syllabus."""

DEFAULTS = {"review": (2,), "assignment": (3, 1), "project": (7, 2), "presentation": (7, 1)}

names = st.sampled_from(("review-1", "pa1", "review-3", "pa2", "review-5", "proposal", "report"))
students = st.sampled_from(STUDENTS)
days = st.integers(-9, 9)


class Term(RuleBasedStateMachine):
    """The house and the model, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'term.db'}"
        database = Database(url)
        SQLModel.metadata.create_all(database.writer)
        database.close()
        clock = HandClock(BEGIN)
        told = Settings(data={"folder": self.folder.name})  # type: ignore[arg-type]
        self.backend = build(url, load(COURSE), told, clock)
        self.mail = Mailbox(House(self.backend, clock, ""), self.backend)
        self.model = Model(ITEMS, PAPERS, DEFAULTS, BEGIN, {name: Student() for name in STUDENTS})
        self.extensions = 0

    def teardown(self) -> None:
        self.loop.run_until_complete(self.backend.close())
        self.loop.close()
        self.folder.cleanup()

    def ask(self, call: Call[R], by: str = "900") -> R | None:
        """None for a refusal: then nothing happened, in the model neither."""
        try:
            return self.loop.run_until_complete(self.mail.ask(call, by, staff=by == "900"))
        except CourseError:
            return None

    def compare(self, expected: list[Said]) -> None:
        """Post what is due; it must be what the model says."""
        self.loop.run_until_complete(self.mail.ring())
        self.check(self.loop.run_until_complete(self.mail.drain()), expected)

    def check(self, messages: list[Message], expected: list[Said]) -> None:
        assert sorted(map(shown, messages), key=str) == sorted(expected, key=str)

    @initialize()
    def somebody_joins(self) -> None:
        self.join("101")

    @rule(student=students)
    def join(self, student: str) -> None:
        self.ask(JoinCourse(), student)
        self.model.students[student].joined = True
        self.settle()

    @rule(student=students)
    def leave(self, student: str) -> None:
        self.ask(LeaveCourse(), student)
        self.model.students[student].joined = False
        self.settle()

    @rule(student=students, on=st.booleans())
    def turn(self, student: str, on: bool) -> None:
        self.ask(TurnReminders(on=on), student)
        self.model.students[student].on = on
        self.settle()

    @rule(
        student=students,
        kind=st.sampled_from(tuple(DEFAULTS)),
        leads=st.none() | st.sets(st.integers(1, 12), max_size=3),
    )
    def choose(self, student: str, kind: Any, leads: set[int] | None) -> None:
        chosen = None if leads is None else tuple(f"{lead}d" for lead in leads)
        self.ask(ChooseLeads(kind=kind, leads=chosen), student)
        if leads is None:
            self.model.students[student].leads.pop(kind, None)
        else:
            self.model.students[student].leads[kind] = tuple(sorted(leads))
        self.settle()

    @rule(student=students, name=names, done=st.booleans())
    def tick(self, student: str, name: str, done: bool) -> None:
        self.ask(TickOff(deadline=name, done=done), student)
        ticked = self.model.students[student].done
        (ticked.add if done else ticked.discard)(name)
        self.settle()

    @rule(student=students, paper=st.sampled_from(tuple(PAPERS)))
    def sign_up(self, student: str, paper: str) -> None:
        if self.ask(SignUp(paper=paper), student) is not None:
            self.model.students[student].presents = paper
        self.settle()

    @rule(student=students)
    def give_back(self, student: str) -> None:
        if self.ask(Leave(), student) is not None:
            self.model.students[student].presents = None
        self.settle()

    @rule(name=names, by=days)
    def move(self, name: str, by: int) -> None:
        version, _ = self.model.moved.get(name, (1, None))
        day = ITEMS[name].day + timedelta(days=by)
        if self.ask(MoveDeadline(deadline=name, day=day, expected=version)) is None:
            return
        self.model.moved[name] = (version + 1, day)
        self.settle(frozenset({f"deadline:{name}"}))

    @rule(student=students, name=names, by=days)
    def extend(self, student: str, name: str, by: int) -> None:
        person, day = Person(id=student, name=NAMES[student]), ITEMS[name].day + timedelta(days=by)
        if self.ask(Extend(deadline=name, students=(person,), day=day)) is None:
            return
        self.extensions += 1
        self.model.students[student].own[name] = (self.extensions, day)
        self.settle(frozenset({f"deadline:{name}"}), student)

    @rule(student=students, name=names)
    def end_extension(self, student: str, name: str) -> None:
        if self.ask(EndExtension(deadline=name, student=student)) is None:
            return
        del self.model.students[student].own[name]
        self.settle(frozenset({f"deadline:{name}"}), student)

    @rule(hours=st.integers(1, 24 * 12))
    def time_passes(self, hours: int) -> None:
        until = self.model.now + timedelta(hours=hours)
        messages = self.loop.run_until_complete(self.mail.until(until))
        self.check(messages, self.model.pass_time(until))

    @rule(hours=st.integers(1, 24 * 12))
    def time_passes_unwatched(self, hours: int) -> None:
        self.mail.house.clock.move(timedelta(hours=hours))
        self.model.now += timedelta(hours=hours)
        self.compare(self.model.settle())

    @rule(hours=st.integers(-24 * 30, 24 * 30))
    def the_clock_jumps(self, hours: int) -> None:
        self.model.now += timedelta(hours=hours)
        self.ask(MoveClock(to=self.model.now))
        self.model.revive()
        self.settle()

    def settle(self, moved: frozenset[str] = frozenset(), whose: str | None = None) -> None:
        self.model.replan(moved, whose)
        self.compare(self.model.settle())


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


Term.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TestWhateverHappens = Term.TestCase


def test_the_models_dates_are_the_courses() -> None:
    """The model's table was written by hand; so was the course folder."""
    course = load(COURSE)
    assert {item.id: (item.kind, item.day, item.hour) for item in course.deadlines} == {
        name: (item.kind, item.day, item.hour) for name, item in ITEMS.items()
    }
    assert {paper: course.meeting_of_paper(paper).day for paper in PAPERS} == PAPERS  # type: ignore[union-attr]
