"""How someone is reminded: what was chosen, what is to come, and why a reminder came or did not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import discord

from backend.contract.reminders import (
    Enrolment,
    Explained,
    ReminderKind,
    ReminderSettings,
    ReminderStory,
)
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import moment, plain

ESCAPED_COMMAND = re.compile(r"\\`(/[a-z]+(?: [a-z]+)?)\\`")
Names = Mapping[ReminderKind, str]
"""What the kinds are called: "reviews", "the end of grace"."""


def enrolment_card(enrolment: Enrolment) -> discord.Embed:
    """What joining or leaving did."""
    if enrolment.joined:
        first = "You had joined already." if enrolment.already else "You have joined."
        lead = [
            f"{first} Reminders come to you as direct messages, when the course has them by default.",
            "`/remind show` says when, `/remind choose` changes it, `/unjoin` ends it.",
        ]
        return sheet("Reminders for you", lead=lead, tone=Tone.DONE)
    first = "You had not joined." if enrolment.already else "You have left."
    lead = [
        f"{first} No reminders are sent to you, whatever role you hold.",
        "Your seat, your ticks and what you chose are kept. `/join` brings the reminders back.",
    ]
    return sheet("No reminders for you", lead=lead, tone=Tone.QUIET)


def settings_card(settings: ReminderSettings, names: Names, *, changed: str = "") -> discord.Embed:
    """Everything that was chosen, and the next few reminders; `changed` says what was just done."""
    kinds = [
        f"**{plain(names[each.kind], 60)}**: {plain(each.words, 200)}{'' if each.chosen else ' *(the course)*'}"
        for each in settings.kinds
    ]
    zone = plain(settings.zone, 80) + ("" if settings.own_zone else " *(the course)*")
    hours = settings.quiet
    quiet = f"{hours.start:%H:%M} to {hours.end:%H:%M}" if hours else "none"
    entries = [
        Entry("How long before", tuple(kinds)),
        Entry("Quiet hours", (quiet,), inline=True),
        Entry("Zone", (zone,), inline=True),
    ]
    if settings.coming:
        lines = tuple(coming_line(each) for each in settings.coming)
        entries.append(Entry("To come", lines))
    hour = f"Leads in days, where no hour is stated, come at {plain(settings.hour, 80)}."
    return sheet(
        "Your reminders",
        lead=[
            f"**{changed}**" if changed else "",
            *standing_lines(settings.enrolment, settings.on),
            hour,
        ],
        entries=entries,
        tone=Tone.FACTS if settings.enrolment.joined and settings.on else Tone.QUIET,
    )


def standing_lines(enrolment: Enrolment, on: bool) -> list[str]:
    """Whether anything is sent at all, and why."""
    if not enrolment.joined:
        lines = ["You have not joined, so nothing is sent to you. `/join` changes that."]
        if enrolment.role:
            lines.append(f"Who holds the role “{plain(enrolment.role, 80)}” joins without asking.")
        return lines
    how = "for the role that you hold" if enrolment.how == "by role" else "by command"
    since = f" since {moment(enrolment.since, 'D')}" if enrolment.since else ""
    lines = [f"You have joined {how}{since}."]
    if not on:
        lines.append("You have turned reminders off. `/remind on` brings them back as they were.")
    return lines


def coming_line(each: Explained) -> str:
    return f"{moment(each.planned)} · {plain(each.title, 120)}, {plain(each.lead_words, 80)}"


def story_pages(story: ReminderStory, *, whose: str = "") -> tuple[discord.Embed, ...]:
    """Why reminders came or did not; `whose` names another person, for the staff."""
    entries = [
        *_entries("To come", story.coming, with_sentence=False),
        *_entries("Until now", story.past, with_sentence=True),
    ]
    if story.silent:
        lines = tuple(f"• {plain(each, 300)}" for each in story.silent)
        entries += [Entry("Not reminded of", lines[at : at + 4]) for at in range(0, len(lines), 4)]
    # The backend speaks to the person whom it is about.
    lead = f"About {plain(whose, 100)}, in the words shown to them: " if whose else ""
    return pages(
        "Why you were reminded, or not" if not whose else "Why they were reminded, or not",
        lead=[f"{lead}{_with_commands(story.sentence)}"],
        entries=entries,
        tone=Tone.FACTS if entries else Tone.QUIET,
        a_page=4,
    )


def _entries(name: str, plans: Sequence[Explained], *, with_sentence: bool) -> list[Entry]:
    """A handful of plans an entry, because an entry holds only so much."""
    lines = [
        f"{coming_line(each)}{f'. {plain(each.sentence, 300)}' if with_sentence else ''}"
        for each in plans
    ]
    return [Entry(name, tuple(lines[at : at + 3])) for at in range(0, len(lines), 3)]


def _with_commands(sentence: str) -> str:
    """A sentence of the backend; the commands that it names stay what they are."""
    return ESCAPED_COMMAND.sub(r"`\1`", plain(sentence, 400))
