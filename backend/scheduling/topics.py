"""What can be looked up under `/policy`: the passages of `policies.md`, and behind them what the
course expressly does not state, so that "is there an exam?" has an honest answer.
"""

from __future__ import annotations

from backend.contract.calendar import Passage
from backend.course.model import Course
from backend.scheduling.search import words

LONGEST_HEADING = 100
FILLERS = frozenset(
    ("a", "an", "and", "are", "do", "for", "how", "i", "in", "is", "my", "of", "on", "the", "there",
     "to", "what", "when", "where", "who")
)  # fmt: skip
"""Words of a question that name no subject."""


def topics(course: Course, text: str) -> tuple[Passage, ...]:
    """All of them; those first whose heading or slug holds most words of `text`. What fits equally
    well stays in the order of the course.
    """
    return tuple(sorted(_all(course), key=lambda passage: -fits(text, passage)))


def topic(course: Course, text: str) -> Passage | None:
    """The passage with that slug, or else the one whose heading fits best; None if none does."""
    everything = _all(course)
    exact = [passage for passage in everything if passage.slug == text.strip()]
    if exact:
        return exact[0]
    best = max(everything, key=lambda passage: fits(text, passage), default=None)
    return best if best is not None and fits(text, best) else None


def fits(text: str, passage: Passage) -> int:
    """How many words of `text` begin a word of the heading or of the slug."""
    known = words(f"{passage.heading} {passage.slug}")
    asked = [word for word in words(text) if word not in FILLERS]
    return sum(any(other.startswith(word) for other in known) for word in asked)


def _all(course: Course) -> tuple[Passage, ...]:
    written: list[Passage] = []
    for each in course.policies:
        place = f"{each.file}, line {each.line}"
        written.append(
            Passage(
                slug=each.slug,
                heading=each.heading,
                text=each.text,
                source=f"{each.source} ({place})" if each.source else place,
            )
        )
    taken = {passage.slug for passage in written}
    unstated = (
        Passage(
            slug=gap.id,
            heading=gap.question[:LONGEST_HEADING],
            text=gap.sentence,
            source="what the course does not state (course.toml)",
        )
        for gap in course.gaps
        if gap.id not in taken
    )
    return (*written, *unstated)
