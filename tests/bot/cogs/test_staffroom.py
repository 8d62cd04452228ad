"""`/staff`: dates that move, extensions, the folder read again, and what was sent. Noon on Monday, 5 February 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.contract.calendar import Deadline, ListDeadlines
from backend.contract.changes import ListExtensions
from backend.contract.reminders import RingReminders
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from backend.settings import CourseSettings, DataSettings, DeliverySettings, Settings
from sandbox.acting import Person
from sandbox.errors import Refused
from sandbox.permissions import Permission
from tests.backend.scheduling.test_reload import FRIDAY, REVIEW_3, Folder
from tests.bot.cogs.test_notices import becomes, say
from tests.bot.conftest import Stage

STAFF_COMMANDS = ("deadline", "extend", "extensions", "moves", "reload", "deliveries", "why")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "course")


@pytest.fixture
def course(folder: Folder) -> Course:
    return load(folder.path)


@pytest.fixture
def settings(tmp_path: Path, folder: Folder) -> Settings:
    return Settings(
        data=DataSettings(folder=tmp_path),
        course=CourseSettings(folder=folder.path),
        delivery=DeliverySettings(event_days=0),
    )


async def due(stage: Stage, deadline: str, person: Person | None = None) -> Deadline:
    call = ListDeadlines(within_days=None, past=True, mine=person is not None)
    found = await stage.ask(call, by=str(person.id) if person else "terminal")
    return next(each for each in found.deadlines if each.id == deadline)


async def told_of_review_3(stage: Stage) -> None:
    """Ada joins, and gets the reminder of the review that is due on Wednesday the 21st."""
    await stage.at(datetime(2024, 2, 18, 17, 0, tzinfo=UTC))
    await stage.ada.slash("join")
    await stage.at(datetime(2024, 2, 20, 0, 31, tzinfo=UTC))
    await stage.ask(RingReminders(rebuild=True))
    await stage.until(lambda: stage.ada.inbox, "the reminder")
    assert "Review of paper 3a or 3b" in stage.ada.inbox[-1].text


# Deliveries.


async def test_deliveries_can_be_filtered_and_turned(stage: Stage) -> None:
    await stage.setup()
    for number in range(10):
        say(stage, f"note number {number}")
        await becomes(stage, f"note number {number}", "said")
    reply = await stage.instructor.slash("staff deliveries")
    assert reply.first.ephemeral and "11 said" in reply.text
    assert "note number 9" in reply.text and "note number 1" not in reply.text
    older = await stage.instructor.click(reply, label="older ▶")
    assert older.first == reply.first
    assert "note number 1" in older.text and "sign-up board" in older.text
    newest = await stage.instructor.click(older, label="newest")
    assert "note number 9" in newest.text
    only = (await stage.instructor.slash("staff deliveries", about="number 3")).text
    assert "note number 3" in only and "note number 4" not in only
    place = await stage.instructor.slash(
        "staff deliveries", options={"channel": "presentations", "state": "said"}
    )
    assert "sign-up board" in place.text and "note number" not in place.text
    assert (
        "Nothing was sent"
        in (await stage.instructor.slash("staff deliveries", person=stage.ben)).text
    )


async def test_what_was_not_said_can_be_said_again_or_let_be(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        everyone = stage.sandbox.world.roles[stage.sandbox.world.guild_id]
        allowed = everyone.permissions
        stage.sandbox.set_bot_permissions(0)
        everyone.permissions = int(Permission.VIEW_CHANNEL)
        for text in ("say me again", "let me be"):
            say(stage, text)
            await becomes(stage, text, "set aside")
        reply = await stage.instructor.slash("staff deliveries", state="set aside")
        assert "2 set aside" in reply.text and "Missing Permissions" in reply.text
        everyone.permissions = allowed
    async with stage.running():
        again = await stage.instructor.choose(reply, ["2"], custom_id="delivery:pick")
        await stage.instructor.click(again, label="let it be")
        again = await stage.instructor.choose(reply, ["1"], custom_id="delivery:pick")
        sent = await stage.instructor.click(again, label="say it again")
        assert "on its way again" in sent.text
        await becomes(stage, "say me again", "said")
        await becomes(stage, "let me be", "withdrawn")
        assert len(stage.posts("general")) == 1
        settled = await stage.instructor.choose(reply, ["2"], custom_id="delivery:pick")
        assert not settled.first.buttons


async def test_staff_see_why_a_student_was_reminded(stage: Stage) -> None:
    await told_of_review_3(stage)
    text = (await stage.instructor.slash("staff why", student=stage.ada, task="review-3")).text
    assert "About Ada Okonkwo" in text and "Review of paper 3a" in text
    assert (
        "You have not joined" in (await stage.instructor.slash("staff why", student=stage.ben)).text
    )


# Who may.


async def test_students_are_not_shown_it_and_are_refused_when_shown(stage: Stage) -> None:
    assert "staff" not in stage.ada.commands
    with pytest.raises(Refused):
        await stage.ada.slash("staff reload")
    stage.sandbox.permit("staff", stage.ada)
    given: dict[str, dict[str, object]] = {
        "deadline": {"task": "pa1", "day": "13 Feb"},
        "extend": {"task": "pa1", "day": "16 Feb", "student": stage.ada},
        "why": {"student": stage.ben},
    }
    for name in STAFF_COMMANDS:
        reply = await stage.ada.slash(f"staff {name}", options=given.get(name, {}))
        assert reply.first.ephemeral and "Only the course staff may do that" in reply.text, name
    assert (await due(stage, "pa1", stage.ada)).day == date(2024, 2, 12)


# Moves.


async def test_a_move_is_shown_then_made_and_corrects_who_was_told(stage: Stage) -> None:
    await told_of_review_3(stage)
    shown = await stage.instructor.slash(
        "staff deadline", task="review-3", day="23 Feb", hour="6 pm", reason="the room | *flooded*"
    )
    assert shown.first.ephemeral
    for part in (
        "Wednesday 21 February 2024", "Friday 23 February 2024", "1 person", "Ada Okonkwo",
        "Reason: the room | *flooded*",
    ):  # fmt: skip
        assert part in shown.text, part
    assert (await due(stage, "review-3")).day == date(2024, 2, 21), "nothing happened yet"

    moved = await stage.instructor.click(shown, label="Move it")
    assert moved.first == shown.first and "Moved: Review of paper 3a" in moved.text
    assert not moved.first.buttons
    assert (await due(stage, "review-3")).day == date(2024, 2, 23)
    await stage.until(lambda: len(stage.ada.inbox) == 2, "the correction")
    assert "New date: Review of paper 3a" in stage.ada.inbox[-1].text
    assert not stage.ben.inbox

    text = (await stage.ada.slash("due")).text
    assert "**moved** from Wednesday 21 February 2024" in text
    listed = (await stage.instructor.slash("staff moves", task="review-3")).text
    assert "version 2" in listed and "the room" in listed and stage.instructor.name in listed


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        ("10 March 2024", "02:30", "cannot be used"),
        ("31 Feb", None, "is not a day"),
        ("someday", None, "is not a day"),
        ("Mon 23 Feb", None, "not the weekday"),
        ("2031-02-01", None, "far outside the term"),
        ("2024-02-23", "25:00", "is not an hour"),
        ("2024-02-23", "7", "is not an hour"),
        ("21 Feb", None, "already due then"),
    ],
)
async def test_a_day_or_hour_that_cannot_be_is_refused(
    stage: Stage, day: str, hour: str | None, sentence: str
) -> None:
    reply = await stage.instructor.slash("staff deadline", task="review-3", day=day, hour=hour)
    assert reply.first.ephemeral and sentence in reply.text
    assert not reply.first.buttons


async def test_a_move_out_of_the_term_or_into_the_past_warns(stage: Stage) -> None:
    text = (await stage.instructor.slash("staff deadline", task="pa1", day="2024-06-01")).text
    assert "outside the term" in text
    text = (await stage.instructor.slash("staff deadline", task="pa1", day="1 Feb")).text
    assert "passed already" in text


async def test_days_are_read_back_and_tasks_ahead_are_offered_first(stage: Stage) -> None:
    read = await stage.instructor.complete("staff deadline", "day", "23 feb", task="review-3")
    assert [(each.name, each.value) for each in read] == [("Fri 23 Feb 2024", "2024-02-23")]
    assert await stage.instructor.complete("staff deadline", "day", "32", task="review-3") == []
    await stage.at(datetime(2024, 3, 1, 17, 0, tzinfo=UTC))
    tasks = await stage.instructor.complete("staff deadline", "task", "review")
    assert tasks[0].value != "review-1" and "review-1" in [each.value for each in tasks]


# Extensions.


async def test_an_extension_is_that_students_alone_and_can_be_taken_back(stage: Stage) -> None:
    reply = await stage.instructor.slash(
        "staff extend", task="pa1", day="16 Feb", hour="23:59", student=stage.ada, reason="ill"
    )
    assert reply.first.ephemeral and "1 extension granted" in reply.text
    assert "Ada Okonkwo" in reply.text and "Friday 16 February 2024" in reply.text
    assert (await due(stage, "pa1", stage.ada)).day == date(2024, 2, 16)
    assert (await due(stage, "pa1", stage.ben)).day == date(2024, 2, 12)
    mine = (await stage.ada.slash("due")).text
    assert "**your extension**; for everyone else Monday 12 February 2024" in mine
    assert "extension" not in (await stage.ben.slash("due")).text

    listed = await stage.instructor.slash("staff extensions")
    assert "1 extension" in listed.text and "ill" in listed.text
    picked = await stage.instructor.choose(
        listed, ["Ada Okonkwo: Programming Assignment 1"], custom_id="extension:pick"
    )
    assert "Take this extension back?" in picked.text
    ended = await stage.instructor.click(picked, label="Take it back")
    assert "Taken back" in ended.text
    assert (await due(stage, "pa1", stage.ada)).day == date(2024, 2, 12)
    assert "Nobody has an extension" in (await stage.instructor.slash("staff extensions")).text
    kept = (await stage.instructor.slash("staff extensions", task="pa1", ended=True)).text
    assert "ended" in kept


async def test_those_who_present_a_paper_are_extended_together(stage: Stage) -> None:
    for person in (stage.ada, stage.ben):
        await stage.ask(SignUp(paper="5a"), by=str(person.id))
    reply = await stage.instructor.slash("staff extend", task="pa1", day="16 Feb", paper="5a")
    assert "2 extensions granted" in reply.text and "with those who present 5a" in reply.text
    held = await stage.ask(ListExtensions(), staff=True)
    assert {each.student.id for each in held} == {str(stage.ada.id), str(stage.ben.id)}
    suggested = await stage.instructor.complete("staff extend", "paper", "", task="pa1", day="1")
    assert [each.value for each in suggested] == ["5a"]


async def test_an_extension_for_nobody_or_to_an_earlier_day_is_refused(stage: Stage) -> None:
    for given, sentence in (
        ({}, "names nobody"), ({"paper": "6a"}, "nobody presents paper 6a"),
        ({"paper": "zeppelin"}, "There is no paper"), ({"student": stage.sandbox.bot.user.id}, "a bot"),
    ):  # fmt: skip
        reply = await stage.instructor.slash(
            "staff extend", task="pa1", day="16 Feb", options=given
        )
        assert sentence in reply.text
    earlier = await stage.instructor.slash(
        "staff extend", task="pa1", day="9 Feb", student=stage.ada
    )
    assert "has to end later" in earlier.text
    assert await stage.ask(ListExtensions(), staff=True) == ()


# The folder.


async def test_reload_shows_then_applies(stage: Stage, folder: Folder) -> None:
    nothing = await stage.instructor.slash("staff reload")
    assert nothing.first.ephemeral and "says nothing new" in nothing.text
    assert not nothing.first.buttons
    folder.edit(REVIEW_3, FRIDAY)
    shown = await stage.instructor.slash("staff reload")
    assert "Wednesday 21 February 2024" in shown.text and "Friday 23 February" in shown.text
    assert (await due(stage, "review-3")).day == date(2024, 2, 21)
    applied = await stage.instructor.click(shown, label="Apply")
    assert applied.first == shown.first and "is served as the folder now has it" in applied.text
    assert (await due(stage, "review-3")).day == date(2024, 2, 23)
