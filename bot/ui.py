"""Views, forms and lasting buttons whose failures reach `explain`.

Use these instead of the library's: it only logs what fails in a `DynamicItem`, and the person then sees "interaction
failed". A `DynamicItem` keeps what it needs in its custom id, so it works after a restart:

    class TakeSeat(DynamicItem, template=r"signup:(?P<paper>[0-9]{1,2}[a-z])"):
        def __init__(self, paper: str) -> None:
            super().__init__(discord.ui.Button(label=paper, custom_id=f"signup:{paper}"))
            self.paper = paper

        async def pressed(self, interaction: Interaction) -> None: ...
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.explain import explain

if TYPE_CHECKING:
    from bot.asking import Interaction


class View(discord.ui.View):
    """Rows of buttons and menus."""

    async def on_error(  # type: ignore[override]
        self, interaction: Interaction, error: Exception, item: discord.ui.Item[Any], /
    ) -> None:
        await explain(interaction, error, doing=f"the view {type(self).__name__}")


class Modal(discord.ui.Modal):
    """A form."""

    async def on_error(  # type: ignore[override]
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        await explain(interaction, error, doing=f"the form {self.title!r}")


class DynamicItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=r"(?!)"):
    """A button or menu that is understood from its custom id alone.

    The named groups of `template` are the arguments of the class.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: Any, match: re.Match[str], /
    ) -> Self:
        arguments: dict[str, Any] = match.groupdict()
        return cls(**arguments)

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]
        try:
            await self.pressed(interaction)
        except Exception as error:
            await explain(interaction, error, doing=f"the button {self.custom_id}")

    async def pressed(self, interaction: Interaction) -> None:
        """What pressing does; may raise anything."""
        raise TypeError(f"{type(self).__name__} does not say what pressing it does")
