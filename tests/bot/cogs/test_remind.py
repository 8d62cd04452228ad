"""Choosing how one is reminded, what comes of it in one's direct messages, and asking why."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.contract.calendar import ListTicks
from backend.contract.notices import ListDeliveries
from backend.contract.reminders import GetReminders, ReminderSettings, RingReminders
from sandbox.acting import Person
from sandbox.errors import Refused
from sandbox.seen import Seen
from tests.bot.conftest import Stage
from tests.patience import PATIENCE_S

THURSDAY = datetime(2024, 2, 8, 17, 0, tzinfo=UTC)
BEFORE_PA1 = datetime(2024, 2, 10, 0, 31, tzinfo=UTC)
"""Friday evening in the course, just after "3 days before" the assignment that is due on the 12th."""


async def chosen(stage: Stage, person: Person) -> ReminderSettings:
    return await stage.ask(GetReminders(), by=str(person.id))


async def leads(stage: Stage, person: Person, kind: str) -> tuple[str, ...]:
    return next(each.leads for each in (await chosen(stage, person)).kinds if each.kind == kind)


async def reminded(stage: Stage, now: datetime = BEFORE_PA1) -> Seen:
    """Let the course clock reach a reminder of Ada's; the message that she gets."""
    before = len(stage.ada.inbox)
    await stage.at(now)
    await stage.ask(RingReminders(rebuild=True))
    await stage.until(lambda: len(stage.ada.inbox) > before, "a reminder")
    return stage.ada.inbox[-1]


async def becomes_said(stage: Stage) -> None:
    """Wait until the bot's word that it was posted has reached the backend."""
    async with asyncio.timeout(PATIENCE_S):
        while (await stage.ask(ListDeliveries(), staff=True)).counts.get("waiting"):
            await stage.ask(GetReminders())


async def test_show_says_what_the_course_has_and_what_comes(stage: Stage) -> None:
    reply = await stage.ada.slash("remind show")
    assert reply.first.ephemeral and "You have not joined" in reply.text
    assert f"</join:{stage.bot.command_ids['join']}>" in reply.text
    await stage.ada.slash("join")
    text = (await stage.ada.slash("remind show")).text
    assert "You have joined by command" in text
    assert "**reviews**: 2 days" in text and "*(the course)*" in text
    assert "**the end of grace**: off" in text
    assert "Programming Assignment 1" in text, "what comes next"


async def test_choose_reads_lead_times_as_people_write_them(stage: Stage) -> None:
    reply = await stage.ada.slash("remind choose", kind="review", leads="1 week, 2 days and 3h")
    assert reply.first.ephemeral and "Reminders of reviews: 7 days" in reply.text
    assert await leads(stage, stage.ada, "review") == ("7d", "2d", "3h")
    assert "off" in (await stage.ada.slash("remind choose", kind="review", leads="Off")).text
    assert await leads(stage, stage.ada, "review") == ()
    await stage.ada.slash("remind choose", kind="review", leads="default")
    assert await leads(stage, stage.ada, "review") == ("2d",)
    assert await leads(stage, stage.ben, "review") == ("2d",), "one's own choice is one's own"


@pytest.mark.parametrize(
    "typed", ["soon", "2x", "90d", "0h", "100h", "1d 2d 3d 4d 5d 6d", ",", "2d; DROP TABLE"]
)
async def test_choose_refuses_what_is_no_lead_time(stage: Stage, typed: str) -> None:
    reply = await stage.ada.slash("remind choose", kind="review", leads=typed)
    assert reply.first.ephemeral and "cannot be read" in reply.text
    assert await leads(stage, stage.ada, "review") == ("2d",)


async def test_choose_suggests_what_it_understands(stage: Stage) -> None:
    suggested = await stage.ada.complete("remind choose", "leads", "", kind="review")
    assert [each.value for each in suggested][-2:] == ["off", "default"]
    suggested = await stage.ada.complete("remind choose", "leads", "2 weeks", kind="review")
    assert [each.name for each in suggested] == ["14d before"]
    assert await stage.ada.complete("remind choose", "leads", "banana", kind="review") == []


async def test_quiet_hours_are_set_and_ended(stage: Stage) -> None:
    reply = await stage.ada.slash("remind quiet", from_="10:30 pm", to="7:00")
    assert reply.first.ephemeral and "22:30 to 07:00" in reply.text
    quiet = (await chosen(stage, stage.ada)).quiet
    assert quiet and (quiet.start.hour, quiet.end.hour) == (22, 7)
    assert "You have no quiet hours" in (await stage.ada.slash("remind quiet")).text
    assert (await chosen(stage, stage.ada)).quiet is None


async def test_quiet_hours_that_cannot_be_read_change_nothing(stage: Stage) -> None:
    bad: list[dict[str, Any]] = [
        {"from_": "22:00"}, {"to": "7:00"}, {"from_": "25:00", "to": "7:00"},
        {"from_": "7", "to": "8"}, {"from_": "13 pm", "to": "8:00"},
    ]  # fmt: skip
    for given in bad:
        text = (await stage.ada.slash("remind quiet", **given)).text
        assert "cannot be" in text, given
    assert (await chosen(stage, stage.ada)).quiet is None


async def test_zone_takes_a_suggestion_and_refuses_what_is_none(stage: Stage) -> None:
    suggested = await stage.ada.complete("remind zone", "zone", "vien")
    assert "Europe/Vienna" in [each.value for each in suggested]
    assert "Your zone: Europe/Vienna" in (
        await stage.ada.slash("remind zone", zone="Europe/Vienna")
    ).text.replace("\\", "")
    assert (await chosen(stage, stage.ada)).own_zone
    assert (
        "no time zone called" in (await stage.ada.slash("remind zone", zone="../etc/passwd")).text
    )
    assert (await chosen(stage, stage.ada)).zone == "Europe/Vienna"
    await stage.ada.slash("remind zone", zone="the course's")
    assert not (await chosen(stage, stage.ada)).own_zone


async def test_off_and_on_keep_what_was_chosen(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        await stage.ada.slash("join")
        await stage.ada.slash("remind choose", kind="review", leads="5d")
        off = await stage.ada.slash("remind off")
        assert "Your reminders are off" in off.text
        assert not (await chosen(stage, stage.ada)).on
        assert "are on" in (await stage.ada.slash("remind on")).text
        assert (await chosen(stage, stage.ada)).on
        sheet = await stage.ada.slash("remind show")
    async with stage.running():
        turned = await stage.ada.click(sheet, label="turn off")
        assert turned.first == sheet.first and "turned reminders off" in turned.text
        assert not (await chosen(stage, stage.ada)).on
    assert await leads(stage, stage.ada, "review") == ("5d",)


async def test_why_tells_what_came_and_what_did_not(stage: Stage) -> None:
    await stage.at(THURSDAY)
    reply = await stage.ada.slash("remind why")
    assert reply.first.ephemeral and "You have not joined, so nothing is sent" in reply.text
    assert f"</join:{stage.bot.command_ids['join']}>" in reply.text
    await stage.ada.slash("join")
    await reminded(stage)
    await becomes_said(stage)
    text = (await stage.ada.slash("remind why", about="pa1")).text
    assert "Programming Assignment 1" in text and "It was sent" in text
    assert "Review" not in text
    await stage.ada.slash("done", task="pa1")
    text = (await stage.ada.slash("remind why", about="assignment 1")).text
    assert "you have ticked it off" in text
    assert "There is no deadline" in (await stage.ada.slash("remind why", about="zeppelin!")).text


async def test_the_buttons_of_a_reminder_act_where_it_lies(quiet_stage: Stage) -> None:
    """In a direct message, and after the bot that said it was restarted."""
    stage = quiet_stage
    await stage.at(THURSDAY)
    async with stage.running():
        await stage.ada.slash("join")
        message = await reminded(stage)
        assert "Programming Assignment 1" in message.text
    async with stage.running():
        later = await stage.ada.click(message, label="in an hour")
        assert "I remind you again" in later.text
        again = await reminded(stage, datetime(2024, 2, 10, 2, 5, tzinfo=UTC))
        assert "as you asked when you snoozed it" in again.text
        done = await stage.ada.click(again, label="done")
        assert "is ticked off" in done.text
        assert await stage.ask(ListTicks(), by=str(stage.ada.id)) == ("pa1",)
        stopped = await stage.ada.click(again, label="stop this kind")
        assert "No more reminders of assignments" in stopped.text
        assert await leads(stage, stage.ada, "assignment") == ()


async def test_a_choice_that_is_none_is_refused_by_discord_already(stage: Stage) -> None:
    with pytest.raises(Refused):
        await stage.ada.slash("remind choose", kind="birthdays", leads="2d")
