"""The bot's mouth: drains the backend's outbox into Discord.

Each channel, person and guild is a lane with a task of its own, so that a slow one starves none, and only so many
notices are taken at once as are being said. A notice is posted with the nonce that the backend made of it, so that a
post whose answer was lost is not made twice; a "latest" notice then is one message that is edited. A notice stays
leased to this process for a while: what is not said in that time is not begun, what is not acknowledged comes again.

What a matter looks like is not decided here but by the cog whose subject it is (`bot/saying.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

import discord

from backend.contract import Call
from backend.contract.announcements import AnnouncementStands
from backend.contract.notices import (
    AboutNotice,
    DoorClosed,
    NextNotices,
    Notice,
    NoticeSaid,
    StaffNote,
    StopDraining,
    TryAgain,
)
from backend.contract.refusals import BackendAway, CourseError
from bot.announcing import announcement_post
from bot.asking import Interaction, answer, ask, rows
from bot.cards.notes import delivery_card, door_words, retried_words, staff_note_card
from bot.client import SELF, Syllabot
from bot.cog import CourseCog
from bot.delivery import Delivery, expected, failed, mark_of, why_not
from bot.explain import code_of
from bot.pace import Pace
from bot.saying import Post
from bot.ui import DynamicItem

log = logging.getLogger(__name__)

WAIT_S = 25.0
LEASE_S = 45.0
SPARE_S = 5.0
"""Of the lease; what is not said before that is given up, so that no two processes say it at once."""
MOST, PEOPLE = 40, 24
"""Notices that are being said at once, and how many of them to persons: the rest is kept for channels."""
HANDFUL = 8
CROWDED_S = 1.0
"""How long the loop waits for room for a handful of people before it looks after the channels again."""
KEPT = 500
"""Notices remembered as said, for the case that the acknowledgement was lost."""
ACKNOWLEDGING_S = 60.0
"""How long a backend that is away is told again what became of a notice."""
PARTING_S = 2.0
"""Seconds in which the backend may be told that this process ends."""


class Wordless(Exception):
    """No cog of this bot says such a matter; the backend is newer than the bot."""


class About(DynamicItem, template=r"notice:(?P<notice>\d{1,12})"):
    """Says what a message is and why it came. Its custom id is also how the bot knows the message again."""

    def __init__(self, notice: str) -> None:
        super().__init__(
            discord.ui.Button(
                label="why this?",
                custom_id=f"notice:{notice}",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.notice = notice

    async def pressed(self, interaction: Interaction) -> None:
        delivery = await ask(interaction, AboutNotice(notice=int(self.notice)))
        await answer(interaction, card=delivery_card(delivery))


class KnockAgain(DynamicItem, template=r"door:again"):
    """Under the mention of a person whose direct messages are closed: says again what could not be said."""

    def __init__(self) -> None:
        super().__init__(
            discord.ui.Button(
                label="try again", custom_id="door:again", style=discord.ButtonStyle.primary
            )
        )

    async def pressed(self, interaction: Interaction) -> None:
        retried = await ask(interaction, TryAgain())
        await answer(interaction, retried_words(retried.notices))


@dataclass(frozen=True)
class Held:
    """A notice that is leased to this process."""

    notice: Notice
    until: float
    """By the loop's clock; after that it is somebody else's."""


class Notices(CourseCog):
    """What the bot says by itself"""

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[StaffNote] = self.staff_message
        bot.sayings[DoorClosed] = self.door_message
        bot.sayings[AnnouncementStands] = self.announcement_message
        self._delivery = Delivery(bot, Pace())
        self._lanes: dict[str, OrderedDict[int, Held]] = {}
        self._said: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Version and message of what was said, by the nonce, which stands for one posting of one notice."""
        self._holding: set[int] = set()
        """Notices that are leased to this process and not acknowledged yet."""
        self._freed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        self._start(self._drain())

    async def cog_unload(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        not_begun = tuple(number for lane in self._lanes.values() for number in lane)[:200]
        try:
            async with asyncio.timeout(PARTING_S):
                await self._tell(StopDraining(process=self.bot.config.process, not_begun=not_begun))
        except TimeoutError:
            log.info(
                "the backend was not told that this bot ends; its leases run out by themselves"
            )

    async def staff_message(self, matter: StaffNote) -> Post:
        return Post(staff_note_card(matter.text))

    async def door_message(self, matter: DoorClosed) -> Post:
        """Calls the person, and tells the others nothing."""
        called = discord.AllowedMentions(
            everyone=False, roles=False, users=[discord.Object(int(matter.person))]
        )
        return Post(words=door_words(matter.person), controls=rows([KnockAgain()]), mentions=called)

    async def announcement_message(self, matter: AnnouncementStands) -> Post:
        return await announcement_post(self.bot.config.link, matter)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self) -> None:
        """Take notices as they come, for ever; whatever fails is waited out."""
        loop = asyncio.get_running_loop()
        back_off = self.bot.config.back_off
        waits = back_off.waits(Random())
        waiting = False
        while True:
            call = await self._when_there_is_room()
            try:
                notices = await self.bot.config.link(call, SELF)
            except CourseError as away:
                if not waiting:
                    log.warning("waiting for the backend's notices: %s", away.sentence)
                    waiting = True
                await asyncio.sleep(next(waits))
                continue
            except Exception as fault:
                log.error("%s: asking for notices failed", code_of(fault), exc_info=fault)
                await asyncio.sleep(next(waits))
                continue
            if waiting:
                log.info("the backend answers again")
            waits, waiting = back_off.waits(Random()), False
            for notice in notices:
                # However long was waited for it, the lease began just before the answer.
                self._line_up(Held(notice, loop.time() + LEASE_S - SPARE_S))

    async def _when_there_is_room(self) -> NextNotices:
        """Ask for as much as can be said at once; people wait for one another, channels not for people."""
        loop = asyncio.get_running_loop()
        patience = loop.time() + CROWDED_S
        while True:
            held = [name for name, lane in self._lanes.items() for _ in range(len(lane) + 1)]
            room = MOST - len(held)
            people = min(room, PEOPLE - sum(name.startswith("person:") for name in held))
            left = patience - loop.time()
            if room > 0 and (people >= HANDFUL or left <= 0):
                return NextNotices(
                    wait=WAIT_S if people >= HANDFUL else 0,
                    most=room,
                    people=max(people, 0),
                    lease_s=LEASE_S,
                    process=self.bot.config.process,
                    held=tuple(sorted(self._holding)),
                )
            self._freed.clear()
            try:
                async with asyncio.timeout(left if room > 0 else None):
                    await self._freed.wait()
            except TimeoutError:
                continue

    def _line_up(self, held: Held) -> None:
        """Put a notice into its lane; a newer version takes the place of an older one."""
        name = held.notice.lane
        self._holding.add(held.notice.id)
        lane = self._lanes.get(name)
        if lane is not None:
            lane[held.notice.id] = held
            return
        lane = self._lanes[name] = OrderedDict({held.notice.id: held})
        self._start(self._walk(name, lane))

    async def _walk(self, name: str, lane: OrderedDict[int, Held]) -> None:
        """Say everything in a lane, then close it."""
        while lane:
            _, held = lane.popitem(last=False)
            notice = held.notice
            try:
                await self._say(held)
            except Exception as fault:
                log.error("%s: saying %s failed", code_of(fault), notice.key, exc_info=fault)
                await self._tell(failed(notice, f"fault {code_of(fault)}", give_up=True))
            if notice.id not in lane:
                self._holding.discard(notice.id)
            self._freed.set()
        del self._lanes[name]
        self._freed.set()

    async def _say(self, held: Held) -> None:
        """Bring it into Discord, then tell the backend how that went."""
        notice = held.notice
        version, thing = self._said.get(notice.nonce, (0, 0))
        if version != notice.version:
            if asyncio.get_running_loop().time() >= held.until:
                await self._tell(failed(notice, "its turn came too late", no_effect=True))
                return
            try:
                async with asyncio.timeout_at(held.until):
                    thing = await self._bring(notice, thing)
            except Wordless:
                log.warning("no cog has words for %s, so it is set aside", notice.key)
                await self._tell(failed(notice, "this bot has no words for it", give_up=True))
                return
            except BackendAway:
                return  # A picture could not be fetched; the lease ends, and the notice comes again.
            except Exception as failure:
                if not expected(failure):
                    raise
                await self._tell(why_not(notice, failure))
                return
            self._said[notice.nonce] = (notice.version, thing)
            while len(self._said) > KEPT:
                self._said.popitem(last=False)
        await self._tell(NoticeSaid(notice=notice.id, version=notice.version, message=str(thing)))

    async def _bring(self, notice: Notice, before: int) -> int:
        kind = type(notice.matter)
        if kind not in self.bot.keepings and kind not in self.bot.sayings:
            # Nothing is posted through the gateway, so nobody waits for it; but perhaps a cog is still to be loaded.
            await self.bot.wait_until_ready()
        keep, say = self.bot.keepings.get(kind), self.bot.sayings.get(kind)
        if keep is not None:
            return await keep(notice)
        if say is None:
            raise Wordless()
        post = await say(notice.matter)
        # A board and a table are known again by their own buttons; everything else gets a mark.
        if notice.kind == "once" or kind is AnnouncementStands:
            post = post.with_item(About(mark_of(notice).partition(":")[2]))
        return await self._delivery.deliver(notice, post, before)

    async def _tell(self, call: Call[None]) -> None:
        """Acknowledge, again while the backend is away; when even that is lost, the notice comes once more."""
        loop = asyncio.get_running_loop()
        until = loop.time() + ACKNOWLEDGING_S
        waits = self.bot.config.back_off.waits(Random())
        while True:
            try:
                await self.bot.config.link(call, SELF)
                return
            except BackendAway:
                if loop.time() >= until:
                    log.info("%s was not heard by the backend", type(call).__name__)
                    return
            except CourseError as refusal:
                log.info("%s was not taken: %s", type(call).__name__, refusal.sentence)
                return
            await asyncio.sleep(next(waits))
