"""The guild's state: who and what there is, and the events that tell of every change.

Nothing here judges a request. Whoever changes the state (REST, the page, an interaction) has
checked it before; every change goes out as an `Event`, which gateway and page filter themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sandbox import permissions, shapes, snowflake
from sandbox.errors import Json
from sandbox.model import (
    Attachment,
    Channel,
    ChannelType,
    Member,
    Message,
    Role,
    ScheduledEvent,
    User,
)
from sandbox.people import Seed, username

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """A dispatch: Discord's name for it, its payload, and who may hear of it.

    With a `channel_id`, those who see that channel; with a `reader`, that person alone.
    """

    name: str
    data: Json
    channel_id: int | None = None
    reader: int | None = None
    message: Message | None = None


class World:
    """One guild, its people, its channels and everything said in them."""

    def __init__(self, seed: Seed, ids: snowflake.Snowflakes, now: Callable[[], datetime]) -> None:
        self.seed = seed
        self.ids = ids
        self.now = now
        self.url = ""
        self.listeners: list[Callable[[Event], None]] = []
        self.guild_id = snowflake.seeded("guild", seed.guild)
        self.guild_name = seed.guild
        self.users: dict[int, User] = {}
        self.members: dict[int, Member] = {}
        self.roles: dict[int, Role] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.scheduled: dict[int, ScheduledEvent] = {}
        self.commands: dict[int, Json] = {}
        self.command_permissions: dict[int, list[Json]] = {}
        self.owner_id = snowflake.seeded("person", seed.instructor)
        self.application_id = snowflake.seeded("application", seed.bot)
        self._plant()

    def _plant(self) -> None:
        founded = snowflake.time_of(self.guild_id)
        self.roles[self.guild_id] = Role(
            self.guild_id, "@everyone", permissions.EVERYONE, position=0
        )
        bot_role = Role(
            snowflake.seeded("role", self.seed.bot),
            self.seed.bot,
            permissions.BOT,
            bot_id=self.application_id,
        )
        self.roles[bot_role.id] = bot_role
        bot = User(self.application_id, self.seed.bot, None, bot=True)
        self.bot = Member(bot, founded, "Bot", roles=[bot_role.id])
        self.users[bot.id] = bot
        self.members[bot.id] = self.bot
        self._join(self.seed.instructor, "Instructor", founded)
        for name in self.seed.students:
            self._join(name, "Student", founded)
        for position, name in enumerate(self.seed.channels):
            place = Channel(
                snowflake.seeded("channel", name), ChannelType.TEXT, name, position=position
            )
            self.channels[place.id] = place

    def _join(self, name: str, title: str, founded: datetime) -> None:
        person = User(snowflake.seeded("person", name), username(name), name)
        self.users[person.id] = person
        self.members[person.id] = Member(person, founded, title)

    # Looking

    def user(self, user_id: int) -> User:
        """Anyone who is or was here; those who left still stand beside what they wrote."""
        return self.users[user_id]

    def person(self, name: str) -> Member:
        """A member by name, handle or the beginning of either; KeyError names who there is."""
        wanted = name.casefold()
        for fits in (str.__eq__, str.startswith):
            found = [
                member
                for member in self.members.values()
                if any(
                    fits(known.casefold(), wanted)
                    for known in (member.user.global_name or "", member.name, member.user.username)
                )
            ]
            if len(found) == 1:
                return found[0]
        raise KeyError(
            f"No one person is called {name!r}. There are: "
            + ", ".join(member.name for member in self.members.values())
        )

    def channel_named(self, name: str) -> Channel:
        for place in self.channels.values():
            if place.name == name.removeprefix("#"):
                return place
        names = ", ".join(place.name for place in self.channels.values() if place.name)
        raise KeyError(f"No channel is called {name!r}. There are: {names}.")

    def role_named(self, name: str) -> Role:
        for item in self.roles.values():
            if item.name == name.removeprefix("@"):
                return item
        names = ", ".join(item.name for item in self.roles.values())
        raise KeyError(f"No role is called {name!r}. There are: {names}.")

    def find_message(self, channel_id: int, message_id: int) -> Message | None:
        return self.messages.get(channel_id, {}).get(message_id)

    def attachments(self) -> Iterator[Attachment]:
        """The files of all messages still there."""
        for held in self.messages.values():
            for post in held.values():
                yield from post.attachments

    def history(self, channel_id: int, reader: int) -> list[Message]:
        """What this person sees in the channel, oldest first."""
        return [
            post
            for _, post in sorted(self.messages.get(channel_id, {}).items())
            if post.reader in (None, reader)
        ]

    def permissions(self, user_id: int, place: Channel | None = None) -> int:
        """What the person may do in the guild, or in a channel; 0 where he has no access."""
        member = self.members.get(user_id)
        if member is None:
            return 0
        if place is not None and place.direct:
            return permissions.DIRECT if user_id in place.recipients else 0
        everyone = self.roles[self.guild_id]
        held = [self.roles[role_id] for role_id in member.roles if role_id in self.roles]
        base = permissions.in_guild(member, held, everyone, self.owner_id)
        if place is None:
            return base
        if place.thread is not None:
            if place.type == ChannelType.PRIVATE_THREAD and user_id not in place.thread.members:
                managed = self.permissions(user_id, self.channels[place.parent_id or 0])
                return managed if managed & permissions.Permission.MANAGE_THREADS else 0
            place = self.channels[place.parent_id or 0]
        return permissions.in_channel(base, member, place, self.guild_id)

    def sees(self, user_id: int, place: Channel) -> bool:
        return bool(self.permissions(user_id, place) & permissions.Permission.VIEW_CHANNEL)

    def top_role(self, member: Member) -> int:
        """The position of the member's highest role; owners stand above all."""
        if member.user.id == self.owner_id:
            return 1 << 31
        return max((self.roles[r].position for r in member.roles if r in self.roles), default=0)

    # Telling

    def emit(self, event: Event) -> None:
        for listener in list(self.listeners):
            listener(event)

    def hears(self, user_id: int, event: Event) -> bool:
        """Whether the person may know of the event."""
        if event.reader is not None and event.reader != user_id:
            return False
        if event.channel_id is None:
            return True
        place = self.channels.get(event.channel_id)
        return place is not None and self.sees(user_id, place)

    def message_event(self, name: str, post: Message) -> Event:
        """MESSAGE_CREATE or MESSAGE_UPDATE, with the keys that only the gateway adds."""
        data = shapes.message(self, post, seen_by=self.bot.user.id)
        place = self.channels[post.channel_id]
        data["channel_type"] = place.type
        if not place.direct:
            data["guild_id"] = str(self.guild_id)
            if author := self.members.get(post.author_id):
                data["member"] = shapes.member_without_user(author)
            for mentioned in data["mentions"]:
                if member := self.members.get(int(mentioned["id"])):
                    mentioned["member"] = shapes.member_without_user(member)
        return Event(name, data, post.channel_id, post.reader, post)

    def channel_event(self, name: str, place: Channel) -> Event:
        shape = shapes.channel(self, place)
        if name == "THREAD_DELETE":
            shape = {key: shape[key] for key in ("id", "guild_id", "parent_id", "type")}
        return Event(name, shape, place.id)

    def role_event(self, name: str, item: Role) -> Event:
        return Event(name, {"guild_id": str(self.guild_id), "role": shapes.role(item)})

    def member_event(self, member: Member) -> Event:
        body = shapes.member(member) | {"guild_id": str(self.guild_id)}
        return Event("GUILD_MEMBER_UPDATE", body)

    # Changing

    def add_message(self, post: Message) -> None:
        self.messages.setdefault(post.channel_id, {})[post.id] = post
        place = self.channels[post.channel_id]
        if post.reader is None:
            place.last_message_id = post.id
            if place.thread is not None:
                place.thread.sent += 1
        self.emit(self.message_event("MESSAGE_CREATE", post))

    def changed_message(self, post: Message) -> None:
        self.emit(self.message_event("MESSAGE_UPDATE", post))

    def remove_messages(self, channel_id: int, message_ids: Iterable[int]) -> None:
        """Delete one message, or several as one bulk deletion."""
        held = self.messages.get(channel_id, {})
        gone = [held.pop(message_id) for message_id in message_ids if message_id in held]
        if not gone:
            return
        place: Json = {"channel_id": str(channel_id)}
        if not self.channels[channel_id].direct:
            place["guild_id"] = str(self.guild_id)
        if len(gone) == 1:
            (post,) = gone
            event = Event("MESSAGE_DELETE", {"id": str(post.id)} | place, channel_id, post.reader)
            self.emit(replace(event, message=post))
        else:
            data: Json = {"ids": [str(post.id) for post in gone]} | place
            self.emit(Event("MESSAGE_DELETE_BULK", data, channel_id))

    def direct_channel(self, one: int, other: int) -> Channel:
        """The private channel of two people, made when first asked for; its id follows theirs."""
        pair = sorted((one, other))
        channel_id = snowflake.seeded("direct", f"{pair[0]} {pair[1]}")
        if channel_id not in self.channels:
            self.channels[channel_id] = Channel(channel_id, ChannelType.DM, recipients=pair)
            self.emit(self.channel_event("CHANNEL_CREATE", self.channels[channel_id]))
        return self.channels[channel_id]


def utc_now() -> datetime:
    return datetime.now(UTC)
