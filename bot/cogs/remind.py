"""Choosing how one is reminded, and asking why a reminder came or did not.

What a reminder looks like, and its buttons, are in `cogs/reminders.py`.
"""

from __future__ import annotations

from zoneinfo import available_timezones

import discord
from discord import app_commands

from backend.contract.refusals import Malformed
from backend.contract.reminders import (
    ChooseLeads,
    ChooseQuietHours,
    ChooseZone,
    ExplainReminders,
    GetReminders,
    QuietHours,
    ReminderKind,
    TurnReminders,
)
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.reminding import settings_card, story_pages
from bot.cards.text import label, one_line, plain
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.cogs.reminders import NAMES
from bot.dates_text import DEFAULT, OFF, read_hour, read_leads
from bot.explain import Choices, suggesting
from bot.pages import Pages, open_book
from bot.picking import task_choices, task_id
from bot.ui import DynamicItem

USUAL = ("1d", "2d", "3d", "7d 1d", "7d 2d", "3h", "1d 3h")
"""Lead times that are offered before anything is typed."""
OF_THE_COURSE = "the course's"


class Turn(DynamicItem, template=r"remind:(?P<to>on|off)"):
    """Turns all reminders on or off, under the sheet of what was chosen."""

    def __init__(self, to: str) -> None:
        super().__init__(
            discord.ui.Button(
                label=f"turn {to}", custom_id=f"remind:{to}", style=discord.ButtonStyle.secondary
            )
        )
        self.on = to == "on"

    async def pressed(self, interaction: Interaction) -> None:
        settings = await ask(interaction, TurnReminders(on=self.on), redrawing=True)
        await redraw(
            interaction, card=settings_card(settings, NAMES), controls=_turning(settings.on)
        )


def _turning(on: bool) -> discord.ui.View | None:
    return rows([Turn("off" if on else "on")])


class Remind(CourseCog):
    """Reminders"""

    rank = 15

    remind = app_commands.Group(name="remind", description="How you are reminded, and why")

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.books["why"] = self.pages_of_why
        self._zones: tuple[str, ...] = ()

    @remind.command()
    async def show(self, interaction: Interaction) -> None:
        """How you are reminded, and what comes next"""
        settings = await ask(interaction, GetReminders())
        await answer(
            interaction, card=settings_card(settings, NAMES), controls=_turning(settings.on)
        )

    @remind.command()
    @app_commands.describe(
        kind="of what",
        leads="how long before, such as 7d 2d 3h; off for never; default for what the course has",
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=name, value=kind) for kind, name in NAMES.items()]
    )
    async def choose(
        self,
        interaction: Interaction,
        kind: app_commands.Choice[str],
        leads: app_commands.Range[str, 1, 100],
    ) -> None:
        """Choose how long before you are reminded of one kind of thing"""
        chosen = next(known for known in NAMES if known == kind.value)
        await self._choose(interaction, chosen, read_leads(leads))

    async def _choose(
        self, interaction: Interaction, kind: ReminderKind, leads: tuple[str, ...] | None
    ) -> None:
        settings = await ask(interaction, ChooseLeads(kind=kind, leads=leads))
        words = next((each.words for each in settings.kinds if each.kind == kind), "")
        changed = f"Reminders of {NAMES[kind]}: {plain(words)}."
        await answer(interaction, card=settings_card(settings, NAMES, changed=changed))

    @choose.autocomplete("leads")
    @suggesting
    async def suggest_leads(self, interaction: Interaction, typed: str) -> Choices:
        text = one_line(typed)
        offered = [*([text] if text else []), *USUAL, "off", "default"]
        return [
            app_commands.Choice(name=words, value=each[:100])
            for each in dict.fromkeys(offered)
            if (words := _leads_label(each)) and text.casefold() in each
        ]

    @remind.command()
    @app_commands.rename(from_="from")
    @app_commands.describe(
        from_="when quiet begins, such as 22:00; leave both out for no quiet hours",
        to="when it ends, such as 7:30 am; it may be the next morning",
    )
    async def quiet(
        self,
        interaction: Interaction,
        from_: app_commands.Range[str, 1, 40] | None = None,
        to: app_commands.Range[str, 1, 40] | None = None,
    ) -> None:
        """Hours in which nothing is sent to you"""
        if (from_ is None) != (to is None):
            raise Malformed(
                problem="quiet hours have a beginning and an end; give both, or neither."
            )
        hours = None
        if from_ is not None and to is not None:
            hours = QuietHours(start=read_hour(from_), end=read_hour(to))
        settings = await ask(interaction, ChooseQuietHours(hours=hours))
        changed = "You have no quiet hours." if settings.quiet is None else "Quiet hours are set."
        await answer(interaction, card=settings_card(settings, NAMES, changed=changed))

    @remind.command()
    @app_commands.describe(zone="where you live, such as Europe/Vienna: type and pick one")
    async def zone(self, interaction: Interaction, zone: app_commands.Range[str, 1, 60]) -> None:
        """The time zone of your quiet hours, and of what reminders say"""
        text = one_line(zone)
        own = None if text.casefold() in (OF_THE_COURSE, *DEFAULT, *OFF) else text
        settings = await ask(interaction, ChooseZone(zone=own or None))
        changed = f"Your zone: {plain(settings.zone, 80)}."
        await answer(interaction, card=settings_card(settings, NAMES, changed=changed))

    @zone.autocomplete("zone")
    @suggesting
    async def suggest_zones(self, interaction: Interaction, typed: str) -> Choices:
        if not self._zones:
            found = (each for each in available_timezones() if "/" in each or each == "UTC")
            self._zones = tuple(sorted(found))
        words = one_line(typed).casefold().replace(" ", "_")
        fitting = [each for each in self._zones if words in each.casefold()]
        return [app_commands.Choice(name=each, value=each) for each in (OF_THE_COURSE, *fitting)][
            :25
        ]

    @remind.command()
    async def on(self, interaction: Interaction) -> None:
        """Turn your reminders on again, as you had them"""
        await self._turn(interaction, on=True)

    @remind.command()
    async def off(self, interaction: Interaction) -> None:
        """Turn all your reminders off, and keep what you chose"""
        await self._turn(interaction, on=False)

    async def _turn(self, interaction: Interaction, *, on: bool) -> None:
        settings = await ask(interaction, TurnReminders(on=on))
        changed = f"Your reminders are {'on' if settings.on else 'off'}."
        await answer(
            interaction,
            card=settings_card(settings, NAMES, changed=changed),
            controls=_turning(settings.on),
        )

    @remind.command()
    @app_commands.describe(about="one deadline only: pick one as you type")
    async def why(
        self, interaction: Interaction, about: app_commands.Range[str, 1, 64] | None = None
    ) -> None:
        """Why you were reminded, or were not, and what is to come"""
        await open_book(interaction, "why", await task_id(interaction, about) if about else "")

    async def pages_of_why(self, interaction: Interaction, rest: str, redrawing: bool) -> Pages:
        call = ExplainReminders(deadline=rest or None, most=30)
        return story_pages(await ask(interaction, call, redrawing=redrawing))

    @why.autocomplete("about")
    @suggesting
    async def suggest_tasks(self, interaction: Interaction, typed: str) -> Choices:
        return await task_choices(interaction, typed)


def _leads_label(typed: str) -> str:
    """What a text of lead times means, for a suggestion; empty when it means nothing."""
    try:
        leads = read_leads(typed)
    except Malformed:
        return ""
    if leads is None:
        return "default (as the course has it)"
    return label(f"{', '.join(leads)} before", 100) if leads else "off"
