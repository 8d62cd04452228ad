"""The composer's forms: the words and files of an announcement, and the hour for which it is scheduled.

What is written lies in the backend as a draft at once, so closing a form or restarting the bot loses nothing that was
submitted. Files are copied to the backend, because Discord's own addresses of them expire.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

import discord

from backend.contract.announcements import (
    Announcement,
    Attached,
    ComposeAnnouncement,
    EditAnnouncement,
    PostAnnouncement,
)
from backend.contract.base import CONTROL
from backend.contract.calendar import GetCourse
from backend.contract.refusals import Malformed, TooLarge
from bot.asking import Interaction, ask, in_time
from bot.cards.text import label
from bot.config import Link
from bot.dates_text import moment_of, read_day, read_hour
from bot.ui import Modal

MOST_TEXT, MOST_FILES, MOST_ALT = 1200, 10, 1000
FORM_S = 3600.0
"""How long a form that was opened is waited for."""
ALL_FILES = 25 * 1024 * 1024
"""Bytes of all files of one message, as Discord takes them from a bot; a single one is bounded by the server."""
NAMED = re.compile(r"[^A-Za-z0-9_.() -]+")

Show = Callable[[Interaction, Announcement], Awaitable[None]]
"""Shows the announcement as it now stands, as the answer to a form."""


class WriteForm(Modal):
    """The words and the files of a new announcement, or of one that is edited."""

    def __init__(
        self,
        show: Show,
        *,
        guild: int = 0,
        channel: int = 0,
        edited: Announcement | None = None,
    ) -> None:
        super().__init__(
            title="Edit the announcement" if edited else "Announcement", timeout=FORM_S
        )
        self._show, self._guild, self._channel, self._edited = show, guild, channel, edited
        self.words = discord.ui.TextInput[WriteForm](
            custom_id="words", style=discord.TextStyle.paragraph, max_length=MOST_TEXT,
            default=edited.post.text if edited else None,
        )  # fmt: skip
        self.files = discord.ui.FileUpload[WriteForm](
            custom_id="files", required=False, min_values=0, max_values=MOST_FILES
        )
        self.alt = discord.ui.TextInput[WriteForm](
            custom_id="alt", style=discord.TextStyle.paragraph, required=False, max_length=MOST_ALT
        )
        self.drop = discord.ui.Checkbox[WriteForm](custom_id="drop")
        kept = edited is not None and bool(edited.post.files)
        self.add_item(discord.ui.Label(text="What to say", component=self.words))
        self.add_item(
            discord.ui.Label(
                text="Files",
                description="New ones take the place of those it has." if kept else None,
                component=self.files,
            )
        )
        self.add_item(
            discord.ui.Label(
                text="What the files show",
                description="For those who do not see them: one line a file.",
                component=self.alt,
            )
        )
        if kept:
            self.add_item(discord.ui.Label(text="Take its files away", component=self.drop))

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        text = readable(self.words.value)
        link = interaction.client.config.link
        storing = stored(link, self.files.values, self.alt.value, interaction.guild)
        edited = self._edited
        files = await in_time(interaction, storing, redrawing=edited is not None)
        if edited is None:
            call = ComposeAnnouncement(
                guild=str(self._guild), channel=str(self._channel), text=text, files=files
            )
            await self._show(interaction, await ask(interaction, call))
            return
        changed = files if files or self.drop.value else None
        edit = EditAnnouncement(
            announcement=edited.id, version=edited.version, text=text, files=changed
        )
        await self._show(interaction, await ask(interaction, edit, redrawing=True))


class HourForm(Modal):
    """When a scheduled announcement goes out, by the wall clock of the course."""

    def __init__(self, show: Show, announcement: int, version: int, zone: str) -> None:
        super().__init__(title="Post it later", timeout=FORM_S)
        self._show, self._announcement, self._version = show, announcement, version
        self.day = discord.ui.TextInput[HourForm](
            custom_id="day", max_length=40, placeholder="YYYY-MM-DD, 12 Mar, tomorrow, fri"
        )
        self.hour = discord.ui.TextInput[HourForm](
            custom_id="hour", max_length=20, placeholder="18:00 or 6 pm"
        )
        self.add_item(discord.ui.Label(text="Day", component=self.day))
        where = label(f"By the clock of {zone}.", 100)
        self.add_item(discord.ui.Label(text="Hour", description=where, component=self.hour))

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        term = (await ask(interaction, GetCourse(), redrawing=True)).term
        at = moment_of(read_day(self.day.value, term), read_hour(self.hour.value), term.zone)
        call = PostAnnouncement(announcement=self._announcement, version=self._version, at=at)
        await self._show(interaction, await ask(interaction, call, redrawing=True))


def readable(text: str) -> str:
    """What was written, without what no chat shows. Raises `Malformed` when nothing is left to read."""
    kept = CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if not kept:
        raise Malformed(problem="there is nothing to read in it. Write what is to be said.")
    return kept


async def stored(
    link: Link, files: Sequence[discord.Attachment], alt: str, guild: discord.Guild | None
) -> tuple[Attached, ...]:
    """The files, copied to the backend. Raises `TooLarge`, and what Discord raises for one that is gone."""
    most = (
        guild.filesize_limit if guild is not None else discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
    )
    if any(file.size > most for file in files):
        raise TooLarge(limit=f"{most // 1024**2} MB a file")
    if sum(file.size for file in files) > ALL_FILES:
        raise TooLarge(limit=f"{ALL_FILES // 1024**2} MB of files in one message")
    lines = [CONTROL.sub("", line).strip() for line in alt.splitlines() if line.strip()]
    kept: list[Attached] = []
    for number, file in enumerate(files):
        blob = await link.put_blob(await file.read())
        shows = lines[number] if number < len(lines) else ""
        kept.append(Attached(blob=blob, name=file_name(file.filename, number), alt=shows))
    return tuple(kept)


def file_name(given: str, number: int) -> str:
    """A name that the contract takes, with its ending; `file-1` for one of which nothing is left."""
    last = given.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = NAMED.sub("_", last).strip(". ").rpartition(".")
    stem = stem or ending
    if not re.search(r"[A-Za-z0-9]", stem):
        stem = f"file-{number + 1}"
    return f"{stem[:80]}.{ending[:15]}" if dot else stem[:80]
