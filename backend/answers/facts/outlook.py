"""What somebody who plans wants to see at once: what is given out and when, which weeks are full or empty, what is due until the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from backend.answers import sources
from backend.answers.dates import Days
from backend.answers.facts.compared import days_in_words
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed, number
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, upper, work_of
from backend.contract.ask import Source
from backend.contract.calendar import Deadline


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _days(text: str, known: Known) -> Days | None:
    """The day or the days that a slot holds."""
    found = [each for each in frame_of(text, known).days if each.kind in ("day", "span")]
    return found[0] if len(found) == 1 else None


def _calendar(known: Known) -> tuple[Source, ...]:
    return (sources.of_field(known.course, "meetings", "Calendar"),)


def _given_out(item: Deadline, known: Known) -> str:
    assert item.released is not None
    verb = "was" if item.released < known.today else "is"
    return f"{item.title} {verb} given out on {day(item.released)} and is due on {item.in_words}"


def _out_on(slots: Slots, known: Known) -> Reply | None:
    """What is given out on a day, or on some days."""
    days = _days(slots[0], known)
    if days is None:
        return None
    last = days.second or days.last
    items = [each for each in known.deadlines if each.released and (days.first <= each.released <= days.last or each.released == last)]
    when = days.words or f"on {day(days.first)}"
    row = known.meeting_on(days.first) if days.is_day else None
    named = (*(sources.of_deadline(each) for each in items), *((sources.of_meeting(row),) if row else ()))
    if items:
        return Reply(f"{'; '.join(_given_out(each, known) for each in items)}.", named)
    later = next((each for each in _in_order_of_release(known) if each.released and each.released > days.last), None)
    text = f"Nothing is given out {when}, as far as the calendar says."
    text += f" Next is {later.title}, on {day(later.released)}." if later and later.released else ""
    return Reply(text, named or _calendar(known))


def _in_order_of_release(known: Known) -> list[Deadline]:
    return sorted((each for each in known.deadlines if each.released), key=lambda each: each.released or known.today)


def _next_out(_: Slots, known: Known) -> Reply:
    """What is given out next."""
    items = _in_order_of_release(known)
    ahead = [each for each in items if each.released and each.released >= known.today]
    if not items:
        return Reply("The calendar does not say when work is given out.", _calendar(known), "not stated")
    if not ahead:
        return Reply(f"None any more: {_given_out(items[-1], known)}, and that was the last of {number(len(items))}.", (sources.of_deadline(items[-1]),))
    rest = "It is the last one." if len(ahead) == 1 else f"After it {number(len(ahead) - 1)} more."
    return Reply(f"{upper(_given_out(ahead[0], known))}. {rest}", (sources.of_deadline(ahead[0]),))


def _is_out_on(slots: Slots, known: Known) -> Reply | None:
    """Whether work is given out on that day."""
    item, days = work_of(slots[0], known), _days(slots[1], known)
    if item is None or days is None or item.released is None:
        return None
    lead = "Yes" if days.first <= item.released <= days.last or item.released == days.second else "No"
    return Reply(f"{lead}: {_given_out(item, known)}.", (sources.of_deadline(item),))


def _time_for(slots: Slots, known: Known) -> Reply | None:
    """For which of two pieces of work there is more time from when it is given out."""
    one, other = work_of(slots[0], known), work_of(slots[1], known)
    if one is None or other is None or one.id == other.id or not one.released or not other.released:
        return None
    long, short = (each.day - each.released for each in (one, other) if each.released)
    lead = "The same" if long == short else "Yes" if long > short else "No"
    told = "; ".join(f"for {each.title} {days_in_words((each.day - each.released).days)}, from {day(each.released)} to {day(each.day)}" for each in (one, other) if each.released)
    return Reply(f"{lead}: {told}.", (sources.of_deadline(one), sources.of_deadline(other)))


def _weeks(known: Known, first: date, last: date) -> list[tuple[date, list[Deadline]]]:
    """The weeks from Monday on that lie in those days, with what is due in each."""
    monday = first - timedelta(first.weekday())
    found = []
    while monday <= last:
        inside = [each for each in known.deadlines if max(first, monday) <= each.day <= min(last, monday + timedelta(6))]
        found.append((monday, inside))
        monday += timedelta(7)
    return found


def _fullest(slots: Slots, known: Known) -> Reply | None:
    """The weeks in which most is due."""
    days = _days(slots[0], known) if slots else None
    if slots and days is None:
        return None
    first, last = (days.first, days.last) if days else (known.course.first_day, known.course.last_day)
    weeks = [(monday, items) for monday, items in _weeks(known, first, last) if items]
    if not weeks:
        return Reply(f"None: nothing is due {days.words if days else 'in this course'}.", _calendar(known))
    most = max(len(items) for _, items in weeks)
    full = [(monday, items) for monday, items in weeks if len(items) == most]
    lines = [f"the week of {day(monday)}: {listed([f'{each.title}, {day(each.day)}' for each in items])}" for monday, items in full]
    each_of = counted(most, "thing")
    text = f"{upper(lines[0])} ({each_of})." if len(lines) == 1 else f"{upper(counted(len(lines), 'week'))} with {each_of} each:\n{bullets(lines)}"
    return Reply(text, tuple(sources.of_deadline(each) for _, items in full for each in items))


def _empty(_: Slots, known: Known) -> Reply:
    """The weeks of the term in which nothing is due."""
    weeks = [monday for monday, items in _weeks(known, known.course.first_day, known.course.last_day) if not items]
    if not weeks:
        return Reply("None: something is due in every week of the term.", _calendar(known))
    return Reply(f"{upper(counted(len(weeks), 'week'))}, from Monday to Sunday, without a deadline:\n{bullets([f'the week of {day(each)}' for each in weeks])}", (sources.of_field(known.course, "deadlines", "What is due"), *_calendar(known)))


def _until_the_end(_: Slots, known: Known) -> Reply:
    """All that is not over, ticked off or excused."""
    items = [each for each in known.deadlines if each.standing in ("open", "in grace", "perhaps excused")]
    own = sources.of_own("what you ticked off")
    end = sources.of_field(known.course, "last_day", "Last day")
    if not items:
        return Reply(f"Nothing: all that was due is past, ticked off or excused. The term ends on {day(known.course.last_day)}.", (end, own), personal=True)
    lines = [f"{each.title}: {each.in_words}{f' ({each.why})' if each.why else ''}" for each in items]
    text = f"{upper(counted(len(items), 'thing'))} until the end of the term, {day(known.course.last_day)}:\n{bullets(lines)}"
    return Reply(text, (*(sources.of_deadline(each) for each in items), end, own), personal=True)


ASKED: Asked = {
    "what is given out {day}": _out_on,
    "when is the next programming assignment given out": _next_out,
    "is {work} given out {day}": _is_out_on,
    "do i get more time for {work} than for {work}": _time_for,
    "which week has the most deadlines": _fullest,
    "which week has the most deadlines {day}": _fullest,
    "in which weeks is nothing due": _empty,
    "what is still due until the end of the term": _until_the_end,
}
