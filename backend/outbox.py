"""The outbox's table, and how something gets into it: `tell`, in the transaction of the fact itself.

One row is one thing to say to one recipient: a channel, a person, or a guild. What is said once is unique by its key;
of what changes (a board, a table that fills) only the latest state counts, and its row remembers the message to edit.
The desk that hands rows to the bot is `backend.notices`; what became of them is told by `backend.delivery.deliveries`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from backend.contract.notices import Matter

MATTER: TypeAdapter[Matter] = TypeAdapter(Matter)
A_CHUNK = 500
"""Rows inserted by one statement; SQLite's limit of variables allows some thousand."""

_CHANNELS = text("state = 'waiting' AND person IS NULL")
_PEOPLE = text("state = 'waiting' AND person IS NOT NULL")
_CLOSED = text("state = 'closed'")
_ONE_RECIPIENT = (
    "(CASE WHEN channel IS NULL THEN 0 ELSE 1 END) + (CASE WHEN person IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN guild IS NULL THEN 0 ELSE 1 END) = 1"
)


class NoticeRow(SQLModel, table=True):
    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("kind IN ('once', 'latest')", name="notice_kind"),
        CheckConstraint(
            "state IN ('waiting', 'said', 'withdrawn', 'closed', 'set aside', 'unknown')",
            name="notice_state",
        ),
        CheckConstraint(_ONE_RECIPIENT, name="notice_has_one_recipient"),
        Index("notice_for_channels", "id", sqlite_where=_CHANNELS, postgresql_where=_CHANNELS),
        Index("notice_for_people", "id", sqlite_where=_PEOPLE, postgresql_where=_PEOPLE),
        Index("notice_closed", "person", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    kind: str
    version: int = Field(default=1)
    posting: int = Field(default=1)
    """Grows when the message must be posted anew, so that the new post has a nonce of its own."""
    state: str = Field(default="waiting")
    reason: str = Field(default="")
    channel: str | None = Field(default=None, max_length=20)
    person: str | None = Field(default=None, max_length=20)
    guild: str | None = Field(default=None, max_length=20)
    fallback: str | None = Field(default=None, max_length=20)
    """The channel in which a person is mentioned whose direct messages are closed."""
    message: str | None = Field(default=None, max_length=20)
    matter: str
    """What to say, or a reference to it that is looked up when the row is handed out."""
    handed: str | None = Field(default=None)
    """What was handed out. While it may have been said, the next try says the very same."""
    made: datetime
    not_before: datetime | None = Field(default=None)
    """Real clock. Held back, or back-off after a failed try."""
    leased_until: datetime | None = Field(default=None)
    """Real clock. While leased, nobody else is given the row."""
    leased_by: str | None = Field(default=None, max_length=40)
    tries: int = Field(default=0)
    first_tried: datetime | None = Field(default=None)
    """Real clock. The first try of this posting that may have left a message; None when none may have."""
    doubtful: bool = Field(default=False)
    """An earlier try than the present one may have left a message."""
    said_at: datetime | None = Field(default=None)

    @property
    def nonce(self) -> str:
        """The same at every try of one posting: Discord then returns the first message, not a second."""
        return hashlib.sha1(f"{self.key}#{self.posting}".encode()).hexdigest()[:24]

    def may_be_out(self, now: datetime) -> bool:
        """Whether a bot may be saying it at this moment, or may have said it."""
        leased = self.leased_until is not None and self.leased_until > now
        return self.state == "said" or leased or self.first_tried is not None

    def lease(self, now: datetime, seconds: float, process: str) -> None:
        """Hand it to a bot for so long."""
        self.leased_until = now + timedelta(seconds=seconds)
        self.leased_by = process or None
        self.tries += 1
        if self.message is None:
            self.doubtful = self.first_tried is not None
            self.first_tried = self.first_tried or now

    def release(self, *, without_effect: bool) -> None:
        """End the lease; `without_effect` when this try certainly left no message."""
        self.leased_until = self.leased_by = None
        if without_effect and not self.doubtful:
            self.first_tried = self.handed = None

    def post_anew(self) -> None:
        """The next try is another message: what came of this one does not matter any more."""
        self.message = self.leased_until = self.leased_by = None
        self.first_tried = self.handed = None
        self.doubtful = False
        self.posting += 1


@dataclass(frozen=True)
class Telling:
    """Something to say, and to whom: exactly one of `channel`, `person` and `guild` is given."""

    matter: Matter
    key: str
    channel: str | None = None
    person: str | None = None
    guild: str | None = None
    not_before: datetime | None = None
    """Real clock. Held back until then."""
    fallback: str | None = None
    """The channel in which `person` is mentioned when direct messages are closed; None for the announcements'."""

    @property
    def recipient(self) -> tuple[str | None, str | None, str | None]:
        return self.channel, self.person, self.guild


def tell(
    session: Session,
    matter: Matter,
    *,
    key: str,
    kind: Literal["once", "latest"],
    made: datetime,
    channel: str | None = None,
    person: str | None = None,
    guild: str | None = None,
    not_before: datetime | None = None,
    fallback: str | None = None,
) -> bool:
    """Add what is to be said, or renew it. False when there is nothing new to say."""
    telling = Telling(matter, key, channel, person, guild, not_before, fallback)
    body = MATTER.dump_json(matter).decode()
    row = session.exec(select(NoticeRow).where(NoticeRow.key == key)).first()
    if row is None:
        session.add(NoticeRow(kind=kind, **_values(telling, body, made)))
        return True
    moved = telling.recipient != (row.channel, row.person, row.guild)
    stands = row.matter == body and not moved and row.state != "withdrawn"
    if kind == "once" or stands:
        return False
    if moved:
        row.channel, row.person, row.guild = telling.recipient
        row.post_anew()
    row.matter = body
    row.version += 1
    row.state, row.tries, row.reason, row.not_before = "waiting", 0, "", not_before
    session.add(row)
    return True


def tell_all(session: Session, tellings: Iterable[Telling], *, made: datetime) -> int:
    """Add many things to say once, in a few statements; those whose key is there already are left alone.

    Returns how many were new.
    """
    told = [_values(each, MATTER.dump_json(each.matter).decode(), made) for each in tellings]
    dialect = session.get_bind().dialect.name
    # Each where it is used: a dialect brings all of its drivers with it.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as upsert
    else:
        from sqlalchemy.dialects.sqlite import insert as upsert  # type: ignore[assignment]
    new = 0
    for start in range(0, len(told), A_CHUNK):
        rows = [
            {"kind": "once", "version": 1, "posting": 1, "state": "waiting", "reason": "",
             "tries": 0, "doubtful": False, **values}
            for values in told[start : start + A_CHUNK]
        ]  # fmt: skip
        added = session.connection().execute(
            upsert(NoticeRow)
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(col(NoticeRow.id)),
            rows,
        )
        new += len(added.all())
    return new


def withdraw(session: Session, key: str, reason: str, *, now: datetime) -> bool:
    """Take back what waits; False when it may be out already, or is nothing that waits."""
    row = session.exec(select(NoticeRow).where(NoticeRow.key == key)).first()
    if row is None or row.state != "waiting" or row.message is not None or row.may_be_out(now):
        return False
    row.state, row.reason = "withdrawn", reason
    session.add(row)
    return True


def _values(telling: Telling, body: str, made: datetime) -> dict[str, Any]:
    return {
        "key": telling.key, "channel": telling.channel, "person": telling.person,
        "guild": telling.guild, "fallback": telling.fallback, "matter": body, "made": made,
        "not_before": telling.not_before,
    }  # fmt: skip
