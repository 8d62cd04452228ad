"""The desk of the outbox: hands the bot what is to be said, and learns what became of it.

Between leasing a row and hearing that it was said, bot and backend may both die: then the lease ends and the row is
handed out again, with the same nonce and the same words. Whether a reminder is still wanted is decided when its row
is handed out, never when it was planned. What no repetition mends is set aside with its reason, and never silently
dropped; what may have been said and cannot be found out is unknown, and never silently repeated.

One bot process drains at a time (a lease in the database says which). It knows nothing of Discord.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Integer, and_, bindparam, func, or_
from sqlmodel import col, select

from backend.contract.announcements import PostDue
from backend.contract.base import Call, Waker
from backend.contract.events import RenewEvents
from backend.contract.notices import (
    NextNotices,
    Notice,
    NoticeClosed,
    NoticeFailed,
    NoticeSaid,
    NoticeUnknown,
    StopDraining,
)
from backend.contract.refusals import AnotherBot, NoSuchNotice
from backend.contract.reminders import ReminderHeld, ReminderRef, RenewReminder, SettleReminder
from backend.delivery.closed_doors import door_closed, door_opened
from backend.delivery.undelivered import tell_staff
from backend.desk import Desk, Visit
from backend.leases import hold, holder_of, let_go
from backend.outbox import MATTER, NoticeRow

log = logging.getLogger(__name__)

DRAIN = "drain"
"""The name of the lease that decides which bot process posts."""
A_LANE = 5
"""Notices of one channel that are handed out at once."""
SILENT_TRIES = 2
"""A process that dies takes all it holds with it, so silence counts for half of a failure that is told."""
LONGEST_BACK_OFF_S = 3600.0
NOT_WANTED = "it was no longer wanted when its turn came, or was said together with another"
AFTER_A_FAULT_S = 30.0
"""Until a notice is looked at again of which it could not be found out what it says."""

desk = Desk("notices")


@desk.answers(NextNotices)
def next_notices(call: NextNotices, at: Visit) -> tuple[Notice, ...]:
    _only_one_drains(call.process, at)
    for chore in (PostDue(), RenewEvents(if_needed=True)):
        _without_harm(chore, at)
    handed: list[Notice] = []
    for people, most in ((False, call.most), (True, min(call.people, call.most))):
        room = min(most, call.most - len(handed))
        given: list[Notice] = []
        after = 0
        # When none of them is wanted, or not now, those behind them are looked at too.
        while room > 0 and not given and (rows := _waiting(people, room, after, call, at)):
            after = max(row.id or 0 for row in rows)
            given = [notice for row in rows for notice in _hand_out(row, call, at)]
            at.session.flush()
        handed += given
    return tuple(handed)


def _without_harm(chore: Call[Any], at: Visit) -> None:
    """Do something on the way that must not keep notices from being said or acknowledged, whatever breaks in it."""
    try:
        with at.session.begin_nested():
            at.ask(chore)
    except Exception:
        log.exception("%s failed; the notices go on", type(chore).__name__)


def _only_one_drains(process: str, at: Visit) -> None:
    """Take or renew the drain. Someone without a name may look in while nobody has it."""
    seconds = at.settings.delivery.drain_lease_s
    if process:
        other = hold(at.session, DRAIN, process, now=at.real_now, seconds=seconds)
    else:
        other = holder_of(at.session, DRAIN, now=at.real_now)
    if other is not None:
        raise AnotherBot(since=f"{other.since:%H:%M} UTC")


@desk.answers(StopDraining)
def stop_draining(call: StopDraining, at: Visit) -> None:
    let_go(at.session, DRAIN, call.process)
    for number in call.not_begun:
        row = at.session.get(NoticeRow, number)
        if row is not None and row.state == "waiting" and row.leased_by == call.process:
            row.release(without_effect=True)
            row.tries -= 1
            at.session.add(row)
    at.wake(Waker.NOTICES)


def _waiting(people: bool, most: int, after: int, call: NextNotices, at: Visit) -> list[NoticeRow]:
    """Rows that can be leased, oldest first, younger than the row `after`; of a channel at most a few, with those that
    are leased already.

    What another process holds is free too: one drains at a time, so that other one is silent. Should it live after
    all and say it now, then with the same nonce, and Discord makes one message of both. So is what this process was
    handed without ever receiving it.
    """
    asked: dict[str, Any] = {"now": at.real_now, "after": after, "most": most}
    if call.process:
        asked |= {"process": call.process, "held": list(call.held)}
    return list(at.session.exec(_ready(people, bool(call.process)), params=asked).all())


@cache
def _ready(people: bool, named: bool) -> Any:
    """The statement that `_waiting` asks, put together once: a bot asks it whenever anything happens."""
    now: BindParameter[datetime] = bindparam("now")
    free = or_(col(NoticeRow.leased_until).is_(None), col(NoticeRow.leased_until) <= now)
    if named:
        process: BindParameter[str] = bindparam("process")
        leased_by = col(NoticeRow.leased_by)
        held: BindParameter[int] = bindparam("held", expanding=True)
        lost = and_(leased_by == process, col(NoticeRow.id).not_in(held))
        free = or_(free, leased_by != process, lost)
    due = or_(col(NoticeRow.not_before).is_(None), col(NoticeRow.not_before) <= now)
    person = col(NoticeRow.person)
    to = person.is_not(None) if people else person.is_(None)
    wanted = select(NoticeRow).where(NoticeRow.state == "waiting", to, due)
    if not people:
        place = func.row_number().over(
            partition_by=(col(NoticeRow.channel), col(NoticeRow.guild)), order_by=col(NoticeRow.id)
        )
        ranked = wanted.with_only_columns(col(NoticeRow.id), place.label("place")).subquery()
        wanted = select(NoticeRow).join(ranked, ranked.c.id == NoticeRow.id)
        wanted = wanted.where(ranked.c.place <= A_LANE)
    ready = wanted.where(free, col(NoticeRow.id) > bindparam("after")).order_by(col(NoticeRow.id))
    return ready.limit(bindparam("most", type_=Integer))


def _hand_out(row: NoticeRow, call: NextNotices, at: Visit) -> Iterator[Notice]:
    """Lease a row; nothing when it is not wanted, not now, or was tried too often."""
    at.session.add(row)
    if row.tries >= SILENT_TRIES * at.settings.delivery.most_tries:
        _tried_too_often(row, at)
        return
    try:
        with at.session.begin_nested():
            wanted = _renew(row, at)
    except Exception as fault:
        log.exception("it cannot be found out what %s says", row.key)
        _put_off(row, type(fault).__name__, at)
        return
    if not wanted:
        return
    row.lease(at.real_now, call.lease_s, call.process)
    yield _notice(row, call.lease_s, at)


def _put_off(row: NoticeRow, fault: str, at: Visit) -> None:
    """Something broke on our side: look again later, a bounded number of times."""
    row.tries += 1
    reason = f"a fault on our side ({fault}), which the log tells more about"
    if row.tries >= at.settings.delivery.most_tries:
        _end(row, "set aside", reason, at)
        return
    row.reason = reason
    row.not_before = at.real_now + timedelta(seconds=AFTER_A_FAULT_S)


def _renew(row: NoticeRow, at: Visit) -> bool:
    """Decide what the row says, at this moment. False when it says nothing, now or ever."""
    if row.kind == "latest" or (row.handed is not None and row.first_tried is not None):
        return True
    matter = MATTER.validate_json(row.matter)
    if isinstance(matter, ReminderRef):
        renewed = at.ask(RenewReminder(plan=matter.plan))
        if renewed is None:
            row.state, row.reason = "withdrawn", NOT_WANTED
            return False
        if isinstance(renewed, ReminderHeld):
            row.not_before = renewed.until
            return False
        matter = renewed
    row.handed = MATTER.dump_json(matter).decode()
    return True


def _tried_too_often(row: NoticeRow, at: Visit) -> None:
    """Handed out again and again, and never a word of what became of it: perhaps it ends those who try it."""
    reason = f"it was handed out {row.tries} times, and nothing was heard of it"
    if row.message is None and row.first_tried is not None:
        _end(row, "unknown", reason, at)
    else:
        _end(row, "set aside", reason, at)


def _notice(row: NoticeRow, lease_s: float, at: Visit) -> Notice:
    told = {"id", "key", "kind", "version", "channel", "person", "guild", "message", "tries", "made"}
    body = row.matter if row.kind == "latest" or row.handed is None else row.handed
    look = False
    if row.message is None and row.first_tried is not None:
        # It is posted before the lease ends; until then the first try must still be remembered.
        ends = at.real_now + timedelta(seconds=lease_s)
        window = timedelta(seconds=at.settings.delivery.nonce_window_s)
        look = row.doubtful and ends - row.first_tried > window
    return Notice.model_validate(
        {
            **row.model_dump(include=told),
            "nonce": row.nonce,
            "matter": MATTER.validate_json(body),
            "first_tried": row.first_tried if row.doubtful else None,
            "look_first": look,
        }
    )


@desk.answers(NoticeSaid)
def notice_said(call: NoticeSaid, at: Visit) -> None:
    row = _row(call.notice, at)
    row.message = call.message
    row.leased_until = row.leased_by = row.first_tried = None
    row.doubtful = False
    row.tries = 0
    row.said_at = at.real_now
    if row.version == call.version:
        row.state, row.reason = "said", ""
        _settle(row, "said", at)
    if row.person is not None:
        door_opened(at.session, row.person)
    if row.person is None or row.version != call.version:
        # There is room in its lane again; or it changed while it was said, and is still to be said.
        at.wake(Waker.NOTICES)
    at.session.add(row)


@desk.answers(NoticeFailed)
def notice_failed(call: NoticeFailed, at: Visit) -> None:
    row = _row(call.notice, at)
    if row.state != "waiting":
        return
    row.release(without_effect=call.no_effect or call.give_up)
    row.reason = call.reason
    if call.message_gone:
        row.post_anew()
    elif row.version != call.version:
        row.tries, row.reason = 0, ""  # What failed is not what is to be said now.
    elif call.give_up or row.tries >= at.settings.delivery.most_tries:
        doubtful = row.first_tried is not None and row.message is None and not call.give_up
        _end(row, "unknown" if doubtful else "set aside", call.reason, at)
    else:
        row.not_before = at.real_now + timedelta(seconds=_back_off_s(call, row))
    at.session.add(row)
    at.wake(Waker.NOTICES)


def _back_off_s(call: NoticeFailed, row: NoticeRow) -> float:
    """Doubles with each try; between three quarters and the whole of it, so that many do not come back at once.

    The share is made of the nonce: the same for the same try, different from row to row.
    """
    whole = min(call.retry_after_s * 2.0 ** (row.tries - 1), LONGEST_BACK_OFF_S)
    share = int(row.nonce[row.tries % 20 : row.tries % 20 + 4], 16) / 0xFFFF
    return whole * (0.75 + share / 4)


@desk.answers(NoticeClosed)
def notice_closed(call: NoticeClosed, at: Visit) -> None:
    row = _row(call.notice, at)
    if row.state != "waiting" or row.person is None:
        return
    row.release(without_effect=True)
    row.state, row.reason = "closed", "the person takes no direct messages"
    at.session.add(row)
    _settle(row, "not said", at)
    door_closed(row.person, row.fallback, at)


@desk.answers(NoticeUnknown)
def notice_unknown(call: NoticeUnknown, at: Visit) -> None:
    row = _row(call.notice, at)
    if row.state != "waiting":
        return
    row.leased_until = row.leased_by = None
    _end(row, "unknown", call.reason, at)


def _end(row: NoticeRow, state: str, reason: str, at: Visit) -> None:
    """Nothing more is tried by itself: the staff are told, and decide."""
    row.state, row.reason = state, reason
    at.session.add(row)
    at.session.flush()
    _settle(row, "unknown" if state == "unknown" else "not said", at)
    tell_staff(row, at)


def _settle(row: NoticeRow, outcome: str, at: Visit) -> None:
    """Whoever planned a reminder learns what became of it."""
    matter = MATTER.validate_json(row.matter)
    if isinstance(matter, ReminderRef):
        told = {"plan": matter.plan, "outcome": outcome, "reason": row.reason}
        # What became of the message is true whatever the planning makes of it.
        _without_harm(SettleReminder.model_validate(told), at)


def _row(notice: int, at: Visit) -> NoticeRow:
    row = at.session.get(NoticeRow, notice)
    if row is None:
        raise NoSuchNotice(asked=notice)
    return row
