"""The same desk serving the made-up course: another zone and other rules, and the same Python."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backend.contract.calendar import (
    Deadline,
    FindWhen,
    GetCourse,
    GetOfficeHours,
    ListDeadlines,
    ListMeetings,
    ListPapers,
)
from backend.contract.refusals import SignUpClosed
from backend.contract.signup import SignUp
from backend.course.load import load
from backend.course.model import Course
from tests.conftest import ROOT, Ask


@pytest.fixture(scope="module")
def course() -> Course:
    return load(Path(ROOT / "courses" / "demo-waihou-summer-2025"))


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


NOW = utc(3, 10, 22)
"""Tuesday, 11 March, 11:00 in the course's zone; Monday in UTC."""


async def the(ask: Ask, deadline: str, *, by: str = "ada") -> Deadline:
    due = await ask(ListDeadlines(past=True), by=by, now=NOW)
    [found] = [each for each in due.deadlines if each.id == deadline]
    return found


async def test_today_is_ahead_of_utc(ask: Ask) -> None:
    agenda = await ask(ListMeetings(), now=NOW)
    [meeting] = agenda.meetings
    assert meeting.day == date(2025, 3, 11)
    assert meeting.starts == utc(3, 10, 20, 10)
    assert (meeting.place, meeting.mode) == ("online", "online")


async def test_clocks_go_back_here(ask: Ask) -> None:
    agenda = await ask(ListMeetings(span="term"), now=NOW)
    starts = {meeting.day: meeting.starts for meeting in agenda.meetings}
    assert starts[date(2025, 3, 27)] == utc(3, 26, 20, 40)  # its own hour, 9:40
    assert starts[date(2025, 4, 10)] == utc(4, 9, 21, 10)
    rooms = {meeting.day: meeting.place for meeting in agenda.meetings}
    assert rooms[date(2025, 4, 5)] == "Workshop under the stairs (made up)"


async def test_a_day_of_grace_is_24_hours_here(ask: Ask) -> None:
    sheep = await the(ask, "review-sheep")
    assert (sheep.at, sheep.hour) == (utc(3, 16, 23), "stated")
    assert sheep.grace_closes == utc(3, 17, 23)
    assert sheep.grace_day == date(2025, 3, 18)
    assert sheep.late_rule.startswith("Up to 1 day of 24 hours late without penalty.")
    assert "counts for nothing" in sheep.late_rule
    # The night of 6 April has an hour more, and nobody loses it.
    pebbles = await the(ask, "review-pebbles")
    assert pebbles.grace_closes is not None
    assert (pebbles.at, pebbles.grace_closes) == (utc(4, 5, 10, 30), utc(4, 6, 11, 30))


async def test_the_default_hour_is_shown_as_assumed(ask: Ask) -> None:
    tides = await the(ask, "review-tides")
    assert (tides.at, tides.hour) == (utc(4, 14, 5), "assumed")
    assert tides.in_words == "Monday 14 April 2025, 5:00 pm (Auckland), hour assumed"


async def test_a_late_rule_of_its_own(ask: Ask) -> None:
    assert "a tenth for each day" in (await the(ask, "exercise-2")).late_rule


async def test_presenting_excuses_from_the_whole_item_here(ask: Ask) -> None:
    await ask(SignUp(paper="2b"), by="bob", now=NOW)
    item = await the(ask, "review-pebbles", by="bob")
    assert (item.standing, item.why) == ("excused", "excused: you present 2b")
    listed = await ask(ListDeadlines(within_days=None), by="bob", now=NOW)
    assert "review-pebbles" in [each.id for each in listed.deadlines]


async def test_sign_up_ends_two_days_before_the_meeting_here(ask: Ask) -> None:
    # Discussion 1 is on 13 March, 9:10; 48 hours before that was 10 March, 20:10 in UTC.
    with pytest.raises(SignUpClosed):
        await ask(SignUp(paper="1a"), now=NOW)
    free = await ask(ListPapers(free_only=True), now=NOW)
    assert [paper.id for paper in free] == ["2a", "2b", "2c", "3a", "3b", "3c"]
    assert {paper.seats for paper in free} == {1}


async def test_office_hours_here(ask: Ask) -> None:
    hours = await ask(GetOfficeHours(), now=NOW)
    assert hours.place == "Kōwhai Room (made up)"
    assert hours.next_starts == utc(3, 13, 19, 30)  # Friday morning, Thursday evening in UTC


async def test_finding_without_macrons(ask: Ask) -> None:
    assert (await ask(FindWhen(text="sheep slow"), now=NOW))[0].key == "paper:1c"
    assert (await ask(FindWhen(text="saturday 5 april"), now=NOW))[0].day == date(2025, 4, 5)


async def test_the_card_of_this_course(ask: Ask) -> None:
    card = await ask(GetCourse(), now=NOW)
    assert "Tuesdays and Thursdays" in card.schedule
    assert card.sandbox_start == utc(3, 15, 21)
    assert sum(weight.percent for weight in card.weights) == 100
