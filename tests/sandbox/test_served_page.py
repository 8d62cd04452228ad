"""The server side of the chat page: its socket, its routes, and what it keeps from whom."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from sandbox.acting import Person
from sandbox.errors import Json
from sandbox.server import Sandbox
from tests.patience import PATIENCE_S
from tests.sandbox.conftest import Asking, Bots
from tests.sandbox.school import School

Page = Callable[[Person], Awaitable["Tab"]]


class Tab:
    """A page that is open: reads what it is told, until something in particular comes."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[Json] = []

    async def hears(self, **wanted: Any) -> Json:
        while True:
            payload: Json = await asyncio.wait_for(self.socket.receive_json(), PATIENCE_S)
            self.told.append(payload)
            if all(payload.get(key) == value for key, value in wanted.items()):
                return payload


@pytest.fixture
async def tab(sandbox: Sandbox) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:

        async def opened(person: Person) -> Tab:
            url = f"{sandbox.url}/page/socket?as={person.id}"
            return Tab(await session.ws_connect(url))

        yield opened


class Noon:
    """A clock that says where it was last put."""

    def __init__(self) -> None:
        self.at = "2024-02-05T12:00:00-05:00"

    async def read(self) -> Json:
        return {"now": self.at, "zone": "America/New_York", "landmarks": []}

    async def move(self, to: str) -> Json:
        if not to.startswith("2024"):
            raise ValueError("The course is in 2024; choose a time of that year.")
        self.at = f"{to}:00-05:00"
        return await self.read()


async def test_a_greeting(sandbox: Sandbox, school: School, tab: Page) -> None:
    hello = await (await tab(sandbox.person("Ada"))).hears(t="hello")
    assert hello["you"]["global_name"] == "Ada Okonkwo"
    assert len(hello["people"]) == 31
    assert [place["name"] for place in hello["channels"]] == ["general"]
    assert hello["bot"]["online"] is True
    assert "due" in [command["name"] for command in hello["commands"]]
    assert "announce" not in [command["name"] for command in hello["commands"]]
    assert hello["clock"] is None


async def test_a_command_from_the_page(
    sandbox: Sandbox, school: School, tab: Page, ask: Asking
) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    hers, his = await tab(ada), await tab(bjorn)
    hello = await hers.hears(t="hello")
    command = next(c for c in hello["commands"] if c["name"] == "due")
    body = {
        "as": str(ada.id),
        "channel_id": hello["channels"][0]["id"],
        "type": 2,
        "nonce": "n1",
        "data": {
            "id": command["id"],
            "name": "due",
            "type": 1,
            "options": [{"name": "days", "type": 4, "value": 2}],
        },
    }
    sent = await ask("POST", "/page/interactions", json=body, base=sandbox.url)
    assert sent.status == 200
    begun = await hers.hears(t="interaction", state="sent")
    assert (begun["id"], begun["nonce"]) == (sent.body["id"], "n1")
    message = await hers.hears(t="event", name="MESSAGE_CREATE")
    assert message["d"]["flags"] & 64
    done = await hers.hears(t="interaction", state="answered")
    assert done["message_id"] == message["d"]["id"]
    body["data"]["options"] = []  # type: ignore[index]
    said = {"as": str(ada.id), "channel_id": body["channel_id"], "content": "hello"}
    await ask("POST", "/page/messages", json=said, base=sandbox.url)
    heard = await his.hears(t="event", name="MESSAGE_CREATE")
    assert heard["d"]["content"] == "hello", "of hers he hears what she said aloud, nothing else"
    assert [told["t"] for told in his.told] == ["hello", "event"]
    history = await ask(
        "GET",
        f"/page/messages?as={bjorn.id}&channel={body['channel_id']}&limit=50",
        base=sandbox.url,
    )
    assert [item["content"] for item in history.body] == ["hello"]
    path = f"/page/messages?as={ada.id}&channel={body['channel_id']}&limit=1"
    (newest,) = (await ask("GET", path, base=sandbox.url)).body
    older = await ask("GET", f"{path}&before={newest['id']}", base=sandbox.url)
    assert [item["content"] for item in older.body] == ["Soon"]
    gone = said | {"message_id": message["d"]["id"]}
    assert (await ask("DELETE", "/page/messages", json=gone, base=sandbox.url)).status == 204
    await hers.hears(t="event", name="MESSAGE_DELETE")


async def test_refused_before_it_is_sent(sandbox: Sandbox, school: School, ask: Asking) -> None:
    command = next(c for c in sandbox.world.commands.values() if c["name"] == "due")
    body = {
        "as": str(sandbox.person("Ada").id),
        "channel_id": str(sandbox.channel("general").id),
        "type": 2,
        "data": {"id": command["id"], "options": [{"name": "days", "value": 99}]},
    }
    refused = await ask("POST", "/page/interactions", json=body, base=sandbox.url)
    assert (refused.status, refused.body["message"]) == (
        400,
        "days: the number must be at most 30.",
    )
    for bad in ({}, {"as": "x"}, {"as": "1"}, body | {"type": 9}, body | {"data": 3}):
        assert (await ask("POST", "/page/interactions", json=bad, base=sandbox.url)).status >= 400
    assert (await ask("POST", "/page/messages", data=b"{", base=sandbox.url)).status == 400


async def test_a_form_and_a_file_from_the_page(
    sandbox: Sandbox, school: School, tab: Page, ask: Asking
) -> None:
    ada = sandbox.person("Ada")
    hers = await tab(ada)
    command = next(c for c in sandbox.world.commands.values() if c["name"] == "review")
    common = {"as": str(ada.id), "channel_id": str(sandbox.channel("general").id)}
    body = common | {"type": 2, "data": {"id": command["id"]}}
    await ask("POST", "/page/interactions", json=body, base=sandbox.url)
    opened = await hers.hears(t="modal")
    assert opened["modal"]["title"] == "A review"
    upload = await ask(
        "POST",
        f"/page/uploads?as={ada.id}&filename=my%20notes.txt",
        data=b"notes",
        base=sandbox.url,
    )
    assert (upload.body["filename"], upload.body["size"]) == ("my_notes.txt", 5)
    fields = {
        "summary": {"type": 4, "value": "quite fine"},
        "paper": {"type": 3, "values": ["adam"]},
        "stars": {"type": 21, "value": "5"},
        "notes": {"type": 19, "values": [upload.body["id"]]},
    }
    components = [
        {"type": 18, "component": {"custom_id": name} | field} for name, field in fields.items()
    ]
    body = common | {
        "type": 5,
        "data": {
            "custom_id": opened["modal"]["custom_id"],
            "components": components,
            "interaction_id": opened["interaction_id"],
        },
    }
    sent = await ask("POST", "/page/interactions", json=body, base=sandbox.url)
    assert sent.status == 200
    answer = await hers.hears(t="event", name="MESSAGE_CREATE")
    assert "('my_notes.txt', 5)" in answer["d"]["content"]


async def test_choices_while_typing(
    sandbox: Sandbox, school: School, tab: Page, ask: Asking
) -> None:
    ada = sandbox.person("Ada")
    hers = await tab(ada)
    command = next(c for c in sandbox.world.commands.values() if c["name"] == "project")
    typed = {"name": "topic", "type": 3, "value": "rev", "focused": True}
    body = {
        "as": str(ada.id),
        "channel_id": str(sandbox.channel("general").id),
        "type": 4,
        "nonce": "t7",
        "data": {
            "id": command["id"],
            "options": [{"type": 1, "name": "propose", "options": [typed]}],
        },
    }
    await ask("POST", "/page/interactions", json=body, base=sandbox.url)
    choices = await hers.hears(t="choices", nonce="t7")
    assert [choice["value"] for choice in choices["choices"]] == ["review"]


async def test_private_talk(sandbox: Sandbox, school: School, tab: Page, ask: Asking) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    his = await tab(bjorn)
    await his.hears(t="hello")
    body = {"as": str(ada.id), "recipient_id": str(sandbox.bot.user.id)}
    direct = await ask("POST", "/page/dms", json=body, base=sandbox.url)
    assert len(direct.body["recipients"]) == 2
    said = {"as": str(ada.id), "channel_id": direct.body["id"], "content": "psst"}
    assert (await ask("POST", "/page/messages", json=said, base=sandbox.url)).status == 200
    refused = await ask(
        "POST", "/page/messages", json=said | {"as": str(bjorn.id)}, base=sandbox.url
    )
    assert (refused.status, refused.code) == (403, 50001)
    bjorn.say("general", "the end")
    assert (await his.hears(t="event"))["d"]["content"] == "the end"
    settings = {"as": str(ada.id), "closed_dms": True}
    assert (await ask("POST", "/page/settings", json=settings, base=sandbox.url)).status == 200
    assert ada.member.closed_dms


async def test_bot_and_commands_come_and_go(
    sandbox: Sandbox, school: School, bots: Bots, tab: Page
) -> None:
    hers = await tab(sandbox.person("Ada"))
    await hers.hears(t="hello")
    school.tree.remove_command("due")
    await school.tree.sync()
    told = await hers.hears(t="commands")
    assert "due" not in [command["name"] for command in told["commands"]]
    await bots.stop()
    assert (await hers.hears(t="bot"))["online"] is False


async def test_reactions_on_the_page(sandbox: Sandbox, ask: Asking, tab: Page) -> None:
    ada, bjorn = sandbox.person("Ada"), sandbox.person("Björn")
    his = await tab(bjorn)
    said = ada.say("general", "vote")
    body = {
        "as": str(ada.id),
        "channel_id": str(said.channel_id),
        "message_id": str(said.id),
        "emoji": "👍",
    }
    assert (await ask("POST", "/page/reactions", json=body, base=sandbox.url)).status == 204
    added = await his.hears(t="event", name="MESSAGE_REACTION_ADD")
    assert added["d"]["user_id"] == str(ada.id)
    assert (await ask("DELETE", "/page/reactions", json=body, base=sandbox.url)).status == 204
    assert said.reactions == {}


async def test_attachments_cannot_act(sandbox: Sandbox, school: School, ask: Asking) -> None:
    reply = await sandbox.person("Ada").slash("slow")
    url = reply.first.json()["attachments"][0]["url"]
    picture = await ask("GET", "", base=url.rsplit("/", 1)[0] + "/plot.png", headers={})
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    item = sandbox.deeds.upload(sandbox.person("Ada").id, "x.html", b"<script>alert(1)</script>")
    page = await ask("GET", f"/attachments/1/{item.id}/x.html", base=sandbox.url)
    assert page.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in page.headers["Content-Security-Policy"]
    for wrong in (f"{item.id}/y.html", "1/x.html", "x/x.html"):
        missing = await ask("GET", f"/attachments/1/{wrong}", base=sandbox.url)
        assert missing.status == 404


async def test_the_log_holds_no_secrets(sandbox: Sandbox, school: School, ask: Asking) -> None:
    await sandbox.person("Ada").slash("slow")
    log = await ask("GET", "/page/log", base=sandbox.url)
    kinds = {entry["kind"] for entry in log.body}
    assert kinds == {"rest", "gateway"}
    text = str(log.body)
    assert sandbox.token not in text
    for entry in sandbox.wire.dispatches:
        if entry.name == "INTERACTION_CREATE":
            assert entry.data["token"] not in text


async def test_the_page_is_served_strictly(sandbox: Sandbox, ask: Asking) -> None:
    index = await ask("GET", "/", base=sandbox.url)
    assert index.status == 200
    assert "default-src 'none'" in index.headers["Content-Security-Policy"]
    for path in ("/assets/nothing.js", "/assets/..%2fserver.py"):
        assert (await ask("GET", path, base=sandbox.url)).status == 404


async def test_the_clock(ask: Asking) -> None:
    async with Sandbox(clock=Noon()) as sandbox:
        assert (await ask("GET", "/page/clock", base=sandbox.url)).body[
            "zone"
        ] == "America/New_York"
        moved = await ask("POST", "/page/clock", json={"to": "2024-02-06T19:30"}, base=sandbox.url)
        assert moved.body["now"] == "2024-02-06T19:30:00-05:00"
        refused = await ask("POST", "/page/clock", json={"to": "1999"}, base=sandbox.url)
        assert refused.body["message"].startswith("The course is in 2024")


async def test_a_port_that_is_taken() -> None:
    async with Sandbox() as sandbox:
        assert sandbox.url.startswith("http://127.0.0.1:")
        second = Sandbox(port=sandbox.port)
        with pytest.raises(OSError, match="address already in use"):
            await second.start()
        await second.stop()
