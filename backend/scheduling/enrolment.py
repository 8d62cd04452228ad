"""Who is reminded: those who joined by a command, and those who hold the role that the course names. Nobody else.

It is no register of who takes the course.
"""

from __future__ import annotations

from sqlmodel import col, select

from backend.contract.refusals import NoRoleNamed
from backend.contract.reminders import (
    Enrolment,
    GetEnrolment,
    JoinCourse,
    Joined,
    LeaveCourse,
    ListStudents,
    SeeRole,
)
from backend.desk import Desk, Visit
from backend.scheduling.consequences import follow
from backend.scheduling.tables_reminders import EnrolmentRow

COMMAND: Joined = "by command"
ROLE: Joined = "by role"

desk = Desk("enrolment")


@desk.answers(JoinCourse)
def join_course(_call: JoinCourse, at: Visit) -> Enrolment:
    row = at.session.get(EnrolmentRow, at.by.id)
    already = row is not None and row.left_at is None
    if row is not None and already:
        # Who joins expressly stays in when the role is taken away.
        row.how, row.name = COMMAND, at.by.name
        at.session.add(row)
    else:
        _enrol(at.by.id, at.by.name, COMMAND, at)
    return enrolment(at.by.id, at, already=already)


@desk.answers(LeaveCourse)
def leave_course(_call: LeaveCourse, at: Visit) -> Enrolment:
    row = at.session.get(EnrolmentRow, at.by.id)
    already = row is None or row.left_at is not None
    if row is None:
        # Written down, so that a role does not bring someone in who has said no.
        row = EnrolmentRow(
            student=at.by.id, name=at.by.name, how=COMMAND, joined_at=at.real_now
        )  # fmt: skip
    _leave(row, COMMAND, at)
    return enrolment(at.by.id, at, already=already)


@desk.answers(SeeRole)
def see_role(call: SeeRole, at: Visit) -> Enrolment:
    if at.course.reminders.role is None:
        raise NoRoleNamed()
    row = at.session.get(EnrolmentRow, call.student)
    joined = row is not None and row.left_at is None
    if call.holds and (row is None or (not joined and row.left_how == ROLE)):
        _enrol(call.student, call.name, ROLE, at)
        return enrolment(call.student, at)
    if row is not None and joined and not call.holds and row.how == ROLE:
        _leave(row, ROLE, at)
        return enrolment(call.student, at)
    return enrolment(call.student, at, name=call.name, already=True)


@desk.answers(GetEnrolment)
def get_enrolment(_call: GetEnrolment, at: Visit) -> Enrolment:
    return enrolment(at.by.id, at, name=at.by.name, already=True)


@desk.answers(ListStudents)
def list_students(_call: ListStudents, at: Visit) -> tuple[Enrolment, ...]:
    rows = select(EnrolmentRow).where(col(EnrolmentRow.left_at).is_(None))
    ordered = rows.order_by(col(EnrolmentRow.name), col(EnrolmentRow.student))
    return tuple(_value(row, at, already=True) for row in at.session.exec(ordered))


def enrolment(student: str, at: Visit, *, name: str = "", already: bool = False) -> Enrolment:
    row = at.session.get(EnrolmentRow, student)
    if row is not None:
        return _value(row, at, already=already)
    return Enrolment(
        student=student, name=name or student, joined=False, already=already,
        role=at.course.reminders.role,
    )  # fmt: skip


def _value(row: EnrolmentRow, at: Visit, *, already: bool) -> Enrolment:
    joined = row.left_at is None
    how = ROLE if row.how == ROLE else COMMAND
    return Enrolment(
        student=row.student, name=row.name, joined=joined, how=how if joined else None,
        since=row.joined_at if joined else None, already=already, role=at.course.reminders.role,
    )  # fmt: skip


def _enrol(student: str, name: str, how: Joined, at: Visit) -> None:
    at.session.merge(
        EnrolmentRow(student=student, name=name, how=how, joined_at=at.real_now, left_at=None,
                     left_how=None)
    )  # fmt: skip
    at.session.flush()
    follow(at, (), students=(student,), of_anything=True)


def _leave(row: EnrolmentRow, how: Joined, at: Visit) -> None:
    row.left_at, row.left_how = row.left_at or at.real_now, how
    at.session.add(row)
    at.session.flush()
    follow(at, (), students=(row.student,), of_anything=True)
