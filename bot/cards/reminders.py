"""Reminders, digests and corrections: what, by when in everyone's own clock and in words, and how it stands for you."""

from __future__ import annotations

import discord

from backend.contract.reminders import ReminderDigest, ReminderDue
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import moment, plain, plural

ABOUT = {"meeting": "Class", "presentation": "You present", "grace": "Grace ends"}
"""In front of a title; everything else is due."""


def reminder_card(due: ReminderDue) -> discord.Embed:
    """One reminder, or a correction of one."""
    if due.cancelled:
        heading, tone = f"No longer due: {due.title}", Tone.DONE
    elif due.correction is not None:
        heading, tone = f"New date: {due.title}", Tone.CARE
    else:
        heading, tone = title(due), Tone.FACTS
    lead = [] if due.cancelled else when_lines(due)
    if due.correction is not None:
        was = due.correction
        lead.append(f"I told you {plain(was.in_words)}. {plain(was.why, 300)}")
    lead += [plain(words, 600) for words in (due.status, due.late_rule) if words]
    return sheet(heading, lead=lead, foot=_foot(due), tone=tone)


def digest_card(digest: ReminderDigest) -> discord.Embed:
    """What piled up, soonest first."""
    entries = [
        Entry(
            plain(title(item)),
            tuple([*when_lines(item), *([plain(item.status, 300)] if item.status else [])]),
        )
        for item in digest.items
    ]
    return sheet(
        f"{plural(len(digest.items), 'reminder')} in one",
        lead=[plain(digest.why, 300)],
        entries=entries,
        foot=f"The first was planned for {digest.since:%-d %B %Y, %H:%M} UTC.",
        tone=Tone.CARE,
        left_out="reminders",
    )


def title(due: ReminderDue) -> str:
    return f"{ABOUT.get(due.kind, 'Due')}: {due.title}"


def when_lines(due: ReminderDue) -> list[str]:
    """The moment as everyone's own clock shows it, where an hour is known, and in words."""
    known = due.deadline.at is not None if due.deadline is not None else True
    lines = [f"{moment(due.moment)} · {moment(due.moment, 'R')}"] if known else []
    lines.append(plain(due.in_words))
    if due.in_own_words:
        lines.append(plain(due.in_own_words))
    return lines


def _foot(due: ReminderDue) -> str:
    late = " · it comes late" if due.late else ""
    return f"{due.lead_words}{late}"
