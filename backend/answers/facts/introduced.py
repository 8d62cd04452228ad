"""In which lecture something is taken up first, and which papers are about something besides the one that is named."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.gazetteer import row_of
from backend.answers.known import Known
from backend.answers.say import bullets, day
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import papers_of
from backend.contract.calendar import Meeting


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _first(slots: Slots, known: Known) -> Reply | None:
    """The first lecture of which the title or one topic holds every word that was said; None if none does."""
    said = frozenset(row_of(slots[0]))
    if not said:
        return None
    found: list[tuple[Meeting, int, str, str]] = []
    for row in known.classes:
        for number in (each.number for each in row.lectures):
            lecture = known.course.lecture(number)
            text = next((each for each in (lecture.title, *lecture.topics) if said <= frozenset(row_of(each))), None) if lecture else None
            if lecture is not None and text is not None:
                found.append((row, number, lecture.title, text))
    if not found:
        return None
    row, number, title, text = found[0]
    topic = "" if text == title else f" (“{text}”)"
    told = f"Lecture {number}: {title}{topic}, on {row.in_words}."
    if later := [f"Lecture {number}: {title}, {day(row.day)}" for row, number, title, _ in found[1:]]:
        told += f"\nIt comes up again in:\n{bullets(later)}"
    return Reply(told, (sources.of_lecture(number, title), sources.of_meeting(row)))


def _besides(slots: Slots, known: Known) -> Reply | None:
    """The papers on something without those that the second name means, where that is one of them."""
    papers, others = papers_of(slots[0], known), papers_of(slots[1], known)
    if not papers or not set(others) & set(papers):
        return None
    left = [paper for paper in papers if paper not in others]
    if not left:
        only = papers[0]
        return Reply(f"None: of the papers of the course, only paper {only.id}, {only.title}, is about that.", (sources.of_paper(only),))
    lines = [f"Paper {paper.id}: {paper.title}, by {paper.authors.rstrip('.')}, discussed on {day(paper.day)}" for paper in left]
    named = tuple(source for paper in left for source in (sources.of_paper(paper), *(sources.of_meeting(row) for row in known.classes if row.day == paper.day)))
    return Reply(f"{lines[0]}." if len(lines) == 1 else bullets(lines), named)


ASKED: Asked = {
    "which lecture introduces {name}": _first,
    "which papers are about {name} besides {name}": _besides,
}
