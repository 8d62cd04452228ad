"""Dates and moments in words, in the course's zone, the same on every surface. English names whatever the locale."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def weekday(day: date) -> str:
    return _DAYS[day.weekday()]


def day_in_words(day: date) -> str:
    """ "Wednesday 7 February 2024" """
    return f"{weekday(day)} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def hour_in_words(moment: datetime, tz: ZoneInfo) -> str:
    """ "4:30 pm" """
    return clock_in_words(moment.astimezone(tz).time())


def clock_in_words(hour: time) -> str:
    """ "7:30 pm" """
    return f"{hour.hour % 12 or 12}:{hour.minute:02} {'am' if hour.hour < 12 else 'pm'}"


def place_of(tz: ZoneInfo) -> str:
    """The zone as people say it: the city of its IANA name, "New York"."""
    return tz.key.rsplit("/", 1)[-1].replace("_", " ")


def moment_in_words(moment: datetime, tz: ZoneInfo) -> str:
    """ "Wednesday 15 May 2024, 4:30 pm (New York)" """
    day = day_in_words(moment.astimezone(tz).date())
    return f"{day}, {hour_in_words(moment, tz)} ({place_of(tz)})"
