"""Parts of the final mark beside one another: which counts most or least, which counts so much, which of two counts more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import listed, percent
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.tokens import take_apart
from backend.contract.ask import Source
from backend.course.model import Weight


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def weights_named(known: Known) -> tuple[Source, ...]:
    """Where the weights stand."""
    passage = known.library.passage("weight")
    return (sources.of_field(known.course, "weights", "Weights of the parts"), *((sources.of_passage(passage),) if passage else ()))


def _told(parts: Sequence[Weight]) -> str:
    """ "The Final project, with 40 %." """
    each = "each " if len(parts) > 1 else ""
    return f"{listed([part.title for part in parts])}, {each}with {percent(parts[0].percent)} of the final mark."


def _extreme(known: Known, *, most: bool) -> Reply | None:
    weights = known.course.weights
    if not weights:
        return None
    shares = [part.percent for part in weights]
    bound = max(shares) if most else min(shares)
    return Reply(_told([part for part in weights if part.percent == bound]), weights_named(known))


def _worth(slots: Slots, known: Known) -> Reply | None:
    """The parts with that share; if there are none, all of them."""
    tokens = take_apart(slots[0]).tokens
    share = tokens[0].number if len(tokens) == 1 else None
    if share is None:
        return None
    parts = [part for part in known.course.weights if part.percent == share]
    if parts:
        return Reply(_told(parts), weights_named(known))
    every = listed([f"{part.title} {percent(part.percent)}" for part in sorted(known.course.weights, key=lambda each: -each.percent)])
    return Reply(f"None is worth {percent(share)}: {every}.", weights_named(known))


def _two_parts(slots: Slots, known: Known) -> tuple[Weight, Weight] | None:
    """Two parts, each found by the words of its title; None if they are not two."""
    one, other = (part_of(slot, known) for slot in slots)
    return None if one is None or other is None or one.id == other.id else (one, other)


def _as_much(slots: Slots, known: Known) -> Reply | None:
    """Whether two parts count the same."""
    pair = _two_parts(slots, known)
    if pair is None:
        return None
    one, other = pair
    both = f"{one.title} {percent(one.percent)}, {other.title} {percent(other.percent)}"
    if one.percent == other.percent:
        return Reply(f"Yes, as much: {both} of the final mark.", weights_named(known))
    more = one if one.percent > other.percent else other
    return Reply(f"No, {more.title} counts more: {both} of the final mark.", weights_named(known))


def _beside(slots: Slots, known: Known) -> Reply | None:
    """What two parts count, and how many times the one is the other."""
    pair = _two_parts(slots, known)
    if pair is None:
        return None
    one, other = pair
    more, less = (one, other) if one.percent >= other.percent else (other, one)
    times = more.percent / less.percent if less.percent else 0
    how = "as much" if times == 1 else f"{times:g} times as much" if times and round(times, 1) == times else "more"
    return Reply(f"{one.title} {percent(one.percent)}, {other.title} {percent(other.percent)} of the final mark: {more.title} counts {how}.", weights_named(known))


def _more(*, most: bool) -> Callable[[Slots, Known], Reply | None]:
    """Whether the first of two parts counts more than the second, or less."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        pair = _two_parts(slots, known)
        if pair is None:
            return None
        one, other = pair
        both = f"{one.title} {percent(one.percent)}, {other.title} {percent(other.percent)} of the final mark"
        if one.percent == other.percent:
            return Reply(f"No, they count the same: {both}.", weights_named(known))
        return Reply(f"{'Yes' if (one.percent > other.percent) == most else 'No'}: {both}.", weights_named(known))

    return answer


def _than_two(*, most: bool, summed: bool) -> Callable[[Slots, Known], Reply | None]:
    """Whether a part counts more, or less, than each of two others, or than both taken together."""

    def answer(slots: Slots, known: Known) -> Reply | None:
        parts = [part for slot in slots if (part := part_of(slot, known)) is not None]
        if len({part.id for part in parts}) != len(slots):
            return None
        one, *others = parts
        against = [sum(part.percent for part in others)] if summed else [part.percent for part in others]
        is_so = [one.percent > each if most else one.percent < each for each in against]
        lead = "Yes" if all(is_so) else "No" if not any(is_so) else "Than one of them"
        told = f"{one.title} {percent(one.percent)}, {listed([f'{part.title} {percent(part.percent)}' for part in others])}"
        return Reply(f"{lead}: {told}{f', together {percent(against[0])}' if summed else ''} of the final mark.", weights_named(known))

    return answer


def part_of(text: str, known: Known) -> Weight | None:
    """The part of the mark that is meant: its title or id is about the same work."""
    asked = known.library.meanings(text) & KINDS
    asked = asked - {"review"} if "participation" in asked else asked
    found = [part for part in known.course.weights if asked & known.library.meanings(f"{part.title} . {part.id.replace('-', ' ')}")]
    return found[0] if len(found) == 1 else None


KINDS = frozenset(("review", "assignment", "project", "presentation", "participation", "exam"))
"""Meanings that tell the parts of a mark from one another."""

ASKED: Asked = {
    "which part of the grade counts the most": lambda _, known: _extreme(known, most=True),
    "which part of the grade counts the least": lambda _, known: _extreme(known, most=False),
    "which parts of the grade are worth {n} percent": _worth,
    "does {part} count as much as {part}": _as_much,
    "how many times as much as {part} does {part} count": _beside,
    "does {part} count more than {part} and {part} each": _than_two(most=True, summed=False),
    "does {part} count less than {part} and {part} each": _than_two(most=False, summed=False),
    "does {part} count more than {part} and {part} together": _than_two(most=True, summed=True),
    "does {part} count less than {part} and {part} together": _than_two(most=False, summed=True),
    "does {part} count more than {part}": _more(most=True),
    "does {part} count less than {part}": _more(most=False),
}

