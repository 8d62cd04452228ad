"""Presentations: taking a seat, giving it back, and the board's buttons."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from backend.contract.calendar import Paper
from backend.contract.notices import BoardStands
from backend.contract.refusals import NotPresenting
from backend.contract.signup import Board, Booking, GetBoard, Leave, SignUp
from bot.asking import Interaction, answer, ask, redraw, rows
from bot.cards.papers import board_card, booking_card, left_card, leaving_card
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

    def __init__(self, paper: str, *, free: int = 1) -> None:
        super().__init__(
            discord.ui.Button(
                label=f"{paper} · {free} free" if free else f"{paper} · full",
                custom_id=f"signup:{paper}",
                style=discord.ButtonStyle.primary if free else discord.ButtonStyle.secondary,
                disabled=not free,
            )
        )
        self.paper = paper

    async def pressed(self, interaction: Interaction) -> None:
        await take_seat(interaction, self.paper)


class ChooseSeat(DynamicItem, template=r"signup-menu:(?P<number>\d)"):
    """One of the board's menus, in place of buttons where there are too many papers."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(self, number: str, papers: Sequence[Paper] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"signup-menu:{number}",
                placeholder=f"papers {papers[0].id} to {papers[-1].id}" if papers else None,
                options=[
                    discord.SelectOption(
                        label=label(f"{paper.id} · {paper.title}", 100),
                        value=paper.id,
                        description=f"{paper.free} of {paper.seats} free" if paper.free else "full",
                    )
                    for paper in papers
                ],
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
    if len(board.papers) <= BUTTONS:
        return rows([TakeSeat(paper.id, free=paper.free) for paper in board.papers])
    parts = [board.papers[at : at + 25] for at in range(0, len(board.papers), 25)]
    return rows([ChooseSeat(str(number), part) for number, part in enumerate(parts[:MENUS])])


class SignUps(CourseCog):
    """Presentations"""

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
        return await paper_choices(interaction, typed, free_first=True)

    @app_commands.command()
    async def leave(self, interaction: Interaction) -> None:
        """Give your presentation's seat back (asks first)"""
        held = await own_paper(interaction)
        if held is None:
            raise NotPresenting()
        await answer(interaction, card=leaving_card(held), controls=rows([GiveBack(held.id)]))
