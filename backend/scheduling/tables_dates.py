"""What staff changed about dates: rows laid over the course folder, never written into it.

The folder stays what it is; a deadline's date in force is its newest version here, or the folder's when it never moved.
"""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

_HOLDS = text("ended_at IS NULL")


class DeadlineVersion(SQLModel, table=True):
    """One date of one deadline, from the moment it was set until the next version. Rows are never changed.

    Version 1 is the folder's first; it is written down when the second comes.
    """

    __tablename__ = "deadline_version"
    __table_args__ = (
        CheckConstraint("version >= 1", name="deadline_version_counts_from_one"),
        CheckConstraint("source IN ('folder', 'chat')", name="deadline_version_source"),
    )

    deadline: str = Field(primary_key=True, max_length=64)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    day: date
    hour: time | None = Field(default=None)
    """By the course's wall clock; None leaves it to the folder."""
    source: str
    by_id: str = Field(default="", max_length=64)
    by_name: str = Field(default="", max_length=100)
    reason: str = Field(default="", max_length=300)
    at: datetime
    """Real clock."""


class FolderDate(SQLModel, table=True):
    """What the folder said of a deadline when it was last read: a change is seen against this, also after a restart."""

    __tablename__ = "folder_date"

    deadline: str = Field(primary_key=True, max_length=64)
    day: date
    hour: time | None = Field(default=None)


class ExtensionRow(SQLModel, table=True):
    """One student's own date. A row stays when the extension ends, with the moment at which it did."""

    __tablename__ = "extension"
    __table_args__ = (
        Index(
            "extension_one_a_student", "deadline", "student",
            unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS,
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    deadline: str = Field(max_length=64)
    student: str = Field(max_length=64, index=True)
    """The id in `By`, never a display name."""
    name: str = Field(max_length=200)
    day: date
    hour: time | None = Field(default=None)
    paper: str | None = Field(default=None, max_length=8)
    """The paper whose presenters got it together."""
    reason: str = Field(default="", max_length=300)
    by_id: str = Field(max_length=64)
    by_name: str = Field(max_length=100)
    made: datetime
    ended_at: datetime | None = Field(default=None)
