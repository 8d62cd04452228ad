"""What happens on which day: today, the week, one meeting."""

from __future__ import annotations

import discord

from backend.contract.calendar import Agenda, Deadline, Landmark, Meeting, Paper
from bot.cards.deadlines import deadline_card, deadline_entry, term_lines
from bot.cards.papers import paper_card
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import day, label, moment, plain, short_day


def place_line(meeting: Meeting) -> str:
    """When and where. An online day shows no room, whatever it was given."""
    if meeting.mode == "no class":
        return "no class"
    where = "online" if meeting.mode == "online" else plain(meeting.place, 100)
    if meeting.starts is None:
        return where
    ends = f" – {moment(meeting.ends, 't')}" if meeting.ends else ""
    return (
        f"{moment(meeting.starts, 't')}{ends} · {moment(meeting.starts, 'R')} · {meeting.mode}"
        + ("" if meeting.mode == "online" else f", {where}")
    )


def meeting_lines(meeting: Meeting, *, due: bool = True) -> tuple[str, ...]:
    """Everything about a meeting but its day and title; `due` with what is due that day."""
    lines = [place_line(meeting), plain(meeting.in_words, 200)]
    for lecture in meeting.lectures:
        if f"Lecture {lecture.number}: {lecture.title}" != meeting.title:
            lines.append(f"**Lecture {lecture.number}: {plain(lecture.title, 150)}**")
        lines.extend(f"• {plain(topic, 150)}" for topic in lecture.topics)
    lines.extend(paper_line(paper) for paper in meeting.papers)
    lines.extend(f"reading: {plain(reading, 250)}" for reading in meeting.readings)
    lines.extend(f"released: **{plain(thing, 100)}**" for thing in meeting.released)
    if due:
        lines.extend(f"due: **{plain(each.title, 150)}**" for each in meeting.due)
    lines.extend(f"• {plain(note, 300)}" for note in meeting.notes)
    return tuple(lines)


def paper_line(paper: Paper) -> str:
    return f"**{paper.id}** {plain(paper.title, 200)}"


def meeting_entry(meeting: Meeting) -> Entry:
    """A meeting among others; what is due stands beside it as an entry of its own."""
    return Entry(
        f"{short_day(meeting.day)} · {plain(meeting.title, 180)}", meeting_lines(meeting, due=False)
    )


def due_line(deadline: Deadline) -> Entry:
    """A deadline among meetings."""
    entry = deadline_entry(deadline)
    return Entry(f"Due: {entry.name}", entry.lines)


def agenda_pages(agenda: Agenda, *, asked: str) -> tuple[discord.Embed, ...]:
    """The answer to `/today` and `/week`: meetings and what is due, by day."""
    lead = list(term_lines(agenda.term))
    things: list[tuple[str, int, Entry]] = [
        (meeting.day.isoformat(), 0, meeting_entry(meeting)) for meeting in agenda.meetings
    ]
    for deadline in agenda.due:
        on = deadline.day if agenda.first <= deadline.day <= agenda.last else deadline.grace_day
        things.append(((on or deadline.day).isoformat(), 1, due_line(deadline)))
    if not things:
        lead.append("Nothing takes place and nothing is due.")
    entries = [entry for *_, entry in sorted(things, key=lambda thing: thing[:2])]
    if not agenda.meetings and agenda.next_meeting is not None:
        then = meeting_entry(agenda.next_meeting)
        word = "Last meeting" if agenda.term.phase == "after the term" else "Next"
        entries.append(Entry(f"{word}: {then.name}", then.lines))
    days = (
        day(agenda.first)
        if agenda.first == agenda.last
        else f"{short_day(agenda.first)} to {day(agenda.last)}"
    )
    return pages(
        f"{asked}: {days}",
        lead=lead,
        entries=entries,
        foot=f"course time is {agenda.term.zone}",
        tone=Tone.FACTS if things else Tone.QUIET,
        a_page=6,
    )


def meeting_card(meeting: Meeting) -> discord.Embed:
    """One meeting."""
    head, *rest = meeting_lines(meeting)
    when = [head] if meeting.starts is None else [moment(meeting.starts), head]
    return sheet(
        f"{short_day(meeting.day)} · {plain(meeting.title, 200)}",
        lead=[*when, *rest],
        tone=Tone.QUIET if meeting.mode == "no class" else Tone.FACTS,
    )


def landmark_card(found: tuple[Landmark, ...], *, asked: str) -> discord.Embed:
    """The best match of `/when` in full, and what else fits by name."""
    if not found:
        return sheet(
            "Nothing fits",
            lead=[
                f"No meeting, paper or deadline fits “{plain(asked, 100)}”.",
                "Try a paper's number such as 5a, a topic, or the kind of thing: review, lecture, project.",
            ],
            tone=Tone.QUIET,
        )
    best, *others = found
    if best.deadline:
        card = deadline_card(best.deadline)
    elif best.paper:
        card = paper_card(best.paper)
    elif best.meeting:
        card = meeting_card(best.meeting)
    else:
        card = sheet(plain(best.label, 200), lead=[day(best.day)])
    if others and len(card) < 5400:
        names = " · ".join(label(each.label, 60) for each in others[:5])
        card.set_footer(text=f"also fits: {names}")
    return card
