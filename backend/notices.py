"""The desk of the outbox: hands the bot what is to be said, and learns what became of it; and where things are said.

Between leasing a row and hearing that it was said, bot and backend may both die: then the lease ends and the row is
handed out again with the same nonce. What no repetition mends is set aside with its reason, and never silently
dropped.
"""

from datetime import timedelta

from sqlalchemy import or_
from sqlmodel import Field, SQLModel, col, select

from backend.contract.base import Waker
from backend.contract.notices import (
    BoardStands,
    GetPlaces,
    ListPlaces,
    NextNotices,
    Notice,
    NoticeFailed,
    NoticeSaid,
    Places,
    SetPlaces,
)
from backend.contract.refusals import NoSuchNotice
from backend.contract.signup import GetBoard
from backend.desk import Desk, Visit
from backend.outbox import MATTER, NoticeRow

MOST_TRIES = 8

desk = Desk("notices")


class PlacesRow(SQLModel, table=True):
    """What `/setup` chose in a guild."""

    __tablename__ = "places"

    guild: str = Field(primary_key=True, max_length=20)
    board_channel: str | None = Field(default=None, max_length=20)
    bench_channel: str | None = Field(default=None, max_length=20)
    announce_channel: str | None = Field(default=None, max_length=20)
    staff_channel: str | None = Field(default=None, max_length=20)
    staff_role: str | None = Field(default=None, max_length=20)

    def value(self) -> Places:
        return Places.model_validate(self.model_dump())


@desk.answers(NextNotices)
def next_notices(call: NextNotices, at: Visit) -> tuple[Notice, ...]:
    free = or_(col(NoticeRow.leased_until).is_(None), col(NoticeRow.leased_until) <= at.real_now)
    due = or_(col(NoticeRow.not_before).is_(None), col(NoticeRow.not_before) <= at.real_now)
    rows = at.session.exec(
        select(NoticeRow)
        .where(NoticeRow.state == "waiting", free, due)
        .order_by(col(NoticeRow.id))
        .limit(call.most)
    ).all()
    for row in rows:
        row.leased_until = at.real_now + timedelta(seconds=call.lease_s)
        row.tries += 1
        at.session.add(row)
    return tuple(_notice(row) for row in rows)


def _notice(row: NoticeRow) -> Notice:
    return Notice.model_validate(
        {
            **row.model_dump(include={"id", "key", "kind", "version", "channel", "message", "tries", "made"}),
            "nonce": row.nonce,
            "matter": MATTER.validate_json(row.matter),
        }
    )  # fmt: skip


@desk.answers(NoticeSaid)
def notice_said(call: NoticeSaid, at: Visit) -> None:
    row = _row(call.notice, at)
    row.message = call.message
    row.leased_until = None
    row.tries = 0
    if row.version == call.version:
        row.state = "said"
    else:
        # It changed while it was being said: the newer state is still to be said.
        at.wake(Waker.NOTICES)
    at.session.add(row)


@desk.answers(NoticeFailed)
def notice_failed(call: NoticeFailed, at: Visit) -> None:
    row = _row(call.notice, at)
    if row.state != "waiting":
        return
    row.leased_until = None
    row.reason = call.reason
    if call.message_gone:
        row.message = None
        row.posting += 1
    elif call.give_up or row.tries >= MOST_TRIES:
        row.state = "set aside"
    else:
        row.not_before = at.real_now + timedelta(seconds=call.retry_after_s * 2 ** (row.tries - 1))
    at.session.add(row)
    at.wake(Waker.NOTICES)


def _row(notice: int, at: Visit) -> NoticeRow:
    row = at.session.get(NoticeRow, notice)
    if row is None:
        raise NoSuchNotice(asked=notice)
    return row


@desk.answers(GetPlaces)
def get_places(call: GetPlaces, at: Visit) -> Places:
    row = at.session.get(PlacesRow, call.guild)
    return row.value() if row else Places(guild=call.guild)


@desk.answers(ListPlaces)
def list_places(_call: ListPlaces, at: Visit) -> tuple[Places, ...]:
    return tuple(row.value() for row in at.session.exec(select(PlacesRow)).all())


@desk.answers(SetPlaces)
def set_places(call: SetPlaces, at: Visit) -> Places:
    at.session.merge(PlacesRow(**call.places.model_dump()))
    if call.places.board_channel:
        at.tell(
            BoardStands(board=at.ask(GetBoard())),
            key=f"board:{call.places.guild}",
            channel=call.places.board_channel,
            kind="latest",
        )
    return call.places
