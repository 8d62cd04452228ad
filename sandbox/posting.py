"""Posting, editing and taking away messages: one place, for the bot, for people, for interactions.

It takes checked drafts, works out who is called, keeps nonces, and changes the state, which tells
everyone. Files are settled in `attaching`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox import errors
from sandbox.attaching import Attaching
from sandbox.check.form import Form
from sandbox.check.message import Draft
from sandbox.errors import Json
from sandbox.files import Files
from sandbox.mentions import called
from sandbox.model import (
    Channel,
    Message,
    MessageFlag,
    MessageType,
    Origin,
)
from sandbox.state import World


@dataclass(frozen=True)
class Circumstances:
    """What a message has beside its draft when an interaction made it."""

    origin: Origin | None = None
    reader: int | None = None
    by_application: bool = False
    type: int = MessageType.DEFAULT
    reply_to: int | None = None


class Posting:
    def __init__(
        self,
        world: World,
        files: Files,
        *,
        nonce_life: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.world = world
        self.attaching = Attaching(world, files)
        self._nonce_life = nonce_life
        self._clock = clock
        self._nonces: dict[tuple[int, int, str], tuple[int, float]] = {}

    def create(
        self, place: Channel, author_id: int, draft: Draft, case: Circumstances | None = None
    ) -> Message:
        """Post it, or return the first message of the same enforced nonce.

        Raises 50006 if there is nothing in it, 50035 for a reply to nothing or an unknown file.
        """
        case = case or Circumstances()
        if earlier := self._same_nonce(place, author_id, draft):
            return earlier
        if not (draft.content or draft.embeds or draft.components or draft.uploads):
            raise errors.empty_message()
        post = Message(
            self.world.ids.next(),
            place.id,
            author_id,
            self.world.now(),
            content=draft.content or "",
            type=case.type,
            flags=(draft.flags or 0) & ~int(MessageFlag.LOADING),
            tts=draft.tts,
            nonce=draft.nonce,
            by_application=case.by_application,
            origin=case.origin,
            reader=case.reader,
        )
        self._refer(post, place, draft, case.reply_to)
        self.attaching.settle(post, draft)
        self._call(post, place, draft)
        if draft.nonce is not None:
            self._nonces[place.id, author_id, draft.nonce] = (post.id, self._clock())
        self.world.add_message(post)
        return post

    def edit(self, post: Message, draft: Draft, *, silently: bool = False) -> Message:
        """Change what the draft names and leave the rest.

        Raises 50006 if nothing would be left. `silently`: no edit is marked (a deferred answer
        arriving, or a first response that replaces).
        """
        content = post.content if draft.content is None else draft.content
        embeds = post.embeds if draft.embeds is None else draft.embeds
        components = post.components if draft.components is None else draft.components
        kept = post.attachments
        if draft.attachments is not None:
            ids = {entry.id for entry in draft.attachments}
            kept = [item for item in kept if item.id in ids or item.embedded]
        if not (content or embeds or components or draft.uploads or kept):
            raise errors.empty_message()
        self.attaching.settle(post, draft)
        if draft.flags is not None:
            settable = int(MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2)
            v2 = post.flags & MessageFlag.COMPONENTS_V2
            post.flags = (post.flags & ~settable) | (draft.flags & settable) | v2
        post.content = content
        if draft.content is not None or texts(draft.components or []):
            self._call(post, self.world.channels[post.channel_id], draft)
        post.flags &= ~int(MessageFlag.LOADING)
        if not silently:
            post.edited = self.world.now()
        self.world.changed_message(post)
        return post

    def delete(self, *posts: Message) -> None:
        """Take away messages of one channel, and their files."""
        if posts:
            self.world.remove_messages(posts[0].channel_id, [post.id for post in posts])
            for post in posts:
                self.attaching.forget(post.attachments)

    def _same_nonce(self, place: Channel, author_id: int, draft: Draft) -> Message | None:
        now = self._clock()
        stale = [key for key, (_, at) in self._nonces.items() if now - at > self._nonce_life]
        for key in stale:
            del self._nonces[key]
        if draft.nonce is None or not draft.enforce_nonce:
            return None
        message_id, _ = self._nonces.get((place.id, author_id, draft.nonce), (0, 0.0))
        return self.world.find_message(place.id, message_id)

    def _refer(self, post: Message, place: Channel, draft: Draft, reply_to: int | None) -> None:
        target_id = reply_to or draft.reply_to
        if target_id is None:
            return
        if self.world.find_message(place.id, target_id) is None:
            if not draft.reply_or_fail:
                return
            form = Form()
            form.wrong(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.finish()
        post.reference_id = target_id
        post.reference_channel_id = place.id
        if post.type == MessageType.DEFAULT:
            post.type = MessageType.REPLY

    def _call(self, post: Message, place: Channel, draft: Draft) -> None:
        target = self.world.find_message(place.id, post.reference_id or 0)
        people = called(
            self.world,
            "\n".join([post.content, *texts(post.components)]),
            draft.allowed_mentions,
            author_id=post.author_id,
            place=place,
            replied_to=target,
        )
        post.mentions = list(people.people)
        post.mention_roles = list(people.roles)
        post.mention_everyone = people.everyone


def texts(components: list[Json]) -> list[str]:
    """Every text display among the components, in reading order."""
    found: list[str] = []
    for item in components:
        if item.get("type") == 10:
            found.append(item["content"])
        found += texts(item.get("components", []))
    return found
