"""Calendar feeds: addresses that can be revoked, and what is read at them.

An entry's sequence number grows when the entry changed since the feed was last read, and an entry that is no longer
there is read as cancelled, so what was once shown is remembered here. An address is a secret: it stands in the
database and in its owner's chat, and in no log.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel, col, select

from backend.contract.base import By
from backend.contract.feed import FeedAddress, FeedText, GetFeed, ReadFeed, RevokeFeed
from backend.contract.refusals import NoSuchFeed
from backend.desk import Desk, Visit
from backend.feed.entries import personal_entries, public_entries
from backend.feed.text import Entry, Standing, calendar_text

PUBLIC = "all"
_ACTIVE = text("revoked IS NULL")

desk = Desk("feed")


class FeedRow(SQLModel, table=True):
    """A private address, past or present."""

    __tablename__ = "feed"
    __table_args__ = (
        Index(
            "feed_one_address_a_person", "person",
            unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE,
        ),
    )  # fmt: skip

    key: str = Field(primary_key=True, max_length=100)
    person: str = Field(max_length=64)
    name: str = Field(max_length=100)
    made: datetime
    revoked: datetime | None = Field(default=None)


class FeedEntryRow(SQLModel, table=True):
    """An entry as it was last read in the feed of one person, or in the public one."""

    __tablename__ = "feed_entry"

    scope: str = Field(primary_key=True, max_length=32)
    uid: str = Field(primary_key=True, max_length=200)
    entry: str
    """JSON."""
    sequence: int = Field(default=0)
    changed: datetime
    cancelled: bool = Field(default=False)


@desk.answers(GetFeed)
def get_feed(_call: GetFeed, at: Visit) -> FeedAddress:
    return _address(_active(at) or _new(at), at)


@desk.answers(RevokeFeed)
def revoke_feed(_call: RevokeFeed, at: Visit) -> FeedAddress:
    old = _active(at)
    if old is not None:
        old.revoked = at.real_now
        at.session.add(old)
        at.session.flush()
    return _address(_new(at), at)


def _active(at: Visit) -> FeedRow | None:
    mine = select(FeedRow).where(FeedRow.person == at.by.id, col(FeedRow.revoked).is_(None))
    return at.session.exec(mine).first()


def _new(at: Visit) -> FeedRow:
    row = FeedRow(
        key=secrets.token_urlsafe(24), person=at.by.id, name=at.by.name, made=at.real_now
    )
    at.session.add(row)
    return row


def _address(row: FeedRow, at: Visit) -> FeedAddress:
    base = at.settings.public_url
    url = f"{base}/calendar/{row.key}.ics"
    return FeedAddress(
        url=url, subscribe=f"webcal://{url.partition('://')[2]}", public_url=f"{base}/calendar.ics",
        made=row.made,
    )  # fmt: skip


@desk.answers(ReadFeed)
def read_feed(call: ReadFeed, at: Visit) -> FeedText:
    if call.key is None:
        scope, name = PUBLIC, at.course.code
        standings = _brought_up(scope, public_entries(at, scope), at)
    else:
        row = at.session.get(FeedRow, call.key)
        if row is None or row.revoked is not None:
            raise NoSuchFeed()
        # Of the person, not of the address: an entry keeps its name when the address is revoked.
        scope = hashlib.sha256(f"{at.course.id} {row.person}".encode()).hexdigest()[:24]
        name = f"{at.course.code}, {row.name}"
        own = replace(at, by=By(id=row.person, name=row.name))
        standings = _brought_up(scope, personal_entries(own, scope), at)
    told = calendar_text(name, standings)
    return FeedText(text=told, tag=hashlib.sha256(told.encode()).hexdigest()[:32])


def _brought_up(scope: str, entries: Iterable[Entry], at: Visit) -> list[Standing]:
    """The entries with their history, which is brought up to date; what is gone stays as cancelled."""
    known = {
        row.uid: row
        for row in at.session.exec(select(FeedEntryRow).where(FeedEntryRow.scope == scope)).all()
    }
    now = at.real_now.replace(microsecond=0)
    for entry in entries:
        body = entry.model_dump_json()
        row = known.pop(entry.uid, None)
        if row is None:
            at.session.add(FeedEntryRow(scope=scope, uid=entry.uid, entry=body, changed=now))
        elif row.entry != body or row.cancelled:
            row.entry, row.cancelled = body, False
            row.sequence += 1
            row.changed = now
            at.session.add(row)
    for row in known.values():
        if not row.cancelled:
            row.cancelled = True
            row.sequence += 1
            row.changed = now
            at.session.add(row)
    at.session.flush()
    rows = at.session.exec(select(FeedEntryRow).where(FeedEntryRow.scope == scope)).all()
    standings = [
        Standing(
            entry=Entry.model_validate_json(row.entry), sequence=row.sequence, changed=row.changed,
            cancelled=row.cancelled,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(standings, key=lambda each: (str(each.entry.starts), each.entry.uid))
