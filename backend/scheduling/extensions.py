"""Extensions: one student's own, later date, or that of the people who present a paper together.

Who is in a group is settled when it is granted. A row stays when the extension ends, so that it can be looked up.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from backend.contract.calendar import WasDue
from backend.contract.changes import (
    EndExtension,
    Extend,
    Extension,
    Grant,
    ListExtensions,
    Person,
)
from backend.contract.refusals import (
    NobodyNamed,
    NoSuchDeadline,
    NoSuchExtension,
    NoSuchPaper,
    NotLater,
)
from backend.desk import Desk, Visit
from backend.scheduling.bookings import presenters
from backend.scheduling.consequences import follow, told
from backend.scheduling.dates import Due, closes, on_date, read_dates
from backend.scheduling.moves import check_moment, deadline_of, public_view
from backend.scheduling.tables_dates import ExtensionRow
from backend.scheduling.views import View
from backend.scheduling.words import day_in_words

desk = Desk("extensions")


@desk.answers(Extend)
def extend(call: Extend, at: Visit) -> Grant:
    dates = read_dates(at.session, ())
    item = deadline_of(call.deadline, dates, at)
    view = public_view(dates, at)
    due = Due(call.day, call.hour)
    later = on_date(item, due)
    check_moment(call.day, at.course.hour_of(later)[0], at.course)
    if closes(later, view.course) <= closes(item, view.course):
        raise NotLater(when=view.was_due(item).in_words)
    people = _people(call, at)
    held = {row.student: row for row in _holding(call.deadline, at)}
    rows: list[ExtensionRow] = []
    for person in people:
        if person.id in held:
            held[person.id].ended_at = at.real_now
            at.session.add(held[person.id])
            at.session.flush()
        row = ExtensionRow(
            deadline=item.id, student=person.id, name=person.name, day=due.day, hour=due.hour,
            paper=call.paper, reason=call.reason, by_id=at.by.id, by_name=at.by.name,
            made=at.real_now,
        )  # fmt: skip
        at.session.add(row)
        rows.append(row)
    at.session.flush()
    wrong = follow(at, (f"deadline:{item.id}",), students=[person.id for person in people])
    extensions = tuple(_extension(row, view) for row in rows)
    return Grant(extensions=extensions, told=told(wrong, at))


@desk.answers(EndExtension)
def end_extension(call: EndExtension, at: Visit) -> Extension:
    dates = read_dates(at.session, ())
    item = deadline_of(call.deadline, dates, at)
    row = next((each for each in _holding(item.id, at) if each.student == call.student), None)
    if row is None:
        raise NoSuchExtension(student=call.student, title=item.title)
    row.ended_at = at.real_now
    at.session.add(row)
    at.session.flush()
    follow(at, (f"deadline:{item.id}",), students=(row.student,))
    return _extension(row, public_view(dates, at))


@desk.answers(ListExtensions)
def list_extensions(call: ListExtensions, at: Visit) -> tuple[Extension, ...]:
    rows = select(ExtensionRow)
    if call.deadline is not None:
        if at.course.deadline(call.deadline) is None:
            raise NoSuchDeadline(asked=call.deadline)
        rows = rows.where(ExtensionRow.deadline == call.deadline)
    if not call.ended:
        rows = rows.where(col(ExtensionRow.ended_at).is_(None))
    view = public_view(read_dates(at.session, ()), at)
    ordered = rows.order_by(
        col(ExtensionRow.deadline), col(ExtensionRow.name), col(ExtensionRow.id)
    )
    return tuple(_extension(row, view) for row in at.session.exec(ordered))


def _people(call: Extend, at: Visit) -> list[Person]:
    """Those who are named, and those who present the paper; each once. Raises `NoSuchPaper`, `NobodyNamed`."""
    people = {person.id: person for person in call.students}
    if call.paper is not None:
        if at.course.paper(call.paper) is None:
            raise NoSuchPaper(asked=call.paper)
        for row in presenters(at.session).get(call.paper, ()):
            people.setdefault(row.student, Person(id=row.student, name=row.name))
    if not people:
        who = f"nobody presents paper {call.paper}" if call.paper else "no student was given"
        raise NobodyNamed(problem=who)
    return list(people.values())


def _holding(deadline: str, at: Visit) -> Sequence[ExtensionRow]:
    return at.session.exec(
        select(ExtensionRow).where(
            ExtensionRow.deadline == deadline, col(ExtensionRow.ended_at).is_(None)
        )
    ).all()


def _extension(row: ExtensionRow, view: View) -> Extension:
    assert row.id is not None
    item = view.course.deadline(row.deadline)
    if item is None:
        title, due = row.deadline, WasDue(day=row.day, at=None, in_words=day_in_words(row.day))
    else:
        title, due = item.title, view.extended_to(item, Due(row.day, row.hour))
    return Extension(
        id=row.id, deadline=row.deadline, title=title, student=Person(id=row.student, name=row.name),
        due=due, group=row.paper, reason=row.reason, granted_by=row.by_name, granted=row.made,
        ended=row.ended_at,
    )  # fmt: skip
