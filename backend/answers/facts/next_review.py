"""The next review that the asker has neither handed in nor been excused from."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.templates import Asked, Reply, Slots, replies

_LEFT = ("open", "in grace", "perhaps excused")


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _next_review(_: Slots, known: Known) -> Reply:
    own = sources.of_own("what you ticked off")
    items = [each for each in known.deadlines if each.kind == "review" and each.standing in _LEFT]
    item = next((each for each in items if not known.is_over(each)), None)
    if item is None:
        return Reply("None: no paper review is left for you.", (sources.of_field(known.course, "deadlines", "What is due"), own), personal=True)
    why = f" ({item.why})" if item.why else ""
    return Reply(f"Next is {item.title}: {item.in_words}{why}.", (sources.of_deadline(item), own), personal=True)


ASKED: Asked = {"what is the next paper review i have to write": _next_review}
