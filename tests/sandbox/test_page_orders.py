"""What the page orders beside talking: faults over HTTP, starting over, and the clock by which events are judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest

from sandbox.model import ChannelType
from sandbox.server import Sandbox
from tests.sandbox.conftest import Bots, Redirect
from tests.sandbox.page_stage import ZONE, MovableClock
from tests.sandbox.school import School

Order = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def order(sandbox: Sandbox) -> AsyncIterator[Order]:
    """`await order("POST", "/page/faults", {…})` as the page: status and body."""
    async with aiohttp.ClientSession() as session:

        async def ordering(
            method: str, path: str, body: Any = None, **given: Any
        ) -> tuple[int, Any]:
            async with session.request(method, sandbox.url + path, json=body, **given) as reply:
                return reply.status, await reply.json() if reply.status != 204 else None

        yield ordering


async def test_faults_are_planted_listed_and_taken_away(sandbox: Sandbox, order: Order) -> None:
    told = {"kind": "502", "route": "GET /users/@me", "count": None, "chance": 0.5, "seed": 3}
    status, fault = await order("POST", "/page/faults", told)
    assert status == 200
    assert told.items() <= fault.items()
    _, listed = await order("GET", "/page/faults")
    assert listed["faults"] == [fault]
    assert "cut after" in listed["kinds"]
    await order("POST", "/page/faults", {"kind": "503"})
    assert (await order("DELETE", f"/page/faults?id={fault['id']}"))[0] == 204
    assert [held.kind for held in sandbox.faults.planted] == ["503"]
    assert (await order("DELETE", "/page/faults"))[0] == 204
    assert sandbox.faults.planted == []


async def test_every_kind_that_is_offered_can_be_planted(sandbox: Sandbox, order: Order) -> None:
    _, listed = await order("GET", "/page/faults")
    for kind in listed["kinds"]:
        assert (await order("POST", "/page/faults", {"kind": kind}))[0] == 200, kind
    assert len(sandbox.faults.planted) == len(listed["kinds"])


async def test_a_fault_at_once(sandbox: Sandbox, school: School, order: Order) -> None:
    assert await order("POST", "/page/faults", {"kind": "close 4000", "now": True}) == (
        200,
        {"now": "close 4000"},
    )
    await sandbox.until(school.resumed.is_set)


@pytest.mark.parametrize(
    "wrong",
    [{}, {"kind": "flood"}, {"kind": 7}, {"kind": "500", "route": "POST /nowhere"},
     {"kind": "500", "chance": "often"}, {"kind": "500", "count": -1}, {"kind": "no ack", "now": True}],
)  # fmt: skip
async def test_what_cannot_be_said_is_refused(
    sandbox: Sandbox, order: Order, wrong: dict[str, Any]
) -> None:
    status, body = await order("POST", "/page/faults", wrong)
    assert status == 400
    assert body["message"]
    assert sandbox.faults.planted == []


@pytest.mark.parametrize("path", ["/page/faults", "/page/reset"])
@pytest.mark.parametrize("headers", [{"Origin": "http://elsewhere.example"}, {"Host": "evil"}])
async def test_orders_come_from_this_page_only(
    sandbox: Sandbox, order: Order, path: str, headers: dict[str, str]
) -> None:
    sandbox.person("Ada").say("general", "still here")
    status, _ = await order("POST", path, {"kind": "500"}, headers=headers)
    assert status == 403
    assert sandbox.faults.planted == []
    assert len(sandbox.person("Ada").sees()) == 1


async def test_starting_over(sandbox: Sandbox, school: School, order: Order) -> None:
    ada, guild = sandbox.person("Ada"), school.guilds[0]
    thread = await (await school.hall.send("board")).create_thread(name="about it")
    await thread.send("inside")
    room = await guild.create_text_channel("papers")
    role = await guild.create_role(name="Readers")
    sandbox.give_role(ada, "Readers")
    ada.close_dms()
    sandbox.faults.add("no ack")
    for number in range(120):
        ada.say("general", f"{number}")
    assert (await order("POST", "/page/reset", {}))[0] == 204
    assert ada.sees() == []
    assert [place.name for place in sandbox.world.channels.values()] == ["general"]
    assert sandbox.faults.planted == []
    assert not sandbox.person("Ada").member.closed_dms
    assert sandbox.person("Ada").member.roles == []
    await sandbox.until(lambda: guild.get_channel(room.id) is None and not guild.get_role(role.id))
    assert [channel.name for channel in guild.text_channels] == ["general"]
    assert list(guild.threads) == []
    assert (await ada.slash("due")).failed is None, "the bot goes on without a restart"
    assert [channel.type for channel in sandbox.world.channels.values()] == [ChannelType.TEXT]


async def test_whoever_runs_it_sets_up_anew() -> None:
    called: list[int] = []

    async def set_up() -> None:
        called.append(len(sandbox.person("Ada").sees()))

    async with Sandbox(on_reset=set_up) as sandbox:
        sandbox.person("Ada").say("general", "gone")
        await sandbox.reset()
    assert called == [0]


async def test_events_are_judged_by_the_clock_of_the_course(bots: Bots, redirect: Redirect) -> None:
    """In a sandbox that stands in a past term, that term's meetings lie ahead, and tomorrow's real day does too."""
    clock = MovableClock()
    async with Sandbox(clock=clock) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)

        async def meet(day: int) -> discord.ScheduledEvent:
            start = dt.datetime(2024, 2, day, 14, 0, tzinfo=ZONE)
            return await school.guilds[0].create_scheduled_event(
                name="Lecture", start_time=start, end_time=start + dt.timedelta(hours=1),
                entity_type=discord.EntityType.external, location="Hall",
                privacy_level=discord.PrivacyLevel.guild_only,
            )  # fmt: skip

        await meet(6)
        with pytest.raises(discord.HTTPException, match="past"):
            await meet(4)
        await clock.move("2024-02-03T12:00")
        async with aiohttp.ClientSession() as session:
            moved = {"to": "2024-02-03T12:00"}
            async with session.post(f"{sandbox.url}/page/clock", json=moved) as reply:
                assert reply.status == 200
        await meet(4)
        await bots.stop()


async def test_events_begin_and_end_by_the_clock_of_the_course(
    bots: Bots, redirect: Redirect
) -> None:
    """By themselves; and turned back, which Discord's clock never is, it makes them wait again."""
    clock = MovableClock()
    async with Sandbox(clock=clock) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        guild = school.guilds[0]
        start = dt.datetime(2024, 2, 6, 14, 0, tzinfo=ZONE)
        event = await guild.create_scheduled_event(
            name="Lecture", start_time=start, end_time=start + dt.timedelta(hours=1),
            entity_type=discord.EntityType.external, location="Hall",
            privacy_level=discord.PrivacyLevel.guild_only,
        )  # fmt: skip

        async def at(moment: str) -> None:
            async with (
                aiohttp.ClientSession() as session,
                session.post(f"{sandbox.url}/page/clock", json={"to": moment}) as reply,
            ):
                assert reply.status == 200

        def heard(status: discord.EventStatus) -> bool:
            known = guild.get_scheduled_event(event.id)
            return known is not None and known.status is status

        await at("2024-02-06T14:30")
        await sandbox.until(lambda: heard(discord.EventStatus.active))
        await at("2024-02-05T12:00")
        await sandbox.until(lambda: heard(discord.EventStatus.scheduled))
        await at("2024-02-07T12:00")
        assert await guild.fetch_scheduled_events() == []
        await sandbox.until(lambda: heard(discord.EventStatus.completed))
        told = [
            each.data["status"]
            for each in sandbox.wire.dispatches
            if each.name == "GUILD_SCHEDULED_EVENT_UPDATE"
        ]
        assert told == [2, 1, 2, 3]
        await bots.stop()


async def test_whoever_acts_on_a_moved_clock_is_judged_by_it(
    bots: Bots, redirect: Redirect
) -> None:
    """The clock was moved by somebody else, and just before that the sandbox had looked at it."""
    clock = MovableClock()
    async with Sandbox(clock=clock) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        assert await school.guilds[0].fetch_scheduled_events() == []
        await clock.move("2024-02-03T12:00")
        start = dt.datetime(2024, 2, 4, 14, 0, tzinfo=ZONE)
        await school.guilds[0].create_scheduled_event(
            name="Lecture", start_time=start, end_time=start + dt.timedelta(hours=1),
            entity_type=discord.EntityType.external, location="Hall",
            privacy_level=discord.PrivacyLevel.guild_only,
        )  # fmt: skip
        await bots.stop()


async def test_a_clock_that_does_not_answer_stops_nobody(bots: Bots, redirect: Redirect) -> None:
    class Broken(MovableClock):
        async def read(self) -> dict[str, Any]:
            raise ConnectionError("the course server is away")

    async with Sandbox(clock=Broken()) as sandbox:
        redirect(sandbox)
        school = School()
        await bots.start(school, sandbox)
        start = discord.utils.utcnow() + dt.timedelta(days=1)
        event = await school.guilds[0].create_scheduled_event(
            name="Lecture", start_time=start, end_time=start + dt.timedelta(hours=1),
            entity_type=discord.EntityType.external, location="Hall",
            privacy_level=discord.PrivacyLevel.guild_only,
        )  # fmt: skip
        assert event.name == "Lecture"
        await bots.stop()
