"""Books: answers of several pages, turned by buttons that still work after a restart.

A book is a method that gives all its pages again from a short text (`rest`), because nothing is kept between two
clicks: `bot.books["papers"] = self.pages_of_papers`. What it shows may thus change while someone reads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.asking import Interaction, answer, redraw, rows
from bot.explain import STALE
from bot.ui import DynamicItem

Pages = Sequence[discord.Embed]
Book = Callable[[Interaction, str, bool], Awaitable[Pages]]
"""Called with the interaction, `rest`, and whether a shown page is being redrawn."""


class TurnPage(
    DynamicItem, template=r"page:(?P<book>[a-z]+):(?P<number>\d{1,4}):(?P<rest>.{0,80})"
):
    """Shows page `number` (0-based) of a book."""

    def __init__(
        self, book: str, number: str, rest: str, *, label: str = "", off: bool = False
    ) -> None:
        super().__init__(
            discord.ui.Button(
                label=label or "page",
                custom_id=f"page:{book}:{number}:{rest}",
                disabled=off,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.book, self.number, self.rest = book, int(number), rest

    async def pressed(self, interaction: Interaction) -> None:
        book = interaction.client.books.get(self.book)
        if book is None:
            await answer(interaction, STALE)
            return
        pages = await book(interaction, self.rest, True)
        number = min(self.number, len(pages) - 1)
        await redraw(
            interaction,
            card=pages[number],
            controls=turning(self.book, self.rest, number, len(pages)),
        )


async def open_book(interaction: Interaction, book: str, rest: str = "") -> None:
    """Answer with a book's first page, and buttons if there are more."""
    pages = await interaction.client.books[book](interaction, rest, False)
    await answer(interaction, card=pages[0], controls=turning(book, rest, 0, len(pages)))


def turning(book: str, rest: str, number: int, count: int) -> discord.ui.View | None:
    """The buttons below page `number` of `count`. Both are always there, so that nothing jumps."""
    if count < 2:
        return None
    back, on = max(number - 1, 0), min(number + 1, count - 1)
    # Two buttons may not share a custom id; the one that is off keeps the page it stands on.
    return rows(
        [
            TurnPage(book, str(back), rest, label="◀ back", off=number == 0),
            TurnPage(book, str(on), rest, label="next ▶", off=number == count - 1),
        ]
    )
