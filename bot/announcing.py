"""An announcement as a message: the same for its preview and for its post."""

from __future__ import annotations

import discord

from backend.contract.announcements import AnnouncementStands, Mentions
from bot.config import Link
from bot.saying import Picture, Post


async def announcement_post(link: Link, stands: AnnouncementStands) -> Post:
    """The words, the files, and exactly the chosen audience called.

    Raises `NoSuchBlob` and `BackendAway`.
    """
    files = [Picture(file.name, await link.get_blob(file.blob), file.alt) for file in stands.files]
    called = stands.mentions.words
    words = f"{called}\n{stands.text}" if called else stands.text
    return Post(words=words, pictures=tuple(files), mentions=allowed(stands.mentions))


def allowed(mentions: Mentions) -> discord.AllowedMentions:
    """Discord's `allowed_mentions`: whatever stands in the text, nobody else is called."""
    return discord.AllowedMentions(
        everyone=mentions.everyone,
        roles=[discord.Object(int(role)) for role in mentions.roles],
        users=[discord.Object(int(person)) for person in mentions.people],
        replied_user=False,
    )
