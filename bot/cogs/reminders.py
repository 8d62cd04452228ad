"""Reminders as messages, and what can be done with one: put it off, tick the task off, have no more of its kind.

When a reminder is said, and to whom, is the backend's to decide; this only shows it.
"""

from __future__ import annotations

from typing import Any

import discord

from backend.contract.calendar import TickOff
from backend.contract.reminders import (
    ChooseLeads,
    ReminderDigest,
    ReminderDue,
    ReminderKind,
    SnoozeReminder,
)
from bot.asking import Interaction, answer, ask, rows
from bot.cards.reminders import digest_card, reminder_card
from bot.cards.text import plain
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.saying import Post
from bot.ui import DynamicItem

SNOOZE_MINUTES = 60

NAMES: dict[ReminderKind, str] = {
    "review": "reviews",
    "assignment": "assignments",
    "project": "the project",
    "grace": "the end of grace",
    "presentation": "your presentation",
    "meeting": "classes",
}


class Snooze(DynamicItem, template=r"reminder:snooze:(?P<plan>\d{1,12})"):
    """Comes again in an hour."""

    def __init__(self, plan: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="in an hour", custom_id=f"reminder:snooze:{plan}",
                style=discord.ButtonStyle.secondary,
            )
        )  # fmt: skip
        self.plan = plan

    async def pressed(self, interaction: Interaction) -> None:
        call = SnoozeReminder(plan=int(self.plan), minutes=SNOOZE_MINUTES)
        snoozed = await ask(interaction, call)
        await answer(interaction, f"I remind you again {plain(snoozed.in_words)}.")


class Done(DynamicItem, template=r"reminder:done:(?P<deadline>[a-z0-9][a-z0-9-]{0,63})"):
    """Ticks the task off, so that nothing more is said about it."""

    def __init__(self, deadline: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="done", custom_id=f"reminder:done:{deadline}",
                style=discord.ButtonStyle.success,
            )
        )  # fmt: skip
        self.deadline = deadline

    async def pressed(self, interaction: Interaction) -> None:
        ticked = await ask(interaction, TickOff(deadline=self.deadline))
        await answer(interaction, f"{plain(ticked.title)} is ticked off; no more reminders of it.")


class StopKind(DynamicItem, template=r"reminder:stop:(?P<kind>[a-z]{1,20})"):
    """No more reminders of this kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="stop this kind", custom_id=f"reminder:stop:{kind}",
                style=discord.ButtonStyle.danger,
            )
        )  # fmt: skip
        self.kind = kind

    async def pressed(self, interaction: Interaction) -> None:
        kind = next(known for known in NAMES if known == self.kind)
        await ask(interaction, ChooseLeads(kind=kind, leads=()))
        await answer(interaction, f"No more reminders of {NAMES[kind]}. `/remind` changes that.")


class Reminders(CourseCog):
    """Reminders"""

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[ReminderDue] = self.reminder_message
        bot.sayings[ReminderDigest] = self.digest_message

    async def reminder_message(self, due: ReminderDue) -> Post:
        return Post(reminder_card(due), rows(_buttons(due)))

    async def digest_message(self, digest: ReminderDigest) -> Post:
        return Post(digest_card(digest))


def _buttons(due: ReminderDue) -> list[discord.ui.Item[Any]]:
    """For a person; what is said in a channel is nobody's to put off."""
    if due.person is None or due.cancelled:
        return []
    items: list[discord.ui.Item[Any]] = [Snooze(str(due.plan))]
    if due.can_tick and due.deadline is not None:
        items.append(Done(due.deadline.id))
    items.append(StopKind(due.kind))
    return items
