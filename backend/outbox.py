"""The outbox's table, and how something gets into it: `tell`, in the transaction of the fact itself.

One row is one thing to say in one channel. What is said once is unique by its key; of what changes (a board, a
table that fills) only the latest state counts, and its row remembers the message to edit. The desk that hands rows to
the bot is `backend.notices`.
"""

import hashlib
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, SQLModel, select

from backend.contract.notices import Matter

MATTER: TypeAdapter[Matter] = TypeAdapter(Matter)


class NoticeRow(SQLModel, table=True):
    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("kind IN ('once', 'latest')", name="notice_kind"),
        CheckConstraint("state IN ('waiting', 'said', 'set aside')", name="notice_state"),
        Index(
            "notice_waiting", "channel", "id",
            sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    kind: str
    version: int = Field(default=1)
    posting: int = Field(default=1)
    """Grows when the message must be posted anew, so that the new post has a nonce of its own."""
    state: str = Field(default="waiting")
    channel: str = Field(max_length=20)
    message: str | None = Field(default=None, max_length=20)
    matter: str
    made: datetime
    leased_until: datetime | None = Field(default=None)
    """Real clock. While leased, nobody else is given the row."""
    not_before: datetime | None = Field(default=None)
    """Real clock. Back-off after a failed try."""
    tries: int = Field(default=0)
    reason: str = Field(default="")

    @property
    def nonce(self) -> str:
        """The same at every try of one posting: Discord then returns the first message, not a second."""
        return hashlib.sha1(f"{self.key}#{self.posting}".encode()).hexdigest()[:24]


def tell(
    session: Session,
    matter: Matter,
    *,
    key: str,
    channel: str,
    kind: Literal["once", "latest"],
    made: datetime,
) -> bool:
    """Add what is to be said, or renew it. False when there is nothing new to say."""
    body = MATTER.dump_json(matter).decode()
    row = session.exec(select(NoticeRow).where(NoticeRow.key == key)).first()
    if row is None:
        session.add(NoticeRow(key=key, kind=kind, channel=channel, matter=body, made=made))
        return True
    if kind == "once" or (row.matter == body and row.channel == channel):
        return False
    if row.channel != channel:
        row.channel, row.message, row.posting = channel, None, row.posting + 1
        row.leased_until = None
    row.matter = body
    row.version += 1
    row.state, row.tries, row.reason, row.not_before = "waiting", 0, "", None
    session.add(row)
    return True
