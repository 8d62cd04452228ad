"""What falls on one day: papers of one discussion, work that is due together, a lecture and a discussion in one class."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.agenda import meeting_text
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, paper_of, thing_of, titles, upper, work_of, works_of
from backend.contract.calendar import Paper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _beside(slots: Slots, known: Known) -> Reply | None:
    """The other papers of a paper's day; those of a lecture's, if it has any."""
    paper = paper_of(slots[0], known)
    if paper is not None:
        return others(paper, known)
    thing = thing_of(slots[0], known)
    row = known.meeting_on(thing.first) if thing else None
    if thing is None or row is None or thing.first != thing.last:
        return None
    if not row.papers:
        return Reply(f"None: no paper is discussed on {day(row.day)}, the day of {thing.title}.", thing.sources)
    text = f"{upper(titles(row.papers))}, on {day(row.day)}, with {thing.title}."
    return Reply(text, (*(sources.of_paper(each) for each in row.papers), *thing.sources))


def others(paper: Paper, known: Known, *, personal: bool = False) -> Reply:
    """What is discussed on the same day as this paper."""
    rest = tuple(each for each in known.papers if each.day == paper.day and each.id != paper.id)
    row = known.meeting_on(paper.day)
    named = (*(sources.of_paper(each) for each in (*rest, paper)), *((sources.of_meeting(row),) if row else ()))
    named = (*named, sources.of_own("your seat")) if personal else named
    own = f"the day {'on which you present' if personal else 'of'} paper {paper.id}, {paper.title}"
    if not rest:
        return Reply(f"None: no other paper is discussed on {day(paper.day)}, {own}.", named, personal=personal)
    return Reply(f"{upper(titles(rest))}, on {day(paper.day)}, {own}.", named, personal=personal)


def _due_beside(slots: Slots, known: Known) -> Reply | None:
    """What else is due on the day of one piece of work."""
    item = work_of(slots[0], known)
    if item is None:
        return None
    rest = [each for each in known.deadlines if each.day == item.day and each.id != item.id]
    if not rest:
        return Reply(f"No: nothing else is due on {day(item.day)}, the day of {item.title}.", (sources.of_deadline(item),))
    text = f"Yes: {listed([each.title for each in rest])}, on {day(item.day)}, the day of {item.title}."
    return Reply(text, tuple(sources.of_deadline(each) for each in (*rest, item)))


def _due_together(slots: Slots, known: Known) -> Reply | None:
    """Whether two pieces of work are due on one day; of a kind of work, whether one of them is."""
    one, other = works_of(slots[0], known), works_of(slots[1], known)
    if not one or not other or set(one) & set(other):
        return None
    pairs = [(a, b) for a in one for b in other if a.day == b.day]
    if pairs:
        a, b = pairs[0]
        return Reply(f"Yes, on the same day: {due_on(a)}; {due_on(b)}.", (sources.of_deadline(a), sources.of_deadline(b)))
    if len(one) > 1 or len(other) > 1:
        firsts = listed([due_on(items[0]) for items in (one, other)])
        return Reply(f"No: no two of them are due on one day. The first of each: {firsts}.", tuple(sources.of_deadline(each[0]) for each in (one, other)))
    return Reply(f"No: {due_on(one[0])}; {due_on(other[0])}.", (sources.of_deadline(one[0]), sources.of_deadline(other[0])))


def _both(_: Slots, known: Known) -> Reply:
    """The classes that hold a lecture and a discussion."""
    rows = [row for row in known.classes if row.lectures and row.papers]
    if not rows:
        return Reply("No: no class has both a lecture and a discussion.", (sources.of_field(known.course, "meetings", "Calendar"),))
    lines = [meeting_text(row, known, on_papers=True) for row in rows]
    text = f"Yes, one: {lines[0]}" if len(rows) == 1 else f"Yes, {counted(len(rows), 'time')}:\n{bullets(lines)}"
    return Reply(text, tuple(source for row in rows for source in (sources.of_meeting(row), *(sources.of_lecture(e.number, e.title) for e in row.lectures), *(sources.of_paper(p) for p in row.papers))))


ASKED: Asked = {
    "which paper is discussed on the same day as {name}": _beside,
    "which paper is discussed on the same day as paper {id}": lambda slots, known: _beside((f"paper {slots[0]}",), known),
    "is anything else due on the day {work} is due": _due_beside,
    "is {work} due on the same day as {work}": _due_together,
    "is there an evening with a lecture and a discussion": _both,
}
