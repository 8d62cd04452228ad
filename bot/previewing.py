"""An announcement shown to who writes it: exactly as it would be posted, with what can still be done about it.

The preview is the message itself, in private, where a mention shows and calls nobody. Every button and menu names the
announcement and the version that was seen, so nothing is posted that was not shown, and all work after a restart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from backend.contract.announcements import (
    MOST_PEOPLE,
    Announcement,
    Audience,
    CancelAnnouncement,
    ComposeAnnouncement,
    EditAnnouncement,
    Everyone,
    GetAnnouncement,
    Nobody,
    People,
    PostAnnouncement,
    Presenters,
    RoleHolders,
)
from backend.contract.calendar import GetCourse, ListPapers, Paper
from backend.contract.refusals import Malformed
from bot.announcing import announcement_post
from bot.asking import THINKING, Interaction, ask, ask_quietly, in_time, rows
from bot.cards.announcements import preview_card
from bot.cards.text import label
from bot.composing import HourForm, WriteForm
from bot.reach import reach_of
from bot.saying import NOBODY
from bot.ui import DynamicItem

SEEN = r"(?P<announcement>\d{1,12}):(?P<version>\d{1,9})"
HOLDS = (60, 120)
"""Seconds for which "post" holds an announcement, to choose from."""
CHANNELS = [discord.ChannelType.text, discord.ChannelType.news]
GROUPS = 23
"""Papers in the menu, beside nobody and everyone."""


async def show_new(interaction: Interaction, announcement: Announcement) -> None:
    """A preview as a message of its own."""
    shown = await _shown(interaction, announcement, redrawing=False)
    files = shown.pop("attachments")
    if not interaction.response.is_done():
        await interaction.response.send_message(ephemeral=True, files=files, **_there(shown))
    elif interaction.response.type is THINKING and not interaction.extras.get("answered"):
        await interaction.edit_original_response(attachments=files, **shown)
    else:
        await interaction.followup.send(ephemeral=True, files=files, **_there(shown))
    interaction.extras["answered"] = True


async def show_again(interaction: Interaction, announcement: Announcement) -> None:
    """The preview redrawn where it lies."""
    shown = await _shown(interaction, announcement, redrawing=True)
    if interaction.response.is_done():
        await interaction.edit_original_response(**shown)
    else:
        await interaction.response.edit_message(**shown)


async def _shown(
    interaction: Interaction, announcement: Announcement, *, redrawing: bool
) -> dict[str, Any]:
    """The arguments of an edit that shows it."""
    client, guild = interaction.client, interaction.guild
    assert guild is not None, "announcements are written in a server"
    fetching = announcement_post(client.config.link, announcement.post)
    post = await in_time(interaction, fetching, redrawing=redrawing)
    counting = reach_of(client, guild, announcement)
    reach = await in_time(interaction, counting, redrawing=redrawing)
    papers = await ask(interaction, ListPapers(), redrawing=redrawing)
    return {
        "content": post.words,
        "embed": preview_card(announcement, reach=reach.words, warnings=reach.warnings),
        "view": rows(controls(announcement, papers)),
        "attachments": [picture.file() for picture in post.pictures],
        "allowed_mentions": NOBODY,
    }


def _there(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if value is not None}


class Shown(DynamicItem, template=r"(?!)"):
    """Something below a preview: it knows the announcement, and the version that was seen."""

    def __init__(self, item: discord.ui.Item[Any], announcement: str, version: str) -> None:
        super().__init__(item)
        self.announcement, self.version = int(announcement), int(version)

    async def edit(self, interaction: Interaction, **changed: Any) -> None:
        call = EditAnnouncement(announcement=self.announcement, version=self.version, **changed)
        await show_again(interaction, await ask(interaction, call, redrawing=True))


class Whom(Shown, template=rf"announcement:whom:{SEEN}"):
    """A role, or people by name."""

    item: discord.ui.MentionableSelect[discord.ui.View]

    def __init__(self, announcement: str, version: str, chosen: Audience | None = None) -> None:
        menu = discord.ui.MentionableSelect[discord.ui.View](
            custom_id=f"announcement:whom:{announcement}:{version}",
            placeholder=f"call a role, or up to {MOST_PEOPLE} people …",
            max_values=MOST_PEOPLE,
            default_values=_defaults(chosen),
        )
        super().__init__(menu, announcement, version)

    async def pressed(self, interaction: Interaction) -> None:
        chosen = self.item.values
        called = [each for each in chosen if isinstance(each, discord.Role)]
        if called and len(chosen) > 1:
            raise Malformed(problem="an announcement calls one role, or people; choose again.")
        if called and called[0].is_default():
            raise Malformed(
                problem="that role is everyone; choose “everyone” in the menu below if you mean it."
            )
        audience: Audience = (
            RoleHolders(role=str(called[0].id))
            if called
            else People(people=tuple(str(each.id) for each in chosen))
        )
        await self.edit(interaction, audience=audience)


def _defaults(chosen: Audience | None) -> list[discord.SelectDefaultValue]:
    kinds = discord.SelectDefaultValueType
    if isinstance(chosen, RoleHolders):
        return [discord.SelectDefaultValue(id=int(chosen.role), type=kinds.role)]
    if isinstance(chosen, People):
        return [discord.SelectDefaultValue(id=int(each), type=kinds.user) for each in chosen.people]
    return []


class Group(Shown, template=rf"announcement:group:{SEEN}"):
    """Nobody, everyone, or those who present a paper."""

    item: discord.ui.Select[discord.ui.View]

    def __init__(
        self, announcement: str, version: str, options: Sequence[discord.SelectOption] = ()
    ) -> None:
        menu = discord.ui.Select[discord.ui.View](
            custom_id=f"announcement:group:{announcement}:{version}",
            placeholder="or: nobody, everyone, a paper's presenters …",
            options=list(options),
        )
        super().__init__(menu, announcement, version)

    async def pressed(self, interaction: Interaction) -> None:
        chosen, _, paper = self.item.values[0].partition(":")
        plain: dict[str, Audience] = {"nobody": Nobody(), "everyone": Everyone()}
        await self.edit(interaction, audience=plain.get(chosen) or Presenters(paper=paper))


class Place(Shown, template=rf"announcement:place:{SEEN}"):
    """The channel."""

    item: discord.ui.ChannelSelect[discord.ui.View]

    def __init__(self, announcement: str, version: str, channel: str = "") -> None:
        kind = discord.SelectDefaultValueType.channel
        menu = discord.ui.ChannelSelect[discord.ui.View](
            custom_id=f"announcement:place:{announcement}:{version}",
            placeholder="the channel …",
            channel_types=CHANNELS,
            default_values=[discord.SelectDefaultValue(id=int(channel), type=kind)]
            if channel
            else [],
        )
        super().__init__(menu, announcement, version)

    async def pressed(self, interaction: Interaction) -> None:
        await self.edit(interaction, channel=str(self.item.values[0].id))


class PostIt(Shown, template=rf"announcement:post:{SEEN}:(?P<hold>\d{{1,3}})"):
    """Posts it, after a while in which it can be taken back."""

    def __init__(self, announcement: str, version: str, hold: str, *, loud: bool = False) -> None:
        minutes = f"{int(hold) // 60} min to take it back"
        button = discord.ui.Button[discord.ui.View](
            label=f"Call everyone · {minutes}" if loud else f"Post · {minutes}",
            custom_id=f"announcement:post:{announcement}:{version}:{hold}",
            style=discord.ButtonStyle.danger if loud else discord.ButtonStyle.success,
        )
        super().__init__(button, announcement, version)
        self.hold_s = float(hold)

    async def pressed(self, interaction: Interaction) -> None:
        call = PostAnnouncement(
            announcement=self.announcement, version=self.version, hold_s=self.hold_s
        )
        await show_again(interaction, await ask(interaction, call, redrawing=True))


ACTIONS = {
    "later": discord.ButtonStyle.primary,
    "edit": discord.ButtonStyle.primary,
    "cancel": discord.ButtonStyle.secondary,
    "look": discord.ButtonStyle.secondary,
    "anew": discord.ButtonStyle.primary,
}


class Act(Shown, template=rf"announcement:(?P<what>later|edit|cancel|look|anew):{SEEN}"):
    """Anything else: a form, a way back, or another look."""

    def __init__(self, what: str, announcement: str, version: str, *, says: str = "") -> None:
        button = discord.ui.Button[discord.ui.View](
            label=says or what,
            custom_id=f"announcement:{what}:{announcement}:{version}",
            style=ACTIONS[what],
        )
        super().__init__(button, announcement, version)
        self.what = what

    async def pressed(self, interaction: Interaction) -> None:
        if self.what == "later":
            # A form has to be the first answer, so what it needs is asked without "thinking".
            zone = (await ask_quietly(interaction, GetCourse())).term.zone
            form = HourForm(show_again, self.announcement, self.version, zone)
            await interaction.response.send_modal(form)
        elif self.what == "edit":
            now = await ask_quietly(interaction, GetAnnouncement(announcement=self.announcement))
            await interaction.response.send_modal(WriteForm(show_again, edited=now))
        elif self.what == "cancel":
            call = CancelAnnouncement(announcement=self.announcement)
            await show_again(interaction, await ask(interaction, call, redrawing=True))
        else:
            await self._look(interaction)

    async def _look(self, interaction: Interaction) -> None:
        call = GetAnnouncement(announcement=self.announcement)
        found = await ask(interaction, call, redrawing=True)
        if self.what == "anew":
            draft = ComposeAnnouncement(
                guild=found.guild, channel=found.channel, text=found.post.text,
                audience=found.audience, files=found.post.files,
            )  # fmt: skip
            found = await ask(interaction, draft, redrawing=True)
        await show_again(interaction, found)


def controls(announcement: Announcement, papers: Sequence[Paper]) -> list[discord.ui.Item[Any]]:
    """What can be done with it as it stands."""
    seen = (str(announcement.id), str(announcement.version))
    if announcement.state == "cancelled":
        return [Act("anew", *seen, says="write it anew")]
    edit, look = Act("edit", *seen, says="edit …"), Act("look", *seen, says="look again")
    if announcement.state in ("out", "failed"):
        return [edit, look]
    if announcement.state == "holding":
        return [Act("cancel", *seen, says="take it back"), edit, look]
    loud = isinstance(announcement.audience, Everyone)
    scheduled = announcement.state == "scheduled"
    return [
        Whom(*seen, announcement.audience),
        Group(*seen, _groups(announcement.audience, papers)),
        Place(*seen, announcement.channel),
        *(PostIt(*seen, str(hold), loud=loud) for hold in HOLDS),
        Act("later", *seen, says="another hour …" if scheduled else "later …"),
        edit,
        Act("cancel", *seen, says="cancel" if scheduled else "discard"),
    ]


def _groups(audience: Audience, papers: Sequence[Paper]) -> list[discord.SelectOption]:
    named = [each for each in papers if each.presenters]
    chosen = f"presenters:{audience.paper}" if isinstance(audience, Presenters) else audience.kind
    options = [
        ("nobody", "nobody: those who read the channel"),
        ("everyone", "everyone (@everyone)"),
    ]
    options += [
        (f"presenters:{each.id}", f"who presents {each.id}: {', '.join(each.presenters)}")
        for each in named[-GROUPS:]
    ]
    return [
        discord.SelectOption(label=label(words, 100), value=value, default=value == chosen)
        for value, words in options
    ]
