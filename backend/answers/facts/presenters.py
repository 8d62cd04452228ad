"""Yes or no to what presenters ask: what follows their talk, how seats are given out, and which reviews remain theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers import sources
from backend.answers.choosing import best
from backend.answers.facts.presenting import EXEMPTION
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import day, sentence
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of
from backend.contract.ask import Source

_CLAUSES = re.compile(r",? and (?=the |they |we |students )|; ")
_THEN = frozenset(("then", "after", "afterwards", "following"))


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _after(_: Slots, known: Known) -> Reply:
    """What the class does when the papers have been presented."""
    library = known.library
    where = sources.of_field(known.course, "format", "Format of the classes")
    for line in library.lines:
        if not {"discussion", "presentation"} <= line.meanings:
            continue
        clause = next((each for each in _CLAUSES.split(line.text) if _THEN & set(each.casefold().split())), None)
        if clause is not None:
            return Reply(sentence(clause), (sources.of_passage(line.passage), where))
    return Reply(f"The course does not state that; of its classes it says: {sentence(known.course.format)}", (where,), "not stated")


def _rule(known: Known) -> tuple[str, tuple[Source, ...]]:
    """From how much presenting frees, and where that stands."""
    passage = known.library.passage("presentation", "review") or known.library.passage("exempt") or known.library.passage("presentation")
    named = (*((sources.of_passage(passage),) if passage else ()), sources.of_field(known.course, "reviews", "The rules of reviews"))
    return EXEMPTION[known.course.reviews.presenter_exemption], named


def _the_other(_: Slots, known: Known) -> Reply:
    """Whether the review is still owed by whoever presents one of its papers."""
    lead = {"whole item": "No", "that paper only": "Yes", "undecided": "That is undecided"}
    text, named = _rule(known)
    return Reply(f"{lead[known.course.reviews.presenter_exemption]}: {text}", named)


def _both_may(_: Slots, known: Known) -> Reply:
    """Whether presenters may review the paper that they do not present: nothing is said against it."""
    lead = {
        "whole item": "They need not, and nothing is said against it",
        "that paper only": "Yes, each of them has to",
        "undecided": "Nothing is said against it; whether they must is undecided",
    }  # fmt: skip
    text, named = _rule(known)
    return Reply(f"{lead[known.course.reviews.presenter_exemption]}: {text}", named)


def _the_same(_: Slots, known: Known) -> Reply:
    """Whether one may review the paper that one presents, where the course says so."""
    text, named = _rule(known)
    slugs = {source.id for source in named if source.kind in ("policy", "staff")}
    allowed = any(line.passage.slug in slugs and re.search(r"\b(you|they|one) may\b", line.text) for line in known.library.lines)
    lead = "Yes, you may, and you need not" if allowed else "You need not; whether you may is not stated"
    return Reply(f"{lead}: {text}", named)


def _assigned(_: Slots, known: Known) -> Reply:
    """Seats are taken, not given: in this bot by signing up; what the course says of it, if anything."""
    course = known.course
    opens, closes = (course.day_of(each) for each in (course.sign_up_opens, course.sign_up_closes))
    gap = known.library.gap("sign-up") or known.library.gap("presentation", "group")
    text = f"Nobody assigns them: in this bot one takes a seat with `/signup`, from {day(opens)} to {day(closes)}."
    named = (sources.of_field(course, "sign_up", "Sign-up"), *((sources.of_gap(gap),) if gap else ()))
    return Reply(f"{text} {gap.sentence}" if gap else text, named, "not stated" if gap else "fact")


def _points(slots: Slots, known: Known) -> Reply | None:
    """Whether a review that comes so late loses anything, by the rule of late reviews."""
    late = best(frame_of(f"can i hand in a review {slots[0]} late", known), known)
    if late is None:
        return None
    free = late.made == "fact" and bool(known.course.reviews.grace_days)
    return Reply(f"No: {late.text[:1].lower()}{late.text[1:]}" if free and "after-grace" not in late.about else late.text, late.sources, late.made, late.personal)


ASKED: Asked = {
    "what happens in class after the presentations": _after,
    "do i review when i present the other paper of the discussion": _the_other,
    "can two people who present together also review the other paper": _both_may,
    "may i present and review the same paper": _the_same,
    "when are the presentation slots assigned": _assigned,
    "do i lose points for a review that is {delay} late": _points,
}
