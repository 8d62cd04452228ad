"""An interaction's clock: one first response within its time, a token that dies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.interactions import Interaction, Kind, Timing
from sandbox.server import Sandbox
from tests.sandbox.conftest import Asking, Wires


@pytest.fixture
async def asked(sandbox: Sandbox) -> AsyncIterator[Interaction]:
    """Ada's interaction, known to a bot that has not answered yet."""
    async with aiohttp.ClientSession() as session:
        socket = Wires(await session.ws_connect(sandbox.gateway_url))
        await socket.identify(sandbox)
        place, ada = sandbox.channel("general"), sandbox.person("Ada")
        data = {"id": "1", "name": "due", "type": 1}
        yield sandbox.interactions.send(Kind.COMMAND, ada.id, place, data, name="due")


def callback(asked: Interaction) -> str:
    return f"/interactions/{asked.id}/{asked.token}/callback"


def webhook(sandbox: Sandbox, asked: Interaction) -> str:
    return f"/webhooks/{sandbox.world.application_id}/{asked.token}"


async def test_one_first_response(sandbox: Sandbox, ask: Asking, asked: Interaction) -> None:
    hello = {"type": 4, "data": {"content": "hello"}}
    assert (await ask("POST", callback(asked), json=hello)).status == 204
    again = await ask("POST", callback(asked), json=hello)
    assert (again.status, again.code) == (400, 40060)
    assert [message.content for message in sandbox.person("Ada").sees()] == ["hello"]


async def test_with_response(sandbox: Sandbox, ask: Asking, asked: Interaction) -> None:
    body = {"type": 4, "data": {"content": "hello", "flags": 64}}
    reply = await ask("POST", callback(asked) + "?with_response=true", json=body)
    told = reply.body["interaction"]
    assert (told["id"], told["type"], told["response_message_ephemeral"]) == (
        str(asked.id),
        2,
        True,
    )
    assert reply.body["resource"]["message"]["content"] == "hello"


async def test_a_refused_response_may_be_mended(
    sandbox: Sandbox, ask: Asking, asked: Interaction
) -> None:
    long = {"type": 4, "data": {"content": "x" * 2001}}
    refused = await ask("POST", callback(asked), json=long)
    assert refused.error("data", "content") == "BASE_TYPE_MAX_LENGTH"
    assert (await ask("POST", callback(asked), json={"type": 5})).status == 204


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 12, None])
async def test_responses_that_do_not_fit_a_command(
    sandbox: Sandbox, ask: Asking, asked: Interaction, kind: int | None
) -> None:
    refused = await ask("POST", callback(asked), json={"type": kind, "data": {}})
    assert (refused.status, refused.code) == (400, 50035)


async def test_a_wrong_token_is_nobodys(ask: Asking, asked: Interaction) -> None:
    refused = await ask("POST", f"/interactions/{asked.id}/guess/callback", json={"type": 5})
    assert refused.code == 10062


async def test_no_follow_up_before_the_first_response(
    sandbox: Sandbox, ask: Asking, asked: Interaction
) -> None:
    path = webhook(sandbox, asked)
    assert (await ask("POST", path, json={"content": "x"})).code == 10015
    await ask("POST", callback(asked), json={"type": 4, "data": {"content": "one"}})
    assert (await ask("POST", path, json={"content": "two"})).status == 200


async def test_the_first_follow_up_fills_the_deferral(
    sandbox: Sandbox, ask: Asking, asked: Interaction
) -> None:
    ada, path = sandbox.person("Ada"), webhook(sandbox, asked)
    await ask("POST", callback(asked), json={"type": 5, "data": {"flags": 64}})
    (thinking,) = ada.sees()
    assert thinking.loading
    assert asked.state == "thinking"
    original = await ask("GET", path + "/messages/@original")
    assert original.body["flags"] == 64 | 128
    filled = await ask("POST", path, json={"content": "done"})
    assert filled.body["id"] == str(thinking.id)
    assert (thinking.content, thinking.ephemeral, thinking.loading) == ("done", True, False)
    more = await ask("POST", path, json={"content": "more"})
    assert more.body["id"] != filled.body["id"]
    message = f"{path}/messages/{more.body['id']}"
    assert (await ask("PATCH", message, json={"content": "most"})).body["content"] == "most"
    assert (await ask("DELETE", message)).status == 204
    assert (await ask("GET", message)).code == 10008
    assert (await ask("DELETE", path + "/messages/@original")).status == 204
    assert ada.sees() == []


async def test_a_token_dies(ask: Asking) -> None:
    timing = Timing(token_life=0.0)
    async with Sandbox(timing=timing) as sandbox, aiohttp.ClientSession() as session:
        socket = Wires(await session.ws_connect(sandbox.gateway_url))
        await socket.identify(sandbox)
        place, ada = sandbox.channel("general"), sandbox.person("Ada")
        command = {"id": "1", "name": "due", "type": 1}
        asked = sandbox.interactions.send(Kind.COMMAND, ada.id, place, command)
        base: dict[str, Any] = {"base": sandbox.rest_base}
        hello = {"type": 4, "data": {"content": "hello"}}
        assert (await ask("POST", callback(asked), json=hello, **base)).status == 204
        late = await ask("POST", webhook(sandbox, asked), json={"content": "x"}, **base)
        assert (late.status, late.code) == (401, 50027)


async def test_an_answer_to_something_secret_does_not_quote_it(
    sandbox: Sandbox, ask: Asking, asked: Interaction
) -> None:
    button = {"type": 2, "style": 1, "label": "b", "custom_id": "b"}
    row = {"type": 1, "components": [button]}
    secret = {"content": "just for you", "flags": 64, "components": [row]}
    await ask("POST", callback(asked), json={"type": 4, "data": secret})
    ada = sandbox.person("Ada")
    (seen,) = ada.sees()
    pressed = sandbox.deeds.press(ada.id, seen.channel_id, seen.id, "b")
    await ask("POST", callback(pressed), json={"type": 4, "data": {"content": "hello all"}})
    (public,) = sandbox.person("Björn").sees()
    assert public.content == "hello all"
    assert "just for you" not in str(public.json())
