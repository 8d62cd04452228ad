"""What work has to be: how long, what it contains, in what form, for how many people. By kind of work, from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.lexicon import LIGHT, Meaning
from backend.answers.library import PARTS
from backend.answers.say import bullets, counted, listed, number, sentence
from backend.answers.targets import NAMES
from backend.contract.ask import Source
from backend.course.model import Passage

LENGTH = re.compile(r"\b(pages?|words?|minutes?|characters)\b", re.I)
ASKS_LENGTH = uses(ASKING, "pages", "words", "minutes", "size", "requirement", "number", "exempt", "number", "topic", "each", "weight-no", "choose-no", "single", "format")
ASKS_CONTENT = uses(ASKING, "requirement", "topic", "cover", "format", "solve-no", "each", "style", "rubric", "how-graded", "evaluation", "technique", "preliminary", "references", "course", "group-no", "number", "mandatory", "about-course-no", "done", "paper")
DETAILS: tuple[Meaning, ...] = ("references", "preliminary", "evaluation", "technique", "style", "each", "scores", "choose", "plan")


@dataclass(frozen=True)
class Work:
    """What the rules say of one kind of work, line by line."""

    kind: Meaning
    lines: tuple[str, ...]
    sources: tuple[Source, ...]
    uses: frozenset[Meaning]


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.has("late", "penalty", "due", "released", "exam", "solve", "exempt") and not frame.has("requirement", "how-long", "pages"):
        return
    for work in works(frame, known):
        yield from _length(work, frame)
        yield from _detail(work, frame, known)
        yield from _content(work, frame)
        yield from _lines_that_cover(work, frame, known)
    yield from _group_size(frame, known)
    yield from _own_topic(frame, known)


def works(frame: Frame, known: Known) -> Iterator[Work]:
    """The kinds of work that are named, with what is written about them."""
    library, course = known.library, known.course
    lines: tuple[str, ...]
    if frame.has("review"):
        passage = library.passage("review", without=("late", "exempt", "listed", "presentation", "which", "weight"))
        lines = (f"A review is about {counted(course.reviews.pages, 'page')} long.", f"It contains {listed(course.reviews.contents)}.")
        named: tuple[Source, ...] = (sources.of_field(course, "reviews", "The rules of reviews"), *((sources.of_passage(passage),) if passage else ()))
        yield Work("review", lines + _sentences(known, passage), named, uses("review", "paper", "assignment-no", "class"))
    project = course.project
    if project is None:
        return
    parts = [part for part in PARTS if frame.has(part)]
    for part in parts:
        steps = [step for step in project.milestones if part in library.meanings(f"{step.id.replace('-', ' ')}")]
        lines = tuple(sentence(line) for step in steps for line in step.requirements)
        passage = library.passage(part)
        if part == "report" and project.style:
            lines += (f"Style: {project.style}.",)
        named = (sources.of_field(course, "project.milestones", "Steps of the project"), *((sources.of_passage(passage),) if passage else ()))
        yield Work(part, lines + _sentences(known, passage), named, uses(part, "project", "abstract" if part == "abstract" else part))
    if frame.has("project") and not parts:
        passage = library.passage("project", without=("group", "feedback", *PARTS))
        lines = tuple(each.text for each in project.requirements)
        named = (sources.of_field(course, "project", "The rules of the project"), *((sources.of_passage(passage),) if passage else ()))
        yield Work("project", lines + _sentences(known, passage), named, uses("project"))


def _sentences(known: Known, passage: Passage | None) -> tuple[str, ...]:
    if passage is None:
        return ()
    return tuple(line.text for line in known.library.lines if line.passage.slug == passage.slug)


def _length(work: Work, frame: Frame) -> Iterator[Found]:
    if not frame.has("how-long", "pages", "words", "minutes") or frame.has("style"):
        return
    lines = [line for line in work.lines if LENGTH.search(line)]
    if not lines:
        return
    references = [line for line in lines if "reference" in line.casefold()]
    if frame.has("references") and not references:
        return
    chosen = references if frame.has("references") else lines
    lead = ""
    unit = "words" if frame.has("words") else "minutes" if frame.has("minutes") else ""
    if unit and not any(unit[:-1] in line for line in lines):
        lead = f"It is given in pages, not in {unit}. "
    spaced = [line for line in chosen[1:] if "spac" in line]
    told = sentence(spaced[0] if spaced else chosen[0])
    text = f"{NAMES.get(work.kind, work.kind)[:1].upper()}{NAMES.get(work.kind, work.kind)[1:]}: {lead}{told}"
    if work.kind == "report":
        text = " ".join((text, *(line for line in work.lines if line.startswith("Style: "))))
    yield Found(text, work.sources, work.uses | ASKS_LENGTH | {"references", "weight", "penalty-no"}, f"length:{work.kind}", rank=2)


def _lines_that_cover(work: Work, frame: Frame, known: Known) -> Iterator[Found]:
    """Lines that hold every word of the question which is not the work itself."""
    rest = [word for word in frame.words if word.foreign or (word.meanings - work.uses - ASKING - LIGHT and not word.soft)]
    if not rest or frame.has("when", "hour", "where", "who"):
        return
    covering = [line for line in work.lines if all(word.token.stem in known.library.stems(line) for word in rest)]
    if covering:
        text = " ".join(dict.fromkeys(sentence(line) for line in covering[:3]))
        held = known.library.stems(text)
        yield Found(text, work.sources, work.uses | uses(ASKING), f"line:{work.kind}", words=held, rank=3)


def _detail(work: Work, frame: Frame, known: Known) -> Iterator[Found]:
    """One particular of the rules: whether scores are wanted, which paper one may choose, how many citations."""
    counts = work.kind == "plan" and frame.has("how-many")
    for detail in DETAILS:
        if counts and detail == "each":
            pass
        elif detail == work.kind or not frame.has(detail):
            continue
        lines = [line for line in work.lines if detail in known.library.meanings(line)]
        if lines:
            text = " ".join(dict.fromkeys(sentence(line) for line in lines[:3]))
            said = work.uses | (ASKS_CONTENT - {"when", "where", "hour", "who"}) | {detail, "how-many", "pages-no", "discussion", "everything", "grade", "weight-no", "name", "author", "about-course-no", "together", "topic-choice", "class", "start", "remaining", "group", "choose"}
            yield Found(text, work.sources, said, f"{detail}:{work.kind}", rank=2)


def _content(work: Work, frame: Frame) -> Iterator[Found]:
    if not work.lines:
        return
    details = [each for each in DETAILS if frame.has(each) and each != work.kind]
    if frame.has("requirement", "topic", "format", "cover", "rubric", "how", "style") or details:
        own = [line for line in work.lines]
        text = f"{_title(work)}:\n{bullets(_without_doubles(own))}"
        if not frame.has("when", "where", "hour", "submit", "who") or frame.has("requirement"):
            yield Found(text, work.sources, work.uses | (ASKS_CONTENT - {"when", "where", "hour", "who", "how-long"}) | {"choose-no", "scores", "plan", "submit"} - {"submit"}, f"content:{work.kind}", rank=0)


def _title(work: Work) -> str:
    return NAMES.get(work.kind, work.kind)[:1].upper() + NAMES.get(work.kind, work.kind)[1:]


def _without_doubles(lines: Sequence[str]) -> list[str]:
    """Lines that say nothing new are left out: most of their words stood in one before."""
    kept: list[str] = []
    for line in lines:
        words = set(re.findall(r"[a-z]{4,}", line.casefold()))
        if not words or not any(len(words & set(re.findall(r"[a-z]{4,}", each.casefold()))) >= 0.7 * len(words) for each in kept):
            kept.append(line)
    return kept


def _group_size(frame: Frame, known: Known) -> Iterator[Found]:
    project = known.course.project
    others = frame.has("presentation", "discussion", "review", "assignment")
    meant = frame.has("project", *PARTS) or (frame.has("group") and frame.has("size", "more-work", "number") and not others)
    if project is None or not meant or not frame.has("group", "together") or frame.has("presentation"):
        return
    most = project.group_size_most
    if frame.has("form") and not frame.has("size"):
        return
    asked = [n for n in frame.counts() if n < 50]
    lead = ""
    if asked and frame.has("group", "size"):
        lead = f"No: {number(asked[0])} are too many. " if asked[0] > most else f"Yes, {number(asked[0])} may. "
    note = f" {project.note}" if project.note else ""
    text = f"{lead}The project is done alone or in a group of at most {number(most)} people.{note}"
    passages = [each for each in (known.library.passage("project", "group"), known.library.passage("project", without=PARTS)) if each]
    named = (sources.of_field(known.course, "project", "The rules of the project"), *(sources.of_passage(each) for each in passages[:2]))
    yield Found(
        text, named, uses(ASKING, "project", "group", "size", "together", "number", "requirement", "each", "choose", "how-much", "weight-no", "task", "topic", "everything", "course", "class", "more-work", "technique", "preliminary", "evaluation", "weight"),
        "group-size", rank=1,
    )  # fmt: skip


def _own_topic(frame: Frame, known: Known) -> Iterator[Found]:
    project = known.course.project
    passage = known.library.passage("project", without=("group", "feedback", *PARTS))
    if project is None or passage is None or not frame.has("project") or not frame.has("topic-choice"):
        return
    lines = [line for line in known.library.lines if line.passage.slug == passage.slug and "topic-choice" in line.meanings]
    if lines and frame.has("topic", "choose", "topic-choice"):
        named = (sources.of_passage(passage), sources.of_field(known.course, "project", "The rules of the project"))
        said = uses(ASKING, "project", "topic", "choose", "topic-choice", "requirement", "cover", "course", "class", "technique", "everything", "about-course", "mine", "together")
        yield Found(sentence(lines[0].text), named, said, "project-topic", made="passage", rank=1)
