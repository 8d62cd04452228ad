"""The queue's rows: jobs, and the workers that announced themselves.

A job's row is never deleted: what was reported stays, also of a job that failed or was cancelled
half-way. All instants are of the real clock; the course clock may be moved and so can time neither
leases nor waits.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

_QUEUED = text("state = 'queued'")
_RUNNING = text("state = 'running'")


class JobRow(SQLModel, table=True):
    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'running', 'finished', 'failed', 'cancelled')", name="job_state"
        ),
        CheckConstraint("tries >= 0 AND attempt >= tries", name="job_tries_are_attempts"),
        CheckConstraint(
            "state <> 'running' OR (worker IS NOT NULL AND began IS NOT NULL"
            " AND lease_until IS NOT NULL)",
            name="job_running_is_leased",
        ),
        CheckConstraint(
            "(state IN ('finished', 'failed', 'cancelled')) = (ended IS NOT NULL)",
            name="job_over_has_an_end",
        ),
        CheckConstraint(
            "state <> 'finished' OR report IS NOT NULL", name="job_finished_has_a_report"
        ),
        Index("job_queued", "id", sqlite_where=_QUEUED, postgresql_where=_QUEUED),
        Index("job_running", "lease_until", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        Index("job_of_person", "person", "state"),
        Index("job_of_experiment", "experiment", "state", "id"),
        Index("job_began", "began"),
    )

    id: int | None = Field(default=None, primary_key=True)
    experiment: str = Field(max_length=64)
    title: str = Field(max_length=200)
    settings: str
    """JSON, complete and with sorted keys: equal work has equal text."""
    chosen: str = Field(default="[]", sa_column_kwargs={"server_default": "[]"})
    """JSON: the settings in words, as the experiment was announced when they were chosen."""
    person: str = Field(max_length=64)
    """The id in `By`, never a display name."""
    person_name: str = Field(max_length=100)
    channel: str | None = Field(default=None, max_length=20)
    state: str = Field(default="queued")
    asked: datetime
    began: datetime | None = Field(default=None)
    """Of the latest attempt; None while it is queued."""
    ended: datetime | None = Field(default=None)
    worker: str | None = Field(default=None, max_length=64)
    """Who holds the lease, or held it last."""
    attempt: int = Field(default=0)
    """Number of the latest lease: a report that names an earlier one comes too late."""
    lease_until: datetime | None = Field(default=None)
    progress: str | None = Field(default=None)
    report: str | None = Field(default=None)
    problem: str = Field(default="")
    tries: int = Field(default=0)
    first: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    """The staff put it before everyone."""
    anew: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    """To be measured even where the same was measured before."""
    work: str = Field(
        default="", max_length=64, index=True, sa_column_kwargs={"server_default": ""}
    )
    """What was measured, as `store.work_of` has it; empty for what is not to be answered with."""
    same_as: int | None = Field(default=None)
    """The job that measured, where this one was answered from the store."""
    told_ahead: int | None = Field(default=None)
    """What the channel that watches it was last told of its place, while it waits."""
    told_begins: datetime | None = Field(default=None)
    report_key: str = Field(unique=True, max_length=64)
    """Names the report's page; cannot be guessed."""


class WorkerRow(SQLModel, table=True):
    __tablename__ = "worker"

    id: str = Field(primary_key=True, max_length=64)
    """As in `By`: "worker:lab-1"."""
    experiments: str
    """JSON: what it announced last."""
    machine: str
    code: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    """Version of the lab's code there."""
    announced: datetime
    """When what it offers last changed: where two workers disagree, the newer goes first."""
    last_seen: datetime = Field(index=True)
