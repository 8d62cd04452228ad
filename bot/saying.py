"""How matters of the outbox look in a channel. A cog says it for its own:

    bot.sayings[JobStands] = self.job_message

so that the one who drains the outbox (`cogs/notices.py`) need not know any subject.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import discord


@dataclass(frozen=True)
class Picture:
    """A file beside a message, with words for those who do not see it."""

    name: str
    data: bytes = field(repr=False)
    alt: str

    def file(self) -> discord.File:
        """A fresh file: the library reads it once and closes it."""
        return discord.File(BytesIO(self.data), filename=self.name, description=self.alt)


@dataclass(frozen=True)
class Post:
    """A channel message: a card, its controls, its pictures."""

    card: discord.Embed
    controls: discord.ui.View | None = None
    pictures: tuple[Picture, ...] = ()


Saying = Callable[[Any], Awaitable[Post]]
"""From a matter to its message. May ask the link for blobs; raises what that raises."""
