"""Bodies bent out of shape, hundreds of them: refused in Discord's form, never a fault of ours."""

from __future__ import annotations

import copy
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.interactions import Kind
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.sandbox.conftest import Asking, Wires
from tests.sandbox.judging import Court
from tests.sandbox.school import School

RUBBISH: list[Any] = [
    None,
    True,
    -1,
    0,
    7,
    2**70,
    1.5,
    "",
    "x" * 7000,
    "\u0000",
    "12",
    "2024-02-05",
    [],
    [None],
    [[]],
    {},
    {"type": 2},
    {"id": "1"},
]
SOON = datetime.now(UTC) + timedelta(days=1)

MESSAGE: dict[str, Any] = {
    "content": "x",
    "embeds": [
        {
            "title": "t",
            "timestamp": SOON.isoformat(),
            "fields": [{"name": "a", "value": "b"}],
            "image": {"url": "https://example.org/x.png"},
            "footer": {"text": "f", "icon_url": "https://example.org/x.png"},
            "author": {"name": "n"},
        }
    ],
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "b", "custom_id": "b", "emoji": {"name": "👍"}}
            ],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "m",
                    "options": [{"label": "a", "value": "a", "emoji": {"name": "👍"}}],
                }
            ],
        },
        {
            "type": 1,
            "components": [
                {"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "user"}]}
            ],
        },
    ],
    "allowed_mentions": {"parse": ["users"], "roles": ["1"]},
    "flags": 0,
    "attachments": [],
    "nonce": "n",
    "tts": False,
}
LAYOUT: dict[str, Any] = {
    "flags": 1 << 15,
    "components": [
        {
            "type": 17,
            "components": [
                {"type": 10, "content": "x"},
                {"type": 14, "spacing": 1},
                {"type": 12, "items": [{"media": {"url": "https://example.org/x.png"}}]},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "y"}],
                    "accessory": {"type": 11, "media": {"url": "https://example.org/x.png"}},
                },
            ],
        }
    ],
}
COMMAND: dict[str, Any] = {
    "name": "c",
    "description": "d",
    "options": [
        {"type": 3, "name": "a", "description": "d", "choices": [{"name": "n", "value": "v"}]},
        {"type": 4, "name": "b", "description": "d", "min_value": 1, "max_value": 3},
    ],
    "default_member_permissions": "8",
    "contexts": [0],
}
EVENT: dict[str, Any] = {
    "name": "Lecture",
    "privacy_level": 2,
    "entity_type": 3,
    "scheduled_start_time": SOON.isoformat(),
    "scheduled_end_time": (SOON + timedelta(hours=1)).isoformat(),
    "entity_metadata": {"location": "Hall"},
}
CHANNEL: dict[str, Any] = {
    "name": "room",
    "type": 0,
    "permission_overwrites": [{"id": "1", "type": 0, "allow": "0", "deny": "0"}],
    "rate_limit_per_user": 3,
}
MEMBER = {"nick": "n", "roles": [], "communication_disabled_until": SOON.isoformat()}
ROLE = {"name": "r", "permissions": "0", "colors": {"primary_color": 3}}
COMMANDS = "/applications/{app}/commands"

TARGETS: list[tuple[str, str, Any]] = [
    ("POST", "/channels/{general}/messages", MESSAGE),
    ("POST", "/channels/{general}/messages", LAYOUT),
    ("PATCH", "/channels/{general}/messages/{message}", MESSAGE),
    ("POST", "/channels/{general}/messages/bulk-delete", {"messages": ["1", "2"]}),
    ("POST", COMMANDS, COMMAND),
    ("PUT", COMMANDS, [COMMAND]),
    ("POST", "/guilds/{guild}/scheduled-events", EVENT),
    ("POST", "/guilds/{guild}/channels", CHANNEL),
    ("PATCH", "/channels/{general}", CHANNEL),
    ("PATCH", "/guilds/{guild}/channels", [{"id": "{general}", "position": 1}]),
    ("POST", "/guilds/{guild}/roles", ROLE),
    ("PATCH", "/guilds/{guild}/roles", [{"id": "1", "position": 1}]),
    ("PATCH", "/guilds/{guild}/members/{ada}", MEMBER),
    ("PATCH", "/guilds/{guild}/members/@me", {"nick": "n"}),
    ("PUT", "/channels/{general}/permissions/{ada}", {"type": 1, "allow": "0", "deny": "0"}),
    ("POST", "/channels/{general}/threads", {"name": "t", "type": 11}),
    ("POST", "/users/@me/channels", {"recipient_id": "{ada}"}),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path into a body."""
    found = [path]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += places(value[key], (*path, key))
    return found


def bent(body: Any, dice: random.Random) -> Any:
    """The body with rubbish at one to three places."""
    changed = copy.deepcopy(body)
    for _ in range(dice.randint(1, 3)):
        path = dice.choice(places(changed))
        rubbish = copy.deepcopy(dice.choice(RUBBISH))
        if not path:
            changed = rubbish
            continue
        node = changed
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = rubbish
    return changed


@pytest.mark.parametrize(("method", "path", "body"), TARGETS)
async def test_bodies(
    sandbox: Sandbox, court: Court, ask: Asking, method: str, path: str, body: Any
) -> None:
    court.let_go(sandbox)
    general, ada = sandbox.channel("general").id, sandbox.person("Ada").id
    made = await ask("POST", f"/channels/{general}/messages", json={"content": "x"})
    known = {
        "general": general,
        "ada": ada,
        "guild": sandbox.world.guild_id,
        "app": sandbox.world.application_id,
        "message": made.body["id"],
    }
    dice = random.Random(f"{method} {path}")
    sandbox.limiter.limits = Limits((10**6, 1.0), 10**6)
    for _ in range(150):
        given = bent(body, dice)
        reply = await ask(method, path.format(**known), json=given)
        assert reply.status < 500, given
        if reply.status >= 400:
            assert isinstance(reply.body["code"], int), given
            assert isinstance(reply.body["message"], str), given


@pytest.mark.parametrize(
    "body",
    [
        {"type": 4, "data": MESSAGE},
        {
            "type": 9,
            "data": {
                "custom_id": "m",
                "title": "t",
                "components": [
                    {
                        "type": 18,
                        "label": "l",
                        "component": {"type": 4, "custom_id": "a", "style": 1, "min_length": 1},
                    },
                    {
                        "type": 18,
                        "label": "k",
                        "component": {
                            "type": 21,
                            "custom_id": "r",
                            "options": [
                                {"label": "a", "value": "a"},
                                {"label": "b", "value": "b"},
                            ],
                        },
                    },
                    {"type": 10, "content": "x"},
                ],
            },
        },
    ],
)
async def test_first_responses(
    sandbox: Sandbox,
    court: Court,
    ask: Asking,
    wires: Callable[..., Awaitable[Wires]],
    body: Any,
) -> None:
    court.let_go(sandbox)
    await (await wires()).identify(sandbox)
    place, ada = sandbox.channel("general"), sandbox.person("Ada")
    dice = random.Random("callbacks")
    for _ in range(150):
        asked = sandbox.interactions.send(Kind.COMMAND, ada.id, place, {"id": "1"}, name="c")
        given = bent(body, dice)
        reply = await ask("POST", f"/interactions/{asked.id}/{asked.token}/callback", json=given)
        assert reply.status < 500, given
        assert (asked.callback is not None) == (reply.status < 400), given


async def test_pages(sandbox: Sandbox, court: Court, school: School, ask: Asking) -> None:
    """What a page may send: interactions of every type, bent."""
    court.let_go(sandbox)
    ada = sandbox.person("Ada")
    shown = await ada.slash("seats")
    opened = await ada.slash("review")
    ids = {command["name"]: command["id"] for command in sandbox.world.commands.values()}
    focused = {"name": "topic", "type": 3, "value": "r", "focused": True}
    nested = [{"type": 1, "name": "propose", "options": [focused]}]
    days = [{"name": "days", "type": 4, "value": 3}]
    common = {"as": str(ada.id), "channel_id": str(shown.first.channel_id)}
    bodies: list[Any] = [
        common | {"type": 2, "data": {"id": ids["due"], "options": days}},
        common | {"type": 2, "data": {"id": ids["Quote"], "target_id": str(shown.first.id)}},
        common | {"type": 4, "nonce": "n", "data": {"id": ids["project"], "options": nested}},
        common
        | {
            "type": 3,
            "message_id": str(shown.first.id),
            "data": {"custom_id": "day", "component_type": 3, "values": ["mon"]},
        },
        common
        | {
            "type": 5,
            "interaction_id": str(opened.interaction.id),
            "data": {"components": [{"component": {"custom_id": "summary", "value": "fine"}}]},
        },
    ]
    dice = random.Random("pages")
    for body in bodies * 40:
        given = bent(body, dice)
        reply = await ask("POST", "/page/interactions", json=given, base=sandbox.url)
        assert reply.status < 500, given
    assert (await ada.slash("due")).failed is None, "the server and the bot still live"


async def test_gateways(
    sandbox: Sandbox, court: Court, wires: Callable[..., Awaitable[Wires]], ask: Asking
) -> None:
    dice = random.Random("gateways")
    greeting = {"token": sandbox.token, "intents": 513, "properties": {}, "shard": [0, 1]}
    payloads = [
        {"op": 2, "d": greeting},
        {"op": 6, "d": {"token": sandbox.token, "session_id": "x", "seq": 3}},
        {
            "op": 8,
            "d": {"guild_id": "1", "query": "a", "limit": 3, "user_ids": ["1"], "nonce": "n"},
        },
    ]
    court.let_go(sandbox)
    for payload in payloads * 30:
        socket = await wires()
        if payload["op"] == 8:
            await socket.identify(sandbox)
        await socket.socket.send_json(bent(payload, dice))
        await socket.socket.close()
    assert (await (await wires()).identify(sandbox))["t"] == "READY"
    assert (await ask("GET", "/users/@me")).status == 200
