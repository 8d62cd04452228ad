"""The human behind /ask: questions that are handed on, answers that come back, and passages that stay.

A question is handed on once, whatever is clicked twice. Of an anonymous asker the staff learn nothing: the row knows
who is to get the answer, and no reply or notice to the staff carries it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func
from sqlmodel import col, select

from backend.answers import written
from backend.answers.tables import AnswerRow, StaffQuestionRow
from backend.contract.ask import (
    Answer,
    AnswerStaffQuestion,
    Asked,
    AskedLately,
    AskStaff,
    ListAsked,
    ListMyQuestions,
    ListStaffQuestions,
    ListWritten,
    Made,
    RetractPassage,
    StaffAnswered,
    StaffAsked,
    StaffQuestion,
    WritePassage,
    Written,
)
from backend.contract.notices import ListPlaces
from backend.contract.refusals import (
    AlreadyAnswered,
    NoSuchAnswer,
    NoSuchQuestion,
    TooManyQuestions,
)
from backend.desk import Desk, Visit

A_DAY = timedelta(days=1)
MOST_LISTED = 50
OPEN = ("refused", "not stated")
"""How an answer was made that left the asker without one."""
IDLE = ("refused", "subject", "long", "")
"""What a question was about that no passage would answer: orders, other people's marks, the subject itself."""

desk = Desk("staff questions")


@desk.answers(AskStaff)
def ask_staff(call: AskStaff, at: Visit) -> StaffQuestion:
    answer = at.session.get(AnswerRow, call.answer)
    if answer is None or answer.person != at.by.id:
        raise NoSuchAnswer()
    same = select(StaffQuestionRow).where(StaffQuestionRow.answer_id == call.answer)
    before = at.session.exec(same).first()
    if before is not None:
        return _told(before, at)
    _within_limit(at)
    row = StaffQuestionRow(
        answer_id=answer.id, about=answer.about, question=call.question or answer.question,
        person=at.by.id, name=at.by.name, anonymous=call.anonymous, asked=at.real_now,
    )  # fmt: skip
    at.session.add(row)
    at.session.flush()
    _tell_staff(row, at)
    return _told(row, at)


def _within_limit(at: Visit) -> None:
    limit = at.settings.ask.staff_questions
    since = at.real_now - A_DAY
    mine = select(func.count()).where(
        StaffQuestionRow.person == at.by.id, col(StaffQuestionRow.asked) > since
    )
    if at.session.exec(mine).one() >= limit:
        raise TooManyQuestions(limit=limit)


@desk.answers(ListMyQuestions)
def list_my_questions(_call: ListMyQuestions, at: Visit) -> tuple[StaffQuestion, ...]:
    mine = select(StaffQuestionRow).where(StaffQuestionRow.person == at.by.id)
    rows = at.session.exec(mine.order_by(col(StaffQuestionRow.number).desc()).limit(MOST_LISTED))
    return tuple(_told(row, at) for row in rows.all())


@desk.answers(ListStaffQuestions)
def list_staff_questions(call: ListStaffQuestions, at: Visit) -> tuple[StaffQuestion, ...]:
    wanted = select(StaffQuestionRow)
    if call.open_only:
        wanted = wanted.where(col(StaffQuestionRow.answered).is_(None))
    rows = at.session.exec(wanted.order_by(col(StaffQuestionRow.number).desc()).limit(MOST_LISTED))
    return tuple(_told(row, at) for row in rows.all())


@desk.answers(AnswerStaffQuestion)
def answer_staff_question(call: AnswerStaffQuestion, at: Visit) -> StaffQuestion:
    row = at.session.get(StaffQuestionRow, call.number)
    if row is None:
        raise NoSuchQuestion(asked=call.number)
    if row.answered is not None:
        raise AlreadyAnswered(number=call.number, by=row.by)
    row.answered, row.answer, row.by = at.real_now, call.text, at.by.name
    heading = " ".join(call.heading.split())
    if heading:
        passage = written.write(at, heading, call.text, about=row.about, question=row.question)
        row.kept = passage.slug
    at.session.add(row)
    if row.person.isdecimal():
        matter = StaffAnswered(
            question=row.question, answer=call.text, by=at.by.name, person=row.person
        )
        at.tell(matter, key=f"staff-answer:{row.number}", person=row.person, kind="once")
    _tell_staff(row, at)
    return _told(row, at)


def _tell_staff(row: StaffQuestionRow, at: Visit) -> None:
    """The question in each staff channel; the same message says later that it was answered."""
    matter = StaffAsked(question=_told(row, at).model_copy(update={"mine": False}))
    for place in at.ask(ListPlaces()):
        if place.staff_channel:
            key = f"staff-question:{row.number}:{place.guild}"
            at.tell(matter, key=key, channel=place.staff_channel, kind="latest")


def _told(row: StaffQuestionRow, at: Visit) -> StaffQuestion:
    assert row.number is not None
    return StaffQuestion(
        number=row.number, question=row.question, asked=row.asked,
        asker="anonymous" if row.anonymous else row.name, mine=row.person == at.by.id and not at.by.staff,
        answered=row.answered, answer=row.answer, by=row.by, kept=row.kept,
    )  # fmt: skip


@desk.answers(WritePassage)
def write_passage(call: WritePassage, at: Visit) -> Written:
    example = select(AnswerRow.question).where(AnswerRow.about == call.about)
    newest = example.order_by(col(AnswerRow.at).desc()).limit(1)
    question = at.session.exec(newest).first() if call.about else None
    heading = " ".join(call.heading.split())
    row = written.write(at, heading, call.text, about=call.about, question=question or "")
    return written.as_reply(row)


@desk.answers(RetractPassage)
def retract_passage(call: RetractPassage, at: Visit) -> Written:
    return written.as_reply(written.retract(at, call.slug))


@desk.answers(ListWritten)
def list_written(_call: ListWritten, at: Visit) -> tuple[Written, ...]:
    return tuple(written.as_reply(row) for row in written.rows(at))


@desk.answers(ListAsked)
def list_asked(call: ListAsked, at: Visit) -> AskedLately:
    since = at.real_now - timedelta(days=call.days)
    rows = at.session.exec(
        select(AnswerRow).where(col(AnswerRow.at) > since).order_by(col(AnswerRow.at))
    ).all()
    groups: dict[str, list[AnswerRow]] = {}
    for row in rows:
        groups.setdefault(row.about, []).append(row)
    asked = [
        Asked(about=about, example=_example(of[-1]), count=len(of), made=_made(of[-1]))
        for about, of in groups.items()
    ]
    asked.sort(key=lambda each: (-each.count, each.about))
    answered = {row.about for row in written.rows(at) if row.about}
    unanswered = [
        each for each in asked
        if each.made in OPEN and each.about not in IDLE and each.about not in answered
    ]  # fmt: skip
    return AskedLately(
        days=call.days, questions=len(rows), unanswered=tuple(unanswered[: call.most]),
        most_asked=tuple(asked[: call.most]),
    )  # fmt: skip


def _example(row: AnswerRow) -> str:
    return row.question or "(nothing)"


def _made(row: AnswerRow) -> Made:
    return Answer.model_validate_json(row.answer).made
