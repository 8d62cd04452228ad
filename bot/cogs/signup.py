"""Presentations: taking a seat, giving it back, and the board's buttons."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from backend.contract.calendar import Paper
from backend.contract.notices import BoardStands
from backend.contract.refusals import NotPresenting
from backend.contract.signup import Board, Booking, GetBoard, Leave, SignUp
from bot.asking import Interaction, answer, ask, ask_quietly, redraw, rows
from bot.cards.papers import (
    board_card,
    booking_card,
    leaving_card,
    left_card,
    open_seats,
    seats_word,
)
from bot.cards.text import label
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.explain import Choices, suggesting
from bot.picking import paper_choices, paper_id
from bot.saying import Post
from bot.ui import DynamicItem

BUTTONS = 25
"""The most buttons a message holds, in five rows of five. A course with more papers gets menus of 25 each."""
MENUS = 5


class TakeSeat(DynamicItem, template=r"signup:(?P<paper>[0-9]{1,2}[a-z])"):
    """A paper's button on the board; one without a free seat cannot be pressed."""

    def __init__(self, paper: str, *, seats: str = "", closed: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label=f"{paper} · {seats}",
                custom_id=f"signup:{paper}",
                style=discord.ButtonStyle.secondary if closed else discord.ButtonStyle.primary,
                disabled=closed,
            )
        )
        self.paper = paper

    async def pressed(self, interaction: Interaction) -> None:
        await take_seat(interaction, self.paper)


class ChooseSeat(DynamicItem, template=r"signup-menu:(?P<number>\d)"):
    """One of the board's menus, in place of buttons where there are too many papers."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, number: str, options: Sequence[discord.SelectOption] = ()) -> None:
        between = f"papers {options[0].value} to {options[-1].value}" if options else None
        super().__init__(
            discord.ui.Select(
                custom_id=f"signup-menu:{number}", placeholder=between, options=list(options)
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        await take_seat(interaction, self.item.values[0])


class GiveBack(DynamicItem, template=r"leave:(?P<paper>[0-9]{1,2}[a-z])"):
    """Confirms that the seat at this very paper is given back."""

    def __init__(self, paper: str) -> None:
        super().__init__(
            discord.ui.Button(
                label=f"Give back {paper}",
                custom_id=f"leave:{paper}",
                style=discord.ButtonStyle.danger,
            )
        )
        self.paper = paper

    async def pressed(self, interaction: Interaction) -> None:
        held = await own_paper(interaction, redrawing=True)
        if held is None or held.id != self.paper:
            await answer(interaction, f"You no longer present {self.paper}; nothing changed.")
            return
        left = await ask(interaction, Leave(), redrawing=True)
        await redraw(interaction, card=left_card(left))


async def take_seat(interaction: Interaction, paper: str) -> None:
    """Sign up and say so, with a way back."""
    booking: Booking = await ask(interaction, SignUp(paper=paper))
    await answer(interaction, card=booking_card(booking), controls=rows([GiveBack(paper)]))


async def own_paper(interaction: Interaction, *, redrawing: bool = False) -> Paper | None:
    """The paper that the asker presents."""
    board = await ask(interaction, GetBoard(), redrawing=redrawing)
    return next((paper for paper in board.papers if paper.mine), None)


def board_controls(board: Board) -> discord.ui.View | None:
    """A button for each paper; none while sign-up is not open."""
    if not board.open:
        return None
    now = board.term.now
    if len(board.papers) <= BUTTONS:
        return rows(
            [
                TakeSeat(paper.id, seats=seats_word(paper, now), closed=not open_seats(paper, now))
                for paper in board.papers
            ]
        )
    options = [
        discord.SelectOption(
            label=label(f"{paper.id} · {paper.title}", 100),
            value=paper.id,
            description=seats_word(paper, now),
        )
        for paper in board.papers
    ]
    parts = [options[at : at + 25] for at in range(0, len(options), 25)]
    return rows([ChooseSeat(str(number), part) for number, part in enumerate(parts[:MENUS])])


class SignUps(CourseCog):
    """Presentations"""

    rank = 20

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[BoardStands] = self.board_message

    async def board_message(self, matter: BoardStands) -> Post:
        return Post(board_card(matter.board), board_controls(matter.board))

    @app_commands.command()
    @app_commands.describe(paper="its number, such as 5a: pick one as you type, free ones first")
    async def signup(
        self, interaction: Interaction, paper: app_commands.Range[str, 1, 100]
    ) -> None:
        """Take a seat to present a paper"""
        await take_seat(interaction, await paper_id(interaction, paper))

    @signup.autocomplete("paper")
    @suggesting
    async def suggest_papers(self, interaction: Interaction, typed: str) -> Choices:
        board = await ask_quietly(interaction, GetBoard())
        papers = sorted(board.papers, key=lambda paper: not open_seats(paper, board.term.now))
        return paper_choices(papers, typed)

    @app_commands.command()
    async def leave(self, interaction: Interaction) -> None:
        """Give your presentation's seat back (asks first)"""
        held = await own_paper(interaction)
        if held is None:
            raise NotPresenting()
        await answer(interaction, card=leaving_card(held), controls=rows([GiveBack(held.id)]))
