"""The bot's mouth: drains the backend's outbox into channels.

Each channel is a lane with a task of its own, so that a slow one starves none. A notice is posted with the nonce that
the backend made of it, so that a post whose answer was lost is not made twice; a "latest" notice then is one message
that is edited. A notice stays leased to this process for a while; what is not acknowledged in that time comes again.

What a matter looks like is not decided here but by the cog whose subject it is (`bot/saying.py`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from random import Random
from typing import Any

import discord

from backend.contract import Call
from backend.contract.notices import NextNotices, Notice, NoticeFailed, NoticeSaid, StaffNote
from backend.contract.refusals import BackendAway, CourseError
from bot.cards.notes import staff_note_card
from bot.client import SELF, Syllabot
from bot.cog import CourseCog
from bot.explain import code_of, is_connection
from bot.saying import Post

log = logging.getLogger(__name__)

WAIT_S = 25.0
UNKNOWN_MESSAGE = 10008
KEPT = 500
"""Notices remembered as said, for the case that the acknowledgement was lost."""


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

    async def staff_message(self, matter: StaffNote) -> Post:
        return Post(staff_note_card(matter.text))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self) -> None:
        """Take notices as they come, for ever; whatever fails is waited out."""
        back_off = self.bot.config.back_off
        waits = back_off.waits(Random())
        waiting = False
        while True:
            try:
                notices = await self.bot.config.link(NextNotices(wait=WAIT_S), SELF)
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
        """Put a notice into its channel's lane; a newer version takes the place of an older one."""
        lane = self._lanes.get(notice.channel)
        if lane is None:
            lane = self._lanes[notice.channel] = OrderedDict()
            lane[notice.id] = notice
            self._start(self._walk(notice.channel, lane))
        else:
            lane[notice.id] = notice

    async def _walk(self, channel: str, lane: OrderedDict[int, Notice]) -> None:
        """Say everything in a lane, then close it."""
        try:
            while lane:
                _, notice = lane.popitem(last=False)
                try:
                    await self._say(notice)
                except Exception as fault:
                    log.error("%s: saying %s failed", code_of(fault), notice.key, exc_info=fault)
                    await self._tell(failed(notice, f"fault {code_of(fault)}", give_up=True))
        finally:
            del self._lanes[channel]

    async def _say(self, notice: Notice) -> None:
        """Post or edit, then tell the backend how that went."""
        version, message = self._said.get(notice.nonce, (0, 0))
        if version != notice.version:
            try:
                post = await self.bot.sayings[type(notice.matter)](notice.matter)
                message = await self._post(notice, post, message)
            except BackendAway:
                return  # A picture could not be fetched; the lease ends, and the notice comes again.
            except (discord.HTTPException, OSError, TimeoutError) as failure:
                await self._tell(why_not(notice, failure))
                return
            except Exception as failure:
                if not is_connection(failure):
                    raise
                await self._tell(why_not(notice, failure))
                return
            self._said[notice.nonce] = (notice.version, message)
            while len(self._said) > KEPT:
                self._said.popitem(last=False)
        await self._tell(NoticeSaid(notice=notice.id, version=notice.version, message=str(message)))

    async def _post(self, notice: Notice, post: Post, before: int) -> int:
        """The id of the message that now says it."""
        channel = self.bot.get_partial_messageable(int(notice.channel))
        files = [picture.file() for picture in post.pictures]
        known = int(notice.message or before)
        if known:
            edited = channel.get_partial_message(known)
            await edited.edit(embed=post.card, view=post.controls, attachments=files)
            return known
        # The library takes None for "no view" in edits, but wants it left out of a new message.
        if post.controls is None:
            sent = await channel.send(embed=post.card, files=files, nonce=notice.nonce)
        else:
            sent = await channel.send(
                embed=post.card, files=files, nonce=notice.nonce, view=post.controls
            )
        if notice.kind == "latest" and (notice.version > 1 or notice.tries > 1):
            # The nonce may have brought back an earlier post of ours, which shows an earlier state.
            again = [picture.file() for picture in post.pictures]
            await sent.edit(embed=post.card, view=post.controls, attachments=again)
        return sent.id

    async def _tell(self, call: Call[None]) -> None:
        """Acknowledge; if that is lost, the lease ends and the notice is acknowledged when it comes again."""
        try:
            await self.bot.config.link(call, SELF)
        except CourseError as refusal:
            log.info("%s was not taken: %s", type(call).__name__, refusal.sentence)


def why_not(notice: Notice, failure: BaseException) -> NoticeFailed:
    """What to tell the backend of a failure: gone, hopeless, or to be tried again."""
    if isinstance(failure, discord.NotFound) and failure.code == UNKNOWN_MESSAGE:
        return failed(notice, "the message was deleted", message_gone=True)
    if isinstance(failure, discord.Forbidden | discord.NotFound):
        return failed(notice, f"Discord refuses: {failure.text}", give_up=True)
    if (
        isinstance(failure, discord.HTTPException)
        and 400 <= failure.status < 500
        and failure.status != 429
    ):
        log.error("Discord takes no such message as %s: %s", notice.key, failure)
        return failed(notice, f"Discord takes no such message: {failure.text}", give_up=True)
    return failed(notice, f"Discord cannot be reached: {type(failure).__name__}")


def failed(
    notice: Notice, reason: str, *, give_up: bool = False, message_gone: bool = False
) -> NoticeFailed:
    return NoticeFailed(
        notice=notice.id,
        version=notice.version,
        reason=reason[:500] or "no reason was given",
        give_up=give_up,
        message_gone=message_gone,
    )
