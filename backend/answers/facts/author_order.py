"""Which of a paper's authors is named second, third or last, as far as the course names them."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.authorship import people
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import counted, listed
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import frame_of, paper_of, upper


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _nth(slots: Slots, known: Known) -> Reply | None:
    """The author at that place from the second on; a refusal where the course names fewer and says that there are more."""
    ordinals = [word.token.ordinal for word in frame_of(slots[0], known).words if word.token.ordinal is not None]
    return _at(ordinals[0], slots[1], known) if len(ordinals) == 1 and ordinals[0] > 1 else None


def _last(slots: Slots, known: Known) -> Reply | None:
    return _at(0, slots[0], known)


def _at(place: int, name: str, known: Known) -> Reply | None:
    """The author at that place, counted from one; 0 is the last. None where no single paper is meant."""
    paper = paper_of(name, known)
    if paper is None:
        return None
    names, more = people(paper.authors)
    named = (sources.of_paper(paper),)
    label = f"{paper.title} (paper {paper.id})"
    if not names or (more and (place == 0 or place > len(names))):
        told = f"it names {listed(names)} “et al.” and not the others" if names else "it names nobody"
        return Reply(f"The course does not say so for {label}: {told}.", named, "refused")
    if place > len(names):
        return Reply(f"{label} has {counted(len(names), 'author')}: {listed(names)}.", named)
    return Reply(f"{upper(names[place - 1])}: {label} was written by {listed(names)}{' and others' if more else ''}.", named)


ASKED: Asked = {
    "who is the {nth} author of {name}": _nth,
    "who is the last author of {name}": _last,
}
