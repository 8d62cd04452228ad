"""Who is reminded, how each person wants it, and every reminder as a row, from its planning to what became of it."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

STATES = ("planned", "handed", "told", "said", "withdrawn", "missed", "failed")
_PLANNED = text("state = 'planned'")
_TOLD = text("told_at IS NOT NULL")


class EnrolmentRow(SQLModel, table=True):
    """One student of the course, as far as reminders go. The row stays when the student leaves."""

    __tablename__ = "enrolment"
    __table_args__ = (
        CheckConstraint("how IN ('by command', 'by role')", name="enrolment_how"),
        CheckConstraint(
            "left_how IS NULL OR left_how IN ('by command', 'by role')", name="enrolment_left_how"
        ),
    )

    student: str = Field(primary_key=True, max_length=64)
    """The id in `By`."""
    name: str = Field(max_length=200)
    how: str
    joined_at: datetime
    left_at: datetime | None = Field(default=None)
    left_how: str | None = Field(default=None)
    """Who left by command is not brought back by a role."""


class PreferenceRow(SQLModel, table=True):
    """What one person chose; whatever is empty follows the course."""

    __tablename__ = "reminder_preference"

    student: str = Field(primary_key=True, max_length=64)
    active: bool = Field(default=True)
    quiet_start: time | None = Field(default=None)
    quiet_end: time | None = Field(default=None)
    zone: str | None = Field(default=None, max_length=64)


class LeadsRow(SQLModel, table=True):
    """The leads that one person chose for one kind of reminder."""

    __tablename__ = "reminder_leads"

    student: str = Field(primary_key=True, max_length=64)
    kind: str = Field(primary_key=True, max_length=16)
    leads: str = Field(default="", max_length=40)
    """ "7d 2d"; empty when this kind is off."""


class PlanRow(SQLModel, table=True):
    """One reminder: of what, to whom, at which lead.

    What it is makes it unique, so nothing is planned or said twice. `due` is derived from the calendar; what it says
    is not stored, for it is decided when it is handed to the bot. Then `told_…` keeps which date was said.
    """

    __tablename__ = "reminder_plan"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="reminder_plan_state"),
        CheckConstraint("sort IN ('lead', 'snooze', 'correction')", name="reminder_plan_sort"),
        UniqueConstraint(
            "recipient", "subject", "kind", "edition", "lead", name="reminder_plan_is_one"
        ),
        Index(
            "reminder_plan_due", "due", sqlite_where=_PLANNED, postgresql_where=_PLANNED,
        ),
        Index("reminder_plan_told", "subject", sqlite_where=_TOLD, postgresql_where=_TOLD),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=16)
    subject: str = Field(max_length=80)
    """ "deadline:review-3", "paper:5a", "meeting:2024-02-05" """
    edition: str = Field(max_length=40)
    """Which date of it: the deadline's version, or the student's extension."""
    recipient: str = Field(max_length=80)
    """ "person:…" or "guild:…" """
    lead: str = Field(max_length=24)
    """ "2d"; for others than `sort = 'lead'` a mark that makes them unique."""
    sort: str = Field(default="lead")
    title: str = Field(max_length=300)
    """As it was planned, so that it can be explained when the thing is gone."""
    due: datetime
    """Course clock."""
    until: datetime
    """Course clock. From then on it is of no use."""
    state: str = Field(default="planned")
    reason: str = Field(default="")
    corrects: int | None = Field(default=None)
    """The plan that said the date which this one corrects."""
    into: int | None = Field(default=None)
    """The plan whose message says this one too."""
    made: datetime
    """Real clock."""
    told_at: datetime | None = Field(default=None)
    """Real clock: when it was handed to the bot."""
    told_now: datetime | None = Field(default=None)
    """The same by the course clock."""
    told_day: date | None = Field(default=None)
    told_hour: bool = Field(default=False)
    """Whether an hour was said."""
    told_closes: datetime | None = Field(default=None)
    told_words: str = Field(default="")
