"""Days, hours and lead times as people type them: `12 Mar`, `7:30 pm`, `2d 3h`.

What cannot be read is refused with a sentence; nothing is guessed but the year and, for "fri", the week. An hour that
the wall clock skips or doubles, where summer time begins or ends, names no moment and is refused as well.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.contract.calendar import Term
from backend.contract.refusals import Malformed, NoSuchMoment
from bot.cards.text import MONTHS, WEEKDAYS, day, label, one_line

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?")
MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?")
LEAD = re.compile(r"(\d{1,4}) ?(weeks?|w|days?|d|hours?|hrs?|h)")
BETWEEN = re.compile(r"(?:[\s,;+]|and|before)*")
OFF = frozenset({"off", "none", "never", "no", "-"})
DEFAULT = frozenset({"default", "course", "as the course has it"})
MOST_LEADS = 5
MOST_DAYS, MOST_HOURS = 60, 96
"""Of one lead, as the contract takes it."""


def read_day(typed: str, term: Term) -> date:
    """`YYYY-MM-DD`, `12 Mar`, `March 12 2024`, `today`, `tomorrow`, `fri`. Raises `NoSuchMoment`.

    A day without a year is the one that lies in the term, or nearest to the course's today.
    """
    text = one_line(typed).casefold().replace(",", " ").replace(".", " ")
    words = text.split()
    today = term.now.astimezone(ZoneInfo(term.zone)).date()
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    named = _weekday(words[0]) if words else None
    if named is not None and len(words) == 1:
        return today + timedelta(days=(named - today.weekday()) % 7 or 7)
    found = _written(" ".join(words if named is None else words[1:]), term, today)
    if found is None:
        raise NoSuchMoment(
            problem=f"“{label(typed, 40)}” is not a day; write it like YYYY-MM-DD or 12 Mar"
        )
    if named is not None and found.weekday() != named:
        raise NoSuchMoment(problem=f"{day(found)} is not the weekday that you wrote")
    return found


def _weekday(word: str) -> int | None:
    for number, short in enumerate(WEEKDAYS):
        if len(word) >= 3 and word.startswith(short.casefold()) and word.isalpha():
            return number
    return None


def _written(text: str, term: Term, today: date) -> date | None:
    if found := ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        number, name, year = found[1], found[2], found[3]
    elif found := MONTH_FIRST.fullmatch(text):
        name, number, year = found[1], found[2], found[3]
    else:
        return None
    month = next((at for at, short in enumerate(MONTHS, 1) if name[:3] == short.casefold()), None)
    if month is None:
        return None
    if year:
        return _date(int(year), month, int(number))
    years = range(term.first_day.year - 1, term.last_day.year + 2)
    possible = [each for year in years if (each := _date(year, month, int(number)))]

    def far(each: date) -> tuple[bool, timedelta]:
        return not term.first_day <= each <= term.last_day, abs(each - today)

    return min(possible, key=far, default=None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def read_hour(typed: str) -> time:
    """`23:59`, `7:30 pm`, `7pm`, `noon`. Raises `NoSuchMoment`; so does a bare `7`, which may be morning or evening."""
    text = one_line(typed).casefold()
    if text == "noon":
        return time(12)
    found = HOUR.fullmatch(text)
    wrong = NoSuchMoment(
        problem=f"“{label(typed, 40)}” is not an hour; write it like 23:59 or 7:30 pm"
    )
    if found is None or (found[2] is None and found[3] is None):
        raise wrong
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise wrong
        hour = hour % 12 + (12 if found[3].startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise wrong
    return time(hour, minute)


def moment_of(on: date, hour: time, zone: str) -> datetime:
    """The instant, in UTC, of a day and an hour by the wall clock of `zone`. Raises `NoSuchMoment`."""
    naive = datetime.combine(on, hour)
    tz = ZoneInfo(zone)
    try:
        at = naive.replace(tzinfo=tz).astimezone(UTC)
        back = at.astimezone(tz)
    except OverflowError:
        raise NoSuchMoment(problem=f"{on.year} is far outside the term") from None
    if back.replace(tzinfo=None) != naive:
        raise NoSuchMoment(problem=f"on {day(on)} the clock skips {hour:%H:%M}")
    if naive.replace(tzinfo=tz, fold=1).utcoffset() != naive.replace(tzinfo=tz).utcoffset():
        raise NoSuchMoment(problem=f"on {day(on)} the clock shows {hour:%H:%M} twice")
    return at


def read_leads(typed: str) -> tuple[str, ...] | None:
    """`7d 2d`, `2 days and 3 hours`; () for `off`, None for `default`. Raises `Malformed`."""
    text = one_line(typed).casefold()
    if text in DEFAULT:
        return None
    if text in OFF:
        return ()
    leads: list[str] = []
    at = BETWEEN.match(text)
    place = at.end() if at else 0
    while place < len(text):
        found = LEAD.match(text, place)
        if found is None:
            raise Malformed(
                problem=f"“{label(typed, 60)}” is no lead time; write it like 7d 2d 3h, or off, or default."
            )
        leads.append(_lead(int(found[1]), found[2]))
        between = BETWEEN.match(text, found.end())
        place = between.end() if between else found.end()
    if not leads or len(set(leads)) > MOST_LEADS:
        raise Malformed(problem=f"give one to {MOST_LEADS} lead times, such as 7d 2d 3h.")
    return tuple(dict.fromkeys(leads))


def _lead(count: int, unit: str) -> str:
    if unit.startswith("h"):
        if not 1 <= count <= MOST_HOURS:
            raise Malformed(problem=f"a lead in hours is 1 to {MOST_HOURS}; take days for more.")
        return f"{count}h"
    days = count * (7 if unit.startswith("w") else 1)
    if not 1 <= days <= MOST_DAYS:
        raise Malformed(problem=f"a lead in days is 1 to {MOST_DAYS}.")
    return f"{days}d"
