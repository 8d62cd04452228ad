"""What open pages are told, each only what its person may know: events, interactions, the clock."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aiohttp import WSMsgType, web

from sandbox import guild_shape, shapes
from sandbox.errors import Json
from sandbox.interactions import Interaction, Kind
from sandbox.state import Event

if TYPE_CHECKING:
    from sandbox.server import Sandbox

TOLD = frozenset(
    {
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_DELETE",
        "MESSAGE_DELETE_BULK",
        "MESSAGE_REACTION_ADD",
        "MESSAGE_REACTION_REMOVE",
        "MESSAGE_REACTION_REMOVE_ALL",
        "MESSAGE_REACTION_REMOVE_EMOJI",
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "GUILD_MEMBER_UPDATE",
        "TYPING_START",
        "GUILD_SCHEDULED_EVENT_CREATE",
        "GUILD_SCHEDULED_EVENT_UPDATE",
        "GUILD_SCHEDULED_EVENT_DELETE",
    }
)
CHANGES_COMMANDS = frozenset({"GUILD_MEMBER_UPDATE", "GUILD_ROLE_UPDATE"})


class CourseClock(Protocol):
    """The course's clock, given by whoever runs the sandbox. Both return
    `{"now", "zone", "landmarks": [{"label", "at"}]}`; `move` takes a local time of the course and
    raises ValueError, with a sentence, for one it cannot take."""

    async def read(self) -> Json: ...

    async def move(self, to: str) -> Json: ...


@dataclass(eq=False)
class Viewer:
    """One open page. `outbox` keeps order without making whoever tells wait."""

    user_id: int
    socket: web.WebSocketResponse
    outbox: asyncio.Queue[Json | None]


class Telling:
    """All open pages."""

    def __init__(self, sandbox: Sandbox, clock: CourseClock | None) -> None:
        self._sandbox = sandbox
        self._clock = clock
        self._viewers: set[Viewer] = set()
        sandbox.interactions.listeners.append(self._interaction)
        sandbox.gateway.listeners.append(self._bot)

    async def serve(self, request: web.Request, user_id: int) -> web.StreamResponse:
        """One page's socket: a greeting, then whatever happens until it closes."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        viewer = Viewer(user_id, socket, asyncio.Queue())
        clock = await self.clock()
        viewer.outbox.put_nowait(self._hello(user_id) | {"clock": clock})
        self._viewers.add(viewer)
        writer = asyncio.create_task(_write(viewer))
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
        finally:
            self._viewers.discard(viewer)
            viewer.outbox.put_nowait(None)
            await writer
        return socket

    def hear(self, event: Event) -> None:
        if event.name not in TOLD:
            return
        world = self._sandbox.world
        for viewer in self._viewers:
            if not world.hears(viewer.user_id, event):
                continue
            data = event.data
            if event.name == "CHANNEL_CREATE" and "recipients" in data:
                data = self.with_both(data, world.channels[event.channel_id or 0].recipients)
            if event.message is not None and "reactions" in data:
                mine = shapes.reactions(world, event.message, viewer.user_id)
                data = data | {"reactions": mine}
            viewer.outbox.put_nowait({"t": "event", "name": event.name, "d": data})
        if event.name in CHANGES_COMMANDS:
            self.commands_changed()

    def commands_changed(self) -> None:
        for viewer in self._viewers:
            commands = self._sandbox.deeds.commands(viewer.user_id)
            viewer.outbox.put_nowait({"t": "commands", "commands": commands})

    async def clock(self) -> Json | None:
        """What the course's clock shows, if there is one."""
        if self._clock is None:
            return None
        face = await self._clock.read()
        self._sandbox.course_now.heard(face)
        return face

    def clock_moved(self, clock: Json) -> None:
        for viewer in self._viewers:
            viewer.outbox.put_nowait({"t": "clock", "clock": clock})

    def was_reset(self) -> None:
        for viewer in self._viewers:
            viewer.outbox.put_nowait({"t": "reset"})

    def with_both(self, place: Json, people: list[int]) -> Json:
        """A direct message with both its people: the page, unlike the bot, may be either."""
        world = self._sandbox.world
        return place | {"recipients": [shapes.user(world.user(item)) for item in people]}

    async def stop(self) -> None:
        for viewer in list(self._viewers):
            await viewer.socket.close(code=1001)

    def _bot(self, online: bool) -> None:
        for viewer in self._viewers:
            viewer.outbox.put_nowait({"t": "bot"} | self._bot_state())

    def _bot_state(self) -> Json:
        bot = self._sandbox.world.bot.user
        return {"online": self._sandbox.gateway.online, "user": shapes.user(bot)}

    def _interaction(self, interaction: Interaction) -> None:
        for viewer in self._viewers:
            if viewer.user_id == interaction.user_id:
                for payload in _told(interaction):
                    viewer.outbox.put_nowait(payload)

    def _hello(self, user_id: int) -> Json:
        world = self._sandbox.world
        seen = [place for place in world.channels.values() if world.sees(user_id, place)]
        people = [member for member in world.members.values() if not member.user.bot]
        direct = [place for place in seen if place.direct]
        return {
            "t": "hello",
            "you": shapes.user(world.user(user_id)),
            "people": [
                {
                    "user": shapes.user(member.user),
                    "nick": member.nick,
                    "roles": [str(role) for role in member.roles],
                    "title": member.title,
                    "closed_dms": member.closed_dms,
                }
                for member in people
            ],
            "guild": {
                "id": str(world.guild_id),
                "name": world.guild_name,
                "owner_id": str(world.owner_id),
                "roles": [shapes.role(role) for role in world.roles.values()],
            },
            "channels": [shapes.channel(world, place) for place in seen if not place.direct],
            "dms": [
                self.with_both(shapes.channel(world, place), place.recipients) for place in direct
            ],
            "events": [
                guild_shape.scheduled_event(world, event) for event in world.scheduled.values()
            ],
            "commands": self._sandbox.deeds.commands(user_id),
            "bot": self._bot_state(),
        }


async def _write(viewer: Viewer) -> None:
    while (payload := await viewer.outbox.get()) is not None:
        try:
            await viewer.socket.send_str(json.dumps(payload, separators=(",", ":")))
        except (ConnectionError, RuntimeError):
            return


def _told(interaction: Interaction) -> list[Json]:
    """What the page hears of an interaction's state."""
    if interaction.kind == Kind.AUTOCOMPLETE:
        if interaction.state == "sent":
            return []
        choices = interaction.choices or []
        return [{"t": "choices", "nonce": interaction.nonce, "choices": choices}]
    original = interaction.original_id
    told: list[Json] = [
        {
            "t": "interaction",
            "id": str(interaction.id),
            "nonce": interaction.nonce,
            "channel_id": str(interaction.channel_id),
            "state": interaction.state,
            "reason": interaction.reason,
            "message_id": None if original is None else str(original),
        }
    ]
    if interaction.modal is not None and interaction.state == "answered":
        told.append(
            {
                "t": "modal",
                "interaction_id": str(interaction.id),
                "channel_id": str(interaction.channel_id),
                "modal": interaction.modal,
            }
        )
    return told
