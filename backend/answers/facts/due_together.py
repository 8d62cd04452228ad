"""The days on which more than one thing is due."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, counted, day, listed
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import upper
from backend.contract.calendar import Deadline


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _doubled(_: Slots, known: Known) -> Reply:
    """Each day on which two or more things are due, with what they are."""
    by_day: dict[str, list[Deadline]] = {}
    for each in known.deadlines:
        by_day.setdefault(day(each.day), []).append(each)
    several = {on: items for on, items in by_day.items() if len(items) > 1}
    if not several:
        return Reply("None: no two things are due on one day.", (sources.of_field(known.course, "deadlines", "What is due"),))
    lines = [f"{on}: {listed([each.title for each in items])}" for on, items in several.items()]
    text = lines[0] if len(lines) == 1 else f"\n{bullets(lines)}"
    named = tuple(sources.of_deadline(each) for items in several.values() for each in items)
    return Reply(f"{upper(counted(len(several), 'day'))}: {text}".replace(": \n", ":\n"), named)


ASKED: Asked = {"on which days is more than one thing due": _doubled}
