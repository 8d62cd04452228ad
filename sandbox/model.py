"""What the guild is made of. Plain records that the state owns and changes; `shapes` renders them.

Times are aware UTC. Ids are integers here and strings on the wire. Embeds and components stay in
Discord's own JSON, already checked and completed, because nothing here looks inside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag

from sandbox.errors import Json


class ChannelType(IntEnum):
    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


class MessageFlag(IntFlag):
    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class MessageType(IntEnum):
    DEFAULT = 0
    PINNED = 6
    THREAD_CREATED = 18
    REPLY = 19
    COMMAND = 20
    THREAD_STARTER = 21


@dataclass
class User:
    id: int
    username: str
    global_name: str | None
    bot: bool = False


@dataclass
class Member:
    """Someone in the guild. `closed_dms`: the bot may not write to them in private."""

    user: User
    joined_at: datetime
    title: str
    nick: str | None = None
    roles: list[int] = field(default_factory=list)
    closed_dms: bool = False
    locale: str = "en-US"
    timed_out_until: datetime | None = None

    @property
    def name(self) -> str:
        return self.nick or self.user.global_name or self.user.username


@dataclass
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def managed(self) -> bool:
        return self.bot_id is not None


@dataclass(frozen=True)
class Overwrite:
    """A channel's exception. `type` 0: for a role; 1: for a member."""

    id: int
    type: int
    allow: int
    deny: int


@dataclass
class ThreadFacts:
    owner_id: int
    created_at: datetime
    archive_timestamp: datetime
    auto_archive_duration: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    members: dict[int, datetime] = field(default_factory=dict)
    sent: int = 0


@dataclass
class Channel:
    """A guild channel, a thread (`thread` is set) or a direct message (`recipients` is set)."""

    id: int
    type: int
    name: str = ""
    position: int = 0
    topic: str | None = None
    parent_id: int | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    nsfw: bool = False
    rate_limit_per_user: int = 0
    last_message_id: int | None = None
    last_pin_at: datetime | None = None
    recipients: list[int] = field(default_factory=list)
    thread: ThreadFacts | None = None

    @property
    def direct(self) -> bool:
        return self.type == ChannelType.DM

    @property
    def holds_messages(self) -> bool:
        return self.type not in (ChannelType.CATEGORY, ChannelType.FORUM)


@dataclass
class Attachment:
    """A file's description; its bytes lie in the attachment store under `id`.

    `embedded`: an embed shows it, so Discord leaves it out of the message's list.
    """

    id: int
    filename: str
    size: int
    content_type: str
    description: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    embedded: bool = False
    spoiler: bool = False


@dataclass(frozen=True)
class Origin:
    """The interaction that a message answers, as its metadata tells it."""

    interaction_id: int
    type: int
    user_id: int
    command: str | None = None
    interacted_message_id: int | None = None
    triggered_by: Origin | None = None


@dataclass
class Message:
    """`reader`: the one person who sees it (ephemeral), or None for all who see the channel."""

    id: int
    channel_id: int
    author_id: int
    timestamp: datetime
    content: str = ""
    type: int = MessageType.DEFAULT
    flags: int = 0
    tts: bool = False
    edited: datetime | None = None
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pinned_at: datetime | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    nonce: str | None = None
    reference_id: int | None = None
    reference_channel_id: int | None = None
    by_application: bool = False
    origin: Origin | None = None
    reader: int | None = None
    thread_id: int | None = None

    @property
    def loading(self) -> bool:
        return bool(self.flags & MessageFlag.LOADING)


@dataclass
class ScheduledEvent:
    id: int
    name: str
    description: str | None
    starts: datetime
    ends: datetime | None
    entity_type: int
    creator_id: int
    status: int = 1
    channel_id: int | None = None
    location: str | None = None
    interested: list[int] = field(default_factory=list)
