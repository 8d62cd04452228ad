"""Whether two things of the calendar fall into the same week or month: "do discussions 5 and 6 fall in the same month"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from backend.answers.events import event_of, spelt_out
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.templates import Asked, Reply, Slots, replies


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _month(of: date) -> tuple[int, int]:
    return of.year, of.month


def _week(of: date) -> tuple[int, int]:
    return of.isocalendar()[:2]


def _same(unit: str, part_of: Callable[[date], tuple[int, int]]) -> Callable[[Slots, Known], Reply | None]:
    def answer(slots: Slots, known: Known) -> Reply | None:
        one, other = (event_of(each, known) for each in spelt_out(slots[0], slots[1]))
        if one is None or other is None or one == other or one.kind == "day" or other.kind == "day":
            return None
        if part_of(one.first) != part_of(one.last) or part_of(other.first) != part_of(other.last):
            return None
        same = part_of(one.first) == part_of(other.first)
        text = f"{'Yes, in the same' if same else 'No, not in the same'} {unit}: {one.said}; {other.said}."
        return Reply(text, (*one.sources, *other.sources), personal=one.own or other.own)

    return answer


_UNITS: tuple[tuple[str, Callable[[date], tuple[int, int]]], ...] = (("month", _month), ("week", _week))
ASKED: Asked = {
    f"{form} {joint} the same {unit}": _same(unit, part_of)
    for unit, part_of in _UNITS
    for form, joints in (
        ("do {name} and {name}", ("fall in", "fall into", "lie in", "happen in", "take place in", "come in", "land in")),
        ("does {name} and {name}", ("fall in", "fall into")),
        ("are {name} and {name}", ("in", "both in", "due in", "within")),
        ("is {name} and {name}", ("in",)),
    )
    for joint in joints
}
