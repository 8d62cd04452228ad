"""People whose direct messages are closed (Discord's 50007): one mention in public, and a way to try again.

The mention says nothing of what could not be delivered. It is made once for as long as the door stays closed,
however many messages pile up behind it; it opens when a message gets through.
"""

from sqlmodel import Field, Session, SQLModel, col, select

from backend.contract.base import Waker
from backend.contract.notices import DoorClosed, ListPlaces, Retried, StaffNote, TryAgain
from backend.desk import Desk, Visit
from backend.outbox import NoticeRow

desk = Desk("closed doors")


class DoorRow(SQLModel, table=True):
    """How it stands with one person's direct messages; no row for who never closed them."""

    __tablename__ = "door"

    person: str = Field(primary_key=True, max_length=20)
    closed: bool
    times: int = Field(default=0)
    """How often it was found closed after being open: each time has its one mention."""


def door_closed(person: str, fallback: str | None, at: Visit) -> None:
    """A message did not get through: say so in public, unless that was said already."""
    row = at.session.get(DoorRow, person) or DoorRow(person=person, closed=False)
    if row.closed:
        return
    row.closed = True
    row.times += 1
    at.session.add(row)
    places = at.ask(ListPlaces())
    channel = fallback or next((each.announce_channel for each in places if each.announce_channel), None)
    key = f"door:{person}:{row.times}"
    if channel is not None:
        at.tell(DoorClosed(person=person), key=key, channel=channel, kind="once")
        return
    for place in places:
        if place.staff_channel:
            note = StaffNote(
                text=f"<@{person}> takes no direct messages, and there is no announcement channel in which to say so. "
                "`/setup` chooses one."
            )
            at.tell(note, key=f"{key}:{place.guild}", channel=place.staff_channel, kind="once")


def door_opened(session: Session, person: str) -> None:
    """A message got through."""
    row = session.get(DoorRow, person)
    if row is not None and row.closed:
        row.closed = False
        session.add(row)


@desk.answers(TryAgain)
def try_again(_call: TryAgain, at: Visit) -> Retried:
    mine = select(NoticeRow).where(NoticeRow.state == "closed", NoticeRow.person == at.by.id)
    rows = at.session.exec(mine.order_by(col(NoticeRow.id))).all()
    for row in rows:
        row.state, row.reason, row.tries, row.not_before = "waiting", "", 0, None
        at.session.add(row)
    if rows:
        at.wake(Waker.NOTICES)
    return Retried(notices=len(rows))
