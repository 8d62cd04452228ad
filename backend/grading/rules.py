"""The rules of handing in, as pure functions: when grace ends, who is excused, how a deadline
stands.

Dates and hours come in as wall-clock values of the course's zone, instants leave in UTC, and
"now" is always an argument. Nothing here reads a table or a clock, knows what was handed in, or
gives a mark.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from backend.contract.calendar import Standing
from backend.course import times
from backend.course.terms import PresenterExemption, ReviewRules

Phase = Literal["upcoming", "due today", "in grace", "past"]
Duty = Literal["required", "perhaps excused", "excused"]
DUTIES: tuple[Duty, ...] = ("required", "perhaps excused", "excused")
"""From the most to the least that is asked of a student."""


@dataclass(frozen=True, slots=True)
class Grace:
    """Until when something late is taken without penalty.

    `closes` is the first instant at which it no longer is. Where the course does not say what a
    day of lateness is and the two readings differ, `closes` is the later one, `strictly` the
    earlier, and `note` says so; in dubio the clock favours the student, and the sentence warns
    him.
    """

    last_day: date
    closes: datetime
    strictly: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Excuse:
    """What an item asks of one student, and why it is less than of others (empty if it is not)."""

    duty: Duty
    why: str = ""


def due(day: date, hour: time | None, tz: ZoneInfo) -> datetime:
    """The instant until which it is in time: the hour, or the end of the day where no hour is
    known.
    """
    return times.end_of_day(day, tz) if hour is None else times.nearest_instant(day, hour, tz)


def calendar_grace(day: date, days: int, tz: ZoneInfo) -> datetime:
    """Grace in days of the calendar: it ends with the last of them, whatever the hour was."""
    return times.end_of_day(day + timedelta(days=days), tz)


def hourly_grace(day: date, hour: time | None, days: int, tz: ZoneInfo) -> datetime:
    """Grace in days of 24 hours each, from the hour at which it was due.

    When the clocks change in between, the same hour by the clock is not the same number of hours;
    the later of the two is taken, so that no one loses an hour to summer time. Without an hour
    there is nothing to count 24 hours from, and the calendar decides.
    """
    if hour is None:
        return calendar_grace(day, days, tz)
    moment = due(day, hour, tz)
    return max(moment + timedelta(days=days), times.days_later(moment, days, tz))


def grace(day: date, hour: time | None, rules: ReviewRules, tz: ZoneInfo) -> Grace | None:
    """The grace of a review that is due on `day` at `hour`; None where the rules give none."""
    if not rules.grace_days:
        return None
    last_day = day + timedelta(days=rules.grace_days)
    by_calendar = calendar_grace(day, rules.grace_days, tz)
    by_hours = hourly_grace(day, hour, rules.grace_days, tz)
    if rules.grace_day == "calendar":
        return Grace(last_day, by_calendar, by_calendar)
    if rules.grace_day == "24 hours":
        return Grace(last_day, by_hours, by_hours)
    if by_calendar == by_hours:
        return Grace(last_day, by_calendar, by_calendar)
    note = (
        f"It is not stated whether a day is 24 hours or a calendar day: "
        f"hand it in by {hour:%H:%M} on the last day to be safe."
    )
    return Grace(last_day, max(by_calendar, by_hours), min(by_calendar, by_hours), note)


def excuse(
    item: Sequence[str], presented: Collection[str], exemption: PresenterExemption
) -> Excuse:
    """What a review of one of the papers of `item` asks of someone who presents `presented`.

    A presenter need not review the paper presented. Whether that frees from an item which offers
    another paper as well is a matter of reading; see `ReviewRules.presenter_exemption`. Nothing
    is ever taken off the list here.
    """
    own = [paper for paper in item if paper in presented]
    others = [paper for paper in item if paper not in presented]
    if not own:
        return Excuse("required")
    named = " and ".join(own)
    if not others:
        return Excuse("excused", f"excused: you present {named}, and nothing else is offered")
    if exemption == "whole item":
        return Excuse("excused", f"excused: you present {named}")
    if exemption == "undecided":
        return Excuse("perhaps excused", f"perhaps excused: you present {named}; ask the staff")
    return Excuse("required", f"you present {named}, so what is asked for is {' or '.join(others)}")


def phase(
    day: date, closes: datetime, grace_closes: datetime | None, now: datetime, tz: ZoneInfo
) -> Phase:
    """Where `now` lies with regard to something due on `day`.

    `closes` is the instant at which it stops being in time, as from `due`. Both that instant and
    the end of grace are no longer inside.
    """
    if now < closes:
        return "due today" if times.local_day(now, tz) >= day else "upcoming"
    if grace_closes is not None and now < grace_closes:
        return "in grace"
    return "past"


def standing(when: Phase, asked: Excuse, *, done: bool) -> Standing:
    """How a deadline stands for one person, in one word. What is done is done, also when it is
    past; an excuse holds for ever; a mere "perhaps" no longer helps when the time is over.
    """
    if done:
        return "done"
    if asked.duty == "excused":
        return "excused"
    if when == "past":
        return "past"
    if asked.duty == "perhaps excused":
        return "perhaps excused"
    return "in grace" if when == "in grace" else "open"


def days_before(day: date, days: int, hour: time, tz: ZoneInfo) -> datetime:
    """`hour` by the clock, `days` days before `day`: when to remind. Counted on the wall
    calendar, so that a change to summer time in between does not make a reminder come an hour
    off.
    """
    return times.nearest_instant(day - timedelta(days=days), hour, tz)
