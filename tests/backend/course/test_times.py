"""Wall clocks and instants, most of all on the days on which clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.course import times

NEW_YORK = ZoneInfo("America/New_York")
AUCKLAND = ZoneInfo("Pacific/Auckland")
ZONES = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone)).map(ZoneInfo)
DAYS = st.dates(date(1990, 1, 1), date(2036, 12, 31))


def test_an_evening_class_is_on_the_next_day_of_utc_in_winter_only() -> None:
    evening = time(19, 30)
    assert times.instant(date(2024, 3, 6), evening, NEW_YORK) == datetime(
        2024, 3, 7, 0, 30, tzinfo=UTC
    )
    assert times.instant(date(2024, 3, 11), evening, NEW_YORK) == datetime(
        2024, 3, 11, 23, 30, tzinfo=UTC
    )


def test_the_hour_that_is_skipped() -> None:
    with pytest.raises(times.NonexistentTime, match="does not exist in America/New_York"):
        times.instant(date(2024, 3, 10), time(2, 30), NEW_YORK)
    assert times.instant(date(2024, 3, 10), time(3), NEW_YORK) == datetime(
        2024, 3, 10, 7, tzinfo=UTC
    )


def test_the_hour_that_comes_twice() -> None:
    with pytest.raises(times.AmbiguousTime, match="happens twice in America/New_York"):
        times.instant(date(2024, 11, 3), time(1, 30), NEW_YORK)
    first = times.nearest_instant(date(2024, 11, 3), time(1, 30), NEW_YORK)
    assert first == datetime(2024, 11, 3, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2024, 3, 10), 23), (date(2024, 3, 11), 24), (date(2024, 11, 3), 25)]
)
def test_how_long_a_day_is(day: date, hours: int) -> None:
    first, after = times.day_bounds(day, NEW_YORK)
    assert after - first == timedelta(hours=hours)


def test_a_day_that_has_no_midnight() -> None:
    """In Havana the clocks go from 0:00 straight to 1:00."""
    havana = ZoneInfo("America/Havana")
    first, after = times.day_bounds(date(2024, 3, 10), havana)
    assert first.astimezone(havana).time() == time(1)
    assert after - first == timedelta(hours=23)


def test_two_days_before_across_the_change() -> None:
    moment = times.instant(date(2024, 3, 11), time(19, 30), NEW_YORK)
    before = times.days_later(moment, -2, NEW_YORK)
    assert before.astimezone(NEW_YORK).time() == time(19, 30)
    assert before.astimezone(NEW_YORK).date() == date(2024, 3, 9)
    assert moment - before == timedelta(hours=47)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        (datetime(2024, 3, 7, 0, 30, tzinfo=UTC), NEW_YORK, date(2024, 3, 6)),
        (datetime(2024, 3, 7, 5, 0, tzinfo=UTC), NEW_YORK, date(2024, 3, 7)),
        (datetime(2024, 3, 12, 3, 59, tzinfo=UTC), NEW_YORK, date(2024, 3, 11)),
        (datetime(2025, 3, 3, 20, 10, tzinfo=UTC), AUCKLAND, date(2025, 3, 4)),
    ],
)
def test_today(now: datetime, zone: ZoneInfo, day: date) -> None:
    assert times.local_day(now, zone) == day


@pytest.mark.parametrize(
    "moment",
    [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)],
)
def test_today_at_the_ends_of_time(moment: datetime) -> None:
    for zone in (NEW_YORK, AUCKLAND):
        assert times.local_day(moment, zone) == moment.date()


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc/passwd", "a\0b", "America"])
def test_names_which_are_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        times.zone(name)


@given(DAYS, st.times(), ZONES)
def test_an_instant_shows_the_time_it_was_made_of(day: date, hour: time, zone: ZoneInfo) -> None:
    try:
        moment = times.instant(day, hour, zone)
    except times.WallClockError:
        assume(False)
    local = moment.astimezone(zone)
    assert (local.date(), local.time()) == (day, hour)
    assert moment.utcoffset() == timedelta(0)


@given(DAYS, ZONES)
def test_days_follow_one_another_without_a_gap(day: date, zone: ZoneInfo) -> None:
    first, after = times.day_bounds(day, zone)
    assert times.day_bounds(day + timedelta(days=1), zone)[0] == after
    # Samoa left out a whole day when it changed sides of the date line.
    assume(after > first)
    assert times.local_day(first, zone) == day
    assert times.local_day(after - timedelta(microseconds=1), zone) == day
