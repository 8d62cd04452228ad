"""Small words that answers are made of: listed things, numbers, hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from backend.scheduling.words import day_in_words, hour_in_words

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def listed(things: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def number(count: float) -> str:
    """ "three", "13", "half a" """
    if count == 0.5:
        return "half a"
    if count == int(count):
        return _NUMBERS[int(count)] if 0 <= count < len(_NUMBERS) else str(int(count))
    return f"{count:g}"


def counted(count: float, thing: str) -> str:
    """ "one page", "half a page", "two days" """
    return f"{number(count)} {thing}{'' if count in (1, 0.5) else 's'}"


def percent(share: float) -> str:
    return f"{share:g} %"


def clock(hour: time) -> str:
    """ "7:30 pm" """
    return f"{hour.hour % 12 or 12}:{hour.minute:02} {'am' if hour.hour < 12 else 'pm'}"


def day(of: date) -> str:
    """ "Wednesday 7 February 2024" """
    return day_in_words(of)


def hours(starts: datetime, ends: datetime, tz: ZoneInfo) -> str:
    """ "7:30 pm to 8:45 pm" """
    return f"{hour_in_words(starts, tz)} to {hour_in_words(ends, tz)}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
