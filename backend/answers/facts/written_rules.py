"""What is written of reviews and of the proposal in one respect each: which papers one may choose from, whether a review is like
a real one, what does not count toward a length; and why the days of the week do not keep to a kind of class."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backend.answers import sources
from backend.answers.choosing import best
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.library import Line
from backend.answers.say import listed, sentence
from backend.answers.stems import stem
from backend.answers.targets import discussions_of, targets
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, paper_of, titles, works_of
from backend.contract.ask import Source

MOST = 6
"""So many reviews are told paper by paper; of more the rule is told."""
_REAL = frozenset(map(stem, ("conference", "journal", "venue", "real")))
_REASONS = frozenset(map(stem, ("irregular", "irregularly", "because", "timeline", "exception", "exceptions")))


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _choose_from(slots: Slots, known: Known) -> Reply | None:
    """The papers of one review, or of the few that are meant."""
    items = [each for each in works_of(slots[0], known) if each.papers]
    if not items or len(items) > MOST:
        return None
    lines = []
    named: list[Source] = []
    for item in items:
        papers = tuple(paper for each in item.papers if (paper := known.paper(each)))
        lines.append(f"{item.title}: {titles(papers)}; due on {item.in_words}.")
        named += [sources.of_deadline(item), *(sources.of_paper(paper) for paper in papers)]
    return Reply("\n".join(lines), tuple(named))


def _lines(known: Known, *meanings: str, stems: frozenset[str]) -> list[Line]:
    """Sentences under a heading about these that hold one of the stems."""
    return [line for line in known.library.lines if set(meanings) <= line.heading_meanings and stems & line.stems]


def _like_a_real_one(_: Slots, known: Known) -> Reply:
    lines = _lines(known, "review", stems=_REAL)
    rules = sources.of_field(known.course, "reviews", "The rules of reviews")
    if not lines:
        return Reply(f"That is not stated. A review contains {listed(known.course.reviews.contents)}.", (rules,), "not stated")
    same = [line for line in known.library.lines if line.passage.slug == lines[0].passage.slug and {"review"} & line.meanings and "new" in line.text.split()]
    told = " ".join(dict.fromkeys(sentence(line.text) for line in (*lines[:1], *same[:1])))
    return Reply(f"Like one, with exceptions: {told}", (sources.of_passage(lines[0].passage), rules))


def _beside_the_page(slots: Slots, known: Known) -> Reply | None:
    """Whether one step of the project counts toward the length of another, by the sentences that name both."""
    kinds = [found[0].kind for slot in slots if (found := targets(frame_of(slot, known), known))]
    project = known.course.project
    if project is None or len(kinds) != 2 or kinds[0] == kinds[1]:
        return None
    one, other = kinds
    for inner, outer in ((one, other), (other, one)):
        steps = [step for step in project.milestones if outer in known.library.meanings(step.id.replace("-", " "))]
        rules = [line for step in steps for line in step.requirements if inner in known.library.meanings(line)]
        lines = [line for line in known.library.lines if outer in line.heading_meanings and inner in line.meanings and "pages" in line.meanings]
        if rules or lines:
            told = " ".join((*(sentence(rule) for rule in rules[:1]), *(sentence(line.text) for line in lines[:1])))
            named = (*((sources.of_passage(lines[0].passage),) if lines else ()), sources.of_field(known.course, "project.milestones", "Steps of the project"))
            return Reply(told, named)
    return None


def _why_irregular(_: Slots, known: Known) -> Reply | None:
    """What the course says of the days; without a word of it, which days they are."""
    lines = _lines(known, "format", stems=_REASONS) or [line for line in known.library.lines if _REASONS & line.stems and {"lecture", "class", "day"} & (line.meanings | line.heading_meanings)]
    if lines:
        before = [line for line in known.library.lines if line.passage.slug == lines[0].passage.slug and {"lecture", "discussion"} <= line.meanings and line != lines[0]]
        told = " ".join(dict.fromkeys(sentence(line.text) for line in (*before[-1:], lines[0])))
        return Reply(told, (sources.of_passage(lines[0].passage),), "passage")
    found = best(frame_of("are lectures always on mondays and paper discussions on wednesdays", known), known)
    return Reply(f"Why is not stated. {found.text}", found.sources, "not stated") if found else None


def _none_listed(_: Slots, known: Known) -> Reply | None:
    """Whether what is not listed is not required: by the course's own word of it, or by its silence."""
    gap, passage = known.library.gap("review", "discussion"), known.library.passage("review", "listed")
    if gap is None:
        found = best(frame_of("which discussions have no review", known), known)
        if found is None or all(_is_reviewed(each, known) for each in {paper.discussion for paper in known.papers}):
            return Reply(found.text, found.sources) if found else None
        return Reply(f"The course does not say so. {found.text}", found.sources, "not stated")
    return Reply(gap.sentence, (sources.of_gap(gap), *((sources.of_passage(passage),) if passage else ())), "not stated")


def _is_reviewed(discussion: int, known: Known) -> bool:
    return any(discussion in discussions_of(each, known) for each in known.deadlines if each.kind == "review")


def _first_class(_: Slots, known: Known) -> Reply | None:
    if not known.classes:
        return None
    found = best(frame_of(f"what happens in class {known.classes[0].day.isoformat()}", known), known)
    return Reply(found.text, found.sources, found.made) if found else None


def _authors_and(what: str) -> Callable[[Slots, Known], Reply | None]:
    """The authors of a paper, and something else of it."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        paper = paper_of(slots[0], known)
        if paper is None:
            return None
        told = [best(frame_of(each.format(paper.id), known), known) for each in ("who wrote paper {}", what)]
        if any(each is None for each in told):
            return None
        found = [each for each in told if each is not None]
        return Reply(" ".join(each.text for each in found), tuple(source for each in found for source in each.sources))

    return answer


ASKED: Asked = {
    "which papers can i choose from for {work}": _choose_from,
    "may i assume that no review is required where none is listed": _none_listed,
    "is a review like a review for a real conference": _like_a_real_one,
    "does {part} count toward the length of {part}": _beside_the_page,
    "why do lectures not keep to one day of the week": _why_irregular,
    "what is covered in the very first class": _first_class,
    "who wrote {name} and when do we discuss it": _authors_and("when is paper {} discussed"),
}
