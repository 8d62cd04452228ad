"""Whether the report has a greatest length, where the course may state a least one only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.works import LENGTH
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import sentence
from backend.answers.templates import Asked, Reply, Slots, replies

_LEAST = re.compile(r"\b(?:at least|no fewer than|minimum)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:at most|no more than|up to|maximum)\b|\bto \w+ pages\b", re.IGNORECASE)


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _report(_: Slots, known: Known) -> Reply | None:
    """The greatest length of the report; a refusal where only a least one is stated, None where no length is."""
    steps = known.course.project.milestones if known.course.project else ()
    lines = [line for step in steps if step.id == "report" for line in step.requirements if LENGTH.search(line)]
    if not lines:
        return None
    named = (sources.of_field(known.course, "project", "The project"),)
    told = sentence(" ".join(lines))
    if _LEAST.search(told) and not _MOST.search(told):
        return Reply(f"No upper limit is stated for the report, only a lower one: {told[:1].lower()}{told[1:]}", named, "refused")
    return Reply(told, named)


ASKED: Asked = {"is there an upper limit on the length of the final report": _report}
