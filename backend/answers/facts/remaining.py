"""How much is left, and what stands at the ends: classes and reviews to come, the last thing due, what a break takes away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from backend.answers import sources
from backend.answers.dates import WEEKDAYS
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed, number, sentence
from backend.answers.stems import stem
from backend.answers.targets import discussions_of
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, lecture_of, upper
from backend.contract.ask import Source
from backend.contract.calendar import Meeting

FEW = 4
MOST_TOLD = 8
"""Classes to come that are told one by one."""
_BY_DAY = frozenset(stem(word) for word in (*WEEKDAYS, *(f"{each}s" for each in WEEKDAYS), "week"))


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _calendar(known: Known) -> tuple[Source, ...]:
    return (sources.of_field(known.course, "meetings", "Calendar"),)


def _left(kind: str, of: Callable[[Meeting], Sequence[object]]) -> Callable[[Slots, Known], Reply]:
    """How many of a kind of class are not over, and which is the next."""

    def answer(_: Slots, known: Known) -> Reply:
        rows = [row for row in known.classes if of(row)]
        ahead = [row for row in rows if row.ends is not None and row.ends > known.now]
        every = sum(_count(kind, row) for row in rows)
        left = sum(_count(kind, row) for row in ahead)
        if not ahead:
            last = f"; the last was on {day(rows[-1].day)}" if rows else ""
            return Reply(f"None of the {every}{last}.", tuple(sources.of_meeting(row) for row in rows[-1:]) or _calendar(known))
        row = ahead[0]
        text = f"{upper(number(left))} of {number(every)}: the next is on {row.in_words}, {row.title}."
        if 1 < len(ahead) <= MOST_TOLD:
            text = f"{text}\n{bullets([f'{day(each.day)}: {each.title}' for each in ahead])}"
        named = (*(sources.of_meeting(each) for each in ahead), *(sources.of_lecture(e.number, e.title) for each in ahead[:MOST_TOLD] for e in each.lectures))
        return Reply(text, (*_calendar(known), *named))

    return answer


def _count(kind: str, row: Meeting) -> int:
    return len(row.lectures) if kind == "lecture" else 1


def _work_left(kind: str, thing: str) -> Callable[[Slots, Known], Reply]:
    """How many pieces of work of a kind the asker has not ticked off, is not freed of, and can still hand in."""

    def answer(_: Slots, known: Known) -> Reply:
        items = [each for each in known.deadlines if each.kind == kind]
        open_ = [each for each in items if each.standing in ("open", "in grace", "perhaps excused")]
        own = sources.of_own("what you ticked off")
        if not open_:
            return Reply(f"None of the {number(len(items))}: all are past, ticked off or excused.", (own,), personal=True)
        lines = [f"{each.title}: {each.in_words}{f' ({each.why})' if each.why else ''}" for each in open_]
        text = f"{upper(number(len(open_)))} of {counted(len(items), thing)} that the course lists:\n{bullets(lines)}"
        return Reply(text, (*(sources.of_deadline(each) for each in open_), own), personal=True)

    return answer


def _last_due(_: Slots, known: Known) -> Reply | None:
    if not known.deadlines:
        return None
    last = max(known.deadlines, key=lambda each: each.closes)
    return Reply(f"{upper(last.title)}, on {last.in_words}.", (sources.of_deadline(last), sources.of_field(known.course, "last_day", "Last day")))


def _with_hour(_: Slots, known: Known) -> Reply:
    """The deadlines with an hour; whether it was stated, or set otherwise, is said where it is not the same."""
    items = [each for each in known.deadlines if each.at is not None]
    gap, passage = known.library.gap("hour", "due"), known.library.passage("hour", "due")
    named = (*((sources.of_passage(passage),) if passage else ()), *((sources.of_gap(gap),) if gap else ()))
    if not items:
        return Reply("None: the course gives days without an hour.", named or _calendar(known), "fact")
    rest = len(known.deadlines) - len(items)
    if not rest:
        return Reply(f"All {number(len(items))} of them:\n{bullets([f'{each.title}: {each.in_words}' for each in items])}", (*named, *(sources.of_deadline(each) for each in items)))
    every = bullets([f"{each.title}: {each.in_words}" for each in items])
    lead = f"Only {listed([f'{each.title}, {each.in_words}' for each in items])}. " if len(items) < FEW else f"These {number(len(items))}:\n{every}\n"
    others = f"The other {number(rest)} are days" if rest > 1 else "The other one is a day"
    return Reply(f"{lead}{others} without an hour.", (*named, *(sources.of_deadline(each) for each in items)))


def _cancelled(_: Slots, known: Known) -> Reply:
    """The days without class, break by break."""
    rows = [row for row in known.meetings if row.mode == "no class"]
    if not rows:
        return Reply("None: the calendar has no day without class.", _calendar(known))
    breaks = [f"{title}, on {listed([day(row.day) for row in of])}" for title, of in ((t, list(o)) for t, o in groupby(rows, key=lambda row: row.title))]
    passage = known.library.passage("break")
    named = (*((sources.of_passage(passage),) if passage else ()), *(sources.of_meeting(row) for row in rows))
    count = f"{upper(number(len(rows)))} class{'es' if len(rows) != 1 else ''}"
    return Reply(f"{count}: {'; '.join(breaks)}.", named)


def _by_weekday(_: Slots, known: Known) -> Reply | None:
    """Whether each kind of class has a day of the week of its own; what does not keep to it."""
    lectures = [row for row in known.classes if row.lectures]
    discussions = [row for row in known.classes if row.papers]
    if not lectures or not discussions:
        return None
    usual = {kind: _usual(rows) for kind, rows in (("lectures", lectures), ("discussions", discussions))}
    odd = {
        "lectures": [row for row in lectures if row.day.weekday() != usual["lectures"]],
        "discussions": [row for row in discussions if row.day.weekday() != usual["discussions"]],
    }
    days = " and ".join(f"{kind} are on {WEEKDAYS[weekday].capitalize()}s" for kind, weekday in usual.items())
    passage = known.library.passage("format")
    named = (*((sources.of_passage(passage),) if passage else ()), *(sources.of_meeting(row) for rows in odd.values() for row in rows))
    if usual["lectures"] == usual["discussions"] or not any(odd.values()):
        alike = usual["lectures"] == usual["discussions"]
        return Reply(f"{'No, they share a day' if alike else 'Yes'}: {days}.", named or _calendar(known))
    told = [line.text for line in known.library.lines if passage and line.passage.slug == passage.slug and _BY_DAY & line.stems]
    exceptions = "; ".join(f"{kind} on {listed([day(row.day) for row in rows])}" for kind, rows in odd.items() if rows)
    return Reply(f"Not always: mostly {days}, but there are also {exceptions}. {' '.join(told)}".strip(), named)


def _usual(rows: Sequence[Meeting]) -> int:
    days = [row.day.weekday() for row in rows]
    return max(sorted(set(days)), key=days.count)


def _without_review(_: Slots, known: Known) -> Reply | None:
    """The discussions of which no review is listed; whether one is expected, the course may leave open."""
    reviews = [each for each in known.deadlines if each.kind == "review"]
    every = sorted({paper.discussion for paper in known.papers})
    if not every:
        return None
    missing = [str(n) for n in every if not any(n in discussions_of(each, known) for each in reviews)]
    passage, gap = known.library.passage("review", "listed"), known.library.gap("review", "discussion")
    named = ((sources.of_passage(passage),) if passage else ()) or (sources.of_field(known.course, "deadlines", "What is due"),)
    if not missing:
        return Reply("None: a review is listed for each discussion.", (*named, *(sources.of_deadline(each) for each in reviews)))
    what = f"Discussion{'s' if len(missing) > 1 else ''} {listed(missing)}: no review is listed for {'them' if len(missing) > 1 else 'it'}."
    return Reply(f"{what} {sentence(gap.sentence)}" if gap else what, (*((sources.of_gap(gap),) if gap else ()), *named))


def _covers(slots: Slots, known: Known) -> Reply | None:
    """What a lecture is about, by its title or one of its topics."""
    row = lecture_of(slots[0], known)
    if row is None:
        return None
    frame = frame_of(slots[0], known)
    number_ = int(frame.hits_of("lecture")[0].key) if frame.hits_of("lecture") else row.lectures[0].number
    lecture = next(each for each in row.lectures if each.number == number_)
    what = f"{'; '.join(lecture.topics)}" if lecture.topics else "no topics are listed beside its title"
    text = f"{upper(what)}: Lecture {lecture.number}, {lecture.title}, on {row.in_words}."
    return Reply(text, (sources.of_lecture(lecture.number, lecture.title), sources.of_meeting(row)))


def _last_review(_: Slots, known: Known) -> Reply | None:
    items = [each for each in known.deadlines if each.kind == "review"]
    if not items:
        return None
    grace = f" Without penalty until {day(items[-1].grace_day)}." if items[-1].grace_day else ""
    return Reply(f"On {items[-1].in_words}: {items[-1].title}.{grace}", (sources.of_deadline(items[-1]),))


ASKED: Asked = {
    "how many lectures are left": _left("lecture", lambda row: row.lectures),
    "how many paper discussions are left": _left("discussion", lambda row: row.papers),
    "how many classes are left": _left("class", lambda row: (row,)),
    "how many paper reviews do i still have to write": _work_left("review", "review"),
    "how many programming assignments do i still have to hand in": _work_left("assignment", "programming assignment"),
    "what is the last thing that is due": _last_due,
    "which deadline has an hour": _with_hour,
    "how many classes are cancelled because of the breaks": _cancelled,
    "are lectures always on mondays and paper discussions on wednesdays": _by_weekday,
    "which discussions have no review": _without_review,
    "what is covered in the lecture on {name}": _covers,
    "when is the last paper review due": _last_review,
}
