"""Meetings as scheduled events of the server.

Discord knows no nonce for events. Before one is made, the server's events (a hundred at most, one request) are
searched for the mark that each of ours carries in its description, so that one whose creation was never acknowledged
is found again.

Discord refuses an event that lies in its past. It goes by the real time and the course by its own clock, which may have
been moved; a meeting that is ahead in the course alone then has no event. (The sandbox goes by the course's clock.)
"""

from __future__ import annotations

import discord

from backend.contract.events import EventStands
from backend.contract.notices import Notice
from bot.client import Syllabot
from bot.cog import CourseCog
from bot.delivery import Hopeless
from bot.pace import Pace

A_SECOND = 5.0
"""Requests for events; nobody waits for one."""
INVALID_FORM = 50035


class Events(CourseCog):
    """Meetings as events of this server"""

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        self._pace = Pace(A_SECOND)
        bot.keepings[EventStands] = self.keep

    async def keep(self, notice: Notice) -> int:
        """See to it that the event is as the notice says; its id, or 0 when there is none and shall be none."""
        stands = notice.matter
        assert isinstance(stands, EventStands)
        await self.bot.wait_until_ready()  # Servers are known from then on.
        guild = self.bot.get_guild(int(notice.to))
        if guild is None:
            raise Hopeless("the bot is not in that server")
        event = await self._known(guild, notice, stands)
        await self._pace.turn()
        if stands.cancelled:
            if event is not None:
                await event.delete()
            return 0
        try:
            return await self._bring_about(guild, event, stands)
        except discord.HTTPException as refused:
            if not in_the_past(refused):
                raise
            return event.id if event is not None else 0

    async def _bring_about(
        self, guild: discord.Guild, event: discord.ScheduledEvent | None, stands: EventStands
    ) -> int:
        if event is not None:
            edited = await event.edit(
                name=stands.name, description=described(stands), start_time=stands.starts,
                end_time=stands.ends, location=stands.place,
            )  # fmt: skip
            return edited.id
        made = await guild.create_scheduled_event(
            name=stands.name, description=described(stands), start_time=stands.starts,
            end_time=stands.ends, location=stands.place,
            entity_type=discord.EntityType.external, privacy_level=discord.PrivacyLevel.guild_only,
        )  # fmt: skip
        return made.id

    async def _known(
        self, guild: discord.Guild, notice: Notice, stands: EventStands
    ) -> discord.ScheduledEvent | None:
        """The event as it is in Discord now."""
        await self._pace.turn()
        for event in await guild.fetch_scheduled_events(with_counts=False):
            mine = self.bot.user is not None and event.creator_id == self.bot.user.id
            marked = mine and mark(stands) in (event.description or "")
            if marked or str(event.id) == notice.message:
                return event
        return None


def in_the_past(refused: discord.HTTPException) -> bool:
    """Whether Discord will not have an event because it would begin before now; it says so in words alone."""
    return refused.code == INVALID_FORM and "event in the past" in refused.text


def mark(stands: EventStands) -> str:
    return f"[{stands.mark}]"


def described(stands: EventStands) -> str:
    """At most 1,000 characters, the mark in its last line."""
    return f"{stands.about_it}\n\nKept in step with the course calendar. {mark(stands)}"
