"""Sources of answers: what is named, and where in the course folder it stands."""

from __future__ import annotations

from datetime import date

from backend.answers.written import PLACE
from backend.contract.ask import Source
from backend.contract.calendar import Deadline, Meeting, Paper
from backend.course.model import Course, Gap, Passage

FILE = "course.toml"


def of_deadline(item: Deadline) -> Source:
    return Source(kind="deadline", id=item.id, name=item.title, place=f"{FILE}, deadlines, {item.id} ({item.source})")


def of_meeting(meeting: Meeting) -> Source:
    return of_day(meeting.day, meeting.title)


def of_day(day: date, title: str) -> Source:
    return Source(kind="meeting", id=day.isoformat(), name=title, place=f"{FILE}, meetings, {day.isoformat()}")


def of_lecture(number: int, title: str) -> Source:
    return Source(kind="lecture", id=str(number), name=f"Lecture {number}: {title}", place=f"{FILE}, lectures, {number}")


def of_paper(paper: Paper) -> Source:
    return Source(kind="paper", id=paper.id, name=f"Paper {paper.id}: {paper.title}", place=f"{FILE}, papers, {paper.id}")


def of_passage(passage: Passage) -> Source:
    if passage.file == PLACE:
        return Source(kind="staff", id=passage.slug, name=passage.heading, place=f"{PLACE} ({passage.source})")
    place = f"{passage.file}, line {passage.line}"
    where = f"{place} ({passage.source})" if passage.source else place
    return Source(kind="policy", id=passage.slug, name=passage.heading, place=where)


def of_gap(gap: Gap) -> Source:
    return Source(kind="gap", id=gap.id, name=gap.question, place=f"{FILE}, gaps, {gap.id}")


def of_field(course: Course, field: str, name: str) -> Source:
    """A value of the course file by its field, with the part of the syllabus it comes from."""
    said = course.source_of(field) or course.source_of(field.partition(".")[0])
    set_by = ", set by whoever runs the bot" if said and said.set_by == "us" else ""
    where = f" ({said.where.rstrip('.')}{set_by})" if said else ""
    return Source(kind="course", id=field.partition(".")[0], name=name, place=f"{FILE}, {field}{where}")


def of_own(name: str) -> Source:
    """The asker's own record: a seat, a tick, an extension."""
    return Source(kind="own", id="record", name=name, place="your own record in this bot")
