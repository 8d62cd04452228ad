"""Members, roles, channels and scheduled events through discord.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest

from sandbox.model import ChannelType
from sandbox.server import Sandbox
from tests.sandbox.school import School


async def test_members(sandbox: Sandbox, school: School) -> None:
    guild, ada = school.guilds[0], sandbox.person("Ada")
    member = await guild.fetch_member(ada.id)
    assert member.display_name == "Ada Okonkwo"
    edited = await member.edit(nick="Ada O.")
    assert edited is not None
    assert sandbox.person("Ada O.").id == ada.id
    with pytest.raises(discord.NotFound) as missing:
        await guild.fetch_member(1)
    assert missing.value.code == 10007


async def test_roles(sandbox: Sandbox, school: School) -> None:
    guild, ada = school.guilds[0], sandbox.person("Ada")
    role = await guild.create_role(name="Presenters", colour=discord.Colour.red())
    member = await guild.fetch_member(ada.id)
    await member.add_roles(role)
    assert role.id in ada.member.roles
    await role.edit(name="Speakers", mentionable=True)
    assert sandbox.role("Speakers").mentionable
    await member.remove_roles(role)
    assert ada.member.roles == []
    await member.edit(roles=[role])
    await role.delete()
    assert ada.member.roles == []


async def test_a_bot_reaches_no_higher_than_itself(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    role = sandbox.add_role("Staff")
    sandbox.role("Syllabot").position = 1
    role.position = 2
    member = await guild.fetch_member(sandbox.person("Ada").id)
    with pytest.raises(discord.Forbidden) as refused:
        await member.add_roles(discord.Object(role.id))
    assert refused.value.code == 50013


async def test_channels(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    shelf = await guild.create_category("Papers")
    hidden = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    room = await guild.create_text_channel(
        "Staff Room", category=shelf, overwrites=hidden, topic="quiet"
    )
    assert room.name == "staff-room"
    await room.send("not for students")
    assert sandbox.person("Ada").sees("staff-room") == []
    assert len(sandbox.instructor.sees("staff-room")) == 1
    ada = await guild.fetch_member(sandbox.person("Ada").id)
    await room.set_permissions(ada, view_channel=True)
    assert len(sandbox.person("Ada").sees("staff-room")) == 1
    await room.edit(name="staff", topic=None, slowmode_delay=5)
    assert {channel.name for channel in await guild.fetch_channels()} == {
        "general",
        "Papers",
        "staff",
    }
    await room.delete()
    with pytest.raises(discord.NotFound):
        await school.fetch_channel(room.id)


async def test_scheduled_events(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    start = datetime.now(UTC) + timedelta(days=3)
    event = await guild.create_scheduled_event(
        name="Lecture 5",
        start_time=start,
        end_time=start + timedelta(hours=1),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="Hall 101",
        description="Momentum",
    )
    assert (event.location, event.status) == ("Hall 101", discord.EventStatus.scheduled)
    moved = await event.edit(start_time=start + timedelta(minutes=10), location="Hall 2")
    assert moved.location == "Hall 2"
    fetched = await guild.fetch_scheduled_event(event.id)
    assert (fetched.name, fetched.user_count) == ("Lecture 5", 0)
    assert len(await guild.fetch_scheduled_events()) == 1
    await event.start()
    await event.delete()
    assert await guild.fetch_scheduled_events() == []


async def test_events_lie_ahead(sandbox: Sandbox, school: School) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    with pytest.raises(discord.HTTPException, match="past"):
        await school.guilds[0].create_scheduled_event(
            name="Yesterday",
            start_time=past,
            end_time=past + timedelta(hours=1),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="Hall",
        )


async def test_a_voice_channel_holds_events(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    place = sandbox.add_channel("Lectures", ChannelType.VOICE)
    channel = await sandbox.until(lambda: guild.get_channel(place.id))
    assert isinstance(channel, discord.VoiceChannel)
    event = await guild.create_scheduled_event(
        name="Lecture",
        start_time=datetime.now(UTC) + timedelta(days=1),
        channel=channel,
        entity_type=discord.EntityType.voice,
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    assert event.channel_id == place.id


async def test_the_application_and_the_guild(sandbox: Sandbox, school: School) -> None:
    assert (await school.application_info()).id == sandbox.world.application_id
    guild = await school.fetch_guild(sandbox.world.guild_id, with_counts=True)
    assert guild.approximate_member_count == 32
    assert [g.id async for g in school.fetch_guilds()] == [guild.id]
    with pytest.raises(discord.NotFound):
        await school.fetch_guild(1)


async def test_a_bot_hears_of_itself_without_asking(sandbox: Sandbox, school: School) -> None:
    guild = school.guilds[0]
    await guild.me.edit(nick="Syl")
    await sandbox.until(lambda: guild.me.nick == "Syl")
    sandbox.add_role("Readers", sandbox.person("Ada"))
    names = [entry.name for entry in sandbox.wire.dispatches]
    assert names.count("GUILD_MEMBER_UPDATE") == 1, "of others only with the members intent"
