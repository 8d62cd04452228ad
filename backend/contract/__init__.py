"""The contract: everything that can be asked of the backend, and every answer. Pydantic only.

Each module is a subject and opens with its table of contents:

    calendar   what is due, when the course meets, what is read, what the rules say
    signup     presentation groups
    compute    the lab's queue
    ask        questions in one's own words, and the staff behind them
    announcements  composed, previewed, held, posted, edited
    events     Discord's scheduled events for the meetings
    feed       calendars to subscribe to
    notices    what the bot must say, where, and what became of it
    changes    deadlines that move, extensions, the course folder read again
    reminders  who is reminded, how, of what, and why
    clock      the course's now
    refusals   why not
    base       what a call is

A new question is one class here and one handler on a desk: no route, no client method.
"""

from collections.abc import Iterator
from typing import Any

from backend.contract import (
    announcements,
    ask,
    calendar,
    changes,
    clock,
    compute,
    events,
    feed,
    notices,
    refusals,
    reminders,
    signup,
)
from backend.contract.base import (
    Backend,
    By,
    Call,
    Caller,
    Instant,
    PaperId,
    Value,
    Waker,
    reply_adapter,
)

SUBJECTS = (calendar, changes, signup, reminders, compute, ask, announcements, events, feed, notices, clock)


def calls() -> Iterator[type[Call[Any]]]:
    """Every call, subject by subject, in the order in which it is written down."""
    for subject in SUBJECTS:
        for thing in vars(subject).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, Call)
                and thing.__module__ == subject.__name__
                and not thing.__pydantic_generic_metadata__["args"]  # `Call[Reply]` itself
            ):
                yield thing


__all__ = [
    "SUBJECTS", "Backend", "By", "Call", "Caller", "Instant", "PaperId", "Value", "Waker",
    "announcements", "ask", "calendar", "calls", "changes", "clock", "compute", "events", "feed", "notices", "refusals",
    "reminders", "reply_adapter", "signup",
]  # fmt: skip
