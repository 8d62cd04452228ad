"""What the recorder asks, in order: each step a request whose reply later steps may refer to.

It makes a channel of its own, does everything there, and deletes it in the end. Of the rest of the server it changes
one guild command, one role and one scheduled event, each of which it makes itself and takes away again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "5e5a2c800000000049454e44ae426082"
)


@dataclass(frozen=True)
class Step:
    """One request. `{name}` in the path is the id of what that earlier step made, or of guild, me and application.

    `form` sends `body` as `payload_json` beside one file. `always` is done even after an earlier step went wrong.
    """

    name: str
    method: str
    path: str
    body: Any = None
    form: bool = False
    always: bool = False


ROW = {
    "type": 1,
    "components": [{"type": 2, "style": 1, "label": "Press", "custom_id": "record:1"}],
}
MESSAGES = "/channels/{channel}/messages"
MESSAGE = f"{MESSAGES}/{{message}}"
EVENTS = "/guilds/{guild}/scheduled-events"
COMMANDS = "/applications/{application}/guilds/{guild}/commands"


def script(stamp: str, now: datetime | None = None) -> list[Step]:
    """The steps. `stamp` is in the names of what is made, and keeps nonces of two runs apart."""
    now = now or datetime.now(UTC)
    ahead, past = now + timedelta(days=3), now - timedelta(days=3)
    return [
        *_who_and_where(stamp),
        *_messages(stamp),
        *_refusals(),
        *_around_messages(),
        *_commands(),
        *_events(ahead, past),
        Step(
            "role",
            "POST",
            "/guilds/{guild}/roles",
            {"name": f"record-{stamp}", "mentionable": True},
        ),
        Step("role edited", "PATCH", "/guilds/{guild}/roles/{role}", {"name": f"recorded-{stamp}"}),
        Step("role gone", "DELETE", "/guilds/{guild}/roles/{role}", always=True),
        Step("channel gone", "DELETE", "/channels/{channel}", always=True),
    ]


def _who_and_where(stamp: str) -> list[Step]:
    return [
        Step("me", "GET", "/users/@me"),
        Step("application", "GET", "/oauth2/applications/@me"),
        Step("gateway", "GET", "/gateway/bot"),
        Step("guild", "GET", "/guilds/{guild}"),
        Step("channels", "GET", "/guilds/{guild}/channels"),
        Step("roles", "GET", "/guilds/{guild}/roles"),
        Step("own member", "GET", "/guilds/{guild}/members/{me}"),
        Step("channel", "POST", "/guilds/{guild}/channels", {"name": f"record-{stamp}", "type": 0}),
        Step("channel edited", "PATCH", "/channels/{channel}", {"topic": "made by a recorder"}),
    ]


def _messages(stamp: str) -> list[Step]:
    nonce = {"content": "with a nonce", "nonce": f"record-{stamp}", "enforce_nonce": True}
    embed = {
        "title": "Title",
        "fields": [{"name": "a", "value": "b", "inline": True}],
        "color": 255,
    }
    file = {
        "content": "a file",
        "attachments": [{"id": "0", "filename": "dot.png", "description": "a dot"}],
    }
    layout = {
        "flags": 1 << 15,
        "components": [{"type": 17, "components": [{"type": 10, "content": "# Layout"}]}],
    }
    return [
        Step("message", "POST", MESSAGES, {"content": "first **bold**"}),
        Step("message with a nonce", "POST", MESSAGES, nonce),
        Step("the same nonce again", "POST", MESSAGES, nonce),
        Step("message with an embed", "POST", MESSAGES, {"embeds": [embed]}),
        Step("message with a button", "POST", MESSAGES, {"content": "press", "components": [ROW]}),
        Step("message with a layout", "POST", MESSAGES, layout),
        Step("message with a file", "POST", MESSAGES, file, form=True),
        Step("message that mentions nobody", "POST", MESSAGES,
             {"content": "@everyone", "allowed_mentions": {"parse": []}}),
        Step("reply", "POST", MESSAGES, {"content": "a reply", "message_reference": {"message_id": "{message}"}}),
    ]  # fmt: skip


def _refusals() -> list[Step]:
    wide = {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "x", "custom_id": str(n)} for n in range(6)
        ],
    }
    return [
        Step("empty message", "POST", MESSAGES, {}),
        Step("message too long", "POST", MESSAGES, {"content": "x" * 2001}),
        Step("embed too long", "POST", MESSAGES, {"embeds": [{"title": "x" * 257}]}),
        Step("embeds too long together", "POST", MESSAGES, {"embeds": [{"description": "x" * 3500}] * 2}),
        Step("too many buttons in a row", "POST", MESSAGES, {"content": "x", "components": [wide]}),
        Step("two of one custom id", "POST", MESSAGES, {"content": "x", "components": [ROW, ROW]}),
        Step("button without a label", "POST", MESSAGES, {
            "content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "a"}]}]}),
        Step("no such message", "GET", f"{MESSAGES}/1"),
        Step("no such channel", "GET", "/channels/1"),
        Step("no such guild", "GET", "/guilds/1"),
        Step("no such interaction", "POST", "/interactions/1/nothing/callback", {"type": 5}),
        Step("no such webhook", "POST", "/webhooks/{application}/nothing", {"content": "x"}),
        Step("no such endpoint", "GET", "/nowhere"),
    ]  # fmt: skip


def _around_messages() -> list[Step]:
    thumb = f"{MESSAGE}/reactions/%F0%9F%91%8D/@me"
    return [
        Step("message edited", "PATCH", MESSAGE, {"content": "second"}),
        Step("message read", "GET", MESSAGE),
        Step("history", "GET", f"{MESSAGES}?limit=3"),
        Step("reaction", "PUT", thumb),
        Step("who reacted", "GET", f"{MESSAGE}/reactions/%F0%9F%91%8D"),
        Step("reaction gone", "DELETE", thumb),
        Step("pin", "PUT", "/channels/{channel}/messages/pins/{message}"),
        Step("pins", "GET", "/channels/{channel}/messages/pins"),
        Step("unpin", "DELETE", "/channels/{channel}/messages/pins/{message}"),
        Step("typing", "POST", "/channels/{channel}/typing"),
        Step("thread", "POST", f"{MESSAGE}/threads", {"name": "a thread"}),
        Step("message in the thread", "POST", "/channels/{thread}/messages", {"content": "inside"}),
        Step("thread archived", "PATCH", "/channels/{thread}", {"archived": True}),
        Step("message gone", "DELETE", MESSAGE),
        Step("message gone already", "DELETE", MESSAGE),
    ]


def _commands() -> list[Step]:
    text = {"type": 3, "name": "text", "description": "what", "required": True, "max_length": 10}
    return [
        Step(
            "command",
            "POST",
            COMMANDS,
            {"name": "record-it", "description": "made by a recorder", "options": [text]},
        ),
        Step("command read", "GET", f"{COMMANDS}/{{command}}"),
        Step("command of a bad name", "POST", COMMANDS, {"name": "Bad Name", "description": "x"}),
        Step("command without a description", "POST", COMMANDS, {"name": "record-that"}),
        Step("command gone", "DELETE", f"{COMMANDS}/{{command}}", always=True),
    ]


def _events(ahead: datetime, past: datetime) -> list[Step]:
    def event(start: datetime, hours: int = 1) -> dict[str, Any]:
        return {
            "name": "Recorded", "privacy_level": 2, "entity_type": 3, "entity_metadata": {"location": "Hall"},
            "scheduled_start_time": start.isoformat(),
            "scheduled_end_time": (start + timedelta(hours=hours)).isoformat(),
        }  # fmt: skip

    return [
        Step("event", "POST", EVENTS, event(ahead)),
        Step("event in the past", "POST", EVENTS, event(past)),
        Step("event that ends before it starts", "POST", EVENTS, event(ahead, -1)),
        Step("event edited", "PATCH", f"{EVENTS}/{{event}}", {"name": "Moved"}),
        Step("event gone", "DELETE", f"{EVENTS}/{{event}}", always=True),
    ]
