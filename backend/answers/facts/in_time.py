"""Whether a day or an hour is still in time for a piece of work, and whether the rule of one kind of work holds for another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time

from backend.answers import sources
from backend.answers.askings import FREE
from backend.answers.choosing import best
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import clock, day
from backend.answers.targets import targets
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, frame_of, thing_of, works_of
from backend.contract.ask import Made, Source
from backend.contract.calendar import Deadline
from backend.course.times import nearest_instant

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>am|pm)?")
_NOON = 12


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def day_of(text: str, known: Known) -> date | None:
    """The one day that a slot holds; None if it holds none, or several."""
    frame = frame_of(text, known)
    if len(frame.days) != 1 or not frame.days[0].is_day or frame.days[0].second is not None:
        return None
    others = [word for n, word in enumerate(frame.words) if n not in frame.days[0].tokens and word.token.text not in FREE]
    return None if others else frame.days[0].first


def hour_of(text: str) -> time | None:
    """ "6", "18:00", "6 pm", "4:31": an hour without its half of the day is one of the afternoon, from one to eleven, unless it is "04:31"."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] == "pm" or (found["half"] is None and not found["hour"].startswith("0") and 0 < hour < _NOON):
        hour = hour % _NOON + _NOON
    elif found["half"] == "am":
        hour %= _NOON
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _late(items: Sequence[Deadline], known: Known) -> tuple[str, Made, tuple[Source, ...]]:
    """What is said of work of this kind that comes late; of reviews, of one that comes after the grace."""
    kind = items[0].kind
    if kind == "review" and items[0].grace_day:
        found = best(frame_of("what happens to a review that is a week late", known), known)
    else:
        found = best(frame_of(f"can {items[0].title.casefold()} be late", known), known)
    if found is None:
        return "What holds for late work is not stated.", "not stated", ()
    return found.text, found.made, found.sources


def _is_late(item: Deadline, on: date, at: time | None, known: Known) -> bool:
    if at is None or item.at is None:
        return on > item.day
    return nearest_instant(on, at, known.course.tz) > item.at


def _in_grace(item: Deadline, on: date) -> bool:
    return item.grace_day is not None and on <= item.grace_day


def _judged(items: Sequence[Deadline], on: date, at: time | None, known: Known) -> Reply | None:
    """In time, in the days that cost nothing, or late and what is then said of it; of several the last that was due by then."""
    if not items:
        return None
    due = [each for each in items if each.day <= on]
    item = due[-1] if due else items[0]
    hour = f", {clock(at)}" if at else ""
    when = f"{day(on)}{hour}"
    own: tuple[Source, ...] = (sources.of_own("your extensions"),) if item.extended else ()
    named = (sources.of_deadline(item), *own)
    personal = item.extended is not None
    if not _is_late(item, on, at, known):
        unsaid = " At what hour it closes is not stated." if item.at is None and on == item.day else ""
        return Reply(f"Yes, {when} is in time: {due_on(item)}.{unsaid}", named, personal=personal)
    if _in_grace(item, on) and item.grace_day is not None:
        text, _, more = _late_rule(known) if item.kind == "review" else _late((item,), known)
        return Reply(f"Yes, without penalty until {day(item.grace_day)}: {_once(item, text)}", (*more, *named), personal=personal)
    text, made, more = _late((item,), known)
    return Reply(f"Not in time: {when} is after it is due. {_once(item, text)}", (*more, *named), made, personal)


def _once(item: Deadline, rule: str) -> str:
    """The date and the rule; a rule that says the date, too, alone."""
    return rule if item.in_words in rule else f"{due_on(item)}. {rule}"


def _late_rule(known: Known) -> tuple[str, Made, tuple[Source, ...]]:
    found = best(frame_of("can i hand in a review late", known), known)
    return (found.text, found.made, found.sources) if found else ("", "not stated", ())


def _work_on(slots: Slots, known: Known) -> Reply | None:
    on = day_of(slots[0], known)
    return None if on is None else _judged(works_of(slots[1], known), on, None, known)


def _due_on_a_day(slots: Slots, known: Known) -> Reply | None:
    """What is due on the earlier of two days, handed in on the later."""
    one, other = day_of(slots[0], known), day_of(slots[1], known)
    if one is None or other is None:
        return None
    first, then = sorted((one, other))
    items = [each for each in known.deadlines if each.day == first]
    if len(items) > 1 and (reviews := [each for each in items if each.kind == "review"]):
        items = reviews
    return _judged(items, then, None, known)


def _at_hour(slots: Slots, known: Known) -> Reply | None:
    """At that hour of the day on which it is due."""
    at, items = hour_of(slots[0]), works_of(slots[1], known)
    if at is None or not items:
        return None
    if items[0].at is None and (len(items) == 1 or not any(each.at for each in items)):
        found = best(frame_of(f"at what hour is {slots[1]} due", known), known)
        return Reply(found.text, found.sources, found.made) if found else None
    timed = next((each for each in items if each.at), items[0])
    return _judged((timed,), timed.day, at, known)


def _on_a_day_at(slots: Slots, known: Known) -> Reply | None:
    on, at = day_of(slots[0], known), hour_of(slots[1])
    items = works_of(slots[2], known)
    if on is None or at is None:
        return None
    if len(items) == 1 and items[0].day == on and items[0].at is None:
        return _at_hour((slots[1], slots[2]), known)  # that no hour is stated is all that can be said
    return _judged(items, on, at, known)


def _rule_of_another(slots: Slots, known: Known) -> Reply | None:
    """Whether the days that cost nothing for a review hold for other work as well: by what is said of that work itself."""
    one, other = (targets(frame_of(slot, known), known) for slot in slots)
    if not one or not other or one[0].kind == other[0].kind:
        return None
    asked = slots[1] if one[0].kind == "review" or other[0].kind != "review" else slots[0]
    late = best(frame_of(f"can {asked} be late", known), known)
    if late is None:
        return None
    lead = "That is not said" if late.made == "not stated" else "It has a rule of its own"
    return Reply(f"{lead}. {late.text}", late.sources, late.made)


def _everything_over(slots: Slots, known: Known) -> Reply | None:
    """Whether no class and nothing due comes after a day."""
    on = day_of(slots[0], known)
    if on is None:
        return None
    rows = [row for row in known.classes if row.day > on]
    items = [each for each in known.deadlines if each.day > on]
    last = (sources.of_field(known.course, "last_day", "Last day"),)
    if not rows and not items:
        end = max((*(row.day for row in known.classes), *(each.day for each in known.deadlines)), default=known.course.last_day)
        return Reply(f"Yes: the last day with a class or with something due is {day(end)}.", last)
    told = []
    if rows:
        told.append(f"{len(rows)} class{'es' if len(rows) > 1 else ''}, until {day(rows[-1].day)}")
    if items:
        told.append(f"{due_on(items[-1])}" if len(items) == 1 else f"{len(items)} things are due, the last of them {items[-1].title}, on {items[-1].in_words}")
    named = (*(sources.of_deadline(each) for each in items[-1:]), *(sources.of_meeting(row) for row in rows[-1:]), *last)
    return Reply(f"No, after {day(on)} there is still: {'; '.join(told)}.", named)


Ordered = Callable[[Slots, Known], Reply | None]


def _due_beside(anchor: Callable[[str, Known], tuple[date, date, tuple[Source, ...]] | None], *, after: bool) -> Ordered:
    """All that is due on the next day with something due after what is named, or on the last one before it."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        found = anchor(slots[0], known)
        if found is None:
            return None
        first, last, named = found
        days = [each.day for each in known.deadlines if (each.day > last if after else each.day < first)]
        if not days:
            return Reply(f"Nothing is due {'after' if after else 'before'} that.", named)
        on = min(days) if after else max(days)
        items = [each for each in known.deadlines if each.day == on]
        return Reply(f"{'; '.join(due_on(each) for each in items)}.", (*(sources.of_deadline(each) for each in items), *named))

    return answer


def _of_work(text: str, known: Known) -> tuple[date, date, tuple[Source, ...]] | None:
    items = works_of(text, known)
    return (items[0].day, items[-1].day, (sources.of_deadline(items[-1]),)) if items else None


def _of_name(text: str, known: Known) -> tuple[date, date, tuple[Source, ...]] | None:
    thing = thing_of(text, known)
    return (thing.first, thing.last, thing.sources) if thing else None


ASKED: Asked = {
    "does {day} count as in time for {work}": _work_on,
    "does {day} count as in time for what is due on the day {day}": _due_on_a_day,
    "does the hour {hour} count as in time for {work}": _at_hour,
    "does {day} at the hour {hour} count as in time for {work}": _on_a_day_at,
    "does the late rule of {work} hold for {work} as well": _rule_of_another,
    "is everything over by {day}": _everything_over,
    "what comes due right after {work}": _due_beside(_of_work, after=True),
    "what comes due right before {work}": _due_beside(_of_work, after=False),
    "what comes due right after the day of {name}": _due_beside(_of_name, after=True),
    "what comes due right before the day of {name}": _due_beside(_of_name, after=False),
}
