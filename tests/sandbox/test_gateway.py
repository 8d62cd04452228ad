"""The gateway: arrival, heartbeats, refusals, resuming, and what a session is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import pytest

from sandbox.gateway import ON_THE_WAY_S
from sandbox.intents import Intent
from sandbox.server import Sandbox
from tests.patience import PATIENCE_S
from tests.sandbox.conftest import Bots, Redirect, Wires
from tests.sandbox.school import INTENTS, School

Open = Callable[..., Awaitable[Wires]]


async def test_the_guild_as_the_bot_finds_it(sandbox: Sandbox, school: School) -> None:
    (guild,) = school.guilds
    assert guild.name == sandbox.world.guild_name
    assert guild.owner_id == sandbox.instructor.id
    assert [channel.name for channel in guild.text_channels] == ["general"]
    assert guild.member_count == 32
    assert guild.me.guild_permissions.manage_messages
    assert not guild.me.guild_permissions.administrator
    assert sandbox.unknown == []


async def test_a_wrong_token_is_refused(sandbox: Sandbox) -> None:
    client = discord.Client(intents=INTENTS)
    with pytest.raises(discord.LoginFailure):
        await client.start("not the token")
    await client.close()


async def test_a_privileged_intent_must_be_switched_on(
    sandbox: Sandbox, bots: Bots, redirect: Redirect
) -> None:
    wish = discord.Intents(guilds=True, guild_messages=True, message_content=True, members=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await bots.start(School(wish), sandbox)
    await bots.stop()
    allowed = Intent.MESSAGE_CONTENT | Intent.GUILD_MEMBERS
    async with Sandbox(privileged=allowed) as other:
        redirect(other)
        school = School(wish)
        await bots.start(school, other)
        assert len(school.guilds[0].members) == 32
        other.person("Ada").say("general", "just talking")
        heard = await other.until(lambda: school.heard)
        assert heard[0].content == "just talking"
        await bots.stop()


async def test_resuming_replays_what_was_missed(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    ready = [entry for entry in sandbox.wire.dispatches if entry.name == "READY"]
    await sandbox.cut()
    await sandbox.until(lambda: not sandbox.gateway.online)
    ada.say(ada.dm, "while you were away")
    reply = await ada.slash("due")
    assert reply.text.startswith("Soon"), "the interaction waited for the bot to come back"
    await asyncio.wait_for(school.resumed.wait(), PATIENCE_S)
    assert [message.content for message in school.heard] == ["while you were away"]
    assert [entry for entry in sandbox.wire.dispatches if entry.name == "READY"] == ready


async def test_a_reconnect_that_the_server_asks_for(sandbox: Sandbox, school: School) -> None:
    sandbox.gateway.ask_to_reconnect()
    await asyncio.wait_for(school.resumed.wait(), PATIENCE_S)
    assert (await sandbox.person("Ada").slash("due")).failed is None


async def test_searching_members_needs_no_intent(sandbox: Sandbox, school: School) -> None:
    (found,) = await school.guilds[0].query_members("ada", limit=5)
    assert found.id == sandbox.person("Ada").id
    ids = [sandbox.person("Björn").id, 1]
    (found,) = await school.guilds[0].query_members(user_ids=ids)
    assert found.display_name == "Björn Lindqvist"


async def test_heartbeats_are_acknowledged(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires(compress="zlib-stream")
    ready = await socket.identify(sandbox)
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert (await socket.receive())["t"] == "GUILD_CREATE"
    sent = time.monotonic()
    await socket.send(1, 2)
    assert (await socket.receive())["op"] == 11
    assert time.monotonic() - sent >= 0.9 * ON_THE_WAY_S, "discord.py would take it for the one before"


async def test_a_silent_bot_is_dropped() -> None:
    async with Sandbox(heartbeat=0.05) as sandbox, aiohttp.ClientSession() as session:
        socket = Wires(await session.ws_connect(sandbox.gateway_url))
        await socket.identify(sandbox)
        assert await socket.closed_with() == 4009


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"token": None, "intents": 1 << 15}, 4014),
        (2, {"token": None, "intents": "all"}, 4013),
        (2, {"token": None, "intents": 1, "shard": [1, 1]}, 4010),
        (2, {"token": None, "intents": 1, "shard": "first"}, 4010),
        (8, {}, 4003),
        (99, {}, 4003),
    ],
)
async def test_bad_greetings(
    sandbox: Sandbox, wires: Open, op: int, data: dict[str, object], code: int
) -> None:
    socket = await wires()
    await socket.receive()
    if data.get("token", "") is None:
        data = data | {"token": sandbox.token}
    await socket.send(op, data)
    assert await socket.closed_with() == code


async def test_a_session_unknown_here_cannot_resume(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.receive()
    await socket.send(6, {"token": sandbox.token, "session_id": "gone", "seq": 3})
    refused = await socket.receive()
    assert (refused["op"], refused["d"]) == (9, False)
    await socket.send(2, {"token": sandbox.token, "intents": 1})
    assert (await socket.receive())["t"] == "READY"


async def test_invalidated_sessions_start_over(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    ready = await socket.identify(sandbox)
    await socket.receive()
    sandbox.gateway.invalidate()
    assert await socket.receive() == {"op": 9, "d": False, "s": None, "t": None}
    await socket.send(6, {"token": sandbox.token, "session_id": ready["d"]["session_id"], "seq": 2})
    assert (await socket.receive())["op"] == 9


async def test_only_what_was_asked_for_is_told(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.identify(sandbox, intents=int(Intent.DIRECT_MESSAGES))
    ada = sandbox.person("Ada")
    ada.say("general", "in the hall")
    ada.say(ada.dm, "in private")
    told = await socket.receive()
    assert (told["t"], told["d"]["content"]) == ("MESSAGE_CREATE", "in private")


async def test_rubbish_is_refused_and_the_server_lives(sandbox: Sandbox, wires: Open) -> None:
    socket = await wires()
    await socket.receive()
    await socket.socket.send_str("{not json")
    assert await socket.closed_with() == 4002
    another = await wires()
    assert (await another.identify(sandbox))["t"] == "READY"


async def test_each_shard_hears_of_its_own(sandbox: Sandbox, wires: Open) -> None:
    """Of two shards one has the guild, and the first has the direct messages."""
    count = 2
    home = (sandbox.world.guild_id >> 22) % count
    intents = int(Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES)
    shards = [await wires() for _ in range(count)]
    for number, socket in enumerate(shards):
        ready = await socket.identify(sandbox, intents=intents, shard=[number, count])
        assert ready["d"]["shard"] == [number, count]
        assert len(ready["d"]["guilds"]) == (number == home)
    assert (await shards[home].receive())["t"] == "GUILD_CREATE"
    ada = sandbox.person("Ada")
    ada.say("general", "in the hall")
    ada.say(ada.dm, "in private")
    for number, socket in enumerate(shards):
        wanted = ["in the hall"] * (number == home) + ["in private"] * (number == 0)
        heard = [await socket.receive() for _ in wanted]
        assert [event["d"]["author"]["id"] for event in heard] == [str(ada.id)] * len(wanted)
        await socket.send(1, None)
        assert (await socket.receive())["op"] == 11, "and of nothing else"


async def test_a_stream_in_zstd(sandbox: Sandbox, wires: Open) -> None:
    zstandard = pytest.importorskip("zstandard")
    socket = await wires(compress="zstd-stream")
    socket.inflate = zstandard.ZstdDecompressor().decompressobj()
    assert (await socket.identify(sandbox))["t"] == "READY"
    assert (await socket.receive())["t"] == "GUILD_CREATE"
