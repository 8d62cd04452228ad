"""Who presents what. That nobody sits twice and no seat is given twice is the schema's doing, not a check's."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

_ACTIVE = text("left_at IS NULL")


class BookingRow(SQLModel, table=True):
    """A seat at a paper; a row stays when the student leaves, with the moment at which it ended."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("seat >= 1", name="booking_seat_is_positive"),
        Index(
            "booking_one_student_a_seat", "paper", "seat",
            unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE,
        ),
        Index(
            "booking_one_seat_a_student", "student",
            unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE,
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    paper: str = Field(max_length=8)
    seat: int
    student: str = Field(max_length=64)
    """The id in `By`, never a display name."""
    name: str = Field(max_length=100)
    made: datetime
    left_at: datetime | None = Field(default=None)
