"""Announcements: from a draft to a message, with a preview before, a way back, and edits afterwards.

Once posted, an announcement is a notice of the kind "latest": one message, which later edits change. While it is held,
the notice waits in the outbox and can be withdrawn; the moment a bot has been handed it, it counts as out. The hour of
a scheduled one is a row that is looked at before every lease, so no timer can lose it.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel, col, select

from backend.contract.announcements import (
    Announcement,
    AnnouncementStands,
    AnnouncementState,
    Attached,
    Audience,
    CancelAnnouncement,
    ComposeAnnouncement,
    EditAnnouncement,
    Everyone,
    GetAnnouncement,
    ListAnnouncements,
    Mentions,
    People,
    PostAnnouncement,
    PostDue,
    Presenters,
    RoleHolders,
)
from backend.contract.refusals import (
    AnnouncementChanged,
    AnnouncementIsOut,
    AnnouncementIsOver,
    HourIsPast,
    NobodyToCall,
    NoSuchAnnouncement,
    NoSuchBlob,
)
from backend.contract.signup import ListPresenters
from backend.desk import Desk, Visit
from backend.outbox import MATTER, NoticeRow
from backend.scheduling.words import moment_in_words

AUDIENCE: TypeAdapter[Audience] = TypeAdapter(Audience)
FILES: TypeAdapter[tuple[Attached, ...]] = TypeAdapter(tuple[Attached, ...])
SNOWFLAKE = re.compile(r"[0-9]{1,20}")
LOOKED_AT = 500
"""Newest announcements that a list is made of."""
TAKEN_BACK = "it was taken back"

desk = Desk("announcements")


class AnnouncementRow(SQLModel, table=True):
    __tablename__ = "announcement"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'scheduled', 'posted', 'cancelled')", name="announcement_state"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=1)
    state: str = Field(default="draft", index=True)
    guild: str = Field(max_length=20)
    channel: str = Field(max_length=20)
    text: str
    audience: str
    files: str = Field(default="[]")
    at: datetime | None = Field(default=None)
    """Course clock."""
    held_until: datetime | None = Field(default=None)
    """Real clock."""
    made: datetime
    author: str = Field(max_length=64)
    author_name: str = Field(max_length=100)

    @property
    def key(self) -> str:
        return f"announcement:{self.id}"


@desk.answers(ComposeAnnouncement)
def compose(call: ComposeAnnouncement, at: Visit) -> Announcement:
    _check_files(call.files, at)
    row = AnnouncementRow(
        guild=call.guild, channel=call.channel, text=call.text,
        audience=AUDIENCE.dump_json(call.audience).decode(),
        files=FILES.dump_json(call.files).decode(),
        made=at.real_now, author=at.by.id, author_name=at.by.name,
    )  # fmt: skip
    _check_somebody(call.audience, at)
    at.session.add(row)
    at.session.flush()
    return _value(row, at)


@desk.answers(EditAnnouncement)
def edit(call: EditAnnouncement, at: Visit) -> Announcement:
    row = _row(call.announcement, at)
    state = _state(row, _notice(row, at), at)
    _check(row, state, call.version)
    if state == "out" and _moves(call, row):
        raise AnnouncementIsOut()
    if call.files is not None:
        _check_files(call.files, at)
        row.files = FILES.dump_json(call.files).decode()
    if call.audience is not None:
        _check_somebody(call.audience, at)
        row.audience = AUDIENCE.dump_json(call.audience).decode()
    row.text = call.text or row.text
    row.channel = call.channel or row.channel
    row.version += 1
    if row.state == "posted":
        hold_s = at.settings.delivery.hold_s if state == "holding" else None
        _tell(row, at, hold_s)
    at.session.add(row)
    at.session.flush()
    return _value(row, at)


def _moves(call: EditAnnouncement, row: AnnouncementRow) -> bool:
    """Whether the edit would change where it is or who is called, which a posted message cannot."""
    elsewhere = call.channel is not None and call.channel != row.channel
    audience = AUDIENCE.validate_json(row.audience)
    return elsewhere or (call.audience is not None and call.audience != audience)


@desk.answers(PostAnnouncement)
def post(call: PostAnnouncement, at: Visit) -> Announcement:
    row = _row(call.announcement, at)
    state = _state(row, _notice(row, at), at)
    _check(row, state, call.version)
    if state in ("out", "failed"):
        raise AnnouncementIsOut()
    if call.at is not None:
        if call.at <= at.now:
            raise HourIsPast(now=moment_in_words(at.now, at.course.tz))
        if state == "holding":
            at.withdraw(row.key, TAKEN_BACK)
        row.state, row.at, row.held_until = "scheduled", call.at, None
    else:
        _check_somebody(AUDIENCE.validate_json(row.audience), at)
        row.at = None
        _tell(row, at, at.settings.delivery.hold_s if call.hold_s is None else call.hold_s)
    at.session.add(row)
    at.session.flush()
    return _value(row, at)


@desk.answers(CancelAnnouncement)
def cancel(call: CancelAnnouncement, at: Visit) -> Announcement:
    row = _row(call.announcement, at)
    state = _state(row, _notice(row, at), at)
    if state == "cancelled":
        raise AnnouncementIsOver()
    if state == "out" or (state == "holding" and not at.withdraw(row.key, TAKEN_BACK)):
        raise AnnouncementIsOut()
    row.state, row.held_until = "cancelled", None
    at.session.add(row)
    return _value(row, at)


@desk.answers(GetAnnouncement)
def get(call: GetAnnouncement, at: Visit) -> Announcement:
    return _value(_row(call.announcement, at), at)


@desk.answers(ListAnnouncements)
def list_announcements(call: ListAnnouncements, at: Visit) -> tuple[Announcement, ...]:
    newest = select(AnnouncementRow).order_by(col(AnnouncementRow.id).desc()).limit(LOOKED_AT)
    if call.guild is not None:
        newest = newest.where(AnnouncementRow.guild == call.guild)
    found = [_value(row, at) for row in at.session.exec(newest).all()]
    wanted = [each for each in found if each.state in call.states]
    waiting = sorted((each for each in wanted if each.at), key=lambda each: (each.at, each.id))
    return tuple([*waiting, *(each for each in wanted if not each.at)][: call.most])


@desk.answers(PostDue)
def post_due(_call: PostDue, at: Visit) -> int:
    due = select(AnnouncementRow).where(
        AnnouncementRow.state == "scheduled", col(AnnouncementRow.at) <= at.now
    )
    rows = at.session.exec(due.order_by(col(AnnouncementRow.id))).all()
    for row in rows:
        _tell(row, at, None)
        at.session.add(row)
    return len(rows)


def _tell(row: AnnouncementRow, at: Visit, hold_s: float | None) -> None:
    """Put it into the outbox, or renew it there."""
    row.state = "posted"
    row.held_until = None if hold_s is None else at.real_now + timedelta(seconds=hold_s)
    notice = _notice(row, at)
    if notice is not None and notice.state == "waiting":
        notice.not_before = row.held_until
        at.session.add(notice)
    at.tell(
        _stands(row, notice, at), key=row.key, channel=row.channel, kind="latest",
        not_before=row.held_until,
    )  # fmt: skip


def _stands(row: AnnouncementRow, notice: NoticeRow | None, at: Visit) -> AnnouncementStands:
    """What is posted. Once it is out, those who were called stay who they were."""
    mentions = _mentions(AUDIENCE.validate_json(row.audience), at)
    if notice is not None and notice.may_be_out(at.real_now):
        before = MATTER.validate_json(notice.matter)
        if isinstance(before, AnnouncementStands):
            mentions = before.mentions
    return AnnouncementStands(
        announcement=row.id or 0, text=row.text, mentions=mentions,
        files=FILES.validate_json(row.files), by=row.author_name,
    )  # fmt: skip


def _mentions(audience: Audience, at: Visit) -> Mentions:
    match audience:
        case Everyone():
            return Mentions(everyone=True)
        case RoleHolders(role=role):
            return Mentions(roles=(role,))
        case People(people=people):
            return Mentions(people=tuple(dict.fromkeys(people)))
        case Presenters(paper=paper):
            found = at.ask(ListPresenters(paper=paper))
            # Who signed up from a terminal has no id that Discord knows.
            return Mentions(people=tuple(each.id for each in found if SNOWFLAKE.fullmatch(each.id)))
    return Mentions()


def _value(row: AnnouncementRow, at: Visit) -> Announcement:
    notice = _notice(row, at)
    state = _state(row, notice, at)
    stands = _stands(row, notice, at)
    called = stands.mentions
    delivery = ""
    if state in ("out", "failed") and notice is not None and notice.state != "said":
        delivery = f"{notice.state}: {notice.reason}" if notice.reason else notice.state
    return Announcement(
        id=row.id or 0, version=row.version, state=state, guild=row.guild, channel=row.channel,
        audience=AUDIENCE.validate_json(row.audience), post=stands,
        reach=None if called.everyone or called.roles else len(called.people),
        at=row.at, held_until=row.held_until if state == "holding" else None, made=row.made,
        by=row.author_name, message=notice.message if notice else None, delivery=delivery,
    )  # fmt: skip


def _state(row: AnnouncementRow, notice: NoticeRow | None, at: Visit) -> AnnouncementState:
    if row.state != "posted" or notice is None:
        known: dict[str, AnnouncementState] = {"scheduled": "scheduled", "cancelled": "cancelled"}
        return known.get(row.state, "draft")
    if notice.message is None and notice.state == "set aside":
        return "failed"
    if notice.state == "waiting" and not notice.message and not notice.may_be_out(at.real_now):
        return "holding"
    return "out"


def _notice(row: AnnouncementRow, at: Visit) -> NoticeRow | None:
    return at.session.exec(select(NoticeRow).where(NoticeRow.key == row.key)).first()


def _check(row: AnnouncementRow, state: AnnouncementState, seen: int) -> None:
    """Whether it can still be changed by someone who saw that version."""
    if state == "cancelled":
        raise AnnouncementIsOver()
    if row.version != seen:
        raise AnnouncementChanged()


def _check_files(files: Sequence[Attached], at: Visit) -> None:
    for file in files:
        if not at.blobs.has(file.blob):
            raise NoSuchBlob(asked=file.blob)


def _check_somebody(audience: Audience, at: Visit) -> None:
    if isinstance(audience, Presenters) and not _mentions(audience, at).people:
        raise NobodyToCall(paper=audience.paper)


def _row(announcement: int, at: Visit) -> AnnouncementRow:
    row = at.session.get(AnnouncementRow, announcement)
    if row is None:
        raise NoSuchAnnouncement(asked=announcement)
    return row
