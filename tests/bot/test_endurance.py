"""What the bot outlives, and how little it says meanwhile: Discord away, refused and odd; the backend away."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from backend.link import HttpLink
from bot.client import Syllabot, run_bot
from bot.config import BotConfig
from launch.supervisor import GIVE_UP
from launch.tokens import sandbox_token
from sandbox.server import Sandbox
from tests.bot.conftest import Stage
from tests.conftest import ROOT
from tests.patience import PATIENCE_S

CALLBACK = "POST /interactions/{id}/{token}/callback"


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, logger="discord")
    caplog.set_level(logging.INFO, logger="bot")
    return caplog


def said(caplog: pytest.LogCaptureFixture, words: str) -> list[str]:
    return [each.getMessage() for each in caplog.records if words in each.getMessage()]


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What is said as an error, or with a traceback."""
    return [
        each.getMessage()
        for each in caplog.records
        if each.levelno >= logging.ERROR or each.exc_info
    ]


@dataclass
class Running:
    """A bot that is kept alive, and each of its connections that reached READY."""

    task: asyncio.Task[None]
    ready: asyncio.Queue[Syllabot]

    async def connected(self) -> Syllabot:
        async with asyncio.timeout(PATIENCE_S):
            return await self.ready.get()


@asynccontextmanager
async def kept_alive(config: BotConfig) -> AsyncIterator[Running]:
    ready: asyncio.Queue[Syllabot] = asyncio.Queue()
    task = asyncio.create_task(run_bot(config, on_connect=ready.put_nowait))
    try:
        yield Running(task, ready)
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    ("kind", "route", "reason"),
    [
        ("refused", None, "503"),
        ("abort", "CONNECT", ""),
        ("4014", None, "code 4014"),
        ("4013", None, "code 4013"),
        ("503", "GET /users/@me", "503"),
        ("cut before", "GET /users/@me", ""),
        ("truncated", "GET /users/@me", ""),
        ("429 user", "GET /users/@me", "429"),
    ],
)
async def test_a_start_that_fails_twice(
    quiet_stage: Stage,
    heard: pytest.LogCaptureFixture,
    kind: str,
    route: str | None,
    reason: str,
) -> None:
    faults = quiet_stage.sandbox.faults
    faults.add(kind, route=route, count=2, via=False)
    async with kept_alive(quiet_stage.config()) as bot:
        await bot.connected()
        assert faults.planted == [], "both struck"
        assert (await quiet_stage.ada.slash("due")).failed is None
    lines = said(heard, "waiting for Discord")
    assert len(lines) == 1
    assert reason in lines[0]
    assert len(said(heard, "Discord is reached again")) == 1
    assert failures(heard) == []


@pytest.mark.parametrize(
    "kind",
    [*(f"close {code}" for code in (4000, 4001, 4002, 4003, 4005, 4008, 4009, 1001)), "abort",
     "reconnect", "invalid session resumable", "stall"],
)  # fmt: skip
async def test_a_gateway_that_ends_while_someone_asks(
    stage: Stage, heard: pytest.LogCaptureFixture, kind: str
) -> None:
    first = stage.bot
    stage.sandbox.faults.add(kind, route="INTERACTION_CREATE", seconds=0.5)
    reply = await stage.ada.slash("today")
    assert reply.failed is None
    assert stage.bot is first
    assert len(stage.ada.sees()) == 1, "answered once, also where the question came twice"
    assert failures(heard) == []


@pytest.mark.parametrize("code", [4010, 4011, 4012, 4013, 4014])
async def test_close_codes_after_which_nothing_resumes(quiet_stage: Stage, code: int) -> None:
    """A new connection is made. (After 4004 none is: the token is no longer good.)"""
    async with kept_alive(quiet_stage.config()) as bot:
        first = await bot.connected()
        quiet_stage.sandbox.faults.now(f"close {code}")
        assert await bot.connected() is not first
        assert (await quiet_stage.ada.slash("due")).failed is None


async def test_discord_goes_away_for_long_and_comes_back(
    quiet_stage: Stage, heard: pytest.LogCaptureFixture
) -> None:
    """Longer than a connection is waited for: a new one is made, and the log says two lines in all."""
    config = replace(quiet_stage.config(), away_s=0.3)
    before = Sandbox(token=config.token)
    await before.start()
    config = replace(config, discord_url=before.url)
    async with kept_alive(config) as bot:
        first = await bot.connected()
        await before.stop()
        async with asyncio.timeout(PATIENCE_S):
            await first.absence.long.wait()
            async with Sandbox(port=before.port, token=config.token) as after:
                second = await bot.connected()
                assert second is not first
                reply = await after.person("Ada").slash("due")
                assert reply.failed is None
                assert after.unknown == []
    assert len(said(heard, "waiting for Discord")) == 1
    assert len(said(heard, "Discord is reached again")) == 1
    assert failures(heard) == []


async def test_a_short_absence_is_left_to_the_library(
    stage: Stage, heard: pytest.LogCaptureFixture
) -> None:
    """Two refused connections after a cut: the session is resumed, and the log says two lines in all."""
    faults = stage.sandbox.faults
    faults.add("refused", count=2)
    await stage.sandbox.cut()
    await stage.until(lambda: not faults.planted)
    await stage.sandbox.until(lambda: stage.sandbox.gateway.online, timeout=PATIENCE_S)
    assert (await stage.ada.slash("due")).failed is None
    await stage.until(lambda: said(heard, "Discord is reached again"))
    assert len(said(heard, "waiting for Discord")) == 1
    assert [each.name for each in stage.sandbox.wire.dispatches].count("READY") == 1
    assert failures(heard) == []


async def test_an_interaction_told_twice_is_answered_once(
    stage: Stage, heard: pytest.LogCaptureFixture
) -> None:
    stage.sandbox.faults.add("duplicate", route="INTERACTION_CREATE")
    assert (await stage.ada.slash("today")).failed is None
    await stage.until(
        lambda: any(each.status == 400 for each in stage.sandbox.wire.requests), "40060"
    )
    assert len(stage.ada.sees()) == 1
    await stage.until(lambda: said(heard, "came too late, or twice"))
    assert failures(heard) == []


@pytest.mark.parametrize("kind", ["500", "502", "503", "504", "429 user"])
async def test_a_first_response_that_is_refused_for_a_while(stage: Stage, kind: str) -> None:
    """The library tries these again; the person notices nothing but a second."""
    stage.sandbox.faults.add(kind, route=CALLBACK, seconds=0.1)
    assert (await stage.ada.slash("today")).failed is None
    assert stage.sandbox.faults.struck[kind] == 1


@pytest.mark.parametrize("kind", ["cut before", "cut after", "truncated"])
async def test_a_deferral_whose_fate_is_unknown_costs_nobody_the_answer(
    quiet_stage: Stage, kind: str
) -> None:
    """A bot without patience defers at once; Discord's word on that is lost, whether or not it was granted."""
    stage = quiet_stage
    async with stage.running(replace(stage.config(), patience_s=0)):
        stage.sandbox.faults.add(kind, route=CALLBACK)
        reply = await stage.ada.slash("papers")
        assert stage.sandbox.faults.struck[kind] == 1
        (message,) = reply.messages
        assert "page 1 of" in message.text
        stage.sandbox.faults.add(kind, route=CALLBACK)
        await stage.ada.click(reply, label="next")
        await stage.until(lambda: "page 2 of" in message.text, "the page is turned where it lies")
        assert stage.sandbox.faults.struck[kind] == 2


@pytest.mark.parametrize(
    ("kind", "route", "reads"),
    [
        ("cut before", CALLBACK, "Discord itself is not answering well"),
        ("cut after", CALLBACK, "Today"),
        ("truncated", CALLBACK, "Today"),
        ("expired", "today", None),
    ],
)
async def test_a_first_response_that_is_lost(
    stage: Stage, heard: pytest.LogCaptureFixture, kind: str, route: str, reads: str | None
) -> None:
    """The person reads one thing, or that it failed; nothing is raised, and the next question is answered."""
    stage.sandbox.faults.add(kind, route=route)
    reply = await stage.ada.slash("today")
    assert stage.sandbox.faults.struck[kind] == 1
    if reads is None:
        assert reply.failed is not None
        assert reply.messages == []
    else:
        (message,) = reply.messages
        assert reads in message.text
    assert (await stage.ada.slash("today")).failed is None
    assert failures(heard) == []


async def test_the_backend_is_away_at_first_and_says_so_once(
    quiet_stage: Stage, heard: pytest.LogCaptureFixture
) -> None:
    link = HttpLink("http://127.0.0.1:9", "bot-token")  # nobody listens on the discard port
    async with link, kept_alive(replace(quiet_stage.config(), link=link)) as bot:
        await bot.connected()
        await quiet_stage.sandbox.bot_ready(commands=1)
        for _ in range(3):
            reply = await quiet_stage.ada.slash("due")
            assert reply.failed is None
            assert "course server is not answering" in reply.text
        await quiet_stage.until(lambda: said(heard, "waiting for the backend"))
        link.url = quiet_stage.house.url
        assert "not answering" not in (await quiet_stage.ada.slash("due")).text
    assert len(said(heard, "waiting for the backend")) == 1
    assert failures(heard) == []


async def test_a_revoked_token_ends_the_process_with_a_sentence(quiet_stage: Stage) -> None:
    """The program itself: exit code 2, so that no supervisor starts it again, and one line that says what to do."""
    told = {
        "SYLLABOT_DATA_FOLDER": str(quiet_stage.state),
        "SYLLABOT_BOT_TOKEN": "bot-token",
        "SYLLABOT_LOG_LEVEL": "WARNING",
    }
    async with Sandbox(token=sandbox_token("bot-token")) as sandbox:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "syllabot.py", "bot", "--sandbox", sandbox.url, cwd=ROOT,
            env={**os.environ, **told}, stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            await sandbox.bot_ready(commands=1, timeout=PATIENCE_S)
            await sandbox.revoke_token()
            async with asyncio.timeout(PATIENCE_S):
                _, complaint = await program.communicate()
        finally:
            if program.returncode is None:
                program.kill()
                await program.wait()
    assert program.returncode == GIVE_UP
    last = complaint.decode().strip().splitlines()[-1]
    assert "Discord refuses the bot's token. Make a new one" in last
    assert "Traceback" not in complaint.decode()
