"""What ought to be said, worked out a second time and as simply as can be: by dates as plain days, with no rows.

It knows three students, the first course's deadlines and presentations, leads in days, and no quiet hours. The alarm
puts into the outbox what is due; the bot posts it, at once or when it is there again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

NY = ZoneInfo("America/New_York")
EVENING = time(19, 30)
LATE = timedelta(minutes=15)


class Plan(NamedTuple):
    student: str
    subject: str
    edition: str
    lead: int


class Said(NamedTuple):
    """One message: of a digest, `lead` is -2 and `subject` names its parts; of a correction, `lead` is -1."""

    at: datetime
    student: str
    subject: str
    day: date | None
    lead: int


@dataclass(frozen=True)
class Waiting:
    """Something in the outbox. A correction has no lead."""

    student: str
    subject: str
    due: datetime
    plan: Plan | None = None


@dataclass(frozen=True)
class Item:
    """A deadline as the syllabus has it."""

    kind: str
    day: date
    hour: time | None = None
    taken_until: date | None = None


@dataclass
class Student:
    joined: bool = False
    on: bool = True
    leads: dict[str, tuple[int, ...]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    own: dict[str, tuple[int, date]] = field(default_factory=dict)
    """Extensions: a number and a day."""
    presents: str | None = None
    told: dict[str, date] = field(default_factory=dict)


@dataclass
class Model:
    items: dict[str, Item]
    talks: dict[str, date]
    """Papers by the day on which they are presented."""
    defaults: dict[str, tuple[int, ...]]
    now: datetime
    students: dict[str, Student] = field(default_factory=dict)
    moved: dict[str, tuple[int, date]] = field(default_factory=dict)
    """Versions and days of deadlines that were moved."""
    planned: dict[Plan, datetime] = field(default_factory=dict)
    over: set[Plan] = field(default_factory=set)
    """Plans that are in the outbox, were said, or were withdrawn for good."""
    missed: dict[Plan, datetime] = field(default_factory=dict)
    outbox: list[Waiting] = field(default_factory=list)

    # What holds.

    def date_of(self, student: str, name: str) -> tuple[str, date]:
        """Edition and day of a deadline for a student."""
        version, day = self.moved.get(name, (1, self.items[name].day))
        number, own = self.students[student].own.get(name, (0, day))
        return (f"x{number}", own) if own > day else (str(version), day)

    def things(self, student: str) -> dict[str, tuple[str, str, date]]:
        """Subjects, with kind, edition and day."""
        found = {
            f"deadline:{name}": (item.kind, *self.date_of(student, name))
            for name, item in self.items.items()
        }
        talk = self.students[student].presents
        if talk is not None:
            found[f"paper:{talk}"] = ("presentation", "-", self.talks[talk])
        return found

    def closes(self, subject: str, day: date) -> datetime:
        hour = self.hour(subject)
        if hour is not None:
            return datetime.combine(day, hour, NY).astimezone(UTC)
        return datetime.combine(day + timedelta(days=1), time(), NY).astimezone(UTC)

    def hour(self, subject: str) -> time | None:
        sort, _, name = subject.partition(":")
        return EVENING if sort == "paper" else self.items[name].hour

    def until(self, subject: str, day: date) -> datetime:
        """From when on nobody needs a word of it."""
        sort, _, name = subject.partition(":")
        last = None
        if sort == "deadline":
            item = self.items[name]
            last = day + timedelta(days=2) if item.kind == "review" else item.taken_until
        if last is None or last < day:
            return self.closes(subject, day)
        midnight = datetime.combine(last + timedelta(days=1), time(), NY).astimezone(UTC)
        return max(midnight, self.closes(subject, day))

    def due(self, subject: str, day: date, lead: int) -> datetime:
        hour = self.hour(subject) or EVENING
        return datetime.combine(day - timedelta(days=lead), hour, NY).astimezone(UTC)

    def leads(self, student: str, kind: str) -> tuple[int, ...]:
        return self.students[student].leads.get(kind, self.defaults[kind])

    def active(self, student: str) -> bool:
        return self.students[student].joined and self.students[student].on

    # What follows.

    def replan(self, moved: frozenset[str] = frozenset(), whose: str | None = None) -> None:
        """Plans as they should be; nothing begins in the past but what `moved` overtook."""
        wanted: set[Plan] = set()
        for student in self.students:
            if not self.active(student):
                continue
            for subject, (kind, edition, day) in self.things(student).items():
                dues = {lead: self.due(subject, day, lead) for lead in self.leads(student, kind)}
                overtaken = (
                    subject in moved and whose in (None, student)
                    and subject not in self.students[student].told
                    and all(due <= self.now for due in dues.values())
                    and self.closes(subject, day) > self.now
                )  # fmt: skip
                for lead, due in dues.items():
                    plan = Plan(student, subject, edition, lead)
                    wanted.add(plan)
                    begins = due > self.now or (overtaken and lead == min(dues))
                    if begins and plan not in self.over and plan not in self.missed:
                        self.planned[plan] = due
        for plan in list(self.planned):
            if plan not in wanted:
                del self.planned[plan]

    def revive(self) -> None:
        for plan, due in list(self.missed.items()):
            if due > self.now:
                self.planned[plan] = self.missed.pop(plan)

    def correct(self) -> None:
        """Whoever was told a day that does not hold, as long as either day concerns anyone."""
        waiting = {(each.student, each.subject) for each in self.outbox if each.plan is None}
        for student in self.students:
            for subject in sorted(self.students[student].told):
                if self.is_wrong(student, subject) and (student, subject) not in waiting:
                    self.outbox.append(Waiting(student, subject, self.now))

    def is_wrong(self, student: str, subject: str) -> bool:
        things, told = self.things(student), self.students[student].told[subject]
        if not self.active(student) or subject not in things:
            return False
        kind, _, day = things[subject]
        concerns = max(self.until(subject, told), self.until(subject, day)) > self.now
        return told != day and concerns and bool(self.leads(student, kind))

    def ring(self) -> None:
        """Into the outbox goes what is due; what is of no use any more is missed."""
        for plan, due in sorted(self.planned.items(), key=lambda each: each[1]):
            if due > self.now:
                continue
            del self.planned[plan]
            if self.until(plan.subject, self.things(plan.student)[plan.subject][2]) <= self.now:
                self.missed[plan] = due
            else:
                self.over.add(plan)
                self.outbox.append(Waiting(plan.student, plan.subject, due, plan))

    def post(self) -> list[Said]:
        """Say what is in the outbox, as things stand now; what is late for one student, in one message."""
        said: list[Said] = []
        # A clock that was set back makes something due only later.
        due = [each for each in self.outbox if each.due <= self.now]
        self.outbox = [each for each in self.outbox if each.due > self.now]
        while due:
            first = due.pop(0)
            group = [first]
            if self._is_late(first):
                same = [each for each in due if each.student == first.student and self._is_late(each)]
                group += same
                due = [each for each in due if each not in same]
            best: dict[str, Waiting] = {}
            for each in sorted(group, key=lambda each: (each.plan is None, each.due)):
                if self._is_wanted(each):
                    best[each.subject] = each
            parts = [self._tell(each) for each in best.values()]
            if len(parts) > 1:
                names = " ".join(sorted(part.subject for part in parts))
                said.append(Said(self.now, first.student, names, None, -2))
            else:
                said.extend(parts)
        return said

    def pass_time(self, until: datetime, *, bot: bool) -> list[Said]:
        """Time goes on with the alarm at work, and the bot too if it is there."""
        said: list[Said] = []
        while True:
            self.ring()
            said += self.post() if bot else []
            first = min(self.planned.values(), default=None)
            if first is None or first > until:
                break
            self.now = first
        self.now = until
        return said + (self.post() if bot else [])

    def _is_late(self, each: Waiting) -> bool:
        return self.now - each.due > LATE

    def _is_wanted(self, each: Waiting) -> bool:
        student = self.students[each.student]
        if each.plan is None:
            return self.is_wrong(each.student, each.subject)
        if not self.active(each.student) or each.subject not in self.things(each.student):
            return False
        kind, edition, day = self.things(each.student)[each.subject]
        return (
            each.plan.lead in self.leads(each.student, kind)
            and each.plan.edition == edition
            and self.until(each.subject, day) > self.now
            and each.subject.partition(":")[2] not in student.done
        )

    def _tell(self, each: Waiting) -> Said:
        day = self.things(each.student)[each.subject][2]
        self.students[each.student].told[each.subject] = day
        lead = -1 if each.plan is None else each.plan.lead
        return Said(self.now, each.student, each.subject, day, lead)
