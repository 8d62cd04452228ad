"""The bot's answers to interactions: first responses, follow-ups, edits of the original.

Every function here acts for the application on one interaction, and raises Discord's refusals.
https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Any

from sandbox import errors
from sandbox.check import message as check
from sandbox.check.choices import choices
from sandbox.check.form import Form
from sandbox.check.message import Draft, Upload
from sandbox.check.modal import modal
from sandbox.errors import Json
from sandbox.interactions import Interaction, Interactions, Kind
from sandbox.model import Message, MessageFlag, MessageType
from sandbox.posting import Circumstances, Posting
from sandbox.state import World


class Callback(IntEnum):
    PONG = 1
    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


PEOPLE_ONLY: Json = {"parse": ["users"], "users": [], "roles": [], "replied_user": False}


class Answering:
    def __init__(self, world: World, posting: Posting, interactions: Interactions) -> None:
        self.world = world
        self.posting = posting
        self.interactions = interactions

    def respond(
        self, interaction: Interaction, body: Json, uploads: tuple[Upload, ...]
    ) -> Message | None:
        """The first response. Returns the message it made or changed, if any."""
        kind = self._allowed(interaction, body.get("type"))
        form = Form()
        data = form.optional(("data",), body.get("data"))
        flags = form.whole(("data", "flags"), data.get("flags"), least=0) or 0
        form.finish()
        if kind == Callback.CHOICES:
            self._choices(interaction, data)
            return None
        if kind == Callback.MODAL:
            shown = modal(form, data)
            form.finish()
            interaction.modal = shown
            self.interactions.answered(interaction, kind)
            return None
        if kind in (Callback.UPDATE, Callback.DEFER_UPDATE):
            return self._update(interaction, kind, data, uploads)
        if kind == Callback.DEFER:
            post = self._loading(interaction, flags & MessageFlag.EPHEMERAL)
            interaction.original_id = post.id
            self.interactions.answered(interaction, kind, "thinking")
            return post
        draft = _read(data, uploads, at=("data",))
        post = self._post(interaction, draft, self._refers_to(interaction))
        interaction.original_id = post.id
        self.interactions.answered(interaction, kind)
        return post

    def follow_up(
        self, interaction: Interaction, body: Json, uploads: tuple[Upload, ...]
    ) -> Message:
        """A further message; the first one after a deferral takes the place of "is thinking"."""
        draft = _read(body, uploads)
        original = self.original(interaction, or_none=True)
        if original is not None and original.loading:
            return self._arrive(interaction, original, draft)
        post = self._post(interaction, draft, interaction.original_id)
        interaction.followups.append(post.id)
        self.interactions.answered(interaction, 0)
        return post

    def edit(
        self,
        interaction: Interaction,
        message_id: int | None,
        body: Json,
        uploads: tuple[Upload, ...],
    ) -> Message:
        """Change the original (`message_id` None) or a follow-up of this interaction."""
        post = self.message(interaction, message_id)
        draft = _read(body, uploads, flags=post.flags)
        if post.loading:
            return self._arrive(interaction, post, draft)
        self.posting.edit(post, draft)
        if post.id == interaction.original_id:
            interaction.edits += 1
        self.interactions.answered(interaction, 0, interaction.state)
        return post

    def delete(self, interaction: Interaction, message_id: int | None) -> None:
        post = self.message(interaction, message_id)
        self.posting.delete(post)
        state = "answered" if post.loading else interaction.state
        self.interactions.answered(interaction, 0, state)

    def message(self, interaction: Interaction, message_id: int | None) -> Message:
        """One of this interaction's own messages. Raises 10008 for any other."""
        if message_id is None or message_id == interaction.original_id:
            post = self.original(interaction)
            assert post is not None
            return post
        if message_id not in interaction.followups:
            raise errors.unknown_message()
        found = self.world.find_message(interaction.channel_id, message_id)
        if found is None:
            raise errors.unknown_message()
        return found

    def original(self, interaction: Interaction, *, or_none: bool = False) -> Message | None:
        found = self.world.find_message(interaction.channel_id, interaction.original_id or 0)
        if found is None and not or_none:
            raise errors.unknown_message()
        return found

    def _allowed(self, interaction: Interaction, given: Any) -> Callback:
        """Which first responses fit: choices to an autocomplete, no modal to a modal, and so on."""
        if interaction.kind == Kind.AUTOCOMPLETE:
            fits = {Callback.CHOICES}
        else:
            fits = {Callback.MESSAGE, Callback.DEFER}
            if interaction.message_id is not None:
                fits |= {Callback.UPDATE, Callback.DEFER_UPDATE}
            if interaction.kind != Kind.MODAL:
                fits.add(Callback.MODAL)
        form = Form()
        if given is None:
            form.required(("type",))
        else:
            form.one_of(("type",), given, {int(kind) for kind in fits})
        form.finish()
        return Callback(given)

    def _choices(self, interaction: Interaction, data: Json) -> None:
        form = Form()
        interaction.choices = choices(form, data, _focused_kind(interaction.data))
        try:
            form.finish()
        except errors.DiscordError:
            interaction.choices = None
            raise
        self.interactions.answered(interaction, Callback.CHOICES)

    def _update(
        self, interaction: Interaction, kind: Callback, data: Json, uploads: tuple[Upload, ...]
    ) -> Message:
        post = self.world.find_message(interaction.channel_id, interaction.message_id or 0)
        if post is None:
            raise errors.unknown_message()
        if kind == Callback.UPDATE:
            self.posting.edit(post, _read(data, uploads, at=("data",), flags=post.flags))
        interaction.original_id = post.id
        self.interactions.answered(interaction, kind)
        return post

    def _loading(self, interaction: Interaction, flags: int) -> Message:
        post = Message(
            self.world.ids.next(),
            interaction.channel_id,
            self.world.bot.user.id,
            self.world.now(),
            type=self._type(interaction),
            flags=flags | int(MessageFlag.LOADING),
            by_application=True,
            origin=interaction.origin(),
            reader=interaction.user_id if flags & MessageFlag.EPHEMERAL else None,
        )
        reply_to = self._refers_to(interaction)
        if reply_to is not None:
            post.reference_id, post.reference_channel_id = reply_to, interaction.channel_id
        self.world.add_message(post)
        return post

    def _arrive(self, interaction: Interaction, post: Message, draft: Draft) -> Message:
        self.posting.edit(post, _calling_people(draft), silently=True)
        interaction.edits += 1
        self.interactions.answered(interaction, 0)
        return post

    def _post(self, interaction: Interaction, draft: Draft, reply_to: int | None) -> Message:
        ephemeral = (draft.flags or 0) & MessageFlag.EPHEMERAL
        target = self.world.find_message(interaction.channel_id, reply_to or 0)
        if target is not None and target.reader is not None and not ephemeral:
            target = None  # a public answer must not quote what one person alone may read
        case = Circumstances(
            origin=interaction.origin(),
            reader=interaction.user_id if ephemeral else None,
            by_application=True,
            type=self._type(interaction) if target is None else MessageType.REPLY,
            reply_to=None if target is None else target.id,
        )
        place = self.world.channels[interaction.channel_id]
        return self.posting.create(place, self.world.bot.user.id, _calling_people(draft), case)

    def _refers_to(self, interaction: Interaction) -> int | None:
        """The message a component sits on; an answer to a command refers to nothing."""
        return interaction.message_id if interaction.kind == Kind.COMPONENT else None

    def _type(self, interaction: Interaction) -> int:
        return MessageType.COMMAND if interaction.kind == Kind.COMMAND else MessageType.DEFAULT


def _calling_people(draft: Draft) -> Draft:
    """Unless it says otherwise, an application's answer calls people, not roles or everyone."""
    if draft.allowed_mentions is None:
        return replace(draft, allowed_mentions=PEOPLE_ONLY)
    return draft


def _read(
    body: Json, uploads: tuple[Upload, ...], *, at: tuple[str, ...] = (), flags: int = 0
) -> Draft:
    """A draft whose faults are reported under `at`, where the body lies within the request."""
    try:
        return check.read(body, uploads, flags=flags)
    except errors.DiscordError as refusal:
        if refusal.errors is None:
            raise
        tree = refusal.errors
        for step in reversed(at):
            tree = {step: tree}
        raise errors.DiscordError(refusal.status, refusal.code, refusal.message, tree) from None


def _focused_kind(data: Json) -> int:
    pending = list(data.get("options", []))
    while pending:
        option = pending.pop()
        if option.get("focused"):
            return int(option["type"])
        pending += option.get("options", [])
    return 3
