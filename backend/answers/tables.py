"""Tables of /ask: what was answered, what waits for the staff, what they wrote, and what a model was asked."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class AnswerRow(SQLModel, table=True):
    """An answer that was given. Kept for some weeks, so that the staff see what is asked and what remains open."""

    __tablename__ = "answer"

    id: str = Field(primary_key=True, max_length=32)
    person: str = Field(max_length=64)
    question: str
    about: str = Field(max_length=200, index=True)
    """What was asked, the same for the same question in other words."""
    made: str = Field(max_length=20)
    answer: str
    """JSON."""
    at: datetime = Field(index=True)
    """Real clock."""


class StaffQuestionRow(SQLModel, table=True):
    """A question that was handed on to the staff."""

    __tablename__ = "staff_question"

    number: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(unique=True, max_length=32)
    """The answer that did not do; handing the same one on twice is one question."""
    about: str = Field(max_length=200)
    question: str
    person: str = Field(max_length=64, index=True)
    name: str = Field(max_length=100)
    anonymous: bool = Field(default=False)
    asked: datetime
    answered: datetime | None = Field(default=None)
    answer: str = Field(default="")
    by: str = Field(default="", max_length=100)
    kept: str | None = Field(default=None, max_length=64)


class WrittenRow(SQLModel, table=True):
    """A passage that staff wrote in chat."""

    __tablename__ = "written_passage"

    slug: str = Field(primary_key=True, max_length=64)
    heading: str = Field(max_length=200)
    text: str
    by: str = Field(max_length=100)
    written: datetime
    about: str = Field(default="", max_length=200)
    """The group of questions that it answers; empty for none in particular."""
    question: str = Field(default="")
    """The question that led to it: its words find the passage, too."""
    retracted: bool = Field(default=False)


class WordingRow(SQLModel, table=True):
    """Whether staff let a model word answers. One row, or none before they said anything."""

    __tablename__ = "wording"
    __table_args__ = (CheckConstraint("id = 1", name="wording_is_one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    on: bool = Field(default=True)


class WordedRow(SQLModel, table=True):
    """One leave to ask the model, booked before it is asked, so that a crash is paid for and not free."""

    __tablename__ = "worded"

    answer_id: str = Field(primary_key=True, max_length=32)
    person: str = Field(max_length=64)
    day: date = Field(index=True)
    """Of the real clock, in the course's zone."""
    tokens: int = Field(default=0)
    worded: str = Field(default="")
    """JSON of the answer that came of it; empty when nothing did."""
