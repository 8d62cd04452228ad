"""The course itself, its rules, and its office hours."""

from __future__ import annotations

import re

import discord

from backend.contract.calendar import CourseCard, OfficeHours, Passage
from bot.cards.deadlines import term_lines
from bot.cards.sheet import Entry, Tone, sheet
from bot.cards.text import NOTHING, clip, moment, plain, size

ITEM = re.compile(r"\s*([-*+>|#]|\d+[.)])\s")
"""How a line begins that stands for itself: a list item, a quotation, a heading."""
PAGE = 3500
"""Units of a passage on one page."""


def policy_pages(passage: Passage) -> tuple[discord.Embed, ...]:
    """A passage of the course's rules as it is written, cut between paragraphs when it is long."""
    parts = _paragraphs(passage.text)
    made = []
    for number, part in enumerate(parts, start=1):
        where = f" · page {number} of {len(parts)}" if len(parts) > 1 else ""
        made.append(
            sheet(
                plain(passage.heading, 250),
                lead=[*_lines(part)],
                foot=f"{clip(passage.source, 200)}{where}",
            )
        )
    return tuple(made)


def _lines(text: str) -> list[str]:
    # An empty line keeps paragraphs apart; the sheet drops what is empty, so each carries its own.
    return [f"{paragraph}\n" for paragraph in text.split("\n\n") if paragraph.strip()] or [NOTHING]


def _paragraphs(text: str) -> list[str]:
    parts: list[str] = []
    current = ""
    for paragraph in text.strip().split("\n\n"):
        for piece in _pieces(_unwrapped(paragraph)):
            if current and size(current) + size(piece) + 2 > PAGE:
                parts.append(current)
                current = ""
            current = f"{current}\n\n{piece}" if current else piece
    return [*parts, current] if current or not parts else parts


def _unwrapped(paragraph: str) -> str:
    """A paragraph without the line breaks of its file, which Discord would show; list items keep theirs."""
    if "```" in paragraph:
        return paragraph
    lines: list[str] = []
    for line in paragraph.splitlines():
        if lines and not ITEM.match(line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces of at most half a page, so that each surely fits a line of a sheet."""
    pieces = []
    while size(paragraph) > PAGE // 2:
        cut = paragraph.rfind(" ", 0, PAGE // 4) + 1 or PAGE // 4
        pieces.append(paragraph[:cut].rstrip())
        paragraph = paragraph[cut:]
    return [*pieces, paragraph]


def office_hours_card(hours: OfficeHours) -> discord.Embed:
    """When someone is there for questions, and the next time."""
    lead = [*term_lines(hours.term), plain(hours.when, 300), plain(hours.place, 300)]
    if hours.next_starts:
        ends = f" – {moment(hours.next_ends, 't')}" if hours.next_ends else ""
        lead.append(f"next: {moment(hours.next_starts)}{ends} · {moment(hours.next_starts, 'R')}")
    else:
        lead.append("None lies ahead.")
    tone = Tone.FACTS if hours.next_starts else Tone.QUIET
    return sheet(f"Office hours of {plain(hours.holder, 150)}", lead=lead, tone=tone)


def course_card(course: CourseCard) -> discord.Embed:
    """What the course is: who, where, when, and what counts how much."""
    facts = (
        ("Instructor", course.instructor),
        ("Class", course.schedule),
        ("Place", course.place),
        ("Forum", course.forum),
    )
    entries = [
        Entry(name, (plain(text, 300),), inline=True) for name, text in facts if text.strip()
    ]
    if course.weights:
        entries.append(
            Entry("Weights", tuple(f"{w.percent:g} % {plain(w.part, 100)}" for w in course.weights))
        )
    return sheet(
        plain(course.title, 250),
        lead=[*term_lines(course.term), plain(course.term_name, 100)],
        entries=entries,
        foot=f"course time is {course.term.zone}",
        tone=Tone.FACTS,
    )
