"""One notice brought into Discord: a message posted or edited, and what its failure means.

A message says which notice it is by the custom id of a button, not in its text. When the nonce of a first try may be
forgotten by now, the recent history is searched for that button before anything is posted. Nothing here asks the
backend or waits for another try; that is for whoever drains the outbox.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import discord

from backend.contract import Call
from backend.contract.notices import Notice, NoticeClosed, NoticeFailed, NoticeUnknown
from bot.explain import is_connection
from bot.pace import Pace
from bot.saying import Post

if TYPE_CHECKING:
    from bot.client import Syllabot

    Place: TypeAlias = discord.PartialMessageable

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE, UNKNOWN_EVENT = 10008, 10070
CLOSED = 50007
"""The person takes no direct messages."""
LOOKED_AT = 500
"""Messages of a channel's history that are searched for one that may have been posted before."""
SKEW = timedelta(minutes=2)
"""How far the clocks of Discord and the backend may lie apart."""
DIRECTS = 2000
"""Direct channels whose ids are remembered, so that they are not opened anew for each message."""


class CannotLook(Exception):
    """Where the message may already stand cannot be searched; the text says why."""


class Hopeless(Exception):
    """No repetition mends it; the text says what stands in the way."""


class Delivery:
    """Posts and edits messages at a pace."""

    def __init__(self, bot: Syllabot, pace: Pace) -> None:
        self.bot = bot
        self.pace = pace
        self._directs: OrderedDict[str, int] = OrderedDict()
        """Direct channels by person, the latest used last."""

    async def deliver(self, notice: Notice, post: Post, before: int) -> int:
        """The id of the message that now says it; `before` is one known to this process, 0 for none.

        Raises what Discord raises, and `CannotLook`.
        """
        place = await self._place(notice)
        known = int(notice.message or before)
        if not known and notice.look_first:
            known = await self._found(place, notice, post)
            if known and notice.kind == "once":
                return known
        await self.pace.turn()
        if known:
            await place.get_partial_message(known).edit(**post.changed())
            return known
        sent = await place.send(nonce=notice.nonce, **post.new())
        if notice.kind == "latest" and (notice.version > 1 or notice.tries > 1):
            # The nonce may have brought back an earlier post of ours, which shows an earlier state.
            await self.pace.turn()
            await sent.edit(**post.changed())
        return sent.id

    async def _place(self, notice: Notice) -> Place:
        if notice.person is None:
            return self.bot.get_partial_messageable(int(notice.to))
        known = self._directs.pop(notice.person, 0)
        if not known:
            await self.pace.turn()
            known = (await self.bot.create_dm(discord.Object(int(notice.person)))).id
        self._directs[notice.person] = known
        while len(self._directs) > DIRECTS:
            self._directs.popitem(last=False)
        return self.bot.get_partial_messageable(known, type=discord.ChannelType.private)

    async def _found(self, place: Place, notice: Notice, post: Post) -> int:
        """A message of ours, since the first try, that is this notice's; 0 for none."""
        await self._check_history_is_open(notice)
        since = (notice.first_tried or datetime.now(UTC)) - SKEW
        seen = 0
        await self.pace.turn()
        try:
            async for message in place.history(limit=LOOKED_AT, after=since):
                seen += 1
                mine = self.bot.user is not None and message.author.id == self.bot.user.id
                if mine and is_of(message, notice, post):
                    return message.id
        except discord.Forbidden as hidden:
            raise CannotLook("the channel's history cannot be read") from hidden
        if seen >= LOOKED_AT:
            raise CannotLook(f"more than {LOOKED_AT} messages were written in the channel since")
        return 0

    async def _check_history_is_open(self, notice: Notice) -> None:
        """Discord shows an empty history to who may not read it, so the permission is looked at.

        Raises `CannotLook`.
        """
        if notice.channel is None:
            return
        await self.bot.wait_until_ready()  # Channels are known from then on.
        channel = self.bot.get_channel(int(notice.channel))
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            raise CannotLook("the channel is not known to the bot")
        if not channel.permissions_for(channel.guild.me).read_message_history:
            raise CannotLook("the bot lacks the permission Read Message History in the channel")


def mark_of(notice: Notice) -> str:
    """The custom id by which a message is known to be this notice's."""
    return f"notice:{notice.id}"


def is_of(message: discord.Message, notice: Notice, post: Post) -> bool:
    """Whether a message of ours says this notice: by its mark, or by the buttons that only it has.

    A board has no room for a mark, but its own buttons; without any, the words decide.
    """
    ids = custom_ids(message.components)
    if mark_of(notice) in ids:
        return True
    if notice.kind == "once" or any(each.startswith("notice:") for each in ids):
        return False
    own = custom_ids(post.controls.children) if post.controls is not None else set()
    return bool(own & ids) if own or ids else post.shown_by(message)


def custom_ids(items: Any) -> set[str]:
    """Of every button and menu among components, rows of them, or the items of a view."""
    found: set[str] = set()
    for item in items:
        custom_id = getattr(item, "custom_id", None)
        if isinstance(custom_id, str):
            found.add(custom_id)
        found |= custom_ids(getattr(item, "children", ()))
    return found


def why_not(notice: Notice, failure: BaseException) -> Call[None]:
    """What to tell the backend of a failure: closed, gone, hopeless, uncertain, or to be tried again."""
    if isinstance(failure, CannotLook):
        reason = f"{failure}, so it is not known whether it was said"
        return NoticeUnknown(notice=notice.id, version=notice.version, reason=reason)
    if isinstance(failure, Hopeless):
        return failed(notice, str(failure), give_up=True, no_effect=True)
    if isinstance(failure, discord.HTTPException):
        return _refused(notice, failure)
    # A connection that was never made has done nothing; one that broke may have.
    never = isinstance(failure, ConnectionRefusedError) or "Connector" in type(failure).__name__
    return failed(notice, f"Discord cannot be reached: {type(failure).__name__}", no_effect=never)


def _refused(notice: Notice, failure: discord.HTTPException) -> Call[None]:
    if failure.code == CLOSED and notice.person is not None:
        return NoticeClosed(notice=notice.id, version=notice.version)
    if failure.code in (UNKNOWN_MESSAGE, UNKNOWN_EVENT):
        return failed(notice, "it was deleted in Discord", message_gone=True, no_effect=True)
    if isinstance(failure, discord.Forbidden | discord.NotFound):
        return failed(notice, f"Discord refuses: {failure.text}", give_up=True, no_effect=True)
    if 400 <= failure.status < 500 and failure.status != 429:
        log.error("Discord takes no such thing as %s: %s", notice.key, failure)
        words = f"Discord takes no such thing: {failure.text}"
        return failed(notice, words, give_up=True, no_effect=True)
    limited = failure.status == 429
    return failed(notice, f"Discord answers {failure.status}", no_effect=limited)


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
    return isinstance(failure, CannotLook | Hopeless | discord.HTTPException) or is_connection(
        failure
    )
