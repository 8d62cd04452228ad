"""Deadlines: what is due, since when, until when, and how sure the hour is."""

from __future__ import annotations

import discord

from backend.contract.calendar import Deadline, DueList, Standing, Term
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import clip, listed, moment, plain, plural, short_day

MARKS: dict[Standing, str] = {
    "open": "○",
    "in grace": "◐",
    "done": "✓",
    "excused": "–",
    "perhaps excused": "?",
    "past": "·",
}
STANDINGS: dict[Standing, str] = {
    "open": "",
    "in grace": "the day itself has passed, and grace still runs",
    "done": "done",
    "excused": "excused",
    "perhaps excused": "perhaps excused",
    "past": "over",
}


def term_lines(term: Term) -> tuple[str, ...]:
    """That the term has ended, or not begun; nothing while it runs."""
    return (f"> {plain(term.sentence, 300)}",) if term.sentence else ()


def deadline_title(deadline: Deadline) -> str:
    return f"{MARKS[deadline.standing]} {plain(deadline.title, 180)}"


def when_lines(deadline: Deadline) -> tuple[str, ...]:
    """The moment in the course's words, then as everyone's own clock shows it, then the grace.

    Without a stated hour there is no instant to show, only the end of the day to count down to.
    """
    words = plain(deadline.in_words, 200)
    if deadline.at is None:
        first = f"{words} · the day ends {moment(deadline.closes, 'R')}"
        if "not stated" not in words:
            first = f"{first} · hour not stated"
        lines = [first]
    else:
        sure = "" if deadline.hour == "stated" or deadline.hour in words else f" · {deadline.hour}"
        lines = [f"{moment(deadline.at)} · {moment(deadline.at, 'R')}", f"{words}{sure}"]
    if deadline.grace_day:
        ends = f" ({moment(deadline.grace_closes, 'R')})" if deadline.grace_closes else ""
        lines.append(f"taken without penalty until {short_day(deadline.grace_day)}{ends}")
    return (*lines, *changed_lines(deadline))


def changed_lines(deadline: Deadline) -> tuple[str, ...]:
    """That the date was another one before, or is another one for everyone else."""
    lines = []
    if deadline.extended is not None:
        lines.append(
            f"**your extension**; for everyone else {plain(deadline.extended.in_words, 200)}"
        )
    if deadline.moved_from is not None:
        lines.append(f"**moved** from {plain(deadline.moved_from.in_words, 200)}")
    return tuple(lines)


def standing_line(deadline: Deadline) -> str:
    words = STANDINGS[deadline.standing]
    why = deadline.why.removeprefix(f"{deadline.standing}:")
    why = plain(why, 300) if why.strip() else ""
    if words and why:
        return f"**{words}**: {why}"
    return f"**{words}**" if words else why


def deadline_entry(deadline: Deadline) -> Entry:
    """A deadline among others: when, how it stands, and what to beware of."""
    notes = tuple(f"• {plain(note, 300)}" for note in deadline.notes)
    return Entry(deadline_title(deadline), (*when_lines(deadline), standing_line(deadline), *notes))


def due_pages(due: DueList, *, asked: str) -> tuple[discord.Embed, ...]:
    """The answer to `/due`; `asked` says for whom and for which days, as in "next 14 days"."""
    lead = list(term_lines(due.term))
    if due.last_things:
        lead.append("Nothing lies ahead; these are the last things of the term.")
    elif not due.deadlines:
        lead.append("Nothing is due. `/due everything:True` shows the whole term.")
    return pages(
        f"Due: {asked}",
        lead=lead,
        entries=[deadline_entry(each) for each in due.deadlines],
        foot=f"course time is {due.term.zone}",
        tone=Tone.FACTS if due.deadlines else Tone.QUIET,
        a_page=6,
    )


def deadline_card(deadline: Deadline) -> discord.Embed:
    """One deadline with everything that is known of it."""
    about = [*when_lines(deadline), standing_line(deadline)]
    if deadline.papers:
        about.append(f"about {plural(len(deadline.papers), 'paper')} {listed(deadline.papers)}")
    if deadline.released:
        about.append(f"released {short_day(deadline.released)}")
    entries = [Entry("If it is late", (plain(deadline.late_rule, 900),))]
    if deadline.notes:
        entries.append(Entry("Note", tuple(f"• {plain(note, 400)}" for note in deadline.notes)))
    return sheet(
        deadline_title(deadline),
        lead=about,
        entries=entries,
        foot=f"from {clip(deadline.source, 200)}" if deadline.source else "",
        tone=Tone.DONE if deadline.standing == "done" else Tone.FACTS,
    )


def ticked_card(deadline: Deadline, *, done: bool) -> discord.Embed:
    """What `/done` did, with the deadline it did it to."""
    words = "Ticked off. `/due` leaves it out from now on." if done else "Open again."
    return sheet(
        deadline_title(deadline),
        lead=[words, *when_lines(deadline)],
        tone=Tone.DONE if done else Tone.FACTS,
    )
