"""What asking a language model may cost: whether staff let it, and budgets of questions for a person and for a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from backend.answers.tables import AnswerRow, WordedRow, WordingRow
from backend.contract.ask import (
    Answer,
    GetWording,
    KeepWording,
    Reserved,
    ReserveWording,
    SetWording,
    Wording,
)
from backend.contract.refusals import NoSuchAnswer
from backend.desk import Desk, Visit

desk = Desk("wording")


@desk.answers(GetWording)
def get_wording(_call: GetWording, at: Visit) -> Wording:
    told = at.settings.ask
    return Wording(
        configured=told.configured, on=_on(at) and told.configured, model=told.model,
        worded_today=_today(at), limit_today=told.worded_a_day,
    )  # fmt: skip


@desk.answers(SetWording)
def set_wording(call: SetWording, at: Visit) -> Wording:
    row = at.session.get(WordingRow, 1) or WordingRow()
    row.on = call.on
    at.session.add(row)
    at.session.flush()
    return at.ask(GetWording())


@desk.answers(ReserveWording)
def reserve_wording(call: ReserveWording, at: Visit) -> Reserved:
    before = at.session.get(WordedRow, call.answer)
    if before is not None:
        worded = Answer.model_validate_json(before.worded) if before.worded else None
        return Reserved(granted=False, worded=worded)
    told = at.settings.ask
    if not told.configured or not _on(at) or at.session.get(AnswerRow, call.answer) is None:
        return Reserved(granted=False)
    if _today(at) >= told.worded_a_day or _today(at, at.by.id) >= told.worded_a_person:
        return Reserved(granted=False)
    at.session.add(WordedRow(answer_id=call.answer, person=at.by.id, day=_day(at)))
    return Reserved(granted=True)


@desk.answers(KeepWording)
def keep_wording(call: KeepWording, at: Visit) -> Answer:
    row = at.session.get(WordedRow, call.answer.id)
    given = at.session.get(AnswerRow, call.answer.id)
    if row is None or given is None:
        raise NoSuchAnswer()
    row.tokens, row.worded = call.tokens, call.answer.model_dump_json()
    given.made, given.answer = call.answer.made, row.worded
    at.session.add_all((row, given))
    return call.answer


def _on(at: Visit) -> bool:
    row = at.session.get(WordingRow, 1)
    return row is None or row.on


def _day(at: Visit) -> date:
    return at.real_now.astimezone(at.course.tz).date()


def _today(at: Visit, person: str | None = None) -> int:
    """How often the model was asked today, by everyone or by one person."""
    counted = select(func.count()).where(col(WordedRow.day) == _day(at))
    if person is not None:
        counted = counted.where(WordedRow.person == person)
    return at.session.exec(counted).one()
