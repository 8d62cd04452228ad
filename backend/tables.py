"""Tables of the house itself: answered request keys, and the course clock's offset."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Answered(SQLModel, table=True):
    """What a request key was answered with, so that asking again does nothing twice."""

    __tablename__ = "answered"

    asker: str = Field(primary_key=True, max_length=64)
    key: str = Field(primary_key=True, max_length=100)
    call: str
    fingerprint: str = Field(max_length=64)
    """SHA-256 of the call: the same key for another call is refused."""
    refused: bool
    reply: str
    """JSON: the reply, or a refusal's name and facts."""
    at: datetime = Field(index=True)


class ClockOffset(SQLModel, table=True):
    """How far the course clock is from the real one. One row."""

    __tablename__ = "clock_offset"
    __table_args__ = (CheckConstraint("id = 1", name="clock_offset_is_one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    seconds: float = Field(default=0.0)
