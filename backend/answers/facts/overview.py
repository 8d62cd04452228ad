"""What is seen only over the whole course: what it leaves open, which papers are preprints."""

from __future__ import annotations

from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import ASKING, Found, uses
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets, day, sentence


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    if frame.says("what is not stated"):
        yield from _left_open(known)
    if frame.says("papers from arxiv"):
        yield from _preprints(known)


def _preprints(known: Known) -> Iterator[Found]:
    """Papers that are cited as preprints."""
    papers = [paper for paper in known.papers if "arxiv" in paper.venue.casefold()]
    if papers:
        text = bullets([f"Paper {paper.id}: {paper.title} ({paper.venue}), discussed on {day(paper.day)}" for paper in papers])
        yield Found(text, tuple(sources.of_paper(paper) for paper in papers), uses(ASKING, "paper", "venue", "year"), "preprints", words=known.library.stems("papers from arxiv"), rank=6)


def _left_open(known: Known) -> Iterator[Found]:
    """The passage about it if there is one, else the questions that the course lists as open."""
    passage = next((each for each in known.course.policies if {"not", "stated"} <= set(each.slug.split("-"))), None)
    said = uses(ASKING, "requirement", "listed")
    if passage is not None:
        yield Found(passage.text, (sources.of_passage(passage),), said, "left-open", made="passage", rank=6)
    elif known.course.gaps:
        lines = bullets([sentence(gap.question) for gap in known.course.gaps])
        yield Found(f"The course leaves open:\n{lines}", tuple(sources.of_gap(gap) for gap in known.course.gaps), said, "left-open", rank=6)
