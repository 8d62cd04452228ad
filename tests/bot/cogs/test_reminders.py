"""A reminder as its reader gets it, and its buttons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from backend.contract import By, Call
from backend.contract.calendar import ListDeadlines
from backend.contract.changes import MoveDeadline
from backend.contract.clock import MoveClock
from backend.contract.notices import ListDeliveries
from backend.contract.reminders import (
    KINDS,
    ExplainReminders,
    GetReminders,
    JoinCourse,
    RingReminders,
)
from bot.cogs.reminders import NAMES
from sandbox.seen import Seen
from tests.bot.cogs.test_notices import becomes
from tests.bot.conftest import Stage

BEFORE = datetime(2024, 1, 30, 17, 0, tzinfo=UTC)


async def ada_asks(stage: Stage, call: Call[Any]) -> Any:
    return await stage.house.backend(call, By(id=str(stage.ada.id), name=stage.ada.name))


def inbox(stage: Stage) -> list[Seen]:
    """Ada's direct messages, without the private answers to her clicks."""
    return [seen for seen in stage.ada.inbox if not seen.ephemeral]


async def reminded(stage: Stage) -> Seen:
    """Ada joins, and the course's clock jumps to her first reminder."""
    await stage.at(BEFORE)
    await ada_asks(stage, JoinCourse())
    story = await ada_asks(stage, ExplainReminders())
    first = story.coming[0]
    await stage.at(first.planned + timedelta(seconds=1))
    await stage.ask(RingReminders())
    messages = await stage.until(lambda: inbox(stage))
    assert first.title in messages[-1].text and first.lead_words in messages[-1].text
    return messages[-1]


async def test_it_says_what_by_when_and_why_and_can_be_acted_on(stage: Stage) -> None:
    message = await reminded(stage)
    assert {"in an hour", "done", "stop this kind", "why this?"} == set(message.buttons)
    due = (await ada_asks(stage, ListDeadlines(within_days=30))).deadlines[0]
    assert due.in_words.replace("_", "") in message.text.replace("\\", "")
    assert due.late_rule.split(".")[0] in message.text
    why = await stage.ada.click(message, label="why this?")
    assert why.first.ephemeral and "reminder: " in why.text


async def test_done_ticks_it_off(stage: Stage) -> None:
    message = await reminded(stage)
    reply = await stage.ada.click(message, label="done")
    assert "is ticked off" in reply.text
    everything = (await ada_asks(stage, ListDeadlines(past=True))).deadlines
    assert [each.standing for each in everything].count("done") == 1


async def test_in_an_hour_it_comes_again(stage: Stage) -> None:
    message = await reminded(stage)
    reply = await stage.ada.click(message, label="in an hour")
    assert "I remind you again" in reply.text
    now = (await stage.ask(ListDeadlines())).term.now
    await stage.at(now + timedelta(minutes=61))
    await stage.ask(RingReminders())
    messages = await stage.until(lambda: len(inbox(stage)) == 2 and inbox(stage))
    assert messages and "as you asked when you snoozed it" in messages[-1].text


async def test_stop_this_kind(stage: Stage) -> None:
    message = await reminded(stage)
    reply = await stage.ada.click(message, label="stop this kind")
    assert "No more reminders of" in reply.text
    settings = await ada_asks(stage, GetReminders())
    assert sum(not each.leads and each.chosen for each in settings.kinds) == 1


async def test_someone_elses_reminder_cannot_be_put_off(stage: Stage) -> None:
    message = await reminded(stage)
    custom_id = message.button(label="in an hour")["custom_id"]
    post = stage.ben.say("general", "x")
    post.post.author_id = stage.sandbox.bot.user.id
    post.post.components = message.components
    reply = await stage.ben.click(post, custom_id=custom_id)
    assert reply.first.ephemeral and "I remind you" not in reply.text


async def test_a_correction_says_what_was_told_before(stage: Stage) -> None:
    message = await reminded(stage)
    due = (await ada_asks(stage, ListDeadlines(within_days=30))).deadlines[0]
    move = MoveDeadline(deadline=due.id, expected=due.version, day=due.day + timedelta(days=3))
    await stage.ask(move, staff=True)
    await stage.ask(RingReminders())
    messages = await stage.until(lambda: len(inbox(stage)) == 2 and inbox(stage))
    assert messages
    corrected = messages[-1]
    assert "New date: " in corrected.text and "I told you" in corrected.text
    assert message.id != corrected.id


async def test_what_piled_up_is_one_digest(stage: Stage) -> None:
    await stage.at(BEFORE)
    await ada_asks(stage, JoinCourse())
    # Nothing was said for weeks; of what was due in them, two things can still be done.
    await stage.ask(MoveClock(to=datetime(2024, 3, 24, 12, tzinfo=UTC)))
    await stage.ask(RingReminders())
    (digest,) = await stage.until(lambda: inbox(stage))
    assert "2 reminders in one" in digest.text and len(digest.fields) == 2
    assert digest.buttons == ["why this?"]


def test_every_kind_has_a_name() -> None:
    assert set(NAMES) == set(KINDS)


async def test_the_planning_learns_that_it_was_said(stage: Stage) -> None:
    await reminded(stage)
    listed = await stage.ask(ListDeliveries(text="reminder:"), staff=True)
    await becomes(stage, listed.deliveries[0].key, "said")
    story = await ada_asks(stage, ExplainReminders())
    assert story.past[0].state == "said"
