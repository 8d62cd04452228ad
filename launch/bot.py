"""`syllabot bot`: one bot, connected to Discord or to a sandbox."""

import logging
import sys

import discord

from backend.link import HttpLink
from backend.settings import Settings, SettingsError
from bot.client import run_bot
from bot.config import BotConfig, TokenRefused
from launch.supervisor import GIVE_UP, say_ready
from launch.tokens import read_tokens, sandbox_token

log = logging.getLogger(__name__)


async def serve_bot(settings: Settings, sandbox: str | None) -> int:
    """Run until cancelled. Raises `SettingsError` without a Discord token; exit code 2 when it is refused."""
    tokens = read_tokens(settings)
    told = settings.secrets.discord_token
    if sandbox is None and told is None:
        raise SettingsError(
            "SYLLABOT_DISCORD_TOKEN is not set: put the bot's token there, or start `syllabot run` for the sandbox"
        )
    token = sandbox_token(tokens.bot) if sandbox else told.get_secret_value() if told else ""
    async with HttpLink(settings.backend_url, tokens.bot) as link:
        config = BotConfig(
            token=token,
            link=link,
            state_folder=settings.data.folder / ("sandbox" if sandbox else "bot"),
            discord_url=sandbox,
            guilds=frozenset(settings.bot.guilds),
        )
        # It has no business in voice channels, and no use for the libraries of which discord.py would warn.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        try:
            await run_bot(config, on_connect=lambda _bot: say_ready())
        except TokenRefused as refused:
            print(f"syllabot: {refused}", file=sys.stderr)
            return GIVE_UP
    return 0
