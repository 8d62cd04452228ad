"""Yes or no to what a project and its parts must be: evaluated how, built or not, of which techniques, citing what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backend.answers import sources
from backend.answers.choosing import best
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import Meaning
from backend.answers.say import bullets, day, number, sentence
from backend.answers.stems import stem
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import due_on, frame_of, upper, works_of
from backend.contract.ask import Source
from backend.contract.calendar import Deadline
from backend.course.model import Passage

BUILT = frozenset(map(stem, ("build", "built", "implement", "implemented", "programmed", "coded")))
TECHNIQUES = frozenset(map(stem, ("technique", "method", "algorithm")))
APPROVED = frozenset(map(stem, ("approval", "approve", "approved", "permission", "agree", "agrees")))


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _rules(known: Known) -> tuple[tuple[str, ...], tuple[Source, ...]]:
    """What the project has to be, line by line, and where it stands."""
    project = known.course.project
    passage = known.library.passage("project", without=("group", "feedback"))
    named = (sources.of_field(known.course, "project", "The rules of the project"), *((sources.of_passage(passage),) if passage else ()))
    return (tuple(each.text for each in project.requirements) if project else ()), named


Answer = Callable[[Slots, Known], Reply]


def _of_a_project(answer: Answer) -> Answer:
    """The answer, where the course has a project to speak of."""

    def answered(slots: Slots, known: Known) -> Reply:
        if known.course.project is None:
            named = sources.of_field(known.course, "weights", "Weights of the parts")
            return Reply("The course states no project.", (named,), "not stated")
        return answer(slots, known)

    return answered


def _silent(what: str, lines: Sequence[str], named: tuple[Source, ...]) -> Reply:
    """What is asked is not said; what is said of the project is."""
    return Reply(f"The course does not state {what}. It asks for:\n{bullets(lines)}" if lines else f"The course does not state {what}.", named, "not stated")


@_of_a_project
def _evaluated(_: Slots, known: Known) -> Reply:
    """All the ways in which the project is measured."""
    lines, named = _rules(known)
    ways = [line for line in lines if "evaluation" in known.library.meanings(line)]
    if not ways:
        return _silent("how the project is evaluated", lines, named)
    if len(ways) == 1:
        return Reply(f"In one way: {ways[0]}", named)
    return Reply(f"In {number(len(ways))} ways:\n{bullets(ways)}", named)


@_of_a_project
def _technique(_: Slots, known: Known) -> Reply:
    """Whether something may be used that the course does not treat."""
    lines, named = _rules(known)
    rule = next((line for line in lines if TECHNIQUES & known.library.stems(line)), None)
    if rule is None:
        return _silent("which techniques the project may use", lines, named)
    approved = bool(APPROVED & known.library.stems(rule))
    lead = "Not in place of one of the course, unless it is approved" if approved else "The rule is"
    return Reply(f"{lead}: {sentence(rule)}", named)


@_of_a_project
def _built(_: Slots, known: Known) -> Reply:
    """Whether something has to be built."""
    lines, named = _rules(known)
    rule = next((line for line in lines if BUILT & known.library.stems(line)), None)
    if rule is None:
        return _silent("that the project has to be implemented", lines, named)
    others = [line for line in lines if line != rule]
    besides = f" Besides:\n{bullets(others)}" if others else ""
    return Reply(f"Yes, it has to be built; a survey alone is not enough: {sentence(rule)}{besides}", named)


def _of_step(part: Meaning, detail: Meaning, known: Known) -> tuple[list[str], tuple[Source, ...]]:
    """What is asked of a step of the project in one respect, and where it stands; the shortest sentence of its passage, too."""
    project, library = known.course.project, known.library
    steps = [step for step in project.milestones if part in library.meanings(step.id.replace("-", " "))] if project else []
    lines = [sentence(line) for step in steps for line in step.requirements if detail in library.meanings(line)]
    passage = library.passage(part)
    written = [line.text for line in library.lines if passage is not None and line.passage.slug == passage.slug and detail in line.meanings]
    lines += [sentence(line) for line in sorted(written, key=len)[:1] if len(line) < 120 or not lines]
    named: list[Source] = [sources.of_field(known.course, "project.milestones", "Steps of the project")] if steps else []
    return lines, (*named, *((sources.of_passage(passage),) if passage and written else ()))


@_of_a_project
def _results(_: Slots, known: Known) -> Reply:
    """Whether the proposal needs first results."""
    lines, named = _of_step("proposal", "preliminary", known)
    if not lines:
        return _silent("that the proposal needs results", (), _rules(known)[1])
    return Reply(f"Yes, something: {lines[0][:1].lower()}{' '.join(lines)[1:]}", named)


@_of_a_project
def _cited(_: Slots, known: Known) -> Reply:
    """Whether all citations have to be of papers from elsewhere, or only some."""
    lines, named = _of_step("proposal", "citation", known)
    if not lines:
        return _silent("what the proposal has to cite", (), _rules(known)[1])
    lead = "Not all of them: " if "at least" in lines[0].casefold() else ""
    return Reply(f"{lead}{lines[0][:1].lower() if lead else lines[0][:1]}{lines[0][1:]}", named)


def _feedback(_: Slots, known: Known) -> Reply:
    """All that is said of the activity; it may be little."""
    passage = known.library.passage("feedback")
    project = known.course.project
    steps = [step for step in project.milestones if step.day and "feedback" in known.library.meanings(step.title)] if project else []
    if passage is None and not steps:
        return Reply("The course lists no feedback activity.", (sources.of_field(known.course, "meetings", "Calendar"),), "not stated")
    told = _flat(passage) if passage else f"{steps[0].title}: {day(steps[0].day)}." if steps[0].day else steps[0].title
    rows = [row for step in steps if step.day and (row := known.meeting_on(step.day))]
    named = (*((sources.of_passage(passage),) if passage else ()), *(sources.of_meeting(row) for row in rows))
    return Reply(f"{told} What else happens there is not stated.", named)


def _flat(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _extension(slots: Slots, known: Known) -> Reply | None:
    """An extension that one has; else what is said of late work, as the course may know of no extensions."""
    items = works_of(slots[0], known)
    if not items:
        return None
    own = [each for each in items if each.extended]
    if own:
        lines = [f"{due_on(each)} for you" for each in own]
        return Reply(f"You have one: {'; '.join(lines)}.", (*(sources.of_deadline(each) for each in own), sources.of_own("your extensions")), personal=True)
    passage = known.library.passage("extension")
    if passage is not None:
        return Reply(_flat(passage), (sources.of_passage(passage),), "passage")
    late = best(frame_of(f"can {slots[0]} be late", known), known)
    lead = "The course states no rule for extensions; the staff can grant one, so ask them before the day."
    text, named = (f"{lead} {late.text}", late.sources) if late else (lead, tuple(sources.of_deadline(each) for each in items[:2]))
    return Reply(text, named, "not stated")


def _before_class(slots: Slots, known: Known) -> Reply | None:
    """Whether the hour is before the class of that day; where no hour is stated, that is said."""
    items = works_of(slots[0], known)
    if not items:
        return None
    timed = [each for each in items if each.at is not None]
    if timed:
        lines = [f"{_beside_class(each, known)}: {due_on(each)}." for each in timed]
        return Reply(lines[0] if len(lines) == 1 else bullets(lines), tuple(sources.of_deadline(each) for each in timed))
    gap, passage = known.library.gap("hour", "due"), known.library.passage("hour", "due")
    what = due_on(items[0]) if len(items) == 1 else f"for {slots[0]} the course gives days without an hour"
    named = (*((sources.of_gap(gap),) if gap else ()), *((sources.of_passage(passage),) if passage else ()), *(sources.of_deadline(each) for each in items[:2]))
    return Reply(f"Neither is stated: {what}.{f' {gap.sentence}' if gap else ''}", named, "not stated")


def _beside_class(item: Deadline, known: Known) -> str:
    row = known.meeting_on(item.day)
    if row is None or row.starts is None or row.ends is None or item.at is None:
        return "On a day without class"
    return "Before class" if item.at <= row.starts else "After class" if item.at >= row.ends else "During class"


def _subject(slots: Slots, known: Known) -> Reply | None:
    """What an assignment is about: a course file gives its dates, and its title if it has one."""
    asked = f"programming assignment {slots[0]}"
    items = works_of(asked, known)
    every = [each for each in known.deadlines if each.kind == "assignment"]
    if not every or not slots[0].isdigit():
        return None
    passage = known.library.passage("assignment", without=("late",))
    named = ((sources.of_passage(passage),) if passage else ()) or tuple(sources.of_deadline(each) for each in every[:2])
    if len(items) != 1:
        return Reply(f"There is no {asked}: the course lists {number(len(every))}.", named, "not stated")
    given = f" is given out on {day(items[0].released)} and" if items[0].released else ""
    text = f"What {items[0].title} is about is not stated in the course material; it{given} is due on {items[0].in_words}."
    return Reply(upper(text), (sources.of_deadline(items[0]), *((sources.of_passage(passage),) if passage else ())), "refused")


ASKED: Asked = {
    "in which two ways do we have to evaluate the project": _evaluated,
    "can the project use a technique that was not covered in class": _technique,
    "does the project have to be implemented, is a survey enough": _built,
    "does the proposal need preliminary work": _results,
    "must the citations of the proposal be from outside the course's papers": _cited,
    "what happens in the feedback activity": _feedback,
    "can i get an extension for {work}": _extension,
    "is {work} due before class or at the end of the day": _before_class,
    "what is programming assignment {n} about": _subject,
}
