"""Faults that befall the gateway, and how discord.py lives through them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import pytest

from sandbox.server import Sandbox
from tests.patience import PATIENCE_S
from tests.sandbox.conftest import Bots, Wires
from tests.sandbox.school import School

Open = Callable[..., Awaitable[Wires]]


@pytest.mark.parametrize("kind", ["close 4000", "close 4009", "close 1001", "abort", "stall"])
async def test_an_event_is_told_after_the_cut(sandbox: Sandbox, school: School, kind: str) -> None:
    """The interaction on its way when the socket ends comes with the resume, within its time."""
    sandbox.faults.add(kind, route="INTERACTION_CREATE", seconds=0.3)
    reply = await sandbox.person("Ada").slash("due")
    assert reply.failed is None
    assert sandbox.faults.struck[kind] == 1
    assert school.resumed.is_set() is (kind != "stall")


@pytest.mark.parametrize("kind", ["reconnect", "invalid session resumable"])
async def test_the_server_asks_to_resume(sandbox: Sandbox, school: School, kind: str) -> None:
    sandbox.faults.add(kind, route="INTERACTION_CREATE")
    reply = await sandbox.person("Ada").slash("due")
    assert reply.failed is None
    await asyncio.wait_for(school.resumed.wait(), PATIENCE_S)
    answers = sandbox.wire.calls(
        "POST", "/interactions/{interaction_id}/{interaction_token}/callback"
    )
    assert answers[0].status == 200
    assert {answer.status for answer in answers[1:]} <= {400}, "told twice, taken once"


async def test_an_invalid_session_loses_what_was_on_its_way(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.identify(sandbox)
    assert (await socket.receive())["t"] == "GUILD_CREATE"
    sandbox.faults.add("invalid session", route="MESSAGE_CREATE")
    with_intents = await wires()
    await with_intents.identify(sandbox, intents=1 | 1 << 9)
    assert (await with_intents.receive())["t"] == "GUILD_CREATE"
    sandbox.person("Ada").say("general", "lost")
    assert await with_intents.receive() == {"op": 9, "d": False, "s": None, "t": None}
    await with_intents.send(2, {"token": sandbox.token, "intents": 1})
    ready = await with_intents.receive()
    assert (ready["t"], ready["s"]) == ("READY", 1), "a new session begins to count anew"


async def test_everyone_at_once(sandbox: Sandbox, school: School) -> None:
    sandbox.faults.now("close 4000")
    await asyncio.wait_for(school.resumed.wait(), PATIENCE_S)
    school.resumed.clear()
    sandbox.faults.now("reconnect")
    await asyncio.wait_for(school.resumed.wait(), PATIENCE_S)
    assert (await sandbox.person("Ada").slash("due")).failed is None


async def test_a_duplicate_is_answered_once(sandbox: Sandbox, school: School) -> None:
    sandbox.faults.add("duplicate", route="INTERACTION_CREATE")
    refused: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()

    async def keep(_: discord.Interaction, error: discord.app_commands.AppCommandError) -> None:
        refused.set_result(error)

    school.tree.error(keep)
    ada = sandbox.person("Ada")
    reply = await ada.slash("due")
    assert reply.failed is None
    error = await asyncio.wait_for(refused, PATIENCE_S)
    assert isinstance(error, discord.app_commands.CommandInvokeError)
    assert isinstance(error.original, discord.HTTPException)
    assert error.original.code == 40060
    assert len(ada.sees()) == 1


async def test_reordered_events(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.identify(sandbox, intents=1 | 1 << 9)
    await socket.receive()
    sandbox.faults.add("reordered", route="MESSAGE_CREATE")
    ada = sandbox.person("Ada")
    ada.say("general", "first")
    ada.say("general", "second")
    assert [(await socket.receive())["s"] for _ in range(2)] == [4, 3]
    sandbox.faults.add("reordered", route="MESSAGE_CREATE")
    ada.say("general", "alone")
    assert (await socket.receive())["s"] == 5, "nothing came after it, so it comes by itself"


async def test_heartbeats_without_acknowledgement(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.identify(sandbox)
    await socket.receive()
    sandbox.faults.add("no ack")
    await socket.send(1, 2)
    await socket.send(1, 2)
    assert (await socket.receive())["op"] == 11
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(socket.socket.receive(), 0.05)


async def test_the_first_connection_is_refused(sandbox: Sandbox, wires: Open) -> None:
    sandbox.faults.add("refused")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await wires()
    assert refused.value.status == 503
    assert (await (await wires()).identify(sandbox))["t"] == "READY"


@pytest.mark.parametrize(
    ("kind", "error"),
    [("4004", discord.ConnectionClosed), ("4014", discord.PrivilegedIntentsRequired)],
)
async def test_identifying_is_refused(
    sandbox: Sandbox, bots: Bots, kind: str, error: type[Exception]
) -> None:
    sandbox.faults.add(kind)
    with pytest.raises(error):
        await bots.start(School(), sandbox)


async def test_a_resume_that_is_refused_begins_anew(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    ready = await socket.identify(sandbox)
    sandbox.faults.add("invalid session", route="RESUME")
    await sandbox.cut()
    again = await wires()
    await again.receive()
    await again.send(
        6, {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": ready["s"]}
    )
    refused = await again.receive()
    assert (refused["op"], refused["d"]) == (9, False)
