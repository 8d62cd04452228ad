"""When work is due and when it is given out, one thing or many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend.answers import sources
from backend.answers.facts.compared import days_in_words
from backend.answers.found import Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.library import PARTS
from backend.answers.say import bullets, counted, day, listed, sentence
from backend.answers.targets import Target, discussions_of, targets
from backend.answers.things import upper
from backend.contract.ask import Source
from backend.contract.calendar import Deadline

ASKS = uses("when", "due", "submit", "where", "class", "done", "term", "course", "name", "day", "milestone", "end", "how-much", "group")
"""What may be said when a date is wanted; a bare "hand in" is a question for the date, too."""


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    for target in targets(frame, known):
        yield from _unlisted(target, frame, known)
        yield from _absent(target, known)
        if target.deadlines:
            if _asks_for_release(frame):
                yield from _released(target, frame)
            yield from _due(target, frame, known)
            yield from _hour(target, frame, known)
            yield from _count(target, frame, known)
    yield from _activity(frame, known)
    several = targets(frame, known)
    if len(several) > 1 and all(each.deadlines for each in several):
        yield _due_of(
            tuple(dict.fromkeys(item for each in several for item in each.deadlines)), uses(*(t.uses for t in several), "first", "last"), known, frame, rank=1
        )  # fmt: skip


def _asks_for_release(frame: Frame) -> bool:
    return frame.has("released", "milestone") or (frame.has("how-long") and frame.says(
        "do we have", "do i have", "have for", "time for", "we have", "i have", "we get", "are we given"
    ))


def _due(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    """The date. A bare "pa1" or "proposal" wants it, too, and gets the release with it."""
    if frame.has("where") and not frame.has("when", "due"):
        return
    plain = target.uses | {"me", "mine", "listed", "everything", "number", "idiom"}
    bare = all(not word.meanings or word.meanings & plain for word in frame.words) and not frame.has("requirement")
    if frame.says("what is", "what are", "what does") and target.kind in (*PARTS, "project") and not frame.has("when", "due", "submit"):
        return
    if frame.has("each", "group") and not frame.has("when", "due", "submit"):
        return
    if target.single or bare or frame.has("when", "due", "submit", "everything"):
        found = _due_of(target.deadlines, target.uses, known, frame)
        yield _with_steps(found, known) if target.kind == "project" and len(target.deadlines) > 1 else found


def _with_steps(found: Found, known: Known) -> Found:
    """With the steps of the project that are a day in class and no deadline."""
    steps = [each for each in (known.course.project.milestones if known.course.project else ()) if each.day is not None]
    rows = [row for each in steps if each.day is not None and (row := known.meeting_on(each.day))]
    lines = "".join(f"\nBesides: {each.title}, on {day(each.day)}." for each in steps if each.day is not None)
    return replace(found, text=f"{found.text}{lines}", sources=(*found.sources, *(sources.of_meeting(row) for row in rows)))


def _due_of(
    items: tuple[Deadline, ...], said: frozenset[str], known: Known, frame: Frame, rank: int = 0
) -> Found:
    chosen = items
    if frame.days and not any(each.kind == "habit" for each in frame.days):
        # "Is the proposal due on 25 March?" names a day; the answer is the day that holds.
        said = said | {"day"}
    lines = [line_of(item) for item in chosen]
    text = lines[0] if len(lines) == 1 else bullets([line.rstrip(".") for line in lines])
    if len(chosen) > 1:
        text = f"{_heading(chosen)}\n{text}"
    about = "due:" + (chosen[0].id if len(chosen) == 1 else "+".join(sorted({item.kind for item in chosen})))
    own = any(item.extended or item.why for item in chosen)
    if frame.says("how long do i have", "how long do we have", "how long have i", "how long is left"):
        said = said | {"how-long", "remaining", "done"}
    said = said | ({"last", "final-exam"} if said & {"project", "report"} else frozenset())
    asked = said | ASKS | {"how-many"} if frame.says("how many days", "how many weeks") else said | ASKS
    if any(item.at for item in chosen):
        asked |= {"hour"}
    return Found(text, tuple(sources.of_deadline(item) for item in chosen), asked, about, personal=own, rank=rank)


def _heading(items: tuple[Deadline, ...]) -> str:
    return f"There are {counted(len(items), 'date')}:"


def line_of(item: Deadline) -> str:
    """One deadline in a sentence, with what is particular about it for the one who asks."""
    text = f"{item.title} is due on {item.in_words}."
    if item.kind == "review" and item.grace_day and item.standing not in ("done", "excused"):
        text += f" Without penalty until {day(item.grace_day)}."
    if item.extended:
        text += f" That is your own extension; for everyone else it is {item.extended.in_words}."
    elif item.moved_from:
        text += f" The staff moved it; it was {item.moved_from.in_words}."
    if item.why:
        text += f" For you: {item.why}."
    if item.standing == "done":
        text += " You have ticked it off."
    conflict = next((note for note in item.notes if note.startswith("The sources disagree")), "")
    return f"{text} {conflict}".strip()


def _hour(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    """The hour: stated, or known not to be."""
    if not frame.has("hour"):
        return
    without = [item for item in target.deadlines if item.at is None]
    if not without:
        yield _due_of(target.deadlines, target.uses | {"hour"}, known, frame)
        return
    gap = known.library.gap("hour", "due")
    names = listed([item.title for item in without]) if len(without) < 4 else f"most {target.name}"
    lead = f"No hour is stated for {names}; the course gives the day alone: " + "; ".join(
        f"{item.title}, {day(item.day)}" for item in without[:4]
    )
    text = f"{sentence(lead)} {gap.sentence}" if gap else sentence(lead)
    named: list[Source] = [sources.of_gap(gap)] if gap else []
    passage = known.library.passage("hour", "due")
    named += [sources.of_passage(passage)] if passage else []
    yield Found(
        text, (*named, *(sources.of_deadline(item) for item in without)), target.uses | ASKS | {"hour"},
        f"hour:{target.kind}", made="not stated", rank=2,
    )  # fmt: skip


def _count(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    """How many there are, and which."""
    if not frame.has("how-many") or frame.has("each") or target.kind not in ("review", "assignment") or target.single:
        return
    items = target.deadlines
    passage = known.library.passage(target.kind, "listed") or known.library.passage(target.kind, without=("late", "exempt", "weight", "presentation"))
    thing = {"review": "paper review", "assignment": "programming assignment"}[target.kind]
    numbers = sorted({number for item in items for number in discussions_of(item, known)})
    of = f", for discussions {listed([str(n) for n in numbers])}" if len(numbers) > 1 else ""
    text = f"The course lists {counted(len(items), thing)}{of}:\n{bullets([f'{item.title}, {item.in_words}' for item in items])}"
    named = (*((sources.of_passage(passage),) if passage else ()), *(sources.of_deadline(item) for item in items))
    said = target.uses | uses("how-many", "discussion", "paper", "due", "submit", "term", "course", "class", "number", "everything", "requirement", "each", "done", "total", "grade", "topic")
    yield Found(text, named, said, f"count:{target.kind}", rank=1)


def _activity(frame: Frame, known: Known) -> Iterator[Found]:
    """A step of the project that is a day in class rather than a deadline."""
    project = known.course.project
    for step in project.milestones if project else ():
        said = known.library.meanings(step.id.replace("-", " "))
        if step.day is None or not said or not frame.has(*said):
            continue
        row = known.meeting_on(step.day)
        passage = known.library.passage(*said)
        named = (*((sources.of_passage(passage),) if passage else ()), *((sources.of_meeting(row),) if row else ()), sources.of_field(known.course, "project.milestones", "Steps of the project"))
        where = f" ({row.in_words}, {'online' if row.mode == 'online' else f'in person, {row.place}'})" if row else ""
        text = f"{step.title}: {day(step.day)}{where}."
        if passage is not None:
            text = f"{text} {' '.join(passage.text.split())}"
        yield Found(text, named, uses(ASKS, "hour", "where", said, "project", "released", "discussion", "topic", "start", "day", "proposal", "topic-choice", "in-person", "online", "attendance", "cover"), f"activity:{step.id}", rank=0)


def _released(target: Target, frame: Frame) -> Iterator[Found]:
    known_days = [item for item in target.deadlines if item.released]
    if known_days:
        lines = [
            f"{item.title} is given out on {day(item.released)} and due on {item.in_words}."
            for item in known_days if item.released
        ]  # fmt: skip
        text = lines[0] if len(lines) == 1 else bullets(lines)
        first = known_days[0]
        if len(lines) == 1 and first.released:
            text = f"{text} {upper(days_in_words((first.day - first.released).days))} lie between."
        yield Found(
            text, tuple(sources.of_deadline(item) for item in known_days),
            target.uses | ASKS | {"released", "how-long", "hour", "how-many", "start"}, f"released:{known_days[0].id}", rank=2,
        )  # fmt: skip


def _unlisted(target: Target, frame: Frame, known: Known) -> Iterator[Found]:
    """A review that one might expect and that the calendar does not have."""
    if target.kind != "review" or not target.unlisted:
        return
    gap = known.library.gap("review", "listed") or known.library.gap("review", "discussion")
    passage = known.library.passage("review", "listed") or known.library.passage("review", "which")
    papers = [paper for paper in known.papers if paper.discussion in target.unlisted]
    which = f"discussion {listed([str(n) for n in target.unlisted])}"
    text = f"For {which} ({listed([f'paper {paper.id}' for paper in papers])}) no review is listed: none is listed in the calendar."
    text = f"No review is in the calendar for {which} ({listed([paper.id for paper in papers])})."
    if gap:
        text += f" {gap.sentence}"
    else:
        text += " None is listed; whether one is expected is not stated."
    named = ([sources.of_gap(gap)] if gap else []) + ([sources.of_passage(passage)] if passage else [])
    yield Found(
        text, tuple(named) or (sources.of_field(known.course, "deadlines", "What is due"),),
        target.uses | ASKS | {"why", "how", "each", "late", "hour", "exempt", "requirement", "choose", "listed", "how-many", "prereq"}, f"review-not-listed:{which}",
        made="not stated", rank=3,
    )  # fmt: skip


def _absent(target: Target, known: Known) -> Iterator[Found]:
    """A number that the course does not have."""
    if not target.absent:
        return
    items = [item for item in known.deadlines if item.kind == target.kind]
    numbers = listed([str(n) for n in target.absent], "or")
    thing = {"review": "review", "assignment": "programming assignment"}.get(target.kind, target.kind)
    text = f"There is no {thing} {numbers}: the course lists {counted(len(items), thing)}, {_named(items)}."
    passage = known.library.passage(target.kind, without=("late", "exempt", "weight", "presentation"))
    named = (*(sources.of_deadline(item) for item in items[:10]), *((sources.of_passage(passage),) if passage else ()))
    yield Found(
        text, named, target.uses | ASKS | {"late", "penalty", "released", "hour", "weight"}, f"absent:{target.kind}", rank=4,
    )  # fmt: skip


def _named(items: list[Deadline]) -> str:
    if len(items) <= 3:
        return listed([item.title for item in items])
    return f"from {items[0].title} to {items[-1].title}"
