"""The course clock, which can be moved, so that a sandbox jumps to the evening before a deadline.

    GetClock → ClockFace       MoveClock → ClockFace

The real clock (leases, tokens, limits, timings) has no call: nothing moves it.
"""

from backend.contract.base import Call, Caller, Instant, Value

OWNER = frozenset({Caller.OWNER})


class Mark(Value):
    """A moment worth jumping to."""

    label: str
    at: Instant


class ClockFace(Value):
    now: Instant
    zone: str
    moved: bool
    """Whether it differs from the real clock."""
    marks: tuple[Mark, ...] = ()


class GetClock(Call[ClockFace]):
    """What the course takes for now, with the moments worth jumping to."""


class MoveClock(Call[ClockFace]):
    """Set the course clock; it runs on from there. None sets it back to the real one."""

    callers = OWNER
    writes = True
    to: Instant | None
