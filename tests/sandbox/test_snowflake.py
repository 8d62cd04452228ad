"""Ids: strictly increasing with any clock, and the same for the same names."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import snowflake
from sandbox.people import INSTRUCTOR, STUDENTS, Seed, username
from sandbox.server import Sandbox


@given(st.lists(st.floats(1.5e9, 2e9), min_size=1))
def test_ids_increase_whatever_the_clock_does(readings: list[float]) -> None:
    clock = iter(readings)
    ids = snowflake.Snowflakes(lambda: next(clock))
    made = [ids.next() for _ in readings]
    assert all(earlier < later for earlier, later in pairwise(made))
    latest = max(readings)
    assert abs(snowflake.time_of(made[-1]).timestamp() - latest) < 0.002


@given(st.datetimes(datetime(2015, 1, 2), datetime(2080, 1, 1)))  # noqa: DTZ001 — made aware below
def test_an_id_tells_its_time(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC, microsecond=naive.microsecond // 1000 * 1000)
    assert snowflake.time_of(snowflake.at(moment)) == moment


def test_ids_read_back_are_not_given_again() -> None:
    ids = snowflake.Snowflakes(lambda: 1.6e9)
    ids.after(1 << 62)
    assert ids.next() == (1 << 62) + 1


async def test_people_keep_their_ids() -> None:
    async with Sandbox() as one, Sandbox() as other:
        assert list(one.world.members) == list(other.world.members)
        assert one.world.guild_id == other.world.guild_id
        assert one.channel("general").id == other.channel("general").id
        ada, ben = one.person("Ada"), other.person("Ada")
        assert ada.dm.id == ben.dm.id
        assert one.token != other.token


def test_the_class() -> None:
    assert len(STUDENTS) == len(set(map(username, STUDENTS))) == 30
    ids = {snowflake.seeded("person", name) for name in (*STUDENTS, INSTRUCTOR)}
    assert len(ids) == 31
    assert username("Siobhán O'Rourke") == "siobhan.orourke"
    assert username("李") == "person.x"
    with pytest.raises(ValueError, match="share a name: Ada"):
        Seed(students=("Ada", "Ada"))
