"""What students have ticked off for themselves."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Tick(SQLModel, table=True):
    """One student says that one deadline is done. It is a note to self, no submission."""

    __tablename__ = "tick"

    student: str = Field(primary_key=True, max_length=64)
    deadline: str = Field(primary_key=True, max_length=64)
    at: datetime
