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
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from sandbox.acting import PATIENCE_S, Person
from sandbox.answering import Answering
from sandbox.calendar import keep_up
from sandbox.connection import Close
from sandbox.course_now import CourseNow
from sandbox.deeds import Deeds
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.gateway import Gateway
from sandbox.interactions import Interactions, Timing
from sandbox.limits import Limits, RateLimiter
from sandbox.model import Channel, ChannelType, Member, Role
from sandbox.owner import Owner
from sandbox.page_api import Page
from sandbox.page_socket import CourseClock
from sandbox.people import Seed
from sandbox.persist import Keeper
from sandbox.posting import Posting
from sandbox.pulse import Pulse
from sandbox.reset import reset
from sandbox.rest.front import Front
from sandbox.snowflake import Snowflakes
from sandbox.state import Event, World, utc_now
from sandbox.wire import Wire

log = logging.getLogger(__name__)

T = TypeVar("T")
LOOPBACK = "127.0.0.1"


class Sandbox(Owner):
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
        on_reset: Callable[[], Awaitable[None]] | None = None,
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
        self._front = Front(self)
        self.faults = Faults(
            utc_now, act=lambda fault: self.gateway.act(fault), templates=self._front.templates
        )
        self.gateway = Gateway(
            self.world,
            self.wire,
            self.pulse,
            self.faults,
            token=self.token,
            privileged=privileged,
            heartbeat=heartbeat,
            resume_life=resume_life,
        )
        self.interactions = Interactions(
            self.world,
            self.pulse,
            self.faults,
            reachable=lambda: self.gateway.reachable,
            timing=timing,
        )
        self.answering = Answering(self.world, self.posting, self.interactions)
        self.limiter = RateLimiter(limits or Limits())
        self.deeds = Deeds(self)
        self.course_now = CourseNow(
            clock, utc_now, lambda now, back: keep_up(self.world, now, back)
        )
        self.page = Page(self, clock)
        self._on_reset = on_reset
        self._port = port
        self._runner: web.AppRunner | None = None

    # Running

    async def start(self) -> None:
        """Read the state file if there is one, then listen. OSError if the port is taken."""
        if self._keeper is not None:
            await self._keeper.load()
            self.files.keep_only({item.id for item in self.world.attachments()})
        app = web.Application(client_max_size=4 * 2**20)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", "/api/{path:.*}", self._front.serve)
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
        self, condition: Callable[[], T], *, timeout: float = PATIENCE_S, what: str | None = None
    ) -> T:
        """The condition's first true value, looked at whenever something changes here."""
        return await self.pulse.until(condition, timeout=timeout, what=what)

    async def bot_ready(self, *, commands: int = 0, timeout: float = PATIENCE_S) -> None:
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

    async def reset(self) -> None:
        """Take away all that was said, made and planted, then let whoever runs this set up anew
        (`on_reset`); pages load again."""
        self.faults.clear()
        reset(self.world)
        self.files.keep_only(set())
        self.page.was_reset()
        if self._on_reset is not None:
            await self._on_reset()

    async def revoke_token(self) -> str:
        """Make a new token, as an owner does who lost the old one: that is refused from now on,
        and its sockets end with 4004."""
        self.token = self.gateway.token = _token(self.world.application_id)
        await self.gateway.cut(code=Close.AUTHENTICATION_FAILED)
        return self.token

    async def cut(self) -> None:
        """Cut the bot's connection as a bad network would; it may resume."""
        await self.gateway.cut()


def _token(application_id: int) -> str:
    """A fresh bot token in Discord's form: the id, a time, a secret, each in base64."""
    name = base64.urlsafe_b64encode(str(application_id).encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
