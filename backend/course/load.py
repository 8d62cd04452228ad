"""Reads a course folder: `course.toml` and `policies.md`.

`load` gives a course that can be trusted, or raises; `examine` never raises, and gives whatever was
found. Both run at every start, so the fast parser of the standard library reads the file; where a
finding needs its line, and only then, `positions` is asked.

This does *not* give advice about things that are right but ought to be decided; see `lint.check`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from backend.course import policies, sense
from backend.course.findings import CourseFileError, Finding, Remark
from backend.course.model import Course, Passage
from backend.course.positions import Positions
from backend.course.wording import remarks_of

COURSE_FILE = "course.toml"
POLICIES_FILE = "policies.md"
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes. A term's worth of course is a fiftieth of that."""


@dataclass(frozen=True)
class Examined:
    """What a folder held: the course, if no error stands in the way, and all findings so far."""

    course: Course | None
    findings: tuple[Finding, ...]
    text: str = field(default="", repr=False)
    """The text of `course.toml`: `located` finds lines in it."""
    file: str = ""


def load(folder: Path) -> Course:
    """The course of that folder. Raises `CourseFileError` with every error at once."""
    examined = examine(folder)
    errors = tuple(found for found in examined.findings if found.level == "error")
    if errors or examined.course is None:
        raise CourseFileError(errors)
    return _in_order(examined.course)


def examine(folder: Path) -> Examined:
    """Reads the folder as far as it can be read."""
    file = folder / COURSE_FILE
    text, findings = _text(file)
    passages, more = _passages(folder / POLICIES_FILE)
    findings += more
    if text is None:
        return Examined(None, findings, "", str(file))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        return Examined(None, (_broken(file, text, str(broken)), *findings), "", str(file))
    if "policies" in data:
        unwelcome = Remark(
            "error", ("policies",), f"policies are written in {POLICIES_FILE}, not here"
        )
        return Examined(None, located((unwelcome,), text, str(file)) + findings, text, str(file))
    try:
        course = Course.model_validate(_frozen(data), strict=True)
    except ValidationError as invalid:
        return Examined(
            None, located(remarks_of(invalid), text, str(file)) + findings, text, str(file)
        )
    course = course.model_copy(update={"policies": passages})
    findings = located(tuple(sense.errors(course)), text, str(file)) + findings
    return Examined(course, findings, text, str(file))


def _in_order(course: Course) -> Course:
    """The same with its lists sorted. Not sooner, as a finding counts the entries of the file."""
    papers = sorted(course.papers, key=lambda paper: (paper.discussion, paper.id))
    return course.model_copy(
        update={
            "meetings": tuple(sorted(course.meetings, key=lambda meeting: meeting.day)),
            "deadlines": tuple(sorted(course.deadlines, key=lambda deadline: deadline.day)),
            "lectures": tuple(sorted(course.lectures, key=lambda lecture: lecture.number)),
            "papers": tuple(papers),
        }
    )


def located(remarks: tuple[Remark, ...], text: str, file: str) -> tuple[Finding, ...]:
    """The remarks with the lines on which their values stand, in the order of the file."""
    if not remarks:
        return ()
    positions = Positions(text)
    found = [Finding(each.level, file, positions.line(each.path), each.message) for each in remarks]
    return tuple(sorted(found, key=lambda finding: finding.line))


def _text(file: Path) -> tuple[str | None, tuple[Finding, ...]]:
    def wrong(line: int, message: str) -> tuple[None, tuple[Finding, ...]]:
        return None, (Finding("error", str(file), line, message),)

    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return wrong(0, "there is no such file; a course folder needs it")
    except OSError as unreadable:
        return wrong(0, f"the file cannot be read: {unreadable.strerror}")
    if len(raw) > LARGEST_FILE:
        return wrong(0, f"the file is larger than {LARGEST_FILE} bytes, so it is hardly a course")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as undecodable:
        line = raw.count(b"\n", 0, undecodable.start) + 1
        return wrong(line, "this is not UTF-8; save the file in that encoding")


def _passages(file: Path) -> tuple[tuple[Passage, ...], tuple[Finding, ...]]:
    if not file.exists():
        message = (
            "there is no such file, so nobody can look up a policy; write one passage a heading"
        )
        return (), (Finding("warning", str(file), 0, message),)
    text, findings = _text(file)
    return ((), findings) if text is None else policies.read(text, str(file))


def _broken(file: Path, text: str, complaint: str) -> Finding:
    """`tomllib` names the line in its message only, or says that the text ends too early."""
    named = re.search(r" \(at line (\d+), column \d+\)$", complaint)
    line = int(named[1]) if named else text.count("\n") + 1
    reason = (
        complaint[: named.start()] if named else complaint.removesuffix(" (at end of document)")
    )
    return Finding("error", str(file), line, f"this is no valid TOML: {reason}")


def _frozen(value: object) -> object:
    """Lists as tuples, all the way down: pydantic's strict mode does not take one for the other."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return value
