"""What was sent, to whom, when, or why not: the staff's list of it."""

from __future__ import annotations

import discord

from backend.contract.notices import Deliveries, Delivery, State
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import moment, plain

A_PAGE = 8
TROUBLE: tuple[State, ...] = ("unknown", "set aside", "closed")
"""States about which staff can decide."""


def deliveries_card(found: Deliveries, *, asked: str = "") -> discord.Embed:
    """One page, newest first, with the number of all that fit what was asked."""
    counts = " · ".join(f"{count} {state}" for state, count in found.counts.items())
    lead = [asked, counts or "Nothing was sent, or waits to be."]
    if any(found.counts.get(state) for state in TROUBLE):
        lead.append("The menu decides about what is unknown, set aside or closed.")
    if not found.deliveries and counts:
        lead.append("None of them is in the state that you chose, or older.")
    return sheet(
        "Deliveries",
        lead=lead,
        entries=[delivery_entry(each) for each in found.deliveries],
        foot="newest first",
        tone=Tone.FACTS if found.deliveries else Tone.QUIET,
        left_out="deliveries",
    )


def delivery_entry(delivery: Delivery) -> Entry:
    if delivery.said is not None:
        how = f"{delivery.state} {moment(delivery.said, 'f')}"
    else:
        how = f"{delivery.state}, written down {moment(delivery.made, 'f')}"
        if delivery.not_before is not None and delivery.state == "waiting":
            how += f", not before {moment(delivery.not_before, 'f')}"
    tries = f" · {delivery.tries} tries" if delivery.tries > 1 else ""
    return Entry(
        plain(delivery.what, 200),
        (
            f"#{delivery.notice} to {recipient(delivery)}",
            f"{how}{tries}",
            f"why not: {plain(delivery.reason, 300)}" if delivery.reason else "",
        ),
    )


def recipient(delivery: Delivery) -> str:
    """As Discord shows it. Inside a card nobody is called by it."""
    if delivery.channel is not None:
        return f"<#{delivery.channel}>"
    return f"<@{delivery.person}>" if delivery.person is not None else "the server's events"


def decision_card(delivery: Delivery, *, decided: bool = False) -> discord.Embed:
    """One delivery that staff decide, or decided, about."""
    if decided:
        waits = delivery.state == "waiting"
        lead = "It is on its way again." if waits else "It is left as it is, and not said again."
    elif delivery.state == "unknown":
        lead = "It may have been said. Look into the place first; saying it again may say it twice."
    else:
        lead = "It was not said. Say it again, or let it be?"
    return sheet(
        "A delivery",
        lead=[lead, plain(delivery.why, 300)],
        entries=[delivery_entry(delivery)],
        tone=Tone.DONE if decided else Tone.CARE,
    )
