"""The address of one's own calendar."""

from __future__ import annotations

import re

import aiohttp

from sandbox.seen import Seen
from tests.bot.conftest import Stage


def address(message: Seen) -> str:
    found = re.search(r"`(https?://[^`]*/calendar/[^`]+)`", message.text)
    assert found, message.text
    return found[1]


async def read(stage: Stage, url: str) -> tuple[int, str]:
    """What a calendar program gets; the backend of a test listens elsewhere than its public address says."""
    path = re.sub(r"^https?://[^/]+", "", url)
    async with aiohttp.ClientSession() as program, program.get(stage.house.url + path) as answer:
        return answer.status, await answer.text()


async def test_calendar_hands_out_an_address_that_works_and_can_be_ended(stage: Stage) -> None:
    reply = await stage.ada.slash("calendar")
    assert reply.first.ephemeral
    old = address(reply.first)
    status, text = await read(stage, old)
    assert status == 200 and text.startswith("BEGIN:VCALENDAR")
    assert address((await stage.ada.slash("calendar")).first) == old, "asking again keeps it"
    assert address((await stage.ben.slash("calendar")).first) != old

    renewed = await stage.ada.click(reply, label="end this address")
    assert renewed.first == reply.first and "The old address has ended" in renewed.text
    assert address(renewed.first) != old
    assert (await read(stage, old))[0] == 404
    assert (await read(stage, address(renewed.first)))[0] == 200


async def test_calendar_works_in_private_and_after_a_restart(quiet_stage: Stage) -> None:
    stage = quiet_stage
    async with stage.running():
        reply = await stage.ada.slash("calendar", channel=stage.ada.dm)
        assert "/calendar.ics`" in reply.text, "the public one"
    async with stage.running():
        assert "has ended" in (await stage.ada.click(reply, label="end this address")).text
