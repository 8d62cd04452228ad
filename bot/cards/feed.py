"""Where a calendar program finds the course."""

from __future__ import annotations

import discord

from backend.contract.feed import FeedAddress
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import clip, day


def feed_card(feed: FeedAddress, *, renewed: bool = False) -> discord.Embed:
    """The private address and the public one; in code, so that they are copied as they are."""
    lead = "The old address has ended. " if renewed else ""
    return sheet(
        "The course in your calendar program",
        lead=[
            f"{lead}Add one of these addresses as a calendar *by address* (or “from URL”); it then keeps itself up "
            "to date."
        ],
        entries=[
            Entry(
                "Yours alone",
                (
                    f"`{_bare(feed.url)}`",
                    f"opens a calendar program: `{_bare(feed.subscribe)}`",
                    "With your own deadlines, your presentation and the meetings. Whoever knows it can read them, so "
                    "keep it to yourself. If it got out, make a new one.",
                ),
            ),
            Entry(
                "For everyone",
                (
                    f"`{_bare(feed.public_url)}`",
                    "The meetings and everyone's deadlines, nothing personal.",
                ),
            ),
        ],
        foot=f"made {day(feed.made.date())} (UTC)",
        tone=Tone.DONE if renewed else Tone.FACTS,
    )


def _bare(address: str) -> str:
    """An address has no backtick; a longer one than any of ours is not worth breaking the card for."""
    return clip(address.replace("`", ""), 400)
