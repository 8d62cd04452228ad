# ruff: noqa: ASYNC109 — a time-out is part of what these promise: they say what did not happen.
"""The sandbox as a whole: state, gateway, REST, page, bound to one loopback port.

async with Sandbox(seed=Seed(), port=0) as sandbox:
    discord.http.Route.BASE = sandbox.rest_base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
    ...
"""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from sandbox.acting import Person
from sandbox.answering import Answering
from sandbox.deeds import Deeds
from sandbox.errors import Json
from sandbox.files import Files
from sandbox.gateway import Gateway
from sandbox.interactions import Interactions, Timing
from sandbox.limits import Limits, RateLimiter
from sandbox.model import Channel, ChannelType, Member, Role
from sandbox.page_api import Page
from sandbox.page_socket import CourseClock
from sandbox.people import Seed
from sandbox.persist import Keeper
from sandbox.posting import Posting
from sandbox.pulse import Pulse
from sandbox.rest.channels import channel_name
from sandbox.rest.front import Front
from sandbox.rest.roles import place_at_the_bottom
from sandbox.snowflake import Snowflakes
from sandbox.state import Event, World, utc_now
from sandbox.wire import Wire

log = logging.getLogger(__name__)

T = TypeVar("T")
LOOPBACK = "127.0.0.1"


class Sandbox:
    """A pretend Discord. Start it, point the bot at `rest_base` and `gateway_url`, act as people.

    `privileged` are the privileged intents switched on for the application (none by default: a bot
    that asks for one is refused with 4014, as at Discord). `unknown` lists what was called and does
    not exist here; `wire` what went back and forth.
    """

    def __init__(
        self,
        *,
        seed: Seed | None = None,
        port: int = 0,
        token: str | None = None,
        state_file: Path | None = None,
        clock: CourseClock | None = None,
        limits: Limits | None = None,
        timing: Timing | None = None,
        privileged: int = 0,
        heartbeat: float = 41.25,
        resume_life: float = 180.0,
        remembered: int = 5000,
    ) -> None:
        self.pulse = Pulse()
        self.wire = Wire(remembered)
        self.unknown: list[str] = []
        timing = timing or Timing()
        self.ids = Snowflakes()
        self.world = World(seed or Seed(), self.ids, utc_now)
        self.token = token or _token(self.world.application_id)
        self._keeper = Keeper(self.world, state_file) if state_file is not None else None
        self.files = Files(self._keeper.folder if self._keeper else None)
        self.posting = Posting(self.world, self.files, nonce_life=timing.nonce_life)
        self.gateway = Gateway(
            self.world,
            self.wire,
            self.pulse,
            token=self.token,
            privileged=privileged,
            heartbeat=heartbeat,
            resume_life=resume_life,
        )
        self.interactions = Interactions(
            self.world, self.pulse, reachable=lambda: self.gateway.reachable, timing=timing
        )
        self.answering = Answering(self.world, self.posting, self.interactions)
        self.limiter = RateLimiter(limits or Limits())
        self.deeds = Deeds(self)
        self.page = Page(self, clock)
        self._port = port
        self._runner: web.AppRunner | None = None

    # Running

    async def start(self) -> None:
        """Read the state file if there is one, then listen. OSError if the port is taken."""
        if self._keeper is not None:
            await self._keeper.load()
            self.files.keep_only({item.id for item in self.world.attachments()})
        app = web.Application(client_max_size=4 * 2**20)
        front = Front(self)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", "/api/{path:.*}", front.serve)
        self.page.add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            self._runner = None
            raise
        self._port = self._runner.addresses[0][1]
        self.world.url = self.url
        self.gateway.url = self.gateway_url
        self.world.listeners += [self.gateway.hear, self.page.hear, self._heard]
        log.info("The sandbox listens on %s", self.url)

    async def stop(self) -> None:
        """Close every socket and write the state once more."""
        self.world.listeners.clear()
        self.interactions.stop()
        await self.page.stop()
        await self.gateway.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self._keeper is not None:
            await self._keeper.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def rest_base(self) -> str:
        return f"{self.url}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://{LOOPBACK}:{self._port}/gateway"

    def _heard(self, event: Event) -> None:
        if self._keeper is not None:
            self._keeper.touch()
        self.pulse.beat()

    def commands_changed(self) -> None:
        """The bot registered commands: keep them, and tell the page."""
        if self._keeper is not None:
            self._keeper.touch()
        self.page.commands_changed()
        self.pulse.beat()

    # Waiting

    async def until(
        self, condition: Callable[[], T], *, timeout: float = 5.0, what: str | None = None
    ) -> T:
        """The condition's first true value, looked at whenever something changes here."""
        return await self.pulse.until(condition, timeout=timeout, what=what)

    async def bot_ready(self, *, commands: int = 0, timeout: float = 10.0) -> None:
        """Wait until the bot is connected and has registered at least so many commands."""
        await self.until(
            lambda: self.gateway.online and len(self.world.commands) >= commands,
            timeout=timeout,
            what="the bot to connect and register its commands",
        )

    # People and places

    def person(self, name: str | int) -> Person:
        """Someone by name, handle, how either begins, or id. KeyError names who there is."""
        if isinstance(name, int):
            return Person(self, self.world.members[name])
        return Person(self, self.world.person(name))

    @property
    def instructor(self) -> Person:
        return Person(self, self.world.members[self.world.owner_id])

    @property
    def students(self) -> list[Person]:
        found = [m for m in self.world.members.values() if m.title == "Student"]
        return [Person(self, member) for member in found]

    @property
    def bot(self) -> Member:
        return self.world.bot

    @property
    def default_channel(self) -> Channel:
        """Where people act unless they say otherwise: the first text channel."""
        for place in self.world.channels.values():
            if place.type == ChannelType.TEXT:
                return place
        raise LookupError("The guild has no text channel left.")

    def channel(self, name: str) -> Channel:
        return self.world.channel_named(name)

    def role(self, name: str) -> Role:
        return self.world.role_named(name)

    # What the owner would set up by hand

    def add_channel(self, name: str, kind: int = ChannelType.TEXT) -> Channel:
        place = Channel(
            self.ids.next(), kind, channel_name(name, kind), position=len(self.world.channels)
        )
        self.world.channels[place.id] = place
        self.world.emit(self.world.channel_event("CHANNEL_CREATE", place))
        return place

    def add_role(
        self, name: str, *people: Person, permissions: int = 0, mentionable: bool = False
    ) -> Role:
        """Make a role below the bot's, and give it to these people."""
        role = Role(self.ids.next(), name, permissions, mentionable=mentionable)
        place_at_the_bottom(self.world, role)
        for person in people:
            self.give_role(person, role)
        return role

    def give_role(self, person: Person, role: Role | str) -> None:
        role = self.role(role) if isinstance(role, str) else role
        if role.id not in person.member.roles:
            person.member.roles.append(role.id)
            self.world.emit(self.world.member_event(person.member))

    def take_role(self, person: Person, role: Role | str) -> None:
        role = self.role(role) if isinstance(role, str) else role
        if role.id in person.member.roles:
            person.member.roles.remove(role.id)
            self.world.emit(self.world.member_event(person.member))

    def set_bot_permissions(self, permissions: int) -> None:
        """What the bot's own role grants it, beside what everyone has."""
        role = self.world.roles[self.world.bot.roles[0]]
        role.permissions = permissions
        self.world.emit(self.world.role_event("GUILD_ROLE_UPDATE", role))

    def permit(self, command: str, whom: Person | Role, allowed: bool = True) -> None:
        """Override who may use a command, as a server's settings do (past default permissions)."""
        kind = 2 if isinstance(whom, Person) else 1
        entry: Json = {"id": str(whom.id), "type": kind, "permission": allowed}
        for item in self.world.commands.values():
            if item["name"] == command:
                entries = self.world.command_permissions.setdefault(int(item["id"]), [])
                entries[:] = [known for known in entries if known["id"] != entry["id"]] + [entry]
                self.commands_changed()
                return
        raise KeyError(f"No command is called {command!r}.")

    async def cut(self) -> None:
        """Cut the bot's connection as a bad network would; it may resume."""
        await self.gateway.cut()


def _token(application_id: int) -> str:
    """A fresh bot token in Discord's form: the id, a time, a secret, each in base64."""
    name = base64.urlsafe_b64encode(str(application_id).encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
