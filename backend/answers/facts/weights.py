"""What counts how much for the mark."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.library import PARTS
from backend.answers.say import bullets, percent
from backend.answers.targets import targets
from backend.contract.ask import Source
from backend.course.model import Weight

SAID = uses(ASKING - {"when", "where", "who", "hour"}, "weight", "grade", "course", "class", "number", "each", "everything", "requirement", "size", "how-graded", "rubric", "paper", "discussion", "together", "size")


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if not known.course.weights or not frame.has("weight", "grade") or frame.has("late", "penalty"):
        return
    parts = _parts(frame, known)
    if parts and (frame.has("weight") or (frame.has("how-much") and frame.has("grade"))):
        yield _of_parts(parts, frame, known)
    if not parts and (_weighs(frame) or frame.says("how is the final grade", "how are grades", "final grade", "how is the grade", "grade is made", "final mark")):
        yield _all(frame, known)


def _weighs(frame: Frame) -> bool:
    """More than the bare word "grades"."""
    return any("weight" in word.meanings and word.token.text not in ("grade", "grades", "points") for word in frame.words)


def _parts(frame: Frame, known: Known) -> list[Weight]:
    """The parts that the question names, by the words of their titles."""
    library = known.library
    found = []
    spoken = {"participation"} if frame.has("discussion") and not frame.has("presentation") else set()
    named = spoken | {meaning for meaning in ("review", "assignment", "project", "presentation", "participation") if frame.has(meaning)}
    if any(frame.has(part) for part in ("report", "proposal", "abstract", "plan")) and not named:
        return []
    for weight in known.course.weights:
        said = library.meanings(weight.title) | library.meanings(weight.id.replace("-", " "))
        if named & said:
            found.append(weight)
    return found


def _of_parts(parts: list[Weight], frame: Frame, known: Known) -> Found:
    lines = [f"{part.title}: {percent(part.percent)} of the final mark" for part in parts]
    text = f"{lines[0]}." if len(lines) == 1 else bullets(lines)
    steps = PARTS if any("project" in known.library.meanings(part.title) for part in parts) else ()
    meanings = uses(steps, *(known.library.meanings(f"{part.title} . {part.id}") for part in parts))
    keys = "+".join(part.id for part in parts)
    return Found(text, _named(known), SAID | meanings, f"weight:{keys}", rank=1)


def _all(frame: Frame, known: Known) -> Found:
    ordered = sorted(known.course.weights, key=lambda each: -each.percent)
    text = f"The final mark is made of:\n{bullets([f'{each.title}: {percent(each.percent)}' for each in ordered])}"
    return Found(text, _named(known), SAID | {"exam-no", "how", "topic", "format", "scale-no", "first", "last"}, "weights", rank=1)


def _named(known: Known) -> tuple[Source, ...]:
    passage = known.library.passage("weight")
    named = [sources.of_passage(passage)] if passage else []
    return (sources.of_field(known.course, "weights", "Weights of the parts"), *named)


def target_kinds(frame: Frame, known: Known) -> frozenset[str]:
    return frozenset(each.kind for each in targets(frame, known))
