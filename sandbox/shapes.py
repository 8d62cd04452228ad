"""Discord's JSON for people, channels and messages. Pure functions from records to payloads.

The shapes are those of REST; the gateway's differ in a few keys, which `for_gateway` takes out.
https://discord.com/developers/docs/reference
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from sandbox import snowflake
from sandbox.errors import Json
from sandbox.model import (
    Attachment,
    Channel,
    ChannelType,
    Member,
    Message,
    Origin,
    Role,
    User,
)

if TYPE_CHECKING:
    from sandbox.state import World


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def iso_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def user(person: User) -> Json:
    body: Json = {
        "id": str(person.id),
        "username": person.username,
        "global_name": person.global_name,
        "discriminator": "0000" if person.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if person.bot:
        body["bot"] = True
    return body


def me(bot: User) -> Json:
    """The bot as it sees itself."""
    return user(bot) | {
        "mfa_enabled": False,
        "locale": "en-US",
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def member_without_user(member: Member) -> Json:
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": iso_or_none(member.timed_out_until),
        "flags": 0,
        "joined_at": iso(member.joined_at),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in member.roles],
        "mute": False,
        "deaf": False,
    }


def member(person: Member) -> Json:
    return member_without_user(person) | {"user": user(person.user)}


def role(item: Role) -> Json:
    body: Json = {
        "id": str(item.id),
        "name": item.name,
        "permissions": str(item.permissions),
        "position": item.position,
        "color": item.color,
        "colors": {"primary_color": item.color, "secondary_color": None, "tertiary_color": None},
        "hoist": item.hoist,
        "managed": item.managed,
        "mentionable": item.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if item.bot_id is not None:
        body["tags"] = {"bot_id": str(item.bot_id)}
    return body


def channel(world: World, place: Channel) -> Json:
    """A guild channel, thread or direct message, as REST gives it."""
    body: Json = {
        "id": str(place.id),
        "type": place.type,
        "flags": 0,
    }
    if place.holds_messages:
        body["last_message_id"] = _id(place.last_message_id)
        if place.last_pin_at is not None:
            body["last_pin_timestamp"] = iso(place.last_pin_at)
    if place.direct:
        body["recipients"] = [
            user(world.user(person)) for person in place.recipients if person != world.bot.user.id
        ]
        return body
    body["guild_id"] = str(world.guild_id)
    body["name"] = place.name
    body["parent_id"] = _id(place.parent_id)
    if place.thread is not None:
        return body | _thread(place)
    body["position"] = place.position
    body["permission_overwrites"] = [
        {
            "id": str(overwrite.id),
            "type": overwrite.type,
            "allow": str(overwrite.allow),
            "deny": str(overwrite.deny),
        }
        for overwrite in place.overwrites
    ]
    body["nsfw"] = place.nsfw
    if place.type != ChannelType.CATEGORY:
        body["topic"] = place.topic
        body["rate_limit_per_user"] = place.rate_limit_per_user
    if place.type == ChannelType.VOICE:
        body |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
        del body["topic"]
    return body


def _thread(place: Channel) -> Json:
    facts = place.thread
    assert facts is not None
    metadata: Json = {
        "archived": facts.archived,
        "archive_timestamp": iso(facts.archive_timestamp),
        "auto_archive_duration": facts.auto_archive_duration,
        "locked": facts.locked,
        "create_timestamp": iso(facts.created_at),
    }
    if place.type == ChannelType.PRIVATE_THREAD:
        metadata["invitable"] = facts.invitable
    return {
        "owner_id": str(facts.owner_id),
        "rate_limit_per_user": place.rate_limit_per_user,
        "thread_metadata": metadata,
        "message_count": facts.sent,
        "total_message_sent": facts.sent,
        "member_count": min(len(facts.members), 50),
    }


def thread_member(place: Channel, user_id: int) -> Json:
    assert place.thread is not None
    return {
        "id": str(place.id),
        "user_id": str(user_id),
        "join_timestamp": iso(place.thread.members[user_id]),
        "flags": 0,
    }


def attachment_url(base: str, channel_id: int, item: Attachment) -> str:
    return f"{base}/attachments/{channel_id}/{item.id}/{quote(item.filename)}"


def attachment(world: World, channel_id: int, item: Attachment) -> Json:
    url = attachment_url(world.url, channel_id, item)
    body: Json = {
        "id": str(item.id),
        "filename": item.filename,
        "size": item.size,
        "url": url,
        "proxy_url": url,
        "content_type": item.content_type,
    }
    if item.description is not None:
        body["description"] = item.description
    if item.title is not None:
        body["title"] = item.title
    if item.width is not None:
        body |= {"width": item.width, "height": item.height}
    if item.ephemeral:
        body["ephemeral"] = True
    return body


def reactions(world: World, post: Message, seen_by: int) -> list[Json]:
    return [
        {
            "emoji": emoji(key),
            "count": len(people),
            "count_details": {"burst": 0, "normal": len(people)},
            "burst_colors": [],
            "me": seen_by in people,
            "me_burst": False,
        }
        for key, people in post.reactions.items()
    ]


def emoji(key: str) -> Json:
    """`key` is a Unicode emoji, or `name:id` for one of a guild's own."""
    name, _, number = key.partition(":")
    return {"id": number or None, "name": name}


def origin(world: World, source: Origin) -> Json:
    body: Json = {
        "id": str(source.interaction_id),
        "type": source.type,
        "user": user(world.user(source.user_id)),
        "authorizing_integration_owners": {"0": str(world.guild_id)},
    }
    if source.interacted_message_id is not None:
        body["interacted_message_id"] = str(source.interacted_message_id)
    if source.triggered_by is not None:
        body["triggering_interaction_metadata"] = origin(world, source.triggered_by)
    return body


def message(world: World, post: Message, *, seen_by: int, quoted: bool = True) -> Json:
    """A message as REST gives it to `seen_by` (whose own reactions are marked)."""
    body: Json = {
        "id": str(post.id),
        "channel_id": str(post.channel_id),
        "type": post.type,
        "content": post.content,
        "author": user(world.user(post.author_id)),
        "timestamp": iso(post.timestamp),
        "edited_timestamp": iso_or_none(post.edited),
        "flags": post.flags,
        "tts": post.tts,
        "mention_everyone": post.mention_everyone,
        "mentions": [user(world.user(person)) for person in post.mentions],
        "mention_roles": [str(role_id) for role_id in post.mention_roles],
        "attachments": [
            attachment(world, post.channel_id, item)
            for item in post.attachments
            if not item.embedded
        ],
        "embeds": post.embeds,
        "components": post.components,
        "pinned": post.pinned_at is not None,
    }
    if post.reactions:
        body["reactions"] = reactions(world, post, seen_by)
    if post.nonce is not None:
        body["nonce"] = post.nonce
    if post.by_application:
        body["application_id"] = str(world.application_id)
        body["webhook_id"] = str(world.application_id)
    if post.origin is not None:
        body["interaction_metadata"] = origin(world, post.origin)
        if post.origin.command is not None:
            body["interaction"] = {
                "id": str(post.origin.interaction_id),
                "type": post.origin.type,
                "name": post.origin.command,
                "user": user(world.user(post.origin.user_id)),
            }
    if post.reference_id is not None:
        reference: Json = {
            "type": 0,
            "channel_id": str(post.reference_channel_id),
            "message_id": str(post.reference_id),
        }
        if not world.channels[post.channel_id].direct:
            reference["guild_id"] = str(world.guild_id)
        body["message_reference"] = reference
        if quoted:
            target = world.find_message(post.reference_channel_id or 0, post.reference_id)
            body["referenced_message"] = target and message(
                world, target, seen_by=seen_by, quoted=False
            )
    if post.thread_id is not None and (started := world.channels.get(post.thread_id)):
        body["thread"] = channel(world, started)
    return body


def age(snowflake_id: int, now: datetime) -> float:
    """Seconds since the thing with this id came to be."""
    return (now - snowflake.time_of(snowflake_id)).total_seconds()


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)
