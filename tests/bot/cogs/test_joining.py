"""Joining the reminders and leaving them, by command, by button, and by the role that a course names."""

from __future__ import annotations

import asyncio

import pytest

from backend.contract.reminders import Enrolment, GetEnrolment, LeaveCourse
from backend.course.load import load
from backend.course.model import Course
from sandbox.acting import Person
from tests.bot.conftest import Stage
from tests.conftest import COURSE
from tests.patience import PATIENCE_S

ROLE = "Enrolled"


@pytest.fixture
def course() -> Course:
    """The first course, as if it named a role."""
    written = load(COURSE)
    reminders = written.reminders.model_copy(update={"role": ROLE})
    return written.model_copy(update={"reminders": reminders})


async def enrolment(stage: Stage, person: Person) -> Enrolment:
    return await stage.ask(GetEnrolment(), by=str(person.id))


async def joined_is(stage: Stage, person: Person, wanted: bool) -> Enrolment:
    """Wait until the backend knows it; the bot tells it beside what was asked."""
    async with asyncio.timeout(PATIENCE_S):
        while (found := await enrolment(stage, person)).joined is not wanted:
            await stage.ask(GetEnrolment())
    return found


async def test_join_and_unjoin_say_what_changed(stage: Stage) -> None:
    joined = await stage.ada.slash("join")
    assert joined.first.ephemeral and "You have joined" in joined.text
    assert (await enrolment(stage, stage.ada)).how == "by command"
    assert not (await enrolment(stage, stage.ben)).joined, "nobody by surprise"
    assert "You had joined already" in (await stage.ada.slash("join")).text

    left = await stage.ada.slash("unjoin")
    assert left.first.ephemeral and "You have left" in left.text
    assert not (await enrolment(stage, stage.ada)).joined
    assert "You had not joined" in (await stage.ada.slash("unjoin")).text


async def test_the_buttons_go_back_and_forth_also_after_a_restart(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        reply = await stage.ada.slash("join")
    async with stage.running():
        left = await stage.ada.click(reply, label="leave again")
        assert left.first == reply.first and "You have left" in left.text
        back = await stage.ada.click(left, label="join")
        assert "You have joined" in back.text
    assert (await enrolment(stage, stage.ada)).joined


async def test_joining_works_in_a_direct_message(stage: Stage) -> None:
    assert "You have joined" in (await stage.ada.slash("join", channel=stage.ada.dm)).text


async def test_who_is_seen_with_the_role_is_joined_and_without_it_is_not(stage: Stage) -> None:
    stage.sandbox.add_role(ROLE, stage.ada)
    await stage.ada.slash("today")
    assert (await joined_is(stage, stage.ada, True)).how == "by role"
    await stage.ben.slash("today")
    stage.sandbox.take_role(stage.ada, ROLE)
    await stage.ada.complete("when", "about", "5a")
    await joined_is(stage, stage.ada, False)
    assert not (await enrolment(stage, stage.ben)).joined


async def test_who_left_stays_out_whatever_the_role(stage: Stage) -> None:
    stage.sandbox.add_role(ROLE, stage.ada)
    await stage.ask(LeaveCourse(), by=str(stage.ada.id))
    await stage.ada.slash("today")
    stage.sandbox.give_role(stage.ben, ROLE)
    await stage.ben.slash("today")
    await joined_is(stage, stage.ben, True)
    assert not (await enrolment(stage, stage.ada)).joined


async def test_a_direct_message_shows_no_roles_and_takes_none_away(stage: Stage) -> None:
    stage.sandbox.add_role(ROLE, stage.ada)
    await stage.ada.slash("today")
    await joined_is(stage, stage.ada, True)
    await stage.ada.slash("today", channel=stage.ada.dm)
    stage.sandbox.give_role(stage.ben, ROLE)
    await stage.ben.slash("today")
    await joined_is(stage, stage.ben, True)
    assert (await enrolment(stage, stage.ada)).joined
