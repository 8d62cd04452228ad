"""What ought to be said, worked out a second time and as simply as can be: by dates as plain days, with no rows.

It knows three students, the first course's deadlines and presentations, leads in days, and no quiet hours. A step ends
with everything posted that is due, so that between steps nothing is on its way.
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
    """Plans that were said, or withdrawn for good."""
    missed: dict[Plan, datetime] = field(default_factory=dict)

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

    def settle(self) -> list[Said]:
        """Say everything that is due at this moment."""
        said: list[Said] = []
        for student in self.students:
            due = [
                plan for plan, when in sorted(self.planned.items(), key=lambda each: each[1])
                if plan.student == student and when <= self.now
            ]  # fmt: skip
            late: dict[str, tuple[Plan, date]] = {}
            for plan in due:
                when = self.planned.pop(plan)
                _, _, day = self.things(student)[plan.subject]
                if self.until(plan.subject, day) <= self.now:
                    self.missed[plan] = when
                    continue
                self.over.add(plan)
                if plan.subject.partition(":")[2] in self.students[student].done:
                    continue
                if self.now - when > LATE:
                    late[plan.subject] = (plan, day)  # the one that was due last stands
                else:
                    said.append(self._tell(plan, day))
            if len(late) > 1:
                parts = [self._tell(plan, day) for plan, day in late.values()]
                names = " ".join(sorted(each.subject for each in parts))
                said.append(Said(self.now, student, names, None, -2))
            else:
                said.extend(self._tell(plan, day) for plan, day in late.values())
            said.extend(self._corrections(student))
        return said

    def pass_time(self, until: datetime) -> list[Said]:
        """Time goes on, and everything is said when it is due."""
        said = self.settle()
        while self.planned and (first := min(self.planned.values())) <= until:
            self.now = first
            said += self.settle()
        self.now = until
        return said + self.settle()

    def _tell(self, plan: Plan, day: date) -> Said:
        self.students[plan.student].told[plan.subject] = day
        return Said(self.now, plan.student, plan.subject, day, plan.lead)

    def _corrections(self, student: str) -> list[Said]:
        """Whoever was told a day that does not hold, as long as either day lies ahead."""
        found: list[Said] = []
        things = self.things(student)
        for subject, told in sorted(self.students[student].told.items()):
            if not self.active(student) or subject not in things:
                continue
            kind, _, day = things[subject]
            ahead = max(self.closes(subject, told), self.until(subject, day)) > self.now
            if told != day and ahead and self.leads(student, kind):
                self.students[student].told[subject] = day
                found.append(Said(self.now, student, subject, day, -1))
        return found
