"""When a reminder comes: wall-clock days, real hours, and quiet hours, across both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.scheduling.leads import (
    ENOUGH,
    Anchor,
    Quiet,
    before,
    lead_in_words,
    leads_in_words,
    longest_first,
)

NY = ZoneInfo("America/New_York")


def ny(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=NY).astimezone(UTC)


CLASS = Anchor(date(2024, 3, 11), time(19, 30), ny(3, 11, 19, 30))
"""The first class in summer time: 47 hours after the same hour two days before."""


def test_days_are_counted_on_the_wall_calendar() -> None:
    assert before(CLASS, "2d", NY) == ny(3, 9, 19, 30) == datetime(2024, 3, 10, 0, 30, tzinfo=UTC)
    assert CLASS.moment - before(CLASS, "2d", NY) == timedelta(hours=47)
    assert before(CLASS, "1d", NY) == datetime(2024, 3, 10, 23, 30, tzinfo=UTC)


def test_hours_are_real_hours() -> None:
    assert before(CLASS, "48h", NY) == ny(3, 9, 18, 30)
    assert before(CLASS, "3h", NY) == ny(3, 11, 16, 30)


def test_an_hour_that_the_clocks_skip() -> None:
    """A reminder two days before 02:30 on 12 March falls into the gap, and comes half an hour behind it."""
    anchor = Anchor(date(2024, 3, 12), time(2, 30), ny(3, 12, 2, 30))
    assert before(anchor, "2d", NY).astimezone(NY).strftime("%d %H:%M") == "10 03:30"


def test_without_an_hour_hours_count_from_the_end_of_the_day() -> None:
    due = Anchor(date(2024, 2, 7), time(19, 30), ny(2, 8, 0))
    assert before(due, "2d", NY) == ny(2, 5, 19, 30)
    assert before(due, "4h", NY) == ny(2, 7, 20)


def test_in_words() -> None:
    assert lead_in_words("1d") == "1 day before"
    assert leads_in_words(("3h", "7d", "2d", "2d")) == "7 days, 2 days and 3 hours before"
    assert leads_in_words(()) == "off"
    assert longest_first(("36h", "1d", "2d", "24h")) == ("2d", "36h", "1d", "24h")


NIGHT = Quiet(time(22), time(8), NY)


@pytest.mark.parametrize(
    ("due", "moment", "comes"),
    [
        (ny(2, 5, 19, 30), ny(2, 8, 0), ny(2, 5, 19, 30)),  # it is not quiet
        (ny(2, 5, 23), ny(2, 8, 0), ny(2, 6, 8)),  # in the evening: in the morning
        (ny(2, 6, 3), ny(2, 8, 0), ny(2, 6, 8)),  # after midnight: the same morning
        (ny(2, 6, 8), ny(2, 8, 0), ny(2, 6, 8)),  # the quiet is over at its end
        (ny(2, 5, 22), ny(2, 8, 0), ny(2, 6, 8)),  # and begins with its beginning
        (ny(2, 6, 3), ny(2, 6, 9), ny(2, 6, 8)),  # an hour is enough
        (ny(2, 6, 3), ny(2, 6, 8, 59), ny(2, 5, 21, 59)),  # less is not: before the quiet
        (ny(3, 10, 3), ny(3, 12, 0), ny(3, 10, 8)),  # in the night that loses an hour
    ],
)
def test_quiet_hours(due: datetime, moment: datetime, comes: datetime) -> None:
    assert NIGHT.shift(due, moment) == comes


def test_a_quiet_afternoon_and_none_at_all() -> None:
    nap = Quiet(time(13), time(15), NY)
    assert nap.shift(ny(2, 5, 14), ny(2, 8, 0)) == ny(2, 5, 15)
    assert nap.around(ny(2, 5, 15)) is None
    assert Quiet(time(8), time(8), NY).around(ny(2, 5, 8)) is None


def test_what_is_late_is_held_while_there_is_time() -> None:
    assert NIGHT.holds_until(ny(2, 6, 1), ny(2, 8, 0)) == ny(2, 6, 8)
    assert NIGHT.holds_until(ny(2, 6, 1), ny(2, 6, 8, 30)) is None
    assert NIGHT.holds_until(ny(2, 6, 12), ny(2, 8, 0)) is None


MOMENTS = st.integers(0, 300 * 24 * 60).map(lambda minutes: ny(2, 1, 0) + timedelta(minutes=minutes))
HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0, tzinfo=None))


@given(due=MOMENTS, wait=st.timedeltas(timedelta(hours=2), timedelta(days=40)),
       start=HOURS, end=HOURS)  # fmt: skip
def test_nothing_comes_in_the_quiet_nor_too_late(
    due: datetime, wait: timedelta, start: time, end: time
) -> None:
    quiet, moment = Quiet(start, end, NY), due + wait
    comes = quiet.shift(due, moment)
    assert comes < moment
    if comes > due:
        assert comes + ENOUGH <= moment
    assert quiet.around(comes) is None
    assert abs(comes - due) <= timedelta(days=1, minutes=61)
