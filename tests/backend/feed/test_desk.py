"""Feeds: whose dates are in one, what a change does to an entry, and addresses that can be revoked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import vobject

from backend.contract import By, Call
from backend.contract.calendar import ListDeadlines, ListMeetings, TickOff
from backend.contract.changes import Extend, MoveDeadline, Person
from backend.contract.feed import GetFeed, ReadFeed, RevokeFeed
from backend.contract.refusals import NoSuchFeed, NotYours
from backend.contract.signup import Leave, SignUp
from tests.conftest import House


@pytest.fixture
def house(sqlite_house: House) -> House:
    """On SQLite alone: what is tested here is what a feed says, not how it is stored."""
    return sqlite_house


async def ask(house: House, call: Call[Any], by: str = "ada") -> Any:
    return await house.backend(call, By(id=by, name=by.title()))


async def key_of(house: House, by: str = "ada") -> str:
    url: str = (await ask(house, GetFeed(), by)).url
    return url.rpartition("/")[2].removesuffix(".ics")


async def read(house: House, by: str | None = "ada") -> dict[str, Any]:
    """The entries as another parser reads them, by the thing that they are about."""
    key = await key_of(house, by) if by else None
    calendar = vobject.readOne((await ask(house, ReadFeed(key=key), "web")).text)
    entries = {event.uid.value.partition(".")[0]: event for event in calendar.vevent_list}
    assert len(entries) == len(calendar.vevent_list), "no two entries have one name"
    return entries


async def test_everyones_feed_has_every_meeting_and_deadline(house: House) -> None:
    feed = await read(house, None)
    due = await ask(house, ListDeadlines(past=True, mine=False))
    for deadline in due.deadlines:
        entry = feed[f"deadline-{deadline.id}"]
        assert entry.dtstart.value == (deadline.at or deadline.day)
        assert "dtend" not in entry.contents and deadline.in_words in entry.description.value
        assert (f"grace-{deadline.id}" in feed) is (deadline.grace_day is not None)
    for meeting in (await ask(house, ListMeetings(span="term"))).meetings:
        entry = feed.get(f"meeting-{meeting.day}")
        assert (entry is None) is (meeting.mode == "no class")
        if entry is not None:
            assert (entry.dtstart.value, entry.dtend.value) == (meeting.starts, meeting.ends)
            assert entry.location.value == meeting.place
    assert not any(name.startswith("presentation") for name in feed)


async def test_both_sides_of_the_change_to_summer_time(house: House) -> None:
    feed = await read(house, None)
    starts = {name: each.dtstart.value for name, each in feed.items() if name.startswith("meeting-")}
    zone = house.backend.course.tz
    hour = house.backend.course.class_times.start
    assert {each.astimezone(zone).time() for each in starts.values()} == {hour}
    offsets = {each.astimezone(zone).utcoffset() for each in starts.values()}
    assert offsets == {timedelta(hours=-5), timedelta(hours=-4)}


async def test_grace_is_tentative(house: House) -> None:
    feed = await read(house)
    graces = [each for name, each in feed.items() if name.startswith("grace-")]
    assert graces and all(each.status.value == "TENTATIVE" for each in graces)


async def test_ones_own_presentation_comes_and_goes(house: House) -> None:
    before = await read(house)
    await ask(house, SignUp(paper="5a"))
    feed = await read(house)
    entry = feed["presentation-5a"]
    assert entry.summary.value.startswith("You present: ") and entry.sequence.value == "0"
    excused = [name for name, each in feed.items() if each.status.value == "CANCELLED"]
    assert all(name.startswith(("deadline-review", "grace-review")) for name in excused)
    assert all(name in before for name in excused), "only what was shown is cancelled"
    await ask(house, Leave())
    again = await read(house)
    assert (again["presentation-5a"].status.value, again["presentation-5a"].sequence.value) == ("CANCELLED", "1")
    for name in excused:
        assert again[name].status.value != "CANCELLED" and again[name].sequence.value == "2"
    assert "presentation-5a" not in await read(house, "ben")


async def test_a_change_raises_the_sequence_and_nothing_else_does(house: House) -> None:
    first = await read(house)
    house.clock.move(timedelta(hours=3))
    key = await key_of(house)
    tag = (await ask(house, ReadFeed(key=key), "web")).tag
    assert (await ask(house, ReadFeed(key=key), "web")).tag == tag
    some = next(iter((await ask(house, ListDeadlines())).deadlines))
    await ask(house, TickOff(deadline=some.id))
    second = await read(house)
    entry = second[f"deadline-{some.id}"]
    assert entry.sequence.value == "1" and entry.summary.value == f"Done: {some.title}"
    assert entry.dtstamp.value == house.clock.now()
    others = {name: each.sequence.value for name, each in second.items() if name != f"deadline-{some.id}"}
    assert set(others.values()) == {"0"}
    assert first[f"deadline-{some.id}"].uid.value == entry.uid.value


async def test_a_moved_deadline_and_an_extension_show_in_the_feed(house: House) -> None:
    due = (await ask(house, ListDeadlines())).deadlines[0]
    before = (await read(house))[f"deadline-{due.id}"]
    later = due.day + timedelta(days=2)
    staff = By(id="prof", name="Prof", staff=True)
    move = MoveDeadline(deadline=due.id, expected=due.version, day=later)
    await house.backend(move, staff)
    entry = (await read(house))[f"deadline-{due.id}"]
    assert (entry.uid.value, entry.sequence.value) == (before.uid.value, "1")
    assert str(entry.dtstart.value)[:10] == later.isoformat()
    assert f"Moved from {due.in_words}" in entry.description.value
    people = (Person(id="ada", name="Ada"),)
    own = later + timedelta(days=3)
    await house.backend(Extend(deadline=due.id, students=people, day=own), staff)
    entry = (await read(house))[f"deadline-{due.id}"]
    assert (entry.sequence.value, str(entry.dtstart.value)[:10]) == ("2", own.isoformat())
    assert "You have an extension" in entry.description.value
    others = (await read(house, "ben"))[f"deadline-{due.id}"]
    assert str(others.dtstart.value)[:10] == later.isoformat()


async def test_a_meeting_that_is_taken_out_is_cancelled(house: House) -> None:
    await read(house, None)
    course = house.backend.course
    row = next(each for each in course.meetings if each.is_class)
    away = row.model_copy(update={"mode": "no class", "lectures": (), "discussions": ()})
    house.backend.course = course.model_copy(
        update={"meetings": tuple(away if each == row else each for each in course.meetings)}
    )
    entry = (await read(house, None))[f"meeting-{row.day}"]
    assert (entry.status.value, entry.sequence.value) == ("CANCELLED", "1")
    house.backend.course = course


async def test_an_address_is_kept_until_it_is_revoked(house: House) -> None:
    first = await ask(house, GetFeed())
    assert await ask(house, GetFeed()) == first
    assert first.subscribe == first.url.replace("http://", "webcal://")
    uids = {each.uid.value for each in (await read(house)).values()}
    old = await key_of(house)
    second = await ask(house, RevokeFeed())
    assert second.url != first.url
    with pytest.raises(NoSuchFeed):
        await ask(house, ReadFeed(key=old), "web")
    assert {each.uid.value for each in (await read(house)).values()} == uids
    assert (await ask(house, GetFeed(), "ben")).url != second.url


async def test_two_people_have_no_entry_in_common(house: House) -> None:
    ada, ben, everyone = [
        {each.uid.value for each in (await read(house, who)).values()} for who in ("ada", "ben", None)
    ]
    assert not ada & ben and not ada & everyone


async def test_over_http_without_a_token(house: House) -> None:
    house.backend.settings = house.backend.settings.model_copy(
        update={"web": house.backend.settings.web.model_copy(update={"public_url": house.url})}
    )
    address = await ask(house, GetFeed())
    async with aiohttp.ClientSession() as http:
        async with http.get(address.url) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
            assert answer.headers["Cache-Control"].startswith("private")
            assert (await answer.text()).startswith("BEGIN:VCALENDAR\r\n")
            tag = answer.headers["ETag"]
        async with http.get(address.url, headers={"If-None-Match": tag}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
        async with http.get(address.public_url) as answer:
            assert answer.status == 200 and answer.headers["Cache-Control"].startswith("public")
        for path in ("x" * 32, "short", "%2e%2e%2f%2e%2e%2fetc"):
            async with http.get(f"{house.url}/calendar/{path}.ics") as answer:
                assert answer.status == 404, path


async def test_only_the_owner_reads_by_a_call(house: House) -> None:
    async with house.link("bot-token") as link:
        with pytest.raises(NotYours):
            await link(ReadFeed(), By(id="bot", name="Bot"))


async def test_before_and_after_the_term(house: House) -> None:
    house.clock.move(datetime(2024, 8, 1, tzinfo=UTC) - house.clock.now())
    feed = await read(house, None)
    assert min(str(each.dtstart.value)[:10] for each in feed.values()) < str(date(2024, 2, 1))
