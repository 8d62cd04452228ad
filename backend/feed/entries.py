"""What is in a calendar feed: meetings, deadlines, ends of grace, and one's own presentation."""

from collections.abc import Iterator
from datetime import timedelta

from backend.contract.calendar import Deadline, ListDeadlines, ListMeetings, Meeting, Paper
from backend.desk import Visit
from backend.feed.text import Entry

REMARKS = 2000
"""Characters of description."""


def personal_entries(at: Visit, scope: str) -> Iterator[Entry]:
    """For the one who asks: own dates, without what is excused, and the paper that is presented."""
    yield from _entries(at, scope, mine=True)


def public_entries(at: Visit, scope: str) -> Iterator[Entry]:
    """As the course has it for everyone."""
    yield from _entries(at, scope, mine=False)


def _entries(at: Visit, scope: str, *, mine: bool) -> Iterator[Entry]:
    def uid(thing: str) -> str:
        return f"{thing}.{scope}@{at.course.id}.syllabot"

    for meeting in at.ask(ListMeetings(span="term")).meetings:
        if meeting.starts is not None and meeting.mode != "no class":
            yield _meeting(meeting, uid(f"meeting-{meeting.day}"), at)
            for paper in meeting.papers:
                if mine and paper.mine:
                    yield _presentation(paper, meeting, uid(f"presentation-{paper.id}"))
    for deadline in at.ask(ListDeadlines(past=True, mine=mine)).deadlines:
        if mine and deadline.standing == "excused":
            continue
        yield _deadline(deadline, uid(f"deadline-{deadline.id}"))
        if deadline.grace_day is not None:
            yield _grace(deadline, uid(f"grace-{deadline.id}"))


def _meeting(meeting: Meeting, uid: str, at: Visit) -> Entry:
    assert meeting.starts is not None
    lines = [meeting.in_words]
    lines += [f"Paper {paper.id}: {paper.title} ({paper.authors})" for paper in meeting.papers]
    lines += [f"Reading: {reading}" for reading in meeting.readings]
    lines += meeting.notes
    return Entry(
        uid=uid, title=f"{at.course.code}: {meeting.title}", starts=meeting.starts,
        ends=meeting.ends or meeting.starts + timedelta(minutes=1), place=meeting.place,
        about=_about(lines), busy=True,
    )  # fmt: skip


def _presentation(paper: Paper, meeting: Meeting, uid: str) -> Entry:
    assert meeting.starts is not None
    lines = [f"Paper {paper.id}: {paper.title} ({paper.authors})"]
    if len(paper.presenters) > 1:
        lines.append(f"Presented by {', '.join(paper.presenters)}.")
    return Entry(
        uid=uid, title=f"You present: {paper.title}", starts=meeting.starts, place=meeting.place,
        about=_about(lines),
    )  # fmt: skip


def _deadline(deadline: Deadline, uid: str) -> Entry:
    lines = [f"Due {deadline.in_words}.", deadline.late_rule]
    if deadline.extended is not None:
        lines.append(f"You have an extension; for everyone else: {deadline.extended.in_words}.")
    if deadline.moved_from is not None:
        lines.append(f"Moved from {deadline.moved_from.in_words}.")
    lines += [deadline.why, *deadline.notes, f"Source: {deadline.source}"]
    done = "Done: " if deadline.standing == "done" else "Due: "
    return Entry(
        uid=uid, title=f"{done}{deadline.title}", starts=deadline.at or deadline.day,
        about=_about(lines),
    )  # fmt: skip


def _grace(deadline: Deadline, uid: str) -> Entry:
    assert deadline.grace_day is not None
    return Entry(
        uid=uid, title=f"Grace ends: {deadline.title}",
        starts=deadline.grace_closes or deadline.grace_day, status="TENTATIVE",
        about=_about([f"It was due {deadline.in_words}.", deadline.late_rule]),
    )  # fmt: skip


def _about(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)[:REMARKS]
