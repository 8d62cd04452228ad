"""The rules of handing in: both readings of grace and of the exemption, and summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.course import times
from backend.course.model import Course
from backend.course.terms import GraceDay, PresenterExemption, ReviewRules
from backend.grading import rules

NEW_YORK = ZoneInfo("America/New_York")
AUCKLAND = ZoneInfo("Pacific/Auckland")

ZONES = st.sampled_from(
    ["America/New_York", "Pacific/Auckland", "Europe/London", "America/Havana", "Asia/Kolkata",
     "Australia/Lord_Howe", "UTC"]
).map(ZoneInfo)  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
HOURS = st.none() | st.times()
GRACE_DAYS = st.sampled_from(["calendar", "24 hours", "not stated"])
PAPERS = st.sampled_from(["5a", "5b", "5c", "6a"])
BOTH = "excused: you present 5a and 5b, and nothing else is offered"
EXEMPTIONS: tuple[PresenterExemption, ...] = ("that paper only", "undecided", "whole item")


def review_rules(days: int, day: GraceDay) -> ReviewRules:
    return ReviewRules(
        pages=1,
        contents=(),
        grace_days=days,
        grace_day=day,
        presenter_exemption="undecided",
        where="a test",
    )


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_grace_of_a_review_of_the_first_course(course: Course) -> None:
    review = course.deadline("review-1")
    assert review is not None
    grace = rules.grace(review.day, None, course.reviews, course.tz)
    assert grace is not None
    assert grace.last_day == date(2024, 2, 9)
    assert grace.closes == grace.strictly == utc(2024, 2, 10, 5)
    assert grace.note == ""


def test_grace_that_ends_after_the_change_to_summer_time() -> None:
    """Due on Saturday, 9 March: two days of the calendar later is only 47 hours later."""
    grace = rules.grace(date(2024, 3, 9), None, review_rules(2, "not stated"), NEW_YORK)
    assert grace is not None
    assert grace.closes == utc(2024, 3, 12, 4)
    assert rules.due(date(2024, 3, 9), None, NEW_YORK) == utc(2024, 3, 10, 5)


def test_with_an_hour_the_two_readings_differ_and_both_are_told() -> None:
    due = date(2024, 2, 7), time(19, 30)
    undecided = rules.grace(*due, review_rules(2, "not stated"), NEW_YORK)
    calendar = rules.grace(*due, review_rules(2, "calendar"), NEW_YORK)
    hourly = rules.grace(*due, review_rules(2, "24 hours"), NEW_YORK)
    assert undecided is not None
    assert calendar is not None
    assert hourly is not None
    assert hourly.closes == utc(2024, 2, 10, 0, 30)
    assert calendar.closes == utc(2024, 2, 10, 5)
    assert (undecided.strictly, undecided.closes) == (hourly.closes, calendar.closes)
    assert "by 19:30 on the last day" in undecided.note
    assert calendar.note == hourly.note == ""


def test_no_one_loses_an_hour_to_a_change_of_clocks() -> None:
    """Auckland, 5 April 2025, 23:30: that night has an hour more, London's of 30 March one less."""
    longer = rules.hourly_grace(date(2025, 4, 5), time(23, 30), 1, AUCKLAND)
    assert longer == times.instant(date(2025, 4, 6), time(23, 30), AUCKLAND)
    assert longer - rules.due(date(2025, 4, 5), time(23, 30), AUCKLAND) == timedelta(hours=25)
    london = ZoneInfo("Europe/London")
    shorter = rules.hourly_grace(date(2025, 3, 29), time(23, 30), 1, london)
    assert shorter - rules.due(date(2025, 3, 29), time(23, 30), london) == timedelta(hours=24)


def test_without_grace_there_is_none() -> None:
    assert rules.grace(date(2024, 2, 7), None, review_rules(0, "calendar"), NEW_YORK) is None


@given(DAYS, HOURS, st.integers(1, 14), GRACE_DAYS, ZONES)
def test_grace_is_never_shorter_than_promised(
    day: date, hour: time | None, days: int, reading: GraceDay, zone: ZoneInfo
) -> None:
    grace = rules.grace(day, hour, review_rules(days, reading), zone)
    assert grace is not None
    due = rules.due(day, hour, zone)
    assert due <= grace.strictly <= grace.closes
    # The last day is reached in full by the calendar, and up to the hour at least by the clock.
    at_least = times.nearest_instant(day + timedelta(days=days), hour or time(), zone)
    assert grace.strictly >= at_least
    if reading != "24 hours":
        last_moment = grace.closes - timedelta(microseconds=1)
        assert times.local_day(last_moment, zone) >= grace.last_day
    assert bool(grace.note) == (grace.strictly != grace.closes)


@given(DAYS, HOURS, st.integers(1, 13), GRACE_DAYS, ZONES)
def test_more_days_never_end_sooner(
    day: date, hour: time | None, days: int, reading: GraceDay, zone: ZoneInfo
) -> None:
    fewer = rules.grace(day, hour, review_rules(days, reading), zone)
    more = rules.grace(day, hour, review_rules(days + 1, reading), zone)
    assert fewer is not None
    assert more is not None
    assert fewer.closes < more.closes
    assert fewer.strictly < more.strictly


@given(DAYS, HOURS, st.integers(1, 14), ZONES)
def test_the_undecided_reading_holds_the_other_two(
    day: date, hour: time | None, days: int, zone: ZoneInfo
) -> None:
    found = [
        rules.grace(day, hour, review_rules(days, reading), zone)
        for reading in ("calendar", "24 hours")
    ]
    ends = [grace.closes for grace in found if grace]
    undecided = rules.grace(day, hour, review_rules(days, "not stated"), zone)
    assert undecided is not None
    assert (undecided.strictly, undecided.closes) == (min(ends), max(ends))


@pytest.mark.parametrize(
    ("exemption", "presented", "duty", "why"),
    [
        ("whole item", ["5a"], "excused", "excused: you present 5a"),
        ("that paper only", ["5a"], "required", "you present 5a, so what is asked for is 5b"),
        ("undecided", ["5a"], "perhaps excused", "perhaps excused: you present 5a; ask the staff"),
        ("undecided", ["6a"], "required", ""),
        ("whole item", [], "required", ""),
        ("that paper only", ["5a", "5b"], "excused", BOTH),
        ("undecided", ["5b", "5a"], "excused", BOTH),
    ],
)  # fmt: skip
def test_what_presenting_excuses(
    exemption: PresenterExemption, presented: list[str], duty: rules.Duty, why: str
) -> None:
    assert rules.excuse(("5a", "5b"), presented, exemption) == rules.Excuse(duty, why)


@given(st.lists(PAPERS, unique=True, max_size=3), st.sets(PAPERS), st.sets(PAPERS))
def test_an_excuse_grows_with_what_is_presented_and_with_the_generosity_of_the_reading(
    item: list[str], presented: set[str], more: set[str]
) -> None:
    def freedom(papers: set[str], exemption: PresenterExemption) -> int:
        return rules.DUTIES.index(rules.excuse(item, papers, exemption).duty)

    for exemption in EXEMPTIONS:
        assert freedom(presented, exemption) <= freedom(presented | more, exemption)
        excuse = rules.excuse(item, presented, exemption)
        assert bool(excuse.why) == bool(presented & set(item))
    readings = [freedom(presented, exemption) for exemption in EXEMPTIONS]
    assert readings == sorted(readings)


@given(st.permutations(["5a", "5b", "5c"]), st.sets(PAPERS))
def test_the_order_in_which_an_item_lists_its_papers_does_not_matter(
    item: list[str], presented: set[str]
) -> None:
    for exemption in EXEMPTIONS:
        duty = rules.excuse(item, presented, exemption).duty
        assert duty == rules.excuse(sorted(item), presented, exemption).duty


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (utc(2024, 2, 7, 4, 59), "upcoming"),  # the last minute of the day before, in New York
        (utc(2024, 2, 7, 5), "due today"),
        (utc(2024, 2, 8, 4, 59), "due today"),  # already the next day in UTC
        (utc(2024, 2, 8, 5), "in grace"),
        (utc(2024, 2, 10, 4, 59), "in grace"),
        (utc(2024, 2, 10, 5), "past"),
    ],
)
def test_phases_of_a_review(now: datetime, phase: rules.Phase) -> None:
    day = date(2024, 2, 7)
    grace = rules.grace(day, None, review_rules(2, "not stated"), NEW_YORK)
    assert grace is not None
    closes = rules.due(day, None, NEW_YORK)
    assert rules.phase(day, closes, grace.closes, now, NEW_YORK) == phase


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (utc(2024, 5, 15, 3, 59), "upcoming"),
        (utc(2024, 5, 15, 4), "due today"),
        (utc(2024, 5, 15, 20, 29), "due today"),
        (utc(2024, 5, 15, 20, 30), "past"),
    ],
)
def test_phases_of_the_report(course: Course, now: datetime, phase: rules.Phase) -> None:
    report = course.deadline("report")
    assert report is not None
    assert rules.phase(report.day, course.due(report), None, now, course.tz) == phase


@given(DAYS, HOURS, GRACE_DAYS, ZONES, st.lists(st.integers(-100, 200), min_size=2))
def test_phases_come_in_their_order(
    day: date, hour: time | None, reading: GraceDay, zone: ZoneInfo, hours: list[int]
) -> None:
    order = ("upcoming", "due today", "in grace", "past")
    closes = rules.due(day, hour, zone)
    grace = rules.grace(day, hour, review_rules(2, reading), zone)
    assert grace is not None
    moments = [closes + timedelta(hours=each) for each in sorted(hours)]
    seen = [order.index(rules.phase(day, closes, grace.closes, now, zone)) for now in moments]
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("phase", "duty", "done", "standing"),
    [
        ("upcoming", "required", False, "open"),
        ("due today", "required", False, "open"),
        ("in grace", "required", False, "in grace"),
        ("past", "required", False, "past"),
        ("upcoming", "perhaps excused", False, "perhaps excused"),
        ("in grace", "perhaps excused", False, "perhaps excused"),
        ("past", "perhaps excused", False, "past"),
        ("past", "excused", False, "excused"),
        ("past", "required", True, "done"),
        ("upcoming", "excused", True, "done"),
    ],
)
def test_standing(phase: rules.Phase, duty: rules.Duty, done: bool, standing: str) -> None:
    assert rules.standing(phase, rules.Excuse(duty), done=done) == standing


def test_a_reminder_two_days_before_comes_at_its_hour_across_the_change() -> None:
    reminder = rules.days_before(date(2024, 3, 11), 2, time(9), NEW_YORK)
    assert reminder == utc(2024, 3, 9, 14)
    assert rules.days_before(date(2024, 3, 11), 1, time(9), NEW_YORK) == utc(2024, 3, 10, 13)
    assert rules.due(date(2024, 3, 11), time(9), NEW_YORK) - reminder == timedelta(hours=47)
