"""Meetings as scheduled events: made, edited, taken away, and found again after a crash."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from backend.clock import HandClock
from backend.contract import By
from backend.contract.clock import MoveClock
from backend.contract.events import EventStands, RenewEvents
from backend.contract.notices import NextNotices, Places, SetPlaces
from backend.course.model import Course
from backend.outbox import NoticeRow
from backend.settings import DeliverySettings, Settings
from launch.sandbox import BackendClock
from sandbox.model import ScheduledEvent
from sandbox.server import Sandbox
from sandbox.state import utc_now
from sandbox.wire import Request
from tests.bot.conftest import Stage
from tests.conftest import START, House, open_house

STAFF = By(id="prof", name="Prof", staff=True)


@pytest.fixture
async def stage(
    sqlite_url: str, course: Course, settings: Settings, tmp_path: Path
) -> AsyncIterator[Stage]:
    """A backend at this very hour, in front of whose term the course is; and no bot yet."""
    # Discord's clock is the real one, so the course is shifted, by whole weeks, to begin next week.
    weeks = (utc_now().date() - course.first_day).days // 7 + 2
    rows = [
        each.model_copy(update={"day": each.day + timedelta(weeks=weeks)})
        for each in course.meetings
    ]
    coming = course.model_copy(
        update={
            "meetings": tuple(rows),
            "first_day": course.first_day + timedelta(weeks=weeks),
            "last_day": course.last_day + timedelta(weeks=weeks),
        }
    )
    shown = settings.model_copy(update={"delivery": DeliverySettings(event_days=21)})
    async with (
        open_house(sqlite_url, coming, shown, HandClock(utc_now())) as house,
        Sandbox() as sandbox,
        house.link("bot-token") as link,
    ):
        yield Stage(sandbox=sandbox, house=house, link=link, state=tmp_path / "bot")


def events(stage: Stage) -> list[ScheduledEvent]:
    return sorted(stage.sandbox.world.scheduled.values(), key=lambda each: each.starts)


async def place(stage: Stage) -> None:
    guild = str(stage.sandbox.world.guild_id)
    await stage.house.backend(SetPlaces(places=Places(guild=guild)), STAFF)


def coming(stage: Stage, count: int) -> list[tuple[object, object]]:
    course = stage.house.backend.course
    rows = [
        row
        for row in course.meetings
        if row.is_class and course.starts(row) > stage.house.clock.now()
    ]
    return [(course.starts(row), course.ends(row)) for row in rows[:count]]


async def test_meetings_are_shown_and_follow_the_calendar(stage: Stage) -> None:
    async with stage.running():
        await place(stage)
        await stage.until(lambda: events(stage))
        course = stage.house.backend.course
        horizon = stage.house.clock.now() + timedelta(days=21)
        wanted = [each for each in coming(stage, 50) if each[0] <= horizon]  # type: ignore[operator]
        await stage.until(lambda: [(each.starts, each.ends) for each in events(stage)] == wanted)
        first = events(stage)[0]
        assert first.location == course.room
        # The first meeting goes online, the second falls out.
        rows = [row for row in course.meetings if row.is_class]
        online = rows[0].model_copy(update={"mode": "online"})
        away = rows[1].model_copy(update={"mode": "no class", "lectures": (), "discussions": ()})
        changed = {rows[0]: online, rows[1]: away}
        stage.house.backend.course = course.model_copy(
            update={"meetings": tuple(changed.get(row, row) for row in course.meetings)}
        )
        await stage.house.backend(RenewEvents(), STAFF)
        await stage.until(lambda: len(events(stage)) == len(wanted) - 1)
        await stage.until(lambda: events(stage)[0].location == "online")
        assert events(stage)[0].id == first.id, "edited, not made anew"


async def test_an_event_whose_making_was_never_acknowledged_is_found(stage: Stage) -> None:
    await place(stage)
    (notice, *_) = await stage.link(NextNotices(most=1), By(id="bot", name="Syllabot"))
    stands = notice.matter
    assert isinstance(stands, EventStands)
    async with stage.running():
        horizon = stage.house.clock.now() + timedelta(days=21)
        others = sum(starts <= horizon for starts, _ in coming(stage, 50)) - 1  # type: ignore[operator]
        await stage.until(lambda: len(events(stage)) == others)
        before = {each.id for each in events(stage)}
    # A dead bot made the first one, and nobody heard of it.
    sandbox = stage.sandbox
    lost = ScheduledEvent(
        sandbox.ids.next(), stands.name, f"… [{stands.mark}]", stands.starts, stands.ends, 3,
        sandbox.bot.user.id, location=stands.place,
    )  # fmt: skip
    sandbox.world.scheduled[lost.id] = lost
    stage.house.clock.move(timedelta(seconds=50))
    async with stage.running():
        await stage.until(
            lambda: (sandbox.world.scheduled[lost.id].description or "").startswith(stands.about_it)
        )
    assert {each.id for each in events(stage)} == before | {lost.id}


async def test_a_server_without_the_permission_is_told_once(stage: Stage) -> None:
    sandbox = stage.sandbox
    sandbox.add_channel("staff")
    sandbox.set_bot_permissions(0x400 | 0x800 | 0x4000 | 0x10000)  # view, send, embed, history
    everyone = sandbox.world.roles[sandbox.world.guild_id]
    everyone.permissions = 0x400 | 0x800
    guild = str(sandbox.world.guild_id)
    places = Places(guild=guild, staff_channel=str(sandbox.channel("staff").id))
    async with stage.running():
        await stage.house.backend(SetPlaces(places=places), STAFF)
        await stage.until(lambda: stage.posts("staff"))
        made = [
            each for each in sandbox.wire
            if isinstance(each, Request) and each.method == "POST" and "scheduled-events" in each.route
        ]  # fmt: skip
        await stage.until(
            lambda: f"{len(made)} notices" in stage.posts("staff")[-1].text or len(made) < 3
        )
    assert len(stage.posts("staff")) == 1
    assert not events(stage)


@pytest.fixture
async def house_in_term(
    sqlite_url: str, course: Course, settings: Settings
) -> AsyncIterator[House]:
    """A backend whose clock was moved into the course's term, long ago by the real clock; two weeks have events."""
    shown = settings.model_copy(update={"delivery": DeliverySettings(event_days=14)})
    async with open_house(sqlite_url, course, shown, HandClock(utc_now())) as house:
        await house.backend(MoveClock(to=START), STAFF)
        yield house


def days_ahead(house: House, now: datetime) -> list[datetime]:
    """When the meetings of the next two weeks start."""
    course = house.backend.course
    starts = [course.starts(row) for row in course.meetings if row.is_class]
    return [each for each in starts if now < each <= now + timedelta(days=14)]


async def test_in_the_sandbox_events_are_on_the_days_of_the_course(
    house_in_term: House, tmp_path: Path
) -> None:
    """However its clock is moved: forward, where what was ahead is over, and back, where it is ahead again."""
    house = house_in_term
    async with (
        house.link("owner-token") as owner,
        house.link("bot-token") as link,
        Sandbox(clock=BackendClock(owner)) as sandbox,
    ):
        stage = Stage(sandbox=sandbox, house=house, link=link, state=tmp_path / "bot")
        async with stage.running():
            await place(stage)
            for now in (START, START + timedelta(days=30), START):
                await stage.at(now)
                wanted = days_ahead(house, now)
                assert wanted
                await stage.until(lambda: [each.starts for each in events(stage)] == wanted)  # noqa: B023


async def test_what_lies_in_the_past_of_discord_has_no_event(
    house_in_term: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A Discord that goes by the real clock, like the real one. It refuses, and that is nobody's fault."""
    house = house_in_term
    async with house.link("bot-token") as link, Sandbox() as sandbox:
        stage = Stage(sandbox=sandbox, house=house, link=link, state=tmp_path / "bot")
        sandbox.add_channel("staff")
        staff = str(sandbox.channel("staff").id)
        places = Places(guild=str(sandbox.world.guild_id), staff_channel=staff)
        async with stage.running():
            await house.backend(SetPlaces(places=places), STAFF)
            asked = len(days_ahead(house, START))
            assert asked
            route = "/guilds/{guild_id}/scheduled-events"
            await stage.until(lambda: len(sandbox.wire.calls("POST", route)) == asked)
            await stage.until(settled(house, asked))
        assert {each.status for each in sandbox.wire.calls("POST", route)} == {400}
        assert events(stage) == []
        assert stage.posts("staff") == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def settled(house: House, count: int) -> Callable[[], bool]:
    """Whether so many notices about events are said."""

    def look() -> bool:
        with house.backend.database.reading() as session:
            rows = session.exec(
                select(NoticeRow).where(col(NoticeRow.key).startswith("event:"))
            ).all()
            return [row.state for row in rows] == ["said"] * count

    return look
