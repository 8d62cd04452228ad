"""Between the wall clock of a course and UTC.

A course lives in one IANA zone. People mean its wall clock when they say "Monday" or "two days
before"; everything stored or handed from function to function is an aware instant in UTC. These
functions are the only bridge.

They do *not* read a clock: the instant that counts as "now" is always an argument.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

KEPT = 4096
"""So many instants are remembered, and all of a term are fewer: each view of it asks for the same again."""


class WallClockError(ValueError):
    """A wall-clock time which names no instant, or two."""


class NonexistentTime(WallClockError):
    """The clocks are put forward over this time, so it never happens."""


class AmbiguousTime(WallClockError):
    """The clocks are put back over this time, so it happens twice."""


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises `ValueError` for a name which the zone database lacks. (The library raises a `KeyError`
    there, which would escape from pydantic's validation.)
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError(f"{name!r} is no time zone of the IANA database") from unknown


@lru_cache(maxsize=KEPT)
def instant(day: date, hour: time, tz: ZoneInfo) -> datetime:
    """The one instant, in UTC, at which the wall clock of `tz` shows `hour` on `day`.

    Raises `NonexistentTime` in the gap of spring and `AmbiguousTime` in the doubled hour of
    autumn. Both are seen by a round trip, as nothing in the standard library refuses such a time.
    """
    early = datetime.combine(day, hour, tzinfo=tz).replace(fold=0)
    late = early.replace(fold=1)
    if early.utcoffset() != late.utcoffset():
        shown = early.astimezone(UTC).astimezone(tz)
        if shown.replace(tzinfo=None) != early.replace(tzinfo=None):
            raise NonexistentTime(
                f"{day} {hour:%H:%M} does not exist in {tz.key}: the clocks skip it"
            )
        raise AmbiguousTime(
            f"{day} {hour:%H:%M} happens twice in {tz.key}: the clocks are put back"
        )
    return early.astimezone(UTC)


@lru_cache(maxsize=KEPT)
def nearest_instant(day: date, hour: time, tz: ZoneInfo) -> datetime:
    """Like `instant`, but never refuses: for times which we work out, as against those which
    someone wrote.

    A skipped time becomes the one as far behind the gap as it lies inside; of a doubled time the
    first is taken.
    """
    return datetime.combine(day, hour, tzinfo=tz).replace(fold=0).astimezone(UTC)


def local_day(now: datetime, tz: ZoneInfo) -> date:
    """The date on the wall calendar of `tz` at the instant `now`; an evening class makes it
    differ from UTC's.
    """
    try:
        return now.astimezone(tz).date()
    except OverflowError:  # within a day of the first or the last year that Python knows
        return now.date()


def day_bounds(day: date, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """First instant of `day` and first instant of the next, in UTC. They lie 23, 24 or 25 hours
    apart.
    """
    return nearest_instant(day, time(), tz), end_of_day(day, tz)


def end_of_day(day: date, tz: ZoneInfo) -> datetime:
    """The first instant which is no longer `day`, in UTC."""
    return nearest_instant(day + timedelta(days=1), time(), tz)


def days_later(moment: datetime, days: int, tz: ZoneInfo) -> datetime:
    """The same wall-clock time, `days` days later (earlier, if negative), in UTC.

    Across a change to or from summer time this is 24 hours a day give or take one hour, which is
    what people mean.
    """
    local = moment.astimezone(tz)
    return nearest_instant(local.date() + timedelta(days=days), local.time(), tz)
