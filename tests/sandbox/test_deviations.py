"""Each deviation that is passed over is one that the library makes, and passes over nothing beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pkgutil import resolve_name
from typing import Any

import discord
import pytest
from discord import ui

from sandbox.model import ChannelType
from sandbox.server import Sandbox
from sandbox.wire import Request
from tests.sandbox import schema
from tests.sandbox.deviations import DEVIATIONS, Deviation, Kind, holders
from tests.sandbox.school import School
from tests.sandbox.school_views import plot

Requests = list[Request]
CARD = discord.Embed(title="Due")


class Chosen(ui.View):
    """A menu that has someone chosen already."""

    def __init__(self, person: int) -> None:
        super().__init__()
        someone = discord.SelectDefaultValue(id=person, type=discord.SelectDefaultValueType.user)
        self.add_item(ui.UserSelect(custom_id="who", default_values=[someone]))


@pytest.fixture
async def requests(sandbox: Sandbox, school: School) -> Requests:
    """What discord.py sends when it does everything once that it is known to do its own way."""
    guild, hall, ada = school.guilds[0], school.hall, sandbox.person("Ada").id
    await _write(hall, guild, ada)
    await _arrange(sandbox, school, ada)

    @school.tree.command()
    async def answered(interaction: discord.Interaction) -> None:
        """Answers, changes that, and follows it up."""
        await interaction.response.send_message(embed=CARD, file=plot(), view=Chosen(ada))
        await interaction.edit_original_response(embed=CARD, attachments=[plot()], view=Chosen(ada))
        await interaction.followup.send("And more")

    await school.http.upsert_global_command(
        sandbox.world.application_id, answered.to_dict(school.tree)
    )
    reply = await sandbox.person("Ada").slash("answered")
    await reply.followed_up()
    seats = await sandbox.person("Ada").slash("seats")
    await sandbox.person("Ada").click(seats, label="Take a seat")
    school.tree.copy_global_to(guild=guild)
    await school.tree.sync(guild=guild)
    return sandbox.wire.requests


async def _write(hall: discord.TextChannel, guild: discord.Guild, ada: int) -> None:
    first = await hall.send(embed=CARD, file=plot())
    await first.edit(content="changed", embed=CARD, attachments=[plot()])
    named = discord.AllowedMentions(users=[discord.Object(ada)], roles=[guild.default_role])
    second = await hall.send("hello", reference=first, allowed_mentions=named)
    await hall.delete_messages([first, second])
    await (await guild.fetch_member(ada)).create_dm()


async def _arrange(sandbox: Sandbox, school: School, ada: int) -> None:
    guild = school.guilds[0]
    member = await guild.fetch_member(ada)
    role = await guild.create_role(
        name="Presenters", permissions=discord.Permissions(send_messages=True)
    )
    await member.edit(roles=[role])
    shelf = await guild.create_category("Papers")
    hidden = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    room = await guild.create_text_channel("staff", category=shelf, overwrites=hidden)
    await room.set_permissions(role, view_channel=True, send_messages=False)
    hall = sandbox.add_channel("Lectures", ChannelType.VOICE)
    channel = await sandbox.until(lambda: guild.get_channel(hall.id))
    assert isinstance(channel, discord.VoiceChannel)
    event = await guild.create_scheduled_event(
        name="Lecture", start_time=datetime.now(UTC) + timedelta(days=1), channel=channel,
        entity_type=discord.EntityType.voice, privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    await guild.fetch_scheduled_event(event.id)
    await guild.fetch_scheduled_events()
    await school.fetch_guild(guild.id)
    assert [each async for each in school.fetch_guilds()]


def faults(request: Request, *without: Deviation) -> list[str]:
    allowed = [each for each in DEVIATIONS if each not in without]
    return list(schema.entry_faults(request, allowed))


def showing(requests: Requests, deviation: Deviation) -> Iterator[Request]:
    """The requests that are at fault once this deviation is not passed over."""
    for request in requests:
        if f"{request.method} {request.route}" == deviation.operation:
            assert faults(request) == []
            if faults(request, deviation):
                yield request


async def test_the_library_makes_each_of_them(requests: Requests) -> None:
    """With it the request is well; without it, at fault."""
    unneeded = [each for each in DEVIATIONS if not any(showing(requests, each))]
    assert unneeded == []
    assert len(set(DEVIATIONS)) == len(DEVIATIONS)


@pytest.mark.parametrize("name", sorted({each.by for each in DEVIATIONS}))
def test_the_function_is_there(name: str) -> None:
    assert callable(resolve_name(name))


OTHERWISE: dict[Kind, tuple[Any, ...]] = {
    Kind.NUMBER: (True, 1.5, -1, "one", []),
    Kind.TEXT: ("-1", "1.0", "all", " 1", ""),
    Kind.FALSE: (True, 0, "false"),
    Kind.ZERO: (1, False, "0"),
    Kind.TWICE: (1, "1", None),
    Kind.BIT: ("2", "yes", "-1"),
}


def changed(request: Request, deviation: Deviation, change: Callable[[Any, Any], None]) -> Request:
    """The request, after `change(holder, key)` at the first place of the deviation."""
    if deviation.kind is Kind.BIT:
        query = dict(request.query)
        change(query, deviation.place.removeprefix("?"))
        return replace(request, query=query)
    body = json.loads(json.dumps(request.body))
    change(*next(holders(body, deviation.place)))
    return replace(request, body=body)


async def test_nothing_beside_them_is_passed_over(requests: Requests) -> None:
    """Neither another value at the same place, nor the same value under another name or in another operation."""
    passed = []
    for deviation in DEVIATIONS:
        request = next(showing(requests, deviation))
        for value in OTHERWISE[deviation.kind]:

            def put(holder: Any, key: Any, value: Any = value) -> None:
                holder[key] = value

            if not faults(changed(request, deviation, put)):
                passed.append((deviation, f"{value!r} in its place"))

        def rename(holder: Any, key: Any) -> None:
            holder[f"{key}_too" if isinstance(holder, dict) else key] = {"neighbour": holder[key]}

        if not faults(changed(request, deviation, rename)):
            passed.append((deviation, "under another name"))
    assert passed == []


async def test_another_operation_is_not_excused(requests: Requests) -> None:
    """A channel's `parent_id` may be a number when it is made; when it is edited nobody said so."""
    (made, *_) = [
        each
        for each in requests
        if each.route == "/guilds/{guild_id}/channels" and "parent_id" in each.body
    ]
    edited = replace(made, method="PATCH", route="/channels/{channel_id}", body={"parent_id": 1})
    assert any("$.parent_id" in fault for fault in faults(edited))
    (role, *_) = [
        each
        for each in requests
        if (each.method, each.route) == ("POST", "/guilds/{guild_id}/roles")
    ]
    edited = replace(role, method="PATCH", route="/guilds/{guild_id}/roles/{role_id}")
    assert any("$.permissions" in fault for fault in faults(edited))
