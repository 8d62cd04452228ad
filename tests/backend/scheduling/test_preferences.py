"""How someone wants to be reminded: kinds, leads, quiet hours, zone, off; kept apart from what the course says."""

from __future__ import annotations

from datetime import time

import pytest
from pydantic import ValidationError

from backend.contract.refusals import NoSuchZone
from backend.contract.reminders import (
    ChooseLeads,
    ChooseQuietHours,
    ChooseZone,
    GetReminders,
    JoinCourse,
    QuietHours,
    ReminderSettings,
    TurnReminders,
)
from tests.backend.scheduling.mailbox import Mailbox, at
from tests.conftest import Ask


@pytest.fixture
def mail(sqlite_mail: Mailbox) -> Mailbox:
    return sqlite_mail


def leads(settings: ReminderSettings) -> dict[str, str]:
    return {kind.kind: kind.words for kind in settings.kinds}


async def test_the_courses_defaults(ask: Ask) -> None:
    settings = await ask(GetReminders())
    assert leads(settings) == {
        "review": "2 days before",
        "assignment": "3 days and 1 day before",
        "project": "7 days and 2 days before",
        "grace": "off",
        "presentation": "7 days and 1 day before",
        "meeting": "off",
    }
    assert not any(kind.chosen for kind in settings.kinds)
    assert (settings.on, settings.enrolment.joined, settings.coming) == (True, False, ())
    assert (settings.zone, settings.own_zone) == ("America/New_York", False)
    assert settings.hour == "7:30 pm (New York)"


async def test_choosing_and_going_back(ask: Ask) -> None:
    await ask(JoinCourse())
    chosen = await ask(ChooseLeads(kind="review", leads=("3h", "5d", "5d")))
    [review] = [kind for kind in chosen.kinds if kind.kind == "review"]
    assert (review.leads, review.chosen, review.words) == (
        ("5d", "3h"), True, "5 days and 3 hours before",
    )  # fmt: skip
    assert [each.lead_words for each in chosen.coming][:2] == ["3 hours before", "3 days before"]
    off = await ask(ChooseLeads(kind="review", leads=()))
    assert leads(off)["review"] == "off"
    assert leads(await ask(ChooseLeads(kind="review", leads=None)))["review"] == "2 days before"


async def test_what_was_chosen_is_what_comes(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    await mail.ask(ChooseLeads(kind="review", leads=("1d", "3h")))
    await mail.ask(ChooseLeads(kind="assignment", leads=()))
    await mail.ask(ChooseLeads(kind="grace", leads=("1d",)))
    await mail.ask(ChooseLeads(kind="meeting", leads=("1h",)))
    said = await mail.until(at(2, 13))
    assert [(each.at, each.due.kind, each.due.lead) for each in said] == [
        (at(2, 5, 18, 30), "meeting", "1h"),
        (at(2, 6, 19, 30), "review", "1d"),
        (at(2, 7, 18, 30), "meeting", "1h"),
        (at(2, 7, 21), "review", "3h"),  # three hours before the end of the day
        (at(2, 8, 19, 30), "grace", "1d"),
        (at(2, 12, 18, 30), "meeting", "1h"),
    ]
    grace = said[4].due
    assert grace.title == "End of the days of grace: Review of paper 1a or 1b"
    assert grace.in_words == "the end of Friday 9 February 2024 (New York)"
    assert grace.why == "You chose to be reminded of the end of the days of grace: 1 day before."
    assert "it is still taken until Friday 9 February 2024" in grace.status
    meeting = said[2].due
    assert meeting.title == "Class: Paper discussion 2" and meeting.meeting is not None
    assert (meeting.deadline, meeting.can_tick, meeting.late_rule) == (None, False, "")


async def test_off_and_on_again(mail: Mailbox) -> None:
    await mail.ask(JoinCourse())
    assert not (await mail.ask(TurnReminders(on=False))).on
    assert await mail.until(at(2, 8)) == []
    settings = await mail.ask(TurnReminders(on=True))
    assert [each.lead_words for each in settings.coming][:2] == ["3 days before", "1 day before"]
    assert len(await mail.until(at(2, 12))) == 2


async def test_quiet_hours_in_ones_own_zone(mail: Mailbox) -> None:
    """19:30 in New York is half past one at night in Vienna."""
    await mail.ask(JoinCourse())
    await mail.ask(ChooseZone(zone="Europe/Vienna"))
    settings = await mail.ask(ChooseQuietHours(hours=QuietHours(start=time(23), end=time(7))))
    assert (settings.zone, settings.own_zone) == ("Europe/Vienna", True)
    assert settings.quiet == QuietHours(start=time(23), end=time(7))
    [message] = await mail.until(at(2, 7))
    assert message.at == at(2, 6, 1), "seven in the morning in Vienna, six hours ahead"
    assert not message.due.late and message.due.in_own_words == ""
    said = await mail.until(at(5, 15, 17))
    report = [each for each in said if each.due.title == "Final project report"][-1]
    assert report.due.in_own_words == "Wednesday 15 May 2024, 10:30 pm (Vienna)"
    none = await mail.ask(ChooseQuietHours(hours=None))
    assert none.quiet is None
    same = await mail.ask(ChooseQuietHours(hours=QuietHours(start=time(7), end=time(7))))
    assert same.quiet is None


async def test_a_zone_there_is_not(ask: Ask) -> None:
    with pytest.raises(NoSuchZone, match="Middle-earth"):
        await ask(ChooseZone(zone="Middle-earth/Shire"))
    assert not (await ask(ChooseZone(zone=None))).own_zone


@pytest.mark.parametrize("lead", ["0d", "61d", "97h", "2w", "2.5d", "-1d", "1h30"])
def test_leads_there_are_not(lead: str) -> None:
    with pytest.raises(ValidationError):
        ChooseLeads(kind="review", leads=(lead,))


@pytest.mark.parametrize("lead", ["1d", "60d", "1h", "96h"])
def test_leads_there_are(lead: str) -> None:
    assert ChooseLeads(kind="review", leads=(lead,)).leads == (lead,)


async def test_what_is_not_chosen_follows_the_course(mail: Mailbox) -> None:
    """The course changes its mind, and whoever chose nothing is reminded accordingly."""
    for student in ("101", "102"):
        await mail.ask(JoinCourse(), student)
    await mail.ask(ChooseLeads(kind="review", leads=("2d",)), "102")
    course = mail.house.backend.course
    personal = course.reminders.personal.model_copy(update={"review": ("1d",)})
    rules = course.reminders.model_copy(update={"personal": personal})
    mail.house.backend.course = course.model_copy(update={"reminders": rules})
    await mail.ask(TurnReminders(on=True))
    said = await mail.until(at(2, 7))
    assert [(each.to, each.due.lead) for each in said] == [("102", "2d"), ("101", "1d")]
