"""What is seen only over the whole course: which deadlines have an hour, which class is two in one, what is left open."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.facts.agenda import meeting_text
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, day, listed, sentence


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.says("which deadlines have an hour"):
        yield _hours(known)
    if frame.says("what is not stated"):
        yield from _left_open(known)
    if frame.says("which classes have a lecture and a discussion"):
        yield _both(known)
    if frame.says("papers from arxiv"):
        yield from _preprints(known)


def _both(known: Known) -> Found:
    """The classes that hold both."""
    rows = [row for row in known.classes if row.lectures and row.papers]
    text = bullets([meeting_text(row, known, on_papers=True) for row in rows]) if rows else "No class has both a lecture and a discussion."
    named = tuple(sources.of_meeting(row) for row in rows) or (sources.of_field(known.course, "meetings", "Calendar"),)
    return Found(text.removeprefix("- ") if len(rows) == 1 else text, named, uses(ASKING, "class", "lecture", "discussion", "have", "listed", "prereq"), "both", rank=6)


def _preprints(known: Known) -> Iterator[Found]:
    """Papers that are cited as preprints."""
    papers = [paper for paper in known.papers if "arxiv" in paper.venue.casefold()]
    if papers:
        text = bullets([f"Paper {paper.id}: {paper.title} ({paper.venue}), discussed on {day(paper.day)}" for paper in papers])
        yield Found(text, tuple(sources.of_paper(paper) for paper in papers), uses(ASKING, "paper", "venue", "year"), "preprints", words=known.library.stems("papers from arxiv"), rank=6)


def _hours(known: Known) -> Found:
    """Which deadlines have an hour: a few, all or none."""
    with_hour = [item for item in known.deadlines if item.at is not None]
    gap = known.library.gap("hour", "due")
    passage = known.library.passage("hour", "due")
    if not with_hour:
        text = "No deadline has an hour; the course gives the days alone."
    elif len(with_hour) == len(known.deadlines):
        text = "Every deadline has an hour."
    else:
        things = listed([f"{item.title} ({item.in_words})" for item in with_hour])
        text = f"Only {things}; all other deadlines are days without an hour." if len(with_hour) < 5 else f"{len(with_hour)} of {len(known.deadlines)} have one."
    named = (
        *((sources.of_passage(passage),) if passage else ()), *((sources.of_gap(gap),) if gap else ()),
        *(sources.of_deadline(item) for item in with_hour[:4]),
    )  # fmt: skip
    return Found(text, named, uses(ASKING, "due", "hour", "have", "prereq", "listed"), "hours", rank=6)


def _left_open(known: Known) -> Iterator[Found]:
    """The passage about it if there is one, else the questions that the course lists as open."""
    passage = next((each for each in known.course.policies if {"not", "stated"} <= set(each.slug.split("-"))), None)
    said = uses(ASKING, "requirement", "listed")
    if passage is not None:
        yield Found(passage.text, (sources.of_passage(passage),), said, "left-open", made="passage", rank=6)
    elif known.course.gaps:
        lines = bullets([sentence(gap.question) for gap in known.course.gaps])
        yield Found(f"The course leaves open:\n{lines}", tuple(sources.of_gap(gap) for gap in known.course.gaps), said, "left-open", rank=6)
