"""One notice brought into Discord: a message posted or edited, and what its failure means.

Nothing here asks the backend or waits for another try; that is for whoever drains the outbox.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord

from backend.contract import Call
from backend.contract.notices import Notice, NoticeClosed, NoticeFailed, NoticeUnknown
from bot.explain import is_connection
from bot.saying import Post

if TYPE_CHECKING:
    from bot.client import Syllabot

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE = 10008
CLOSED = 50007
"""The person takes no direct messages."""
LOOKED_AT = 100
"""Messages of a channel's history that are searched for one that may have been posted before."""


class CannotLook(Exception):
    """The history, where the notice may already stand, cannot be read."""


async def deliver(bot: Syllabot, notice: Notice, post: Post, before: int) -> int:
    """The id of the message that now says it; `before` is one known to this process, 0 for none.

    Raises what Discord raises, and `CannotLook`.
    """
    place = await _place(bot, notice)
    known = int(notice.message or before)
    if not known and notice.look_first:
        known = await _found(bot, place, notice, post)
        if known and notice.kind == "once":
            return known
    if known:
        await place.get_partial_message(known).edit(**post.changed())
        return known
    sent = await place.send(nonce=notice.nonce, **post.new())
    if notice.kind == "latest" and (notice.version > 1 or notice.tries > 1):
        # The nonce may have brought back an earlier post of ours, which shows an earlier state.
        await sent.edit(**post.changed())
    return sent.id


async def _place(bot: Syllabot, notice: Notice) -> discord.PartialMessageable | discord.DMChannel:
    if notice.person is not None:
        return await bot.create_dm(discord.Object(int(notice.person)))
    return bot.get_partial_messageable(int(notice.to))


async def _found(
    bot: Syllabot,
    place: discord.PartialMessageable | discord.DMChannel,
    notice: Notice,
    post: Post,
) -> int:
    """A message of ours, since the first try, that reads like `post`; 0 for none."""
    since = (notice.first_tried or datetime.now(UTC)) - timedelta(minutes=2)
    try:
        async for message in place.history(limit=LOOKED_AT, after=since):
            mine = bot.user is not None and message.author.id == bot.user.id
            if mine and post.shown_by(message):
                return message.id
    except discord.Forbidden as hidden:
        raise CannotLook() from hidden
    return 0


def why_not(notice: Notice, failure: BaseException) -> Call[None]:
    """What to tell the backend of a failure: closed, gone, hopeless, uncertain, or to be tried again."""
    if isinstance(failure, CannotLook):
        return NoticeUnknown(
            notice=notice.id,
            version=notice.version,
            reason="the channel's history cannot be read, so it is not known whether it was said",
        )
    if isinstance(failure, discord.HTTPException):
        if failure.code == CLOSED:
            return NoticeClosed(notice=notice.id, version=notice.version)
        if failure.code == UNKNOWN_MESSAGE:
            return failed(notice, "the message was deleted", message_gone=True, no_effect=True)
        if isinstance(failure, discord.Forbidden | discord.NotFound):
            return failed(notice, f"Discord refuses: {failure.text}", give_up=True, no_effect=True)
        if 400 <= failure.status < 500 and failure.status != 429:
            log.error("Discord takes no such message as %s: %s", notice.key, failure)
            words = f"Discord takes no such message: {failure.text}"
            return failed(notice, words, give_up=True, no_effect=True)
        return failed(notice, f"Discord answers {failure.status}", no_effect=failure.status == 429)
    # A connection that was never made has done nothing; one that broke may have.
    never = isinstance(failure, ConnectionRefusedError) or "Connector" in type(failure).__name__
    return failed(notice, f"Discord cannot be reached: {type(failure).__name__}", no_effect=never)


def failed(
    notice: Notice,
    reason: str,
    *,
    give_up: bool = False,
    message_gone: bool = False,
    no_effect: bool = False,
) -> NoticeFailed:
    return NoticeFailed(
        notice=notice.id,
        version=notice.version,
        reason=reason[:500] or "no reason was given",
        give_up=give_up,
        message_gone=message_gone,
        no_effect=no_effect,
    )


def expected(failure: BaseException) -> bool:
    """Whether Discord or the network failed, rather than our own code."""
    return isinstance(failure, CannotLook | discord.HTTPException) or is_connection(failure)
