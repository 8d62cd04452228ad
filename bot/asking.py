"""From an interaction to the backend and back: `ask`, `answer`, `redraw`.

Discord gives three seconds to the first response. `ask` waits for the backend, and when it takes long, says "thinking"
first; `answer` then knows whether to respond or to fill that in. Answers are for the one who asked, unless said
otherwise, and mention nobody. Failures are not handled here; they rise to `bot.explain`.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import discord

from backend.contract import Call
from bot.people import by
from bot.saying import Picture

if TYPE_CHECKING:
    from bot.client import Syllabot

    Interaction: TypeAlias = discord.Interaction[Syllabot]
else:
    Interaction = discord.Interaction

log = logging.getLogger(__name__)
R = TypeVar("R")
COMMAND = re.compile(r"`/([a-z-]+)((?: [a-z-]+){0,2})`")
PERHAPS_DEFERRED = "perhaps deferred"
"""In an interaction's extras, when Discord's word on a deferral was lost: whether it was one that shows "thinking"."""
THINKING = discord.InteractionResponseType.deferred_channel_message


async def ask(interaction: Interaction, call: Call[R], *, redrawing: bool = False) -> R:
    """The backend's answer for the person behind `interaction`. Raises its refusals.

    When it takes long the interaction is deferred: with a private "thinking", or in silence where the message under
    the button is to be redrawn.
    """
    return await in_time(interaction, ask_quietly(interaction, call), redrawing=redrawing)


async def in_time(
    interaction: Interaction, work: Coroutine[Any, Any, R], *, redrawing: bool = False
) -> R:
    """The result of the coroutine `work`; defers the interaction when patience ends before it does."""
    loop = asyncio.get_running_loop()
    until = interaction.extras.setdefault(
        "patient until", loop.time() + interaction.client.config.patience_s
    )
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=max(0.0, until - loop.time()))
        if not task.done() and not interaction.response.is_done():
            await _defer(interaction, thinking=not redrawing)
        return await task
    finally:
        task.cancel()


async def _defer(interaction: Interaction, *, thinking: bool) -> None:
    """Ask for more time. Where Discord's word on it is lost, it may have been granted: what answers then tries both."""
    try:
        await interaction.response.defer(ephemeral=True, thinking=thinking)
    except Exception as lost:
        from bot.explain import is_connection

        if not (isinstance(lost, discord.DiscordServerError | ValueError) or is_connection(lost)):
            raise
        log.info("whether an interaction was deferred is not known: %r", lost)
        interaction.extras[PERHAPS_DEFERRED] = thinking


async def ask_quietly(interaction: Interaction, call: Call[R]) -> R:
    """The same without ever deferring: for autocomplete, which cannot be deferred."""
    return await interaction.client.config.link(call, await by(interaction))


async def answer(
    interaction: Interaction,
    words: str | None = None,
    *,
    card: discord.Embed | None = None,
    controls: discord.ui.View | None = None,
    pictures: Sequence[Picture] = (),
    private: bool = True,
) -> None:
    """Say `words`, or show `card`, to the person; `` `/due` `` in them becomes a command to click."""
    ids = interaction.client.command_ids
    sent: dict[str, Any] = {}
    if words is not None:
        sent["content"] = clickable(words, ids)
    if card is not None:
        sent["embed"] = with_clickable(card, ids)
    if controls is not None:
        sent["view"] = controls

    def files() -> list[discord.File]:
        return [picture.file() for picture in pictures]

    async def at_once() -> None:
        await interaction.response.send_message(ephemeral=private, files=files(), **sent)

    async def later() -> None:
        if _is_thinking(interaction) and not interaction.extras.get("answered"):
            await interaction.edit_original_response(attachments=files(), **sent)
        else:
            await interaction.followup.send(ephemeral=private, files=files(), **sent)

    await _first_or_later(interaction, at_once, later)
    interaction.extras["answered"] = True


def _is_thinking(interaction: Interaction) -> bool:
    """Whether the person sees that the bot thinks, as far as is known."""
    if interaction.response.is_done():
        return interaction.response.type is THINKING
    return bool(interaction.extras.get(PERHAPS_DEFERRED))


async def _first_or_later(
    interaction: Interaction,
    at_once: Callable[[], Coroutine[Any, Any, None]],
    later: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """The first response, or what follows one; if nobody knows whether there is one, what follows is tried first."""
    if interaction.response.is_done():
        await later()
        return
    if PERHAPS_DEFERRED in interaction.extras:
        try:
            await later()
            return
        except discord.NotFound:
            pass  # it was not deferred
    await at_once()


async def redraw(
    interaction: Interaction, *, card: discord.Embed, controls: discord.ui.View | None = None
) -> None:
    """Replace the message that the pressed button belongs to."""
    shown = with_clickable(card, interaction.client.command_ids)

    async def at_once() -> None:
        await interaction.response.edit_message(content=None, embed=shown, view=controls)

    async def later() -> None:
        await interaction.edit_original_response(content=None, embed=shown, view=controls)

    await _first_or_later(interaction, at_once, later)


def clickable(text: str, ids: Mapping[str, int]) -> str:
    """`` `/bench queue` `` as Discord's mention of that command, where its id is known."""

    def mention(found: re.Match[str]) -> str:
        number = ids.get(found[1])
        return f"</{found[1]}{found[2]}:{number}>" if number else found[0]

    return COMMAND.sub(mention, text)


def with_clickable(card: discord.Embed, ids: Mapping[str, int]) -> discord.Embed:
    """The card with its commands clickable, as far as they fit."""
    shown = card.copy()
    if shown.description:
        described = clickable(shown.description, ids)
        if len(card) - len(shown.description) + len(described) <= 6000 and len(described) <= 4096:
            shown.description = described
    return shown


def rows(items: Sequence[discord.ui.Item[Any]]) -> discord.ui.View | None:
    """A view that holds items which work after a restart; None for no items."""
    from bot.ui import View

    if not items:
        return None
    view = View(timeout=None)
    for item in items:
        view.add_item(item)
    return view
