"""Scheduled events: one a meeting of the coming days, kept in step with calendar and clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.clock import HandClock
from backend.contract import By, Call
from backend.contract.clock import MoveClock
from backend.contract.events import EventStands, RenewEvents
from backend.contract.notices import (
    NextNotices,
    Notice,
    NoticeFailed,
    NoticeSaid,
    Places,
    SetPlaces,
)
from backend.course.model import Course
from backend.settings import DeliverySettings, Settings
from tests.conftest import House, open_house


@pytest.fixture
async def house(
    sqlite_url: str, course: Course, settings: Settings, clock: HandClock
) -> AsyncIterator[House]:
    """A backend that shows the meetings of ten days."""
    shown = settings.model_copy(update={"delivery": DeliverySettings(event_days=10)})
    async with open_house(sqlite_url, course, shown, clock) as house:
        yield house


async def ask(house: House, call: Call[Any], *, now: datetime | None = None) -> Any:
    return await house.backend(call, By(id="owner", name="Owner", staff=True, now=now))


async def handed(house: House) -> dict[str, Notice]:
    """What the bot is handed, by mark, and says."""
    told: dict[str, Notice] = {}
    while batch := await ask(house, NextNotices()):
        for notice in batch:
            assert isinstance(notice.matter, EventStands)
            told[notice.matter.mark.partition(":")[2]] = notice
            said = NoticeSaid(
                notice=notice.id, version=notice.version, message=str(9000 + notice.id)
            )
            await ask(house, said)
    return told


async def test_the_coming_meetings_have_events_and_a_break_has_none(house: House) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    events = await handed(house)
    shown = [each.matter for each in events.values()]
    assert all(each.guild == "1" and each.channel is None for each in events.values())
    course = house.backend.course
    days = [
        meeting.day
        for meeting in course.meetings
        if meeting.is_class and house.clock.now() < course.starts(meeting)
        <= house.clock.now() + timedelta(days=10)
    ]  # fmt: skip
    assert [each.starts.astimezone(course.tz).date() for each in shown] == days  # type: ignore[union-attr]
    assert days, "the course meets in these days"
    assert all(each.ends > each.starts and each.place for each in shown)  # type: ignore[union-attr]


async def test_an_online_day_says_so(house: House, course: Course) -> None:
    online = next(row for row in course.meetings if row.mode == "online")
    house.clock.move(course.starts(online) - timedelta(days=2) - house.clock.now())
    await ask(house, SetPlaces(places=Places(guild="1")))
    (event,) = [
        each.matter
        for each in (await handed(house)).values()
        if each.matter.starts == course.starts(online)  # type: ignore[union-attr]
    ]
    assert event.place == "online"  # type: ignore[union-attr]


async def test_a_new_day_brings_new_events_by_itself_and_nothing_twice(house: House) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    first = await handed(house)
    assert await handed(house) == {}
    house.clock.move(timedelta(days=7))
    second = await handed(house)
    over = {mark for mark, each in second.items() if each.matter.cancelled}  # type: ignore[union-attr]
    assert over <= set(first), "what is over is taken away"
    assert set(second) - over and not set(first) & (set(second) - over), (
        "those that stand as they stood are left alone"
    )


async def test_a_meeting_that_moves_edits_its_event(house: House, course: Course) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    before = await handed(house)
    row = next(
        row for row in course.meetings if row.is_class and row.lectures
        and house.clock.now() + timedelta(days=1) < course.starts(row)
    )  # fmt: skip
    mark = f"lecture-{row.lectures[0]}"
    free = next(
        day for number in range(1, 9)
        if course.meeting_on(day := row.day + timedelta(days=number)) is None
    )  # fmt: skip
    moved = row.model_copy(update={"day": free})
    rows = sorted(
        [each for each in course.meetings if each != row] + [moved], key=lambda each: each.day
    )
    house.backend.course = course.model_copy(update={"meetings": tuple(rows)})
    after = await handed(house)
    assert after[mark].message == str(9000 + before[mark].id), "the same event, edited"
    assert after[mark].matter.starts == course.starts(moved)  # type: ignore[union-attr]
    assert set(after) == {mark}


async def test_a_meeting_that_falls_out_takes_its_event_away(house: House, course: Course) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    before = await handed(house)
    row = next(
        row for row in course.meetings if row.is_class and course.starts(row) > house.clock.now()
    )
    away = row.model_copy(update={"mode": "no class", "lectures": (), "discussions": ()})
    rows = [away if each == row else each for each in course.meetings]
    house.backend.course = course.model_copy(update={"meetings": tuple(rows)})
    gone = {mark: each for mark, each in (await handed(house)).items() if each.matter.cancelled}  # type: ignore[union-attr]
    assert len(gone) == 1
    (mark,) = gone
    assert gone[mark].message == str(9000 + before[mark].id)
    house.backend.course = course
    back = await handed(house)
    assert not back[mark].matter.cancelled  # type: ignore[union-attr]


async def test_what_was_never_created_is_withdrawn_silently(house: House) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    await ask(house, MoveClock(to=datetime(2024, 7, 1, tzinfo=UTC)))
    assert await handed(house) == {}


async def test_an_event_is_on_the_day_of_its_meeting_wherever_the_clock_was_moved(
    house: House, course: Course
) -> None:
    for to in (datetime(2024, 3, 4, 17, tzinfo=UTC), datetime(2024, 1, 20, 17, tzinfo=UTC)):
        await ask(house, MoveClock(to=to))
        await ask(house, SetPlaces(places=Places(guild="1")))
        until = to + timedelta(days=10)
        coming = {
            course.starts(row)
            for row in course.meetings
            if row.is_class and to < course.starts(row) <= until
        }
        told = [each.matter for each in (await handed(house)).values()]
        assert {each.starts for each in told if not each.cancelled} == coming  # type: ignore[union-attr]
        assert coming


async def test_what_was_over_is_ahead_again_when_the_clock_is_turned_back(house: House) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    first = await handed(house)
    await ask(house, MoveClock(to=house.clock.now() + timedelta(days=30)))
    after = await handed(house)
    assert all(after[mark].matter.cancelled for mark in first)  # type: ignore[union-attr]
    await ask(house, MoveClock(to=None))
    again = await handed(house)
    assert {mark: each.matter for mark, each in again.items() if not each.matter.cancelled} == {  # type: ignore[union-attr]
        mark: each.matter for mark, each in first.items()
    }


async def test_what_takes_place_now_is_left_alone(house: House, course: Course) -> None:
    row = next(
        row for row in course.meetings if row.is_class and course.starts(row) > house.clock.now()
    )
    await ask(house, SetPlaces(places=Places(guild="1")))
    await handed(house)
    house.clock.move(course.starts(row) + timedelta(minutes=5) - house.clock.now())
    await ask(house, RenewEvents())
    assert not any(each.matter.cancelled for each in (await handed(house)).values())  # type: ignore[union-attr]


async def test_looking_from_another_moment_changes_nothing(house: House) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    await handed(house)
    assert await ask(house, RenewEvents(), now=datetime(2024, 4, 1, tzinfo=UTC)) == 0
    assert await handed(house) == {}


async def test_an_event_that_discord_lost_is_made_anew(house: House, course: Course) -> None:
    await ask(house, SetPlaces(places=Places(guild="1")))
    events = await handed(house)
    some = next(iter(events.values()))
    house.backend.course = course.model_copy(update={"room": "Another hall"})
    renewed = await ask(house, NextNotices())
    again = next(each for each in renewed if each.id == some.id)
    assert again.message == str(9000 + some.id)
    gone = NoticeFailed(notice=again.id, version=again.version, reason="10070", message_gone=True)
    await ask(house, gone)
    later = {each.id: each for each in await ask(house, NextNotices())}
    assert later[some.id].message is None
