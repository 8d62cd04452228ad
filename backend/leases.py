"""Leases in the database: of several processes that could do a thing, one does it while it shows signs of life.

A lease lasts some seconds of the real clock and is renewed by its holder; when the holder dies, the next one who asks
gets it. It keeps two processes from doing the same work; that nothing is done twice while a lease changes hands is the
business of the work itself (unique keys, nonces).
"""

from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel


class LeaseRow(SQLModel, table=True):
    __tablename__ = "lease"

    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(max_length=80)
    since: datetime
    """When this holder got it."""
    until: datetime


def hold(
    session: Session, name: str, holder: str, *, now: datetime, seconds: float
) -> LeaseRow | None:
    """Take or renew the lease `name`; None when it is ours now, else the row of the one who has it."""
    row = session.get(LeaseRow, name)
    until = now + timedelta(seconds=seconds)
    if row is None:
        session.add(LeaseRow(name=name, holder=holder, since=now, until=until))
        return None
    if row.holder != holder:
        if row.until > now:
            return row
        row.holder, row.since = holder, now
    row.until = until
    session.add(row)
    return None


def holder_of(session: Session, name: str, *, now: datetime) -> LeaseRow | None:
    """Who holds it, if anybody does."""
    row = session.get(LeaseRow, name)
    return row if row is not None and row.until > now else None


def let_go(session: Session, name: str, holder: str) -> bool:
    """End a lease of one's own; False when it is not ours (any more)."""
    row = session.get(LeaseRow, name)
    if row is None or row.holder != holder:
        return False
    session.delete(row)
    return True
