"""Deadlines that move: planned, shown, then moved in one transaction with everything that follows from it.

Each date is a version, kept for ever with who set it and when. The course folder is not written to.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlmodel import Session, col, select

from backend.contract.calendar import WasDue
from backend.contract.changes import (
    DateSet,
    ListMoves,
    MoveDeadline,
    PlanMove,
    PlannedMove,
)
from backend.contract.refusals import MovedMeanwhile, NoSuchDeadline, NoSuchMoment, NothingMoves
from backend.course import times
from backend.course.agenda import Deadline
from backend.course.model import Course
from backend.desk import Desk, Visit
from backend.scheduling.consequences import follow, joined, told
from backend.scheduling.corrections import wrongly_told
from backend.scheduling.dates import Change, Dates, Due, on_date, read_dates
from backend.scheduling.outlook import outlook
from backend.scheduling.tables_dates import DeadlineVersion
from backend.scheduling.views import View
from backend.scheduling.words import day_in_words

A_YEAR = timedelta(days=366)
FOLDER = "the course folder"

desk = Desk("moves")


@desk.answers(PlanMove)
def plan_move(call: PlanMove, at: Visit) -> PlannedMove:
    dates = read_dates(at.session)
    item = deadline_of(call.deadline, dates, at)
    due = _due(item, call.day, call.hour, dates, at)
    version = dates.version(item.id) + 1
    change = Change(version, _first(item.id, dates, at), due, at.by.name, at.real_now)
    after = Dates({**dates.changes, item.id: change}, dates.extensions)
    wrong = wrongly_told(at, outlook(at, after), subjects=(f"deadline:{item.id}",))
    return planned(item.id, dates, after, at).model_copy(update={"told": told(wrong, at)})


@desk.answers(MoveDeadline)
def move_deadline(call: MoveDeadline, at: Visit) -> PlannedMove:
    dates = read_dates(at.session)
    item = deadline_of(call.deadline, dates, at)
    version = dates.version(item.id)
    if version != call.expected:
        change = dates.changes.get(item.id)
        raise MovedMeanwhile(
            title=item.title, when=public_view(dates, at).was_due(item).in_words,
            name=(change.by_name if change else "") or FOLDER,
        )  # fmt: skip
    due = _due(item, call.day, call.hour, dates, at)
    begin_history(at.session, item.id, _first(item.id, dates, at), at)
    at.session.add(
        DeadlineVersion(
            deadline=item.id, version=version + 1, day=due.day, hour=due.hour, source="chat",
            by_id=at.by.id, by_name=at.by.name, reason=call.reason, at=at.real_now,
        )
    )  # fmt: skip
    at.session.flush()
    shown = planned(item.id, dates, read_dates(at.session), at)
    wrong = follow(at, (f"deadline:{item.id}",))
    return shown.model_copy(update={"told": told(wrong, at)})


@desk.answers(ListMoves)
def list_moves(call: ListMoves, at: Visit) -> tuple[DateSet, ...]:
    rows = select(DeadlineVersion)
    if call.deadline is not None:
        rows = rows.where(DeadlineVersion.deadline == call.deadline)
    ordered = rows.order_by(col(DeadlineVersion.at).desc(), col(DeadlineVersion.version).desc())
    return tuple(_date_set(row, at) for row in at.session.exec(ordered))


def planned(
    deadline: str, before: Dates, after: Dates, at: Visit, then: Visit | None = None
) -> PlannedMove:
    """Old and new as everyone sees them, without saying yet who is told; `then` serves the new course, if any."""
    was, will = public_view(before, at), public_view(after, then or at)
    old, new = was.course.deadline(deadline), will.course.deadline(deadline)
    assert old is not None and new is not None
    return PlannedMove(
        deadline=deadline, title=old.title, version=before.version(deadline),
        old=was.deadline(old, personal=False), new=will.deadline(new, personal=False),
        told=told((), at), joined=joined(at), warnings=_warnings(new, will),
    )  # fmt: skip


def public_view(dates: Dates, at: Visit) -> View:
    """The course as everyone sees it, with those dates."""
    return View(course=dates.lay_over(at.course), now=at.now, asker="", bookings={}, dates=dates)


def deadline_of(deadline: str, dates: Dates, at: Visit) -> Deadline:
    """That deadline on the date that holds. Raises `NoSuchDeadline`."""
    item = dates.lay_over(at.course).deadline(deadline)
    if item is None:
        raise NoSuchDeadline(asked=deadline)
    return item


def check_moment(day: date, hour: time | None, course: Course) -> None:
    """Raises `NoSuchMoment` for an hour that the wall clock skips or doubles, and for a day in another year."""
    if not course.first_day - A_YEAR <= day <= course.last_day + A_YEAR:
        raise NoSuchMoment(problem=f"{day_in_words(day)} is far outside the term")
    if hour is not None:
        try:
            times.instant(day, hour, course.tz)
        except times.WallClockError as wrong:
            raise NoSuchMoment(problem=str(wrong)) from None


def begin_history(session: Session, deadline: str, first: Due, at: Visit) -> None:
    """Write version 1 down, when the second comes."""
    if session.get(DeadlineVersion, (deadline, 1)) is None:
        session.add(
            DeadlineVersion(
                deadline=deadline, version=1, day=first.day, hour=first.hour, source="folder",
                at=at.real_now,
            )
        )  # fmt: skip


def _first(deadline: str, dates: Dates, at: Visit) -> Due:
    change = dates.changes.get(deadline)
    if change is not None:
        return change.first
    written = at.course.deadline(deadline)
    assert written is not None
    return Due(written.day, written.hour)


def _due(item: Deadline, day: date, hour: time | None, dates: Dates, at: Visit) -> Due:
    """Where it is to go. Raises `NoSuchMoment`, `NothingMoves`."""
    change = dates.changes.get(item.id)
    kept = change.chat.hour if change and change.chat else None
    due = Due(day, kept if hour is None else hour)
    shown = on_date(item, due)
    check_moment(day, at.course.hour_of(shown)[0], at.course)
    same_hour = at.course.hour_of(shown)[0] == at.course.hour_of(item)[0]
    if day == item.day and same_hour and due.hour == kept:
        when = public_view(dates, at).was_due(item).in_words
        raise NothingMoves(title=item.title, when=when)
    return due


def _warnings(new: Deadline, view: View) -> tuple[str, ...]:
    course = view.course
    found: list[str] = []
    if view.deadline(new, personal=False).closes <= view.now:
        found.append("The new date has passed already.")
    if not course.first_day <= new.day <= course.last_day:
        found.append("The new date lies outside the term.")
    if new.released is not None and new.day < new.released:
        found.append("It would be due before it is given out.")
    for paper in new.papers:
        meeting = course.meeting_of_paper(paper)
        if meeting is not None and meeting.day > new.day:
            found.append(f"Paper {paper} is discussed only later, on {day_in_words(meeting.day)}.")
    return tuple(found)


def _date_set(row: DeadlineVersion, at: Visit) -> DateSet:
    written = at.course.deadline(row.deadline)
    view = public_view(Dates(), at)
    title, words, moment = row.deadline, day_in_words(row.day), None
    if written is not None:
        then = written.model_copy(update={"hour": None}) if row.source == "folder" else written
        due = view.was_due(on_date(then, Due(row.day, row.hour)))
        title, words, moment = written.title, due.in_words, due.at
    return DateSet(
        deadline=row.deadline, title=title, version=row.version,
        due=WasDue(day=row.day, at=moment, in_words=words),
        by="staff" if row.source == "chat" else "course folder",
        name=row.by_name or FOLDER, when=row.at, reason=row.reason,
    )  # fmt: skip
