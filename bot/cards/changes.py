"""Dates that change, as the staff see them: a move before and after it is made, extensions, the folder read again."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from backend.contract.calendar import Deadline, WasDue
from backend.contract.changes import DateSet, Extension, Grant, PlannedMove, Reload, Told
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import clip, listed, moment, one_line, plain, plural

REASON = "Reason: "


def move_card(
    move: PlannedMove, *, made: bool = False, reason: str = "", note: str = ""
) -> discord.Embed:
    """Old, new and who is told; `made` says whether it is so already. The foot keeps the reason as it was typed."""
    lead = [f"**{note}**" if note else "", f"{told_words(move.told, made=made)}"]
    lead.append(f"{plural(move.joined, 'student')} {'is' if move.joined == 1 else 'are'} reminded.")
    lead += [f"⚠ {plain(warning, 300)}" for warning in move.warnings]
    entries = [
        Entry("From" if made else "Now", date_lines(move.old)),
        Entry("To", date_lines(move.new)),
    ]
    return sheet(
        f"{'Moved' if made else 'Move'}: {one_line(move.title)}",
        lead=lead,
        entries=entries,
        foot=f"{REASON}{one_line(reason)}" if reason else "",
        tone=Tone.DONE if made else Tone.CARE,
    )


def reason_in(card: discord.Embed | None) -> str:
    """The reason that a card keeps in its foot, where Discord shows text as it is typed."""
    foot = (card.footer.text or "") if card is not None else ""
    return foot.removeprefix(REASON) if foot.startswith(REASON) else ""


def told_words(told: Told, *, made: bool) -> str:
    """Who is corrected, because they were told the old date."""
    if not told.people and not told.channels:
        return "Nobody was told the old date, so nobody needs a correction."
    whom = [plural(told.people, "person", "people")] if told.people else []
    whom += [plural(told.channels, "channel")] if told.channels else []
    will = "is being corrected" if made else "will get one correction"
    names = f": {plain(listed(told.names), 600)}" if told.names else ""
    return f"Who was told the old date {will}: {listed(whom)}{names}."


def date_lines(deadline: Deadline) -> tuple[str, ...]:
    words = plain(deadline.in_words, 200)
    known = f"{moment(deadline.at)} · {moment(deadline.at, 'R')}" if deadline.at else ""
    return (words, known)


def due_words(due: WasDue) -> str:
    return plain(due.in_words, 200) + (f" ({moment(due.at, 'f')})" if due.at else "")


def moves_pages(moves: Sequence[DateSet]) -> tuple[discord.Embed, ...]:
    """How dates came to be, newest first."""
    entries = [
        Entry(
            plain(f"{each.title}, version {each.version}", 200),
            (
                due_words(each.due),
                f"set by {plain(each.name, 80)} {moment(each.when, 'f')}",
                plain(each.reason, 300) if each.reason else "",
            ),
        )
        for each in moves
    ]
    lead = ["Newest first."] if moves else ["No deadline was moved yet."]
    return pages("Dates that were moved", lead=lead, entries=entries, a_page=6)


def grant_card(grant: Grant) -> discord.Embed:
    """What extending did."""
    return sheet(
        f"{plural(len(grant.extensions), 'extension')} granted",
        lead=[told_words(grant.told, made=True)],
        entries=[extension_entry(each) for each in grant.extensions],
        tone=Tone.DONE,
        left_out="extensions",
    )


def extensions_card(extensions: Sequence[Extension]) -> discord.Embed:
    """Extensions by deadline and name."""
    lead = [f"{plural(len(extensions), 'extension')}, by deadline and name."]
    return sheet(
        "Extensions",
        lead=lead if extensions else ["Nobody has an extension. `/staff extend` grants one."],
        entries=[extension_entry(each) for each in extensions],
        left_out="extensions",
        tone=Tone.FACTS if extensions else Tone.QUIET,
    )


def extension_card(extension: Extension) -> discord.Embed:
    """One extension, before or after it is taken back."""
    if extension.ended:
        lead = "Taken back. The course's date holds again for this student."
    else:
        lead = "Take this extension back? If they were told the later date, they get a correction."
    entry = extension_entry(extension)
    tone = Tone.DONE if extension.ended else Tone.CARE
    return sheet("An extension", lead=[lead], entries=[entry], tone=tone)


def extension_entry(extension: Extension) -> Entry:
    group = f", with those who present {extension.group}" if extension.group else ""
    ended = f" · ended {moment(extension.ended, 'f')}" if extension.ended else ""
    granted = f"granted by {plain(extension.granted_by, 80)} {moment(extension.granted, 'f')}"
    return Entry(
        f"{plain(extension.student.name, 80)}: {plain(extension.title, 150)}",
        (
            f"until {due_words(extension.due)}",
            f"{granted}{group}{ended}",
            plain(extension.reason, 300) if extension.reason else "",
        ),
    )


def reload_card(reload: Reload, *, applied: bool = False) -> discord.Embed:
    """What reading the folder again changes, or changed."""
    entries = [
        Entry(
            plain(each.title, 200),
            (
                f"from {plain(each.old.in_words, 200)}",
                f"to {plain(each.new.in_words, 200)}",
                told_words(each.told, made=applied),
            ),
        )
        for each in reload.moves
    ]
    entries += [
        Entry(
            f"Disagreement: {plain(each.title, 180)}",
            (
                f"the folder says {due_words(each.folder)}",
                f"{plain(each.set_by, 80)} set {due_words(each.chat)} {moment(each.when, 'R')}",
            ),
        )
        for each in reload.disagreements
    ]
    lists = (
        ("New deadlines", reload.added),
        ("No longer there", reload.removed),
        ("Meetings", reload.meetings),
        ("Also changed", reload.other),
    )
    entries += [
        Entry(name, tuple(f"• {plain(each, 200)}" for each in things))
        for name, things in lists
        if things
    ]
    return sheet(
        "The course folder, read again" if applied else "Reading the course folder again",
        lead=_reload_lead(reload, applied),
        entries=entries,
        foot=clip(f"files {reload.fingerprint}", 80),
        tone=Tone.DONE if applied else Tone.CARE,
        left_out="changes",
    )


def _reload_lead(reload: Reload, applied: bool) -> list[str]:
    if reload.is_empty and not reload.disagreements:
        lead = ["The folder says nothing new."]
    elif applied:
        lead = ["The course is served as the folder now has it."]
    elif reload.is_empty:
        lead = ["The folder says nothing new, but disagrees with what staff set."]
    else:
        lead = ["Nothing is changed yet. This is what would change:"]
    if reload.disagreements and not applied:
        lead.append("A date that staff set stands unless you let the folder win.")
    if reload.warnings:
        lead.append(
            f"The linter asks {plural(reload.warnings, 'question')}: `syllabot check` prints them."
        )
    return lead
