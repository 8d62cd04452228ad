"""Delivery by a real bot: to persons, to closed doors, once after a crash however late, and never to anyone else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlmodel import select

from backend.contract import By, Waker
from backend.contract.announcements import (
    Attached,
    Audience,
    ComposeAnnouncement,
    EditAnnouncement,
    Everyone,
    Nobody,
    People,
    PostAnnouncement,
    RoleHolders,
)
from backend.contract.notices import ListDeliveries, NextNotices, Notice, StaffNote
from backend.outbox import NoticeRow, Telling, tell_all
from bot.pace import Pace
from sandbox.interactions import Timing
from sandbox.permissions import Permission
from sandbox.seen import Seen
from sandbox.server import Sandbox
from sandbox.wire import Request
from tests.bot.cogs.test_notices import becomes, row, say, sent, texts
from tests.bot.conftest import Stage
from tests.conftest import House

SYLLABOT = By(id="bot", name="Syllabot")
STAFF = By(id="prof", name="Prof", staff=True)


def to_person(stage: Stage, text: str, *people: Any) -> None:
    """Put a direct message for each of them into the outbox, as a handler would."""
    tellings = [
        Telling(StaffNote(text=text), f"{text} {person.id}", person=str(person.id))
        for person in people
    ]
    backend = stage.house.backend
    with backend.database.writing() as session:
        tell_all(session, tellings, made=stage.house.clock.now())
    backend._bell.ring(Waker.NOTICES)


async def post_as_a_dead_bot(stage: Stage, notice: Notice, **body: Any) -> str:
    """What a bot process does before it dies without a word to the backend; returns the message's id."""
    where = f"{stage.sandbox.rest_base}/channels/{notice.channel}/messages"
    headers = {"Authorization": f"Bot {stage.sandbox.token}"}
    nonce = {"nonce": notice.nonce, "enforce_nonce": True}
    async with (
        aiohttp.ClientSession(headers=headers) as dead,
        dead.post(where, json={**nonce, **body}) as answered,
    ):
        assert answered.status == 200
        made: str = (await answered.json())["id"]
        return made


def marked(notice: Notice) -> list[dict[str, Any]]:
    button = {"type": 2, "style": 2, "label": "why this?", "custom_id": f"notice:{notice.id}"}
    return [{"type": 1, "components": [button]}]


@pytest.fixture
async def forgetful_stage(sqlite_house: House, tmp_path: Path) -> AsyncIterator[Stage]:
    """A Discord that has forgotten every nonce by the time it is repeated; no bot yet."""
    async with (
        Sandbox(timing=Timing(nonce_life=0.0)) as sandbox,
        sqlite_house.link("bot-token") as link,
    ):
        stage = Stage(sandbox=sandbox, house=sqlite_house, link=link, state=tmp_path / "bot")
        yield stage


# To persons.


async def test_a_person_gets_a_direct_message_and_may_ask_why(stage: Stage) -> None:
    to_person(stage, "for you alone", stage.ada)
    message = await stage.until(lambda: stage.ada.inbox and stage.ada.inbox[-1])
    assert message and "for you alone" in message.text
    await becomes(stage, f"for you alone {stage.ada.id}", "said")
    button = message.button(label="why this?")
    assert button["custom_id"] == f"notice:{row(stage, f'for you alone {stage.ada.id}').id}"
    reply = await stage.ada.click(message, label="why this?")
    assert reply.first.ephemeral and "note to the staff: for you alone" in reply.text


async def test_what_went_to_someone_else_is_not_told(stage: Stage) -> None:
    to_person(stage, "a secret", stage.ada)
    say(stage, "for everyone")
    message = await stage.until(lambda: texts(stage) and stage.posts("general")[0])
    assert isinstance(message, Seen)
    secret = row(stage, f"a secret {stage.ada.id}").id
    message.post.components[0]["components"][0]["custom_id"] = f"notice:{secret}"
    reply = await stage.ben.click(message, custom_id=f"notice:{secret}")
    assert "There is no notice" in reply.text and "a secret" not in reply.text


async def test_a_closed_door_is_mentioned_once_and_opened_again(stage: Stage) -> None:
    await stage.setup()
    stage.ada.close_dms()
    for text in ("your first grade", "your second grade"):
        to_person(stage, text, stage.ada)
        await becomes(stage, f"{text} {stage.ada.id}", "closed")
    mention = await stage.until(lambda: stage.posts("announcements"))
    assert [each.mentions for each in mention] == [[stage.ada.name]]
    assert "grade" not in mention[0].text
    assert (
        "There is nothing that waits for you"
        in (await stage.ben.click(mention[0], label="try again")).text
    )
    stage.ada.close_dms(False)
    assert (
        "2 messages are on the way" in (await stage.ada.click(mention[0], label="try again")).text
    )
    await stage.until(lambda: len(stage.ada.inbox) == 2)
    assert len(stage.posts("announcements")) == 1


async def test_a_crowd_of_people_does_not_hold_up_a_channel(stage: Stage) -> None:
    everyone = [*stage.sandbox.students, stage.instructor]
    for text in ("first", "second", "third", "fourth"):
        to_person(stage, text, *everyone)
    say(stage, "progress", key="job", kind="latest")
    await stage.until(lambda: texts(stage) == ["progress"])
    said = sum(len(person.inbox) for person in everyone)
    assert said < 4 * len(everyone), "the crowd is still being served"
    await stage.until(lambda: all(len(person.inbox) == 4 for person in everyone))
    refused = [
        each for each in stage.sandbox.wire if isinstance(each, Request) and each.status == 429
    ]
    assert not refused, "a limit was met that could have been avoided"


async def test_turns_are_evenly_spaced_and_kept_in_order() -> None:
    loop, pace, order = asyncio.get_running_loop(), Pace(200.0), []
    began = loop.time()

    async def take(number: int) -> None:
        await pace.turn()
        order.append((number, loop.time() - began))

    await asyncio.gather(*(take(number) for number in range(21)))
    assert [number for number, _ in order] == list(range(21))
    assert all(at >= number * 0.005 - 0.001 for number, at in order)


# After a crash.


async def test_beyond_the_nonce_the_message_is_found_by_its_mark(forgetful_stage: Stage) -> None:
    stage = forgetful_stage
    say(stage, "only once")
    (notice,) = await stage.link(NextNotices(), SYLLABOT)
    first = await post_as_a_dead_bot(
        stage, notice, content="whatever it said", components=marked(notice)
    )
    stage.ada.say("general", "some talk in between")
    stage.house.clock.move(timedelta(minutes=10))
    async with stage.running():
        await becomes(stage, "only once", "said")
    assert row(stage, "only once").message == first
    assert len(stage.posts("general")) == 2, "Ada's and the one that was there"


async def test_beyond_the_nonce_what_was_not_posted_is_posted(forgetful_stage: Stage) -> None:
    stage = forgetful_stage
    say(stage, "one"), say(stage, "two")
    one, two = await stage.link(NextNotices(), SYLLABOT)
    await post_as_a_dead_bot(stage, two, content="two", components=marked(two))
    stage.house.clock.move(timedelta(minutes=10))
    async with stage.running():
        await becomes(stage, "one", "said")
        await becomes(stage, "two", "said")
    assert len(sent(stage)) == 2 and len(stage.posts("general")) == 2
    assert row(stage, "one").message != row(stage, "two").message and one.id != two.id


async def test_where_history_cannot_be_read_it_is_unknown_and_not_repeated(
    forgetful_stage: Stage,
) -> None:
    stage = forgetful_stage
    everyone = stage.sandbox.world.roles[stage.sandbox.world.guild_id]
    everyone.permissions &= ~int(Permission.READ_MESSAGE_HISTORY)
    stage.sandbox.set_bot_permissions(int(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES))
    say(stage, "only once")
    (notice,) = await stage.link(NextNotices(), SYLLABOT)
    await post_as_a_dead_bot(stage, notice, content="only once", components=marked(notice))
    stage.house.clock.move(timedelta(minutes=10))
    async with stage.running():
        await becomes(stage, "only once", "unknown")
    assert "Read Message History" in row(stage, "only once").reason
    assert len(sent(stage)) == 1


async def test_a_board_beyond_the_nonce_is_known_by_its_buttons(forgetful_stage: Stage) -> None:
    stage = forgetful_stage
    async with stage.running():
        await stage.setup()
    board = stage.board
    assert board is not None
    with stage.house.backend.database.writing() as session:
        kept = session.exec(select(NoticeRow).where(NoticeRow.kind == "latest")).one()
        kept.state, kept.message = "waiting", None
        kept.first_tried = stage.house.clock.now()
        session.add(kept)
        key = kept.key
    stage.house.clock.move(timedelta(minutes=10))
    async with stage.running():
        await becomes(stage, key, "said")
    assert row(stage, key).message == str(board.id)
    assert len(stage.posts("presentations")) == 1


async def test_a_second_bot_says_nothing_until_the_first_ends(
    quiet_stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage = quiet_stage
    async with stage.running():
        say(stage, "from the first")
        await becomes(stage, "from the first", "said")
        async with stage.running():
            say(stage, "from whichever")
            await becomes(stage, "from whichever", "said")
            await stage.until(
                lambda: any("Another bot process" in each.message for each in caplog.records)
            )
    assert texts(stage) == ["from the first", "from whichever"]


# Announcements.

NASTY = "@everyone @here <@&{role}> <@{ben}> **bold** `x` <#1> </due:1> \\@everyone\n> quoted\n||spoiler||"


@pytest.mark.parametrize("whom", ["nobody", "everyone", "role", "ada"])
async def test_exactly_the_chosen_audience_is_called_whatever_the_text_says(
    stage: Stage, whom: str
) -> None:
    everybody_may = Permission.MENTION_EVERYONE | Permission.MANAGE_GUILD | Permission.SEND_MESSAGES
    stage.sandbox.set_bot_permissions(
        int(everybody_may | Permission.VIEW_CHANNEL | Permission.EMBED_LINKS)
    )
    other = stage.sandbox.add_role("Other", stage.ben)
    group = stage.sandbox.add_role("Group", stage.ada)
    audiences: dict[str, Audience] = {
        "nobody": Nobody(),
        "everyone": Everyone(),
        "role": RoleHolders(role=str(group.id)),
        "ada": People(people=(str(stage.ada.id),)),
    }
    text = NASTY.format(role=other.id, ben=stage.ben.id)
    message = await announced(stage, text, audiences[whom])
    assert text in message.content
    assert message.mentions_everyone is (whom == "everyone")
    assert message.mentions == ([stage.ada.name] if whom == "ada" else [])
    assert message.post.mention_roles == ([group.id] if whom == "role" else [])


async def announced(stage: Stage, text: str, audience: Audience, **more: Any) -> Seen:
    channel = str(stage.sandbox.channel("general").id)
    backend = stage.house.backend
    draft = await backend(
        ComposeAnnouncement(guild="1", channel=channel, text=text, audience=audience, **more), STAFF
    )
    await backend(PostAnnouncement(announcement=draft.id, version=draft.version, hold_s=0), STAFF)
    posts = await stage.until(lambda: stage.posts("general"))
    await becomes(stage, f"announcement:{draft.id}", "said")
    return posts[-1]


async def test_an_edit_changes_the_posted_message(stage: Stage) -> None:
    sha256 = await stage.house.backend.put_blob(b"\x89PNG a map")
    file = Attached(blob=sha256, name="map.png", alt="the way to the room")
    message = await announced(stage, "The room has changed.", Nobody(), files=(file,))
    assert (
        message.content == "The room has changed." and message.file("map.png") == b"\x89PNG a map"
    )
    edit = EditAnnouncement(announcement=1, version=1, text="The room has changed: 114.")
    await stage.house.backend(edit, STAFF)
    await stage.until(lambda: message.content == "The room has changed: 114.")
    assert message.file("map.png") == b"\x89PNG a map"
    assert len(stage.posts("general")) == 1


async def test_a_missing_permission_is_told_to_the_staff(stage: Stage) -> None:
    await stage.setup()
    stage.sandbox.set_bot_permissions(0)
    general = stage.sandbox.channel("general")
    everyone = stage.sandbox.world.roles[stage.sandbox.world.guild_id]
    everyone.permissions = int(Permission.VIEW_CHANNEL)
    say(stage, "forbidden", number=str(general.id))
    await becomes(stage, "forbidden", "set aside")
    note = await stage.until(lambda: stage.posts("staff"))
    assert (
        "Discord refuses: Missing Permissions" in note[-1].text
        and f"<#{general.id}>" in note[-1].text
    )
    listed = await stage.house.backend(ListDeliveries(states=("set aside",)), STAFF)
    assert [each.key for each in listed.deliveries] == ["forbidden"]
