"""Interactions: from a person's click or command to the bot's answer, within Discord's times.

The bot has three seconds for a first response; after that the person reads that the application did
not respond, and a late callback meets 10062. A second first response meets 40060. The token serves
for fifteen minutes. How answers become messages is in `answering`.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from sandbox import errors, shapes
from sandbox.errors import Json, Refused
from sandbox.faults import Faults
from sandbox.model import Attachment, Channel, ChannelType, Message, Origin
from sandbox.pulse import Pulse
from sandbox.state import Event, World

NO_RESPONSE = "The application did not respond"
NO_CHOICES = "Loading options failed"


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(frozen=True)
class Timing:
    """Seconds: for the first response, of a token's life, of an enforced nonce's life."""

    respond_within: float = 3.0
    token_life: float = 900.0
    nonce_life: float = 300.0


@dataclass
class Interaction:
    """`state` is sent, thinking, answered or failed; `reason` says why it failed.

    `original_id` is the message that `@original` stands for; `edits` counts changes to it after the
    first response; `callback` is the type of the first response, once there is one.
    """

    id: int
    token: str
    kind: Kind
    user_id: int
    channel_id: int
    data: Json
    sent: float
    name: str | None = None
    message_id: int | None = None
    opened_by: Interaction | None = None
    nonce: str | None = None
    state: str = "sent"
    reason: str | None = None
    callback: int | None = None
    original_id: int | None = None
    followups: list[int] = field(default_factory=list)
    edits: int = 0
    expired: bool = False
    modal: Json | None = None
    choices: list[Json] | None = None

    @property
    def open(self) -> bool:
        return self.callback is None and self.state != "failed"

    def origin(self) -> Origin:
        """The metadata that messages made by this interaction carry."""
        return Origin(
            self.id,
            self.kind,
            self.user_id,
            command=self.name if self.kind == Kind.COMMAND else None,
            interacted_message_id=self.message_id if self.kind == Kind.COMPONENT else None,
            triggered_by=self.opened_by.origin() if self.opened_by else None,
        )


class Interactions:
    """All interactions of the last fifteen minutes, by id and by token."""

    def __init__(
        self,
        world: World,
        pulse: Pulse,
        faults: Faults,
        *,
        reachable: Callable[[], bool],
        timing: Timing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.world = world
        self.timing = timing
        self.listeners: list[Callable[[Interaction], None]] = []
        self.uploads: dict[int, tuple[int, Attachment]] = {}
        self._pulse = pulse
        self._faults = faults
        self._reachable = reachable
        self._clock = clock
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._timers: dict[int, asyncio.TimerHandle] = {}

    def send(
        self,
        kind: Kind,
        user_id: int,
        place: Channel,
        data: Json,
        *,
        name: str | None = None,
        message: Message | None = None,
        opened_by: Interaction | None = None,
        nonce: str | None = None,
    ) -> Interaction:
        """Tell the bot, and start the clock for its first response."""
        self._forget_the_old()
        interaction = Interaction(
            self.world.ids.next(),
            secrets.token_urlsafe(48),
            kind,
            user_id,
            place.id,
            data,
            self._clock(),
            name=name,
            message_id=None if message is None else message.id,
            opened_by=opened_by,
            nonce=nonce,
        )
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        self._tell(interaction)
        if not self._reachable():
            self._fail(interaction)
            return interaction
        self._timers[interaction.id] = asyncio.get_running_loop().call_later(
            self.timing.respond_within, self._fail, interaction
        )
        payload = self._payload(interaction, place, message)
        self.world.emit(Event("INTERACTION_CREATE", payload, reader=self.world.bot.user.id))
        return interaction

    def get(self, interaction_id: int) -> Interaction | None:
        return self._by_id.get(interaction_id)

    def claim(self, interaction_id: int, token: str) -> Interaction:
        """The interaction a callback is for. Raises 10062 when late or unknown, 40060 when done."""
        interaction = self._by_id.get(interaction_id)
        if interaction and interaction.open and self._struck("expired", interaction):
            self._fail(interaction)
        if interaction is None or interaction.token != token or interaction.state == "failed":
            raise errors.unknown_interaction()
        if interaction.callback is not None:
            raise errors.already_acknowledged()
        return interaction

    def by_token(self, application_id: int, token: str) -> Interaction:
        """The interaction of a follow-up. Raises 10015 before the first response or when unknown,
        50027 once the token's fifteen minutes are over."""
        interaction = self._by_token.get(token)
        if interaction is None or application_id != self.world.application_id:
            raise errors.unknown_webhook()
        if interaction.callback is not None and self._struck("token expired", interaction):
            interaction.expired = True
            if interaction.state == "thinking":
                self._fail(interaction)
        if interaction.expired or self._clock() - interaction.sent >= self.timing.token_life:
            raise errors.invalid_webhook_token()
        if interaction.callback is None:
            raise errors.unknown_webhook()
        return interaction

    def answered(self, interaction: Interaction, callback: int, state: str = "answered") -> None:
        """Note the first response, or that what was deferred has come (`callback` 0)."""
        timer = self._timers.pop(interaction.id, None)
        if timer is not None:
            timer.cancel()
        if callback:
            interaction.callback = callback
        interaction.state = state
        self._tell(interaction)

    def stop(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _struck(self, kind: str, interaction: Interaction) -> bool:
        name = interaction.name or str(interaction.data.get("custom_id", ""))
        return self._faults.of_interaction(kind, name, interaction.id)

    def _fail(self, interaction: Interaction) -> None:
        timer = self._timers.pop(interaction.id, None)
        if timer is not None:
            timer.cancel()
        interaction.state = "failed"
        interaction.reason = NO_CHOICES if interaction.kind == Kind.AUTOCOMPLETE else NO_RESPONSE
        self._tell(interaction)

    def _tell(self, interaction: Interaction) -> None:
        for listener in list(self.listeners):
            listener(interaction)
        self._pulse.beat()

    def _forget_the_old(self) -> None:
        """Drop what is long over. It is kept beyond its life, so that late calls are told why."""
        horizon = self._clock() - 2 * self.timing.token_life - 60
        for interaction in list(self._by_id.values()):
            if interaction.sent >= horizon:
                break
            del self._by_id[interaction.id]
            del self._by_token[interaction.token]

    def _payload(self, interaction: Interaction, place: Channel, message: Message | None) -> Json:
        world = self.world
        member = world.members.get(interaction.user_id)
        if member is None:
            raise Refused("Only members of the server can do that.")
        bot = world.bot.user.id
        body: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(place.id),
            "channel": shapes.channel(world, place),
            "locale": member.locale,
            "app_permissions": str(world.permissions(bot, place)),
            "entitlements": [],
            "attachment_size_limit": 10 * 2**20,
        }
        if place.type == ChannelType.DM:
            body["user"] = shapes.user(member.user)
            body["context"] = 1
            body["authorizing_integration_owners"] = {"0": "0"}
        else:
            permissions = str(world.permissions(interaction.user_id, place))
            body["member"] = shapes.member(member) | {"permissions": permissions}
            body["context"] = 0
            body["guild_id"] = str(world.guild_id)
            body["guild"] = {"id": str(world.guild_id), "locale": "en-US", "features": []}
            body["guild_locale"] = "en-US"
            body["authorizing_integration_owners"] = {"0": str(world.guild_id)}
        if message is not None:
            body["message"] = shapes.message(world, message, seen_by=bot)
        return body
