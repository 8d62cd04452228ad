"""Presentations and who is freed of a review by one: how long, how many, how one signs up."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import counted, day, listed
from backend.answers.targets import targets
from backend.contract.ask import Source

EXEMPTION = {
    "whole item": "Whoever presents a paper of a review item is freed of the whole item.",
    "that paper only": "Whoever presents a paper need not review that paper, and may; the other one of the item is still to be reviewed.",
    "undecided": "Whoever presents a paper need not review that paper, and may if they like. Whether that frees from the whole review item is undecided, as the item offers two papers and the rule can be read in two ways; until the instructor decides, ask the staff.",
}
"""What presenting frees from, by what the course says of it."""

def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from _rules(frame, known)
    yield from _length(frame, known)
    yield from _papers(frame, known)
    yield from _groups(frame, known)
    yield from _sign_up(frame, known)
    yield from _exempt(frame, known)


def _named(known: Known) -> tuple[Source, ...]:
    passage = known.library.passage("presentation", without=("exempt", "review", "late"))
    return (sources.of_field(known.course, "presentations", "The rules of presentations"), *((sources.of_passage(passage),) if passage else ()))


def _rules(frame: Frame, known: Known) -> Iterator[Found]:
    """All that is said of presentations."""
    passage = known.library.passage("presentation", without=("exempt", "review", "late"))
    if passage is not None and frame.says("rules of the presentation"):
        yield Found(passage.text, _named(known), uses(ASKING, "presentation", "requirement", "paper"), "presentation", made="passage", rank=5)


def _length(frame: Frame, known: Known) -> Iterator[Found]:
    rules = known.course.presentations
    if frame.has("presentation") and frame.has("how-long", "minutes", "hour", "how-much") and not frame.has("when", "review"):
        span = f"{rules.minutes_least} to {rules.minutes_most}" if rules.minutes_least != rules.minutes_most else f"{rules.minutes_most}"
        yield Found(
            f"A presentation takes {span} minutes.", _named(known),
            uses(ASKING, "presentation", "minutes", "paper", "requirement", "number", "size", "each", "class", "discussion", "start-no", "course", "group", "topic"), "length:presentation", rank=1,
        )  # fmt: skip


def _papers(frame: Frame, known: Known) -> Iterator[Found]:
    rules = known.course.presentations
    if not frame.has("presentation", "discussion") and not (frame.has("paper") and frame.has("each") and frame.has("how-many")):
        return
    if (frame.has("review", "size", "format") and not frame.has("each")) or not frame.has("how-many", "each", "group", "together", "choose", "requirement", "format"):
        return
    text = (
        f"Each student presents {counted(rules.papers_per_student, 'paper')}, as one of a group; "
        f"{counted(rules.papers_per_discussion, 'paper').replace('no papers', 'no paper')} are presented in one discussion."
    )
    said = uses(ASKING, "presentation", "paper", "discussion", "each", "number", "requirement", "class", "course", "everything", "term", "cover", "choose")
    if frame.has("how-many") and frame.has("group") and not frame.has("paper"):
        return
    passage = known.library.passage("format")
    yield Found(text, (*_named(known), *((sources.of_passage(passage),) if passage else ())), said | ({"group", "together", "done"} if frame.says("alone", "by myself", "on my own", "individually", "solo", "in groups", "in a group", "in group", "a group", "groups", "together", "own", "group") else set()), "papers-per-student", rank=0)


def _groups(frame: Frame, known: Known) -> Iterator[Found]:
    """How large a group of presenters is: the syllabus may be silent, the bot's own seats are not."""
    if not frame.has("presentation", "discussion") or not frame.has("group", "size") or not frame.has("how-many", "size", "number", "how-long"):
        return
    people = {"group", "groups", "team", "teams", "people", "students", "presenters", "person", "large", "big", "size"}
    if {"paper", "papers"} & set(frame.texts) and not people & set(frame.texts):
        return
    gap = known.library.gap("presentation", "group")
    if gap is None:
        return
    seats = known.course.sign_up.seats_per_paper
    text = f"{gap.sentence} In this bot {counted(seats, 'seat')} can be taken for each paper."
    named = (sources.of_gap(gap), *_named(known), sources.of_field(known.course, "sign_up.seats_per_paper", "Seats for a paper"))
    said = uses(ASKING, "presentation", "group", "together", "form", "size", "number", "paper", "each", "discussion", "class", "course", "requirement", "weight-no", "choose", "everything")
    yield Found(text, named, said, "presentation-groups", made="not stated", rank=3)


def _sign_up(frame: Frame, known: Known) -> Iterator[Found]:
    if not frame.has("sign-up") or frame.papers or frame.hits_of("paper") or frame.has("review", "assignment", "project", "remaining"):
        return
    course = known.course
    opens, closes = (course.day_of(each) for each in (course.sign_up_opens, course.sign_up_closes))
    gap = known.library.gap("sign-up") or known.library.gap("presentation", "group")
    lead = f"{gap.sentence} " if gap else ""
    text = f"{lead}In this bot one signs up with `/signup`, from {day(opens)} to {day(closes)}; `/papers` shows the free seats."
    named = (*((sources.of_gap(gap),) if gap else ()), sources.of_field(course, "sign_up", "Sign-up"), *_named(known))
    said = uses(ASKING, "sign-up", "presentation", "paper", "start", "end", "due", "group", "class", "course", "choose", "discussion", "form", "topic", "requirement", "released", "first", "last", "number", "each", "next", "size")
    yield Found(text, named, said, "sign-up", made="not stated" if gap else "fact", rank=1)


def _exempt(frame: Frame, known: Known) -> Iterator[Found]:
    """Whoever presents a paper need not review it; from how much that frees is for the course to say."""
    asks = frame.has("exempt", "must") or frame.has("presentation")
    if not asks or not frame.has("review") or frame.has("when", "how-many", "where", "hour") or frame.has("due", "late", "penalty", "how-long", "weight", "solve", "pages"):
        return
    mine = {paper.id: paper for paper in known.mine}
    named_papers = [paper for target in targets(frame, known) for item in target.deadlines for paper in item.papers] if _singles(frame, known) else []
    concerned = [paper for paper in named_papers if paper in mine]
    presents = frame.has("presentation")
    if not presents and not concerned:
        return
    rule = EXEMPTION[known.course.reviews.presenter_exemption]
    lead = ""
    if concerned:
        items = [item for target in targets(frame, known) for item in target.deadlines if item.why and set(item.papers) & set(concerned)]
        lead = "".join(f"{item.title}, due on {item.in_words}: {item.why}. " for item in items)
        lead = lead[:1].upper() + lead[1:]
    passage = known.library.passage("presentation", "review") or known.library.passage("exempt") or known.library.passage("presentation")
    review = [item for target in targets(frame, known) for item in target.deadlines if set(item.papers) & set(concerned)]
    named = (
        *((sources.of_passage(passage),) if passage else ()), sources.of_field(known.course, "reviews", "The rules of reviews"),
        *(sources.of_deadline(item) for item in review),
    )  # fmt: skip
    said = uses(ASKING, "exempt", "presentation", "review", "paper", "paper-id", "named", "numbered", "discussion", "requirement", "submit", "choose", "class", "me", "prereq", "author-name", "remaining", "done", "each", "day", "previous", "task", "late", "everything", "weight-no", "due-no", "author", "first", "last", "cover", "sign-up", "group", "who", "together")
    yield Found(f"{lead}{rule}", named, said, "exempt", personal=bool(concerned), rank=4)


def _singles(frame: Frame, known: Known) -> bool:
    return any(target.single for target in targets(frame, known))


__all__ = ["facts", "listed"]
