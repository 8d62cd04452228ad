"""Which of two things comes first, in the calendar or in print, and how much time lies between them."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import counted, day, number
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import Thing, due_on, paper_of, span, thing_of, upper, work_of, works_of
from backend.contract.calendar import Deadline

LONG = 14
"""From so many days on, weeks are told as well."""
BREAK = "spring break"


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def days_in_words(count: int) -> str:
    """ "three days", "49 days (seven weeks)" """
    told = counted(count, "day")
    if count < LONG:
        return told
    weeks, rest = divmod(count, 7)
    more = f" and {counted(rest, 'day')}" if rest else ""
    return f"{told} ({counted(weeks, 'week')}{more})"


def _order(slots: Slots, known: Known) -> Reply | None:
    """Which of two named things comes first in the calendar."""
    one, other = thing_of(slots[0], known), thing_of(slots[1], known)
    if one is None or other is None or one.title == other.title:
        return None
    named = (*one.sources, *other.sources)
    if one.first == other.first:
        return Reply(f"Neither: both are on {day(one.first)}, {one.title} and {other.title}.", named)
    where = "Before it" if one.first < other.first else "After it"
    return Reply(f"{where}: {one.title}{_comma(one)} is {span(one)}, and {other.title}{_comma(other)} {span(other)}.", named)


def _comma(thing: Thing) -> str:
    """A title that stands between commas needs the second one."""
    return "," if "," in thing.title else ""


def _order_of_break(slots: Slots, known: Known) -> Reply | None:
    """Whether something comes before or after the break."""
    if thing_of(slots[0], known) is None:
        return None
    if thing_of(BREAK, known) is None:
        return _no_break(known)
    return _order((slots[0], BREAK), known)


def _no_break(known: Known) -> Reply:
    return Reply(f"The calendar of this course has no {BREAK}.", (sources.of_field(known.course, "meetings", "Calendar"),), "not stated")


def _due_and_break(slots: Slots, known: Known) -> Reply | None:
    """Whether work is due before or after the break; a kind of work may be both."""
    items, off = works_of(slots[0], known), thing_of(BREAK, known)
    if not items:
        return None
    if off is None:
        return _no_break(known)
    before = [each for each in items if each.day < off.first]
    after = [each for each in items if each.day > off.last]
    named = (*(sources.of_deadline(each) for each in (*before[-1:], *after[:1])), *off.sources)
    if before and after:
        text = f"Both: {number(len(before))} before and {number(len(after))} after {off.title}. The last before it: {due_on(before[-1])}. The first after it: {due_on(after[0])}."
        return Reply(text, named)
    where, item = ("Before it", before[-1]) if before else ("After it", after[0]) if after else ("During it", items[0])
    return Reply(f"{where}: {due_on(item)}, and {off.title} is {span(off)}.", named)


def _older(slots: Slots, known: Known) -> Reply | None:
    """Which of two papers was published first, by their years."""
    one, other = paper_of(slots[0], known), paper_of(slots[1], known)
    if one is None or other is None or one.id == other.id:
        return None
    years = {paper.id: paper.year for paper in known.course.papers}
    first, second = sorted((one, other), key=lambda paper: years[paper.id])
    named = (sources.of_paper(first), sources.of_paper(second))
    if years[first.id] == years[second.id]:
        return Reply(f"Neither: both are from {years[first.id]}, {first.title} (paper {first.id}) and {second.title} (paper {second.id}).", named)
    return Reply(f"{first.title} (paper {first.id}), from {years[first.id]}; {second.title} (paper {second.id}) is from {years[second.id]}.", named)


def _both(slots: Slots, known: Known) -> tuple[Deadline, Deadline] | None:
    """Two pieces of work, the one that is due first first; of a kind of work the next that is due."""
    chosen = []
    for slot in slots:
        items = works_of(slot, known)
        ahead = [each for each in items if not known.is_over(each)]
        chosen += [(ahead or [*items[-1:]])[0]] if items else []
    if len(chosen) != 2 or chosen[0].id == chosen[1].id:
        return None
    first, second = sorted(chosen, key=lambda each: each.closes)
    return first, second


def _due_first(slots: Slots, known: Known) -> Reply | None:
    both = _both(slots, known)
    if both is None:
        return None
    first, second = both
    named = (sources.of_deadline(first), sources.of_deadline(second))
    if first.day == second.day and (first.at is None or second.at is None or first.at == second.at):
        return Reply(f"Neither, they are due on the same day: {due_on(first)}; {due_on(second)}.", named)
    return Reply(f"{upper(first.title)}, on {first.in_words}; {due_on(second)}.", named)


def _between(slots: Slots, known: Known) -> Reply | None:
    both = _both(slots, known)
    if both is None:
        return None
    first, second = both
    apart = (second.day - first.day).days
    lead = "None" if not apart else upper(days_in_words(apart))
    return Reply(f"{lead}: {due_on(first)}, and {due_on(second)}.", (sources.of_deadline(first), sources.of_deadline(second)))




def _until(slots: Slots, known: Known) -> Reply | None:
    """How many days are left until work is due; of a kind of work, until the next."""
    items = works_of(slots[0], known)
    ahead = [each for each in items if not known.is_over(each)]
    item = ahead[0] if ahead else work_of(slots[0], known) or (items[-1] if items else None)
    if item is None:
        return None
    left = (item.day - known.today).days
    named = (sources.of_deadline(item),)
    if left > 0:
        return Reply(f"{upper(days_in_words(left))}: {due_on(item)}.", named)
    if not left:
        return Reply(f"It is today: {due_on(item)}.", named)
    return Reply(f"None: {item.title} was due on {item.in_words}, {days_in_words(-left)} ago.", named)


ASKED: Asked = {
    "is {name} before or after the spring break": _order_of_break,
    "is {name} before or after {name}": _order,
    "which is older, {name} or {name}": _older,
    "is {work} due before or after the spring break": _due_and_break,
    "what is due first, {work} or {work}": _due_first,
    "how much time is there between {work} and {work}": _between,
    "how many days are left until {work} is due": _until,
}
