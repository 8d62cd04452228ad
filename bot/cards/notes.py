"""Short words: to the staff, about a message of the bot, and to those whom no direct message reaches."""

from __future__ import annotations

import re

import discord

from backend.contract.notices import Delivery
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import moment, plain, plural

PLACE = re.compile(r"(<[@#]\d{1,20}>)")
"""A person or a channel as Discord writes them. Inside a card nobody is called by it."""


def staff_note_card(text: str) -> discord.Embed:
    """Something the staff should know, such as a fault's code."""
    lines = [_with_places(line) for line in text.splitlines() if line.strip()]
    return sheet("For the staff", lead=lines or ["–"], tone=Tone.CARE)


def _with_places(line: str) -> str:
    """Someone's words as typed, but for persons and channels, which can be clicked."""
    parts = PLACE.split(line)
    return "".join(
        part
        if number % 2
        else f"{' ' * part.startswith(' ')}{plain(part, 1800)}{' ' * part.endswith(' ')}"
        for number, part in enumerate(parts)
        if part.strip()
    )


def delivery_card(delivery: Delivery) -> discord.Embed:
    """What a message is, why it came, and when."""
    to = f"<#{delivery.channel}>" if delivery.channel else "you"
    if delivery.person is not None:
        to = f"<@{delivery.person}>"
    lines = [f"to {to}, written down {moment(delivery.made)}"]
    if delivery.said is not None:
        lines.append(f"said {moment(delivery.said)}")
    else:
        lines.append(f"{delivery.state}{f': {plain(delivery.reason)}' if delivery.reason else ''}")
    return sheet(
        "Why this?",
        lead=[plain(delivery.why, 500)],
        entries=[Entry(plain(delivery.what, 200), tuple(lines))],
        foot=f"Notice {delivery.notice}",
    )


def door_words(person: str) -> str:
    """Said in public, so it says nothing of what could not be delivered."""
    return (
        f"<@{person}> I could not send you a direct message. Allow direct messages from members of this server "
        "(in the server's menu under Privacy Settings), then press the button."
    )


def retried_words(notices: int) -> str:
    if notices == 0:
        return "There is nothing that waits for you."
    on_the_way = f"{plural(notices, 'message')} {'is' if notices == 1 else 'are'} on the way"
    return f"{on_the_way}. If nothing comes, your direct messages are still closed."
