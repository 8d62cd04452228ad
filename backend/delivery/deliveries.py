"""What was sent, to whom, when, or why not; and what staff decide about what is left open."""

from typing import Any, get_args

from sqlalchemy import func
from sqlmodel import col, select

from backend.contract.ask import StaffAsked
from backend.contract.base import Waker
from backend.contract.notices import (
    AboutNotice,
    Deliveries,
    Delivery,
    ListDeliveries,
    SettleNotice,
    StaffNote,
    State,
)
from backend.contract.refusals import NoSuchNotice, NoticeIsSettled
from backend.delivery.wording import in_words, why
from backend.desk import Desk, Visit
from backend.outbox import MATTER, NoticeRow

STATES: tuple[State, ...] = get_args(State)

desk = Desk("deliveries")


@desk.answers(ListDeliveries)
def list_deliveries(call: ListDeliveries, at: Visit) -> Deliveries:
    fits = _conditions(call)
    counted = select(NoticeRow.state, func.count(col(NoticeRow.id))).where(*fits)
    found = dict(at.session.exec(counted.group_by(NoticeRow.state)).all())
    wanted = select(NoticeRow).where(*fits)
    if call.states:
        wanted = wanted.where(col(NoticeRow.state).in_(call.states))
    if call.before is not None:
        wanted = wanted.where(col(NoticeRow.id) < call.before)
    newest = wanted.order_by(col(NoticeRow.id).desc()).limit(call.most + 1)
    rows = at.session.exec(newest).all()
    return Deliveries(
        counts={state: found[state] for state in STATES if state in found},
        deliveries=tuple(_delivery(row) for row in rows[: call.most]),
        more=len(rows) > call.most,
    )


def _conditions(call: ListDeliveries) -> list[Any]:
    fits: list[Any] = []
    if call.person is not None:
        fits.append(NoticeRow.person == call.person)
    if call.channel is not None:
        fits.append(NoticeRow.channel == call.channel)
    if call.text:
        fits.append(col(NoticeRow.key).contains(call.text, autoescape=True))
    return fits


@desk.answers(AboutNotice)
def about_notice(call: AboutNotice, at: Visit) -> Delivery:
    row = at.session.get(NoticeRow, call.notice)
    if row is None or not (at.by.staff or _is_theirs(row, at.by.id)):
        raise NoSuchNotice(asked=call.notice)
    return _delivery(row)


def _is_theirs(row: NoticeRow, person: str) -> bool:
    """Whether someone who is not staff may ask about it: it went to them, or to a channel but not the staff's."""
    if row.person is not None:
        return row.person == person
    return not isinstance(MATTER.validate_json(row.matter), StaffNote | StaffAsked)


@desk.answers(SettleNotice)
def settle_notice(call: SettleNotice, at: Visit) -> Delivery:
    row = at.session.get(NoticeRow, call.notice)
    if row is None:
        raise NoSuchNotice(asked=call.notice)
    if row.state not in ("unknown", "set aside", "closed"):
        raise NoticeIsSettled(notice=call.notice, state=row.state)
    if call.say_again:
        if row.message is None:
            row.post_anew()
        row.state, row.reason, row.tries, row.not_before = "waiting", "", 0, None
        at.wake(Waker.NOTICES)
    else:
        row.state, row.reason = "withdrawn", f"decided by {at.by.name}: it was {row.state}"
    at.session.add(row)
    return _delivery(row)


def _delivery(row: NoticeRow) -> Delivery:
    told = {
        "key", "state", "reason", "channel", "person", "guild", "message", "made", "not_before", "tries",
    }  # fmt: skip
    return Delivery.model_validate(
        {
            "notice": row.id, "what": in_words(row), "why": why(row), "said": row.said_at,
            **row.model_dump(include=told),
        }
    )
