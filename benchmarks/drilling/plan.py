"""What a drill is told, and what it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Drill:
    """One drill."""

    students: int
    waves: int
    """At most so many instants of the term at which reminders are due; each student gets one or more at each."""
    seed: int
    faults: bool = True
    nonce_life_s: float = 300.0
    """How long the pretend Discord knows a nonce again."""
    nonce_window_s: float = 120.0
    """How long we trust that it does."""
    drain_lease_s: float = 3.0
    shake_every_s: float = 11.0
    """The gateway is closed about so often."""
    lives: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: {"backend": (0.5, 9.0), "bot": (1.0, 11.0), "naive": (0.8, 5.0)}
    )
    """Seconds that a process lives at least and at most before it is killed."""
    most_kills: int = 1_000_000
    """After so many kills the rest is said in peace."""
    patience_s: float = 240.0
    """For one wave."""


Reminder = tuple[str, str]
"""The title of what is due, and how long before it comes: what makes a reminder that one."""


@dataclass
class Outcome:
    """What a drill found."""

    way: str
    due: int = 0
    lost: int = 0
    twice: int = 0
    """Reminders of which a person has more than one message."""
    unknown: int = 0
    """Neither known to be said nor repeated: given to the staff to decide."""
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    """What struck, by kind."""
    seconds: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """The sum of two drills of the same way."""
        self.due += other.due
        self.lost += other.lost
        self.twice += other.twice
        self.unknown += other.unknown
        self.kills += other.kills
        self.faults += other.faults
        self.seconds += other.seconds
        self.remarks += other.remarks


def judge(
    outcome: Outcome,
    wanted: Mapping[str, Sequence[Reminder]],
    written: Mapping[str, Sequence[Sequence[str]]],
    unknown: Counter[str],
) -> None:
    """Count what stands in the pretend Discord's channels against what was due.

    `wanted` and `written` are by student; `unknown` counts the notices to each that were given to the staff.
    """
    for student, reminders in wanted.items():
        missing = 0
        for reminder in reminders:
            outcome.due += 1
            copies = sum(says(message, reminder) for message in written.get(student, ()))
            missing += copies == 0
            outcome.twice += copies > 1
        given = min(missing, unknown[student])
        outcome.unknown += unknown[student]
        outcome.lost += missing - given


def says(message: Sequence[str], reminder: Reminder) -> bool:
    """Whether a message, as headings and foot, is that reminder, or a digest that holds it."""
    title, lead = reminder
    plain = [part.replace("\\", "") for part in message]
    about = any(part.endswith(f": {title}") for part in plain)
    is_digest = bool(plain) and "reminders in one" in plain[0]
    return about and (is_digest or any(part.startswith(lead) for part in plain))
