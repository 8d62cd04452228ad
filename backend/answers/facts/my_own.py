"""Yes or no to the asker's own seat and list: before or after what they present, on which day, which paper, and what is left besides."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.in_time import day_of
from backend.answers.facts.my_seat import no_seat, seats_named, when_in_words
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, day
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, frame_of, papers_of, span, thing_of, works_of
from backend.contract.calendar import Deadline


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _seats(known: Known) -> str:
    return "; ".join(when_in_words(paper, known) for paper in known.mine)


def _beside(slots: Slots, known: Known) -> Reply | None:
    """Whether one presents before or after what is named."""
    thing = thing_of(slots[0], known)
    if thing is None:
        return None
    if not known.mine:
        return no_seat()
    first = known.mine[0]
    where = "Before it" if first.day < thing.first else "After it" if first.day > thing.last else "On that day"
    return Reply(f"{where}: {_seats(known)}; {thing.title} is {span(thing)}.", (*seats_named(known), *thing.sources), personal=True)


def _on_day(slots: Slots, known: Known) -> Reply | None:
    """Whether one presents on that day."""
    on = day_of(slots[0], known)
    if on is None:
        return None
    if not known.mine:
        return no_seat()
    lead = "Yes" if any(paper.day == on for paper in known.mine) else f"No, not on {day(on)}"
    return Reply(f"{lead}: {_seats(known)}.", seats_named(known), personal=True)


def _this_paper(slots: Slots, known: Known) -> Reply | None:
    """Whether the paper that is named, or one of two, is what one presents."""
    papers = tuple(paper for slot in slots for paper in papers_of(slot, known))
    if not papers:
        return None
    if not known.mine:
        return no_seat()
    own = {paper.id for paper in known.mine}
    yes = any(paper.id in own for paper in papers)
    lead = "" if yes and len(slots) > 1 else "Yes: " if yes else "No: " if len(slots) == 1 else "Neither: "
    text = f"{lead}{_seats(known)}."
    return Reply(text[:1].upper() + text[1:], seats_named(known), personal=True)


def _is_open(item: Deadline) -> bool:
    return item.standing in ("open", "in grace", "perhaps excused")


def _only(slots: Slots, known: Known) -> Reply | None:
    """Whether that work is all that is left, until the end of the days that are named."""
    items = works_of(slots[0], known)
    if not items:
        return None
    last = known.course.last_day
    words = "until the end of the term"
    if len(slots) > 1:
        days = [each for each in frame_of(slots[1], known).days if each.kind != "habit"]
        if len(days) != 1:
            return None
        last, words = days[0].last, f"until {day(days[0].last)}"
    mine = [each for each in known.deadlines if _is_open(each) and each.day <= last]
    ids = {each.id for each in items}
    others = [each for each in mine if each.id not in ids]
    asked = [each for each in mine if each.id in ids]
    named = (*(sources.of_deadline(each) for each in (*asked, *others)), sources.of_own("what you ticked off"))
    lines = [due_on(each) for each in mine]
    if not asked:
        over = f"No, {items[0].title} is not among what is left for you {words}"
        return Reply(f"{over}:\n{bullets(lines)}" if lines else f"{over}: nothing is.", named, personal=True)
    if not others:
        return Reply(f"Yes, nothing else is left for you {words}: {'; '.join(lines)}.", named, personal=True)
    return Reply(f"No, left for you {words}:\n{bullets(lines)}", named, personal=True)


ASKED: Asked = {
    "do i present before or after {name}": _beside,
    "do i present on the day {day}": _on_day,
    "is {name} the paper i present": _this_paper,
    "is the paper i present {name} or {name}": _this_paper,
    "is {work} the only thing i still have to do": _only,
    "is {work} the only thing i still have to do {day}": _only,
}
