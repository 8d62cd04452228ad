"""What Discord refuses, in its own words and codes, over plain HTTP."""

from __future__ import annotations

import io
import json
from typing import Any

import aiohttp
import pytest

from sandbox.permissions import Permission
from sandbox.server import Sandbox
from tests.sandbox.conftest import Asking
from tests.sandbox.judging import Court

LONG = "x" * 2001
ROW: dict[str, Any] = {"type": 1, "components": []}


def button(number: int, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "b", "custom_id": str(number)} | more


def rows(*items: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": 1, "components": list(items)}]


def menu(count: int, **more: Any) -> dict[str, Any]:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "m", "options": options} | more


MESSAGES: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    ({"content": LONG}, ("content",), "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, ("embeds", 0, "title"), "BASE_TYPE_MAX_LENGTH"),
    (
        {"embeds": [{"description": "x" * 4097}]},
        ("embeds", 0, "description"),
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        {"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]},
        ("embeds", 0, "fields"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"embeds": [{"fields": [{"name": "a", "value": "x" * 1025}]}]},
        ("embeds", 0, "fields", 0, "value"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"embeds": [{"fields": [{"name": "", "value": "b"}]}]},
        ("embeds", 0, "fields", 0, "name"),
        "BASE_TYPE_REQUIRED",
    ),
    (
        {"embeds": [{"footer": {"text": "x" * 2049}}]},
        ("embeds", 0, "footer", "text"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    ({"embeds": [{"description": "x" * 3001}] * 2}, ("embeds",), "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"title": "x"}] * 11}, ("embeds",), "BASE_TYPE_BAD_LENGTH"),
    (
        {"embeds": [{"title": "x", "image": {"url": "ftp://x/y.png"}}]},
        ("embeds", 0, "image", "url"),
        "URL_TYPE_INVALID_SCHEME",
    ),
    ({"embeds": [{}]}, ("embeds", 0, "description"), "BASE_TYPE_REQUIRED"),
    ({"components": [ROW]}, ("components", 0, "components"), "BASE_TYPE_BAD_LENGTH"),
    ({"components": rows(button(1)) * 6}, ("components",), "BASE_TYPE_BAD_LENGTH"),
    (
        {"components": rows(*map(button, range(6)))},
        ("components", 0, "components"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"components": rows(button(1), button(1))},
        ("components", 0, "components", 1, "custom_id"),
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    (
        {"components": rows(button(1, label="x" * 81))},
        ("components", 0, "components", 0, "label"),
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        {"components": rows(button(1, custom_id="x" * 101))},
        ("components", 0, "components", 0, "custom_id"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"components": rows(menu(26))},
        ("components", 0, "components", 0, "options"),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"components": rows(menu(2, max_values=3))},
        ("components", 0, "components", 0, "max_values"),
        "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
    ),
    (
        {"components": rows(menu(2), button(1))},
        ("components", 0, "components"),
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    (
        {"components": [{"type": 10, "content": "x"}]},
        ("components", 0, "type"),
        "BASE_TYPE_CHOICES",
    ),
    (
        {"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41},
        ("components",),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 2001}] * 2},
        ("components",),
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    (
        {"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "x"}]},
        ("content",),
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    (
        {
            "flags": 1 << 15,
            "components": [{"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}],
        },
        ("components",),
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    ({"content": "x", "nonce": "n" * 26}, ("nonce",), "BASE_TYPE_MAX_LENGTH"),
    (
        {"content": "x", "message_reference": {"message_id": "1"}},
        ("message_reference",),
        "REPLIES_UNKNOWN_MESSAGE",
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        ("allowed_mentions", "users"),
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
]


@pytest.mark.parametrize(("body", "path", "code"), MESSAGES)
async def test_messages_beyond_the_limits(
    sandbox: Sandbox, ask: Asking, body: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    place = sandbox.channel("general").id
    refused = await ask("POST", f"/channels/{place}/messages", json=body)
    assert (refused.status, refused.code) == (400, 50035)
    assert refused.body["message"] == "Invalid Form Body"
    assert refused.error(*path) == code
    assert sandbox.person("Ada").sees() == []


async def test_at_the_limits_all_is_well(sandbox: Sandbox, ask: Asking) -> None:
    place = sandbox.channel("general").id
    body = {
        "content": "x" * 2000,
        "embeds": [
            {
                "title": "x" * 256,
                "description": "x" * 4096,
                "footer": {"text": "x" * 98},
                "fields": [{"name": "a", "value": "b"}] * 25,
            }
        ],
        "components": rows(*map(button, range(5))) + rows(menu(25, custom_id="y" * 100)),
    }
    assert (await ask("POST", f"/channels/{place}/messages", json=body)).status == 200


COMMAND = {"name": "due", "description": "What is due"}
COMMANDS: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    ({"name": "Due"}, ("name",), "APPLICATION_COMMAND_INVALID_NAME"),
    ({"name": "two words"}, ("name",), "APPLICATION_COMMAND_INVALID_NAME"),
    ({"name": "x" * 33}, ("name",), "BASE_TYPE_BAD_LENGTH"),
    ({"description": "x" * 101}, ("description",), "BASE_TYPE_BAD_LENGTH"),
    ({"description": None}, ("description",), "BASE_TYPE_REQUIRED"),
    (
        {"options": [{"type": 3, "name": f"o{n}", "description": "d"} for n in range(26)]},
        ("options",),
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"options": [{"type": 3, "name": "o", "description": "d"}] * 2},
        ("options",),
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ),
    (
        {
            "options": [
                {"type": 3, "name": "a", "description": "d"},
                {"type": 3, "name": "b", "description": "d", "required": True},
            ]
        },
        ("options", 1),
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (
        {
            "options": [
                {"type": 1, "name": "a", "description": "d"},
                {"type": 3, "name": "b", "description": "d"},
            ]
        },
        ("options",),
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        {
            "options": [
                {
                    "type": 3,
                    "name": "a",
                    "description": "d",
                    "choices": [{"name": str(n), "value": str(n)} for n in range(26)],
                }
            ]
        },
        ("options", 0, "choices"),
        "BASE_TYPE_BAD_LENGTH",
    ),
]


@pytest.mark.parametrize(("change", "path", "code"), COMMANDS)
async def test_commands_beyond_the_limits(
    sandbox: Sandbox, ask: Asking, change: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    commands = f"/applications/{sandbox.world.application_id}/commands"
    refused = await ask("POST", commands, json=COMMAND | change)
    assert (refused.code, refused.error(*path)) == (50035, code)
    refused = await ask("PUT", commands, json=[COMMAND | {"name": "fine"}, COMMAND | change])
    assert refused.error(1, *path) == code
    assert sandbox.world.commands == {}, "nothing of a refused body is kept"


async def test_two_commands_of_one_name(sandbox: Sandbox, ask: Asking) -> None:
    commands = f"/applications/{sandbox.world.application_id}/commands"
    refused = await ask("PUT", commands, json=[COMMAND, COMMAND])
    assert refused.error(1, "name") == "APPLICATION_COMMANDS_DUPLICATE_NAME"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/channels/{general}/messages", {}, 400, 50006),
        ("POST", "/channels/{general}/messages", {"content": "  "}, 400, 50006),
        ("POST", "/channels/1/messages", {"content": "x"}, 404, 10003),
        ("GET", "/channels/x/messages", None, 400, 50035),
        ("GET", "/channels/{general}/messages/1", None, 404, 10008),
        ("GET", "/channels/{general}/messages?limit=101", None, 400, 50035),
        ("GET", "/guilds/1", None, 404, 10004),
        ("GET", "/guilds/{guild}/members/1", None, 404, 10007),
        ("GET", "/guilds/{guild}/roles/1", None, 404, 10011),
        ("GET", "/users/1", None, 404, 10013),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, 404, 10013),
        ("POST", "/interactions/1/token/callback", {"type": 4}, 404, 10062),
        ("POST", "/webhooks/1/token", {"content": "x"}, 404, 10015),
        ("GET", "/guilds/{guild}/scheduled-events/1", None, 404, 10070),
        ("PUT", "/channels/{general}/messages/1/reactions/thumbs/@me", None, 404, 10008),
    ],
)
async def test_unknown_and_empty_things(
    sandbox: Sandbox,
    ask: Asking,
    method: str,
    path: str,
    body: object,
    status: int,
    code: int,
) -> None:
    place, guild = sandbox.channel("general").id, sandbox.world.guild_id
    refused = await ask(method, path.format(general=place, guild=guild), json=body)
    assert (refused.status, refused.code) == (status, code)


async def test_authorisation(sandbox: Sandbox, ask: Asking) -> None:
    for header in ("", "Bot wrong", f"Bearer {sandbox.token}", sandbox.token):
        refused = await ask("GET", "/users/@me", headers={"Authorization": header})
        assert (refused.status, refused.body["message"]) == (401, "401: Unauthorized")


async def test_replies_are_json_to_the_letter(sandbox: Sandbox, ask: Asking) -> None:
    for path in ("/users/@me", "/users/1"):
        assert (await ask("GET", path)).headers["Content-Type"] == "application/json"


async def test_unknown_endpoints_are_remembered(
    sandbox: Sandbox, court: Court, ask: Asking
) -> None:
    court.excuse(sandbox, "GET /guilds/1/dragons", "PATCH /gateway")
    refused = await ask("GET", "/guilds/1/dragons")
    assert (refused.status, refused.body) == (404, {"message": "404: Not Found", "code": 0})
    refused = await ask("PATCH", "/gateway")
    assert refused.status == 405
    assert sandbox.unknown == ["GET /guilds/1/dragons", "PATCH /gateway"]


async def test_bodies_that_are_not_json(sandbox: Sandbox, ask: Asking) -> None:
    place = sandbox.channel("general").id
    for body in (b"{not json", b"\xff", b'{"content": NaN}', b"[" * 100_000):
        refused = await ask("POST", f"/channels/{place}/messages", data=body)
        assert (refused.status, refused.code) == (400, 50109)
    big = io.BytesIO(b"x" * 5 * 2**20)
    assert (await ask("POST", f"/channels/{place}/messages", data=big)).code == 40005
    refused = await ask("POST", f"/channels/{place}/messages", json=["a", "list"])
    assert (refused.status, refused.code) == (400, 50035)


async def test_files_too_large(sandbox: Sandbox, ask: Asking) -> None:
    place = sandbox.channel("general").id
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps({"content": "x"}))
    form.add_field("files[0]", io.BytesIO(b"x" * (10 * 2**20 + 1)), filename="big.bin")
    refused = await ask("POST", f"/channels/{place}/messages", data=form)
    assert (refused.status, refused.code) == (413, 40005)
    assert sandbox.person("Ada").sees() == []


async def test_missing_permissions(sandbox: Sandbox, ask: Asking) -> None:
    place = sandbox.channel("general")
    said = sandbox.person("Ada").say("general", "hello")
    sandbox.set_bot_permissions(0)
    path = f"/channels/{place.id}/messages/{said.id}"
    assert (await ask("DELETE", path)).code == 50013
    assert (await ask("PATCH", path, json={"content": "mine"})).code == 50005
    assert (await ask("PUT", f"/channels/{place.id}/messages/pins/{said.id}")).code == 50013
    everyone = sandbox.world.roles[sandbox.world.guild_id]
    everyone.permissions &= ~Permission.SEND_MESSAGES
    assert (
        await ask("POST", f"/channels/{place.id}/messages", json={"content": "x"})
    ).code == 50013
    everyone.permissions &= ~Permission.VIEW_CHANNEL
    refused = await ask("GET", f"/channels/{place.id}")
    assert (refused.status, refused.code) == (403, 50001)


async def test_a_faulty_edit_changes_nothing(sandbox: Sandbox, ask: Asking) -> None:
    place = sandbox.channel("general").id
    made = await ask("POST", f"/channels/{place}/messages", json={"content": "one"})
    path = f"/channels/{place}/messages/{made.body['id']}"
    body = {"content": "two", "components": rows(menu(26))}
    assert (await ask("PATCH", path, json=body)).code == 50035
    media = {"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}
    body = {"content": "", "flags": 1 << 15, "components": [media]}
    assert (await ask("PATCH", path, json=body)).code == 50035
    (seen,) = sandbox.person("Ada").sees()
    assert (seen.content, seen.components, seen.post.flags) == ("one", [], 0)
    assert (await ask("PATCH", path, json={"content": ""})).code == 50006


async def test_only_this_machine(ask: Asking, sandbox: Sandbox) -> None:
    outside = {"Host": "evil.example"}
    assert (await ask("GET", "/", base=sandbox.url, headers=outside)).status == 403
    foreign = {"Origin": "http://evil.example"}
    assert (await ask("GET", "/page/log", base=sandbox.url, headers=foreign)).status == 403
