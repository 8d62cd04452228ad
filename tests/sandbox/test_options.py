"""Filling in commands: what passes is what the definition allows, for any value."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Json, Refused
from sandbox.options import INTEGER, NUMBER, STRING, Resolved, fill
from sandbox.people import Seed
from sandbox.snowflake import Snowflakes
from sandbox.state import World

WORLD = World(Seed(students=("Ada",)), Snowflakes(), lambda: datetime(2024, 2, 5, tzinfo=UTC))


def passes(option: Json, value: Any) -> bool:
    command = {"name": "c", "options": [{"name": "o"} | option]}
    place = next(iter(WORLD.channels.values()))
    given = [] if value is None else [{"name": "o", "value": value}]
    try:
        filled = fill(command, given, Resolved(WORLD, {}), reader=WORLD.owner_id, place=place)
    except Refused:
        return False
    assert [entry["value"] for entry in filled.options] == ([] if value is None else [value])
    return True


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-60, 60))
def test_whole_numbers_within_bounds(low: int, high: int, value: int) -> None:
    option = {"type": INTEGER, "min_value": low, "max_value": high}
    assert passes(option, value) == (low <= value <= high)


@given(st.floats(-5, 5), st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_numbers_from_a_minimum(low: float, value: float) -> None:
    option = {"type": NUMBER, "min_value": low}
    assert passes(option, value) == (low <= value <= 2**53)


@given(st.integers(0, 8), st.integers(1, 8), st.text(max_size=10))
def test_text_within_lengths(least: int, most: int, value: str) -> None:
    option = {"type": STRING, "min_length": least, "max_length": most}
    assert passes(option, value) == (max(least, 1) <= len(value) <= most)


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, unique=True), st.text(max_size=4))
def test_choices(offered: list[str], value: str) -> None:
    option = {"type": STRING, "choices": [{"name": text, "value": text} for text in offered]}
    assert passes(option, value) == (value in offered)


@given(st.booleans(), st.booleans())
def test_what_is_required(required: bool, given_: bool) -> None:
    option = {"type": INTEGER, "required": required}
    assert passes(option, 1 if given_ else None) == (given_ or not required)
