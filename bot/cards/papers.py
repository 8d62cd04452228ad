"""Papers and presentation seats: the list, one paper, a booking, and the living board."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

import discord

from backend.contract.calendar import Paper
from backend.contract.signup import Board, Booking
from bot.cards.deadlines import term_lines
from bot.cards.sheet import Entry, Tone, pages, sheet
from bot.cards.text import clip, listed, moment, plain, plural, short_day


def seats_line(paper: Paper, now: datetime | None = None) -> str:
    """`2 of 3 seats free`, and who has the others; without `now`, a seat may be of an evening that is over."""
    parts = [presenters(paper)]
    if now is not None:
        parts.insert(0, seats_word(paper, now, of=True))
    if paper.mine:
        parts.append("**you present it**")
    return " · ".join(part for part in parts if part) or "nobody presents it yet"


def presenters(paper: Paper) -> str:
    if not paper.presenters:
        return ""
    shown = [plain(name, 40) for name in paper.presenters[:6]]
    more = len(paper.presenters) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def open_seats(paper: Paper, now: datetime) -> int:
    """Seats of a paper that can still be taken: none of one that has been discussed."""
    return 0 if paper.starts <= now else paper.free


def seats_word(paper: Paper, now: datetime, *, of: bool = False) -> str:
    """`2 free`, or with `of`, `2 of 3 seats free`; `full`; `over`."""
    if paper.starts <= now:
        return "over"
    if not paper.free:
        return "full"
    return f"{paper.free} of {plural(paper.seats, 'seat')} free" if of else f"{paper.free} free"


def paper_entry(paper: Paper, now: datetime) -> Entry:
    """A paper among others."""
    return Entry(
        f"{paper.id} · {plain(paper.title, 230)}",
        (
            plain(paper.authors, 300),
            f"*{plain(paper.venue, 200)}*",
            f"{short_day(paper.day)} · discussion {paper.discussion} · {seats_line(paper, now)}",
        ),
    )


def paper_pages(board: Board, *, free_only: bool) -> tuple[discord.Embed, ...]:
    """The answer to `/papers`, in the order of the discussions."""
    now = board.term.now
    papers = [paper for paper in board.papers if open_seats(paper, now) or not free_only]
    lead = list(term_lines(board.term))
    if not papers:
        lead.append("No seat is free any more." if free_only else "The course has no papers.")
        return (sheet("Papers", lead=lead, tone=Tone.QUIET),)
    return pages(
        "Papers with free seats" if free_only else "Papers",
        lead=lead,
        entries=[paper_entry(paper, now) for paper in papers],
        foot=plural(len(papers), "paper"),
        a_page=6,
    )


def paper_card(paper: Paper, now: datetime | None = None) -> discord.Embed:
    """One paper: who wrote it, when it is discussed, who presents it."""
    return sheet(
        f"{paper.id} · {plain(paper.title, 230)}",
        lead=[plain(paper.authors, 600), f"*{plain(paper.venue, 300)}*"],
        entries=[
            Entry(
                f"Discussion {paper.discussion}",
                (f"{moment(paper.starts)} · {moment(paper.starts, 'R')}", short_day(paper.day)),
            ),
            Entry("Presenters", (seats_line(paper, now),)),
        ],
        tone=Tone.DONE if paper.mine else Tone.FACTS,
    )


def booking_card(booking: Booking) -> discord.Embed:
    """What taking a seat did."""
    paper = booking.paper
    if booking.already:
        said = "You already have this seat; nothing changed."
    else:
        said = f"Seat {booking.seat} of {paper.seats} is yours."
    return sheet(
        f"{paper.id} · {plain(paper.title, 230)}",
        lead=[
            f"**{said}**",
            f"Discussion {paper.discussion}: {moment(paper.starts)} · {moment(paper.starts, 'R')}",
            seats_line(paper),
        ],
        foot="/leave gives the seat back",
        tone=Tone.DONE,
    )


def left_card(booking: Booking) -> discord.Embed:
    """What giving a seat back did."""
    paper = booking.paper
    return sheet(
        f"{paper.id} · {plain(paper.title, 230)}",
        lead=["**The seat is free again.** `/signup` takes another one."],
        tone=Tone.QUIET,
    )


def leaving_card(paper: Paper) -> discord.Embed:
    """The question before a seat is given back."""
    return sheet(
        f"Give back your seat at {paper.id}?",
        lead=[
            f"**{plain(paper.title, 250)}**",
            f"Discussion {paper.discussion}: {moment(paper.starts)}",
            "Someone else may take it at once.",
        ],
        tone=Tone.CARE,
    )


def board_card(board: Board) -> discord.Embed:
    """The living board: discussions in order, two papers each, with who presents and what is free."""
    now = board.term.now
    free = sum(open_seats(paper, now) for paper in board.papers)
    if board.open:
        state = f"Sign-up is open until {moment(board.closes)} · {plural(free, 'seat')} free"
    elif board.term.now < board.opens:
        state = f"Sign-up opens {moment(board.opens)} · {moment(board.opens, 'R')}"
    else:
        state = f"Sign-up closed {moment(board.closes)}"
    every = sorted(board.papers, key=lambda paper: (paper.day, paper.discussion, paper.id))
    evenings = [list(group) for _, group in groupby(every, key=lambda p: (p.day, p.discussion))]
    room = max(40, min(90, 4400 // max(len(every), 1) - 70))
    return sheet(
        f"{clip(board.course, 150)}: who presents what",
        lead=[*term_lines(board.term), state, "Press a paper's button to take a seat."],
        entries=[
            Entry(
                f"{short_day(evening[0].day)} · discussion {evening[0].discussion}",
                tuple(_board_line(paper, now, room) for paper in evening),
            )
            for evening in evenings
        ],
        tone=Tone.FACTS if board.open else Tone.QUIET,
        left_out="discussions: /papers lists them all",
    )


def _board_line(paper: Paper, now: datetime, room: int) -> str:
    who = listed([plain(name, 24) for name in paper.presenters])
    said = f"{who} · {seats_word(paper, now)}" if who else seats_word(paper, now)
    return f"**{paper.id}** {plain(paper.title, room)} · {said}"
