"""What is due on the day of a paper or a lecture, and which lecture is on the day on which work is due."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.agenda import meeting_text, sources_of
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import day, listed
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, thing_of, upper, work_of


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _due_on_the_day(slots: Slots, known: Known) -> Reply | None:
    """The work that is due on the day of a paper or a lecture; None for what takes several days."""
    thing = thing_of(slots[0], known)
    if thing is None or thing.first != thing.last:
        return None
    items = [each for each in known.deadlines if each.day == thing.first]
    row = known.meeting_on(thing.first)
    named = (*thing.sources, *((sources.of_meeting(row),) if row else ()))
    if not items:
        return Reply(f"Nothing: nothing is due on {day(thing.first)}, the day of {thing.title}.", named)
    own = any(each.why or each.standing == "done" for each in items)
    text = f"{upper(listed([each.title for each in items]))}, on {day(thing.first)}, the day of {thing.title}."
    return Reply(text, (*(sources.of_deadline(each) for each in items), *named), personal=own)


def _lecture_on_the_day(slots: Slots, known: Known) -> Reply | None:
    """The lecture on the day on which one piece of work is due; where there is none, what there is instead."""
    item = work_of(slots[0], known)
    if item is None:
        return None
    row = known.meeting_on(item.day)
    if row is None:
        return Reply(f"None: there is no class that day. {due_on(item)}.", (sources.of_deadline(item),))
    named = (*sources_of(row, known), sources.of_deadline(item))
    text = f"{meeting_text(row, known)} {due_on(item)}."
    return Reply(text if row.lectures else f"None: there is no lecture that day. {text}", tuple(dict.fromkeys(named)))


ASKED: Asked = {
    "what is due on the day of {name}": _due_on_the_day,
    "which lecture is on the day {work} is due": _lecture_on_the_day,
}
