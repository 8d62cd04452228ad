"""Short words to the staff."""

from __future__ import annotations

import discord

from bot.cards.sheet import Tone, sheet
from bot.cards.text import plain


def staff_note_card(text: str) -> discord.Embed:
    """Something the staff should know, such as a fault's code."""
    lines = [plain(line, 1800) for line in text.splitlines() if line.strip()]
    return sheet("For the staff", lead=lines or ["–"], tone=Tone.CARE)
