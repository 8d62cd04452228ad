"""The course clock: moved by its owner alone, kept in a row, and never mixed up with the real one."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.contract import By
from backend.contract.calendar import GetCourse, ListDeadlines
from backend.contract.clock import GetClock, MoveClock
from backend.contract.refusals import NotYours
from backend.contract.signup import SignUp
from tests.conftest import START, Ask, House

MARCH = datetime(2024, 3, 10, 6, 59, tzinfo=UTC)
"""One minute before summer time begins in the first course's zone."""


async def test_a_moved_clock_runs_on(ask: Ask, house: House) -> None:
    assert not (await ask(GetClock())).moved
    face = await ask(MoveClock(to=MARCH), "owner")
    assert face.now == MARCH and face.moved
    house.clock.move(timedelta(minutes=2))
    assert (await ask(GetClock())).now == MARCH + timedelta(minutes=2)
    assert (await ask(GetCourse())).term.now == MARCH + timedelta(minutes=2)
    back = await ask(MoveClock(to=None), "owner")
    assert back.now == START + timedelta(minutes=2) and not back.moved


async def test_only_an_owner_moves_it(house: House) -> None:
    async with house.link("bot-token") as bot:
        with pytest.raises(NotYours):
            await bot(MoveClock(to=MARCH), By(id="ada", name="Ada", staff=True))


async def test_the_marks_are_worth_a_jump(ask: Ask) -> None:
    marks = {mark.label: mark.at for mark in (await ask(GetClock())).marks}
    evening = marks["The evening before: Review of paper 1a or 1b"]
    assert evening == datetime(2024, 2, 7, 0, 30, tzinfo=UTC), "19:30 on Tuesday, in New York"
    assert marks["Where the sandbox starts"] == START
    spring = marks["The evening before: Review of paper 5a or 5b"]
    assert spring == datetime(2024, 3, 10, 23, 30, tzinfo=UTC), "19:30 on the day of the change"


async def test_a_booking_is_stamped_by_the_real_clock(ask: Ask, house: House) -> None:
    await ask(MoveClock(to=datetime(2024, 2, 26, tzinfo=UTC)), "owner")
    booking = await ask(SignUp(paper="9a"), "ada")
    assert booking.made == house.clock.now() == START


async def test_as_of_another_moment_for_one_call(ask: Ask) -> None:
    then = await ask(ListDeadlines(within_days=7), now=datetime(2024, 5, 14, tzinfo=UTC))
    assert [each.id for each in then.deadlines] == ["report"]
    now = await ask(ListDeadlines(within_days=7))
    assert [each.id for each in now.deadlines] == ["review-1", "pa1"]
