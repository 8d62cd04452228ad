"""Days, hours and lead times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.contract.calendar import Term
from backend.contract.refusals import CourseError, Malformed, NoSuchMoment
from backend.contract.reminders import ChooseLeads
from bot.dates_text import moment_of, read_day, read_hour, read_leads

NEW_YORK = "America/New_York"
TERM = Term(
    phase="during the term", now=datetime(2024, 2, 6, 3, 0, tzinfo=UTC), zone=NEW_YORK,
    first_day=date(2024, 1, 22), last_day=date(2024, 5, 15), sentence="",
)  # fmt: skip
"""Monday evening, 5 February, in the course; Tuesday already in UTC."""
quick = settings(max_examples=200, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-03-12", date(2024, 3, 12)), ("2024-3-1", date(2024, 3, 1)),
        ("12 Mar", date(2024, 3, 12)), ("march 12", date(2024, 3, 12)),
        ("Mar 12, 2025", date(2025, 3, 12)), ("1st April", date(2024, 4, 1)),
        ("Tue 12 Mar 2024", date(2024, 3, 12)), ("Tuesday, 12 March", date(2024, 3, 12)),
        ("today", date(2024, 2, 5)), ("Tomorrow ", date(2024, 2, 6)),
        ("mon", date(2024, 2, 12)), ("tuesday", date(2024, 2, 6)),
        ("20 Dec", date(2023, 12, 20)), ("29 feb", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_day_is_read(typed: str, meant: date) -> None:
    assert read_day(typed, TERM) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31 Feb", "12/03", "3.4.", "2024-13-01", "0000-01-01", "Wed 12 Mar 2024", "12 Foo",
     "99999-01-01", "²/³", "t", "Monday Tuesday"],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NoSuchMoment):
        read_day(typed, TERM)


def test_a_day_without_a_year_lies_in_a_term_that_spans_two_years() -> None:
    winter = TERM.model_copy(update={"first_day": date(2024, 10, 1), "last_day": date(2025, 2, 10)})
    assert read_day("5 Nov", winter) == date(2024, 11, 5)
    assert read_day("5 Jan", winter) == date(2025, 1, 5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23:59", time(23, 59)), ("7:05", time(7, 5)), ("0:00", time(0)), ("7pm", time(19)),
        ("7:30 PM", time(19, 30)), ("12 am", time(0)), ("12:30 p.m.", time(12, 30)),
        ("noon", time(12)), ("18.30", time(18, 30)),
    ],
)  # fmt: skip
def test_an_hour_is_read(typed: str, meant: time) -> None:
    assert read_hour(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "7", "24:00", "13 pm", "0 am", "12:60", "midnight", "25:00", "７:60"]
)
def test_an_hour_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NoSuchMoment):
        read_hour(typed)


def test_a_moment_is_found_on_both_sides_of_the_change_and_refused_within() -> None:
    assert moment_of(date(2024, 3, 9), time(19, 30), NEW_YORK).hour == 0, "5 hours behind UTC"
    assert moment_of(date(2024, 3, 10), time(19, 30), NEW_YORK).hour == 23, "4 hours"
    with pytest.raises(NoSuchMoment, match="skips 02:30"):
        moment_of(date(2024, 3, 10), time(2, 30), NEW_YORK)
    with pytest.raises(NoSuchMoment, match="01:30 twice"):
        moment_of(date(2024, 11, 3), time(1, 30), NEW_YORK)
    assert moment_of(date(2024, 3, 10), time(3, 0), NEW_YORK) == datetime(
        2024, 3, 10, 7, tzinfo=UTC
    )
    with pytest.raises(NoSuchMoment):
        moment_of(date(9999, 12, 31), time(23, 59), NEW_YORK)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7d 2d", ("7d", "2d")), ("2 days, 3 hours", ("2d", "3h")), ("1 week and 3h", ("7d", "3h")),
        ("2d2d", ("2d",)), ("off", ()), ("Default", None), ("60d 96h", ("60d", "96h")),
        ("2 days before", ("2d",)),
    ],
)  # fmt: skip
def test_lead_times_are_read(typed: str, meant: tuple[str, ...] | None) -> None:
    assert read_leads(typed) == meant


@pytest.mark.parametrize("typed", ["", "soon", "0d", "61d", "97h", "9 weeks", "2", "2m", "1d,,x"])
def test_lead_times_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(Malformed):
        read_leads(typed)


TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789 -:.,dhwpam", max_size=20),
    st.lists(st.sampled_from(["2d", "off", "12", "Mar", "2024", "week", "pm", ":"]), max_size=6).map(" ".join),
)  # fmt: skip


@quick
@given(TYPED)
def test_whatever_is_typed_is_read_or_refused_and_the_contract_takes_it(typed: str) -> None:
    try:
        leads = read_leads(typed)
    except CourseError:
        leads = None
    assert ChooseLeads(kind="review", leads=leads).leads == leads
    for read in (lambda: read_day(typed, TERM), lambda: read_hour(typed)):
        try:
            read()
        except NoSuchMoment as refused:
            assert len(refused.sentence) < 300
