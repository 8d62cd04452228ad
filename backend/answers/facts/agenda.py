"""What happens on some day or in some week, whether there is class, what is due then; the first, last and next class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from backend.answers import sources
from backend.answers.dates import Days
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed, number
from backend.contract.ask import Source
from backend.contract.calendar import Deadline, Meeting

SAID = uses(
    ASKING, "day", "class", "topic", "cover", "lecture", "discussion", "paper", "read", "online", "in-person", "mode", "break",
    "requirement", "course", "instructor", "presentation", "change", "number", "reading", "attendance", "missed", "start", "end", "previous", "room-name", "how-often", "next", "choose", "format",
)  # fmt: skip
DUE = uses(ASKING, "day", "todo", "due", "submit", "remaining", "task", "released", "everything", "choose", "requirement", "next", "class", "assignment", "review", "project", "start", "done")
SEASONS = frozenset("fall autumn winter summer thanksgiving easter christmas midterm".split())
"""Of whose breaks nothing is said where the calendar has none by that name."""
MOST_DAYS = 8
"""Meetings that are told one by one; more are counted."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    spans = [each for each in frame.days if each.kind != "habit"]
    for each in spans:
        if each.kind == "none":
            yield _no_such_day(each, known)
        elif each.is_day:
            yield from _on_day(each, frame, known)
        else:
            yield from _in_span(each, frame, known)
    if len(spans) == 2 and all(each.is_day for each in spans):
        yield from _both(spans, frame, known)
    if not spans:
        yield from _in_order(frame, known)
        yield from _breaks(frame, known)
        yield from _online(frame, known)


# One day


def _on_day(mention: Days, frame: Frame, known: Known) -> Iterator[Found]:
    about = f"day:{mention.first.isoformat()}"
    days = [mention.first, *([mention.second] if mention.second else [])]
    due = frame.has("due", "submit", "todo", "remaining")
    if due and not _late_to(frame):
        yield _due_on(days, mention, frame, known)
    papers = frame.has("paper", "read", "presentation") and not frame.has("lecture")
    text = " ".join(filter(None, (_wrong(mention), *(_day_text(each, frame, known, papers=papers) for each in days))))
    rows = [row for each in days if (row := known.meeting_on(each))]
    named: list[Source] = [source for row in rows for source in sources_of(row, known)]
    named += [sources.of_deadline(item) for item in known.deadlines if item.day in days and not rows]
    said = SAID - {"paper", "presentation"} if papers and not any(row.papers for row in rows) else SAID
    said = SAID | {"hour", "due", "released"} if not due else SAID
    yield Found(
        text, (*dict.fromkeys(named), *((_times(known),) if frame.has("hour", "start", "end") or not named else ())), said, about,
        made="not stated" if any(is_empty(row) for row in rows[:1]) and not _asks_whether(frame) else "fact", words=known.library.stems(text),
    )  # fmt: skip


def _no_such_day(mention: Days, known: Known) -> Found:
    text = f"There is no {mention.words}."
    return Found(text, (_times(known),), SAID | DUE | {"hour"}, "absent:day", made="not stated", rank=6)


def _times(known: Known) -> Source:
    return sources.of_field(known.course, "class_times", "Class times")


def _wrong(mention: Days) -> str:
    if not mention.not_on:
        return ""
    weekday, rest = day(mention.first).split(" ", 1)
    return f"{rest} is a {weekday}, not a {mention.not_on}."


def _day_text(on: date, frame: Frame, known: Known, *, papers: bool = False) -> str:
    row = known.meeting_on(on)
    if row is None:
        items = [item.title for item in known.deadlines if item.day == on]
        due = f" Due that day: {listed(items)}." if items else ""
        return _no_meeting(on, known) + due
    return meeting_text(row, known, on_papers=papers)


def _no_meeting(on: date, known: Known) -> str:
    course = known.course
    if not course.first_day <= on <= course.last_day:
        when = "before" if on < course.first_day else "after"
        return (
            f"No, there is no class on {day(on)}: that is {when} the term, which goes from {day(course.first_day)} to {day(course.last_day)}."
        )
    after = next((row for row in known.classes if row.day > on), None)
    text = f"No, there is no class on {day(on)}; class meets on {listed([f'{each}s' for each in course.class_times.weekdays])}."
    return f"{text} The next class is on {after.in_words}: {after.title}." if after else text


def meeting_text(row: Meeting, known: Known, *, on_papers: bool = False) -> str:
    """A meeting in one or two sentences: when, where, what."""
    if row.mode == "no class":
        return f"{day(row.day)}: no class, {row.title}." if row.title.casefold() != "no class" else f"{day(row.day)}: no class."
    if is_empty(row):
        note = " ".join(row.notes)
        return f"{row.in_words}, {_where(row)}: nothing is listed for this class. {note}".strip()
    parts = []
    if row.papers:
        parts.append(f"discussion of {listed([f'paper {paper.id} ({paper.title})' for paper in row.papers])}")
    for lecture in row.lectures:
        topics = f" ({'; '.join(lecture.topics)})" if lecture.topics else ""
        parts.append(f"Lecture {lecture.number}: {lecture.title}{topics}")
    known_titles = {f"Lecture {lecture.number}" for lecture in row.lectures}
    parts += [note for note in row.notes if not any(note.startswith(each) for each in known_titles)]
    if not parts:
        parts.append(row.title)
    text = f"{row.in_words}, {_where(row)}: {'; '.join(parts)}."
    extra = []
    if row.due and not on_papers:
        extra.append(f"Due that day: {listed([item.title for item in row.due])}.")
    if row.released and not on_papers:
        extra.append(f"Given out that day: {listed(list(row.released))}.")
    if row.readings:
        extra.append(f"Optional reading: {'; '.join(row.readings)}")
    return " ".join((text, *extra))


def _where(row: Meeting) -> str:
    return "online only" if row.mode == "online" else f"in person, {row.place}"


def is_empty(row: Meeting) -> bool:
    """Whether the calendar says that nothing is listed for this class."""
    return row.mode != "no class" and not (row.lectures or row.papers) and any("othing" in note for note in (row.title, *row.notes))


def sources_of(row: Meeting, known: Known) -> tuple[Source, ...]:
    """The row, what is taught, read and due in it; where nothing is listed, the gap that says so first."""
    found = [sources.of_meeting(row)]
    found += [sources.of_lecture(lecture.number, lecture.title) for lecture in row.lectures]
    found += [sources.of_paper(paper) for paper in row.papers]
    found += [sources.of_deadline(item) for item in row.due]
    for step in known.course.project.milestones if known.course.project else ():
        if step.day == row.day and (passage := known.library.passage(*known.library.meanings(step.id.replace("-", " ")))):
            found.append(sources.of_passage(passage))
    found += [sources.of_deadline(item) for item in known.deadlines if item.released == row.day]
    if is_empty(row):
        gap = next((g for g in known.course.gaps if f"{row.day.day}" in g.question.split() and "class" in known.library.gap_meanings[g.id]), None)
        found = ([sources.of_gap(gap)] if gap else []) + found
    return tuple(found)


def _asks_whether(frame: Frame) -> bool:
    """Whether class takes place on a day, or how; not what it is about."""
    return frame.has("online", "in-person", "mode") and not _CONTENT & set(frame.texts) and not frame.has("topic", "cover")


_CONTENT = frozenset("what which topic topics content plan planned title happen happens happening doing".split())


def _late_to(frame: Frame) -> bool:
    """Two days in one question about one piece of work: the one when it is due and the one when it comes."""
    return len(frame.days) > 1 and frame.has("due") and frame.has("submit")


def _due_on(days: Sequence[date], mention: Days, frame: Frame, known: Known) -> Found:
    kinds = [kind for kind in ("review", "assignment", "project") if frame.has(kind)]
    items = [item for item in known.deadlines if item.day in days and (not kinds or item.kind in kinds)]
    personal = frame.asker and frame.has("remaining", "todo")
    if personal:
        items = [item for item in items if item.standing not in ("done", "excused")]
    grace = [item for item in known.deadlines if item.grace_day in days and item.day not in days and item.standing not in ("done",)]
    when = listed([day(each) for each in days], "or")
    if items:
        text = f"Due on {when}:\n{bullets([_due_line(item) for item in items])}"
    else:
        left = " left for you" if personal else ""
        text = f"Nothing is due{left} on {when}."
        if grace and mention.first >= known.today:
            text += f" It is the last day without penalty for {listed([item.title for item in grace])}."
        later = next((item for item in known.deadlines if item.day > days[-1] and item.standing not in ("done", "excused")), None)
        if later:
            text += f" Next is {later.title}, on {later.in_words}."
        elif days[0] > known.course.last_day:
            text += f" The term ended on {day(known.course.last_day)}."
    text = f"{_wrong(mention)} {text}".strip()
    rows = [sources.of_meeting(row) for each in days if (row := known.meeting_on(each))]
    named = (*(sources.of_deadline(item) for item in items), *rows)
    return Found(text, named or (sources.of_field(known.course, "deadlines", "What is due"),), DUE | {"hour"}, f"due-on:{days[0].isoformat()}", personal=personal, rank=2)


def _due_line(item: Deadline) -> str:
    hour = f", {item.in_words}" if item.at else ", hour not stated"
    why = f" ({item.why})" if item.why else " (ticked off)" if item.standing == "done" else ""
    return f"{item.title}{hour}{why}"


def _both(spans: Sequence[Days], frame: Frame, known: Known) -> Iterator[Found]:
    """ "Which of feb 26 and feb 28 …": both days told."""
    text = "\n".join(_day_text(each.first, frame, known) for each in spans)
    rows = [row for each in spans if (row := known.meeting_on(each.first))]
    named = tuple(source for row in rows for source in sources_of(row, known))
    if named:
        yield Found(text, named, SAID | {"due"}, f"days:{spans[0].first}+{spans[1].first}")


# Some days


def _in_span(mention: Days, frame: Frame, known: Known) -> Iterator[Found]:
    first, last = mention.first, mention.last
    rows = [row for row in known.meetings if first <= row.day <= last]
    items = [item for item in known.deadlines if first <= item.day <= last]
    when = f"{mention.words} ({day(first)} to {day(last)})"
    if frame.has("due", "submit", "todo", "remaining"):
        yield _due_in(items, when, mention, frame, known)
    if frame.has("office-hours"):
        return
    if frame.has("done", "remaining", "todo") and frame.asker is False and frame.has("everything"):
        return
    said = SAID | {"due", "everything", "how-many", "released"}
    lines = [meeting_text(row, known) for row in rows[:MOST_DAYS]]
    if len(rows) > MOST_DAYS:
        lines.append(f"and {len(rows) - MOST_DAYS} more")
    others = [item for item in items if known.meeting_on(item.day) is None]
    lines += [f"Due: {item.title}, {item.in_words}" for item in others]
    if lines:
        count = sum(row.mode != "no class" for row in rows)
        lead = f"{counted(count, 'class')}es" if count not in (1,) else "one class"
        lead = "No class" if not count else lead[0].upper() + lead[1:].replace("classes", "classes").replace("classs", "class")
        text = f"{_classes(count)} {when}:\n{bullets(lines)}"
        named = tuple(dict.fromkeys(source for row in rows for source in sources_of(row, known)))
        yield Found(text, (*named, *(sources.of_deadline(item) for item in others)), said, f"span:{first}", rank=0)
        return
    text = f"There is no class {when}." if known.course.first_day <= last and first <= known.course.last_day else _no_meeting(first, known)
    yield Found(text, (_times(known),), said, f"span:{first}")


def _classes(count: int) -> str:
    return "No class" if not count else "One class" if count == 1 else f"{counted(count, 'classe').capitalize()}"


def _due_in(items: Sequence[Deadline], when: str, mention: Days, frame: Frame, known: Known) -> Found:
    personal = frame.asker and (frame.has("remaining", "todo") or frame.says("for me", "my"))
    shown = [item for item in items if not (personal and item.standing in ("done", "excused", "past"))]
    kinds = [kind for kind in ("review", "assignment", "project") if frame.has(kind)]
    if kinds:
        shown = [item for item in shown if item.kind in kinds]
    if shown:
        text = f"Due {when}:\n{bullets([f'{item.title}: {item.in_words}' + (f' ({item.why})' if item.why else '') for item in shown])}"
    else:
        text = f"Nothing is due {when}." if not personal else f"Nothing is left for you {when}."
        later = next((item for item in known.deadlines if item.day > mention.last and item.standing not in ("done", "excused")), None)
        text += f" Next is {later.title}, on {later.in_words}." if later else ""
        shown = [later] if later else []
    named = tuple(sources.of_deadline(item) for item in shown) or (sources.of_field(known.course, "deadlines", "What is due"),)
    if personal:
        named = (*named, sources.of_own("what you ticked off"))
    return Found(text, named, DUE | {"hour", "how-many", "weight"}, f"due-in:{mention.first}", personal=personal, rank=2)


# In order


def _in_order(frame: Frame, known: Known) -> Iterator[Found]:
    """The first, last, next or previous class, lecture or discussion."""
    if not frame.has("class", "lecture", "discussion", "paper") or frame.has("review", "assignment", "office-hours"):
        return
    rows = [row for row in known.classes if _fits(row, frame)]
    if not rows:
        return
    ahead = [row for row in rows if row.starts and (row.ends or row.starts) > known.now]
    behind = [row for row in rows if row.starts and row.starts <= known.now]
    said = SAID | {"first", "last", "next", "previous", "end", "read", "number", "due", "term"}
    kind = "lecture" if frame.has("lecture") else "discussion" if frame.has("discussion", "paper") else "class"
    if frame.has("next") or (frame.says("again") and frame.has("when")):
        row = ahead[0] if ahead else None
        text = f"The next {kind} is on {meeting_text(row, known)}" if row else _over(known, kind, rows[-1])
        yield Found(text, sources_of(row or rows[-1], known), said, f"next:{kind}", rank=1)
    elif _last_time(frame) and behind:
        text = f"The last {kind} so far was on {meeting_text(behind[-1], known)}"
        yield Found(text, sources_of(behind[-1], known), said, f"previous:{kind}", rank=1)
    elif frame.has("last") and not _singles_by_due(frame):
        text = f"The last {kind} of the term is on {meeting_text(rows[-1], known)}"
        yield Found(text, sources_of(rows[-1], known), said, f"last:{kind}", rank=1)
    elif frame.has("first"):
        text = f"The first {kind} is on {meeting_text(rows[0], known)}"
        yield Found(text, (*sources_of(rows[0], known), sources.of_field(known.course, "first_day", "First day")), said, f"first:{kind}", rank=1)
    for each in frame.numbers_of("class"):
        if 0 < each.number <= len(known.classes) and kind == "class":
            row = known.classes[each.number - 1]
            yield Found(f"Class {each.number} is on {meeting_text(row, known)}", sources_of(row, known), said | {"numbered"}, f"class:{each.number}", rank=1)


def _fits(row: Meeting, frame: Frame) -> bool:
    if frame.has("lecture") and not frame.has("discussion"):
        return bool(row.lectures)
    if frame.has("discussion") or (frame.has("paper") and not frame.has("lecture")):
        return bool(row.papers)
    return True


def _last_time(frame: Frame) -> bool:
    """ "What was the last lecture about" looks back; "when is the last lecture" looks at the end of the term."""
    return frame.has("last", "previous") and bool({"was", "were", "did", "previous", "recent"} & set(frame.texts))


def _singles_by_due(frame: Frame) -> bool:
    return frame.has("due", "submit")


def _over(known: Known, kind: str, last: Meeting) -> str:
    return f"No {kind} lies ahead: {known.course.term} ended on {day(known.course.last_day)}. The last one was on {meeting_text(last, known)}"


def _breaks(frame: Frame, known: Known) -> Iterator[Found]:
    hits = [hit for hit in frame.hits_of("meeting")]
    off = [row for row in known.meetings if row.mode == "no class"]
    named = [row for row in off if any(hit.key == row.day.isoformat() and hit.share > 0.9 for hit in hits)]
    if not frame.has("break") and not named:
        return
    others = SEASONS & set(frame.texts)
    if others and not any(others & set(row.title.casefold().split()) for row in off):
        text = f"The calendar of this course has no {' or '.join(sorted(others))} break."
        yield Found(text, (sources.of_field(known.course, "meetings", "Calendar"),), SAID | {"break", "named", "term", "foreign"}, "absent:break", made="refused", words=frozenset(word.token.stem for word in frame.words if word.token.text in others), rank=4)
        return
    rows = named or off
    said = SAID | {"break", "everything", "named", "start", "end", "first", "last", "next", "how-many", "term", "how-long", "due", "year-number", "weight"}
    if not rows:
        return
    if frame.says("after") and frame.has("class", "lecture", "start", "when", "discussion"):
        back = next((row for row in known.classes if row.day > rows[-1].day and _fits(row, frame)), None)
        if back is not None and (named or len(rows) == 1):
            text = f"After {rows[-1].title} the first class is on {meeting_text(back, known)}"
            yield Found(text, (*sources_of(back, known), *(sources.of_meeting(row) for row in rows)), said, "after-break", rank=3)
            return
    if frame.has("next") and not named:
        rows = [row for row in rows if row.day >= known.today][:1] or rows[-1:]
    passage = known.library.passage("break")
    lines = [f"{row.title}: {day(row.day)}" for row in rows]
    text = f"No class on:\n{bullets(lines)}" if len(lines) > 1 else f"{lines[0]}, no class."
    sourced = (*([sources.of_passage(passage)] if passage else []), *(sources.of_meeting(row) for row in rows))
    yield Found(text, sourced, said, "breaks", rank=1)


def _online(frame: Frame, known: Known) -> Iterator[Found]:
    if not frame.has("online", "in-person", "mode"):
        return
    rows = [row for row in known.classes if row.mode == "online"]
    passage = known.library.passage("online", without=("forum",))
    said = SAID | {"everything", "how-many", "how-much", "attendance", "exam-no", "how", "next", "first", "last"}
    sourced = (*([sources.of_passage(passage)] if passage else []), *(sources.of_meeting(row) for row in rows))
    if rows:
        lines = bullets([f"{row.in_words}: {row.title}" for row in rows])
        text = f"Online only, {number(len(rows))} of {len(known.classes)} classes:\n{lines}\nAll other classes are in person, in {known.course.room}."
    else:
        text = f"No class is marked as online; they are in person, in {known.course.room}."
        sourced = (sources.of_field(known.course, "room", "Room"),)
    yield Found(text, sourced, said, "online")


def span_of(frame: Frame, known: Known) -> tuple[date, date]:
    """The days that a question is about; the coming fortnight when it names none."""
    for each in frame.days:
        if each.kind != "habit":
            return each.first, each.last
    return known.today, known.today + timedelta(14)
