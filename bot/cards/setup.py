"""What `/setup` did, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from backend.contract.notices import Places
from bot.cards.sheet import Entry, Tone, sheet


def setup_card(places: Places, done: Sequence[str], missing: Sequence[str]) -> discord.Embed:
    """`done` and `missing` are sentences of our own, with Discord's mentions in them."""
    where = (
        ("sign-up board", places.board_channel),
        ("benchmarks", places.bench_channel),
        ("announcements", places.announce_channel),
        ("staff", places.staff_channel),
    )
    lines = [
        f"{what}: {f'<#{channel}>' if channel else 'no channel yet'}" for what, channel in where
    ]
    entries = [Entry("Places", tuple(lines))]
    if done:
        entries.append(Entry("Done", tuple(f"• {line}" for line in done)))
    if missing:
        entries.append(Entry("Missing", tuple(f"• {line}" for line in missing)))
    lead = (
        "Something is missing."
        if missing
        else "Everything is in place. `/help` lists what people can do."
    )
    return sheet(
        "The course's rooms",
        lead=[lead],
        entries=entries,
        tone=Tone.CARE if missing else Tone.DONE,
    )
