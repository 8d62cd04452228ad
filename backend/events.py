"""Discord's scheduled events for the meetings, kept in step with the calendar.

Each guild has an event for each meeting of the coming days: a meeting that moves edits its event, an online day shows
"online" as the place, a day without class has none. They are notices of the kind "latest", so what Discord shows is
what the calendar last said, however often it changed.

An event is on the day of its meeting, whatever the course's clock shows. The sandbox goes by that clock; Discord goes
by its own, and takes no event that lies in its past, so there such a meeting has none (`bot.cogs.events`).
"""

import hashlib
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel, col, select

from backend.contract.calendar import ListMeetings, Meeting
from backend.contract.events import EventStands, RenewEvents
from backend.contract.notices import ListPlaces
from backend.desk import Desk, Visit
from backend.outbox import MATTER, NoticeRow

LONGEST_NAME, LONGEST_PLACE, LONGEST_ABOUT = 100, 100, 850
GONE = "the meeting is not ahead any more"

desk = Desk("events")


class EventsInStep(SQLModel, table=True):
    """What the events were last brought in step with. One row."""

    __tablename__ = "events_in_step"
    __table_args__ = (CheckConstraint("id = 1", name="events_in_step_is_one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    fingerprint: str = Field(max_length=64)


@desk.answers(RenewEvents)
def renew_events(call: RenewEvents, at: Visit) -> int:
    if at.by.now is not None:
        return 0  # Someone looks at the course as of another moment; nothing happened.
    places = at.ask(ListPlaces())
    if not places:
        return 0  # Whoever sets the first place up has the events made then.
    fingerprint = _fingerprint(at)
    known = at.session.get(EventsInStep, 1)
    if call.if_needed and known is not None and known.fingerprint == fingerprint:
        return 0
    at.session.merge(EventsInStep(id=1, fingerprint=fingerprint))
    meetings = _meetings_by_mark(at)
    return sum(_renew_guild(place.guild, meetings, at) for place in places)


def _fingerprint(at: Visit) -> str:
    """Of everything that events are made of, apart from the passing of hours."""
    course = at.course
    written = course.model_dump_json(
        include={"id", "room", "zone", "class_times", "meetings", "lectures", "papers"}
    )
    parts = f"{course.day_of(at.now)} {at.settings.delivery.event_days} {written}"
    return hashlib.sha256(parts.encode()).hexdigest()


def _meetings_by_mark(at: Visit) -> dict[str, Meeting]:
    """Every class of the term under a name that it keeps when it moves to another day, as far as it has one."""
    classes = [
        meeting
        for meeting in at.ask(ListMeetings(span="term")).meetings
        if meeting.mode != "no class" and meeting.starts is not None and meeting.ends is not None
    ]
    times = Counter(_subject(meeting) for meeting in classes)
    marked = {}
    for meeting in classes:
        subject = _subject(meeting)
        marked[subject if subject and times[subject] == 1 else f"day-{meeting.day}"] = meeting
    return marked


def _subject(meeting: Meeting) -> str:
    """What the meeting is about: "lecture-4", "discussion-2", or "" for neither."""
    if meeting.lectures:
        return f"lecture-{meeting.lectures[0].number}"
    return f"discussion-{meeting.papers[0].discussion}" if meeting.papers else ""


def _renew_guild(guild: str, meetings: dict[str, Meeting], at: Visit) -> int:
    prefix = f"event:{guild}:"
    rows = {
        row.key.removeprefix(prefix): row
        for row in at.session.exec(
            select(NoticeRow).where(col(NoticeRow.key).startswith(prefix, autoescape=True))
        ).all()
    }
    changed = 0
    horizon = at.now + timedelta(days=at.settings.delivery.event_days)
    for mark, meeting in meetings.items():
        assert meeting.starts is not None and meeting.ends is not None
        if at.now < meeting.starts <= horizon:
            stands = _stands(mark, meeting, meeting.starts, meeting.ends, at)
            changed += at.tell(stands, key=prefix + mark, guild=guild, kind="latest")
            rows.pop(mark, None)
        elif meeting.starts <= at.now < meeting.ends:
            rows.pop(mark, None)  # It is taking place: Discord has started the event by itself.
    return changed + sum(_take_away(row, at) for row in rows.values())


def _take_away(row: NoticeRow, at: Visit) -> bool:
    """An event whose meeting is not ahead any more. True when that changes something.

    Discord ends by itself what is over, so mostly there is nothing left to take away; but once that is said, the event
    is made anew should the clock be turned back.
    """
    matter = MATTER.validate_json(row.matter)
    assert isinstance(matter, EventStands)
    if row.state == "withdrawn" or matter.cancelled:
        return False
    if at.withdraw(row.key, GONE):
        return True
    cancelled = matter.model_copy(update={"cancelled": True})
    return at.tell(cancelled, key=row.key, guild=row.guild, kind="latest")


def _stands(
    mark: str, meeting: Meeting, starts: datetime, ends: datetime, at: Visit
) -> EventStands:
    lines = [meeting.in_words]
    lines += [f"Paper {paper.id}: {paper.title}" for paper in meeting.papers]
    lines += [f"Due: {deadline.title}" for deadline in meeting.due]
    lines += meeting.notes
    return EventStands(
        mark=f"{at.course.id}:{mark}"[:80],
        name=_fitting(meeting.title, LONGEST_NAME),
        about_it=_fitting("\n".join(lines), LONGEST_ABOUT),
        place=_fitting(meeting.place, LONGEST_PLACE) or "not stated",
        starts=starts,
        ends=ends,
    )


def _fitting(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
