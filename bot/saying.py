"""How matters of the outbox look in Discord. A cog says it for its own:

    bot.sayings[JobStands] = self.job_message

so that the one who drains the outbox (`cogs/notices.py`) need not know any subject.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import discord

from backend.contract.notices import Notice


@dataclass(frozen=True)
class Picture:
    """A file beside a message, with words for those who do not see it."""

    name: str
    data: bytes = field(repr=False)
    alt: str

    def file(self) -> discord.File:
        """A fresh file: the library reads it once and closes it."""
        return discord.File(BytesIO(self.data), filename=self.name, description=self.alt or None)


@dataclass(frozen=True)
class Post:
    """A message: words, a card, its controls, its pictures, and whom it calls (nobody, unless said)."""

    card: discord.Embed | None = None
    controls: discord.ui.View | None = None
    pictures: tuple[Picture, ...] = ()
    words: str | None = None
    mentions: discord.AllowedMentions | None = None

    def new(self) -> dict[str, Any]:
        """The arguments of `send`, which wants what there is not to be left out."""
        given = {"content": self.words, "embed": self.card, "view": self.controls}
        sent = {name: value for name, value in given.items() if value is not None}
        files = [picture.file() for picture in self.pictures]
        return {**sent, "files": files, "allowed_mentions": self.mentions or NOBODY}

    def changed(self) -> dict[str, Any]:
        """The arguments of `edit`, which takes None for "take it away"."""
        return {
            "content": self.words,
            "embed": self.card,
            "view": self.controls,
            "attachments": [picture.file() for picture in self.pictures],
            # An edit calls nobody, but those who were called are to stay marked.
            "allowed_mentions": self.mentions or NOBODY,
        }

    def with_item(self, item: discord.ui.Item[Any]) -> Post:
        """The same with one more button, where there is room for it."""
        from bot.asking import rows

        items = list(self.controls.children) if self.controls is not None else []
        if len(items) >= MOST_ITEMS:
            return self
        return replace(self, controls=rows([*items, item]))

    def shown_by(self, message: discord.Message) -> bool:
        """Whether `message` reads like this post."""
        embed = message.embeds[0] if message.embeds else None
        mine = (self.card.title, self.card.description) if self.card else (None, None)
        theirs = (embed.title, embed.description) if embed else (None, None)
        return (self.words or "") == message.content and mine == theirs


NOBODY = discord.AllowedMentions.none()
MOST_ITEMS = 25
"""Buttons of one message."""
Saying = Callable[[Any], Awaitable[Post]]
"""From a matter to its message. May ask the link for blobs; raises what that raises."""
Keeping = Callable[[Notice], Awaitable[int]]
"""For what is no message, such as a scheduled event: sees to it that Discord has it, and returns its id."""
