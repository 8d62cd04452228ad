"""Plans reminders: from calendar, extensions, people and what they chose to rows.

`replan` makes the rows of some readers what they should be; it may be asked as often as one likes. Rows that have left
the state `planned` are never touched by it: they are history. It sends nothing: see `handing` for what is due, and
`corrections` for what was said and no longer holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import col, select

from backend.contract.base import Waker
from backend.desk import Visit
from backend.scheduling.leads import before, longest_first
from backend.scheduling.outlook import Outlook, outlook
from backend.scheduling.readers import A_FEW, Reader, read_channels, read_students
from backend.scheduling.tables_reminders import PlanRow
from backend.scheduling.targets import Target

A_CHUNK = 500
"""Rows named by one statement; SQLite's limit of variables allows some thousand."""

Key = tuple[str, str, str, str, str]
"""Recipient, subject, kind, edition and lead: what a plan is, uniquely."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A row, as far as planning needs it."""

    id: int
    sort: str
    state: str
    due: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row as it should be. `begins` when it may be made; otherwise it is only kept if it is there."""

    target: Target
    due: datetime
    begins: bool


def replan(
    at: Visit,
    students: Collection[str] | None = None,
    *,
    moved: Collection[str] = (),
    seen: Outlook | None = None,
) -> None:
    """Plan anew for some students, or (None) for everyone and for the channels; the channels alone for nobody.

    `seen` is what there is, if it was read in this visit since anything changed.

    Nothing is planned into the past, for nobody is to be flooded when joining; except that of a subject in `moved`,
    whose every lead has passed by the move, the last one comes at once for those who were told nothing of it yet.
    """
    readers = read_students(at, students)
    if not students:
        readers += read_channels(at)
    active = [reader for reader in readers if reader.active]
    everything = (seen or outlook(at)) if active else None
    known = _known(at, students)
    told = _told(at, moved)
    wanted: dict[Key, _Wanted] = {}
    subjects: set[tuple[str, str]] = set()
    for reader in active:
        assert everything is not None
        recipient = reader.recipient
        for target in everything.of(reader):
            subjects.add((recipient, target.subject))
            late = target.subject in moved and (recipient, target.subject) not in told
            for lead, due, begins in _dues(target, reader, late=late, at=at):
                key = (recipient, target.subject, target.kind, target.edition, lead)
                wanted[key] = _Wanted(target, due, begins)
    changed = _insert(wanted, known, at) + _update(wanted, known, at)
    if changed + _delete(wanted, known, subjects, at):
        at.wake(Waker.ALARM)


def _dues(
    target: Target, reader: Reader, *, late: bool, at: Visit
) -> Iterator[tuple[str, datetime, bool]]:
    """Lead, instant, and whether it may be planned now."""
    dues: dict[datetime, str] = {}
    # Two leads may come to the same instant (48 hours, two days; or both end with the quiet): the shorter one stands.
    for lead in longest_first(reader.leads[target.kind]):
        due = before(target.anchor, lead, at.course.tz)
        if reader.quiet is not None:
            due = reader.quiet.shift(due, target.moment)
        dues[due] = lead
    last = max(dues, default=at.now)
    for due, lead in dues.items():
        catches_up = late and due == last <= at.now < target.moment
        yield lead, due, due > at.now or catches_up


def _known(at: Visit, students: Collection[str] | None) -> dict[Key, _Known]:
    columns = (
        PlanRow.recipient, PlanRow.subject, PlanRow.kind, PlanRow.edition, PlanRow.lead,
        PlanRow.id, PlanRow.sort, PlanRow.state, PlanRow.due, PlanRow.until,
    )  # fmt: skip
    rows = select(PlanRow).with_only_columns(*map(col, columns))
    named = None if students is None else {f"person:{student}" for student in students}
    if named is not None and not named:
        rows = rows.where(col(PlanRow.recipient).like("guild:%"))
        named = None
    elif named is not None and len(named) <= A_FEW:
        rows = rows.where(col(PlanRow.recipient).in_(named))
    at.session.flush()
    found: dict[Key, _Known] = {}
    for row in at.session.connection().execute(rows):
        recipient, subject, kind, edition, lead, *rest = cast("tuple[Any, ...]", row)
        if named is None or recipient in named:
            found[recipient, subject, kind, edition, lead] = _Known(*rest)
    return found


def _told(at: Visit, subjects: Collection[str]) -> set[tuple[str, str]]:
    """Who was told of which of these subjects."""
    if not subjects:
        return set()
    rows = select(PlanRow.recipient, PlanRow.subject).where(
        col(PlanRow.subject).in_(subjects), col(PlanRow.state).in_(("told", "said"))
    )
    return {(recipient, subject) for recipient, subject in at.session.exec(rows)}


def _insert(wanted: Mapping[Key, _Wanted], known: Mapping[Key, _Known], at: Visit) -> int:
    rows = [
        new_row(key, each.target.title, due=each.due, until=each.target.until, at=at)
        for key, each in wanted.items()
        if each.begins and key not in known
    ]
    for start in range(0, len(rows), A_CHUNK):
        at.session.connection().execute(insert(PlanRow), rows[start : start + A_CHUNK])
    return len(rows)


def new_row(
    key: Key, title: str, *, due: datetime, until: datetime, at: Visit, **more: Any
) -> dict[str, Any]:
    """The values of a new plan."""
    recipient, subject, kind, edition, lead = key
    return {
        "recipient": recipient, "subject": subject, "kind": kind, "edition": edition, "lead": lead,
        "sort": "lead", "title": title, "due": due, "until": until,
        "state": "planned", "reason": "", "made": at.real_now, "told_hour": False, "told_words": "",
        **more,
    }  # fmt: skip


def _update(wanted: Mapping[Key, _Wanted], known: Mapping[Key, _Known], at: Visit) -> int:
    """Leads whose instant changed without a new edition: by quiet hours, or by the rules of the course."""
    changed = [
        {"row": row.id, "new_due": each.due, "new_until": each.target.until}
        for key, each in wanted.items()
        if (row := known.get(key)) is not None
        and row.state == "planned"
        and (row.due, row.until) != (each.due, each.target.until)
    ]
    if changed:
        statement = (
            update(PlanRow)
            .where(col(PlanRow.id) == bindparam("row"))
            .values(due=bindparam("new_due"), until=bindparam("new_until"))
        )
        at.session.connection().execute(statement, changed)
    return len(changed)


def _delete(
    wanted: Mapping[Key, _Wanted],
    known: Mapping[Key, _Known],
    subjects: Collection[tuple[str, str]],
    at: Visit,
) -> int:
    """Plans that nobody wants any more. A snooze goes when its object does; a correction when its reader does."""
    readers = {recipient for recipient, _ in subjects}
    gone: list[int] = []
    for key, row in known.items():
        if row.state != "planned":
            continue
        keep = {
            "lead": key in wanted,
            "snooze": (key[0], key[1]) in subjects,
            "correction": key[0] in readers,
        }[row.sort]
        if not keep:
            gone.append(row.id)
    for start in range(0, len(gone), A_CHUNK):
        chunk = gone[start : start + A_CHUNK]
        at.session.connection().execute(delete(PlanRow).where(col(PlanRow.id).in_(chunk)))
    return len(gone)
