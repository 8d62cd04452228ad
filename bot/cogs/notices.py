"""The bot's mouth: drains the backend's outbox into Discord.

Each channel, person and guild is a lane with a task of its own, so that a slow one starves none. A notice is posted
with the nonce that the backend made of it, so that a post whose answer was lost is not made twice; a "latest" notice
then is one message that is edited. A notice stays leased to this process for a while; what is not acknowledged in
that time comes again.

What a matter looks like is not decided here but by the cog whose subject it is (`bot/saying.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from random import Random
from typing import Any

from backend.contract import Call
from backend.contract.notices import NextNotices, Notice, NoticeSaid, StaffNote, StopDraining
from backend.contract.refusals import BackendAway, CourseError
from bot.cards.notes import staff_note_card
from bot.client import SELF, Syllabot
from bot.cog import CourseCog
from bot.delivery import deliver, expected, failed, why_not
from bot.explain import code_of
from bot.saying import Post

log = logging.getLogger(__name__)

WAIT_S = 25.0
KEPT = 500
"""Notices remembered as said, for the case that the acknowledgement was lost."""
PARTING_S = 2.0
"""Seconds in which the backend may be told that this process ends."""


class Wordless(Exception):
    """No cog of this bot says such a matter; the backend is newer than the bot."""


class Notices(CourseCog):
    """What the bot says by itself"""

    def __init__(self, bot: Syllabot) -> None:
        super().__init__(bot)
        bot.sayings[StaffNote] = self.staff_message
        self._lanes: dict[str, OrderedDict[int, Notice]] = {}
        self._said: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Version and message of what was said, by the nonce, which stands for one posting of one notice."""
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

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self) -> None:
        """Take notices as they come, for ever; whatever fails is waited out."""
        back_off = self.bot.config.back_off
        waits = back_off.waits(Random())
        call = NextNotices(wait=WAIT_S, process=self.bot.config.process)
        waiting = False
        while True:
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
                self._line_up(notice)

    def _line_up(self, notice: Notice) -> None:
        """Put a notice into its lane; a newer version takes the place of an older one."""
        lane = self._lanes.get(notice.lane)
        if lane is not None:
            lane[notice.id] = notice
            return
        lane = self._lanes[notice.lane] = OrderedDict({notice.id: notice})
        self._start(self._walk(notice.lane, lane))

    async def _walk(self, name: str, lane: OrderedDict[int, Notice]) -> None:
        """Say everything in a lane, then close it."""
        while lane:
            _, notice = lane.popitem(last=False)
            try:
                await self._say(notice)
            except Exception as fault:
                log.error("%s: saying %s failed", code_of(fault), notice.key, exc_info=fault)
                await self._tell(failed(notice, f"fault {code_of(fault)}", give_up=True))
        del self._lanes[name]

    async def _say(self, notice: Notice) -> None:
        """Bring it into Discord, then tell the backend how that went."""
        version, thing = self._said.get(notice.nonce, (0, 0))
        if version != notice.version:
            try:
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
        keep, say = self.bot.keepings.get(kind), self.bot.sayings.get(kind)
        if keep is not None:
            return await keep(notice)
        if say is None:
            raise Wordless()
        return await deliver(self.bot, notice, await say(notice.matter), before)

    async def _tell(self, call: Call[None]) -> None:
        """Acknowledge; if that is lost, the lease ends and the notice is acknowledged when it comes again."""
        try:
            await self.bot.config.link(call, SELF)
        except CourseError as refusal:
            log.info("%s was not taken: %s", type(call).__name__, refusal.sentence)
