"""Office hours, the office, and how to reach people; where the course names a room without saying what is held there, so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import clock, day, hours, listed, sentence
from backend.contract.ask import Source
from backend.course.times import nearest_instant

SAID = uses(ASKING, "office-hours", "instructor", "course", "class", "next", "day", "number", "start", "end", "everything", "first", "task", "remaining", "exam-no", "attendance", "change", "topic", "assignment-help", "review", "assignment", "project", "prereq", "requirement", "how-many", "class", "choose", "name", "forum", "paper", "report", "proposal", "change", "previous", "online-no", "cover", "term")


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.has("assistant"):
        return
    talks = bool({"talk", "speak", "see", "meet", "visit", "chat", "ask", "consult", "available", "find"} & set(frame.texts))
    if (frame.has("office-hours") or (frame.has("instructor") and talks and frame.has("when", "hour", "day", "how"))) and known.course.office_hours:
        yield from _place(frame, known)
        yield _hours(frame, known)
    elif frame.has("office") and known.course.office is not None:
        yield _office(frame, known)


def _named(known: Known) -> tuple[Source, ...]:
    passage = known.library.passage("office-hours")
    return (sources.of_field(known.course, "office_hours", "Office hours"), *((sources.of_passage(passage),) if passage else ()))


def _hours(frame: Frame, known: Known) -> Found:
    course = known.course
    text = f"Office hours are on {known.office_hours.when}."
    named = list(_named(known))
    days = [each for each in frame.days if each.kind != "habit"]
    if days:
        text = f"{_on_days(days[0].first, days[0].last, known)} {text}"
        named += [sources.of_meeting(row) for row in known.meetings if days[0].first <= row.day <= days[0].last]
    elif frame.days and frame.days[0].weekday is not None:
        named_day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[frame.days[0].weekday]
        held = any(each.weekday == named_day for each in course.office_hours)
        text = text if held else f"No office hours are listed for {named_day}s. {text}"
    elif known.office_hours.next_starts is not None and known.office_hours.next_ends is not None:
        starts, ends = known.office_hours.next_starts, known.office_hours.next_ends
        text += f" The next are on {day(starts.astimezone(course.tz).date())}, {hours(starts, ends, course.tz)}."
    else:
        text += f" None lie ahead: {known.office_hours.term.sentence}"
    places = sorted({each.place for each in course.office_hours if each.place})
    if places:
        text += f" They are held in {listed(places)}."
    return Found(text, tuple(named), SAID | ({"where"} if places else set()), "office-hours")


def _on_days(first, last, known: Known) -> str:  # type: ignore[no-untyped-def]
    """Which of the weekly hours fall on these days."""
    found: list[tuple[datetime, str]] = []
    course = known.course
    at = first
    from datetime import timedelta

    while at <= last and (at - first).days < 40:
        for each in course.office_hours:
            if day(at).split()[0] == each.weekday and course.first_day <= at <= course.last_day:
                row = known.meeting_on(at)
                if row is None or row.mode != "no class":
                    starts = nearest_instant(at, each.start, course.tz)
                    found.append((starts, f"{day(at)}, {clock(each.start)} to {clock(each.end)}"))
        at += timedelta(1)
    if found:
        return f"Office hours: {'; '.join(text for _, text in sorted(found))}."
    span = f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    return f"No office hours are listed {span}."


def _place(frame: Frame, known: Known) -> Iterator[Found]:
    """Where they are held, if that is said at all."""
    course = known.course
    if not (frame.has("where", "office") or frame.has("online", "mode", "link")):
        return
    if any(each.place for each in course.office_hours):
        return
    gap = known.library.gap("office-hours")
    office = f" The instructor's office is {course.office.room}." if course.office else ""
    text = f"{gap.sentence if gap else 'Where office hours are held is not stated.'}{office} They are on {known.office_hours.when}."
    named = ((sources.of_gap(gap),) if gap else ()) + _named(known)
    if course.office:
        named = (*named, sources.of_field(course, "office", "Office"))
    yield Found(sentence(text), named, SAID | {"where", "office", "online", "in-person", "mode", "link", "room-name", "name"}, "office-hours-place", made="not stated", rank=3)


def _office(frame: Frame, known: Known) -> Found:
    office = known.course.office
    assert office is not None
    note = f" {office.note}" if office.note else ""
    passage = known.library.passage("office-hours")
    named = (sources.of_field(known.course, "office", "Office"), *((sources.of_passage(passage),) if passage else ()))
    return Found(f"The instructor's office is {office.room}.{note}", named, uses(ASKING, "office", "instructor", "number", "course", "room-name", "name"), "office", rank=1)
