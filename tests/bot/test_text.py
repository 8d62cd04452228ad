"""Words that fit."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.text import (
    clip,
    joined,
    label,
    listed,
    moment,
    one_line,
    plain,
    plural,
    seconds,
    short_day,
    size,
)
from tests.bot.limits import units
from tests.bot.values import LETTERS

texts = st.text(LETTERS, max_size=400)


@given(texts)
def test_size_is_utf_16_units(text: str) -> None:
    assert size(text) == units(text)


@given(texts, st.integers(1, 300))
def test_clipped_text_fits_and_says_that_it_was(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert size(clipped) <= limit
    assert clipped == text or clipped.endswith("…")


@given(texts, st.integers(1, 300))
def test_plain_text_fits_and_formats_nothing(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert 0 < size(shown) <= limit
    assert "\n" not in shown
    bare = shown.replace("\\\\", "")
    for character in "*_~|`<":
        assert f"\\{character}" in bare or character not in bare


@given(texts, st.integers(1, 100))
def test_labels_fit(text: str, limit: int) -> None:
    assert 0 < size(label(text, limit)) <= limit


@given(st.lists(st.text(LETTERS, min_size=1, max_size=60)), st.integers(40, 400))
def test_joined_lines_fit_and_count_what_is_left_out(lines: list[str], limit: int) -> None:
    whole = joined(lines, limit)
    assert size(whole) <= limit
    if size("\n".join(lines)) > limit:
        left_out = int(whole.rpartition("and ")[2].split()[0])
        assert 0 < left_out <= len(lines)


def test_what_shows_nowhere_is_left_out() -> None:
    assert one_line(" a\x00b\n\u202ec\u200b  d ") == "ab c d"


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (0.04, "40 ms"),
        (1.44, "1.4 s"),
        (20.4, "20 s"),
        (60, "1 min"),
        (125.2, "2 min 5 s"),
        (59.96, "1 min"),
        (12_000, "3 h 20 min"),
        (math.inf, "an unknown time"),
    ],
)
def test_seconds_read_well(of: float, said: str) -> None:
    assert seconds(of) == said


def test_small_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert plural(1, "seat") == "1 seat"
    assert plural(0, "seat") == "0 seats"
    assert short_day(date(2024, 2, 7)) == "Wed 7 Feb"
    assert moment(datetime(2024, 5, 15, 20, 30, tzinfo=UTC)) == "<t:1715805000:F>"
