"""On which days projects are talked about in class: the lectures whose titles say so, and the activity in which they get feedback."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets
from backend.answers.templates import Asked, Reply, Slots, replies


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _in_class(_: Slots, known: Known) -> Reply | None:
    """None where no lecture is about projects: then nothing is said of it."""
    rows = [
        (row, lecture) for row in known.classes for lecture in row.lectures
        if "project" in known.library.meanings(lecture.title)
    ]  # fmt: skip
    if not rows:
        return None
    lines = [f"{row.in_words}: Lecture {lecture.number}, {lecture.title}" for row, lecture in rows]
    named = tuple(source for row, lecture in rows for source in (sources.of_lecture(lecture.number, lecture.title), sources.of_meeting(row)))
    return Reply(f"Projects are discussed in class on:\n{bullets(lines)}", named)


ASKED: Asked = {"on which days are projects discussed in class": _in_class}
