"""The calendar desk: what is due, when the course meets, what is read, and what the rules say.
Reads only.
"""

from datetime import date, datetime, time, timedelta

from backend.contract.calendar import (
    Agenda,
    CourseCard,
    DueList,
    FindWhen,
    GetCourse,
    GetOfficeHours,
    GetPaper,
    GetPolicy,
    Landmark,
    ListDeadlines,
    ListMeetings,
    ListPapers,
    ListTicks,
    ListTopics,
    OfficeHours,
    Paper,
    Passage,
    Topic,
    Weight,
)
from backend.contract.refusals import NoSuchPaper, NoSuchPolicy
from backend.course import times
from backend.course.agenda import WEEKDAYS
from backend.course.model import Course
from backend.desk import Desk, Visit
from backend.scheduling.bookings import presenters
from backend.scheduling.dates import read_dates
from backend.scheduling.landmarks import landmarks
from backend.scheduling.search import Findable, find
from backend.scheduling.topics import topic, topics
from backend.scheduling.views import View, today

LAST_THINGS = 5

desk = Desk("calendar")


def view_of(at: Visit) -> View:
    """The course as the asker sees it now."""
    dates, ticks = read_dates(at.session, (at.by.id,)), at.ask(ListTicks())
    return View(
        course=dates.lay_over(at.course), now=at.now, asker=at.by.id,
        bookings=presenters(at.session), ticks=ticks, dates=dates,
    )  # fmt: skip


@desk.answers(ListDeadlines)
def list_deadlines(call: ListDeadlines, at: Visit) -> DueList:
    view = view_of(at)
    everything = view.deadlines(personal=call.mine)
    if call.past:
        return DueList(term=view.term(), deadlines=everything)
    ahead = [each for each in everything if not view.is_over(each)]
    if not ahead:
        return DueList(term=view.term(), deadlines=everything[-LAST_THINGS:], last_things=True)
    mine = [each for each in ahead if each.standing != "done"]
    if call.within_days is None:
        return DueList(term=view.term(), deadlines=tuple(mine))
    horizon = today(view) + timedelta(days=call.within_days)
    near = tuple(each for each in mine if each.day <= horizon)
    later = next((each for each in mine if each.day > horizon), None)
    return DueList(term=view.term(), deadlines=near, next_up=None if near else later)


@desk.answers(ListMeetings)
def list_meetings(call: ListMeetings, at: Visit) -> Agenda:
    view = view_of(at)
    day = call.day or today(view)
    first, last = _span(call, day, at.course)
    meetings = view.meetings(first, last)
    due = tuple(
        each
        for each in view.deadlines()
        if first <= each.day <= last or (each.grace_day and first <= each.grace_day <= last)
    )
    has_class = any(meeting.mode != "no class" for meeting in meetings)
    return Agenda(
        term=view.term(), first=first, last=last, meetings=meetings, due=due,
        next_meeting=None if has_class else view.next_meeting(after=last),
    )  # fmt: skip


def _span(call: ListMeetings, day: date, course: Course) -> tuple[date, date]:
    if call.span == "term":
        return course.first_day, course.last_day
    if call.span == "week":
        monday = day - timedelta(days=day.weekday())
        # The last week of Python's calendar is a short one.
        return monday, monday + min(timedelta(days=6), date.max - monday)
    return day, day


@desk.answers(FindWhen)
def find_when(call: FindWhen, at: Visit) -> tuple[Landmark, ...]:
    view = view_of(at)
    things = landmarks(view.course)
    exact = [thing for thing in things if thing.key == call.text.strip()]
    found = exact or find(call.text, things, today(view))
    return tuple(_landmark(thing, view, brief=call.brief) for thing in found[: call.most])


def _landmark(thing: Findable, view: View, *, brief: bool) -> Landmark:
    landmark = Landmark(key=thing.key, label=thing.label, day=thing.day)
    if brief:
        return landmark
    kind, _, name = thing.key.partition(":")
    course = view.course
    row = course.meeting_on(thing.day)
    paper = course.paper(name) if kind == "paper" else None
    deadline = course.deadline(name) if kind == "deadline" else None
    return landmark.model_copy(
        update={
            "meeting": view.meeting(row) if row and kind != "deadline" else None,
            "paper": view.paper(paper) if paper else None,
            "deadline": view.deadline(deadline) if deadline else None,
        }
    )


@desk.answers(ListPapers)
def list_papers(call: ListPapers, at: Visit) -> tuple[Paper, ...]:
    papers = _view_of_papers(at).papers()
    return tuple(paper for paper in papers if not call.free_only or _is_free(paper, at))


def _is_free(paper: Paper, at: Visit) -> bool:
    """A seat that was never taken is no longer free once the paper's own sign-up has ended."""
    written = at.course.paper(paper.id)
    return paper.free > 0 and written is not None and at.now < at.course.sign_up_ends(written)


@desk.answers(GetPaper)
def get_paper(call: GetPaper, at: Visit) -> Paper:
    paper = at.course.paper(call.paper)
    if paper is None:
        raise NoSuchPaper(asked=call.paper)
    return _view_of_papers(at).paper(paper)


def _view_of_papers(at: Visit) -> View:
    return View(course=at.course, now=at.now, asker=at.by.id, bookings=presenters(at.session))


@desk.answers(ListTopics)
def list_topics(call: ListTopics, at: Visit) -> tuple[Topic, ...]:
    found = topics(at.course, call.text)
    return tuple(Topic(slug=each.slug, heading=each.heading) for each in found)


@desk.answers(GetPolicy)
def get_policy(call: GetPolicy, at: Visit) -> Passage:
    found = topic(at.course, call.topic)
    if found is None:
        raise NoSuchPolicy(asked=call.topic)
    return found


@desk.answers(GetOfficeHours)
def get_office_hours(_call: GetOfficeHours, at: Visit) -> OfficeHours:
    course, view = at.course, view_of(at)
    slots = sorted(
        (starts, ends)
        for hours in course.office_hours
        for starts, ends in _slots(course, hours.weekday, hours.start, hours.end, at.now)
    )
    when = "; ".join(
        f"{each.weekday}s, {_clock(each.start)} to {_clock(each.end)} ({each.who})"
        for each in course.office_hours
    )
    places = {each.place for each in course.office_hours if each.place}
    office = course.office
    place = ", ".join(sorted(places)) or "where they are held is not stated"
    if office is not None and not places:
        place = f"{place}; the office is {office.room}"
    holders = ", ".join(dict.fromkeys(each.who for each in course.office_hours))
    return OfficeHours(
        holder=holders or course.instructor,
        when=when or "not stated", place=place,
        next_starts=slots[0][0] if slots else None, next_ends=slots[0][1] if slots else None,
        term=view.term(),
    )  # fmt: skip


def _slots(
    course: Course, weekday: str, start: time, end: time, now: datetime
) -> list[tuple[datetime, datetime]]:
    """The next slot that is not over, if one lies within the term; days without class are left
    out.
    """
    day = max(course.day_of(now), course.first_day)
    if day > course.last_day:
        return []
    day += timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)
    while day <= course.last_day:
        ends = times.nearest_instant(day, end, course.tz)
        row = course.meeting_on(day)
        if ends > now and (row is None or row.is_class):
            return [(times.nearest_instant(day, start, course.tz), ends)]
        day += timedelta(days=7)
    return []


def _clock(hour: time) -> str:
    return f"{hour.hour % 12 or 12}:{hour.minute:02} {'am' if hour.hour < 12 else 'pm'}"


@desk.answers(GetCourse)
def get_course(_call: GetCourse, at: Visit) -> CourseCard:
    course = at.course
    days = " and ".join(f"{day}s" for day in course.class_times.weekdays)
    hours = f"{_clock(course.class_times.start)} to {_clock(course.class_times.end)}"
    return CourseCard(
        id=course.id, title=f"{course.code} {course.title}", term_name=course.term,
        instructor=course.instructor, place=course.room, schedule=f"{days}, {hours}",
        forum=course.forum.name if course.forum else "not stated",
        weights=tuple(Weight(part=each.title, percent=each.percent) for each in course.weights),
        term=_view_of_papers(at).term(), sandbox_start=course.instant(course.sandbox_start),
    )  # fmt: skip
