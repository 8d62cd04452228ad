"""The connection to Discord: `run_bot` keeps one up, `Syllabot` is what is connected.

The library recovers by itself once it was connected, but not from a failed start, so each attempt is a new client,
with waits that double. It asks for no privileged intent, keeps no members and no messages, and knows nothing of the
course: that is what the cogs ask the backend for.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlsplit

import discord
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from backend.contract import By
from bot import pages
from bot.asking import Interaction, answer
from bot.cog import cog_modules, cogs_in, lasting_items_in
from bot.config import BotConfig, TokenRefused
from bot.explain import STALE, explain, is_connection, too_late
from bot.people import PlaceBook
from bot.registration import register_commands
from bot.saying import Keeping, Saying
from bot.waiting import Absence, Calm, Waiting

log = logging.getLogger(__name__)

SELF = By(id="bot", name="Syllabot")
"""Who asks when the bot asks for itself."""
QUIET_S = 60.0
"""How long one and the same fault is not told to the staff again."""
IDENTIFY_APART_S = 5.0
"""Discord takes one IDENTIFY in so long (`max_concurrency` of a bot with one shard)."""
AUTHENTICATION_FAILED = 4004
"""The gateway's close code for a token that is not, or no longer, valid."""

CALMED = ("discord.client", "discord.app_commands.tree")
"""The library's logs that say too much; see `bot.waiting.Calm`."""


class Tree(app_commands.CommandTree["Syllabot"]):
    """The commands; what fails in them is explained."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        name = interaction.command.qualified_name if interaction.command else "a command"
        await explain(interaction, error, doing=f"/{name}")

    async def _call(self, interaction: Interaction) -> None:
        # What a check raises passes the library's handlers by unless it is of the library's own kind.
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            raise
        except Exception as error:
            await explain(interaction, error, doing="a check")


class Syllabot(commands.Bot):
    """One connection's worth of bot."""

    tree: Tree

    def __init__(
        self,
        config: BotConfig,
        on_connect: Callable[[Syllabot], None] | None = None,
        on_contact: Callable[[], None] = lambda: None,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.guild_scheduled_events = True
        super().__init__(
            # Nobody commands it by text; this prefix is the one that asks for no message content.
            commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_installs=app_commands.AppInstallationType(guild=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=0.05 if config.discord_url else 2.0,
        )
        self.config = config
        self.places = PlaceBook(config.link, SELF)
        self.books: dict[str, pages.Book] = {}
        self.sayings: dict[type[Any], Saying] = {}
        self.keepings: dict[type[Any], Keeping] = {}
        self.command_ids: dict[str, int] = {}
        self.was_ready = False
        self.absence = Absence(config.away_s)
        self._on_connect = on_connect
        self._on_contact = on_contact
        self._answering: set[asyncio.Task[None]] = set()
        self._told: dict[str, float] = {}
        self._identified = -IDENTIFY_APART_S

    async def setup_hook(self) -> None:
        """After the login, before the gateway: load the cogs, then see to it that Discord has their commands."""
        self.add_dynamic_items(*lasting_items_in(pages))
        for module in cog_modules():
            self.add_dynamic_items(*lasting_items_in(module))
            for cog in cogs_in(module):
                await self.add_cog(cog(self))
        for command in self.tree.get_commands():
            # Said for each: the library would add what is allowed to all to what one alone allows.
            if command.allowed_contexts is None:
                command.allowed_contexts = app_commands.AppCommandContext(
                    guild=True, dm_channel=True
                )
        self.command_ids.update(await register_commands(self))
        self.absence.begins()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """After a session was lost: as soon as Discord may be asked for a new one, and a moment later, so that many
        bots do not come back at one instant. The library waits five seconds, however long ago it last asked."""
        loop = asyncio.get_running_loop()
        if not initial:
            left = self._identified + IDENTIFY_APART_S - loop.time()
            await asyncio.sleep(max(left, 0.0) + Random().uniform(0.0, 1.0))
        self._identified = loop.time()

    async def on_ready(self) -> None:
        if not self.was_ready:
            log.info("connected to Discord as %s, in %d server(s)", self.user, len(self.guilds))
        self.was_ready = True
        if self._on_connect is not None:
            self._on_connect(self)

    async def on_message(self, message: discord.Message, /) -> None:
        """The bot reads no messages; the library's way would parse each for text commands."""

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event_name, *args, **kwargs)
        if event_name == "disconnect":
            self.absence.begins()
        elif event_name in ("ready", "resumed"):
            self.absence.is_over()
            self._on_contact()
        if event_name == "interaction" and self._nobody_waits_for(args[0]):
            task = asyncio.create_task(self._stale(args[0]))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    def _nobody_waits_for(self, interaction: Interaction) -> bool:
        """Whether a click or form belongs to nothing this process knows.

        The library drops such a thing without a word, and offers no public way to ask; hence its own store.
        """
        store = self._connection._view_store
        custom_id = interaction.data.get("custom_id") if interaction.data else None
        if not isinstance(custom_id, str):
            return False
        if interaction.type is discord.InteractionType.modal_submit:
            return custom_id not in store._modals
        if interaction.type is not discord.InteractionType.component:
            return False
        if any(template.fullmatch(custom_id) for template in store._dynamic_items):
            return False
        message = interaction.message.id if interaction.message else None
        return not any(
            custom_id == known
            for place in (message, None)
            for _, known in store._views.get(place, {})
        )

    def first_of_its_kind(self, text: str) -> bool:
        """Whether the staff was not told this very thing lately: a fault may strike thirty people at once."""
        now = asyncio.get_running_loop().time()
        for known in [each for each, at in self._told.items() if now - at > QUIET_S]:
            del self._told[known]
        first = text not in self._told
        self._told.setdefault(text, now)
        return first

    async def _stale(self, interaction: Interaction) -> None:
        try:
            await answer(interaction, STALE)
        except Exception as unsaid:
            if not too_late(unsaid):
                log.warning("could not say that a button is stale: %r", unsaid)


async def run_bot(
    config: BotConfig, *, on_connect: Callable[[Syllabot], None] | None = None
) -> None:
    """Keep one bot connected until cancelled. `on_connect` is called each time Discord says READY.

    Raises `TokenRefused` when the token is wrong or was revoked, and whatever keeps a cog from loading; everything
    else is waited for.
    """
    list(cog_modules())
    redirect(config.discord_url)
    waiting = Waiting()
    calm = Calm(waiting)
    for name in CALMED:
        logging.getLogger(name).addFilter(calm)
    dice = Random()
    waits = config.back_off.waits(dice)
    try:
        while True:
            bot = Syllabot(config, on_connect, waiting.is_over)
            problem = await _live(bot)
            if bot.was_ready:
                waits = config.back_off.waits(dice)
            waiting.begins(problem)
            await asyncio.sleep(next(waits))
    finally:
        for name in CALMED:
            logging.getLogger(name).removeFilter(calm)


async def _live(bot: Syllabot) -> str:
    """Connect once and stay connected; returns why that ended."""
    try:
        async with bot:
            return await _until_long_away(bot)
    except discord.LoginFailure:
        raise TokenRefused() from None
    except discord.ConnectionClosed as closed:
        if closed.code == AUTHENTICATION_FAILED:
            raise TokenRefused() from None
        return f"the gateway closed the connection with code {closed.code}"
    except discord.PrivilegedIntentsRequired:
        return (
            "the gateway refuses the intents (code 4014), though none of them should be privileged"
        )
    except AttributeError as failure:
        # discord.py issue 10520: a first gateway connection that fails ends in this, with no gateway to speak of.
        if bot.ws is not None:
            raise
        return f"the gateway does not answer ({type(failure.__context__).__name__})"
    except (discord.HTTPException, discord.GatewayNotFound, TimeoutError) as failure:
        return str(failure) or type(failure).__name__
    except Exception as failure:
        if not is_connection(failure):
            raise
        return str(failure) or type(failure).__name__


async def _until_long_away(bot: Syllabot) -> str:
    """Start and stay connected until that ends or the connection is away for long; returns why."""
    living = asyncio.create_task(bot.start(bot.config.token))
    missed = asyncio.create_task(bot.absence.long.wait())
    try:
        await asyncio.wait({living, missed}, return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            await living
            return "the connection was closed"
        return f"no connection for {bot.absence.longest_s:.0f} s"
    finally:
        bot.absence.is_over()
        for task in (living, missed):
            task.cancel()
        await asyncio.gather(living, missed, return_exceptions=True)


def redirect(discord_url: str | None) -> None:
    """Point the library at a pretend Discord, by the two addresses that it keeps; None leaves it as it is."""
    if discord_url is None:
        return
    base = discord_url.rstrip("/")
    Route.BASE = f"{base}/api/v10"
    parts = urlsplit(base)
    scheme = "wss" if parts.scheme == "https" else "ws"
    address = type(DiscordWebSocket.DEFAULT_GATEWAY)
    DiscordWebSocket.DEFAULT_GATEWAY = address(f"{scheme}://{parts.netloc}/gateway")
