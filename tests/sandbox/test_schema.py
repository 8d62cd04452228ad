"""The judge itself: it must see what is wrong, or its silence means nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox.server import Sandbox
from sandbox.wire import Request
from tests.sandbox import schema
from tests.sandbox.school import School

POST = "/channels/{channel_id}/messages"


@pytest.fixture
async def sent(sandbox: Sandbox, school: School) -> Request:
    await school.hall.send("hello", embed=None)
    (found,) = sandbox.wire.calls("POST", POST)
    return found


async def test_what_discord_py_sends_is_well(sandbox: Sandbox, sent: Request) -> None:
    assert list(schema.entry_faults(sent)) == []
    assert len(sandbox.wire) > 5


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": {"content": 3}}, "request: $.content"),
        ({"body": {"content": "x", "colour": "red"}}, "$.colour is a key Discord does not know"),
        ({"body": {"content": "x" * 4001}}, "request: $.content"),
        ({"query": {"wait": "1"}}, "unknown parameter wait"),
        ({"status": 418}, "→ 418"),
        ({"route": "/channels/{channel_id}/letters"}, "not in Discord's description"),
        ({"method": "PUT"}, "not in Discord's description"),
    ],
)
async def test_faults_of_a_request(sent: Request, change: dict[str, Any], says: str) -> None:
    (fault,) = schema.entry_faults(replace(sent, **change))
    assert says in fault


async def test_faults_of_a_reply(sent: Request) -> None:
    missing = {key: value for key, value in sent.reply.items() if key != "author"}
    (fault,) = schema.entry_faults(replace(sent, reply=missing))
    assert "'author' is a required property" in fault
    (fault,) = schema.entry_faults(replace(sent, reply=sent.reply | {"mood": "sunny"}))
    assert "$.mood is a key Discord does not know" in fault
    author = sent.reply["author"] | {"mood": "sunny"}
    (fault,) = schema.entry_faults(replace(sent, reply=sent.reply | {"author": author}))
    assert "$.author.mood is a key Discord does not know" in fault


async def test_faults_of_a_dispatch(sandbox: Sandbox, sent: Request) -> None:
    dispatches = {entry.name: entry for entry in sandbox.wire.dispatches}
    created = dispatches["MESSAGE_CREATE"]
    assert list(schema.entry_faults(created)) == []
    bent = replace(created, data=created.data | {"mood": "sunny"})
    (fault,) = schema.entry_faults(bent)
    assert "mood" in fault
    guild = dispatches["GUILD_CREATE"]
    bent = replace(guild, data=guild.data | {"members": [{"user": {}}]})
    assert list(schema.entry_faults(bent))


async def test_the_known_deviations_and_no_others(sent: Request) -> None:
    command = {"name": "due", "description": "d", "type": 1, "nsfw": False}
    route = "/applications/{application_id}/commands"
    request = replace(sent, method="POST", route=route, body=command, status=204)
    assert not [fault for fault in schema.entry_faults(request) if "request" in fault]
    deeper = command | {"options": [{"type": 3, "name": "o", "description": "d", "nsfw": True}]}
    request = replace(request, body=deeper)
    assert [fault for fault in schema.entry_faults(request) if "nsfw" in fault]
