"""What concerns the asker alone: what he or she presents, what is left to do, ticks and extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from backend.answers import sources
from backend.answers.facts.agenda import span_of
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, day, listed
from backend.answers.targets import targets
from backend.contract.ask import Made
from backend.contract.calendar import Deadline, Paper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if not frame.asker:
        return
    yield from _presentation(frame, known)
    yield from _left(frame, known)
    yield from _next(frame, known)
    yield from _done(frame, known)
    yield from _extension(frame, known)
    yield from _overdue(frame, known)


def _overdue(frame: Frame, known: Known) -> Iterator[Found]:
    """ "Did I miss any deadline?" – what is past and not ticked off; with those whose grace still runs."""
    if not frame.has("late", "missed", "done") or not frame.says("did i miss", "have i missed", "i missed", "am i late", "did i forget", "am i behind", "i miss any", "overdue"):
        return
    if targets(frame, known) or frame.has("presentation", "class", "lecture"):
        return
    items = [item for item in known.deadlines if item.closes <= known.now and item.standing in ("past", "in grace", "perhaps excused")]
    if items:
        lines = [f"{item.title}, due {item.in_words}" + (f", without penalty until {day(item.grace_day)}" if item.standing == "in grace" and item.grace_day else "") for item in items]
        text = f"Past and not ticked off in your list:\n{bullets(lines)}\nWhether you handed them in, this bot does not know."
    else:
        text = "Nothing that is past stands open in your list."
    said = uses(ASKING, "late", "missed", "due", "submit", "task", "listed", "topic-choice", "remaining", "done", "penalty", "term", "topic", "requirement")
    yield Found(text, (*(sources.of_deadline(item) for item in items), sources.of_own("what you ticked off")), said, "overdue", personal=True, rank=3)


def _presentation(frame: Frame, known: Known) -> Iterator[Found]:
    """ "When do I present?" – from the asker's own seat."""
    if not frame.has("presentation", "sign-up") or frame.has("how-long", "minutes", "review", "how-many", "missed", "weight", "group", "exempt", "how") or frame.papers:
        return
    if frame.says("once", "several", "twice", "more than one", "times"):
        return
    if not _speaks_of_own(frame) or (frame.has("sign-up") and frame.has("when", "where", "how") and not known.mine and "my" not in frame.texts):
        return
    said = uses(ASKING, "presentation", "sign-up", "paper", "name", "day", "class", "online", "in-person", "mode", "topic", "read", "done", "start", "choose", "discussion", "remaining", "group", "previous", "cover", "author", "due", "which", "task", "first", "last", "next", "number", "together", "people", "must", "venue-no")
    if not known.mine:
        text = "You are not signed up to present a paper. `/signup` takes a seat, and `/papers` shows which are free."
        # Who presents with somebody without a seat is known to nobody.
        made: Made = "refused" if frame.says("with me") and frame.has("who") else "fact"
        yield Found(text, (sources.of_own("your seat"),), said, "my-presentation", made=made, personal=True, rank=3)
        return
    lines = [_mine(paper, known) for paper in known.mine]
    rows = [row for paper in known.mine if (row := known.meeting_on(paper.day))]
    named = (*(sources.of_paper(paper) for paper in known.mine), *(sources.of_meeting(row) for row in rows), sources.of_own("your seat"))
    yield Found(" ".join(lines), named, said, "my-presentation", personal=True, rank=3)


def _speaks_of_own(frame: Frame) -> bool:
    words = set(frame.texts)
    return bool({"my", "i", "mine", "me"} & words) or bool({"we", "our"} & words and frame.has("presentation") and not frame.hits)


def _mine(paper: Paper, known: Known) -> str:
    row = known.meeting_on(paper.day)
    where = "" if row is None else ", online" if row.mode == "online" else f", in person, {row.place}"
    when = row.in_words if row else day(paper.day)
    others = [name for name in paper.presenters]
    group = f" Signed up: {listed(others)}." if others else ""
    tense = "You presented" if paper.starts < known.now else "You present"
    return f"{tense} paper {paper.id}, {paper.title}, on {when}{where}.{group}"


def _left(frame: Frame, known: Known) -> Iterator[Found]:
    """ "What do I still have to do this week?" """
    if not frame.has("remaining", "todo") and not (frame.days and frame.has("done") and (frame.has("everything") or frame.says("am i done", "i done", "finished"))):
        return
    if frame.has("project", "report", "proposal", "plan", "abstract", "review") and not frame.has("remaining") and not frame.says("reviews", "which", "projects"):
        return
    if frame.hits or frame.numbered or frame.papers or frame.has("presentation", "late", "class", "sign-up", "grade", "read", "lecture", "participation") or frame.has("paper"):
        return
    first, last = span_of(frame, known)
    spans = [each for each in frame.days if each.kind != "habit"]
    words = f"{spans[0].words or ('on ' + day(spans[0].first))}" if spans else "the next two weeks"
    if not spans and frame.says("this semester", "this term", "the semester", "all", "everything", "still got to", "still have to", "remaining"):
        last, words = known.course.last_day, "until the end of the term"
    kinds = [kind for kind in ("review", "assignment", "project") if frame.has(kind)]
    items = [
        item for item in known.deadlines
        if _open(item, known) and first <= (item.grace_day if item.standing == "in grace" and item.grace_day else item.day) and item.day <= last and (not kinds or item.kind in kinds)
    ]  # fmt: skip
    talks = [paper for paper in known.mine if first <= paper.day <= last and paper.starts > known.now and not kinds]
    later = None
    if items or talks:
        lines = [*(_line(item) for item in items), *(f"your presentation of paper {paper.id}, {paper.title}: {day(paper.day)}" for paper in talks)]
        text = f"Left for you, {words}:\n{bullets(lines)}"
    else:
        later = next((item for item in known.deadlines if _open(item, known) and item.day > last), None)
        text = f"Nothing is left for you, {words}."
        text += f" Next is {later.title}, on {later.in_words}." if later else ""
    rows = [row for paper in talks if (row := known.meeting_on(paper.day))]
    named = (
        *(sources.of_deadline(item) for item in (*items, *((later,) if later else ()))), *(sources.of_paper(paper) for paper in talks),
        *(sources.of_meeting(row) for row in rows), sources.of_own("what you ticked off"),
    )  # fmt: skip
    said = uses(ASKING, "remaining", "task", "day", "due", "submit", "requirement", "term", "course", "review", "assignment", "project", "number", "done", "exempt", "next", "paper", "prereq", "late", "everything", "released", "class-no", "topic", "todo", "end")
    yield Found(text, named, said, "left", personal=True, rank=3)


def _open(item: Deadline, known: Known) -> bool:
    return item.standing in ("open", "in grace", "perhaps excused")


def _line(item: Deadline) -> str:
    why = f" ({item.why})" if item.why else f" (without penalty until {day(item.grace_day)})" if item.standing == "in grace" and item.grace_day else ""
    return f"{item.title}: {item.in_words}{why}"


def _next(frame: Frame, known: Known) -> Iterator[Found]:
    """ "What is my next deadline?" """
    if not frame.has("next") or not frame.has("due", "submit", "task") or frame.days or frame.has("class", "lecture", "discussion", "presentation"):
        return
    yield next_due(frame, known, personal=True)


def next_due(frame: Frame, known: Known, *, personal: bool) -> Found:
    """What is due next; of one kind, if the question names one."""
    kinds = [kind for kind in ("review", "assignment", "project") if frame.has(kind)]
    open_ = [item for item in known.deadlines if not known.is_over(item) and item.standing in ("open", "perhaps excused") and (not kinds or item.kind in kinds)]
    said = uses(ASKING, "next", "due", "submit", "task", "requirement", "remaining", "done", "everything", "late-no", "review", "assignment", "project", "course", "class", "term", "first", "released", "exempt", "prereq", "end", "topic", "which")
    if not open_:
        last = known.deadlines[-1] if known.deadlines else None
        text = f"Nothing is due any more: {known.course.term} ended on {day(known.course.last_day)}."
        if known.today <= known.course.last_day:
            text = "Nothing is left for you."
        text += f" The last thing was {last.title}, {last.in_words}." if last else ""
        named = (*((sources.of_deadline(last),) if last else ()), sources.of_field(known.course, "last_day", "Last day"))
        return Found(text, named, said, "next-due", personal=personal, rank=2)
    soonest = [item for item in open_ if item.day == open_[0].day]
    if "deadlines" in frame.texts or "soon" in frame.texts:
        soonest = [item for item in open_ if item.day <= known.today + timedelta(14)] or soonest
    lines = [_line(item) for item in soonest]
    text = f"Next is {lines[0]}." if len(lines) == 1 else f"Next are:\n{bullets(lines)}"
    return Found(text, (*(sources.of_deadline(item) for item in soonest), sources.of_own("what you ticked off")), said, "next-due", personal=personal, rank=2)


def _done(frame: Frame, known: Known) -> Iterator[Found]:
    """ "Have I done the first review?" – what was ticked off; the bot does not know what was handed in."""
    if not frame.has("done") or not frame.says("have i", "did i", "i have", "am i done", "i did") or frame.has("grade", "my-grade", "late", "presentation"):
        return
    for target in targets(frame, known):
        items = target.deadlines if target.single else ()
        for item in items:
            state = "ticked off" if item.standing == "done" else "not ticked off"
            text = f"{item.title} is {state} in your list. Whether it was handed in, this bot does not know. It is due on {item.in_words}."
            said = target.uses | uses(ASKING, "done", "submit", "remaining", "task", "requirement", "due", "day")
            yield Found(text, (sources.of_deadline(item), sources.of_own("what you ticked off")), said, f"done:{item.id}", personal=True, rank=3)


_OWN_EXTENSION = re.compile(
    r"^(do|did) (i|we) (already )?(have|get)|\b(have|has) (i|we|the \w+|\w+) (got|been|given|granted)|(gave|give|given|grant|granted) me\b"
    r"|was i (given|granted)|\bmy extensions?\b"
)


def _extension(frame: Frame, known: Known) -> Iterator[Found]:
    """ "Do I have an extension?" """
    if not frame.has("extension") or not _OWN_EXTENSION.search(" ".join(frame.texts)):
        return
    chosen = {item.id for target in targets(frame, known) for item in target.deadlines if target.single}
    items = [item for item in known.deadlines if item.extended and (not chosen or item.id in chosen)]
    said = uses(ASKING, "extension", "review", "assignment", "project", "proposal", "report", "abstract", "plan", "due", "late", "numbered", "paper-id", "named", "paper", "remaining", "done", "released", "end", "cover", "first", "last", "instructor", "assistant", "done")
    if items:
        text = f"Your extensions:\n{bullets([f'{item.title}: {item.in_words}' for item in items])}"
    else:
        text = "You have no extension. The dates of the course hold for you."
    yield Found(text, (*(sources.of_deadline(item) for item in items), sources.of_own("your extensions")), said, "my-extensions", personal=True, rank=4)
