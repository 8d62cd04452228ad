"""The outbox drained into channels: once, in order, again after a loss, and never one channel at another's cost."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Literal

import aiohttp
import pytest
from aiohttp import web
from sqlmodel import select

from backend.contract import By, Waker
from backend.contract.clock import GetClock
from backend.contract.notices import NextNotices, StaffNote
from backend.link import HttpLink
from backend.outbox import NoticeRow, tell
from backend.web import application
from bot.config import BotConfig
from sandbox.limits import Limits
from sandbox.server import Sandbox
from sandbox.wire import Request
from tests.bot.conftest import Stage
from tests.conftest import TOKENS, House
from tests.patience import PATIENCE_S

SEND = "/channels/{channel_id}/messages"


def say(
    stage: Stage,
    text: str,
    channel: str = "general",
    *,
    number: str = "",
    key: str = "",
    kind: Literal["once", "latest"] = "once",
) -> None:
    """Put a note into the outbox, as a handler would."""
    place = number or str(stage.sandbox.channel(channel).id)
    backend = stage.house.backend
    with backend.database.writing() as session:
        tell(
            session,
            StaffNote(text=text),
            key=key or text,
            channel=place,
            kind=kind,
            made=stage.house.clock.now(),
        )
    backend._bell.ring(Waker.NOTICES)


def row(stage: Stage, key: str) -> NoticeRow:
    with stage.house.backend.database.reading() as session:
        found = session.exec(select(NoticeRow).where(NoticeRow.key == key)).one()
        session.expunge(found)
        return found


async def becomes(stage: Stage, key: str, state: str) -> None:
    """Wait until the notice is in that state. The outbox tells nobody of it, so it is asked again and again."""
    async with asyncio.timeout(PATIENCE_S):
        while row(stage, key).state != state:
            await stage.ask(GetClock())


def sent(stage: Stage, method: str = "POST") -> list[Request]:
    return [
        entry
        for entry in stage.sandbox.wire
        if isinstance(entry, Request) and entry.method == method and entry.route.startswith(SEND)
    ]


def texts(stage: Stage, channel: str = "general") -> list[str]:
    return [str(post.embeds[0]["description"]) for post in stage.posts(channel)]


async def test_a_notice_is_posted_with_its_nonce_and_acknowledged(stage: Stage) -> None:
    say(stage, "hello staff")
    await stage.until(lambda: texts(stage) == ["hello staff"])
    body = sent(stage)[0].body
    assert body["nonce"] == row(stage, "hello staff").nonce
    assert body["enforce_nonce"] is True
    assert body["allowed_mentions"] == {"parse": []}
    await becomes(stage, "hello staff", "said")


async def test_latest_wins_is_one_message_that_is_edited(stage: Stage) -> None:
    say(stage, "first", key="k", kind="latest")
    await becomes(stage, "k", "said")
    say(stage, "second", key="k", kind="latest")
    await stage.until(lambda: texts(stage) == ["second"])
    assert len(sent(stage)) == 1
    assert len(sent(stage, "PATCH")) == 1


async def test_a_deleted_message_is_posted_anew(stage: Stage) -> None:
    say(stage, "first", key="k", kind="latest")
    await becomes(stage, "k", "said")
    (post,) = stage.posts("general")
    stage.sandbox.deeds.take_away(stage.instructor.id, post.channel_id, post.id)
    say(stage, "second", key="k", kind="latest")
    await stage.until(lambda: texts(stage) == ["second"])
    assert len(sent(stage)) == 2


async def test_a_channel_that_is_gone_is_given_up_and_others_go_on(stage: Stage) -> None:
    gone = str(stage.sandbox.ids.next())
    say(stage, "to nowhere", number=gone)
    say(stage, "still here")
    await stage.until(lambda: texts(stage) == ["still here"])
    await becomes(stage, "to nowhere", "set aside")
    assert "Unknown Channel" in row(stage, "to nowhere").reason


async def test_a_channel_where_the_bot_may_not_write_is_given_up(stage: Stage) -> None:
    stage.sandbox.set_bot_permissions(0)
    everyone = stage.sandbox.world.roles[stage.sandbox.world.guild_id]
    everyone.permissions = 0
    say(stage, "forbidden")
    await becomes(stage, "forbidden", "set aside")


async def test_a_post_whose_acknowledgement_was_lost_is_not_made_twice(quiet_stage: Stage) -> None:
    stage = quiet_stage
    say(stage, "only once")
    # A bot takes the notice, posts it, and dies before it can say so.
    (notice,) = await stage.link(NextNotices(), By(id="bot", name="Syllabot"))
    async with aiohttp.ClientSession(
        headers={"Authorization": f"Bot {stage.sandbox.token}"}
    ) as dead:
        body = {"content": "x", "nonce": notice.nonce, "enforce_nonce": True}
        where = f"{stage.sandbox.rest_base}/channels/{notice.channel}/messages"
        async with dead.post(where, json=body) as answered:
            first = (await answered.json())["id"]
    stage.house.clock.move(timedelta(seconds=60))
    async with stage.running():
        await becomes(stage, "only once", "said")
    assert len(stage.posts("general")) == 1
    assert row(stage, "only once").message == first


async def test_after_such_a_loss_the_latest_state_shows(quiet_stage: Stage) -> None:
    stage = quiet_stage
    say(stage, "old", key="k", kind="latest")
    (notice,) = await stage.link(NextNotices(), By(id="bot", name="Syllabot"))
    async with aiohttp.ClientSession(
        headers={"Authorization": f"Bot {stage.sandbox.token}"}
    ) as dead:
        body = {"content": "old", "nonce": notice.nonce, "enforce_nonce": True}
        where = f"{stage.sandbox.rest_base}/channels/{notice.channel}/messages"
        async with dead.post(where, json=body):
            pass
    say(stage, "new", key="k", kind="latest")
    stage.house.clock.move(timedelta(seconds=60))
    async with stage.running():
        await becomes(stage, "k", "said")
        assert texts(stage) == ["new"]


async def test_a_slow_channel_does_not_hold_up_another(
    sqlite_house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    slow = Limits(routes={"POST /channels/{channel_id}/messages": (1, 60.0)})
    async with Sandbox(limits=slow) as sandbox, sqlite_house.link("bot-token") as link:
        stage = Stage(sandbox, sqlite_house, link, tmp_path_factory.mktemp("bot"))
        sandbox.add_channel("other")
        async with stage.running():
            for text in ("one", "two", "three"):
                say(stage, text)
            say(stage, "quick", "other")
            await stage.until(lambda: texts(stage, "other") == ["quick"])
            assert len(texts(stage)) < 3, "the slow channel is still waiting for its turn"


async def test_many_notices_of_one_channel_keep_their_order(stage: Stage) -> None:
    wanted = [f"note {number}" for number in range(30)]
    for text in wanted:
        say(stage, text)
    await stage.until(lambda: len(texts(stage)) == 30)
    assert texts(stage) == wanted


async def test_while_the_backend_is_away_it_waits_and_says_so_once(
    quiet_stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage = quiet_stage
    runner = web.AppRunner(application(stage.house.backend, TOKENS), shutdown_timeout=1)
    await runner.setup()
    probe = web.TCPSite(runner, "127.0.0.1", 0)
    await probe.start()
    port = runner.addresses[0][1]
    await probe.stop()  # The address is known now, and nobody answers at it.
    say(stage, "when you are back")
    with caplog.at_level(logging.INFO, logger="bot"):
        async with HttpLink(f"http://127.0.0.1:{port}", "bot-token") as link:
            config = BotConfig(
                token=stage.sandbox.token, link=link, state_folder=stage.state,
                discord_url=stage.sandbox.url, back_off=stage.config().back_off,
            )  # fmt: skip
            async with stage.running(config):
                reply = await stage.ada.slash("due")
                assert reply.first.ephemeral
                assert (
                    reply.text
                    == "The course server is not answering. Please try again in a minute."
                )
                assert not await stage.ada.complete("when", "about", "5a")
                site = web.TCPSite(runner, "127.0.0.1", port)
                await site.start()
                await stage.until(lambda: texts(stage) == ["when you are back"])
                await site.stop()
    await runner.cleanup()
    waiting = [r for r in caplog.records if "waiting for the backend" in r.message]
    assert 1 <= len(waiting) <= 2, "once for each time that it was away"
    assert any("answers again" in record.message for record in caplog.records)
