"""Parts of the mark one by one: whether one is worth so much, what the rest is, and how a part is divided within itself."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.shares import part_of, weights_named
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import listed, percent
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.tokens import take_apart


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _is_worth(slots: Slots, known: Known) -> Reply | None:
    """Yes or no, and what it is worth."""
    part = part_of(slots[0], known)
    tokens = take_apart(slots[1]).tokens
    share = tokens[0].number if len(tokens) == 1 else None
    if part is None or share is None:
        return None
    if part.percent == share:
        return Reply(f"Yes: {part.title} is {percent(part.percent)} of the final mark.", weights_named(known))
    return Reply(f"No: {part.title} is {percent(part.percent)} of the final mark, not {percent(share)}.", weights_named(known))


def _besides(slots: Slots, known: Known) -> Reply | None:
    """The other parts, with what they come to."""
    part = part_of(slots[0], known)
    if part is None:
        return None
    others = sorted((each for each in known.course.weights if each.id != part.id), key=lambda each: -each.percent)
    told = listed([f"{each.title} {percent(each.percent)}" for each in others])
    rest = sum(each.percent for each in others)
    return Reply(f"The other {percent(rest)} beside {part.title}, {percent(part.percent)}: {told}.", weights_named(known))


def _within(slots: Slots, known: Known) -> Reply | None:
    """How a part is divided within itself; where the course is silent, that is said with its weight."""
    part = part_of(slots[0], known)
    if part is None:
        return None
    gap = known.library.gap("scale")
    lead = f"How the {percent(part.percent)} for {part.title} are divided is not stated."
    return Reply(f"{lead} {gap.sentence}" if gap else lead, (*((sources.of_gap(gap),) if gap else ()), *weights_named(known)), "not stated")


ASKED: Asked = {
    "is {work} worth exactly {n} percent": _is_worth,
    "what is the grade made of besides {work}": _besides,
    "how is the weight of {work} divided within itself": _within,
}
