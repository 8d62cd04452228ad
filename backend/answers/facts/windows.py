"""What lies between two days: the first or last class, lecture, discussion or deadline of them, how many there are, all of them, and what is left for the asker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from backend.answers import sources
from backend.answers.facts.agenda import is_empty, meeting_text, sources_of
from backend.answers.facts.compared import BREAK
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed, number
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, span, thing_of, upper
from backend.answers.windows import plural
from backend.contract.ask import Source
from backend.contract.calendar import Deadline, Meeting

MOST = 12
"""So many are told one by one; more are counted."""
IN_FULL = 3
"""So many classes are told with their topics."""
_DUE = {"deadline": "", "paper review": "review", "programming assignment": "assignment"}
"""Kinds of work, and how the calendar calls them; the first is all of them."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _days(slots: Slots) -> tuple[date, date] | None:
    try:
        first, last = date.fromisoformat(slots[0]), date.fromisoformat(slots[1])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _rows(kind: str, first: date, last: date, known: Known) -> list[Meeting]:
    rows = [row for row in known.classes if first <= row.day <= last]
    if kind == "lecture":
        return [row for row in rows if row.lectures]
    return [row for row in rows if row.papers] if kind.startswith("paper") else rows


def _items(kind: str, first: date, last: date, known: Known) -> list[Deadline]:
    return [each for each in known.deadlines if first <= each.day <= last and _DUE[kind] in ("", each.kind)]


def _lies(first: date, last: date, known: Known) -> str:
    """The days in words; an end of the term is left unsaid."""
    begins, ends = first <= known.course.first_day, last >= known.course.last_day
    if begins and ends:
        return "in the whole term"
    if begins:
        return f"until {day(last)}"
    return f"from {day(first)} on" if ends else f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def _none(kind: str, first: date, last: date, known: Known) -> Reply:
    off = [row for row in known.meetings if row.mode == "no class" and first <= row.day <= last]
    breaks = f" No class: {', '.join(dict.fromkeys(row.title for row in off))}." if off and kind not in _DUE else ""
    field = "deadlines" if kind in _DUE else "meetings"
    named = (sources.of_field(known.course, field, "What is due" if kind in _DUE else "Calendar"), *(sources.of_meeting(row) for row in off))
    nearest, of = _nearest(kind, first, last, known)
    return Reply(f"None: there is no {kind} {_lies(first, last, known)}.{breaks}{nearest}", (*named, *of))


def _nearest(kind: str, first: date, last: date, known: Known) -> tuple[str, tuple[Source, ...]]:
    """The last class before days that run to the end of the term, or the first one after days that run from its beginning."""
    begins, ends = first <= known.course.first_day, last >= known.course.last_day
    if kind in _DUE or kind == "break" or begins == ends:
        return "", ()
    rows = [row for row in _rows(kind, known.course.first_day, known.course.last_day, known) if (row.day < first if ends else row.day > last)]
    if not rows:
        return "", ()
    row = rows[-1 if ends else 0]
    return f" The {'last' if ends else 'first'} one is on {day(row.day)}.", sources_of(row, known)


def _due(item: Deadline) -> str:
    why = f" ({item.why})" if item.why else " (ticked off)" if item.standing == "done" else ""
    return f"{item.title}, on {item.in_words}{why}"


def _edge(kind: str, *, first: bool) -> Callable[[Slots, Known], Reply | None]:
    """The first or the last of a kind."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        days = _days(slots)
        if days is None:
            return None
        if kind in _DUE:
            items = _items(kind, *days, known)
            if not items:
                return _none(kind, *days, known)
            on = items[0 if first else -1].day
            there = [each for each in items if each.day == on]
            text = "; ".join(_due(each) for each in there)
            return Reply(f"{upper(text)}.", tuple(sources.of_deadline(each) for each in there), personal=_is_own(there))
        rows = _rows(kind, *days, known)
        if not rows:
            return _none(kind, *days, known)
        row = rows[0 if first else -1]
        return Reply(meeting_text(row, known), sources_of(row, known), made="not stated" if is_empty(row) else "fact")

    return answer


def _is_own(items: list[Deadline]) -> bool:
    return any(each.why or each.standing == "done" for each in items)


def _all(kind: str) -> Callable[[Slots, Known], Reply | None]:
    """How many there are, and which."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        days = _days(slots)
        if days is None:
            return None
        lies = _lies(*days, known)
        if kind in _DUE:
            items = _items(kind, *days, known)
            if not items:
                return _none(kind, *days, known)
            lead = f"{_count(len(items), kind)} {lies}:\n{bullets([_due(each) for each in items])}"
            return Reply(lead, tuple(sources.of_deadline(each) for each in items), personal=_is_own(items))
        rows = _rows(kind, *days, known)
        if not rows:
            return _none(kind, *days, known)
        count = sum(_worth(kind, row) for row in rows)
        ahead = sum(_worth(kind, row) for row in rows if row.ends is None or row.ends > known.now)
        left = f", {number(ahead)} of them still ahead" if ahead != count and ahead else ""
        lines = [meeting_text(row, known) if len(rows) <= IN_FULL else _short(row) for row in rows[:MOST]]
        lines += [f"and {len(rows) - MOST} more"] if len(rows) > MOST else []
        calendar = sources.of_field(known.course, "meetings", "Calendar")
        return Reply(f"{_count(count, kind)} {lies}{left}:\n{bullets(lines)}", (calendar, *(source for row in rows for source in sources_of(row, known))))

    return answer


def _left(kind: str) -> Callable[[Slots, Known], Reply | None]:
    """What the asker has neither handed in nor been excused from."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        days = _days(slots)
        if days is None:
            return None
        items = [each for each in _items(kind, max(days[0], known.today), days[1], known) if each.standing not in ("done", "excused")]
        named = (*(sources.of_deadline(each) for each in items), sources.of_own("what you ticked off"))
        if not items:
            return Reply(f"None: no {kind} is left for you {_lies(*days, known)}.", named, personal=True)
        return Reply(f"{_count(len(items), kind)} left for you {_lies(*days, known)}:\n{bullets([_due(each) for each in items])}", named, personal=True)

    return answer


def _worth(kind: str, row: Meeting) -> int:
    return len(row.papers) if kind == "paper" else len(row.lectures) if kind == "lecture" else 1


def _count(count: int, kind: str) -> str:
    """In words, and from two on in figures as well where words alone are long to read."""
    return upper(counted(count, kind) if kind != "class" or count == 1 else f"{number(count)} classes")


def _short(row: Meeting) -> str:
    papers = [f"paper {each.id} ({each.title})" for each in row.papers]
    lectures = [f"Lecture {each.number}, {each.title}" for each in row.lectures]
    return f"{day(row.day)}: {'; '.join([*papers, *lectures]) or row.title}{', online only' if row.mode == 'online' else ''}"


def _break(*, first: bool) -> Callable[[Slots, Known], Reply | None]:
    """The first or the last break of some days, with all its days."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        days = _days(slots)
        if days is None:
            return None
        off = [row for row in known.meetings if row.mode == "no class" and days[0] <= row.day <= days[1]]
        if not off:
            return _none("break", *days, known)
        title = off[0 if first else -1].title
        rows = [row for row in off if row.title == title]
        return Reply(f"{title}: no class on {listed([day(row.day) for row in rows])}.", tuple(sources.of_meeting(row) for row in rows))

    return answer


KINDS = ("class", "lecture", "paper discussion", *_DUE)


def _asked() -> Asked:
    found: dict[str, Callable[[Slots, Known], Reply | None]] = {}
    for kind in KINDS:
        found[f"which is the first {kind} from {{day}} to {{day}}"] = _edge(kind, first=True)
        found[f"which is the last {kind} from {{day}} to {{day}}"] = _edge(kind, first=False)
    for kind in _DUE:
        found[f"which {plural(kind)} are left for me from {{day}} to {{day}}"] = _left(kind)
    for which in ("first", "last"):
        found[f"which is the {which} break from {{day}} to {{day}}"] = _break(first=which == "first")
    for kind in (*KINDS, "paper"):
        found[f"how many {plural(kind)} are there from {{day}} to {{day}}"] = _all(kind)
        found[f"list the {plural(kind)} from {{day}} to {{day}}"] = _all(kind)
    return found


def _weeks_off(_: Slots, known: Known) -> Reply:
    """Weeks of the term on all of whose class days there is no class."""
    by_week: dict[date, list[Meeting]] = {}
    for row in known.meetings:
        by_week.setdefault(row.day - timedelta(row.day.weekday()), []).append(row)
    off = {monday: rows for monday, rows in by_week.items() if all(row.mode == "no class" for row in rows)}
    partly = [row for monday, rows in by_week.items() for row in rows if row.mode == "no class" and monday not in off]
    named = tuple(sources.of_meeting(row) for rows in (*off.values(), partly) for row in rows)
    rest = f" Only one class of the week falls away on {listed([f'{day(row.day)} ({row.title})' for row in partly])}." if partly else ""
    if not off:
        return Reply(f"No: there is class in every week of the calendar.{rest}", named or (sources.of_field(known.course, "meetings", "Calendar"),))
    weeks = [f"the week of {day(monday)} ({listed(list(dict.fromkeys(row.title for row in rows)))})" for monday, rows in off.items()]
    return Reply(f"Yes: {listed(weeks)}.{rest}", named)


def _weeks(_: Slots, known: Known) -> Reply | None:
    """How many weeks have a class day, and how many there are from the first to the last day of the term."""
    if not known.classes:
        return None
    first, last = known.classes[0].day, known.classes[-1].day
    mondays = {row.day - timedelta(row.day.weekday()) for row in known.classes}
    course = known.course
    whole = ((course.last_day - timedelta(course.last_day.weekday())) - (course.first_day - timedelta(course.first_day.weekday()))).days // 7 + 1
    text = f"{upper(counted(len(mondays), 'week'))} with class, from {day(first)} to {day(last)}; the term has {counted(whole, 'week')}, until {day(course.last_day)}."
    named = (sources.of_field(course, "first_day", "First day"), sources.of_field(course, "last_day", "Last day"), sources.of_field(course, "meetings", "Calendar"))
    return Reply(text, named)


def _next_to(kind: str, *, ahead: bool) -> Callable[[Slots, Known], Reply | None]:
    """What of a kind is next to a thing that has a name."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        thing = thing_of(slots[0], known)
        if thing is None:
            return None
        rows = [row for row in _rows(kind, known.course.first_day, known.course.last_day, known) if (row.day > thing.last if ahead else row.day < thing.first)]
        if not rows:
            where = "after" if ahead else "before"
            return Reply(f"None: there is no {kind} {where} {thing.title}, which is {span(thing)}.", thing.sources)
        row = rows[0 if ahead else -1]
        return Reply(f"{meeting_text(row, known)} {upper(thing.title)} is {span(thing)}.", (*sources_of(row, known), *thing.sources), made="not stated" if is_empty(row) else "fact")

    return answer


def _kind_after(slots: Slots, known: Known) -> Reply | None:
    """Whether the class after a thing is a lecture or a discussion, and which."""
    told = _next_to("class", ahead=True)(slots, known)
    thing = thing_of(slots[0], known)
    row = next((each for each in known.classes if thing and each.day > thing.last), None)
    if told is None or row is None or told.made != "fact":
        return told
    what = "Yes, a lecture" if row.lectures and not row.papers else "Both, a discussion and a lecture" if row.lectures else "No, a discussion" if row.papers else ""
    return replace(told, text=f"{what}: {told.text}") if what else told


def _between(slots: Slots, known: Known) -> Reply | None:
    """All classes between two things that have a name."""
    one, other = thing_of(slots[0], known), thing_of(slots[1], known)
    if one is None or other is None:
        return None
    if other.first < one.first:
        one, other = other, one
    first, last = one.last + timedelta(1), other.first - timedelta(1)
    rows = _rows("class", first, last, known) if first <= last else []
    named = (*one.sources, *other.sources)
    if not rows:
        return Reply(f"None: no class is between {one.title}, {span(one)}, and {other.title}, {span(other)}.", named)
    lines = [meeting_text(row, known) if len(rows) <= IN_FULL else _short(row) for row in rows]
    return Reply(f"{_count(len(rows), 'class')} between {one.title}, and {other.title}:\n{bullets(lines)}", (*(source for row in rows for source in sources_of(row, known)), *named))


def _of_days(kind: str) -> Callable[[Slots, Known], Reply | None]:
    """How many there are in a time that is put in words: "in march", "before the 4th of april"."""
    counts = _all(kind)

    def answer(slots: Slots, known: Known) -> Reply | None:
        days = frame_of(slots[0], known).days
        if len(days) != 1 or days[0].kind not in ("day", "span"):
            return None
        first = known.course.first_day if days[0].words.startswith("until") else days[0].first
        return counts((first.isoformat(), days[0].last.isoformat()), known)

    return answer


def _where_held(slots: Slots, known: Known) -> Reply | None:
    """Whether the class of a lecture or a paper is online."""
    thing = thing_of(slots[0], known)
    row = known.meeting_on(thing.first) if thing else None
    if thing is None or row is None or row.mode == "no class":
        return None
    how = "Online only" if row.mode == "online" else f"In person, in {row.place}"
    return Reply(f"{how}: {thing.title}, on {row.in_words}.", (sources.of_meeting(row), *thing.sources))


def _mine_and(slots: Slots, known: Known) -> Reply | None:
    """Whether the asker presents before or after something."""
    thing = thing_of(slots[0], known)
    own = sources.of_own("your seat")
    if thing is None:
        return None
    if not known.mine:
        return Reply(f"You are not signed up to present a paper. {upper(thing.title)} is {span(thing)}.", (own, *thing.sources), personal=True)
    lines = []
    for paper in known.mine:
        where = "On the same day" if thing.first <= paper.day <= thing.last else "Before it" if paper.day < thing.first else "After it"
        lines.append(f"{where}: you present paper {paper.id}, {paper.title}, on {day(paper.day)}, and {thing.title} is {span(thing)}.")
    return Reply("\n".join(lines), (own, *(sources.of_paper(each) for each in known.mine), *thing.sources), personal=True)


ASKED: Asked = {
    **_asked(),
    **{f"which {kind} comes {where} {{name}}": _next_to(kind, ahead=where == "after") for kind in ("class", "lecture", "paper discussion") for where in ("after", "before")},
    "is the class after the spring break a lecture": lambda _, known: _kind_after((BREAK,), known),
    "is the class after {name} a lecture": _kind_after,
    "which classes are between {name} and {name}": _between,
    **{f"how many {plural(kind)} are there {{day}}": _of_days(kind) for kind in ("class", "lecture", "paper discussion", "paper")},
    "is there a week without any class": _weeks_off,
    "how many weeks does the term have": _weeks,
    "is {name} online or in person": _where_held,
    "is my presentation before or after {name}": _mine_and,
}
