"""Reads the course folder again: what changed is shown, then applied, and a date set in chat stands until staff let go.

The folder is compared with what it said before, which is kept in rows: so a folder that was edited while the backend
was down is noticed at its next start as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import select

from backend.contract.changes import Disagreement, PlannedMove, PlanReload, Reload, ReloadCourse
from backend.contract.events import RenewEvents
from backend.contract.refusals import CourseEditedMeanwhile, CourseUnusable
from backend.course import lint
from backend.course.findings import CourseFileError
from backend.course.load import COURSE_FILE, POLICIES_FILE, load
from backend.course.model import Course
from backend.desk import Desk, Visit
from backend.scheduling.consequences import follow, told
from backend.scheduling.corrections import wrongly_told
from backend.scheduling.dates import Change, Dates, Due, read_dates
from backend.scheduling.moves import FOLDER, begin_history, planned, public_view
from backend.scheduling.outlook import outlook
from backend.scheduling.signup import tell_boards
from backend.scheduling.tables_dates import DeadlineVersion, FolderDate
from backend.scheduling.views import title_of
from backend.scheduling.words import day_in_words

desk = Desk("course folder")


@desk.answers(PlanReload)
def plan_reload(_call: PlanReload, at: Visit) -> Reload:
    fingerprint, course = _read(at.settings.course.folder)
    return _compared(fingerprint, course, (), at)


@desk.answers(ReloadCourse)
def reload_course(call: ReloadCourse, at: Visit) -> Reload:
    fingerprint, course = _read(at.settings.course.folder)
    if fingerprint != call.fingerprint:
        raise CourseEditedMeanwhile()
    shown = _compared(fingerprint, course, call.folder_wins, at)
    remember(at)  # what the folder said until now, should this be its first change
    after = at.serve(course)
    adopt(after, call.folder_wins, by_id=at.by.id, by_name=at.by.name)
    follow(after, _moved(shown, course, at.course), of_anything=True)
    after.ask(RenewEvents())
    tell_boards(after)
    return shown


def remember(at: Visit) -> None:
    """Write down what the folder says of deadlines that are not known yet."""
    known = _folder_dates(at)
    for item in at.course.deadlines:
        if item.id not in known:
            at.session.add(FolderDate(deadline=item.id, day=item.day, hour=item.hour))
    at.session.flush()


def adopt(
    at: Visit, folder_wins: Collection[str] = (), *, by_id: str = "", by_name: str = ""
) -> list[str]:
    """Take over what the folder says now; returns the deadlines whose date changed by it.

    A date that was set in chat stays, unless it is named.
    """
    dates = read_dates(at.session, ())
    moved: list[str] = []
    for item, first, due in _changed(at.course, dates, folder_wins, at):
        begin_history(at.session, item, first, at)
        at.session.add(
            DeadlineVersion(
                deadline=item, version=dates.version(item) + 1, day=due.day, hour=due.hour,
                source="folder", by_id=by_id, by_name=by_name, at=at.real_now,
            )
        )  # fmt: skip
        moved.append(item)
    known = _folder_dates(at)
    for each in at.course.deadlines:
        row = known.get(each.id)
        if row is None:
            at.session.add(FolderDate(deadline=each.id, day=each.day, hour=each.hour))
        elif (row.day, row.hour) != (each.day, each.hour):
            row.day, row.hour = each.day, each.hour
            at.session.add(row)
    at.session.flush()
    return moved


def _read(folder: Path) -> tuple[str, Course]:
    """The folder as it is now, and a fingerprint of its files. Raises `CourseUnusable`."""
    try:
        course = load(folder)
    except CourseFileError as mistakes:
        first, more = mistakes.findings[0], len(mistakes.findings) - 1
        rest = f" (and {more} more; `syllabot check` lists them)" if more else ""
        raise CourseUnusable(problem=f"{first}{rest}") from None
    digest = hashlib.sha256()
    for name in (COURSE_FILE, POLICIES_FILE):
        file = folder / name
        digest.update(file.read_bytes() if file.exists() else b"")
        digest.update(b"\0")
    return digest.hexdigest()[:16], course


def _folder_dates(at: Visit) -> dict[str, FolderDate]:
    """What the folder said when it was last read, by deadline: all of it at once, as a term has a few dozen."""
    return {row.deadline: row for row in at.session.exec(select(FolderDate))}


def _known(deadline: str, rows: Mapping[str, FolderDate], at: Visit) -> Due | None:
    """What the folder said when it was last read; None for a deadline that it did not have."""
    row = rows.get(deadline)
    if row is not None:
        return Due(row.day, row.hour)
    item = at.course.deadline(deadline)
    return Due(item.day, item.hour) if item else None


def _changed(
    course: Course, dates: Dates, folder_wins: Collection[str], at: Visit
) -> Iterator[tuple[str, Due, Due]]:
    """Deadlines whose date in force changes by the folder: id, what version 1 said, and the new date."""
    rows = _folder_dates(at)
    for item in course.deadlines:
        now, before = Due(item.day, item.hour), _known(item.id, rows, at)
        change = dates.changes.get(item.id)
        if change is not None and change.chat is not None:
            if item.id in folder_wins and change.chat != now:
                yield item.id, change.first, now
        elif before is not None and before != now:
            yield item.id, change.first if change else before, now


def _compared(
    fingerprint: str, course: Course, folder_wins: Collection[str], at: Visit
) -> Reload:
    dates = read_dates(at.session)
    changes = dict(dates.changes)
    moved: list[str] = []
    for item, first, _due in _changed(course, dates, folder_wins, at):
        version = dates.version(item) + 1
        changes[item] = Change(version, first, None, at.by.name, at.real_now)
        moved.append(item)
    after = Dates(changes, dates.extensions)
    later = replace(at, course=course)
    wrong = wrongly_told(later, outlook(later, after), subjects=[f"deadline:{each}" for each in moved])
    moves: list[PlannedMove] = []
    for item in moved:
        if at.course.deadline(item) is None:
            continue
        concerned = [each for each in wrong if each.told.subject == f"deadline:{item}"]
        move = planned(item, dates, after, at, later)
        moves.append(move.model_copy(update={"told": told(concerned, at)}))
    was = {item.id: item.title for item in at.course.deadlines}
    will = {item.id: item.title for item in course.deadlines}
    return Reload(
        fingerprint=fingerprint, moves=tuple(moves),
        disagreements=tuple(_disagreements(course, dates, folder_wins, at)),
        added=tuple(title for name, title in will.items() if name not in was),
        removed=tuple(title for name, title in was.items() if name not in will),
        meetings=tuple(_meetings(at.course, course)), other=tuple(_other(at.course, course)),
        warnings=sum(
            each.level == "warning" for each in lint.check(at.settings.course.folder)
        ),
    )  # fmt: skip


def _disagreements(
    course: Course, dates: Dates, folder_wins: Collection[str], at: Visit
) -> Iterator[Disagreement]:
    later = replace(at, course=course)
    plain, laid = public_view(Dates(), later), public_view(dates, later)
    for item in course.deadlines:
        change = dates.changes.get(item.id)
        shown = laid.course.deadline(item.id)
        if change is None or change.chat is None or shown is None or item.id in folder_wins:
            continue
        folder, chat = plain.was_due(item), laid.was_due(shown)
        if folder != chat:
            yield Disagreement(
                deadline=item.id, title=item.title, folder=folder, chat=chat,
                set_by=change.by_name or FOLDER, when=change.at,
            )  # fmt: skip


def _meetings(was: Course, will: Course) -> Iterator[str]:
    days = sorted({row.day for course in (was, will) for row in course.meetings})
    for day in days:
        before, after = was.meeting_on(day), will.meeting_on(day)
        if before == after:
            continue
        if after is None:
            yield f"{day_in_words(day)}: taken away."
        elif before is None:
            yield f"{day_in_words(day)}: added: {title_of(after, will)} ({after.mode})."
        else:
            yield f"{day_in_words(day)}: changed: {title_of(after, will)} ({after.mode})."


def _other(was: Course, will: Course) -> Iterator[str]:
    for name in Course.model_fields:
        if name not in ("meetings", "deadlines") and getattr(was, name) != getattr(will, name):
            yield name.replace("_", " ")
    same = {item.id: item for item in was.deadlines}
    undated = {"day": None, "weekday": None, "hour": None}
    for item in will.deadlines:
        old = same.get(item.id)
        if old and old.model_copy(update=undated) != item.model_copy(update=undated):
            yield f"the text of {item.title}"


def _moved(shown: Reload, course: Course, before: Course) -> list[str]:
    """What moved or is new: of these, those who were told nothing yet must hear in time."""
    known = {item.id for item in before.deadlines}
    deadlines = [
        *(each.deadline for each in shown.moves),
        *(item.id for item in course.deadlines if item.id not in known),
    ]
    papers = [
        paper.id
        for paper in course.papers
        if _day(before, paper.id) not in (None, _day(course, paper.id))
    ]
    return [*(f"deadline:{name}" for name in deadlines), *(f"paper:{name}" for name in papers)]


def _day(course: Course, paper: str) -> date | None:
    meeting = course.meeting_of_paper(paper)
    return meeting.day if meeting else None
