"""Who is reminded: by a command or by a role, and nobody by surprise."""

from __future__ import annotations

import pytest

from backend.contract import By
from backend.contract.notices import Places, SetPlaces
from backend.contract.refusals import NoRoleNamed, StaffOnly
from backend.contract.reminders import (
    ChooseLeads,
    GetEnrolment,
    JoinCourse,
    LeaveCourse,
    ListStudents,
    SeeRole,
)
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.backend.scheduling.mailbox import Mailbox, at
from tests.conftest import COURSE, Ask


@pytest.fixture
def mail(sqlite_mail: Mailbox) -> Mailbox:
    return sqlite_mail


@pytest.fixture
def course(request: pytest.FixtureRequest) -> Course:
    """The first course, for some tests with a role named."""
    course = load(COURSE)
    if "role" not in request.node.name:
        return course
    rules = course.reminders.model_copy(update={"role": "CS6787"})
    return course.model_copy(update={"reminders": rules})


async def test_joining_and_leaving(ask: Ask) -> None:
    before = await ask(GetEnrolment())
    assert (before.joined, before.since, before.name) == (False, None, "Ada")
    joined = await ask(JoinCourse())
    assert (joined.joined, joined.how, joined.already) == (True, "by command", False)
    assert (await ask(JoinCourse())).already
    assert [each.name for each in await ask(ListStudents(), "owner", staff=True)] == ["Ada"]
    with pytest.raises(StaffOnly):
        await ask(ListStudents())
    left = await ask(LeaveCourse())
    assert (left.joined, left.already) == (False, False)
    assert (await ask(LeaveCourse())).already
    assert await ask(ListStudents(), "owner", staff=True) == ()


async def test_nobody_is_reminded_by_surprise(mail: Mailbox) -> None:
    """Signing up and choosing leads is not joining; and what a guild is told is told in its channel alone."""
    await mail.staff(SetPlaces(places=Places(guild="9", announce_channel="90")))
    await mail.ask(SignUp(paper="5a"))
    await mail.ask(ChooseLeads(kind="review", leads=("3d",)))
    said = await mail.until(at(2, 29))
    assert said and {message.to for message in said} == {"#90"}


async def test_who_joins_is_not_flooded_with_the_past(mail: Mailbox) -> None:
    mail.go_to(at(2, 20))  # the review's two days before are over, the assignment's three days ahead
    await mail.ask(JoinCourse())
    said = await mail.until(at(2, 26))
    assert [(each.due.title, each.due.lead) for each in said] == [
        ("Programming Assignment 2", "3d")
    ]


async def test_after_leaving_nothing_comes_not_even_what_was_on_its_way(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    mail.go_to(at(2, 5, 19, 30))
    assert (await mail.ring()).handed == 1
    await mail.ask(LeaveCourse())
    assert await mail.until(at(2, 20)) == []
    await mail.ask(JoinCourse())
    assert [each.due.title for each in await mail.until(at(2, 26))] == ["Programming Assignment 2"]


async def test_without_a_name_for_it_there_is_no_such_thing(ask: Ask) -> None:
    with pytest.raises(NoRoleNamed):
        await ask(SeeRole(student="101", name="Ada", holds=True), "bot")


async def test_a_role_brings_in_and_takes_out(mail: Mailbox) -> None:
    holds = SeeRole(student="101", name="Ada", holds=True)
    seen = await mail.ask(holds, "bot")
    assert (seen.joined, seen.how, seen.role) == (True, "by role", "CS6787")
    assert (await mail.ask(holds, "bot")).already
    gone = await mail.ask(SeeRole(student="101", name="Ada", holds=False), "bot")
    assert not gone.joined
    assert (await mail.ask(holds, "bot")).joined, "who lost it may get it again"
    assert [message.to for message in await mail.until(at(2, 6))] == ["101"]


async def test_what_one_says_counts_for_more_than_a_role(mail: Mailbox) -> None:
    holds = SeeRole(student="101", name="Ada", holds=True)
    await mail.ask(holds, "bot")
    await mail.ask(LeaveCourse())
    assert not (await mail.ask(holds, "bot")).joined
    await mail.ask(LeaveCourse(), "102")
    never = SeeRole(student="102", name="Ben", holds=True)
    assert not (await mail.ask(never, "bot")).joined, "who said no before the role came"
    await mail.ask(JoinCourse())
    assert (await mail.ask(holds.model_copy(update={"holds": False}), "bot")).joined


async def test_a_role_seen_by_a_bot_only(mail: Mailbox) -> None:
    from backend.contract import Caller
    from backend.contract.refusals import NotYours

    with pytest.raises(NotYours):
        await mail.house.backend.answer(
            SeeRole(student="101", name="Ada", holds=True), By(id="worker:x", name="x"),
            Caller.WORKER,
        )  # fmt: skip
