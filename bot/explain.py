"""From a failure to a sentence, in one place, for commands, buttons, forms, menus and autocomplete alike.

    refusal   the sentence it carries
    away      the same: `BackendAway` says to try again in a minute
    fault     a code; the log has the traceback under it, and the staff's channel the code
    too late  nothing: Discord no longer takes an answer (10062), or has one (40060)

Nothing is ever raised from here.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import traceback
import zlib
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from backend.contract.notices import StaffNote
from backend.contract.refusals import CourseError, StaffOnly
from bot.asking import answer

if TYPE_CHECKING:
    from bot.asking import Interaction

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
SUGGESTING_S = 2.3
"""Seconds that autocomplete may take; after three Discord has given up."""

IN_A_SERVER = "That works in a server only, not in a direct message."
CHANGED = "This command has changed since Discord loaded it. Press Ctrl+R, or restart the app, and try again."
NOT_ALLOWED = (
    "I lack a permission for that here. Whoever runs this server can type `/setup`: it says which."
)

DISCORD_AWAY = "Discord itself is not answering well. Please try again in a minute."
STALE = "This button or form is from before the bot was restarted. Please run the command again."


def cause_of(error: BaseException) -> BaseException:
    """What really failed, below the wrappers that the library puts around it."""
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        below = error.__cause__ or getattr(error, "original", None)
        if below is None:
            break
        error = below
    return error


def too_late(error: BaseException) -> bool:
    """Whether Discord refused the answer because it came late, or because there is one."""
    return isinstance(error, discord.HTTPException) and error.code in (
        UNKNOWN_INTERACTION,
        ALREADY_ACKNOWLEDGED,
    )


def is_connection(error: BaseException) -> bool:
    """Whether the network failed, rather than the one who uses it."""
    library = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError) or library == "aiohttp"


def sentence(error: BaseException) -> str | None:
    """What to tell the person; None for a fault, which gets a code."""
    if isinstance(error, CourseError):
        return error.sentence
    if isinstance(error, app_commands.NoPrivateMessage):
        return IN_A_SERVER
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return CHANGED
    if isinstance(error, app_commands.CheckFailure):
        return StaffOnly().sentence
    if isinstance(error, discord.Forbidden):
        return NOT_ALLOWED
    if isinstance(error, discord.DiscordServerError) or is_connection(error):
        return DISCORD_AWAY
    return None


def code_of(fault: BaseException) -> str:
    """`B746`: the same for the same fault at the same place, so that staff can tell one from many."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].name}" if frames else ""
    return f"B{zlib.crc32(f'{type(fault).__name__} {where}'.encode()) % 1000:03}"


async def explain(interaction: Interaction, error: BaseException, *, doing: str = "") -> None:
    """Tell the person, in private, what went wrong with `doing`; log what is a fault."""
    error = cause_of(error)
    if too_late(error):
        log.info("an answer to %s came too late, or twice", doing or "an interaction")
        return
    words = sentence(error)
    if words is None:
        code = code_of(error)
        log.error("%s: %s failed", code, doing or "an interaction", exc_info=error)
        words = f"Something broke on our side. Tell the course staff the code {code}."
        await _tell_staff(
            interaction, f"Fault {code} in {doing or 'an interaction'}. The log says more."
        )
    try:
        await answer(interaction, words)
    except Exception as unsaid:
        if not too_late(unsaid):
            log.warning("could not tell a person what went wrong: %r", unsaid)


async def _tell_staff(interaction: Interaction, text: str) -> None:
    """The code in the staff's channel; it is in the log anyway, so failing here is no matter."""
    from bot.cards.notes import staff_note_card

    if interaction.guild_id is None or not interaction.client.first_of_its_kind(text):
        return
    try:
        places = await interaction.client.places.of(interaction.guild_id)
        if places.staff_channel:
            channel = interaction.client.get_partial_messageable(int(places.staff_channel))
            await channel.send(embed=staff_note_card(StaffNote(text=text).text))
    except Exception as unsaid:
        log.warning("could not tell the staff: %r", unsaid)


Choices = list[app_commands.Choice[Any]]


def suggesting(
    suggest: Callable[[Any, Interaction, str], Coroutine[Any, Any, Choices]],
) -> Callable[[Any, Interaction, str], Coroutine[Any, Any, Choices]]:
    """Around an autocomplete method of a cog: whatever fails or lasts, Discord gets an empty list in time."""

    @functools.wraps(suggest)
    async def safely(cog: Any, interaction: Interaction, typed: str) -> Choices:
        choices: Choices = []
        try:
            async with asyncio.timeout(SUGGESTING_S):
                choices = (await suggest(cog, interaction, typed))[:25]
        except (CourseError, TimeoutError):
            choices = []
        except Exception as fault:
            log.error("%s: suggestions failed", code_of(fault), exc_info=fault)
        try:
            await interaction.response.autocomplete(choices)
        except Exception as unsaid:
            if not too_late(unsaid):
                log.warning("could not send suggestions: %r", unsaid)
        return []

    return safely
