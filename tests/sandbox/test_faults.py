"""Faults that befall requests: what is answered, what took effect, and what discord.py makes of it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import discord
import pytest

from sandbox.faults import BadFault
from sandbox.server import Sandbox
from tests.patience import PATIENCE_S
from tests.sandbox.conftest import Asking, Bots
from tests.sandbox.school import School

POST = "POST /channels/{channel}/messages"


def said(sandbox: Sandbox) -> list[str]:
    return [seen.content for seen in sandbox.person("Ada").sees()]


async def post(ask: Asking, sandbox: Sandbox, text: str = "x") -> Any:
    return await ask(
        "POST", f"/channels/{sandbox.default_channel.id}/messages", json={"content": text}
    )


@pytest.mark.parametrize(
    ("kind", "status", "effect"),
    [
        ("500", 500, False),
        ("502", 502, False),
        ("503", 503, False),
        ("504", 504, False),
        ("502 after", 502, True),
        ("no permission", 403, False),
        ("gone", 404, False),
        ("unauthorized", 401, False),
        ("429 user", 429, False),
        ("429 shared", 429, False),
        ("429 global", 429, False),
    ],
)
async def test_a_status_with_and_without_effect(
    sandbox: Sandbox, ask: Asking, kind: str, status: int, effect: bool
) -> None:
    sandbox.faults.add(kind, route=POST)
    assert (await post(ask, sandbox, "once")).status == status
    assert said(sandbox) == (["once"] if effect else [])
    assert (await post(ask, sandbox, "then")).status == 200, "one fault strikes once"
    assert sandbox.faults.struck == {kind: 1}
    assert sandbox.wire.calls("POST", "/channels/{channel_id}/messages")[0].fault == kind


@pytest.mark.parametrize(
    ("kind", "effect"), [("cut before", 0), ("cut after", 1), ("truncated", 1)]
)
async def test_an_answer_that_never_arrives(
    sandbox: Sandbox, ask: Asking, kind: str, effect: int
) -> None:
    sandbox.faults.add(kind, route=POST)
    with pytest.raises(aiohttp.ClientError):
        await post(ask, sandbox)
    assert len(said(sandbox)) == effect


@pytest.mark.parametrize(
    ("scope", "via"), [("user", True), ("shared", True), ("global", True), ("user", False)]
)
async def test_what_a_429_says(sandbox: Sandbox, ask: Asking, scope: str, via: bool) -> None:
    sandbox.faults.add(f"429 {scope}", route=POST, seconds=1.5, via=via)
    refused = await post(ask, sandbox)
    assert refused.body["retry_after"] == 1.5
    assert refused.body["global"] is (scope == "global")
    assert refused.headers["X-RateLimit-Scope"] == scope
    assert refused.headers["Retry-After"] == "2"
    assert ("Via" in refused.headers) is via


@pytest.mark.parametrize("kind", ["429 user", "429 shared", "429 global", "500", "502", "504"])
async def test_discord_py_tries_these_again(sandbox: Sandbox, school: School, kind: str) -> None:
    sandbox.faults.add(kind, route=POST, seconds=0.01)
    await school.hall.send("hello")
    assert said(sandbox) == ["hello"]
    assert sandbox.faults.struck[kind] == 1


async def test_a_repeated_message_is_known_by_its_nonce(sandbox: Sandbox, school: School) -> None:
    sandbox.faults.add("502 after", route=POST)
    await school.hall.send("hello")
    assert len(sandbox.wire.calls("POST", "/channels/{channel_id}/messages")) == 2
    assert said(sandbox) == ["hello"]


async def test_discord_py_gives_up_at_once(sandbox: Sandbox, school: School) -> None:
    """503; a 429 without `Via`, which it takes for a ban; a lost permission; a lost message."""
    sandbox.faults.add("503", route=POST)
    with pytest.raises(discord.DiscordServerError):
        await school.hall.send("x")
    sandbox.faults.add("429 user", route=POST, via=False)
    with pytest.raises(discord.HTTPException) as banned:
        await school.hall.send("x")
    assert banned.value.status == 429
    sandbox.faults.add("no permission", route=POST)
    with pytest.raises(discord.Forbidden) as forbidden:
        await school.hall.send("x")
    assert forbidden.value.code == 50013
    kept = await school.hall.send("kept")
    sandbox.faults.add("gone", route="PATCH /channels/{c}/messages/{m}")
    with pytest.raises(discord.NotFound) as lost:
        await kept.edit(content="changed")
    assert lost.value.code == 10008
    assert said(sandbox) == ["kept"]


async def test_delays_before_and_after_the_effect(sandbox: Sandbox, ask: Asking) -> None:
    sandbox.faults.add("delay", route=POST, seconds=0.1)
    sandbox.faults.add("delay", route=POST, seconds=0.1)
    began = time.monotonic()
    assert (await post(ask, sandbox)).status == 200
    assert time.monotonic() - began >= 0.2, "delays add up"
    sandbox.faults.add("delay after", route=POST, seconds=0.3)
    waiting = asyncio.create_task(post(ask, sandbox, "seen before the answer"))
    await sandbox.until(lambda: len(said(sandbox)) == 2)
    assert not waiting.done()
    assert (await waiting).status == 200


async def test_routes_choose_what_is_struck(sandbox: Sandbox, ask: Asking) -> None:
    here = sandbox.default_channel
    sandbox.faults.add("500", route=f"POST /channels/{here.id}/messages", count=None)
    sandbox.faults.add("502", route="GET /channels/*", count=None)
    assert (await post(ask, sandbox)).status == 500
    assert (await ask("GET", f"/channels/{here.id}")).status == 502
    assert (await ask("GET", f"/channels/{here.id}/messages")).status == 502
    assert (await ask("GET", "/users/@me")).status == 200
    other = sandbox.add_channel("elsewhere")
    assert (
        await ask("POST", f"/channels/{other.id}/messages", json={"content": "x"})
    ).status == 200
    sandbox.faults.clear()
    assert (await post(ask, sandbox)).status == 200


async def test_chance_is_seeded(sandbox: Sandbox, ask: Asking) -> None:
    async def run(seed: int) -> list[int]:
        fault = sandbox.faults.add("500", route="GET /users/@me", count=None, chance=0.4, seed=seed)
        seen = [(await ask("GET", "/users/@me")).status for _ in range(15)]
        assert sandbox.faults.remove(fault.id)
        return seen

    first = await run(5)
    assert 2 <= first.count(500) <= 12
    assert await run(5) == first
    assert await run(6) != first


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "flood"},
        {"kind": "500", "route": "POST /channel/{id}/messages"},
        {"kind": "500", "chance": 0},
        {"kind": "500", "count": 0},
        {"kind": "close 99"},
        {"kind": "delay", "seconds": -1},
    ],
)
def test_what_the_language_cannot_say_is_refused(wrong: dict[str, Any]) -> None:
    faults = Sandbox().faults
    with pytest.raises(BadFault):
        faults.add(wrong.pop("kind"), **wrong)
    assert faults.planted == []


@pytest.mark.parametrize("kind", ["no ack", "duplicate", "500", "expired", "refused"])
def test_not_everything_can_happen_at_once(kind: str) -> None:
    with pytest.raises(BadFault):
        Sandbox().faults.now(kind)


async def test_an_expired_interaction(sandbox: Sandbox, school: School) -> None:
    ada = sandbox.person("Ada")
    sandbox.faults.add("expired", route="due")
    with pytest.raises(discord.app_commands.CommandInvokeError) as late:
        await failing(school, lambda: ada.slash("due"))
    assert isinstance(late.value.original, discord.NotFound)
    assert late.value.original.code == 10062
    assert (await ada.slash("due")).failed is None


async def test_a_token_that_expires_after_the_first_response(
    sandbox: Sandbox, school: School
) -> None:
    sandbox.faults.add("token expired", route="slow")
    with pytest.raises(discord.app_commands.CommandInvokeError) as late:
        await failing(school, lambda: sandbox.person("Ada").slash("slow"))
    assert isinstance(late.value.original, discord.HTTPException)
    assert late.value.original.code == 50027


async def failing(school: School, act: Any) -> None:
    """Run a command whose failure the person reads, and raise what the bot met."""
    met: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()

    async def keep(_: discord.Interaction, error: discord.app_commands.AppCommandError) -> None:
        met.set_result(error)

    school.tree.error(keep)
    reply = await act()
    assert reply.failed is not None
    raise await asyncio.wait_for(met, PATIENCE_S)


async def test_a_revoked_token(sandbox: Sandbox, bots: Bots, school: School) -> None:
    (_, task), *_ = bots.running
    await sandbox.revoke_token()
    with pytest.raises(discord.ConnectionClosed) as closed:
        await asyncio.wait_for(task, PATIENCE_S)
    assert closed.value.code == 4004
    assert school.http.token not in (None, sandbox.token)
    with pytest.raises(discord.LoginFailure):
        await bots.start(School(), sandbox, token=school.http.token)
