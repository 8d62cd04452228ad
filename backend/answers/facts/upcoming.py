"""What is due next, and all that is due, where no day and no work is named."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.mine import next_due
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, day
from backend.answers.targets import targets


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.days or frame.hits or not frame.has("due", "submit", "milestone"):
        return
    named = targets(frame, known)
    if (frame.has("next") or "soon" in frame.texts) and not frame.has("late") and all(not each.single for each in named):
        yield next_due(frame, known, personal=False)
    asks = frame.has("due") or frame.has("when", "everything", "remaining", "todo")
    if not named and asks and not frame.has("late", "where", "class", "lecture", "paper", "presentation", "hour", "next"):
        items = known.deadlines
        ahead = [item for item in items if not known.is_over(item)] if not frame.has("everything", "listed") else list(items)
        if not ahead:
            ahead = list(items[-3:])
        text = f"Due:\n{bullets([f'{item.title}: {item.in_words}' for item in ahead])}"
        yield Found(text, tuple(sources.of_deadline(item) for item in ahead), uses(ASKING, "due", "submit", "everything", "listed", "course", "term", "class", "task", "remaining", "number", "requirement"), "all-due", rank=0)
    if frame.has("milestone") and known.course.project:
        items = tuple(item for item in known.deadlines if item.kind == "project")
        lines = [f"{item.title}: {item.in_words}" for item in items]
        lines += [f"{step.title}: {day(step.day)}" for step in known.course.project.milestones if step.day]
        yield Found(bullets(lines), (*(sources.of_deadline(item) for item in items), sources.of_field(known.course, "project", "The project")), uses(ASKING, "milestone", "project", "due", "course", "everything", "topic", "requirement", "submit"), "milestones", rank=2)
