"""The sheet every card is written on: a heading, a lead, entries, a foot, and Discord's limits on all of them.

Limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits. Colours are from the palette of
Okabe and Ito (2008), which people with any common colour blindness tell apart; no card says anything by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import discord

from bot.cards.text import NOTHING, clip, joined, size

TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FIELDS, FOOTER = 256, 4096, 256, 1024, 25, 2048
FOOT = 300
"""Of our own foot; the footer's limit is larger than any foot should be."""
LEAD, LINE = 3400, 2000
"""Of a lead with entries below it, and of one line of a lead; a lead's line is never longer by itself."""
WHOLE = 6000
"""All text of all embeds of one message together."""


class Tone(IntEnum):
    """What a card is about, as a colour beside the words."""

    FACTS = 0x0072B2
    DONE = 0x009E73
    CARE = 0xE69F00
    BROKEN = 0xD55E00
    QUIET = 0x7F7F7F


@dataclass(frozen=True)
class Entry:
    """One thing on a sheet: a name in bold and lines below it, already escaped."""

    name: str
    lines: tuple[str, ...]
    inline: bool = False

    @property
    def heading(self) -> str:
        return clip(self.name.strip(), FIELD_NAME) or NOTHING

    @property
    def body(self) -> str:
        return joined((clip(line, FIELD_VALUE - 40) for line in self.lines), FIELD_VALUE, of="line")


def sheet(
    title: str,
    *,
    lead: Sequence[str] = (),
    entries: Sequence[Entry] = (),
    foot: str = "",
    tone: Tone = Tone.FACTS,
    left_out: str = "more",
) -> discord.Embed:
    """One embed. Entries that do not fit are counted in its foot."""
    foot = clip(foot, FOOT)
    made, fitting = _filled(title, lead, entries, foot, tone, most=FIELDS, spare=60)
    missing = len(entries) - fitting
    if missing:
        made.set_footer(text=clip(f"… and {missing} {left_out}. {foot}".strip(), FOOTER))
    return made


def pages(
    title: str,
    *,
    lead: Sequence[str] = (),
    entries: Sequence[Entry] = (),
    foot: str = "",
    tone: Tone = Tone.FACTS,
    a_page: int = 8,
) -> tuple[discord.Embed, ...]:
    """As many embeds as the entries need, one to be shown at a time, at most `a_page` entries each."""
    foot = clip(foot, FOOT)
    made: list[discord.Embed] = []
    rest = list(entries)
    while rest or not made:
        page, fitting = _filled(title, lead, rest, foot, tone, most=a_page, spare=40)
        made.append(page)
        rest = rest[max(fitting, 1) :]
    if len(made) > 1:
        for number, page in enumerate(made, start=1):
            shown = " · ".join(part for part in (f"page {number} of {len(made)}", foot) if part)
            page.set_footer(text=clip(shown, FOOTER))
    return tuple(made)


def _filled(
    title: str,
    lead: Sequence[str],
    entries: Sequence[Entry],
    foot: str,
    tone: Tone,
    *,
    most: int,
    spare: int,
) -> tuple[discord.Embed, int]:
    """An embed with the first entries that fit, and how many those are."""
    made = discord.Embed(title=clip(title.strip(), TITLE) or NOTHING, colour=int(tone))
    if any(lead):
        made.description = joined(
            (clip(line, LINE) for line in lead), DESCRIPTION if not entries else LEAD
        )
    if foot:
        made.set_footer(text=foot)
    used = size(made.title or "") + size(made.description or "") + size(foot) + spare
    fitting = 0
    for entry in entries[:most]:
        name, body = entry.heading, entry.body
        used += size(name) + size(body)
        if used > WHOLE:
            break
        made.add_field(name=name, value=body, inline=entry.inline)
        fitting += 1
    return made, fitting
