"""Who stands behind an interaction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from backend.contract import By
from backend.contract.notices import Places, SetPlaces
from bot.people import shown_name
from sandbox.permissions import Permission
from tests.bot.conftest import Stage


class Named:
    """The part of the library's user that a name is made of."""

    def __init__(self, display_name: str, name: str = "handle") -> None:
        self.display_name, self.name, self.id = display_name, name, 7


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_name_becomes_one_that_the_contract_takes(display_name: str, name: str) -> None:
    shown = shown_name(Named(display_name, name))  # type: ignore[arg-type]
    By(id="7", name=shown)
    assert shown == " ".join(shown.split())
    TypeAdapter(str).dump_json(shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Siobhán O'Rourke", "Siobhán O'Rourke"),
        (" Ada \n\t Lovelace ", "Ada Lovelace"),
        ("A\x00d\x07a", "Ada"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u200b\u2060", "handle"),
        ("x" * 300, "x" * 100),
    ],
)
def test_names_are_cleaned_of_what_cannot_be_seen(typed: str, shown: str) -> None:
    assert shown_name(Named(typed)) == shown  # type: ignore[arg-type]


async def staff_by_help(stage: Stage, name: str) -> bool:
    return "</setup:" in (await stage.sandbox.person(name).slash("help")).text


async def test_staff_are_those_with_the_role_or_who_manage_the_server(stage: Stage) -> None:
    assert not await staff_by_help(stage, "Ada")
    assert await staff_by_help(stage, "Instructor")
    stage.sandbox.add_role("Managers", stage.ben, permissions=int(Permission.MANAGE_GUILD))
    assert await staff_by_help(stage, "Björn")
    await stage.setup()
    stage.sandbox.give_role(stage.ada, "Course staff")
    assert await staff_by_help(stage, "Ada")
    stage.sandbox.take_role(stage.ada, "Course staff")
    assert not await staff_by_help(stage, "Ada")


async def test_places_are_remembered_and_renewed_by_setup(stage: Stage) -> None:
    guild = stage.sandbox.world.guild_id
    assert (await stage.bot.places.of(guild)).staff_role is None
    changed = Places(guild=str(guild), staff_role="5")
    await stage.ask(SetPlaces(places=changed), staff=True)
    assert (await stage.bot.places.of(guild)).staff_role is None, "remembered for a minute"
    await stage.setup()
    assert (await stage.bot.places.of(guild)).staff_role is not None


async def test_another_server_makes_nobody_staff(quiet_stage: Stage) -> None:
    config = replace(quiet_stage.config(), guilds=frozenset({12345}))
    async with quiet_stage.running(config):
        assert not await staff_by_help(quiet_stage, "Instructor")
        refused = await quiet_stage.instructor.slash("setup")
        assert "Only the course staff may do that" in refused.text


async def test_in_a_direct_message_nobody_is_staff(stage: Stage) -> None:
    reply = await stage.instructor.slash("bench cancel", job=1, channel=stage.instructor.dm)
    assert "There is no job #1" in reply.text
    assert (
        "</setup:" not in (await stage.instructor.slash("help", channel=stage.instructor.dm)).text
    )
