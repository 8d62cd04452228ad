"""The connection: waits for what is away, says so once, and stops cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from discord.http import Route

from bot.client import redirect, run_bot
from bot.config import BackOff, TokenRefused
from sandbox.server import Sandbox
from tests.bot.conftest import Stage
from tests.patience import PATIENCE_S


def waiting_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if "waiting for Discord" in each.message]


@contextlib.contextmanager
def hearing(words: str, said: asyncio.Event) -> Iterator[None]:
    """Sets `said` when the bot's log says `words`."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                said.set()

    ear = Ear()
    logging.getLogger("bot").addHandler(ear)
    try:
        yield
    finally:
        logging.getLogger("bot").removeHandler(ear)


async def test_a_wrong_token_ends_it_with_one_clear_line(quiet_stage: Stage) -> None:
    config = replace(quiet_stage.config(), token="not-the-token")
    with pytest.raises(TokenRefused) as refused:
        async with asyncio.timeout(PATIENCE_S):
            await run_bot(config)
    assert "Discord refuses the bot's token" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "not-the-token" not in f"{refused.value!r} {config!r}"


async def test_it_waits_for_discord_and_says_so_once(
    quiet_stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = replace(quiet_stage.config(), discord_url=f"http://127.0.0.1:{port}")
    ready: asyncio.Queue[object] = asyncio.Queue()
    said = asyncio.Event()
    with caplog.at_level(logging.INFO, logger="bot"), hearing("waiting for Discord", said):
        task = asyncio.create_task(run_bot(config, on_connect=ready.put_nowait))
        async with asyncio.timeout(PATIENCE_S):
            await said.wait()
            async with Sandbox(port=port, token=config.token) as sandbox:
                await ready.get()
                await sandbox.bot_ready(commands=1)
                reply = await sandbox.person("Ada").slash("due")
                assert reply.failed is None
                await stop(task)
    assert len(waiting_lines(caplog)) == 1


async def test_a_gateway_that_fails_at_first_is_tried_again(
    quiet_stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """REST answers, the gateway hangs up twice: where the library itself would die (its issue 10520)."""
    ready: asyncio.Queue[object] = asyncio.Queue()
    async with hanging_up(quiet_stage.sandbox.port, times=2) as (port, left):
        config = replace(quiet_stage.config(), discord_url=f"http://127.0.0.1:{port}")
        with caplog.at_level(logging.INFO, logger="bot"):
            task = asyncio.create_task(run_bot(config, on_connect=ready.put_nowait))
            async with asyncio.timeout(PATIENCE_S):
                await ready.get()
            await stop(task)
        assert left() == 0
    assert len(waiting_lines(caplog)) == 1


@asynccontextmanager
async def hanging_up(port: int, *, times: int) -> AsyncIterator[tuple[int, Callable[[], int]]]:
    """A relay to `port` that hangs up on the first requests for the gateway; how many are left to hang up on."""
    left = times

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal left
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                if data.startswith(b"GET /gateway") and left:
                    left -= 1
                    break
                writer.write(data)
                await writer.drain()
        writer.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, onward), pump(there, writer))
        for each in (writer, onward):
            with contextlib.suppress(ConnectionError):
                await each.wait_closed()

    server = await asyncio.start_server(relay, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], lambda: left


async def test_a_cut_connection_is_resumed_and_commands_work_on(stage: Stage) -> None:
    first = stage.bot
    await stage.sandbox.cut()
    await stage.until(lambda: stage.sandbox.gateway.online)
    assert (await stage.ada.slash("today")).failed is None
    assert stage.bot is first, "the library recovers by itself once it was connected"


async def test_a_revoked_token_ends_it(quiet_stage: Stage) -> None:
    stage = quiet_stage
    ready: asyncio.Queue[object] = asyncio.Queue()
    task = asyncio.create_task(run_bot(stage.config(), on_connect=ready.put_nowait))
    async with asyncio.timeout(PATIENCE_S):
        await ready.get()
        await stage.sandbox.gateway.cut(code=4004)
        with pytest.raises(TokenRefused):
            await task


async def test_stopping_leaves_nothing_behind(quiet_stage: Stage) -> None:
    before = asyncio.all_tasks()
    async with quiet_stage.running():
        await quiet_stage.ada.slash("due")
    mine = {task for task in asyncio.all_tasks() - before if "bot" in repr(task.get_coro())}
    assert not mine
    await quiet_stage.until(lambda: not quiet_stage.sandbox.gateway.online)


async def test_nothing_is_redirected_unless_asked() -> None:
    base = Route.BASE
    redirect(None)
    assert base == Route.BASE
    redirect("http://127.0.0.1:9/")
    assert Route.BASE == "http://127.0.0.1:9/api/v10"


def test_waits_double_with_jitter_up_to_the_longest() -> None:
    waits = list(islice(BackOff(first_s=1, longest_s=8).waits(Random(1)), 6))
    for wait, step in zip(waits, (1, 2, 4, 8, 8, 8), strict=True):
        assert step / 2 <= wait <= step
    assert len(set(waits)) == 6


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
