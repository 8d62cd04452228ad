"""Whether the parts of a course fit together: every name is used once, and every reference leads
somewhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from backend.course.findings import Key, Remark
from backend.course.model import Course


def errors(course: Course) -> Iterator[Remark]:
    """Every doubled name and every reference into the void."""
    yield from _doubled(course)
    yield from _lectures(course)
    yield from _discussions(course)
    yield from _reviews(course)
    yield from _milestones(course)


def error(message: str, *path: Key) -> Remark:
    return Remark("error", path, message)


def _doubled(course: Course) -> Iterator[Remark]:
    def once(values: Iterable[Hashable], what: str, key: str, *path: Key) -> Iterator[Remark]:
        seen: set[Hashable] = set()
        for index, value in enumerate(values):
            if value in seen:
                yield error(f"{what} {value} is listed twice", *path, index, key)
            seen.add(value)

    yield from once((each.day for each in course.meetings), "the day", "day", "meetings")
    yield from once((each.number for each in course.lectures), "lecture", "number", "lectures")
    yield from once((each.id for each in course.papers), "paper", "id", "papers")
    titles = (" ".join(each.title.casefold().split()) for each in course.papers)
    yield from once(titles, "the paper called", "title", "papers")
    yield from once((each.id for each in course.deadlines), "the deadline", "id", "deadlines")
    yield from once((each.id for each in course.weights), "the weight", "id", "weights")
    yield from once((each.id for each in course.gaps), "the gap", "id", "gaps")
    yield from once((each.of for each in course.sources), "the source of", "of", "sources")
    if course.project:
        steps, asked = course.project.milestones, course.project.requirements
        yield from once((each.id for each in steps), "milestone", "id", "project", "milestones")
        yield from once((each.id for each in asked), "requirement", "id", "project", "requirements")


def _lectures(course: Course) -> Iterator[Remark]:
    held: set[int] = set()
    for index, meeting in enumerate(course.meetings):
        for number in meeting.lectures:
            path: tuple[Key, ...] = ("meetings", index, "lectures")
            if course.lecture(number) is None:
                yield error(f"lecture {number} is not among [[lectures]]; describe it there", *path)
            if number in held:
                yield error(f"lecture {number} is already held on an earlier day", *path)
            held.add(number)
    for index, lecture in enumerate(course.lectures):
        if lecture.number not in held:
            message = f"lecture {lecture.number} is held on no day; list it in a meeting"
            yield error(message, "lectures", index, "number")


def _discussions(course: Course) -> Iterator[Remark]:
    held: set[int] = set()
    for index, meeting in enumerate(course.meetings):
        for number in meeting.discussions:
            path: tuple[Key, ...] = ("meetings", index, "discussions")
            if not course.papers_of(number):
                yield error(f"discussion {number} has no paper; add {number}a to [[papers]]", *path)
            if number in held:
                message = f"discussion {number} is already held earlier, so its papers come twice"
                yield error(message, *path)
            held.add(number)
    for index, paper in enumerate(course.papers):
        if paper.discussion not in held:
            message = f"paper {paper.id} is discussed on no day; list its discussion in a meeting"
            yield error(message, "papers", index, "id")


def _reviews(course: Course) -> Iterator[Remark]:
    asked: dict[str, str] = {}
    for index, deadline in enumerate(course.deadlines):
        path: tuple[Key, ...] = ("deadlines", index, "papers")
        if (deadline.kind == "review") != bool(deadline.papers):
            message = (
                f"{deadline.id!r} is a review of no paper; list the papers to choose from"
                if deadline.kind == "review"
                else f"{deadline.id!r} is no review, so it cannot name papers"
            )
            yield error(message, *path)
        for paper in deadline.papers:
            meeting = course.meeting_of_paper(paper)
            if course.paper(paper) is None:
                yield error(
                    f"{deadline.id!r} asks for a review of {paper}, which is no paper", *path
                )
            elif meeting is not None and meeting.day > deadline.day:
                message = (
                    f"the review of {paper} is due on {deadline.day}, "
                    f"before the paper is discussed on {meeting.day}"
                )
                yield error(message, *path)
            if paper in asked:
                message = f"a review of {paper} is already asked for by {asked[paper]!r}"
                yield error(message, *path)
            asked[paper] = deadline.id


def _milestones(course: Course) -> Iterator[Remark]:
    steps = course.project.milestones if course.project else ()
    for index, step in enumerate(steps):
        path: tuple[Key, ...] = ("project", "milestones", index)
        if (step.deadline is None) == (step.day is None):
            message = f"the milestone {step.id!r} needs either a deadline or a day of its own"
            yield error(message, *path)
        elif step.deadline is not None and course.deadline(step.deadline) is None:
            yield error(f"there is no deadline {step.deadline!r}", *path, "deadline")
