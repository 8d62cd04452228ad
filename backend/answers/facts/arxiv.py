"""The arXiv number of a paper, where its citation gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.answers import sources
from backend.answers.found import Found
from backend.answers.frame import Frame
from backend.answers.known import Known
from backend.answers.say import bullets
from backend.answers.templates import Asked, Reply, Slots, replies
from backend.answers.things import papers_of

_NUMBER = re.compile(r"\barXiv:\s?(\d{4}\.\d{4,5})\b", re.IGNORECASE)


def facts(frame: Frame, known: Known) -> Iterator[Found]:
    yield from replies(ASKED, frame, known)


def _number(slots: Slots, known: Known) -> Reply | None:
    """Refused where no paper that may be meant is cited with a number."""
    papers = papers_of(slots[0], known)
    if not papers:
        return None
    numbered = [(paper, found[1]) for paper in papers if (found := _NUMBER.search(paper.venue)) is not None]
    if not numbered:
        return Reply("The course cites that paper without an arXiv number.", (), "refused")
    lines = [f"arXiv:{number}: {paper.title} (paper {paper.id}, {paper.venue.rstrip('.')})" for paper, number in numbered]
    return Reply(f"{lines[0]}." if len(lines) == 1 else bullets(lines), tuple(sources.of_paper(paper) for paper, _ in numbered))


ASKED: Asked = {"what is the arxiv number of {name}": _number}
